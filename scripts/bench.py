"""Speed as ratios: what a build of many notes costs, against bare MkDocs on the same notes in the same run.

    .venv/bin/python scripts/bench.py [--notes 5000] [--generator ../shared/bench/make_vault.py]
    .venv/bin/python scripts/bench.py --learnings 3000     # what that many learnings add to a build of ours
    .venv/bin/python scripts/bench.py --warm               # a second build, with nothing and with ten notes changed
    .venv/bin/python scripts/bench.py --sample             # the notes of this repository
    .venv/bin/python scripts/bench.py --map                # the first map of 10,000 people, and the next one
    .venv/bin/python scripts/bench.py --serve [--peers]    # from a save to the new words; Hugo and Zensical too
    .venv/bin/python scripts/bench.py --search             # the index and the first result, against the theme's
    .venv/bin/python scripts/bench.py --browser

Needs the environment that scripts/test.py makes. Prints CPU seconds and their ratio; fails on none. The builds that are
compared run at the same time on one core: a machine's speed changes from minute to minute, and so it is the same for
both. `--browser` measures the network page instead (bench_browser.py).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

BARE = """\
site_name: Bench
docs_dir: notes
theme: {name: material, font: false}
plugins: [search]
nav: [index.md, people/index.md, companies/index.md, interviews/index.md]
not_in_nav: |
  /people/*
  /companies/*
  /interviews/*
"""
OURS = """\
site_name: Bench
docs_dir: notes
theme: {name: material, font: false}
plugins: [search, wayin: {today: 2026-01-05}]
"""


def cpu_of(*builds: tuple[Path, str], warm: bool = False) -> list[float]:
    """Return the CPU seconds of builds that run side by side, each of a folder's notes with a mkdocs.yml.

    They are first builds, unless `warm` keeps the caches of earlier ones.
    """
    # Python's cached bytecode isn't part of a build
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    running = []
    for folder, config in builds:
        for left in () if warm else ("site", ".wayin"):
            shutil.rmtree(folder / left, ignore_errors=True)
        (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "site")]
        with (folder / "said.txt").open("w") as said:
            running.append(subprocess.Popen(command, cwd=folder, env=environ, stdout=said, stderr=said))
    spent = {}
    for _ in running:
        process, status, used = os.wait3(0)
        spent[process] = used.ru_utime + used.ru_stime
        if status:
            raise SystemExit("".join((folder / "said.txt").read_text("utf-8") for folder, _ in builds))
    return [spent[one.pid] for one in running]


TOPICS = "pay hours culture mentoring portfolio remote hiring onboarding tools risk first-job company-size".split()


def teach(notes: Path, count: int) -> None:
    """Remove the learnings from all interviews, and spread `count` new ones over them, in both forms."""
    talks = sorted(notes.glob("interviews/*.md"))
    for i, talk in enumerate(talks):
        _, head, body = re.sub(r"(?m)^learnings:\n(?:  .*\n)*", "", talk.read_text("utf-8")).split("---\n", 2)
        body = body.replace("What I learned", "What was said")
        numbers = range(i, count, len(talks))
        said = [
            (TOPICS[number % len(TOPICS)], f"This is what they said for the {number}th time.") for number in numbers
        ]
        if said and i % 2:
            head += "learnings:\n" + "".join(f"  - {{topic: {topic}, point: {point}}}\n" for topic, point in said)
        elif said:
            body += "\n## What I learned\n\n" + "".join(f"- {point} #{topic}\n" for topic, point in said)
        talk.write_text(f"---\n{head}---\n{body}", "utf-8")


def with_learnings(without: Path, taught: Path, count: int, rounds: int) -> int:
    """Build notes with and without learnings at the same time, and print the difference."""
    shutil.copytree(without, taught)
    teach(without / "notes", 0)
    teach(taught / "notes", count)
    for _ in range(rounds):
        before, after = cpu_of((without, OURS), (taught, OURS))
        print(f"without learnings:     {before:.1f} s of CPU")
        print(f"with {count} learnings: {after:.1f} s of CPU")
        print(f"ratio: {after / before:.3f}")
    return 0


def again(bare: Path, ours: Path) -> int:
    """Build again, with no and then with ten changed notes, and print the ratios to bare MkDocs."""
    cold, first = cpu_of((bare, BARE), (ours, OURS))
    print(f"cold: {first / cold:.2f} of bare MkDocs ({cold:.1f} s of CPU)")
    (same,) = cpu_of((ours, OURS), warm=True)
    print(f"nothing changed: {same / cold:.2f}")
    for note in sorted(ours.glob("notes/people/*.md"))[:10]:
        note.write_text(note.read_text("utf-8") + "\nOnce more.\n", "utf-8")
    (few,) = cpu_of((ours, OURS), warm=True)
    print(f"ten notes changed: {few / cold:.2f}")
    return 0


def of_sample(folder: Path, rounds: int) -> int:
    """Build the notes of this repository with its settings, with the plugin and without, and print the ratio."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    # Notes outside the navigation are pages all the same, as with the plugin
    places = "nav: [method.md]\nnot_in_nav: |\n  /*/*\n  /me.md\n"
    bare = re.sub(r"(?m)^  - (?:wayin|tags)\b.*\n(?:      .*\n)*", "", settings) + places
    sites = {name: folder / name for name in ("bare", "ours")}
    for site in sites.values():
        shutil.copytree(ROOT / "notes", site / "notes")
    for _ in range(rounds):
        without, ours = cpu_of((sites["bare"], bare), (sites["ours"], settings))
        print(f"sample: {ours / without:.2f} of bare MkDocs ({without:.2f} s of CPU)")
    return 0


MAP = """\
import sys, time
from datetime import date
from pathlib import Path
from wayin.clock import Clock
from wayin.network.communities import communities, pairs
from wayin.network.layout import layout
from wayin.reading.mkdocs_yml import Settings
from wayin.workspace import Workspace

workspace = Workspace.read(Settings(Path(sys.argv[1])), Clock(date(2026, 1, 5)), print)
kb, ties = workspace.kb, pairs(workspace.kb, workspace.network, workspace.clock)
nodes, places = [*workspace.network.people, *kb.companies], {}
import networkx, numpy
for _ in range(2):
    begun = time.process_time()
    places = layout(nodes, ties, places)
    communities(kb, ties, places)
    print(time.process_time() - begun)
"""
"""The cost of the map alone: first without, then with saved positions."""


def of_map(ours: Path, people: int) -> int:
    """Build a site of many people, and compare the cost of the first map and of a saved one with the rest."""
    (whole,) = cpu_of((ours, OURS))
    done = subprocess.run([sys.executable, "-c", MAP, str(ours / "notes")], check=True, capture_output=True, text=True)
    first, kept = map(float, done.stdout.split()[-2:])
    rest = whole - first
    print(f"a build of {people} people without its map: {rest:.1f} s of CPU")
    print(f"first map: {first / rest:.3f} of that, kept map: {kept / rest:.3f}")
    return 0


def main() -> int:
    """Generate the notes, build them both ways at the same time, and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=5000)
    parser.add_argument("--learnings", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--warm", action="store_true", help="measure second builds")
    parser.add_argument("--sample", action="store_true", help="measure the notes of this repository")
    parser.add_argument("--map", action="store_true", help="measure the map of many people")
    parser.add_argument("--people", type=int, default=10_000, help="with --map: how many")
    parser.add_argument("--serve", action="store_true", help="measure from a save to the new words served")
    parser.add_argument("--peers", action="store_true", help="with --serve: Hugo and Zensical too, installed for it")
    parser.add_argument("--search", action="store_true", help="measure the search in Chromium")
    parser.add_argument("--generator", type=Path, default=ROOT.parent / "shared" / "bench" / "make_vault.py")
    parser.add_argument("--browser", action="store_true", help="measure the network page in Chromium instead")
    wanted = parser.parse_args()
    if wanted.browser:
        import bench_browser  # needs Playwright and npm, unlike a build

        return bench_browser.main()
    if not wanted.generator.exists():
        print(f"There is no {wanted.generator}; name the generator of notes with --generator.", file=sys.stderr)
        return 2
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # the builds inherit it
    with tempfile.TemporaryDirectory() as made:
        if wanted.map:
            wanted.notes = wanted.people * 10 // 7  # the number of notes with this many people
        folders = {links: Path(made) / links for links in ("md", "wiki")}
        few = Path(made) / "few"
        for links, notes, folder in (
            *((links, wanted.notes, one) for links, one in folders.items()),
            ("wiki", 20, few),
        ):
            generate = [sys.executable, str(wanted.generator), str(notes), "--links", links, "--out", str(folder)]
            subprocess.run(generate, check=True, capture_output=True)
        cpu_of((few, OURS))  # so that Python has compiled every module
        if wanted.sample:
            return of_sample(Path(made) / "sample", wanted.rounds)
        if wanted.map:
            return of_map(folders["wiki"], wanted.people)
        if wanted.learnings:
            return with_learnings(folders["wiki"], Path(made) / "taught", wanted.learnings, wanted.rounds)
        if wanted.warm:
            return again(folders["md"], folders["wiki"])
        if wanted.search:
            import bench_search  # needs Playwright

            cpu_of((folders["wiki"], OURS))
            return bench_search.main(Path(made), folders["wiki"] / "site")
        if wanted.serve:
            import bench_serve  # only Linux reports the resources of processes

            settings = {"wayin": OURS, "bare": BARE}
            return bench_serve.main(Path(made), folders["wiki"], folders["md"], settings, wanted.peers)
        for _ in range(wanted.rounds):
            bare, ours = cpu_of((folders["md"], BARE), (folders["wiki"], OURS))
            print(f"bare MkDocs, {wanted.notes} notes: {bare:.1f} s of CPU")
            print(f"with wayin,  {wanted.notes} notes: {ours:.1f} s of CPU")
            print(f"ratio: {ours / bare:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
