"""The site in a browser: from the file system and a sub-path, at three widths, in light and dark, by keys alone."""

import functools
import http.server
import os
import shutil
import subprocess
import tarfile
import threading
from pathlib import Path

import pytest
from publish_browser import Browser
from publish_shelf import publish_to
from test_publish_site import busy_shelf

pytestmark = pytest.mark.browser

AXE = "axe-core@4.14.1"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [(390, "light"), (390, "dark"), (820, "light"), (1280, "dark")]
"""Each width and each colour scheme: colours do not change with the width, nor room with the colours."""


CONTRAST = """(() => {
  const parse = (text) => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return { r, g, b, a }; };
  const channel = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = ({ r, g, b }) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.a === 1) return colour;
    }
    return { r: 255, g: 255, b: 255 };
  };
  const bad = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.getClientRects().length || element.closest("svg, .unseen")) continue;
    const [one, other] = [light(parse(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < 4.5) bad.push([element.className, element.textContent.slice(0, 30), ratio]);
  }
  return bad;
})()"""

WHERE = "nav a, button, summary, .switch, .kicker a, .meta > a, .from > a, .figures a, .tiles a, .head"
TARGETS = f"""[...document.querySelectorAll("{WHERE}")]
  .filter((link) => link.getClientRects().length && link.getBoundingClientRect().height < 23.5)
  .map((link) => [link.className, link.textContent.slice(0, 30), link.getBoundingClientRect().height])"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browsed")
    publish_to(folder, busy_shelf(), sample=True)
    return folder


@pytest.fixture(scope="module")
def browser():
    chromium = Browser()
    yield chromium
    chromium.close()


def kinds(site):
    article = min(site.glob("articles/*.changes.html")).name.replace(".changes", "")
    names = ["index.html", "search.html", "about.html", "stories/s1.html", "stories/s2.html", "sources/wire.html"]
    names += [
        f"{folder}/index.html"
        for folder in ("bulletins", "stories", "claims", "actors", "places", "countries", "sources")
    ]
    names += ["countries/aa.html", f"articles/{article}", f"articles/{article}".replace(".html", ".changes.html")]
    names += [str(path.relative_to(site)) for path in sorted(site.glob("bulletins/everything/*/*.html"))]
    return [site / name for name in names]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_fit_and_can_be_read(site, browser, width, scheme):
    for path in kinds(site):
        browser.open(path, width=width, scheme=scheme)
        assert browser.ask("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (
            path,
            width,
        )
        assert browser.ask(CONTRAST) == [], path
        assert browser.ask(TARGETS) == [], path


@pytest.fixture(scope="module")
def axe(tmp_path_factory):
    """Give the script of axe-core: npm fetches it into a temporary folder; JARCHI_AXE may name one that is there."""
    if given := os.environ.get("JARCHI_AXE"):
        return Path(given).read_text(encoding="utf-8")
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("npm is not on this machine, and axe-core comes from it.")
    folder = tmp_path_factory.mktemp("axe")
    command = [npm, "pack", "--silent", "--ignore-scripts", AXE]
    done = subprocess.run(command, cwd=folder, timeout=100, capture_output=True, text=True, check=False)
    if done.returncode:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"npm could not fetch {AXE}: {done.stderr[-300:]}")
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        return archive.extractfile("package/axe.min.js").read().decode("utf-8")


@pytest.mark.slow
def test_axe_finds_nothing_to_mend(site, browser, axe):
    run = f"""axe.run(document, {{ runOnly: {{ type: "tag", values: {RULES} }}, resultTypes: ["violations"] }}).then(
        (found) => found.violations.map((rule) => [rule.id, rule.nodes.slice(0, 3).map((node) => node.html)]))"""
    browser.tell("Page.setBypassCSP", enabled=True)
    try:
        for path in kinds(site):
            for width, scheme in LOOKS:
                browser.open(path, width=width, scheme=scheme)
                browser.ask("document.querySelectorAll('details').forEach((part) => part.open = true)")
                browser.ask(f"{axe}; 0")
                assert browser.ask(run) == [], (path, width, scheme)
    finally:
        browser.tell("Page.setBypassCSP", enabled=False)


def test_nothing_is_asked_of_a_network_and_nothing_complains(site, browser):
    browser.console.clear()
    browser.requests.clear()
    for path in kinds(site):
        browser.open(path)
    assert browser.console == []
    assert browser.requests
    assert not [url for url in browser.requests if not url.startswith(("file:", "about:"))]


def test_a_passage_is_lit_up_and_in_view_without_scripts(site, browser):
    browser.open(site / "index.html", scripts=False)
    href = browser.ask("document.querySelector('.cite').getAttribute('href')")
    path, _, fragment = href.partition("#")
    browser.open(site / path, fragment, scripts=False)
    colours = browser.ask(
        "[document.querySelector(':target'), document.body].map((one) => getComputedStyle(one).backgroundColor)"
    )
    assert colours[0] != colours[1]
    assert browser.ask("document.querySelector(':target').getBoundingClientRect().top < innerHeight")


def test_without_scripts_the_search_page_is_a_list(site, browser):
    browser.open(site / "search.html", scripts=False)
    assert browser.ask("document.getElementById('search').hidden")
    assert browser.ask("document.querySelectorAll('.rows .head').length") == 7


def test_the_search_finds_words_in_any_order(site, browser):
    browser.open(site / "search.html")
    browser.ask("(words.value = 'UPLAND bridge post', words.dispatchEvent(new Event('input')), true)")
    browser.until("document.querySelectorAll('#hits a').length === 1 && document.getElementById('all').hidden")
    assert browser.ask("document.querySelector('#hits a').textContent") == "Bridge in Upland"
    browser.ask("(words.value = '<script>', words.dispatchEvent(new Event('input')), true)")
    browser.until("document.getElementById('found').textContent.startsWith('1 entry')")
    assert browser.ask("document.querySelectorAll('#hits script').length") == 0


def test_a_search_has_an_address_and_says_the_language_of_what_it_finds(site, browser):
    browser.open(site / "search.html", "q=bridge%20herald")
    browser.until("document.querySelectorAll('#hits a').length === 1")
    assert browser.ask("document.querySelector('#hits a').lang") == "ru"
    browser.open(site / "search.html")
    browser.ask("(words.value = 'a b', words.dispatchEvent(new Event('input')), true)")
    assert browser.ask("location.hash") == "#q=a%20b"


def test_keys_move_and_can_be_turned_off(site, browser):
    browser.open(site / "index.html")
    browser.press("j")
    first = browser.ask("document.activeElement.getAttribute('href')")
    assert first.startswith("stories/")
    browser.press("j")
    assert browser.ask("document.activeElement.getAttribute('href')") != first
    browser.press("k")
    assert browser.ask("document.activeElement.getAttribute('href')") == first
    browser.ask("(document.querySelector('.keys button').click(), true)")
    browser.press("j")
    assert browser.ask("document.activeElement.getAttribute('href')") in (first, None)
    browser.ask("(document.querySelector('.keys button').click(), true)")
    browser.press("/")
    browser.until("location.pathname.endsWith('search.html')")


def test_a_key_opens_the_first_passage_of_a_story(site, browser):
    browser.open(site / "index.html")
    browser.press("j")
    cited = browser.ask("document.activeElement.closest('.item').querySelector('.cite').href")
    browser.press("o")
    browser.until(f"location.href === '{cited}'")
    browser.until("document.querySelector(':target').getBoundingClientRect().top < innerHeight")


def test_the_marks_in_a_text_can_be_hidden_without_scripts(site, browser):
    article = next(path for path in kinds(site) if path.parent.name == "articles" and "changes" not in path.name)
    browser.open(article, scripts=False)
    lines = "[...document.querySelectorAll('.text :is(.m, .w)')].map((one) => getComputedStyle(one).textDecorationLine)"
    assert set(browser.ask(lines)) == {"underline"}
    browser.ask("document.querySelector('.switch input').click()")
    assert set(browser.ask(lines)) == {"none"}


def test_whatever_has_the_focus_can_be_seen(site, browser):
    for path in kinds(site)[:4]:
        browser.open(path)
        for _ in range(14):
            browser.press("Tab")
            style = "(({ outlineStyle, outlineWidth }) => outlineStyle + outlineWidth)"
            assert browser.ask(f"{style}(getComputedStyle(document.activeElement))") == "solid3px", path
            assert browser.ask("document.activeElement.getBoundingClientRect().bottom > 0"), path


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def test_the_site_works_below_any_path_of_a_server(site, browser):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site.parent)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}/"
        browser.requests.clear()
        browser.open(f"{here}{site.name}/stories/s1.html")
        browser.press("/")
        browser.until("document.readyState === 'complete' && document.getElementById('words') !== null")
        browser.ask("(words.value = 'bridge', words.dispatchEvent(new Event('input')), true)")
        browser.until("document.querySelectorAll('#hits a').length > 1")
        assert not [url for url in browser.requests if not url.startswith((here, "about:"))]
        server.shutdown()


def test_the_first_tab_stop_skips_to_the_content(site, browser):
    browser.open(site / "index.html")
    browser.press("Tab")
    assert browser.ask("document.activeElement.className") == "skip"
    assert browser.ask("document.activeElement.getBoundingClientRect().top >= 0")
