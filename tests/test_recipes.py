"""The recipes of CONTRIBUTING.md, followed step by step in a copy of the package."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.building import write

ROOT = Path(__file__).parent.parent
RECIPES = dict(re.findall(r"^## (Add .*)\n\n((?:.+\n)+)", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE))
NOTES = {
    "people/ada-park.md": b"---\nname: Ada Park\ncloseness: 4\npronouns: she/her\n---\n",
    "people/bo-lind.md": b"---\nname: Bo Lind\npronouns: [he, him]\n---\n",
}


def insert(path: Path, before: str, text: str) -> None:
    """Insert a text before a line that occurs once."""
    old = path.read_text("utf-8")
    assert old.count(before) == 1, f"{before} in {path}"
    path.write_text(old.replace(before, text + before), "utf-8")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package with another field, page and diagnostic, and a site built by it."""
    root = tmp_path_factory.mktemp("recipes")
    package = root / "plugins/wayin"
    shutil.copytree(ROOT / "plugins/wayin", package, ignore=shutil.ignore_patterns("__pycache__"))
    insert(package / "model.py", "    photo: File | None = None\n", "    pronouns: Text | None = None\n")
    insert(
        package / "export/field_words.py", '        "knows": "Whom', '        "pronouns": "How to speak of them.",\n'
    )
    insert(package / "pages/templates/person.html", "{{ problem_box(problems) }}", "{{ facts.pronouns }}")
    (package / "pages/thanks.py").write_text(
        'def view(workspace, _):\n    """Return who is to be thanked."""\n    return {"people": workspace.kb.people}\n'
    )
    (package / "pages/templates/thanks.html").write_text(
        '{% extends "index.html" %}\n{% block rest %}<p id="thanks">{{ people | length }} to thank</p>{% endblock %}\n'
    )
    kinds = package / "pages/kinds.py"
    insert(kinds, "    timeline,\n", "    thanks,\n")
    insert(kinds, '    "timeline/index.md"', '    "thanks/index.md": ("Thanks", "thanks"),\n')
    insert(kinds, '    "timeline": timeline.view', '    "thanks": thanks.view,\n')
    insert(
        package / "messages.py", '    "decision-without-date"',
        '    "no-closeness": ("info", "{name!q} has no closeness.", "Write `closeness: 3`."),\n',
    )  # fmt: skip
    insert(
        package / "knowledge/consistency.py", '    pages = [note for note in notes if note.looks_like]',
        '    for note in notes:\n        if note.kind == "person" and not note.facts.closeness:\n'
        '            report(note, note.position("name"), "no-closeness", name=note.facts.name)\n',
    )  # fmt: skip
    write(root / "notes", NOTES)
    write(root, {"mkdocs.yml": b"site_name: Notes\ndocs_dir: notes\ntheme: material\nplugins: [search, wayin]\n"})
    run(package, "-m", "mkdocs", "build", "--quiet")
    return package


def run(package: Path, *arguments: str, code: int = 0) -> str:
    """Run Python with the copy instead of the package."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=package.parent.parent, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(package.parent), "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == code, done.stderr[-3000:]
    return done.stdout


def wayin(package: Path, *arguments: str, code: int = 0) -> str:
    """Run a command of the copy."""
    return run(package, "-c", "from wayin.cli import main; main()", *arguments, code=code)


def test_every_file_of_a_recipe_exists() -> None:
    paths = [
        path for steps in RECIPES.values() for path in re.findall(r"`((?:plugins|docs|tests|scripts)/[^`]*)`", steps)
    ]
    assert len(paths) > 12
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_a_recipe_has_at_most_ten_lines() -> None:
    assert set(RECIPES) == {"Add a field", "Add a page", "Add a diagnostic"}
    assert all(len(steps.splitlines()) <= 10 for steps in RECIPES.values())


def test_a_new_field_is_read_checked_described_exported_and_shown(package: Path) -> None:
    answer = json.loads(wayin(package, "export", "json"))
    ada, bo = answer["people"]
    assert (ada["pronouns"], bo["pronouns"]) == ("she/her", None)
    schema = json.loads(wayin(package, "schema"))
    assert "How to speak of them." in json.dumps(schema)
    assert "she/her" in (package.parent.parent / "site/people/ada-park/index.html").read_text("utf-8")


def test_a_new_page_is_in_the_site(package: Path) -> None:
    page = (package.parent.parent / "site/thanks/index.html").read_text("utf-8")
    assert "2 to thank" in page
    assert re.search(r"<h1[^>]*>\s*Thanks", page)


def test_a_new_diagnostic_is_reported_with_its_words(package: Path) -> None:
    problems = json.loads(wayin(package, "check", "--format", "json", code=1))["problems"]
    found = {problem["code"]: (problem["file"], problem["line"], problem["message"]) for problem in problems}
    assert found["no-closeness"] == ("people/bo-lind.md", 2, "“Bo Lind” has no closeness.")
    assert found["not-a-text"][:2] == ("people/bo-lind.md", 3), "the new field is checked"
