"""The page of notes to fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.diagnostics import crowds
from wayin.knowledge.names import sort_key

if TYPE_CHECKING:
    from wayin.workspace import Workspace


def to_fix(workspace: Workspace) -> int:
    """Return the number of lines to fix, as shown in the navigation."""
    return sum(map(len, workspace.problems_of.values()))


def view(workspace: Workspace, _: str) -> dict[str, object]:
    """Return the problems by file, and separately those that there are very many of."""
    alike = crowds(workspace.problems)
    by_file = {
        file: [problem for problem in problems if problem.code not in alike]
        for file, problems in workspace.problems_of.items()
    }
    return {
        "by_file": {file: problems for file, problems in by_file.items() if problems},
        "crowds": [*alike.values()],
        "unanswered": sorted(
            (problem for problem in workspace.problems if problem.code == "unanswered-link"),
            key=lambda problem: sort_key(problem.message),
        ),
        "page_of": {note.path: note.id for note in workspace.reading.notes},
    }
