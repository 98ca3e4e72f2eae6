"""Ties between people, ways along them, and who to ask next. docs/introductions.md has the definitions."""
