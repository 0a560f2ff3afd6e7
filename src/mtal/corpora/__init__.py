"""Readers, one file a format, and the one sentence schema."""
