"""A large LinkedIn archive and a calendar, generated: invented people, and a canary in every field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from contacts.corpus.case import archive
from contacts.corpus.linkedin import HEAD, IN, NEW, NOTES

GIVEN = (
    "Abla Bertil Chiara Dilan Enyi Farah Goran Hanneke Ilze Joao Kerem Lamar Mireia Nils Oana Paavo Qadir Renske Sumi"
    " Tarek Uma Vesna Wiktor Xenia Yusra Zoltan Amara Borys Cleo Davit Edda Fikri Gunel Hilde Irma Jurre Kamil Leire"
    " Mato Neda"
).split()
FAMILY = (
    "Abrams Baptiste Calder Drozd Eklund Ferrara Gomes Hakimi Ivarsson Jansen Kovac Lund Mbeki Novak Orlov Petit Quist"
    " Rahimi Sorensen Tanaka"
).split()
OTHERS = [f"{name} {kind}" for name in FAMILY for kind in ("Foods", "Logistics", "Bank")]
"""Where most people work: companies without a note."""
HIDDEN = (
    "slugx mailx subjectx contentx conversationx titlex folderx attachmentx summaryx placex textx uidx invitationx"
    " headlinex"
).split()
"""Texts of the files that must not be on any page."""
SHOWN = "rolex"
"""The start of a role, which may be on the page of contacts and on company pages."""
ME = "Ruta Jankauskaite"


@dataclass
class Archive:
    """Files for the contacts folder, and their contents.

    Attributes:
        files: by name.
        at: who works at each requested company.
        through: a contact only in the files, and somebody they lead to who isn't a contact.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    at: dict[str, list[str]] = field(default_factory=dict)
    through: tuple[str, str] = ("", "")


def sample_archive(companies: dict[str, tuple[str, int]], connections: int = 800, messages: int = 300) -> Archive:
    """Return an archive and a calendar.

    Args:
        companies: for each name in the notes, the archive's spelling and the number of contacts there.
        connections: the number of connections.
        messages: the number of messages.
    """
    made = Archive(at={name: [] for name in companies})
    places = [(spelt, name) for name, (spelt, count) in companies.items() for _ in range(count)]
    # A company whose name only starts like a wanted one is a different one
    places += [(f"{name} Kitchens", "") for name in companies]
    people, rows = [], ""
    for number in range(connections):
        given, family = GIVEN[number % len(GIVEN)], FAMILY[number // len(GIVEN) % len(FAMILY)]
        spelt, company = places[number] if number < len(places) else (OTHERS[number % len(OTHERS)], "")
        people.append((given, family, f"slugx{number}", f"{given}.{family}@mailx{number}.example".lower()))
        if company:
            made.at[company].append(f"{given} {family}")
        day = (date(2012, 1, 5) + timedelta(days=number * 6)).strftime("%d %b %Y")
        rows += f'{given},{family},{IN}{people[-1][2]},{people[-1][3]},"{spelt}",{SHOWN}{number},{day}\n'
    met, led = people[-1], (GIVEN[0], "Zwart", "", "abla.zwart@mailx.example")
    made.through = (f"{met[0]} {met[1]}", f"{led[0]} {led[1]}")
    made.files = {
        "Complete_LinkedInDataExport.zip": archive(
            Connections__csv=NOTES + NEW + rows + ",,,,,,07 Jun 2026\n",
            messages__csv=HEAD + _messages(people, messages),
            Invitations__csv="From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
            f'{ME},Lou Zwart,"1/29/26, 2:37 PM",invitationx,OUTGOING,{IN}ruta-j,{IN}lou-zwart\n',
            Profile__csv=f"First Name,Last Name,Headline\n{ME.replace(' ', ',')},headlinex\n",
        ),
        "calendar.ics": _calendar(met, led).encode(),
    }
    return made


def _messages(people: list[tuple[str, str, str, str]], count: int) -> str:
    """Return messages in both directions with the first thirty people; the last of them never answers."""
    rows = []
    for number in range(count):
        given, family, slug, _ = people[number % 30]
        ends = [f"{ME},{IN}ruta-j", f"{given} {family},{IN}{slug}"]
        is_mine = number // 30 % 2 == 0 or number % 30 == 29
        sender, receiver = ends if is_mine else ends[::-1]
        day = date(2025, 12, 1) + timedelta(days=number)
        rows.append(
            f"conversationx{number % 30},titlex,{sender},{receiver},{day} 10:00:00 UTC,subjectx,contentx,folderx,"
            "attachmentx,No,No\n"
        )
    return "".join(rows)


def _calendar(met: tuple[str, str, str, str], led: tuple[str, str, str, str]) -> str:
    """Return a meeting every fourteen days with a contact, and one with them and somebody else."""

    def event(uid: str, start: str, *who: tuple[str, str, str, str], rule: str = "") -> str:
        there = "".join(f"ATTENDEE;CN={given} {family}:mailto:{mail}\n" for given, family, _, mail in who)
        return (
            f"BEGIN:VEVENT\nUID:uidx{uid}\nDTSTART:{start}\n{rule}SUMMARY:summaryx\nLOCATION:placex\nDESCRIPTION:textx\n"
            f"ATTENDEE;CN={ME}:mailto:ruta@example.org\n{there}END:VEVENT\n"
        )

    rule = "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=14\n"
    body = event("1", "20260302T140000Z", met, rule=rule) + event("2", "20260410T090000Z", met, led)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{body}END:VCALENDAR\n"
