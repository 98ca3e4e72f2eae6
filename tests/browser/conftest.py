"""The command line, for what it writes."""

from cli.conftest import answer, run, small

__all__ = ["answer", "run", "small"]
