"""The search in the browser gives exactly the same answers as the search in Python."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

import wayin
from network import vectors
from wayin.knowledge import KnowledgeBase
from wayin.network.ties import Network
from wayin.pages.network import rows
from wayin.pages.network_data import network_data

SCRIPT = Path(wayin.__file__).parent / "pages" / "assets" / "wayin-ways.js"

ANSWER = """(questions) => {
  const net = read(window.WAYIN_NETWORK), find = search(net);
  const plain = (way) => way && [way.atCapacity, way.cost, way.people.map((i) => net.ids[i])];
  const cost = (kind) => (kind ? net.kinds[kind].cost : null);
  return questions.map((asked) => {
    const target = net.index.get(asked.target);
    const without = asked.without.map((id) => net.index.get(id));
    const question = { source: net.index.get(asked.source), most: asked.most, without };
    if (target >= net.count) {
      return { reached: find.reach(target, question).map((one) =>
        [net.ids[one.person], one.current, net.ids[one.company], cost(one.known), plain(one.best)]) };
    }
    const found = find.ways(target, question);
    return {
      known: cost(found.known),
      ways: found.ways.map(plain),
      without: Object.fromEntries([...found.without].map(([person, way]) => [net.ids[person], plain(way)])),
    };
  });
}"""


def data_of(kb: KnowledgeBase, network: Network) -> str:
    return network_data(kb, network, vectors.vault.CLOCK, {}, {})


def test_the_browser_answers_as_the_vectors_say(page: Page) -> None:
    page.add_script_tag(path=SCRIPT)
    for number, vector in enumerate(vectors.read()):
        page.add_script_tag(content=data_of(*vectors.graph_of(vector)))
        questions: list[dict[str, Any]] = vector["questions"]
        found = page.evaluate(ANSWER, [{k: v for k, v in one.items() if k != "answer"} for one in questions])
        for question, answer in zip(questions, found, strict=True):
            # Only Python's own check needs the list of every way
            expected = {key: value for key, value in question["answer"].items() if key != "every"}
            assert answer == expected, (number, question)


def test_the_rings_agree_with_the_table_of_everyone(page: Page) -> None:
    page.add_script_tag(path=SCRIPT)
    page.add_script_tag(path=SCRIPT.with_name("wayin-rings.js"))
    for vector in vectors.read():
        kb, network = vectors.graph_of(vector)
        page.add_script_tag(content=data_of(kb, network))
        workspace = vectors.vault.workspace({person: {} for person in kb.people} | vector.get("notes", {}))
        vars(workspace)["network"] = network
        found = page.evaluate(
            """() => {
              const net = read(window.WAYIN_NETWORK), find = search(net);
              const seen = overview(net, find, { source: net.data.me, most: 2, without: new Set() });
              return Object.fromEntries(net.ids.map((id, i) => [id, [seen.away[i], seen.tier[i]]]));
            }"""
        )
        assert {row.id: [-1 if row.away is None else row.away, row.rank] for row in rows(workspace)} == {
            person: found[person] for person in kb.people
        }
