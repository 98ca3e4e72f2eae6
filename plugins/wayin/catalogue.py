"""Every message about a note in one table by code: its severity, what is wrong, and what to write instead.

A code is a stable word, explained in docs/problems.md. A code with several messages has keys with `/` and a second
word; if only the fix differs, the table lists just the fix. The `{values}` come from the code that finds the problem;
`{value!q}` is quoted as in the note, and `{values!l}` are joined with "and".
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from wayin.wording import listed, quote_value

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity = Literal["error", "warning", "info"]


class Words(NamedTuple):
    """The texts of a problem."""

    severity: Severity
    message: str
    fix: str


def words(key: str, values: Mapping[str, Any]) -> Words:
    """Return the severity, the message and the fix of a problem.

    Args:
        key: its code, followed by `/` and a word if the code has several messages.
        values: the values in the message.

    Raises:
        KeyError: if the table has no such key, or a value of the message is missing.
    """
    severity, message, fix = template(key)
    return Words(severity, _fill(message, values), _fill(fix, values))


def template(key: str) -> Words:
    """Return the texts of a key before any values are filled in."""
    entry = CATALOGUE[key]
    if isinstance(entry, str):
        return template(code_of(key))._replace(fix=entry)
    return Words(*entry)


def code_of(key: str) -> str:
    """Return the code of a key."""
    return key.partition("/")[0]


class _Filler(Formatter):
    """Formats templates."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion == "q":
            return quote_value(value)
        return listed(map(str, value)) if conversion == "l" else super().convert_field(value, conversion)


def _fill(template: str, values: Mapping[str, Any]) -> str:
    return _Filler().vformat(template, (), values) if "{" in template else template


MORE_ALIKE = "More lines have the same problem and aren't listed. "
"""The start of the last message of many alike."""
IGNORED = " `{key}` is ignored."
"""The end of a message about a line that can't be read, if the whole key is lost."""
PARTLY_IGNORED = " Everything from here to the next key is ignored."

_NOTHING = "Nothing needs to be done."
_SPACES = "Put exactly {width} spaces before it, and no tab."
_NO_SPACES = "Delete the spaces and tabs before it."
_WRITE = "Write {written}."
_QUOTE = "Put the value in quotes."
_QUOTE_IT = "Put it in quotes."
_RENAME = "Rename one of the two."
_THREE_HYPHENS = "Write --- there, at the start of the line."
_ONE_BLOCK = "Keep only one block."
_BELOW = "Otherwise move it below the closing ---."
_SIGN = "A value can't begin with {sign} unless it is in quotes."
_ACCEPTED = "Accepted are {accepted}."
_LINKED_POINT = "Name a person, or an interview with its topic: [[2026-10-22-ada-park#pay]]."

# fmt: off
CATALOGUE: dict[str, tuple[Severity, str, str] | str] = {
    # --- the block at the top of a note
    "odd-fence": ("warning", "The line above the block at the top isn't exactly three hyphens.", _THREE_HYPHENS),
    "odd-fence/end": ("warning", "The line below the block at the top isn't exactly three hyphens.", _THREE_HYPHENS),
    "no-closing-fence": ("error", "The block at the top begins here and is never closed.",
        "Write --- on a line of its own where it ends."),
    "no-fences": ("error", "These lines have no line of hyphens above them, so they are read as text.",
        "Write --- on a line of its own above them, and another below."),
    "no-fences/read": ("warning", "These lines have no line of hyphens above them; they are read all the same.",
        "Write --- on a line of its own above them, and another below."),
    "inline-fields": ("warning", "Some fields are written in the text here, such as `{key}::`. They are still read.",
        "Write them at the top of the note, between lines of ---, as `{field}: …`."),
    "not-first": ("error", "A block of `key: value` lines begins here, below other text, so it is ignored.",
        "Move it to the very top of the file."),
    "second-block": ("error", "A second block of `key: value` lines begins here; only the first counts.",
        "Move its lines into the first block, and delete this one."),
    "fenced": ("error", "This block of `key: value` lines is marked as code, so it is ignored.",
        "Delete the lines of backticks around it."),
    "no-yaml": ("error", "The block at the top is written in TOML, another format, so it is ignored.",
        "Put --- above and below it, and write `key: value` lines."),
    "no-keys": ("error", "The block at the top has no `key: value` lines.", "Write for instance `name: Ada Park`."),
    "second-document": ("error", "A line of the block at the top ends it and begins another.", _ONE_BLOCK),
    "second-document/hyphens": ("error", "{line!q} begins with hyphens but isn't a line of three hyphens.",
        "Write --- alone to close the block here, or delete the line."),
    "too-long": ("error", "The block at the top is longer than 100,000 characters; the rest of it is ignored.",
        "Move text below the block, or split the note."),
    "too-long/errors": ("error", "Too many lines of the block at the top can't be read; the rest of it is ignored.",
        "Fix the lines reported above, or move text below the block."),
    "no-colon": ("error", "{line!q} has no colon, so it isn't a `key: value` line.",
        "Write a key, a colon and a space before it, or move it below the closing ---."),
    "no-colon/key": "Did you mean `{key}: {value}`? " + _BELOW,
    "no-colon/equals": "Write `{key}: {value}`.",
    "no-colon/value": ("error", "{line!q} isn't a `key: value` line.", "Write a key, a colon, a space and the value."),
    "no-space": ("error", "{line!q} has no space after its colon.", "Write `{key}: {value}`."),
    "colon": ("error", "{line!q} has a second colon, so it can't be read.", _WRITE),
    "indentation": ("error", "The spaces before {line!q} set it apart from the other keys.",
        "Delete the spaces before it, and before the other lines indented like it."),
    "indentation/part": ("error", "The spaces before {line!q} make it part of the line above, which has a value.",
        _SPACES),
    "indentation/part-0": ("error", "The spaces before {line!q} make it part of the line above, which has a value.",
        _NO_SPACES),
    "indentation/unlike": ("error", "{line!q} has more or fewer spaces before it than the lines it belongs to.",
        _SPACES),
    "indentation/unlike-0": ("error", "{line!q} is indented, but the line above it already has a value.",
        "Move it into the value above, or delete it."),
    "tab": ("error", "This line is indented with a tab.", _SPACES),
    "tab/0": _NO_SPACES,
    "odd-space": ("error", "This line contains a special space, which looks like any other.",
        "Delete the spaces of this line and type them again."),
    "odd-space/key": ("warning", "The key `{key}` contains a special space, which looks like any other; it is ignored.",
        "Delete the key and type it again: `{key}`."),
    "hyphen": ("error", "In {line!q}, the first item of a list is on the line of its key.",
        "Put `{value}` on a line of its own, below `{key}:`."),
    "hyphen/none": ("error", "The lines below `{key}` have no hyphens, so they are read as one name.",
        "Write a hyphen and a space before each: `- Ada Park`."),
    "hyphen/no-space": ("error", "{value!q} has no space after its hyphen, so it isn't a list item.",
        "Write a space after each hyphen, as in `- Ada Park`."),
    "stray-entry": ("error", "{line!q} is a list item, and the key above it already has a value.",
        "Write the list below a key of its own, for instance `knows:`."),
    "empty-entry": ("error", "There is nothing between two commas in {line!q}.", "Delete one of the commas."),
    "unclosed-quote": ("error", "A quote is opened in {line!q} and never closed.", _WRITE),
    "unclosed-quote/unsure": "Close it, or delete it.",
    "curly-quotes": ("warning", "{value!q} has curly quotes around it; it is read without them.",
        "Write {quoted}, with straight quotes, or without any."),
    "after-quote": ("error", "There are words after the closing quote in {line!q}.", _WRITE),
    "backslash": ("error", "In double quotes, the backslash in {line!q} has a special meaning.", _WRITE),
    "backslash/unsure": "Use single quotes around it.",
    "unclosed-bracket": ("error", "A bracket is opened in {line!q} and never closed.",
        "Write {close} where the list ends. If the {open} is part of a text, put that text in quotes."),
    "extra-bracket": ("error", "{line!q} has one closing bracket too many.", "Delete it."),
    "unquoted-link": ("error", "The link in {line!q} needs quotes.", _WRITE),
    "unquoted-link/rest": "Write {written}, and move the rest into the text below.",
    "unquoted-link/each": "Put each link in quotes: {links}.",
    "unquoted-link/items": ("error", "The links in {line!q} need quotes.",
        "Write {items}, each on a line of its own."),
    "unquoted-link/list": ("error", "Without quotes, a link is read as a list.", 'Put it in quotes: "[[{inside}]]".'),
    "unquoted-link/sign": ("error", "Without quotes, the {sign} in {link!q} makes it {read_as}.",
        'Put it in quotes: "{link}".'),
    "unquoted-link/long": ("error", "Without quotes, the {sign} in {link!q} makes it {read_as}.", _QUOTE_IT),
    "unquoted-comma": ("error", "{after!q} follows a comma, where a `key: value` belongs; `{key}` ends before it.",
        'If it belongs to the text before it, put both in quotes: "{before}, {after}".'),
    "unquoted-comma/long": "Put the whole text in quotes.",
    "colon-in-item": ("warning", "The words before the colon look like a key; Wayin reads the line as one sentence.",
        "Write - {quoted}"),
    "cut-by-hash": ("warning", "{cut!q} is read as a comment and dropped from `{key}`.",
        "Write `{line}`, or leave a space after the # if it is a comment."),
    "special-character": ("error", "{line!q} has a character that can't begin a value without quotes.", _WRITE),
    "special-character/line": "Write {quoted}",
    "special-character/inside": "Put the text that begins with it in quotes.",
    "alias": ("error", _SIGN, _WRITE),
    "alias/inside": _QUOTE,
    "alias/merge": ("error", "{line!q} refers to lines written elsewhere.", "Write those lines out here."),
    "anchor": ("error", _SIGN, _WRITE),
    "anchor/inside": _QUOTE,
    "anchor/word": "Put {value!q} in quotes, or delete it if lines that belong to the key follow.",
    "yaml-tag": ("error", _SIGN, _WRITE),
    "yaml-tag/inside": _QUOTE,
    "unfilled": ("error", "{line!q} is a gap in a template that was never filled in.", "Write the value there."),
    "template": ("info", "{gap!q} is a gap of a template, so this counts as nobody's note.",
        "Fill it in if this is a note; put templates into a folder called templates."),
    "too-deep": ("error", "Lists and blocks are nested more than 30 deep here.", "Write the value as plain text."),
    "odd-key": ("error", "Expected a key such as `knows`, found a link, a list or a block.",
        'Write a key before it, for instance `knows: "[[Ada Park]]"`, or move it below the block.'),
    "control-character": ("error", "This line contains a control character, which no editor shows.",
        "Delete the value and type it again."),
    "doubled-key": ("error", "`{key}` is set twice, here and on line {line}; the first one counts.",
        "Keep one of the two."),
    "unreadable": ("error", "{line!q} can't be read as a `key: value` line.",
        "Write each key at the start of a line, and indent what belongs to it by two spaces."),
    "unreadable/brackets": ("error", "The brackets in {line!q} can't be read.",
        "Put a text that contains a bracket, a colon, a comma or a quote in quotes."),
    "unreadable/value": ("error", "This value can't be read.", "Remove it, or write it as the documentation shows."),
    # --- keys and values
    "unknown-key": ("warning", "Unknown key `{key}`{where}, ignored.", "Did you mean `{near}`?"),
    "unknown-key/read": ("warning", "`{key}` is read as `{ours}`.", "Write `{ours}`."),
    "unknown-key/set": "`{near}` is already set; remove this line.",
    "unknown-key/none": "Known here are {known}; anything else goes into the text below.",
    "unknown-key/private": ("warning", "Unknown key `{key}`; to be safe, the note is private unless it says false.",
        "Write `private`."),
    "read-as": ("info", "`{key}` is read as `{ours}`.", _NOTHING),
    "not-for-theme": ("info", "The theme can't use {value!q} as `{key}`, so it is left out.", _NOTHING),
    "unknown-type": ("error", "There is no type {value!q}.", "Did you mean {near}? Known are {known}."),
    "unknown-type/none": "Known are {known}.",
    "unknown-choice": ("error", "{value!q} isn't one of the words accepted here.",
        "Did you mean {near}? Accepted are {accepted!l}."),
    "unknown-choice/none": "Accepted are {accepted!l}.",
    "missing": ("error", "This entry of `{name}` has no `{needed}`.", "Add `{needed}: …` to it, or remove it."),
    "missing/person": ("error", "This entry of `knows` has no `person`, only {short!q}.",
        "Write `- {{person: {short}, {tie}}}`."),
    "not-a-block": ("error", "Expected lines such as `{key}: {example}` in `{name}`, found {value!q}.",
        "Write on a line of its own, below `{name}:`, `- {key}: {meant}`."),
    "not-a-text": ("error", "Expected one text, found {value!q}.",
        'Write one text, in "quotes" if it contains a colon, a bracket or a #.'),
    "not-a-name": ("error", "Expected a name, found a block of `key: value` lines.",
        "Write the name alone, for instance Ada Park."),
    "several-names": ("error", "Expected one name, found a list of {count}.",
        "Write one, for instance {first}; put a name that contains a comma in quotes."),
    "several-names/one": ("warning", "{word!q} is read as one name, but part of it is the name of another note.",
        "Write [{names}] if they are several."),
    "several-names/joined": ("error", "{word!q} joins several names, and not all of them have a note.",
        "Write `{key}: [{names}]`, or put the whole in brackets if it is one name: \"[[{word}]]\"."),
    "no-name": ("error", "{value!q} doesn't name anyone.", 'Write a name or a link: "[[Ada Park]]".'),
    "no-name/letters": ("error", "{value!q} doesn't name anyone: a name needs a letter or a digit.",
        "Write the name, for instance Ada Park."),
    "long-name": ("error", "{word!q} has {count} characters, too many for a name.",
        "Write the name alone. Anything more goes into the text below, or into `context`."),
    "not-a-date": ("error", "{value!q} isn't a date.", "Write it as {likely}."),
    "not-a-date/unsure": "Write it as year-month-day, for instance 2026-10-17.",
    "contact-ahead": ("warning", "`last_contact` is {day}, which hasn't come yet, so it doesn't count.",
        "Write the day on which you were last in touch."),
    "no-photo": ("warning", "No picture among your notes is {value!q}.",
        "Write its path, for instance attachments/ada.png, or remove this line."),
    "not-a-date/two-ways": ("error", "{value!q} can be read in two ways.",
        "Write {first} or {second}, whichever you meant."),
    "not-a-date/partial": ("error", "{value!q} isn't a year, a month or a day.",
        "Write it as 2024, 2024-05 or 2024-05-17. Leave it out if it still goes on."),
    "not-a-step": ("error", "{value!q} isn't a date, yes or skip.",
        "Write the day it was done, as 2026-10-17; yes if you don't know the day; or skip."),
    "day-in-name": ("info", "There is no `date`, so the day in the file's name counts.", "Write `date: {day}`."),
    "log-without-day": ("warning", "No day can be read in this entry of the log, so it doesn't count: {text!q}.",
        "Begin it with the day, as in `- 2026-10-17 called her`."),
    "not-a-duration": ("error", "{value!q} isn't a length of time.",
        "Write {near}; accepted are 30d, 7bd (business days), 6w, 3m, 1y, weekly, monthly and the like."),
    "not-a-country": ("error", "{value!q} isn't the code of a country.", "Write two letters, for instance GB or DE."),
    "not-1-to-5": ("error", "{value!q} isn't a number from 1 to 5.", "Write 1, 2, 3, 4 or 5."),
    "not-an-editor": (
        "error", "{value!q} doesn't open an editor.",
        "Write `vscode`, `obsidian`, or an address with {{path}} and {{line}} in it.",
    ),
    "not-1-to-3": ("error", "{value!q} isn't a number from 1 to 3.", "Write 1, 2 or 3."),
    "not-minutes": ("error", "{value!q} isn't a number of minutes.", "Write for instance 45."),
    "not-a-size": ("error", "{value!q} isn't a number of people.", "Write 120 or 50-200."),
    "not-done": ("error", "{value!q} isn't true, false or a date.",
        "Write true, false, or the day it was done, as 2026-10-17."),
    "not-yes-or-no": ("error", "{value!q} isn't true or false.", "Write true or false."),
    "not-private": ("warning", "`private`: {value!q} isn't true or false, so the note is private.",
        "Write true or false."),
    "not-an-email": ("warning", "{value!q} isn't an e-mail address.", "Write {meant}."),
    "not-an-email/none": "Write it as name@example.org.",
    "not-a-link": ("error", "{value!q} isn't an address that a browser can open safely.",
        "Write the whole address, beginning with https://."),
    "not-a-link/bare": "Write https://{written}.",
    "empty-name": ("warning", "`name` is empty.", "Write the name, or remove the line."),
    "empty-private": ("warning", "`private` is empty, so the note is private.",
        "Write private: true or private: false."),
    "names-here": ("error", "`introductions` is for requests for an introduction, found {value!q}.",
        "For people this person knows, did you mean `knows`? A request is `- via: Ada Park`, then `asked: …`."),
    "status-derived": ("warning", "The status of an interview follows from its dates, so this line is ignored.",
        "Write the dates you know, such as `requested`, `date` or `thanked`, and remove this line."),
    "not-me": ("error", "This file is the note about you, but its type is {value!q}.",
        "Remove the line, or move the note into the folder it belongs to."),
    # --- notes that disagree
    "stub": ("info", "{word!q} has no note yet; a page listing mentions was created.",
        "Nothing needs to be done. To add more, write {stub}.md."),
    "part-of-name": ("warning", "{word!q} is read as {name}, the only person here of whose name it is a part.",
        "Write {name}, or add {word!q} to the `aliases` of that note."),
    "part-of-names": ("error", "{word!q} can mean {names!l}.", "Write the whole name, for instance {first}."),
    "unanswered-link": ("info", "{word!q} is linked {times} and has no note: a person, a company or neither?",
        "Run `wayin new person \"{word}\"` or `wayin new company \"{word}\"`, or leave it."),
    "not-counted": ("warning", "{several} fields of {of} but no rule takes it for one: see {where}.",
        "Name the folder people, companies or interviews, write `type: person`, or run `wayin adopt`."),
    "near-miss/link": ("warning", "No note is called {word!q}, but one is called {near!q}.",
        "Did you mean {near}? If not, put the name into a field, or leave the brackets out."),
    "near-miss": ("warning", "No note is called {word!q}, but one is called {near!q}.",
        "Did you mean {near}? If not, add {stub}.md and this warning goes away."),
    "ambiguous": ("error", "{word!q} is ambiguous: it can mean {ids!l}.",
        'Write which one, for instance "[[{first}|{word}]]".'),
    "wrong-kind": ("error", "{word!q} is {found} ({id}), but {expected} is needed here.", "Name {expected} here."),
    "two-kinds": ("warning", "{word!q} is a company here, but a person in {source}.",
        "Add a note for the one it is, {stub}.md or {other}.md, and give the other another name."),
    "same-name": ("warning", "{path} already uses the name {word!q}.",
        "If they are the same, keep one note. If not, give each a name and aliases of its own."),
    "second-me": ("error", "This is a second note about you. {first} counts, and this one is shown as a page.",
        "Keep one of the two, or write `type: person` here."),
    "nobody": ("error", "Who was this interview with?", "Write a line `with: Ada Park`."),
    "with-me": ("warning", "You are named in `{key}`, which is for the others.", "Name only the others."),
    "knows-self": ("warning", "This person lists themselves under `knows`.",
        "Remove this entry, or name the other person."),
    "knows-me": ("warning", "This says that they know you, which `knows` isn't for.",
        "Say how readily they take your call with `closeness: 3` (1 to 5)."),
    "knows-twice": ("warning", "{word!q} is listed twice, here and on line {line}.", "Keep one of the two entries."),
    "knows-twice/unlike": ("warning", "{word!q} is listed twice, here and on line {line}, with different numbers; "
        "the stronger entry counts.", "Keep one of the two entries."),
    "introduced-self": ("warning", "`introduced_by` names you, or the person themselves.",
        "Name the person who introduced you, or remove this line."),
    "via-self": ("warning", "{word!q} can't introduce you here: `via` is the person between you and this one.",
        "Name in `via` the person you asked for the introduction."),
    "parent-self": ("warning", "This company lists itself as its `parent`.",
        "Name the company it belongs to, or remove this line."),
    "parent-circle": ("warning", "By their `parent` lines, {names} belong to each other in a circle; "
        "this line is ignored.", "Remove the `parent` line of the one that belongs to no other."),
    "dates-contradict": ("warning", "`{second}` ({day}) is before `{first}` ({start}).", "Fix one of them."),
    "dates-contradict/position": ("warning", "This position ends ({end}) before it begins ({start}).",
        "Swap `from` and `to`, or fix one of them."),
    "no-date": ("warning", "`thanked` is set, but `date` isn't.", "Write `date: ` with the day of the interview."),
    "too-many-names": ("warning", "This note names more than {most:,} people without a note; the rest get no page.",
        "Split the note, or add notes for the ones that matter."),
    # --- what was learned
    "unknown-voice": ("warning", "`{field}` names {named}, and no note has that name.", _LINKED_POINT),
    "unknown-voice/near": "Did you mean {near}? " + _LINKED_POINT,
    "unknown-voice/several": ("warning", "`{field}` names {named}, which can mean {several}.", _LINKED_POINT),
    "no-such-point": ("warning", "`{field}` names {named}, but you noted nothing from them about {about}.",
        "Name a topic after a #, as in [[{named}#{topic}]]; you noted {noted}."),
    "no-such-point/none": "Name someone you noted something from, or remove this line.",
    "topics-alike": ("warning", "The topics “{one}” and “{other}” are spelled almost the same.",
        "If they are one, write “{one}” here. If they are two, list both in `topics.md`, one per line: "
        "`- {one}` and `- {other}`."),
    "topic-twice": ("warning", "“{word}” is listed under two topics, “{first}” and “{second}”; the first counts.",
        "Keep it on one of the two lines."),
    "decision-without-date": ("warning", "This decision has no date, so the timeline can't show it.",
        "Add a line `date: 2026-10-30`."),
    # --- files
    "not-utf-8": ("error", "This file is saved as UTF-16.", "Save it as UTF-8 in your editor."),
    "not-utf-8/byte": ("error", "This file isn't saved as UTF-8: found byte {byte}.",
        "Save the file as UTF-8 in your editor."),
    "not-utf-8/letter": ("error", "This file isn't saved as UTF-8: found byte {byte}, probably meant as “{letter}”.",
        "Save the file as UTF-8 in your editor."),
    "nul-byte": ("error", "This file contains a NUL byte, so it may not be a text file.",
        "Save it again as plain text, or move it out of the notes."),
    "too-large": ("warning", "This file is {size} MB, too large for a note, so it isn't read.",
        "Split it into notes of less than 2 MB, or move it out of the notes."),
    "heavy-text": ("warning", "This text has too many {what} to render quickly, so it's shown as plain text.",
        "Split it into several notes, or keep data in a file of its own."),
    "unreadable-file": ("error", "This file can't be read ({reason}).", "Check the file permissions."),
    "unreadable-folder": ("warning", "This folder can't be read ({reason}).", "Check the folder permissions."),
    "symbolic-link": ("warning", "This is a link to another place, which isn't followed.",
        "Put the file itself here."),
    "no-file": ("warning", "This isn't an ordinary file, so it's left alone.", "Move it out of the notes."),
    "odd-file-name": ("warning", "This file name contains a line break, or another character that can't be shown.",
        "Rename it."),
    "capital-ending": ("warning", "This name ends in .{ending}, which other programs may not take for a note.",
        "Rename it to {name}.md."),
    "same-page": ("warning", "{other} has the same name apart from its ending, so this file isn't read.", _RENAME),
    "name-clash": ("warning", "{other} differs from this name only in capitals or in how its accents are stored; "
        "many computers see one name.", _RENAME),
    "name-clash/folder": ("warning", "{other} would have the same page.", _RENAME),
    "reserved-name": ("warning", "Wayin makes a page called {page} itself.",
        "Rename this note; until then it appears beside that page."),
    "sync-conflict": ("warning", "This looks like a copy that a sync service kept after a conflict.",
        "Merge the two notes, and delete one."),
    # --- exported contacts
    "contacts-read": ("info", "Read as {kind}: {rows}{people}.", _NOTHING),
    "contacts-skipped": ("info", "{rows} skipped, {why}: line {lines}.", "`wayin contacts --files` lists every one."),
    "contacts-empty": ("warning", "This is {kind}, but there are no people in it: {rows}.",
        "Export it again, and check that people are in it before you replace this one."),
    "contacts-many-rows": ("warning", "This file has more than {most:,} rows; the rest aren't read.",
        "Split it into several files."),
    "contacts-who-am-i": ("warning", "It isn't clear which person in these messages is you, so they don't count.",
        "Write `linkedin: https://www.linkedin.com/in/…`, your own profile, into me.md."),
    "contacts-copy": ("info", "This file is the same as {other}, byte for byte, so it counts once.",
        "You can remove it."),
    "contacts-mailbox": ("warning", "This is a mailbox, which isn't read here.",
        "Run `wayin mail` on it, which writes whom you wrote to and when; then move the mailbox elsewhere."),
    "contacts-unknown": ("warning", "Wayin doesn't recognise this file: it begins “{first}”.", _ACCEPTED),
    "contacts-unknown/empty": ("warning", "Wayin doesn't recognise this file: it is empty.", _ACCEPTED),
    "contacts-unknown/binary": ("warning", "Wayin doesn't recognise this file: it isn't text.", _ACCEPTED),
    "contacts-unknown/archive": ("warning", "Wayin doesn't recognise anything in this archive: {inside}.", _ACCEPTED),
    "contacts-unreadable": ("warning", "This file can't be read ({reason}).", "Check the file permissions."),
    "contacts-unreadable/changing": ("warning", "This file keeps changing.", "Run this again once it is written."),
    "contacts-unreadable/archive": ("warning", "This archive is damaged ({reason}).", "Export it again."),
    "contacts-unreadable/member": ("warning", "This part of the archive is damaged ({reason}).", "Export it again."),
    "contacts-unreadable/locked": ("warning", "This part of the archive needs a password.",
        "Unpack it, and put the files here."),
    "contacts-too-large": ("warning", "This is {size} MB unpacked, too large for contacts, so it isn't read.",
        "Export the contacts alone. For a mailbox, run `wayin mail` on it."),
    "contact-moved": ("info", "{file} has {name!q} at {theirs!q}; your note says {ours!q}.",
        "If they moved, write `company: {theirs}`, and give the old position under `work` a `to`."),
    "contact-same": ("info", "{who!q} in {file} may be the same person: {why}.", "Write `{same}` if so."),
    "contact-same/else": "Write `{same}` if so, else `{other}`.",
}
# fmt: on
