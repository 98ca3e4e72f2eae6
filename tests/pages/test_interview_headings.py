"""The headings of interview pages."""

from network import vault
from wayin.pages.interviews import heading


def test_each_interview_with_somebody_has_a_heading_of_its_own() -> None:
    files: vault.Files = {
        "people/ada-park": {"name": "Ada Park"},
        "people/bo-lind": {"name": "Bo Lind"},
        "interviews/a": {"with": "people/ada-park", "date": "2025-10-03"},
        "interviews/b": {"with": "people/ada-park", "date": vault.TODAY.isoformat()},
        "interviews/c": {"with": "people/ada-park"},
        "interviews/d": {"with": ["people/ada-park", "people/bo-lind"], "requested": "2026-05-01"},
        "interviews/e": {"with": "people/bo-lind", "name": "Coffee with Bo"},
    }
    workspace = vault.workspace(files)
    named = {id_.rpartition("/")[2]: heading(workspace, one) for id_, one in workspace.kb.interviews.items()}
    assert named == {
        "a": "Ada Park · interview, 3 October 2025",
        "b": f"Ada Park · second interview, {vault.TODAY.day} {vault.TODAY:%B}",
        "c": "Ada Park · third interview",
        "d": "Ada Park and Bo Lind · interview",
        "e": "Coffee with Bo",
    }
