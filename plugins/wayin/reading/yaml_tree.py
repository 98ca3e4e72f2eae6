"""YAML as a tree of positions, to change single values without touching the lines around them.

`yaml_loader` gives the values of the front matter; this gives the start, end and style of each part. Only valid YAML
has a tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from wayin.reading.yaml_loader import DEEPEST, YamlError, libyaml_loader, without_odd_line_ends

Style = Literal["plain", "quoted", "block", "flow"]


@dataclass(slots=True)
class Node:
    """A value and its position, as offsets in the front matter's text."""

    kind: Literal["scalar", "list", "mapping"]
    style: Style
    """Of a scalar: plain, quoted or block (`|`, `>`); of a collection: block or flow (`[]`, `{}`)."""
    start: int
    end: int = 0
    """After its last character; for a block collection, after its last value."""
    text: str = ""
    items: list[Node] = field(default_factory=list)
    """The entries of a list, or the values of a mapping."""
    keys: list[Node] = field(default_factory=list)
    """The keys of a mapping, in the order of its values."""

    def value_of(self, key: str) -> Node | None:
        """Return the value of a mapping's key, if any."""
        return next((item for name, item in zip(self.keys, self.items, strict=False) if name.text == key), None)

    def key_node(self, key: str) -> Node | None:
        """Return the node of a mapping's key, if any."""
        return next((name for name in self.keys if name.text == key), None)

    @property
    def is_empty(self) -> bool:
        """Return whether the value is empty in the text."""
        return self.kind == "scalar" and self.start == self.end


def parse_tree(text: str) -> Node | None:
    """Return the tree of a front matter's text; None if it is empty.

    Raises:
        YamlError: if it isn't a valid mapping, or contains anchors, aliases or tags.
    """
    try:
        return _build(yaml.parse(without_odd_line_ends(text), Loader=libyaml_loader()))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(error.problem or "", mark.index if mark else 0) from None
    except yaml.YAMLError as error:
        raise YamlError(str(error), 0) from None


def _build(events: Any) -> Node | None:
    root: Node | None = None
    open_nodes: list[Node] = []
    for event in events:
        kind = type(event)
        if kind is yaml.AliasEvent or getattr(event, "anchor", None) or getattr(event, "tag", None) not in (None, "!"):
            raise YamlError("anchor", event.start_mark.index)
        if kind in (yaml.SequenceEndEvent, yaml.MappingEndEvent):
            node = open_nodes.pop()
            last = node.items[-1].end if node.items else node.start
            node.end = event.end_mark.index if node.style == "flow" else last
            continue
        if kind not in (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent):
            continue
        node = _node(event)
        if root is None:
            root = node
        elif not open_nodes or len(open_nodes) > DEEPEST:
            raise YamlError("second document" if not open_nodes else "depth", node.start)
        else:
            _add(open_nodes[-1], node)
        if node.kind != "scalar":
            open_nodes.append(node)
    if root is None or (root.kind == "scalar" and not root.text.strip()):
        return None
    if root.kind != "mapping":
        raise YamlError("no mapping", root.start)
    return root


def _node(event: Any) -> Node:
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, yaml.ScalarEvent):
        styles: dict[str | None, Style] = {"|": "block", ">": "block", '"': "quoted", "'": "quoted"}
        return Node("scalar", styles.get(event.style, "plain"), start, end, event.value)
    style: Style = "flow" if event.flow_style else "block"
    return Node("list" if isinstance(event, yaml.SequenceStartEvent) else "mapping", style, start, end)


def _add(holder: Node, node: Node) -> None:
    if holder.kind == "list" or len(holder.keys) > len(holder.items):
        holder.items.append(node)
    else:
        holder.keys.append(node)
