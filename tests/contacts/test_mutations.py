"""No change to a file raises an error, and every row is a person, more about one, or skipped."""

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.cases import CASES, read_book, write
from contacts.corpus.case import archive
from contacts.test_corpus import check_sum
from examples import examples

SEEDS = st.sampled_from([case for case in CASES if len(case.data) < 20_000])
TABLES = [
    case
    for case in CASES
    if case.kind and case.kind not in ("vcard", "calendar") and case.data[:2] not in (b"PK", b"\xff\xfe")
]
PIECES = st.sampled_from(
    [b'"', b",", b";", b"\n", b"\r", b"\0", b"\xff", b"BEGIN:VCARD\n", b"END:VEVENT\n", b" ", b"=", b'""', b"\xc3"]
)


def check(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = read_book(write(Path(folder) / "contacts", file=data))
    for report in book.reports:
        check_sum(report)
    for contact in book.contacts.values():
        assert contact.name
        assert contact.sources


@settings(max_examples=examples(400), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SEEDS, st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 30), PIECES), min_size=1, max_size=4))
def test_bytes_that_change(case, edits: list[tuple[int, int, bytes]]) -> None:  # type: ignore[no-untyped-def]
    data = case.data
    for at, removed, piece in edits:
        at %= len(data) + 1
        data = data[:at] + piece + data[at + removed :]
    check(data)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(TABLES), st.randoms(use_true_random=False))
def test_columns_in_any_order_and_some_missing(case, random) -> None:  # type: ignore[no-untyped-def]
    rows = list(csv.reader(io.StringIO(case.data.decode("utf-8", "replace").replace("\r", "\n"))))
    width = max(map(len, rows), default=0)
    order = random.sample(range(width), random.randint(0, width))
    out = io.StringIO()
    csv.writer(out).writerows([[row[i] if i < len(row) else "" for i in order] for row in rows])
    check(out.getvalue().encode())


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SEEDS, st.sampled_from(["utf-16", "utf-16-be", "utf-8-sig", "cp1252", "cp1251", "shift_jis", "utf-7"]))
def test_any_encoding(case, encoding: str) -> None:  # type: ignore[no-untyped-def]
    check(case.data.decode("utf-8", "replace").encode(encoding, "replace"))


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SEEDS, SEEDS, st.integers(0, 5000), st.integers(0, 40), PIECES)
def test_archives_that_are_damaged(one, other, at: int, removed: int, piece: bytes) -> None:  # type: ignore[no-untyped-def]
    data = archive(Connections__csv=one.data, other__vcf=other.data)
    at %= len(data)
    check(data[:at] + piece + data[at + removed :])
