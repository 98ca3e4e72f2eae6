"""Makes the pictures of the README: builds the sample and takes screenshots in headless Chromium.

.venv/bin/python scripts/pictures.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {"today": ("index.html", 1240), "network": ("network/index.html", 900)}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> int:
    """Write docs/pictures/*.png."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("No Chromium here; on Debian: apt install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as site, sync_playwright() as play:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site]
        subprocess.run(command, cwd=ROOT, check=True)
        browser = play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, (path, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": 1440, "height": height}, device_scale_factor=1.25)
            page.goto(f"{Path(site).as_uri()}/{path}")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=str(ROOT / "docs" / "pictures" / f"{name}.png"))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
