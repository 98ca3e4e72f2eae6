"""Random walks over a folder of notes while it is served: the server's pages are those of a clean build."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from helpers import project
from wayin.site.live import Live

URL = "http://127.0.0.1:8000/"
FIRST = "Ada Bo Cem Dan Eve Fay Gil Hana Ivo Jun Kai Lea Mia Noa Ola Pia Quin Rui Sol Tea".split()
LAST = "Park Lind Aydin Moss Okafor Reyes Tanaka Weber".split()
COMPANIES = "Acme Bolt Crane Dune".split()
WORDS = "harbour model ledger audit survey sample winter onboarding salary mentor".split()


def notes(count: int) -> dict[str, str | bytes]:
    """Return a folder of notes about this many people, some companies and interviews."""
    made: dict[str, str | bytes] = {"method.md": "# My method\n\nI ask one person a week.\n"}
    once = [f"{first} {last}" for last in LAST for first in FIRST]
    names = [once[number % len(once)] + " II" * (number // len(once)) for number in range(count)]
    for company in COMPANIES:
        made[f"companies/{company.lower()}.md"] = f"---\nname: {company}\ninterest: 3\n---\nWhat they do.\n"
    for number, name in enumerate(names):
        knows = names[(number * 7 + 3) % count]
        tags = "tags: [harbour]\n" if number % 5 == 0 else ""
        made[f"people/{name.lower().replace(' ', '-')}.md"] = (
            f"---\nname: {name}\ncompany: {COMPANIES[number % 4]}\nknows: [{knows}]\n{tags}---\n"
            f"# {name}\n\nMet at the {WORDS[number % 10]}. See [[{names[(number + 1) % count]}]].\n"
        )
        if number % 3 == 0:
            made[f"interviews/{number}.md"] = (
                f"---\nwith: {name}\ndate: 2026-10-{number % 28 + 1:02}\n---\n"
                f"## What I learned\n\n- The {WORDS[number % 10]} takes a year. #{WORDS[number % 4]}\n"
            )
    return made


class Notes:
    """A project that is changed step by step, like a person would."""

    def __init__(self, folder: Path, seed: int, count: int, options: str = "{today: 2026-11-20}") -> None:
        self.random = random.Random(seed)
        self.folder = folder
        self.config_file = project(folder / "project", notes(count), options)
        self.notes = self.config_file.parent / "notes"

    def note(self, folder: str = "*") -> Path:
        """Return some note."""
        return self.random.choice(sorted(self.notes.glob(f"{folder}/*.md")))

    def replace(self, path: Path, text: str) -> None:
        """Save a note as editors do: a new file replaces the old one."""
        fresh = path.with_suffix(".tmp")
        fresh.write_text(text, "utf-8")
        fresh.replace(path)


class Walk(Notes):
    """A project that is served meanwhile."""

    def __init__(self, folder: Path, seed: int, count: int, options: str = "{today: 2026-11-20}") -> None:
        super().__init__(folder, seed, count, options)
        self.plugins: dict[str, Any] = {}
        config = self._config("served", self.plugins)
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=URL)
        pages = config.plugins["wayin"].pages  # type: ignore[attr-defined]
        assert pages, "pages are made on request"
        self.builds = 0

        def again() -> None:
            self.builds += 1
            build(self._config("served", self.plugins), serve_url=URL)

        self.live = Live(pages, config, again)

    def _config(self, site: str, kept: dict[str, Any]) -> MkDocsConfig:
        """Return the configuration, with plugins kept from earlier: MkDocs keeps them for the whole program."""
        cache = dict(MkDocsConfig._schema)["plugins"].plugin_cache
        others = dict(cache)
        cache.clear()
        cache.update(kept)
        try:
            config = load_config(str(self.config_file), site_dir=str(self.folder / site))
        finally:
            kept.update(cache)
            cache.clear()
            cache.update(others)
        config.site_url = URL
        return config

    def clean(self) -> Path:
        """Build the site as if for the first time; return its folder."""
        site = self.folder / "clean"
        shutil.rmtree(site, ignore_errors=True)
        build(self._config("clean", {}))
        return site

    def check(self, count: int = 10) -> None:
        """Compare this many pages, the search and the calendar with a clean build."""
        site = self.clean()
        pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("index.html"))
        chosen = self.random.sample(pages, min(count, len(pages)))
        for path in [*chosen, "search/search_index.json", "wayin/calendar.ics", "sitemap.xml"]:
            assert self.live.pages.answer(path) == (site / path).read_bytes(), path
        assert self.live.pages.answer("people/nobody-at-all/index.html") is None

    def step(self) -> str:
        """Change something, and let the server follow; return what was done."""
        action = self.random.choice(ACTIONS)
        action(self)
        self.live.rebuild()
        return action.__name__


def edit_body(walk: Notes) -> None:
    """Add a word."""
    path = walk.note()
    walk.replace(path, f"{path.read_text('utf-8')}\nThe {walk.random.choice(WORDS)} again.\n")


def add_link(walk: Notes) -> None:
    """Mention somebody, who may have no note."""
    path = walk.note()
    name = walk.random.choice([f"{walk.random.choice(FIRST)} {walk.random.choice(LAST)}", "Nobody Yet"])
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\nThey know [[{name}]].\n")


def change_field(walk: Notes) -> None:
    """Give somebody another company, and save twice in a moment."""
    path = walk.note("people")
    for company in walk.random.sample(COMPANIES, 2):
        path.write_text(
            path.read_text("utf-8").replace("name: ", f"company_: x\nlocation: {company}\nname: ", 1), "utf-8"
        )


def change_name(walk: Notes) -> None:
    """Give somebody another name."""
    path = walk.note("people")
    path.write_text(path.read_text("utf-8").replace("name: ", f"name: {walk.random.choice(LAST)} ", 1), "utf-8")


def create(walk: Notes) -> None:
    """Write a new note."""
    number = walk.random.randrange(1000)
    (walk.notes / f"people/new-{number}.md").write_text(
        f"---\nname: New {number}\nknows: [Ada Park]\n---\nHi.\n", "utf-8"
    )


def delete(walk: Notes) -> None:
    """Delete a note."""
    walk.note().unlink()


def move(walk: Notes) -> None:
    """Give a note another file name."""
    path = walk.note("people")
    path.rename(path.with_name(f"moved-{walk.random.randrange(1000)}.md"))


def learn(walk: Notes) -> None:
    """Add a learning, perhaps with a new topic."""
    with walk.note("interviews").open("a", encoding="utf-8") as file:
        file.write(f"\n## What I learned\n\n- It pays. #{walk.random.choice(WORDS)}\n")


def tag(walk: Notes) -> None:
    """Tag a note."""
    path = walk.note("people")
    path.write_text(
        path.read_text("utf-8").replace("name: ", f"tags: [{walk.random.choice(WORDS)}]\nname: ", 1), "utf-8"
    )


def spoil(walk: Notes) -> None:
    """Break a note's front matter."""
    path = walk.note()
    path.write_text(path.read_text("utf-8").replace("---\n", '---\nrole: "open\n', 1), "utf-8")


def fix(walk: Notes) -> None:
    """Undo the damage."""
    for path in walk.notes.rglob("*.md"):
        if (text := path.read_text("utf-8")) != (
            fixed := text.replace('role: "open\n', "").replace("company_: x\n", "")
        ):
            walk.replace(path, fixed)


def change_settings(walk: Notes) -> None:
    """Change the wait for answers."""
    text = walk.config_file.read_text("utf-8").partition("# days")[0].replace(", follow_up_after: 2w", "")
    walk.config_file.write_text(
        text if walk.random.random() < 0.5 else text.replace("-20}", "-20, follow_up_after: 2w}"), "utf-8"
    )


def lose_folder(walk: Walk) -> None:
    """Remove the notes for a while."""
    away = walk.notes.with_name("away")
    walk.notes.rename(away)
    walk.live.rebuild()
    away.rename(walk.notes)


CHANGES: tuple[Callable[[Notes], None], ...] = (
    edit_body, edit_body, add_link, change_field, change_name, create, delete, move, learn, tag, spoil, fix,
    change_settings,
)  # fmt: skip
ACTIONS: tuple[Callable[[Walk], None], ...] = (*CHANGES, lose_folder)
