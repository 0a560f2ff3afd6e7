"""The commands of `python -m mtal`, one file a command."""
