"""Discord commands, one file a group. Thin: parse, call the library, hand to render."""
