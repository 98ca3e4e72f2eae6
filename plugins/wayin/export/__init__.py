"""Exports of the notes for other programs."""
