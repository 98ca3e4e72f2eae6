"""The page of problems: each file's own, and many of the same kind as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.building import build_site, write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_hundred_alike_are_reported_once(tmp_path: Path) -> None:
    notes = {f"people/p{n}.md": f"---\nname: P{n}\nshoesize: 40\n---\n".encode() for n in range(100)}
    write(tmp_path / "notes", notes | {"people/ada-park.md": b"---\nname: Ada Park\ncloseness: 9\n---\n"})
    page = (build_site(tmp_path) / "problems/index.html").read_text("utf-8")
    assert "<h2>100 of the same kind</h2>" in page
    above, _, below = page.partition('<details class="wayin-alike">')
    assert above.count("Unknown key <code>shoesize</code>") == 1
    assert below.count("Unknown key <code>shoesize</code>") == 100
    assert "isn&#39;t a number from 1 to 5" in below.partition("</details>")[2]
    assert 'href="../people/p7/"' in below
