"""Fixtures for the command line."""

from cli.conftest import answer, run, small

__all__ = ["answer", "run", "small"]
