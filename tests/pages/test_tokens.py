"""The colours of connections, which have to be visible as lines and readable as text."""

import re

import pytest

from wayin.pages.renderer import TEMPLATES

STYLES = (TEMPLATES.parent / "assets/tokens.css").read_text("utf-8")
PAPER = {"default": "#ffffff", "slate": "#1f2129"}
"""The background of the theme's pages."""
TIERS = ("warm", "promising", "possible", "long-shot")


def colours(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme, by name."""
    (block,) = re.findall(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', STYLES, re.DOTALL)
    return dict(re.findall(r"--wayin-([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Return a colour's relative luminance as defined by WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as defined by WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", PAPER)
@pytest.mark.parametrize("tier", TIERS)
def test_the_line_of_a_tier_is_seen_and_its_word_is_read(tier: str, scheme: str) -> None:
    assert contrast(colours(scheme)[tier], PAPER[scheme]) >= 4.5


@pytest.mark.parametrize("scheme", PAPER)
def test_lateness_and_small_print_have_contrast_too(scheme: str) -> None:
    for name in ("ink", "mid", "late", "act"):
        assert contrast(colours(scheme)[name], PAPER[scheme]) >= 4.5, name
    assert contrast(colours(scheme)["edge"], PAPER[scheme]) >= 3
