"""Wayin: turns notes about people and companies into warm introductions."""

__version__ = "0.1.0"
