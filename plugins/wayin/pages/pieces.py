"""Larger pieces of HTML that stand many times on a large site: ways, letters, who knows whom, points and sources.

They are written here rather than in a template, which takes four times as long; each escapes what it is given.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from wayin.pages import markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wayin.pages.drafts import DraftView
    from wayin.pages.learnings import PointView, StanceView
    from wayin.pages.panels import Acquainted, Said, TieView, WayView

_WEAKEST = ' <span class="wayin-weakest">The weakest tie on this way.</span>'
_LONGEST = 95
"""Characters of another point that a stance repeats."""


# --- ways -------------------------------------------------------------------------------------------------------------


def action(way: WayView) -> Markup:
    """What there is to do on a way, in a sentence."""
    steps = ", who can introduce you to ".join(step.html for step in way.steps)
    return Markup(f"Ask {way.first.html} to introduce you to {steps}.")


def reasons(way: WayView) -> Markup:
    """Why each tie of a way holds, with what else is known of it folded."""
    return _reasons(way, [_more(tie.reasons[1:]) for tie in way.ties])


def other(way: WayView) -> Markup:
    """A way besides the best one, folded."""
    busy = ' <span class="wayin-note">at capacity</span>' if way.busy else ""
    return Markup(
        f'<details class="wayin-way{" wayin-way--busy" if way.busy else ""}">'
        f"<summary>{markup.tier(way.tier)} {markup.chain(way, False)}{busy}</summary>"
        f"<p>{action(way)}</p>{_reasons(way, [''] * len(way.ties))}</details>\n"
    )


def figures(way: WayView) -> Markup:
    """The score of a way and of each tie on it, for whoever wants to know."""
    ties = ", ".join(f"{tie.source.text} → {tie.target.text} {tie.quality:.2f}" for tie in way.ties)
    return Markup(
        f'<details class="wayin-more"><summary>the figures</summary><p>Score {way.score:.3f}; {ties}.</p></details>\n'
    )


def _reasons(way: WayView, more: Sequence[str]) -> Markup:
    items = [
        f"<li{_unsure(tie)}>{escape(tie.reasons[0])}{_WEAKEST if i == way.weakest else ''}{more[i]}</li>"
        for i, tie in enumerate(way.ties)
    ]
    items += [f'<li class="wayin-busy">{escape(busy)}</li>' for busy in way.busy]
    return Markup(f'\n<ul class="wayin-reasons">{"".join(items)}</ul>')


def _more(reasons: Sequence[str]) -> str:
    if not reasons:
        return ""
    counted = "one more reason" if len(reasons) == 1 else f"{len(reasons)} more reasons"
    items = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    return f' <details class="wayin-more"><summary>{counted}</summary><ul>{items}</ul></details>'


def _unsure(tie: TieView | Acquainted) -> str:
    return ' class="wayin-unsure"' if tie.unsure else ""


def acquainted(all_: Iterable[Acquainted]) -> Markup:
    """People and how somebody knows them."""
    items = [
        f'<li{_unsure(one)}>{one.link.html} <span class="wayin-why">{escape(one.reasons[0])}</span></li>\n'
        for one in all_
    ]
    return Markup(f'\n<ul class="wayin-list">{"".join(items)}</ul>')


def said(all_: Iterable[Said]) -> Markup:
    """Sentences of other notes, each after the note it stands in."""
    items = [f"<li>{one.source.html} <span>{escape(one.sentence)}</span></li>\n" for one in all_]
    return Markup(f'\n<ul class="wayin-said">{"".join(items)}</ul>')


# --- letters ----------------------------------------------------------------------------------------------------------


def drafts(all_: Sequence[DraftView]) -> Markup:
    """The drafts of a page, each folded. Without scripts the text can be selected."""
    if not all_:
        return Markup()
    first_later = next((one for one in all_ if one.later), None)
    later = '<p class="wayin-note">Should nothing come of what is on its way:</p>\n'
    return Markup(
        '<h2 id="drafts">To write</h2>\n'
        + "".join(f"{later if one is first_later else ''}{_draft(one)}" for one in all_)
    )


def _draft(one: DraftView) -> str:
    to = f' <span class="wayin-note">– letter to {escape(one.to)}</span>' if one.to else ""
    subject = f'<p class="wayin-draft__subject">{escape(one.subject)}</p>\n' if one.subject else ""
    send = f'<a class="md-button" href="{escape(one.mailto)}">Open in the mail program</a>\n'
    blanks = "One blank" if one.blanks == 1 else f"{one.blanks} blanks"
    return (
        f'<details class="wayin-draft"{_id(one.id)} data-wayin-draft>\n<summary>{escape(one.title)}{to}</summary>\n'
        f'{subject}<div class="wayin-draft__text"{_id(one.anchor)} data-wayin-text>{one.text}</div>\n'
        '<p class="wayin-draft__do">\n<button type="button" class="md-button" data-wayin-copy hidden>Copy</button>\n'
        # A request to connect is pasted into LinkedIn
        f"{'' if one.kind == 'connect' else send}"
        '<span class="wayin-note" data-wayin-copied aria-live="polite"></span>\n'
        f'{f"""<span class="wayin-note">{blanks} to fill in.</span>""" if one.blanks else ""}</p>\n</details>\n'
    )


def _id(name: str) -> str:
    return f' id="{escape(name)}"' if name else ""


# --- what was learned -------------------------------------------------------------------------------------------------


def points(
    all_: Iterable[PointView], *, topic: bool = True, who: bool = True, company: bool = True, sources: bool = True,
    anchors: bool = False,
) -> Markup:  # fmt: skip
    """Points as a list; the rest says what each shows besides its words, and whether links lead to it."""
    items = [
        f"<li{_id(one.anchor) if anchors else ''}>{_topics(one) if topic else ''}{one.text}{quote(one)}"
        f"{stances(one)}{f' {source(one, who=who, company=company)}' if sources else ''}</li>\n"
        for one in all_
    ]
    return Markup(f'\n<ul class="wayin-learned">{"".join(items)}</ul>')


def source(one: PointView, *, who: bool = True, company: bool = True) -> Markup:
    """Who said something, and in which conversation."""
    people = ""
    if who and one.people:
        place = f" of {one.company.html}" if company and one.company else ""
        people = f"{markup.links(one.people)}{place}, "
    day = markup.day(one.day) if one.day else "the conversation"
    private = " · private" if one.private else ""
    return Markup(f'<span class="wayin-source">{people}<a href="{escape(one.href)}">{day}</a>{private}</span>')


def quote(one: PointView) -> Markup:
    """The words in which it was said."""
    return Markup(f" <q>{escape(one.quote)}</q>") if one.quote else Markup()


def stances(one: PointView) -> Markup:
    """What a point has to do with others."""
    return Markup("".join(map(_stance, one.stances)))


def _stance(one: StanceView) -> str:
    after = f" {escape(one.after)}" if one.after else ""
    words = escape(shorten(one.words, _LONGEST, placeholder="…"))
    return (
        f' <span class="wayin-stance">{escape(one.before)} {markup.links(one.who)}{after}:'
        f' <a href="{escape(one.href)}">“{words}”</a></span>'
    )


def _topics(one: PointView) -> str:
    return "".join(f'<a class="wayin-topic" href="{escape(name.href)}">{name.text}</a> ' for name in one.topics)
