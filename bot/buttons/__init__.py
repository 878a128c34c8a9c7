"""What happens when a button is pressed: one file a group. Thin, as the commands are."""
