"""The network page in headless Chromium without WebGL: its bars, against force-graph, ECharts and networkx in one run.

    .venv/bin/python scripts/bench.py --browser

force-graph and ECharts come from the npm registry, by the hashes in scripts/bench_peers/package-lock.json, into
.cache/; nothing of them is shipped. CPU is that of all of the browser's processes together. Ends with 1 if a bar is
missed, which on a busy machine may be the machine's fault.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
from playwright.sync_api import Error, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import node
from browser import network_site
from network import vault
from wayin.network.communities import pairs
from wayin.network.layout import layout
from wayin.network.ties import network

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = [
    "--disable-gpu",
    "--disable-webgl",
    "--disable-3d-apis",
    "--no-first-run",
    "--disable-background-networking",
]
WINDOW = {"width": 1280, "height": 900}
MOVES = 40
ROUNDS = 3
PATIENCE = 60
"""Seconds before a peer is given up."""
FIRST = "Ana Ben Chidi Dalia Emeka Farah Goran Hana Ines Jonas Kavita Luca Mei Nadia Omar Priya Quentin Rosa".split()
LAST = "Abara Bianchi Castillo Dimitrov Eriksen Fontaine Garcia Haddad Ivanova Jansen Kimura Lindqvist Moreau".split()

PEER = """<!doctype html><meta charset="utf-8"><style>body{margin:0}#g{width:1000px;height:700px}</style>
<div id="g"></div><script src="graph.js"></script><script src="peer.js"></script><script>%s</script>"""

FORCE_GRAPH = """
const graph = ForceGraph()(document.getElementById("g")).width(1000).height(700).cooldownTicks(0).graphData({
  nodes: GRAPH.nodes.map(([name, x, y], id) => ({ id, name, x, y, fx: x, fy: y })),
  links: GRAPH.links.map(([source, target]) => ({ source, target })),
});
graph.zoomToFit(0);
window.drawn = true;
"""

ECHARTS = """
const chart = echarts.init(document.getElementById("g"), null, { renderer: "canvas" });
chart.setOption({ animation: false, series: [{
  type: "graph", layout: location.hash ? "none" : "force",
  force: { layoutAnimation: false }, roam: true,
  label: { show: true, formatter: "{b}" }, labelLayout: { hideOverlap: true }, symbolSize: 6,
  data: GRAPH.nodes.map(([name, x, y], id) => ({ id: String(id), name: name + " " + id, x, y })),
  links: GRAPH.links.map(([source, target]) => ({ source, target })),
}] });
"""

WATCH = """
// Once names stand in a canvas of the page itself, the picture is of use; the end of that frame counts
const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (...rest) {
  if (!window.first && this.canvas.isConnected) {
    window.first = 1;
    setTimeout(() => { window.first = performance.now(); window.stop(); });
  }
  return write.apply(this, rest);
};
"""

WAYS = """(asked) => {
  const { read, search } = Wayin, net = read(window.WAYIN_NETWORK), find = search(net), took = [];
  for (const [source, target] of asked) {
    const start = performance.now();
    find.ways(target, { source, most: 3 });
    took.push(performance.now() - start);
  }
  return took;
}"""


def made_up(people: int, seed: int = 1) -> vault.Files:
    """Return notes of this many people at companies, with four times as many ties; one in a hundred is a contact."""
    choose = random.Random(seed)
    graph = nx.powerlaw_cluster_graph(people, 4, 0.3, seed=seed)
    names = [f"{choose.choice(FIRST)} {choose.choice(LAST)} {number}" for number in range(people)]
    ids = [f"people/{name.lower().replace(' ', '-')}" for name in names]
    files: vault.Files = {"me": {"name": "Sam Rivera"}}
    for name, own in zip(names, ids, strict=True):
        files[own] = {"name": name, "knows": []}
    for one, other in graph.edges():
        files[ids[one]]["knows"].append({"person": ids[other], "strength": choose.randint(1, 5)})
    for number, own in enumerate(choose.sample(ids, people // 20)):
        files[own]["company"] = f"companies/company-{number}"  # one each: colleagues would have ties as well
    for known in choose.sample(ids, people // 100):
        files[known] |= {"closeness": choose.randint(2, 5), "last_contact": vault.ago(choose.randint(1, 400))}
    return files


class Site:
    """A folder with the network page of some people, and the same graph for the peers."""

    def __init__(self, folder: Path, people: int, peers: Path) -> None:
        workspace = vault.workspace(made_up(people))
        kb, ties = workspace.kb, workspace.network
        self.folder, self.people = folder, people
        self.address = network_site.write(folder, workspace)
        nodes = [*ties.people, *kb.companies]
        places = layout(nodes, pairs(kb, ties, vault.CLOCK))
        index = {one: i for i, one in enumerate(nodes)}
        links = {
            tuple(sorted((index[t.source], index[t.target]))) for all_ in ties.ties.values() for t in all_.values()
        }
        graph = {"nodes": [(kb.name(one), *places[one]) for one in nodes], "links": sorted(links)}
        self.nodes, self.ties = len(nodes), len(links)
        self.data = (folder / "wayin/network.js").stat().st_size
        for name, program, script in (
            ("force-graph", peers / "force-graph/dist/force-graph.min.js", FORCE_GRAPH),
            ("echarts", peers / "echarts/dist/echarts.min.js", ECHARTS),
        ):
            (folder / name).mkdir()
            shutil.copy(program, folder / name / "peer.js")
            (folder / name / "graph.js").write_text(f"const GRAPH = {json.dumps(graph)};", "utf-8")
            (folder / name / "index.html").write_text(PEER % script, "utf-8")

    def peer(self, name: str) -> str:
        """Return the address of a peer's page."""
        return (self.folder / name / "index.html").as_uri()


# --- measuring -------------------------------------------------------------------------------------------------------


def browser_cpu() -> float:
    """Return the CPU seconds used so far by all processes of this program's browser."""
    parents, used = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = re.fullmatch(r"\d+ \((.*)\) (.*)", stat.read_text().strip(), re.DOTALL).groups()  # type: ignore[union-attr]
        except OSError:
            continue  # it has exited
        fields = rest.split()
        process = int(stat.parent.name)
        parents[process] = int(fields[1])
        used[process] = (int(fields[11]) + int(fields[12])) if name.startswith("chrom") else 0

    def ours(process: int) -> bool:
        while process > 1 and process != os.getpid():
            process = parents.get(process, 0)
        return process == os.getpid()

    return sum(ticks for process, ticks in used.items() if ours(process)) / os.sysconf("SC_CLK_TCK")


def script_time(page: Page) -> Callable[[], float]:
    """Return a function that reads the busy seconds of the page's own thread."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def busy() -> float:
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"])

    return busy


def moving(browser: Browser, address: str, canvas: str) -> tuple[float, float]:
    """Return the milliseconds per frame while the picture is dragged: of all CPU, and of the page's own thread."""
    page = browser.new_page(viewport=WINDOW)  # type: ignore[arg-type]
    page.goto(address)
    page.wait_for_function("window.drawn || document.querySelector('.wayin-network--live')")
    frame = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
    for _ in range(6):
        page.evaluate(frame)
    page.wait_for_timeout(1500)
    box = page.locator(canvas).first.bounding_box() or {"x": 0.0, "y": 0.0, "width": 0.0, "height": 0.0}
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    busy, session = script_time(page), page.context.new_cdp_session(page)

    def drag(x: float, y: float) -> None:
        # Playwright's own mouse runs two scripts for each move while dragging, to find the target
        session.send("Input.dispatchMouseEvent", {"type": "mouseMoved", "button": "left", "buttons": 1, "x": x, "y": y})
        page.evaluate(frame)

    page.mouse.move(*middle)
    page.mouse.down()
    drag(middle[0] + 9, middle[1])
    cpu, own = browser_cpu(), busy()
    for step in range(MOVES):
        drag(middle[0] + 10 + 3 * step, middle[1] + step % 7)
    found = (browser_cpu() - cpu) / MOVES * 1000, (busy() - own) / MOVES * 1000
    page.mouse.up()
    page.close()
    return found


def first_picture(browser: Browser, address: str) -> float:
    """Return the seconds until the first usable picture, the best of some rounds; `PATIENCE` at most."""
    times = []
    for _ in range(ROUNDS):
        page = browser.new_page(viewport=WINDOW)  # type: ignore[arg-type]
        page.add_init_script(WATCH)
        try:
            page.goto(address, wait_until="commit")
            page.wait_for_function("window.first > 1", timeout=PATIENCE * 1000)
            times.append(float(page.evaluate("window.first")) / 1000)
        except Error:  # it took longer
            return float(PATIENCE)
        finally:
            page.close()
    return min(times)


def ways(browser: Browser, site: Site, asked: int = 2000) -> float:
    """Return the 95th percentile in milliseconds of the ways between two people, with up to three intermediaries."""
    choose = random.Random(3)
    page = browser.new_page()
    page.goto(site.address)
    pairs_ = [choose.sample(range(site.people), 2) for _ in range(asked)]
    took: list[float] = page.evaluate(WAYS, pairs_)
    page.close()
    return statistics.quantiles(took, n=20)[-1]


def layouts(people: int) -> tuple[float, float]:
    """Return the CPU seconds of Wayin's layout and of networkx's, for the same graph."""
    kb = vault.base(made_up(people))
    ties = network(kb, vault.CLOCK)
    nodes, near = [*ties.people, *kb.companies], pairs(kb, ties, vault.CLOCK)
    layout(nodes[:50], [])  # triggers late imports
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from(near)
    nx.forceatlas2_layout(graph.subgraph(nodes[:50]), max_iter=1)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        layout(nodes, near)
        ours.append(time.process_time() - start)
        start = time.process_time()
        nx.forceatlas2_layout(graph, seed=1)
        theirs.append(time.process_time() - start)
    return min(ours), min(theirs)


# --- the bars --------------------------------------------------------------------------------------------------------


class Bars:
    """Prints measurements with their targets, and remembers which were missed."""

    def __init__(self) -> None:
        self.missed = 0

    def most(self, what: str, found: float, limit: float, unit: str, about: str = "") -> None:
        """Check a measurement against its upper limit."""
        self.missed += found > limit
        mark = "ok    " if found <= limit else "MISSED"
        print(f"{mark} {what}: {found:.4g} {unit}, at most {limit:.4g}{'; ' + about if about else ''}", flush=True)


def main() -> int:
    """Measure everything, and print it."""
    peers = node.modules(ROOT / "scripts" / "bench_peers")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if peers is None or chromium is None:
        print("This needs npm and Chromium; on Debian: apt install npm chromium", file=sys.stderr)
        return 2
    bars = Bars()
    with tempfile.TemporaryDirectory() as made, sync_playwright() as play:
        arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = play.chromium.launch(executable_path=chromium, args=arguments)
        large = Site(Path(made) / "large", 10_000, peers)
        print(f"{large.people} people, {large.nodes - large.people - 1} companies, {large.ties} ties")
        theirs, their_own = moving(browser, large.peer("force-graph"), "canvas")
        about = f"force-graph's {theirs:.0f}; the page's own thread"
        for view in ("map", "rings"):
            ours, own = moving(browser, f"{large.address}#view={view}", "#wayin-network canvas")
            told = f"{about} {own:.1f}, force-graph's {their_own:.0f}"
            bars.most(f"a frame while moving, {view}", ours, 16, "ms of CPU", told)
            bars.most(f"a frame while moving, {view}, of force-graph's", ours / theirs, 1 / 4, "")
        bars.most("ways between any two, p95", ways(browser, large), 5, "ms")
        bars.most("data", large.data / large.nodes, 95, "bytes a node")
        middle = Site(Path(made) / "middle", 5000, peers)
        ours, placed = (
            first_picture(browser, middle.address),
            first_picture(browser, middle.peer("echarts") + "#placed"),
        )
        # ECharts only has the positions it computes itself
        theirs = first_picture(browser, middle.peer("echarts"))
        waited = "not yet after" if theirs == PATIENCE else "after"
        told = f"{ours:.2f} s; theirs {waited} {theirs:.0f} s, and {placed:.2f} s with our places given to it"
        bars.most("first picture at 5000, of ECharts'", ours / theirs, 1 / 20, "", told)
        browser.close()
    ours, theirs = layouts(1000)
    bars.most("layout at 1000, of networkx's", ours / theirs, 1 / 5, "", f"{ours:.2f} s and {theirs:.2f} s")
    return int(bars.missed > 0)


if __name__ == "__main__":
    sys.exit(main())
