"""One lock in two forms: uv's own, and the list with hashes for pip."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
EXPORT = "run: uv export --frozen --no-emit-project --all-groups --no-header --no-annotate -o requirements.lock"


@pytest.fixture(scope="module")
def uv_lock() -> dict:
    return tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def wayin(uv_lock: dict) -> dict:
    return next(package for package in uv_lock["package"] if package["name"] == "wayin")


def exported() -> dict[tuple[str, str], set[str]]:
    """Return the contents of requirements.lock: package and version, with hashes."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    found = {}
    for entry in re.split(r"\n(?=\S)", text.strip()):
        name, version = re.match(r"([\w.-]+)==([^ ;]+)", entry).groups()
        found[name, version] = set(re.findall(r"--hash=(sha256:[0-9a-f]{64})", entry))
    return found


def wanted(requirements: list[str]) -> dict[str, SpecifierSet]:
    parsed = map(Requirement, requirements)
    return {canonicalize_name(requirement.name): requirement.specifier for requirement in parsed}


def recorded(entries: list[dict]) -> dict[str, SpecifierSet]:
    return {entry["name"]: SpecifierSet(entry.get("specifier", "")) for entry in entries}


def test_both_lock_files_hold_the_same_packages_versions_and_hashes(uv_lock: dict) -> None:
    locked = {}
    for package in uv_lock["package"]:
        if package["name"] != "wayin":
            files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
            locked[package["name"], package["version"]] = {file["hash"] for file in files}
    assert exported() == locked, EXPORT


def test_every_locked_package_has_hashes() -> None:
    assert [package for package, hashes in exported().items() if not hashes] == []


def test_the_exported_lock_names_no_host_and_no_folder() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert re.findall(r"^.*(?:/|#|--index|--find-links).*$", text, re.MULTILINE) == []


def test_the_lock_was_made_from_these_dependencies(project: dict, wayin: dict) -> None:
    assert recorded(wayin["metadata"]["requires-dist"]) == wanted(project["project"]["dependencies"])
    groups = {name: recorded(entries) for name, entries in wayin["metadata"]["requires-dev"].items()}
    assert groups == {name: wanted(entries) for name, entries in project["dependency-groups"].items()}


def test_the_lock_was_made_for_these_pythons(project: dict, uv_lock: dict) -> None:
    assert SpecifierSet(uv_lock["requires-python"]) == SpecifierSet(project["project"]["requires-python"])


def test_what_builds_the_project_is_locked_too(project: dict) -> None:
    names = {name for name, _ in exported()}
    assert {*wanted(project["build-system"]["requires"]), "editables"} <= names
