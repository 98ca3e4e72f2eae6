"""Renders pages as HTML from the workspace, with the view and the template of a page's kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from wayin.compiled_templates import COMPILED
from wayin.pages.filters import filters
from wayin.pages.kinds import PANELS, VIEWS
from wayin.pages.links import Links, root_from

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wayin.pages.generated import GeneratedPages
    from wayin.workspace import Workspace

TEMPLATES = Path(__file__).parent / "templates"


class Renderer:
    """Renders the pages of a workspace."""

    def __init__(
        self,
        workspace: Workspace,
        urls: Mapping[str, str],
        generated: GeneratedPages,
        overrides: Sequence[Path] = (),
        language: str = "en",
    ) -> None:
        """Prepare to render.

        Args:
            workspace: the notes and everything computed from them.
            urls: each page's URL from the site's root, by id.
            generated: the pages of topics and roles.
            overrides: folders whose templates replace built-in ones of the same name.
            language: the language of the theme and the notes; built-in texts are English.
        """
        self._workspace, self._urls, self._generated, self._language = workspace, urls, generated, language
        self._loader = FileSystemLoader([*overrides, TEMPLATES])
        self._environments: dict[str, Environment] = {}

    def page(self, kind: str, id_: str, url: str, title: str = "", body: str = "", path: str = "") -> str:
        """Return the HTML of a page.

        Args:
            kind: the kind of page, a key of `kinds.VIEWS`.
            id_: the subject: an id, the name of a topic, or the key of a role.
            url: its URL from the site's root.
            title: its heading, if the kind has none of its own.
            body: the rest of the page as sanitized HTML.
            path: the path of its note, if it has one.
        """
        template = self._environment(url).get_template(f"{kind}.html")
        problems = self._workspace.problems_of.get(path, ())
        given = {"node": id_, "title": title, "body": Markup(body), "problems": problems}  # noqa: S704 (safe already)
        return template.render(VIEWS[kind](self._workspace, id_) | given)

    def panel(self, name: str, url: str) -> str:
        """Return the HTML of a part of the first page, for a page of the user's own.

        Args:
            name: the part, a key of `kinds.PANELS`.
            url: the URL of the page it is on.
        """
        return self._environment(url).get_template(f"panels/{name}.html").render(PANELS[name](self._workspace))

    def _environment(self, url: str) -> Environment:
        """Return the environment for pages of a depth, which share their links."""
        root = root_from(url)
        if root not in self._environments:
            self._environments[root] = self._new_environment(Links(self._urls, url))
        return self._environments[root]

    def _new_environment(self, links: Links) -> Environment:
        env = Environment(
            loader=self._loader, autoescape=True, undefined=StrictUndefined, auto_reload=False,
            bytecode_cache=COMPILED, trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        env.filters |= filters(env, self._workspace, links, self._generated)
        given: dict[str, Any] = {"links": links, "clock": self._workspace.clock, "language": self._language}
        env.globals |= given
        return env
