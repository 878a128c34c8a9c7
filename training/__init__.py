"""What makes the numbers that ranking is done with."""
