"""Three well-known networks as notes: marriages of Florence, Les Misérables, the women of a southern town.

    write_notes("florence", folder)

writes note files: a note about the user, people (some of them contacts), places, one interview. `vault` gives the same
as dicts, with ids as references and any choice of contacts.
"""

import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import yaml

from .vault import Facts, Files

NAMES = ("florence", "miserables", "southern-women")

CONTACTS: dict[str, dict[str, int]] = {
    "florence": {"people/tornabuoni": 4, "people/pazzi": 3},
    "miserables": {"people/mabeuf": 4, "people/sister-simplice": 3},
    "southern-women": {"people/ruth-desand": 4, "people/flora-price": 2},
}
"""The user's contacts by default, with their closeness."""

_MISERABLES = {
    "MlleBaptistine": "Mademoiselle Baptistine", "MmeMagloire": "Madame Magloire", "CountessDeLo": "Countess de Lô",
    "Geborand": "Géborand", "Count": "The count", "OldMan": "Conventionist G", "Myriel": "Bishop Myriel",
    "Valjean": "Jean Valjean", "MmeDeR": "Madame de R", "Gervais": "Petit Gervais", "Tholomyes": "Félix Tholomyès",
    "Blacheville": "Blachevelle", "Zephine": "Zéphine", "MmeThenardier": "Madame Thénardier",
    "Thenardier": "Monsieur Thénardier", "Perpetue": "Sister Perpetue", "Simplice": "Sister Simplice",
    "Woman1": "The portress of Montreuil", "Judge": "The judge at Arras", "Eponine": "Éponine",
    "Pontmercy": "Colonel Pontmercy", "Woman2": "The landlady of Gorbeau House", "MotherInnocent": "Mother Innocent",
    "MmeBurgon": "Madame Burgon", "Gillenormand": "Monsieur Gillenormand", "Marius": "Marius Pontmercy",
    "MlleGillenormand": "Mademoiselle Gillenormand", "MmePontmercy": "Madame Pontmercy",
    "MlleVaubois": "Mademoiselle Vaubois", "LtGillenormand": "Théodule Gillenormand",
    "BaronessT": "Baroness de T", "Prouvaire": "Jean Prouvaire", "MotherPlutarch": "Mother Plutarch",
    "Child1": "The elder lost boy", "Child2": "The younger lost boy", "MmeHucheloup": "Madame Hucheloup",
}  # fmt: skip

_PLACES = {
    "Friends of the ABC": [
        "Enjolras", "Combeferre", "Jean Prouvaire", "Feuilly", "Courfeyrac", "Bahorel", "Bossuet", "Joly", "Grantaire",
    ],
    "Patron-Minette": ["Gueulemer", "Babet", "Claquesous", "Montparnasse"],
    "Petit-Picpus Convent": ["Mother Innocent", "Fauchelevent"],
}  # fmt: skip

# The dates of the events, all in 1936 (Davis, Gardner & Gardner, Deep South, 1941)
_EVENTS = ("06-27", "03-02", "04-12", "09-26", "02-25", "05-19", "03-15",
           "09-16", "04-08", "06-10", "02-23", "04-07", "11-21", "08-03")  # fmt: skip


def slug(name: str) -> str:
    """Return a name as a file stem."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return "-".join("".join(c if c.isalnum() else " " for c in bare).split())


def _person(name: str) -> str:
    return f"people/{slug(name)}"


def _place(name: str) -> str:
    return f"companies/{slug(name)}"


def vault(name: str, contacts: Mapping[str, int] | None = None) -> Files:
    """Return a known network as dicts: ids as references, dates as ISO texts."""
    files = {"florence": _florence, "miserables": _miserables, "southern-women": _southern_women}[name]()
    for who, closeness in (CONTACTS[name] if contacts is None else contacts).items():
        files[who]["closeness"] = closeness
        files[who]["log"] = ["2026-05-02", "2026-09-20"]
    return files


def _empty(graph: nx.Graph, names: Mapping[str, str]) -> Files:
    return {_person(names.get(node, node)): {"name": names.get(node, node)} for node in graph}


def _florence() -> Files:
    """Return fifteen families and their twenty marriages; each is reported by the family whose name comes first."""
    graph = nx.florentine_families_graph()
    files = _empty(graph, {})
    for one, other in sorted(tuple(sorted(edge)) for edge in graph.edges):
        entry = {"person": _person(other), "strength": 4, "context": "married into each other's house"}
        files[_person(one)].setdefault("knows", []).append(entry)
    files[_person("Medici")] |= {"role": "Banker", "company": "companies/medici-bank", "introduces": "reluctant"}
    files[_person("Strozzi")] |= {"work": [
        {"company": "companies/strozzi-bank", "role": "Banker", "from": "1420"},
    ]}  # fmt: skip
    files[_person("Salviati")] |= {"work": [
        {"company": "companies/medici-bank", "role": "Partner", "from": "1420", "to": "1434"},
    ]}  # fmt: skip
    files["companies/medici-bank"] = {"name": "Medici Bank", "industry": ["banking"], "interest": 5}
    files["companies/strozzi-bank"] = {"name": "Strozzi Bank", "industry": ["banking"], "interest": 3}
    files["interviews/2026-09-03-albizzi"] = {
        "with": [_person("Albizzi")], "date": "2026-09-03", "introductions": [_person("Guadagni")],
    }  # fmt: skip
    return files


def _miserables() -> Files:
    """Return seventy-seven people; the more chapters two share, the stronger their tie."""
    graph = nx.les_miserables_graph()
    files = _empty(graph, _MISERABLES)
    named = {node: _MISERABLES.get(node, node) for node in graph}
    for one, other, chapters in sorted((*sorted((named[a], named[b])), n) for a, b, n in graph.edges.data("weight")):
        strength = 2 + (chapters > 1) + (chapters > 3) + (chapters > 9)
        context = f"together in {chapters} chapter{'' if chapters == 1 else 's'}"
        entry: Facts = {"person": _person(other), "strength": strength, "context": context}
        files[_person(one)].setdefault("knows", []).append(entry)
    for place, people in _PLACES.items():
        files[_place(place)] = {"name": place, "interest": 4 if place.startswith("Friends") else 1}
        for who in people:
            files[_person(who)]["company"] = _place(place)
    files[_place("Jet Works")] = {"name": "Jet Works", "location": "Montreuil-sur-Mer", "industry": ["jewellery"]}
    for who, role, start, end in (("Jean Valjean", "Owner", "1815", "1823"), ("Fantine", "Worker", "1818", "1822-11")):
        files[_person(who)]["work"] = [{"company": _place("Jet Works"), "role": role, "from": start, "to": end}]
    files[_person("Javert")]["introduces"] = "reluctant"
    files[_person("Monsieur Thénardier")]["introduces"] = "no"
    files[_person("Cosette")]["introductions"] = [
        {"via": _person("Jean Valjean"), "asked": "2026-08-30", "declined": "2026-09-02"},
    ]
    files["interviews/2026-09-03-fauchelevent"] = {
        "with": [_person("Fauchelevent")], "date": "2026-09-03", "introductions": [_person("Mother Innocent")],
    }  # fmt: skip
    return files


def _southern_women() -> Files:
    """Return eighteen women and fourteen events: women who met at four or more know each other.

    An event is a company where its guests were for one day, so that the program has to find out who met whom.
    """
    graph = nx.davis_southern_women_graph()
    women, events = graph.graph["top"], graph.graph["bottom"]
    files = _empty(graph.subgraph(women), {})
    for number, (event, day) in enumerate(zip(events, _EVENTS, strict=True), 1):
        place = f"Gathering {number}"
        files[_place(place)] = {"name": place}
        for woman in sorted(graph[event]):
            visit = {"company": _place(place), "role": "Guest", "from": f"1936-{day}", "to": f"1936-{day}"}
            files[_person(woman)].setdefault("work", []).append(visit)
    for i, one in enumerate(women):
        for other in women[i + 1 :]:
            shared = sorted(set(graph[one]) & set(graph[other]), key=lambda event: _EVENTS[events.index(event)])
            if len(shared) >= 4:
                entry = {
                    "person": _person(other),
                    "strength": 4 if len(shared) >= 6 else 3,
                    "last": f"1936-{_EVENTS[events.index(shared[-1])]}",
                    "context": f"guests at {len(shared)} of the same gatherings",
                }
                files[_person(one)].setdefault("knows", []).append(entry)
    files["companies/gathering-8"]["interest"] = 4
    files["interviews/2026-09-03-nora-fayette"] = {
        "with": [_person("Nora Fayette")], "date": "2026-09-03", "introductions": [_person("Sylvia Avondale")],
    }  # fmt: skip
    return files


# ── As files ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_REFERENCES = {"person", "company", "via", "with", "introductions"}


def _as_written(value: Any, key: str, names: Mapping[str, str]) -> Any:
    """Return a value as somebody would write it: names instead of ids, dates and numbers without quotes."""
    if isinstance(value, dict):
        return {inner: _as_written(one, inner, names) for inner, one in value.items()}
    if isinstance(value, list):
        return [_as_written(one, key, names) for one in value]
    if key in _REFERENCES and isinstance(value, str):
        return names[value]
    if isinstance(value, str) and value.replace("-", "").isdigit():
        return int(value) if "-" not in value else date.fromisoformat(value) if len(value) == 10 else value
    return value


def write_notes(name: str, folder: Path, contacts: Mapping[str, int] | None = None) -> list[Path]:
    """Write a known network as note files to a folder; return their paths."""
    files = vault(name, contacts)
    names = {path: facts["name"] for path, facts in files.items() if "name" in facts}
    me = {
        "name": "Ruta Jankauskaite",
        "headline": "Looking for the warm way in",
        "goals": ["Speak with ten people before deciding"],
        "email": "ruta@example.org",
    }
    written = [_write(folder / "me.md", me, "I write down whom I met, and who knows whom.")]
    for path, facts in files.items():
        front = _as_written({key: value for key, value in facts.items() if key != "log"}, "", names)
        written.append(_write(folder / f"{path}.md", front, _body(facts, names)))
    return written


def _body(facts: Facts, names: Mapping[str, str]) -> str:
    parts = []
    if known := [names[entry["person"]] for entry in facts.get("knows", ())]:
        parts.append(f"Knows {', '.join(f'[[{one}]]' for one in known)}.")
    if offered := [names[one] for one in facts.get("introductions", ()) if isinstance(one, str)]:
        parts.append(f"A good hour. At the end came the offer to introduce me to [[{offered[0]}]].")
    if log := facts.get("log"):
        parts.append("## Log\n\n" + "\n".join(f"- {day} sat together for an hour" for day in log))
    return "\n\n".join(parts)


def _write(path: Path, front: Facts, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, default_flow_style=False, width=120)
    path.write_text(f"---\n{head}---\n\n{body}".rstrip() + "\n", encoding="utf-8", newline="\n")
    return path
