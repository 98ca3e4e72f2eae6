"""Ties between people, ways along them, and whom to ask next: the definitions of the introductions document."""
