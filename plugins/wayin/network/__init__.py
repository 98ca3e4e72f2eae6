"""Ties between people, ways along them, and who to ask next: the definitions of "Ties and warm introductions"."""
