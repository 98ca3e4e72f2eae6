"""Every page has a content security policy that allows the theme's own scripts, and nothing else inline."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from helpers import BuildError, Site, build, project
from wayin.site.csp import allow_last_script, digest, policy, scripts_in
from wayin.site.sanitize import Gate

if TYPE_CHECKING:
    from pathlib import Path

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
NOTES = {
    "people/ada.md": "---\nname: Ada\n---\nKnows [[Bo]].\n",
    "interviews/2026-10-01-ada.md": "---\nwith: Ada\ndate: 2026-10-01\nlearnings: [{point: It is fun}]\n---\n",
    "plan.md": "# Plan\n",
    "deep/er/note.md": "# Deep\n",
}
THEME = "site_name: Test\ndocs_dir: notes\nplugins: [search, wayin: {{today: 2026-11-20}}]\ntheme: {theme}\n"


def policies(site: Site) -> set[str]:
    """Return the policies of all pages; check that every page has one, before anything it may forbid."""
    found = set()
    for page in site.pages.values():
        (said,) = META.findall(page.html)
        before = page.html.partition("<meta http-equiv")[0]
        assert not re.search(r"<(?:link|script|style|body)\b", before), page.url
        found.add(said)
    return found


def allowed(said: str) -> set[str]:
    """Return the hashes of the scripts that a policy allows."""
    return set(re.findall(r"'sha256-[^']*'", said))


def directives(said: str) -> dict[str, list[str]]:
    """Return a policy by directive."""
    return {name: sources for name, *sources in (part.split() for part in said.split(";"))}


@pytest.mark.parametrize("directory_urls", [True, False])
def test_all_pages_have_the_same_policy_that_lets_the_themes_scripts_run(tmp_path: Path, directory_urls: bool) -> None:
    site = build(project(tmp_path / "project", NOTES), tmp_path / "site", use_directory_urls=directory_urls)
    (said,) = policies(site)
    scripts = {script for page in site.pages.values() for script in scripts_in(page.html)}
    assert len(scripts) > 2
    assert {digest(script) for script in scripts} == allowed(said)
    assert "404.html" in site.pages


@pytest.mark.parametrize("theme", ["readthedocs", "mkdocs", "material"])
def test_any_theme_is_read_for_its_scripts(vault: Any, theme: str) -> None:
    site = vault(NOTES, settings=THEME.format(theme=theme))
    (said,) = policies(site)
    for page in site.pages.values():
        for script in scripts_in(page.html):
            # Read the Docs writes the page's name and file into one, which is therefore blocked
            assert digest(script) in allowed(said) or "mkdocs_page_name" in script, page.url


def test_a_script_of_the_users_own_theme_may_run_and_one_of_a_note_may_not(
    vault: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gate, "own_page", lambda self, html, *_: html)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    own = '{% extends "base.html" %}{% block extrahead %}<script>ours("{{ base_url }}")</script>{% endblock %}'
    (theirs / "main.html").write_text(own, "utf-8")
    notes = NOTES | {"evil.md": "# E\n\n<script>theirs()</script>\n"}
    theme = f"{{name: material, font: false, custom_dir: '{theirs.as_posix()}'}}"
    site = vault(notes, settings=THEME.format(theme=theme))
    (said,) = policies(site)
    assert "theirs()" in site.page("evil").html
    assert {digest('ours("..")'), digest('ours("../..")'), digest('ours(".")')} <= allowed(said)
    assert digest("theirs()") not in allowed(said)


def test_nothing_of_the_notes_is_in_what_the_scripts_are_read_from(vault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gate, "head", lambda self, *_: None)
    monkeypatch.setattr("wayin.site.site_build.clean_meta", lambda meta, _: dict(meta))
    notes = NOTES | {"evil.md": "---\ntitle: </title><script>theirs()</script>\n---\n"}
    site = vault(notes)
    assert "<script>theirs()</script>" in site.page("evil").html
    (said,) = policies(site)
    assert digest("theirs()") not in allowed(said)


def test_what_a_policy_says() -> None:
    said = directives(policy(["a()"]))
    assert said["script-src"] == ["'self'", "file:", digest("a()")]
    for name in ("object-src", "base-uri", "form-action", "frame-src"):
        assert said[name] == ["'none'"]
    assert not re.search(r"https?:|\*|unsafe-eval|unsafe-hashes", policy(["a()"]))
    assert said["style-src"] == ["'self'", "file:", "'unsafe-inline'"]
    assert {name for name, sources in said.items() if "'unsafe-inline'" in sources} == {"style-src"}
    listed = directives(policy([], ["cdn.example.org"]))
    assert {name for name, sources in listed.items() if "cdn.example.org" in sources} == set(listed) - {
        "object-src", "base-uri", "form-action", "worker-src",
    }  # fmt: skip


@pytest.mark.parametrize("off", ["off", "false", "'off'", "Off"])
def test_the_policy_can_be_switched_off(vault: Any, off: str) -> None:
    site = vault(NOTES, f"{{today: 2026-11-20, csp: {off}}}")
    assert all("Content-Security-Policy" not in page.html for page in site.pages.values())


@pytest.mark.parametrize("on", ["on", "true", "'on'", ""])
def test_the_policy_is_on_unless_it_is_switched_off(vault: Any, on: str) -> None:
    (said,) = policies(vault(NOTES, f"{{today: 2026-11-20, csp: {on}}}"))
    assert "https:" not in said


@pytest.mark.parametrize(
    "hosts",
    [
        "cdn.example.org https://b.example:8443", "[cdn.example.org, 'https://b.example:8443']",
        "'cdn.example.org, https://b.example:8443'",
    ],
)  # fmt: skip
def test_hosts_are_allowed_if_they_are_configured(vault: Any, hosts: str) -> None:
    more = "extra_javascript: [https://cdn.example.org/a.js, own.js]\nextra_css: [https://b.example:8443/a.css]\n"
    site = vault(NOTES | {"own.js": "1"}, f"{{today: 2026-11-20, csp: {hosts}}}", more)
    (said,) = policies(site)
    assert directives(said)["script-src"][-2:] == ["cdn.example.org", "https://b.example:8443"]
    assert "own.js" in site.files


def test_what_is_blocked_is_reported(vault: Any) -> None:
    more = "extra_javascript: [https://cdn.example.org/a.js, own.js, //b.example/c.js]\nextra_css: [' https://c.example/d.css']\n"
    site = vault(NOTES, "{today: 2026-11-20}", more, strict=False)
    told = [line for line in site.warnings if "isn't loaded" in line]
    assert [re.search(r"`csp: ([^`]*)`", line)[1] for line in told] == ["cdn.example.org", "b.example", "c.example"]  # type: ignore[index]


@pytest.mark.parametrize(
    "wrong", ["'unsafe-inline'", "[\"'unsafe-eval'\"]", "'a; b'", "7", "'https:'", "'*'", "{a: b}"]
)
def test_what_is_not_a_host_is_refused(vault: Any, wrong: str) -> None:
    with pytest.raises(BuildError, match=r"Write `on`, `off`, or hosts"):
        vault(NOTES, f"{{today: 2026-11-20, csp: {wrong}}}")


def test_the_reload_script_of_mkdocs_may_run() -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(["a()"])}">'
    page = f"<head>{meta}</head><body><script>a()</script>"
    sent = allow_last_script(f"{page}<script>\nb('ü')\n</script></body>".encode()).decode()
    (said,) = META.findall(sent)
    assert allowed(said) == {digest("a()"), digest("\nb('ü')\n")}
    for other in (b"<body></body>", page.encode(), b"<script>b()</script></body>", b""):
        assert allow_last_script(other) == other


def test_scripts_are_those_that_a_browser_runs() -> None:
    html = (
        "<script>a&amp;b</script><script type=module>c</script><script type=application/json>{}</script>"
        "<script src=x>d</script><SCRIPT TYPE='text/JavaScript'>e</SCRIPT><template>f</template>"
    )
    assert scripts_in(html) == ["a&amp;b", "c", "e"]
    assert unescape(digest("")) == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def test_pages_of_other_plugins_have_the_policy_too(tmp_path: Path) -> None:
    more = "hooks: [hook.py]\n"
    hook = (
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    files.append(File.generated(config, 'made/by/them.md', content='# Made'))\n"
        "    return files\n"
    )
    settings = project(tmp_path / "project", NOTES, more=more)
    (tmp_path / "project" / "hook.py").write_text(hook, "utf-8")
    site = build(settings, tmp_path / "site", strict=False)
    assert "made/by/them/index.html" in site.pages
    assert len(policies(site)) == 1
