"""Dependency graphs as text (`text`, with names of Universal Dependencies from `universal`) and as pictures (`svg`)."""
