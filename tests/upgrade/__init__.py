"""Data folders that earlier releases made, opened by this one."""
