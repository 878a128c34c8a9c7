"""Pictures of what members see, made from the messages that the bot really sends."""
