"""Answers and reports as text for the terminal and for Discord. Pure."""
