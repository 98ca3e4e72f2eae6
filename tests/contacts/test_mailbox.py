"""`wayin mail`: headers only, streamed, of an mbox file or a Maildir; only people with mail in both directions."""

import resource
from datetime import date
from pathlib import Path

import pytest

from wayin.contacts.mail_summary import Correspondent
from wayin.contacts.mailbox import read_mailbox

ME = frozenset({"me@example.org", "me@work.example"})
CANARY = "The subject and the text are nobody's business"
TEXT = f"{CANARY}\nFrom here on, it is a text.\n\nFrom the sea\n\n"


def message(sender: str, to: str, day: str = "Mon, 5 Jan 2026 10:00:00 +0100", **headers: str) -> str:
    more = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items())
    return f"From: {sender}\nTo: {to}\nDate: {day}\nSubject: {CANARY}\n{more}\n{TEXT}"


def mbox(folder: Path, *messages: str) -> Path:
    path = folder / "mbox"
    path.write_text("".join(f"From x@y Mon Jan  5 10:00:00 2026\n{one}\n" for one in messages), newline="\n")
    return path


MINE = message("Me <me@example.org>", '"Park, Ada" <Ada@example.org>')
THEIRS = message("=?utf-8?q?Ada_P=C3=A4rk?= <ada@example.org>", "me@work.example", "Tue, 6 Jan 2026 23:30:00 -0500")


def test_both_directions_by_the_day(tmp_path: Path) -> None:
    found, count = read_mailbox(mbox(tmp_path, MINE, MINE, THEIRS), ME)
    assert found == [Correspondent("ada@example.org", "Ada Pärk", date(2026, 1, 5), date(2026, 1, 6), 2, 1)]
    assert count.messages == 3


def test_one_sided_mail_is_left_out(tmp_path: Path) -> None:
    assert read_mailbox(mbox(tmp_path, MINE), ME)[0] == []
    assert read_mailbox(mbox(tmp_path, THEIRS), ME)[0] == []


@pytest.mark.parametrize(
    "headers",
    [{"List_Id": "<x>"}, {"List_Unsubscribe": "<x>"}, {"Precedence": "bulk"}, {"Auto_Submitted": "auto-replied"}],
)
def test_mailing_lists_and_machines_are_left_out(tmp_path: Path, headers: dict[str, str]) -> None:
    found, count = read_mailbox(mbox(tmp_path, MINE, message("ada@example.org", "me@example.org", **headers)), ME)
    assert found == []
    assert count.automatic == 1


@pytest.mark.parametrize(
    "address",
    [
        "no-reply@x.example",
        "noreply-42@x.example",
        "bounces+1@x.example",
        "mailer-daemon@x.example",
        "notifications@x.example",
        "team.newsletter@x.example",
    ],
)
def test_senders_that_take_no_reply_are_left_out(tmp_path: Path, address: str) -> None:
    messages = (message("me@example.org", address), message(address, "me@example.org"))
    assert read_mailbox(mbox(tmp_path, *messages), ME)[0] == []


def test_skipped_messages_are_counted(tmp_path: Path) -> None:
    crowd = ", ".join(f"p{i}@x.example" for i in range(13))
    messages = (message("a@x.example", "b@x.example"), message("a@x.example", "me@example.org", "some day"),
                message("me@example.org", crowd), message("a@x.example", f"me@example.org, {crowd}"))  # fmt: skip
    found, count = read_mailbox(mbox(tmp_path, *messages), ME)
    assert found == []
    assert (count.messages, count.not_mine, count.undated, count.crowded) == (4, 1, 1, 2)


def test_a_maildir_with_its_folders(tmp_path: Path) -> None:
    for folder, text in (("Mail/cur", MINE), ("Mail/.Sent/new", THEIRS), ("Mail/tmp", THEIRS)):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "1:2,S").write_text(text)
    found, count = read_mailbox(tmp_path / "Mail", ME)
    assert [one.address for one in found] == ["ada@example.org"]
    assert count.messages == 2


def test_a_folder_of_mbox_files(tmp_path: Path) -> None:
    mbox(tmp_path, MINE, THEIRS)
    (tmp_path / "mbox.index").write_text("x")
    assert len(read_mailbox(tmp_path, ME)[0]) == 1


def test_damaged_headers_end_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mbox"
    odd = b"From x Mon Jan 5 2026\nFrom: \xff\xfe =?x-unknown?q?=FF?= <ada@example.org>\nTo: me@example.org\n"
    odd += b"Date: Mon, 5 Jan 2026 10:00:00 +9999\n\n"
    long = b"From x Mon Jan 5 2026\nTo: " + b"x@y.example, " * 100_000 + b"\n\n"
    path.write_bytes(
        odd + long + b"".join(f"From x Mon Jan  5 2026\n{one}\n".encode() for one in (MINE, THEIRS)) + b"From "
    )
    assert [one.address for one in read_mailbox(path, ME)[0]] == ["ada@example.org"]


def test_a_large_mailbox_is_streamed(tmp_path: Path) -> None:
    path = mbox(tmp_path, MINE, THEIRS)
    with path.open("ab") as file:
        file.write(
            b"From x@y Mon Jan  5 10:00:00 2026\nFrom: ada@example.org\nTo: me@example.org\n"
            b"Date: Wed, 7 Jan 2026 10:00:00 +0000\n\n"
        )
        file.truncate(300_000_000)  # an attachment of zeros on one line
        file.seek(0, 2)
        file.write(b"\n\nFrom x@y Mon Jan  5 10:00:00 2026\n" + THEIRS.encode().replace(b"6 Jan", b"9 Jan"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found, count = read_mailbox(path, ME)
    assert (found[0].days, count.messages) == (4, 4)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
