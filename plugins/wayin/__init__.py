"""Wayin: from notes about people and companies to the warm way in."""

__version__ = "0.1.0"
