"""Two builds of a site at once: the second waits for the first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import project
from serving import until
from wayin.site import one_build


@pytest.mark.skipif(os.name == "nt", reason="Windows lets no two programs write one file")
def test_a_build_waits_for_the_end_of_another(tmp_path: Path) -> None:
    config, site, log = project(tmp_path / "project", {"people/ada.md": "x"}), tmp_path / "site", tmp_path / "log.txt"
    one_build.begin(str(site))
    (site / "mine.html").write_text("of the first build")
    with log.open("wb") as out:
        command = [sys.executable, "-u", "-m", "mkdocs", "build", "-f", config, "-d", site]
        second = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
    until(lambda: "waiting for its end" in log.read_text("utf-8"), log)
    assert (site / "mine.html").exists()
    one_build.end()
    assert second.wait(60) == 0
    assert not (site / "mine.html").exists()
    assert (site / "people/ada/index.html").exists()


def test_a_site_whose_folder_cannot_be_made_is_left_to_mkdocs(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    one_build.begin(str(tmp_path / "site"))
    one_build.end()
    assert (tmp_path / "site").read_text() == "mine"
