"""`wayin serve` and `wayin build`, with nothing but `wayin` installed on the PATH."""

import subprocess
import sys
import urllib.request
from pathlib import Path

from helpers import write
from serving import Server, free_port, until

PROJECT = {
    "mkdocs.yml": "site_name: Search\ndocs_dir: notes\nplugins: [wayin]\n",
    "notes/people/ada.md": "# Ada Park\n",
}
WAYIN = [sys.executable, "-c", "from wayin.cli import main; main()"]


def test_build_builds_the_site_from_any_folder_of_the_project(tmp_path: Path) -> None:
    write(tmp_path, PROJECT)
    subprocess.run([*WAYIN, "build", "-q"], cwd=tmp_path / "notes", check=True, timeout=120)
    assert "Ada Park" in (tmp_path / "site/people/ada/index.html").read_text("utf-8")


def test_serve_serves_it(tmp_path: Path) -> None:
    write(tmp_path, PROJECT)
    log, port = tmp_path / "log.txt", free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*WAYIN, "serve", "-a", f"127.0.0.1:{port}"], cwd=tmp_path, stdout=output, stderr=subprocess.STDOUT
        )
    server = Server(process, port, log, tmp_path)
    try:
        until(lambda: server.is_ready, log)
        with urllib.request.urlopen(f"{server.url}/people/ada/", timeout=30) as page:
            assert "Ada Park" in page.read().decode()
    finally:
        server.stop()


def test_without_a_project_there_is_a_message(tmp_path: Path) -> None:
    result = subprocess.run([*WAYIN, "build"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode == 1
    assert "wayin init" in result.stderr
