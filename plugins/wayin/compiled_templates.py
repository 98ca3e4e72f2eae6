"""A disk cache of compiled Jinja templates, next to the program like Python's own `__pycache__`.

It only holds installed templates, Wayin's and the theme's; the user's own are compiled in each run.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket

_PACKAGE = Path(__file__).parent
_FOLDER = _PACKAGE / "__pycache__" / "templates"
_INSTALLED = (str(_PACKAGE) + os.sep, os.path.join(sys.prefix, ""))  # noqa: PTH118 (it ends in a separator)
_PASSING = "-"
"""Prefix for keys of templates that are only kept in memory."""


class CompiledTemplates(BytecodeCache):
    """The cache of compiled templates; Jinja checks that an entry belongs to the template's current text."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self._on_disk = not sys.dont_write_bytecode and sys.pycache_prefix is None

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return a template's key."""
        key = super().get_cache_key(name, filename)
        return key if filename and filename.startswith(_INSTALLED) else _PASSING + key

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the cached bytecode, unless it belongs to another version of the template."""
        key = _with_options(bucket.key, bucket.environment)
        if kept := self._kept.get(key) or self._read(key):
            with suppress(pickle.UnpicklingError, EOFError, ValueError, TypeError):
                bucket.bytecode_from_string(kept)
                self._kept[key] = kept

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache the bytecode."""
        key = _with_options(bucket.key, bucket.environment)
        self._kept[key] = bucket.bytecode_to_string()
        if self._on_disk and not key.startswith(_PASSING):
            with suppress(OSError):  # the package may be installed where the user can't write
                _FOLDER.mkdir(parents=True, exist_ok=True)
                draft = _FOLDER / f"{key}.{os.getpid()}"
                draft.write_bytes(self._kept[key])
                draft.replace(_FOLDER / key)

    def _read(self, key: str) -> bytes | None:
        if not self._on_disk or key.startswith(_PASSING):
            return None
        try:
            return (_FOLDER / key).read_bytes()
        except OSError:
            return None


def _with_options(key: str, env: Environment) -> str:
    """Return a key for a template that depends on the environment's options."""
    options = [
        jinja2.__version__, type(env).__qualname__, env.autoescape is True, env.trim_blocks, env.lstrip_blocks,
        env.keep_trailing_newline, env.optimized, env.is_async, env.finalize is None, sorted(env.extensions),
        env.block_start_string, env.variable_start_string, env.comment_start_string, env.line_statement_prefix,
    ]  # fmt: skip
    return f"{key}-{hashlib.blake2b(repr(options).encode(), digest_size=6).hexdigest()}"


COMPILED = CompiledTemplates()
"""The cache shared by all environments."""
