"""Orders from pages of the site: done, skip, snooze, log and undo, as the commands with these names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from pydantic_core import PydanticCustomError

from wayin.dates import Duration
from wayin.editing import steps
from wayin.editing.transaction import ConflictError
from wayin.wording import long_day

if TYPE_CHECKING:
    from wayin.editing.steps import Edit
    from wayin.editing.transaction import Transactions
    from wayin.journey import Due
    from wayin.workspace import Workspace

Action = Literal["done", "skip", "snooze", "log", "undo"]
_FIELDS: dict[Action, frozenset[str]] = {
    "done": frozenset({"kind", "id", "part", "answer"}),
    "skip": frozenset({"kind", "id", "part"}),
    "snooze": frozenset({"kind", "id", "part", "time"}),
    "log": frozenset({"id", "text"}),
    "undo": frozenset({"mark"}),
}
"""The values of each order; `answer` is optional."""
LONGEST = 2000
"""The most characters of a value."""


class OrderError(Exception):
    """An invalid order; the message says why."""


@dataclass(frozen=True)
class Order:
    """An order.

    Attributes:
        action: what to do.
        values: its arguments by name.
    """

    action: Action
    values: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """The result of an order.

    Attributes:
        said: what happened, in a sentence or two.
        mark: identifies the change for undo; empty if there is nothing to undo.
    """

    said: str
    mark: str = ""


def read_order(document: object) -> Order:
    """Return the order in a JSON document.

    Raises:
        OrderError: if it isn't valid.
    """
    if not isinstance(document, dict) or not all(isinstance(value, str) for value in document.values()):
        raise OrderError("An order is an object of texts.")
    action: Action | None = next((known for known in get_args(Action) if known == document.get("action")), None)
    if action is None:
        raise OrderError("There is no such order.")
    values = {name: value for name, value in document.items() if name != "action"}
    fields = _FIELDS[action]
    if not fields - {"answer"} <= values.keys() <= fields or any(len(value) > LONGEST for value in values.values()):
        raise OrderError(f"This order says: {', '.join(sorted(fields))}.")
    if values.get("answer", "made") not in ("made", "agreed", "declined", "reminded"):
        raise OrderError("An answer is made, agreed, declined or reminded.")
    return Order(action, values)


def carry_out(order: Order, workspace: Workspace, transactions: Transactions) -> Outcome:
    """Change the notes as ordered.

    Args:
        order: what to do.
        workspace: the current notes.
        transactions: writes the changes.

    Raises:
        OrderError: if a value is invalid.
        SpliceError: if a note can't be changed.
        ConflictError: if the step is no longer due, or a file has changed.
        ForeignError: if `.wayin` belongs to another program.
        OSError: if a file can't be written.
    """
    if order.action == "undo":
        record = transactions.undo(order.values["mark"])
        return Outcome(f"Taken back. {record.order}" if record else "There is nothing to take back.")
    title, edit, more = _edit(order, workspace)
    changes = steps.changes(workspace, [edit])
    record = transactions.apply(title, changes)
    where = ", ".join(change.path for change in changes)
    return Outcome(f"{title[:1].upper()}{title[1:]}. {where} now says: {edit.line}{more}", record.mark)


def _edit(order: Order, workspace: Workspace) -> tuple[str, Edit, str]:
    """Return the change in words, the edit of the note, and further consequences."""
    today, values = workspace.clock.today, order.values
    if order.action == "log":
        if (
            workspace.kb.note(values["id"]) is None
            or values["id"] in workspace.kb.interviews
            or not values["text"].strip()
        ):
            raise OrderError("A log has words, and is that of a person or company with a note.")
        return f"log: {workspace.kb.name(values['id'])}", steps.log(values["id"], today, values["text"]), ""
    step = _step(workspace, values)
    if order.action == "done":
        answer = values.get("answer", "made")
        if answer != "made" and step.kind not in ("ask", "introduction"):
            raise OrderError("Only a request for an introduction has an answer.")
        return f"done: {step.do}", steps.end(workspace, step, today, answer), ""  # type: ignore[arg-type]
    if order.action == "skip":
        return f"skip: {step.do}", steps.skip(workspace, step, today), ""
    try:
        until = Duration.parse(values["time"]).after(today)
    except (PydanticCustomError, OverflowError):
        raise OrderError("A time is written as 3d, 2w or 1m.") from None
    title = f"put off until {long_day(until)}: {step.do}"
    return title, steps.snooze(step, until), _others(workspace, step)


def _step(workspace: Workspace, values: dict[str, str]) -> Due:
    for step in workspace.due:
        if (step.kind, step.id, step.part) == (values["kind"], values["id"], values["part"]):
            return step
    raise ConflictError("This step is settled already, perhaps in another window. Reload the page.")


def _others(workspace: Workspace, step: Due) -> str:
    others = steps.moved_along(workspace, step)
    return f". So are the other steps of this note: {'; '.join(other.do for other in others)}" if others else ""
