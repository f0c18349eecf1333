"""The page in a real browser: links both ways, keyboard, contrast, print, and nothing harmful.

Needs the extra `browser` (``pip install 'newsclaims[browser]'``), Chromium and its driver.
"""

from __future__ import annotations

import base64
import json
import pathlib
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from articles_by_hand import council_article, crowded_article, hostile_article
from newsclaims import Article, examples, parse_article

_REASON = "needs the extra browser: pip install 'newsclaims[browser]'"
pytest.importorskip("selenium", reason=_REASON)
pytest.importorskip("axe_core_python", reason=_REASON)

from axe_core_python.selenium import Axe  # noqa: E402
from selenium import webdriver  # noqa: E402
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.remote.webelement import WebElement  # noqa: E402

_CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
_DRIVER = shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    not (_CHROMIUM and _DRIVER), reason="needs chromium and chromedriver on the path"
)

_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--disable-dev-shm-usage --window-size=1440,900"
).split()

COUNCIL = council_article()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(_CHROMIUM)
    for flag in (*_FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    # With the driver's path given, selenium looks for no download.
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(_DRIVER))
    yield driver
    driver.quit()


class Browser:
    """One browser, and what the tests do with it."""

    def __init__(self, driver: webdriver.Chrome, folder: pathlib.Path) -> None:
        self.driver = driver
        self.folder = folder

    def show(self, html: str) -> None:
        path = self.folder / "page.html"
        path.write_text(html, encoding="utf-8", newline="")
        self.driver.get("about:blank")
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(path.as_uri())

    def prefer(self, media: str = "", **features: str) -> None:
        rows = [
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items()
        ]
        self.command("Emulation.setEmulatedMedia", media=media, features=rows)

    def width(self, pixels: int) -> None:
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=pixels,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )

    def command(self, name: str, **parameters: Any) -> Any:
        return self.driver.execute_cdp_cmd(name, parameters)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        return [element.get_property("textContent") for element in self.all(selector)]  # type: ignore[misc]

    def point_at(self, element: WebElement) -> None:
        self.run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        ActionChains(self.driver).move_to_element(element).perform()

    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element

    def tab_to(self, selector: str) -> WebElement:
        for _ in range(200):
            ActionChains(self.driver).send_keys(Keys.TAB).perform()
            element = self.focused()
            if self.run("return arguments[0].matches(arguments[1])", element, selector):
                return element
        raise AssertionError(f"no tab stop {selector}")

    def target(self) -> WebElement:
        return self.one(":target")

    def tooltip(self, tag: WebElement) -> str:
        """What the label shows beside it, or nothing."""
        return str(
            self.run(
                "const style = getComputedStyle(arguments[0], '::after');"
                "return style.display === 'none' ? '' : style.content",
                tag,
            )
        )

    def violations(self) -> list[str]:
        found = Axe().run(self.driver)["violations"]
        return [f"{one['id']}: {[node['html'] for node in one['nodes']][:3]}" for one in found]

    def requests(self) -> list[str]:
        messages = [
            json.loads(row["message"])["message"] for row in self.driver.get_log("performance")
        ]
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]


@pytest.fixture
def browser(started: webdriver.Chrome, tmp_path: pathlib.Path) -> Iterator[Browser]:
    browser = Browser(started, tmp_path)
    browser.prefer(prefers_color_scheme="light", prefers_reduced_motion="reduce")
    browser.width(1440)
    yield browser
    browser.command("Emulation.setScriptExecutionDisabled", value=False)


def _label(browser: Browser, text: str) -> WebElement:
    """The label before the words of which the mark consists."""
    for mark in browser.all(".nc-content"):
        if mark.get_property("textContent") == text:
            return mark.find_element(By.CSS_SELECTOR, ":scope > .nc-tag")
    raise AssertionError(text)


# --- Quiet ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("article", [COUNCIL, hostile_article(), parse_article("")])
def test_asks_for_nothing_and_complains_of_nothing(browser: Browser, article: Article) -> None:
    browser.show(article.to_html())
    urls = [url for url in browser.requests() if not url.startswith("data:,")]
    assert urls == [(browser.folder / "page.html").as_uri()]
    assert browser.driver.get_log("browser") == []


def test_text_is_exact(browser: Browser) -> None:
    text = "\n\r\n  Two\rlines\t“x” <b>&lt;\u202e\x0c\x85\u2028 end\n\nand\x00\ud800 😀\n"
    browser.show(parse_article(text).to_html())
    shown = "".join(browser.texts(".nc-text"))
    assert shown == text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")


@pytest.mark.parametrize("rendering", ["to_html", "_repr_html_"])
def test_hostile_article_is_inert(browser: Browser, rendering: str) -> None:
    html = getattr(hostile_article(), rendering)()
    browser.show(html if rendering == "to_html" else f"<!doctype html><meta charset=utf-8>{html}")
    for element in browser.all(".nc-text p, .nc-claim, .nc-text .nc-tag"):
        browser.point_at(element)
        element.click()
    assert browser.run("return window.harmed") is None
    assert not browser.all("img, svg, iframe, [onmouseover], [onerror], a[href^='javascript']")
    assert len(browser.all("script")) == 1
    assert "".join(browser.texts(".nc-text")) == hostile_article().text


# --- Both ways, by mouse and by keyboard ---------------------------------------------------------


def test_pointing_at_words_shows_speaker_and_claims(browser: Browser) -> None:
    browser.show(COUNCIL.to_html())
    label = _label(browser, "“and it must go.”")
    assert browser.tooltip(label) == ""
    browser.point_at(browser.one(".nc-content .nc-evidence"))
    assert "The bridge “is not safe”" in browser.texts(".nc-claim.nc-active .nc-claim-text")
    browser.point_at(label)
    assert browser.tooltip(label) == '"Ada Holm, mayor · direct quote"'
    assert browser.texts(".nc-claim.nc-active .nc-claim-text") == [
        "The bridge “is not safe”",
        "The bridge “must go”",
    ]
    assert "mayor Ada Holm" in browser.texts(".nc-source.nc-active")
    assert browser.texts(".nc-cue.nc-active") == ["said"]
    ActionChains(browser.driver).send_keys(Keys.ESCAPE).perform()
    assert browser.tooltip(label) == ""  # it can be dismissed, as WCAG 2.1 asks (1.4.13)


def test_innermost_speaker_is_shown(browser: Browser) -> None:
    browser.show(COUNCIL.to_html())
    inner, outer = _label(browser, "a flood"), _label(browser, "that Holm feared a flood")
    browser.point_at(browser.one(".nc-depth-1 .nc-evidence"))
    assert "Ada Holm" in browser.tooltip(inner)
    assert browser.tooltip(outer) == ""


def test_pointing_at_a_claim_shows_its_evidence(browser: Browser) -> None:
    browser.show(COUNCIL.to_html())
    for number, claim in enumerate(COUNCIL.claims):
        browser.point_at(browser.one(f'[data-claim="{number}"] a'))
        words = "".join(browser.texts(".nc-evidence.nc-active"))
        assert words == "".join(span.text for span in claim.content)


def test_clicking_goes_both_ways(browser: Browser) -> None:
    browser.show(COUNCIL.to_html())
    claim = browser.one('[data-claim="3"] a')
    claim.click()
    assert browser.target().get_property("textContent") == "it must go"
    _label(browser, "that Holm feared a flood").click()
    assert "Ada Holm feared a flood" in str(browser.target().get_property("textContent"))
    browser.one(".nc-depth-1 .nc-evidence").click()
    assert browser.focused().text == "A flood is to come"


def test_keyboard_goes_both_ways(browser: Browser) -> None:
    browser.show(COUNCIL.to_html())
    first = browser.tab_to("a")
    assert first.text == "Skip to the text" and first.is_displayed()
    label = browser.tab_to(".nc-content > .nc-tag")
    assert label.accessible_name == "Ada Holm, mayor · direct quote: 2 claims"
    assert "Ada Holm" in browser.tooltip(label)
    assert "The bridge “must go”" in browser.texts(".nc-claim.nc-active .nc-claim-text")
    label.send_keys(Keys.ENTER)
    assert "The bridge “must go”" in str(browser.target().get_property("textContent"))
    claim = browser.tab_to("a")  # the first one after where the link led
    assert claim.text == "The bridge “is not safe”"
    assert browser.texts(".nc-evidence.nc-active") == ["It is not safe"]
    claim.send_keys(Keys.ENTER)
    assert browser.target().get_property("textContent") == "It is not safe"
    assert browser.texts(".nc-evidence.nc-active") == ["It is not safe"]
    following = browser.tab_to("a")
    assert following.get_attribute("data-label") == "AH"
    assert browser.run("return getComputedStyle(arguments[0]).outlineStyle", following) == "solid"


def test_list_follows_the_text(browser: Browser) -> None:
    browser.show(crowded_article(60).to_html())
    pane, last = browser.one(".nc-claim-list"), browser.one('[data-claim="59"]')
    browser.point_at(browser.all(".nc-content")[59])
    assert browser.run(
        "return new Promise((done) => setTimeout(() => {"
        "  const box = arguments[1].getBoundingClientRect();"
        "  done(arguments[0].scrollTop > 0 && box.top >= 0 && box.bottom <= innerHeight);"
        "}, 500))",
        pane,
        last,
    )


# --- One speaker ---------------------------------------------------------------------------------


def _shown_claims(browser: Browser) -> list[str]:
    return [element.text for element in browser.all(".nc-claim-text") if element.is_displayed()]


def test_choosing_a_speaker(browser: Browser) -> None:
    browser.show(COUNCIL.to_html())
    speaker = browser.all(".nc-choice")[1]
    assert "Ada Holm" in speaker.text and "2 quotes" not in speaker.text
    assert browser.one(".nc-status").text == "7 claims"
    speaker.click()
    assert _shown_claims(browser) == [
        "The bridge “is not safe”",
        "The bridge “must go”",
        "A flood is to come",
    ]
    assert browser.one(".nc-status").text == "3 of 7 claims"
    colour = "return getComputedStyle(arguments[0]).color"
    theirs = browser.run(colour, _label(browser, "a flood").find_element(By.XPATH, ".."))
    others = browser.run(colour, _label(browser, "The weir may break").find_element(By.XPATH, ".."))
    assert theirs != others
    assert browser.violations() == []
    ActionChains(browser.driver).send_keys(Keys.ARROW_UP).perform()  # radio buttons
    assert len(_shown_claims(browser)) == 7
    browser.all(".nc-choice")[-1].click()
    assert _shown_claims(browser) == ["Council closes the bridge", "The bridge was built in 1931"]


# --- Without JavaScript --------------------------------------------------------------------------


def test_without_javascript(browser: Browser) -> None:
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    browser.show(COUNCIL.to_html())
    assert browser.one(".newsclaims").get_attribute("data-ready") is None
    label = _label(browser, "The weir may break")
    browser.point_at(label)
    assert "a person familiar with the plans" in browser.tooltip(label)
    label.click()
    assert "The weir may break" in str(browser.target().get_property("textContent"))
    browser.one('[data-claim="2"] a').click()
    assert browser.target().get_property("textContent") == "It is not safe"
    glow = browser.run("return getComputedStyle(arguments[0]).backgroundColor", browser.target())
    assert glow != "rgba(0, 0, 0, 0)"
    browser.one(".nc-note").click()
    browser.all(".nc-choice")[2].click()
    assert _shown_claims(browser) == ["Ada Holm feared a flood"]


# --- For every reader ----------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 900, 1440])
def test_no_violations(browser: Browser, scheme: str, width: int) -> None:
    browser.prefer(prefers_color_scheme=scheme)
    browser.width(width)
    for article in (COUNCIL, crowded_article(), parse_article(examples.libya()), parse_article("")):
        browser.show(article.to_html())
        assert browser.violations() == []
        for details in browser.all("details"):
            browser.run("arguments[0].open = true", details)
        assert browser.violations() == []


_CONTRAST = """
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
function pixels(colours) {
  canvas.clearRect(0, 0, 1, 1);
  for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
  return canvas.getImageData(0, 0, 1, 1).data;
}
function luminance(colours) {
  const [r, g, b] = [...pixels(colours)].slice(0, 3).map((value) => value / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
return [...document.querySelectorAll(arguments[0])].map((element) => {
  const backgrounds = [];
  for (let one = element; one; one = one.parentElement) {
    backgrounds.unshift(getComputedStyle(one).backgroundColor);
  }
  const back = luminance(backgrounds);
  const front = luminance([...backgrounds, getComputedStyle(element).color]);
  return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
});
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("active", [False, True])
def test_contrast_of_labels_and_marked_words(browser: Browser, scheme: str, active: bool) -> None:
    browser.prefer(prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
    for article in (COUNCIL, crowded_article()):
        browser.show(article.to_html())
        if active:
            browser.run(
                "for (const one of document.querySelectorAll("
                "  '.nc-claim, .nc-text [data-attribution], .nc-evidence'"
                ")) one.classList.add('nc-active')"
            )
            browser.run("return new Promise((done) => setTimeout(done, 300))")
        words = ".nc-content, .nc-evidence, .nc-source, .nc-cue, .nc-verbatim, .nc-claim a"
        assert min(browser.run(_CONTRAST, f".nc-tag:not(.nc-note), {words}")) >= 4.5
        notes = browser.run(_CONTRAST, ".nc-note")
        assert min(notes, default=3) >= 3  # a sign, not words


@pytest.mark.parametrize("article", [COUNCIL, hostile_article(), crowded_article()])
def test_narrow_page_does_not_scroll_sideways(browser: Browser, article: Article) -> None:
    browser.width(320)
    browser.show(article.to_html())
    width = "return document.documentElement.scrollWidth"
    assert browser.run(width) <= 320
    for label in browser.all(".nc-text .nc-content > .nc-tag")[:5]:
        browser.point_at(label)
        assert browser.tooltip(label)
        assert browser.run(width) <= 320


def test_prints_everything(browser: Browser) -> None:
    browser.show(crowded_article(60).to_html())
    assert base64.b64decode(browser.driver.print_page()).startswith(b"%PDF")
    browser.prefer("print", prefers_color_scheme="dark")
    for pane in (".nc-claim-list", ".nc-speaker-list"):
        cut = "return arguments[0].scrollHeight - arguments[0].clientHeight"
        assert browser.run(cut, browser.one(pane)) <= 1
    assert len(_shown_claims(browser)) == 60
    ink = browser.run("return getComputedStyle(document.querySelector('.nc-title')).color")
    assert ink == "rgb(30, 33, 38)"
    browser.prefer("")


def test_forced_colours(browser: Browser) -> None:
    browser.prefer(forced_colors="active")
    browser.show(COUNCIL.to_html())
    browser.all(".nc-choice")[1].click()
    style = "return getComputedStyle(arguments[0]).outlineStyle"
    assert browser.run(style, browser.all(".nc-choice")[1]) == "solid"


# --- Fragments -----------------------------------------------------------------------------------


def _notebook(*articles: Article, theme: str = "") -> str:
    cells = "".join(f"<div>{article._repr_html_()}</div>" for article in articles)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Notebook</title>'
        f"<body {theme}><main><h1>Notebook</h1>{cells}<p id=after>After</p></main></body></html>"
    )


def test_fragments_do_not_disturb_each_other(browser: Browser) -> None:
    browser.show(_notebook(COUNCIL, crowded_article(), COUNCIL))
    ids = browser.run("return [...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    first, crowd, second = browser.all(".newsclaims")
    second.find_elements(By.CSS_SELECTOR, ".nc-choice")[1].click()
    shown = [
        sum(one.is_displayed() for one in root.find_elements(By.CSS_SELECTOR, ".nc-claim"))
        for root in (first, crowd, second)
    ]
    assert shown == [7, 20, 3]
    checked = [
        root.find_element(By.CSS_SELECTOR, ".nc-radio:checked").get_attribute("value")
        for root in (first, crowd, second)
    ]
    assert checked == ["all", "all", "1"]
    second.find_element(By.CSS_SELECTOR, '[data-claim="2"] a').click()
    assert browser.run("return arguments[0].contains(arguments[1])", second, browser.target())
    assert not first.find_elements(By.CSS_SELECTOR, ".nc-active")
    after = "return getComputedStyle(document.querySelector('#after')).color"
    assert browser.run(after) == "rgb(0, 0, 0)"


def test_fragments_have_no_violations(browser: Browser) -> None:
    for scheme in ("light", "dark"):
        browser.prefer(prefers_color_scheme=scheme)
        browser.show(_notebook(COUNCIL, crowded_article()))
        assert browser.violations() == []


@pytest.mark.parametrize(
    ("theme", "ink"),
    [
        ('data-jp-theme-light="true"', "rgb(30, 33, 38)"),
        ('data-jp-theme-light="false"', "rgb(231, 229, 224)"),
        ('data-md-color-scheme="default"', "rgb(30, 33, 38)"),
        ('data-md-color-scheme="slate"', "rgb(231, 229, 224)"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fragment_follows_the_theme_around_it(
    browser: Browser, theme: str, ink: str, scheme: str
) -> None:
    browser.prefer(prefers_color_scheme=scheme)
    browser.show(_notebook(COUNCIL, theme=theme))
    assert browser.run("return getComputedStyle(document.querySelector('.nc-name')).color") == ink
