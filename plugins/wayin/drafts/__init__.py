"""Drafts of the messages for each step, written from the notes."""
