"""Node packages for tests and measurements: pinned by hash in a package-lock.json, never shipped."""

import hashlib
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent


def modules(folder: Path) -> Path | None:
    """Return the `node_modules` of a folder with a lock, installed to `.cache/` once; None without npm."""
    lock = folder / "package-lock.json"
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    place = ROOT / ".cache" / f"node-{folder.name}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    done = place / "done"
    if not done.exists():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(folder / name, place)
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=place, check=True, timeout=600)
        done.touch()
    return place / "node_modules"
