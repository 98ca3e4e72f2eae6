"""Every line of the table of ties, with its quality: q = b · e · r."""

import math
from datetime import date, datetime
from itertools import product

import pytest

from wayin.clock import Clock
from wayin.network.ties import Tie, TieEvidence

from . import referee
from .vault import CLOCK, TODAY, Facts, Files, ago, ties

A, B, C = "people/ada", "people/ben", "people/cleo"
ACME, LABS = "companies/acme", "companies/labs"
TALK = "interviews/talk"


def fade(floor: float, days: int) -> float:
    """Return the share of a tie left after this many days: r."""
    return floor + (1 - floor) * 2 ** (-(days / 30.44) / 24)


def tie(files: Files, source: str, target: str, clock: Clock = CLOCK) -> Tie:
    found = ties(files, clock).tie(source, target)
    assert found, f"no tie {source} → {target}"
    return found


def only_row(files: Files, source: str, target: str) -> TieEvidence:
    [row] = tie(files, source, target).evidence
    return row


def all_ties(files: Files, clock: Clock = CLOCK) -> set[tuple[str, str]]:
    return {(source, target) for source, row in ties(files, clock).ties.items() for target in row}


# ── Quality ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("strength", "b", "f"), [(1, 0.15, 0.30), (2, 0.35, 0.40), (3, 0.55, 0.55), (4, 0.75, 0.70), (5, 0.92, 0.80)]
)
def test_strength_gives_the_regard_and_the_floor(strength: int, b: float, f: float) -> None:
    entry = {"person": B, "strength": strength}
    assert tie({A: {"knows": [entry | {"last": ago(0)}]}}, A, B).quality == pytest.approx(b)
    assert tie({A: {"knows": [entry | {"last": ago(90)}]}}, A, B).quality == pytest.approx(
        b * (f + (1 - f) * 2 ** (-(90 / 30.44) / 24))
    )
    assert tie({A: {"knows": [entry | {"last": "1956-10-17"}]}}, A, B).quality == pytest.approx(b * f)
    assert tie({A: {"knows": [entry]}}, A, B).quality == pytest.approx(b * (f + 1) / 2)


@pytest.mark.parametrize(
    ("evidence", "e"), [("stated", 1), ("worked-together", 0.85), ("linkedin", 0.6), ("inferred", 0.35)]
)
def test_evidence_has_weights(evidence: str, e: float) -> None:
    found = tie({A: {"knows": [{"person": B, "strength": 3, "evidence": evidence, "last": ago(0)}]}}, A, B)
    assert found.quality == pytest.approx(0.55 * e)
    assert found.inferred == (evidence == "inferred")


def test_two_years_halve_what_can_fade() -> None:
    # 24 · 30.44 = 730.56 days
    q730, q731 = (tie({A: {"knows": [{"person": B, "last": ago(days)}]}}, A, B).quality for days in (730, 731))
    assert q731 < 0.55 * (0.55 + 0.45 / 2) < q730


@pytest.mark.parametrize("last", [None, ago(-1), ago(-400)])
def test_a_missing_or_future_date_is_unknown(last: str | None) -> None:
    row = only_row({A: {"knows": [{"person": B, "strength": 4} | ({"last": last} if last else {})]}}, A, B)
    assert row.quality == pytest.approx(0.75 * (0.70 + 1) / 2)
    assert row.last_contact is None


def test_the_cost_of_a_tie_is_a_whole_number() -> None:
    assert tie({A: {"closeness": 3}}, "me", A).cost == round(-1000 * math.log(0.55 * (0.55 + 1) / 2)) == 853


# ── The user and somebody ─────────────────────────────────────────────────────────────────────────────────────────────


def test_closeness() -> None:
    row = only_row({A: {"closeness": 4, "log": [ago(30)]}}, "me", A)
    assert (row.strength, row.evidence, row.last_contact) == (4, "stated", date(2026, 9, 17))
    assert row.quality == pytest.approx(0.75 * 1 * fade(0.70, 30))


def test_closeness_without_any_contact() -> None:
    row = only_row({A: {"closeness": 4}}, "me", A)
    assert row.quality == pytest.approx(0.75 * (0.70 + 1) / 2)


@pytest.mark.parametrize("closeness", [1, 5])
def test_closeness_replaces_what_contact_would_derive_downwards_and_upwards(closeness: int) -> None:
    files: Files = {A: {"closeness": closeness, "log": [ago(0), ago(1)]}, TALK: {"with": [A], "date": ago(2)}}
    assert only_row(files, "me", A).quality == pytest.approx(referee.B[closeness])


def test_one_held_interview() -> None:
    row = only_row({TALK: {"with": [A], "date": ago(60)}, A: {}}, "me", A)
    assert row.quality == pytest.approx(0.35 * 1 * fade(0.40, 60))


def test_one_held_interview_with_somebody_without_a_note() -> None:
    assert tie({TALK: {"with": [A], "date": ago(0)}}, "me", A).quality == pytest.approx(0.35)


def test_one_log_entry() -> None:
    assert only_row({A: {"log": [ago(60)]}}, "me", A).quality == pytest.approx(0.35 * 1 * fade(0.40, 60))


@pytest.mark.parametrize(
    "files",
    [
        {A: {"log": [ago(60), ago(90)]}},
        {A: {"log": [ago(90)]}, TALK: {"with": [A], "date": ago(60)}},
        {TALK: {"with": [A, B], "date": ago(60)}, "interviews/two": {"with": [A], "date": ago(100)}},
    ],
)
def test_two_contacts_or_more(files: Files) -> None:
    assert only_row(files, "me", A).quality == pytest.approx(0.55 * 1 * fade(0.55, 60))


def test_a_future_interview_is_not_a_contact() -> None:
    assert all_ties({A: {"log": [ago(-1)]}, TALK: {"with": [A], "date": ago(-1)}}) == set()
    files: Files = {A: {"log": [ago(-1), ago(10)]}, TALK: {"with": [A], "date": ago(-1)}}
    assert tie(files, "me", A).quality == pytest.approx(0.35 * fade(0.40, 10))


def test_an_interview_without_a_date_or_declined_is_not_held() -> None:
    assert all_ties({TALK: {"with": [A, B], "introductions": [C]}}) == set()
    assert all_ties({TALK: {"with": [A, B], "introductions": [C], "date": ago(3), "declined": ago(5)}}) == set()


def test_an_interview_of_today_counts_without_a_time_and_with_one_once_it_is_past() -> None:
    assert ("me", A) in all_ties({TALK: {"with": [A], "date": ago(0)}})
    timed: Files = {TALK: {"with": [A], "date": "2026-10-17T15:00"}}
    assert all_ties(timed, Clock(TODAY, datetime(2026, 10, 17, 14, 59).astimezone())) == set()
    assert ("me", A) in all_ties(timed, Clock(TODAY, datetime(2026, 10, 17, 15, 1).astimezone()))


def test_last_contact_raises_the_date_and_never_lowers_it() -> None:
    for stated, days in ((ago(10), 10), (ago(90), 60), (ago(-5), 60)):
        files: Files = {A: {"closeness": 3, "last_contact": stated, "log": [ago(70)]}}
        files[TALK] = {"with": [A], "date": ago(60)}
        assert tie(files, "me", A).quality == pytest.approx(0.55 * fade(0.55, days))


def test_last_contact_alone_is_a_date_but_no_tie() -> None:
    assert all_ties({A: {"last_contact": ago(3)}}) == set()
    assert tie({A: {"last_contact": ago(3), "closeness": 2}}, "me", A).quality == pytest.approx(0.35 * fade(0.4, 3))


def test_last_contact_ahead_is_unknown() -> None:
    assert tie({A: {"last_contact": ago(-3), "closeness": 2}}, "me", A).best.last_contact is None


def test_nobody_through_me_and_no_tie_to_me() -> None:
    me = {"name": "Ruta"}
    files: Files = {
        "me": me,
        A: {"knows": ["Ruta", {"person": "me", "reverse": 5}], "introduced_by": "Ruta", "company": ACME},
        TALK: {"with": [A, "Ruta"], "introductions": ["Ruta", B], "introduced_by": "Ruta", "date": ago(1)},
    }
    assert all_ties(files) == {("me", A), (A, B)}


def test_my_tie_is_never_an_assumed_one() -> None:
    assert not any(row.assumed for row in tie({A: {"knows": ["me"], "closeness": 2}, "me": {}}, "me", A).evidence)


# ── Introductions ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_introduced_by_on_a_person() -> None:
    row = only_row({B: {"introduced_by": A, "last_contact": ago(2), "log": [ago(1)]}}, A, B)
    assert (row.strength, row.evidence, row.last_contact) == (3, "stated", None)
    assert row.quality == pytest.approx(0.55 * 1 * (0.55 + 1) / 2)
    assert (B, A) not in all_ties({B: {"introduced_by": A}})


def test_introduced_by_on_an_interview_held() -> None:
    row = only_row({TALK: {"with": [B], "introduced_by": A, "date": ago(45)}}, A, B)
    assert row.quality == pytest.approx(0.55 * 1 * fade(0.55, 45))
    assert row.last_contact == date(2026, 9, 2)


@pytest.mark.parametrize("dated", [{}, {"date": ago(-7)}, {"requested": ago(20)}])
def test_introduced_by_on_an_interview_not_held_counts_with_an_unknown_date(dated: Facts) -> None:
    files: Files = {TALK: {"with": [B, C], "introduced_by": A} | dated}
    assert only_row(files, A, B).quality == pytest.approx(0.55 * (0.55 + 1) / 2)
    assert all_ties(files) == {(A, B), (A, C)}


def test_introduced_by_on_an_interview_declined_counts_too() -> None:
    files: Files = {TALK: {"with": [B], "introduced_by": A, "requested": ago(20), "declined": ago(18)}}
    assert all_ties(files) == {(A, B)}


def test_introductions_offered_in_a_held_interview() -> None:
    row = only_row({TALK: {"with": [A], "introductions": [B], "date": ago(45)}}, A, B)
    assert (row.strength, row.evidence) == (3, "stated")
    assert row.quality == pytest.approx(0.55 * 1 * fade(0.55, 45))
    assert (B, A) not in all_ties({TALK: {"with": [A], "introductions": [B], "date": ago(45)}})


def test_introductions_offered_by_each_who_was_there() -> None:
    found = ties({TALK: {"with": [A, B], "introductions": [C], "date": ago(1)}})
    assert found.tie(A, C)
    assert found.tie(B, C)
    assert set(found.willingness.offers) == {(A, C), (B, C)}


def test_an_offer_needs_a_held_interview() -> None:
    found = ties({TALK: {"with": [A], "introductions": [B], "date": ago(-1)}})
    assert not found.ties
    assert not found.willingness.offers


def test_two_in_one_interview() -> None:
    files: Files = {TALK: {"with": [A, B, C], "date": ago(100)}}
    pairs = [(A, B), (B, A), (A, C), (C, A), (B, C), (C, B)]
    for source, target in pairs:
        row = only_row(files, source, target)
        assert row.quality == pytest.approx(0.35 * 0.35 * fade(0.40, 100))
        assert tie(files, source, target).inferred
    assert all_ties(files) == {*pairs, ("me", A), ("me", B), ("me", C)}


def test_nobody_is_tied_to_themself() -> None:
    files: Files = {A: {"knows": [A], "introduced_by": A, "work": [{"company": ACME}, {"company": ACME}]}}
    files[TALK] = {"with": [A, A], "introductions": [A], "introduced_by": A, "date": ago(1)}
    assert all_ties(files) == {("me", A)}


# ── Knows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_knows_by_name_alone() -> None:
    files: Files = {A: {"knows": [B]}}
    there, back = only_row(files, A, B), only_row(files, B, A)
    assert there.quality == pytest.approx(0.55 * 1 * (0.55 + 1) / 2)
    assert back.quality == pytest.approx(0.55 * 1 * (0.55 + 1) / 2 * 0.9)
    assert (there.assumed, back.assumed) == (False, True)
    assert (there.strength, there.evidence) == (back.strength, back.evidence) == (3, "stated")


def test_knows_with_everything_said() -> None:
    entry = {"person": B, "strength": 4, "reverse": 2, "evidence": "worked-together", "last": ago(200), "context": "x"}
    files: Files = {A: {"knows": [entry]}}
    there, back = only_row(files, A, B), only_row(files, B, A)
    assert there.quality == pytest.approx(0.75 * 0.85 * fade(0.70, 200))
    assert back.quality == pytest.approx(0.35 * 0.85 * fade(0.40, 200))  # no .9: it was stated
    assert (there.assumed, back.assumed) == (False, False)
    assert there.context == back.context == "x"


@pytest.mark.parametrize("strength", [1, 5])
def test_without_reverse_the_way_back_is_assumed_from_strength(strength: int) -> None:
    files: Files = {A: {"knows": [{"person": B, "strength": strength, "evidence": "linkedin", "last": ago(0)}]}}
    assert only_row(files, B, A).quality == pytest.approx(referee.B[strength] * 0.6 * 0.9)


@pytest.mark.parametrize("reverse", [1, 5])
def test_reverse_replaces_the_assumed_tie_downwards_and_upwards(reverse: int) -> None:
    files: Files = {A: {"knows": [{"person": B, "strength": 3, "reverse": reverse, "last": ago(0)}]}}
    assert only_row(files, B, A).quality == pytest.approx(referee.B[reverse])


def test_reverse_replaces_in_its_own_entry_only() -> None:
    files: Files = {A: {"knows": [{"person": B, "reverse": 1, "last": ago(0)}, {"person": B, "last": ago(0)}]}}
    found = tie(files, B, A)
    assert found.quality == pytest.approx(0.55 * 0.9)
    assert len(found.evidence) == 2


# ── Several rows ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_best_row_counts_and_the_others_stay_listed() -> None:
    files: Files = {
        A: {"knows": [{"person": B, "strength": 1, "last": ago(0)}]},
        B: {"introduced_by": A, "knows": [{"person": A, "strength": 2, "last": ago(0)}]},
        TALK: {"with": [A, B], "introductions": [B], "date": ago(10)},
    }
    found = tie(files, A, B)
    assert [row.quality for row in found.evidence] == pytest.approx(
        [
            0.55 * fade(0.55, 10),  # offered
            0.55 * (0.55 + 1) / 2,  # introduced
            0.35 * 0.9,  # assumed
            0.15,  # knows
            0.35 * 0.35 * fade(0.40, 10),  # together
        ]
    )
    assert found.best is found.evidence[0]
    assert not found.inferred


def test_a_further_row_never_weakens() -> None:
    start: Files = {A: {"closeness": 3, "log": [ago(5)]}, B: {}, C: {}}
    steps: list[Files] = [
        {A: {"closeness": 3, "log": [ago(5)], "knows": [{"person": B, "strength": 1, "evidence": "inferred"}]}},
        {"interviews/1": {"with": [A, B], "date": ago(900)}},
        {B: {"knows": [{"person": A, "strength": 2, "evidence": "linkedin", "last": ago(800)}]}},
        {"interviews/2": {"with": [B], "introduced_by": A}},
        {"interviews/3": {"with": [A], "introductions": [B], "date": ago(3000)}},
        {"interviews/4": {"with": [A], "introductions": [B], "date": ago(1)}},
    ]
    files, best = start, 0.0
    for step in steps:
        files = files | step
        found = tie(files, A, B)
        assert found.quality >= best
        best = found.quality
    assert best == pytest.approx(0.55 * fade(0.55, 1))


def test_a_tie_is_inferred_only_when_every_row_is() -> None:
    inferred = {"person": B, "strength": 5, "evidence": "inferred", "last": ago(0)}
    weak = {"person": B, "strength": 1, "evidence": "linkedin", "last": "1990-01-01"}
    assert tie({A: {"knows": [inferred]}, TALK: {"with": [A, B], "date": ago(1)}}, A, B).inferred
    found = tie({A: {"knows": [inferred, weak]}}, A, B)
    assert found.best.evidence == "inferred"
    assert not found.inferred


# ── Colleagues ────────────────────────────────────────────────────────────────────────────────────────────────────────


def jobs(one: Facts, other: Facts) -> Files:
    return {A: {"work": [{"company": ACME} | one]}, B: {"work": [{"company": ACME} | other]}}


def test_both_still_there() -> None:
    files: Files = {A: {"company": ACME}, B: {"company": ACME}}
    for source, target in ((A, B), (B, A)):
        row = only_row(files, source, target)
        assert (row.strength, row.evidence, row.last_contact) == (2, "inferred", TODAY)
        assert row.quality == pytest.approx(0.35 * 0.35)
    assert all_ties(files) == {(A, B), (B, A)}


def test_an_overlap_that_ended() -> None:
    files = jobs({"from": "2015-02-01", "to": "2020-06-30"}, {"from": "2019-01-15"})
    row = only_row(files, A, B)
    assert row.last_contact == date(2020, 6, 30)
    assert row.quality == pytest.approx(0.35 * 0.35 * fade(0.40, (TODAY - date(2020, 6, 30)).days))


def test_the_last_of_several_overlaps_counts() -> None:
    files = jobs({"from": "2015-01-01", "to": "2016-01-01"}, {"from": "2014-01-01"})
    files[A]["work"].append({"company": ACME, "from": "2018-01-01", "to": "2019-01-01"})
    assert only_row(files, A, B).last_contact == date(2019, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        ({"from": "2015-01-01", "to": "2018-05-31"}, {"from": "2018-06-01"}, False),
        ({"from": "2015-01-01", "to": "2018-06-01"}, {"from": "2018-06-01"}, True),
        # to the month: the last day of June may have been too late or not
        ({"from": "2015-01", "to": "2018-06"}, {"from": "2018-06", "to": "2020"}, False),
        ({"from": "2015-01", "to": "2018-07"}, {"from": "2018-06", "to": "2020"}, True),
        ({"from": "2015-01", "to": "2018-06"}, {"from": "2018-06-01", "to": "2020"}, True),
        # to the year
        ({"from": "2015", "to": "2018"}, {"from": "2018", "to": "2020"}, False),
        ({"from": "2015", "to": "2018"}, {"from": "2017", "to": "2020"}, True),
        ({"from": "2015", "to": "2018"}, {"from": "2018-01-01", "to": "2020"}, True),
        ({"from": "2015", "to": "2018"}, {"from": "2018-01-02", "to": "2020"}, False),
        ({"from": "2015", "to": "2018"}, {"from": "2019"}, False),
    ],
)
def test_an_overlap_must_be_certain(one: Facts, other: Facts, certain: bool) -> None:
    expected = {(A, B), (B, A)} if certain else set()
    assert all_ties(jobs(one, other)) == expected
    assert all_ties(jobs(other, one)) == expected


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        ({}, {}, True),
        ({}, {"from": "2015"}, True),
        ({}, {"from": "2015", "to": "2026-10-01"}, False),
        ({}, {"to": "2020"}, False),
        ({"to": "2020"}, {"from": "2015"}, False),
        ({"to": "2020"}, {"to": "2020"}, False),
        ({"to": "2020"}, {"from": "2015", "to": "2021"}, False),
    ],
)
def test_without_a_start_only_current_positions_overlap(one: Facts, other: Facts, certain: bool) -> None:
    expected = {(A, B), (B, A)} if certain else set()
    assert all_ties(jobs(one, other)) == expected
    assert all_ties(jobs(other, one)) == expected


def test_a_future_position_overlaps_with_nobody() -> None:
    assert all_ties(jobs({"from": ago(-30)}, {"from": "2015"})) == set()
    assert all_ties(jobs({"from": ago(-30)}, {})) == set()


@pytest.mark.parametrize("start", ["2026", "2026-10"])
def test_both_still_there_since_this_year_or_month(start: str) -> None:
    """No `to` = current, so both are certainly there today, whenever they started."""
    for other in ({}, {"from": "2015"}, {"from": start}):
        assert only_row(jobs({"from": start}, other), A, B).last_contact == TODAY


def test_saying_since_when_does_not_untie_colleagues() -> None:
    """A further fact, that somebody current started this year, can't make something certain uncertain."""
    files: Files = {A: {"company": ACME}, B: {"company": ACME}}
    assert all_ties(files) == {(A, B), (B, A)}
    files[A]["work"] = [{"company": ACME, "from": "2026"}]
    assert all_ties(files) == {(A, B), (B, A)}


@pytest.mark.parametrize("period", ["2022", "2022-03"])
def test_a_stay_within_one_year_or_month_overlaps_with_who_was_there_throughout(period: str) -> None:
    """Whenever in 2022 somebody was there, they certainly met anyone there from 2015 to now."""
    [row] = tie(jobs({"from": period, "to": period}, {"from": "2015"}), A, B).evidence
    assert row.last_contact
    assert row.last_contact.year == 2022


DATES = ("2021", "2022", "2022-02", "2022-03", "2022-02-28", "2022-03-01", "2023")


def test_overlaps_agree_with_trying_every_day_they_can_mean() -> None:
    def periods(end: tuple[str, ...]) -> list[Facts]:
        found = [{"from": start, "to": stop} for start, stop in product(DATES, end)]
        found = [job for job in found if referee.partial(job["from"]).first <= referee.partial(job["to"]).last]
        return [*found, *({"from": start} for start in DATES), *({"to": stop} for stop in end), {}]

    wrong = []
    for one, other in product(periods(DATES[1:5]), periods(DATES[2:])):
        right = referee.overlap(one, other, TODAY)
        found = ties(jobs(one, other)).tie(A, B)
        last = found and found.best.last_contact
        if (right is None) != (last is None) or (right and last and not right[0] <= last <= right[1]):
            wrong.append((one, other, right, last))
    assert not wrong, f"{len(wrong)} overlaps differ, such as {wrong[:5]}"


def staff(count: int) -> Files:
    return {f"people/p{i:02}": {"company": ACME} for i in range(count)}


def test_twenty_five_people_are_tied_and_twenty_six_are_not() -> None:
    assert len(all_ties(staff(25))) == 25 * 24
    assert all_ties(staff(26)) == set()


def test_who_was_ever_there_counts_towards_the_twenty_five() -> None:
    files = staff(24) | {"people/left": {"work": [{"company": ACME, "from": "1990", "to": "1991"}]}}
    assert len(all_ties(files)) == 24 * 23
    files["people/left-too"] = {"work": [{"company": ACME, "to": "1991"}]}
    assert all_ties(files) == set()


def test_stubs_do_not_count_towards_the_twenty_five() -> None:
    files = staff(25) | {TALK: {"with": ["people/stub"], "company": ACME, "date": ago(1)}}
    assert len(all_ties(files)) == 25 * 24 + 1  # ... and the user's to the stub
    files["companies/acme"] = {"introductions": [{"via": "people/other-stub"}]}
    assert len(all_ties(files)) == 25 * 24 + 1


def test_a_company_only_mentioned_ties_its_people_too() -> None:
    assert ACME not in jobs({}, {})
    assert all_ties(jobs({}, {})) == all_ties(jobs({}, {}) | {ACME: {}}) == {(A, B), (B, A)}


def test_subsidiaries_do_not_mix() -> None:
    files: Files = {A: {"company": ACME}, B: {"company": LABS}, LABS: {"parent": ACME}}
    assert all_ties(files) == set()


def test_subsidiaries_are_counted_apart() -> None:
    files = staff(25) | {"people/lab": {"company": LABS}, LABS: {"parent": ACME}}
    assert len(all_ties(files)) == 25 * 24


def test_a_position_without_a_company_ties_nobody() -> None:
    assert all_ties({A: {"role": "Baker"}, B: {"role": "Baker", "work": [{"from": "2020"}]}}) == set()


def test_a_person_with_two_jobs_at_a_company_is_one_colleague() -> None:
    files = staff(24) | {"people/two": {"work": [{"company": ACME, "from": "2020"}, {"company": ACME, "to": "2019"}]}}
    assert len(all_ties(files)) == 25 * 24
    assert len(tie(files, "people/two", "people/p00").evidence) == 1


# ── Who introduces, and how busy they are ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "worth"),
    [({}, 0.7), ({"introduces": "ask"}, 0.7), ({"introduces": "yes"}, 1), ({"introduces": "reluctant"}, 0.3),
     ({"introduces": "no"}, 0), ({"introduces": True}, 1), ({"introduces": False}, 0)],
)  # fmt: skip
def test_willing(said: Facts, worth: float) -> None:
    assert ties({A: said}).willingness.willing[A] == worth


def test_a_stub_can_be_asked_like_anybody() -> None:
    assert ties({A: {"knows": [B]}}).willingness.willing[B] == 0.7


@pytest.mark.parametrize(
    ("ask", "open_asks"),
    [
        ({"asked": ago(0)}, 1), ({"asked": ago(89)}, 1), ({"asked": ago(90)}, 1), ({"asked": ago(91)}, 0),
        ({"asked": ago(5), "agreed": ago(4)}, 1),
        ({"asked": ago(5), "made": ago(4)}, 0),
        ({"asked": ago(5), "agreed": ago(4), "made": ago(4)}, 0),
        ({"asked": ago(5), "declined": ago(4)}, 0),
        ({"asked": ago(5), "closed": ago(4)}, 0),
        ({"agreed": ago(5)}, 1),
        ({"asked": ago(-5)}, 0),
        ({}, 0),
    ],
)  # fmt: skip
def test_an_open_ask_has_been_neither_made_nor_declined(ask: Facts, open_asks: int) -> None:
    assert ties({B: {"introductions": [{"via": A} | ask]}}).willingness.load(A) == open_asks
    assert ties({ACME: {"introductions": [{"via": A} | ask]}}).willingness.load(A) == open_asks


def test_the_load_counts_asks_for_everybody_else() -> None:
    ask = {"via": A, "asked": ago(5)}
    files: Files = {B: {"introductions": [ask]}, C: {"introductions": [ask, ask]}, ACME: {"introductions": [ask]}}
    asking = ties(files).willingness
    assert [asking.load(A, goals) for goals in ((), (B,), (C,), (ACME,), (B, ACME))] == [4, 3, 2, 3, 2]


def test_declined_is_kept_by_target() -> None:
    files: Files = {
        B: {"introductions": [{"via": A, "asked": ago(500), "declined": ago(490)}, {"via": C, "asked": ago(5)}]},
        ACME: {"introductions": [{"via": C, "declined": ago(4)}]},
    }
    assert ties(files).willingness.declined == {B: {A}, ACME: {C}}
