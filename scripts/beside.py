"""Build a site with other plugins, each alone and with Wayin in every order, and compare every page that isn't ours.

A page of the user's or of another plugin is the same but for navigation, our assets and the content security policy.
It needs the network once: the plugins are installed into .cache/beside, as scripts/beside.txt pins them.

    python scripts/beside.py             all plugins
    python scripts/beside.py blog rss    these alone
    python scripts/beside.py --site DIR  another site instead of ours: a folder with a mkdocs.yml
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".cache" / "beside"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SETTINGS = """\
site_name: Test
site_url: https://example.org/
docs_dir: notes
theme: {{name: material, font: false, features: [navigation.indexes]}}
markdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables, toc, pymdownx.superfences, pymdownx.details]
plugins:
{plugins}
{more}"""
OURS = "wayin: {today: 2026-11-20}"
PLUGINS = {
    "blog": "blog",
    "tags": "tags",
    "privacy": "privacy",
    "offline": "offline",
    "social": "social: {cards: false}",
    "meta": "meta",
    "rss": "rss: {match_path: 'blog/.*', use_git: false}",
    "i18n": "i18n: {docs_structure: suffix, languages: [{locale: en, default: true, name: English, build: true},"
    " {locale: de, name: Deutsch, build: true}]}",
    "ezlinks": "ezlinks",
    "macros": "macros",
    "awesome-nav": "awesome-nav",
    "git-revision-date-localized": "git-revision-date-localized: {type: iso_date}",
    "minify": "minify: {minify_html: true}",
    "print-site": "print-site",
    "redirects": "redirects: {redirect_maps: {'old.md': 'guide/one.md'}}",
}
GUIDE = """\
---
title: One
author: me
tags: [x]
---
# Guide one

## A & B

Text:
- a

!!! note "T"
    Text.

| a | b |
|---|---|
| 1 | 2 |

```python
print(1)
```

![A picture](../p.png){ width=20 }

<details id="d"><summary>More</summary>Text</details>

## A & B { #own .c }

[up](#own)
"""
POST = """\
---
date: 2026-01-02
categories: [News]
tags: [x]
---
# First

Excerpt.

<!-- more -->

More.
"""
PAGES = {
    "index.md": "---\ntitle: Home of mine\n---\n# Home\n\nHello.[^1] See [one](guide/one.md#a-b).\n\n[^1]: A note.\n",
    "guide/index.md": '# Guide\n\n<div id="mine" class="grid" markdown>\n\n**Bold**\n\n</div>\n',
    "guide/one.md": GUIDE,
    "guide/two.md": "# Two\n\n<!-- a comment -->\n\n5 < 6 & [x]\n",
    "guide/two.de.md": "# Zwei\n",
    "network.md": "# My network\n\n[Home](index.md)\n",
    "tags.md": "# Tags\n",
    "blog/index.md": "# Blog\n",
    "blog/posts/first.md": POST,
    "people/ada.md": "---\ncloseness: 4\nknows: [Bo Lind]\ncompany: Acme\n---\nHi [[Bo Lind]].\n",
    "companies/acme.md": "---\nname: Acme\ninterest: 4\n---\n",
    "p.png": "",
}
OUR_PAGES = re.compile(r"(?:[a-z]{2}/)?(?:people|companies)[/.]|404\.html|print_page")
"""Pages made by Wayin, and those that contain all others."""


def main(arguments: list[str]) -> int:
    """Compare, and return the number of plugins or orders that don't work together."""
    install()
    if arguments[:1] == ["--site"]:
        return compare_site(Path(arguments[1]))
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments or [*PLUGINS, "blog+tags+rss"]:
            failures += compare_plugin(name, Path(folder, name))
    print(f"{failures} differ." if failures else "Every page that isn't ours is as it was.")
    return failures


def install() -> None:
    """Create the environment if it is missing."""
    stamp, wanted = ENVIRONMENT / "stamp", (ROOT / "scripts" / "beside.txt").read_text("utf-8")
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    if stamp.is_file() and stamp.read_text("utf-8") == wanted + locked:
        return
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*install, "--require-hashes", "-r", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*install, "-r", str(ROOT / "scripts" / "beside.txt")], check=True)
    subprocess.run([*install, "--no-build-isolation", "--editable", str(ROOT)], check=True)
    stamp.write_text(wanted + locked, "utf-8")


def compare_plugin(name: str, folder: Path) -> int:
    """Build with a plugin (or several, joined by `+`), and return the number of orders in which a page differs."""
    theirs = [PLUGINS[part] for part in name.split("+")]
    write_pages(folder)
    alone = build(folder, ["search", *theirs], "alone")
    if isinstance(alone, str):
        print(f"{name}: can't be built alone here: {alone}")
        return 0
    orders = {
        "before": ["search", OURS, *theirs], "after": ["search", *theirs, OURS], "first": [OURS, "search", *theirs],
    }  # fmt: skip
    failures = 0
    for order, plugins in orders.items():
        beside = build(folder, plugins, order)
        if isinstance(beside, str):
            print(f"{name}, Wayin {order}: {beside}")
            failures += 1
            continue
        failures += report(f"{name}, Wayin {order}", alone, beside)
    return failures


def compare_site(folder: Path) -> int:
    """Build another site with and without Wayin, and return the number of pages that differ."""
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    with_ours = re.sub(r"(?m)^plugins:\n", "plugins:\n  - wayin\n", settings)
    sites = []
    for name, text in (("alone", settings), ("beside", with_ours)):
        file = folder / f"mkdocs.{name}.yml"
        file.write_text(text, "utf-8")
        site = mkdocs(file, folder / f"site.{name}")
        file.unlink()
        if isinstance(site, str):
            print(f"{name}: {site}")
            return 1
        sites.append(site)
    return report(folder.name, *sites, all_of_it=True)


def write_pages(folder: Path) -> None:
    """Write the pages, and commit them for plugins that read their history."""
    for path, text in PAGES.items():
        file = folder / "notes" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    git = ["git", "-C", str(folder), "-c", "user.name=T", "-c", "user.email=t@example.org"]
    dated = {"GIT_AUTHOR_DATE": "2026-01-01T12:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T12:00:00Z"}
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Notes"]):
        subprocess.run([*git, *command], check=True, env=os.environ | dated)


def build(folder: Path, plugins: list[str], name: str) -> Path | str:
    """Return the site built with these plugins, or why it failed."""
    file = folder / f"{name}.yml"
    listed = "".join(f"  - {plugin}\n" for plugin in plugins)
    more = "use_directory_urls: false\n" if "offline" in plugins else ""
    file.write_text(SETTINGS.format(plugins=listed, more=more), "utf-8")
    return mkdocs(file, folder / f"site-{name}")


def mkdocs(file: Path, site: Path) -> Path | str:
    """Build a site, and return it, or the last line of the error."""
    command = [str(PYTHON), "-m", "mkdocs", "build", "-q", "-f", str(file), "-d", str(site)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", env=environment
    )
    if done.returncode:
        return " / ".join(done.stdout.strip().splitlines()[-2:])
    return site


def report(title: str, alone: Path, beside: Path, *, all_of_it: bool = False) -> int:
    """Print the pages that differ, each with its first different lines, and return 1 if there are any."""
    pages = [page.relative_to(alone).as_posix() for page in sorted(alone.rglob("*.html"))]
    compared = [page for page in pages if not (page == "404.html" if all_of_it else OUR_PAGES.match(page))]
    differing = [page for page in compared if not is_same(alone / page, beside / page)]
    print(f"{title}: {len(compared)} pages compared, {len(differing)} differ")
    for page in differing[: 20 if all_of_it else 2]:
        print(f"  {page}")
        if (beside / page).is_file():
            old, new = (plain((site / page).read_text("utf-8")).splitlines() for site in (alone, beside))
            lines = [
                line for line in difflib.unified_diff(old, new, lineterm="", n=0) if line[:2] not in ("--", "++", "@@")
            ]
            print(*(f"    {line[:300]}" for line in lines[:6]), sep="\n")
    return bool(differing)


def is_same(theirs: Path, with_us: Path) -> bool:
    """Return whether a page exists, and is the same except for allowed differences."""
    return with_us.is_file() and plain(theirs.read_text("utf-8")) == plain(with_us.read_text("utf-8"))


_ALLOWED = re.compile(
    r"<nav\b[^>]*\bclass=[\"']?md-(?:nav|tabs|footer|path).*?</nav>\s*(?=<)"
    r"|<link\b[^>]*(?:\brel=[\"']?(?:next|prev)\b|/?wayin/)[^>]*>"
    r"|<script\b[^>]*\bwayin/[^>]*></script>|<meta\b[^>]*(?:Content-Security-Policy|\bname=[\"']?referrer)[^>]*>",
    re.DOTALL | re.IGNORECASE,
)


def plain(html: str) -> str:
    """Return a page without allowed differences."""
    # Navigation is nested: remove the innermost first
    while (shorter := re.sub(r"<nav\b(?:(?!<nav\b).)*?</nav>", "", html, flags=re.DOTALL)) != html:
        html = shorter
    html = re.sub(r"(?s)<script id=[\"']?__config.*?</script>", _features, html)
    # The header has another shadow where tabs are below it
    html = re.sub(r"class=[\"']?md-header(?: md-header--\w+)*[\"']?(?=[ >])", "class=md-header", _ALLOWED.sub("", html))
    return re.sub(r">\s*<", ">\n<", html)


def _features(config: re.Match[str]) -> str:
    return re.sub(r'"navigation\.tabs",?\s*', "", config[0]).replace(", ]", "]")


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
