"""The search in the browser gives exactly the answers of the search in Python."""

from pathlib import Path
from typing import Any

import wayin
from network import vectors
from playwright.sync_api import Page
from wayin.network.ties import Network
from wayin.site.network_data import network_data

from wayin.knowledge import KnowledgeBase

SCRIPT = Path(wayin.__file__).parent / "site" / "assets" / "wayin-ways.js"

ANSWER = """(questions) => {
  const net = Wayin.ways.read(window.WAYIN_NETWORK), search = Wayin.ways.search(net);
  const plain = (way) => way && [way.atCapacity, way.cost, way.people.map((i) => net.ids[i])];
  const cost = (kind) => (kind ? net.kinds[kind].cost : null);
  return questions.map((asked) => {
    const target = net.index.get(asked.target);
    const question = { source: net.index.get(asked.source), most: asked.most, without: asked.without.map((id) => net.index.get(id)) };
    if (target >= net.count) {
      return { reached: search.reach(target, question).map((one) =>
        [net.ids[one.person], one.current, net.ids[one.company], cost(one.known), plain(one.best)]) };
    }
    const found = search.ways(target, question);
    return {
      known: cost(found.known),
      ways: found.ways.map(plain),
      without: Object.fromEntries([...found.without].map(([person, way]) => [net.ids[person], plain(way)])),
      every: search.every(target, question).map(plain),
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
            assert answer == question["answer"], (number, question)
