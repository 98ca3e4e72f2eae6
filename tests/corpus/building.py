"""MkDocs builds in this process."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
site_name: Test
docs_dir: notes
site_dir: site
use_directory_urls: {directory_urls}
theme: {{name: material, font: false, features: [content.code.copy]}}
plugins: [search, tags, wayin: {{today: 2026-11-20}}]
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.highlight
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.tasklist: {{custom_checkbox: true}}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
extra: {{generator: false}}
"""


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write a vault."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return each file's bytes and modification time."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def build_site(project: Path, *, directory_urls: bool = True) -> Path:
    """Build the notes in `project/notes`; return the folder of the site."""
    (project / "mkdocs.yml").write_text(CONFIG.format(directory_urls=str(directory_urls).lower()), "utf-8")
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        build(config)
    finally:
        logger.setLevel(level)
        config.plugins.on_shutdown()
    return project / "site"
