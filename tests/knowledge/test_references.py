"""The meaning of words in notes."""

from pathlib import Path

from helpers import workspace_of, write


def test_an_interview_named_after_its_person_does_not_take_their_name(tmp_path: Path) -> None:
    write(tmp_path, {
        "interviews/linnea-aalto.md": "---\nwith: Linnea Aalto\n---\n", "people/bo.md": "[[Linnea Aalto]]\n",
        "interviews/bo.md": "---\nwith: bo\n---\n", "people/cy.md": "[[bo]], [[interviews/bo]]\n",
    })  # fmt: skip
    kb = workspace_of(tmp_path).kb
    assert kb.interviews["interviews/linnea-aalto"].people == ("people/linnea-aalto",)
    assert kb.targets["people/bo.md"] == {"Linnea Aalto": "people/linnea-aalto"}
    assert kb.interviews["interviews/bo"].people == ("people/bo",)
    assert kb.targets["people/cy.md"] == {"bo": "people/bo", "interviews/bo": "interviews/bo"}
    assert [problem.code for problem in kb.problems] == ["stub"]
