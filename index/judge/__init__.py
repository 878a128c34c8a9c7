"""Question and passages read together, after search: which answers, where, and whether any does."""
