"""Opens pages of a built site in a browser, behind the sanitizer alone, and detects scripts and requests."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from fuzzing.attacks import ALARM

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from fuzzing.vaults import Vault

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_SCRIPT = f"""
window.{ALARM} = number => console.log("ran " + number);
addEventListener("load", () => {{
  for (const element of document.querySelectorAll("article *")) {{
    const address = element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? "";
    if (/^[\\0-\\x20]*j/i.test(address)) element.dispatchEvent(new MouseEvent("click", {{ cancelable: true }}));
    for (const {{ name }} of [...element.attributes])
      if (/^on/i.test(name)) element.dispatchEvent(new Event(name.slice(2).toLowerCase(), {{ cancelable: true }}));
    if (element.title) for (const name of ["mouseenter", "mouseover", "focus"]) element.dispatchEvent(new Event(name));
  }}
}});
"""
"""Detects that a script ran; and triggers on each page what a user could."""


class Onlooker:
    """Checks sites in a browser."""

    def __init__(self, browser: Browser, most: int = 4) -> None:
        """Use this browser; `most` is the number of pages opened per site."""
        self._browser, self._most = browser, most
        self.opened = 0

    def look(self, site: Path, vault: Vault) -> list[str]:
        """Return the scripts that ran, the requests, and pages on which the theme stopped working.

        Args:
            site: the built site; the policy is removed from the pages to open.
            vault: its source.
        """
        pages = sorted(site.rglob("*.html"))
        chosen = random.Random(vault.settings).sample(pages, min(self._most, len(pages)))
        heard: list[str] = []
        context = self._browser.new_context(service_workers="block")
        context.add_init_script(_SCRIPT)
        context.on("console", lambda message: heard.append(message.text) if message.text.startswith("ran ") else None)
        context.route(
            re.compile("^(?!file:|data:|blob:)"), lambda route: (heard.append(route.request.url), route.abort())
        )
        page = context.new_page()
        for file in chosen:
            file.write_text(_POLICY.sub("", file.read_text("utf-8", "surrogateescape")), "utf-8", "surrogateescape")
            count = len(heard)
            page.goto(file.as_uri(), timeout=120_000)
            if page.evaluate("typeof __md_scope") != "object":
                heard.append("the theme's scripts do not run")
            heard[count:] = [f"{file.relative_to(site)}: in the browser: {what}" for what in heard[count:]]
            self.opened += 1
        context.close()
        return heard
