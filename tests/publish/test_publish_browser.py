"""The site in a browser: from the file system, at three widths, in light and dark, with keys and without scripts."""

import pytest
from publish_browser import Browser
from publish_shelf import publish_to
from test_publish_site import busy_shelf

pytestmark = pytest.mark.browser

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

WHERE = "nav a, button, summary, .kicker a, .meta > a, .from > a, .figures a, .head"
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
    names = ("index.html", "bulletins/index.html", "countries/index.html", "countries/aa.html", "sources/index.html")
    names += ("search.html", "about.html", "stories/s1.html", "stories/s2.html", f"articles/{article}")
    return [site / name for name in (*names, f"articles/{article}".replace(".html", ".changes.html"))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1280])
def test_pages_fit_and_can_be_read(site, browser, width, scheme):
    for path in kinds(site):
        browser.open(path, width=width, scheme=scheme)
        assert browser.ask("document.documentElement.scrollWidth <= innerWidth"), (path, width)
        assert browser.ask(CONTRAST) == [], path
        assert browser.ask(TARGETS) == [], path


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
    browser.until("document.querySelectorAll('#hits a').length === 1")
    assert browser.ask("document.querySelector('#hits a').textContent") == "Bridge in Upland"
    browser.ask("(words.value = '<script>', words.dispatchEvent(new Event('input')), true)")
    browser.until("document.getElementById('found').textContent.startsWith('1 article')")
    assert browser.ask("document.querySelectorAll('#hits script').length") == 0


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


def test_the_first_tab_stop_skips_to_the_content(site, browser):
    browser.open(site / "index.html")
    browser.press("Tab")
    assert browser.ask("document.activeElement.className") == "skip"
    assert browser.ask("document.activeElement.getBoundingClientRect().top >= 0")
