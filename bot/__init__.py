"""The front ends: terminal and Discord."""
