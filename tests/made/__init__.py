"""Makers of test documents: one known text as every format."""
