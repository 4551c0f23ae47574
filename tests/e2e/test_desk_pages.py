"""Every page of the desk in a real browser: usable by everybody, by keyboard, and nothing of what it shows is run."""

import re
import shutil
import subprocess

import pytest

from tests.e2e.desk import CHROMIUM, DeskService, sign_in

AXE = "axe-core@4.14.1"
LANGUAGES = ["en-GB", "ja-JP"]
ALL = "{preload: false, resultTypes: ['violations']}"
COLOURS = "{preload: false, resultTypes: ['violations'], runOnly: ['color-contrast', 'target-size']}"
VIEWS = [(1280, "light", ALL), (1280, "dark", COLOURS), (390, "light", COLOURS), (390, "dark", ALL)]
"""Width, colours, and what is checked: structure does not depend on colours."""
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine (Debian: apt-get install chromium)"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    service = DeskService(tmp_path_factory.mktemp("desk"))
    service.start()
    yield service
    service.stop()


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def axe(tmp_path_factory):
    """The checker for accessibility, which is no part of the repository."""
    if (npm := shutil.which("npm")) is None:
        pytest.skip("no npm on this machine, which fetches axe-core")
    folder = tmp_path_factory.mktemp("axe")
    command = [npm, "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", AXE]
    if subprocess.run(command, capture_output=True, check=False, timeout=120).returncode:
        pytest.skip("npm cannot fetch axe-core from here")
    return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def open_page(browser, desk):
    """Makes pages that reach this service only; nothing may be said to the console, and no dialog may open."""
    said, contexts = [], []

    def make(locale="en-GB", script=None):
        context = browser.new_context(locale=locale, base_url=desk.address, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        context.set_default_timeout(60_000)
        if script:
            context.add_init_script(script)
        context.route(
            lambda url: not url.startswith(desk.address), lambda route: (said.append(route.request.url), route.abort())
        )
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        return page

    yield make
    for context in contexts:
        context.close()
    assert said == []


def complaints(page, rules=ALL):
    found = page.evaluate(f"axe.run(document, {rules})")
    return [
        f"{one['id']} ({one['impact']}): {[node['target'] for node in one['nodes']][:3]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_pages_are_accessible_and_nothing_in_them_runs(desk, open_page, axe, locale):
    page = open_page(locale, axe)
    page.goto("/desk/sign-in")
    faults = complaints(page)
    sign_in(page, desk.keys["Hanako"])
    for path in [*desk.paths, *desk.documents]:
        assert page.goto(path).ok, path
        for width, scheme, rules in VIEWS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            faults += [f"{path} at {width} {scheme}: {one}" for one in complaints(page, rules)]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is cut off at {width}"
    assert faults == []


def test_everything_is_reached_by_keyboard(desk, open_page):
    page = open_page()
    sign_in(page, desk.keys["Hanako"])
    for path in desk.paths:
        page.goto(path)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip", path
        wanted = page.locator(FOCUSABLE).evaluate_all("all => all.filter(one => one.checkVisibility()).length")
        page.evaluate("window.reached = new Set()")
        for _ in range(4 * wanted):  # a date has three fields of its own
            seen = page.evaluate(
                """() => {
                    const one = document.activeElement, style = getComputedStyle(one);
                    if (one === document.body) return null;
                    window.reached.add(one);
                    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 ? '' : one.outerHTML;
                }"""
            )
            if seen is None:
                break
            assert seen == "", f"{path}: no focus is seen on {seen}"
            page.keyboard.press("Tab")
        else:
            pytest.fail(f"{path}: the keyboard is trapped")
        assert page.evaluate("window.reached.size") == wanted, path


def test_the_skip_link_leads_past_the_navigation(desk, open_page):
    page = open_page()
    sign_in(page, desk.keys["Hanako"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'content'")
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.closest('main') !== null")


def test_swagger_keeps_the_key_and_shows_the_map(desk, open_page):
    page = open_page()
    page.goto("/docs")
    page.click("button.authorize")
    page.locator(".auth-container input").first.fill(desk.keys["Hanako"])
    page.locator(".auth-container button[type=submit]").first.click()
    page.reload()
    page.wait_for_selector("button.authorize.locked")
    page.click("#operations-Screenings-screen .opblock-summary-control")
    block = page.locator("#operations-Screenings-screen")
    assert "Сергей Аксёнов" in block.locator("textarea").first.input_value()
    block.locator("button.execute").click()
    block.locator(".live-responses-table").wait_for()
    answer = block.locator(".live-responses-table").inner_text()
    screening = re.search(r"scr_[0-9a-f]+", answer)[0]
    goods = desk.ask("Hanako", "GET", f"/v1/screenings/{screening}")["goods"][0]["id"]
    page.click("#operations-Screenings-draw_goods_map .opblock-summary-control")
    block = page.locator("#operations-Screenings-draw_goods_map")
    block.locator("input").nth(0).fill(screening)
    block.locator("input").nth(1).fill(goods)
    block.locator("button.execute").click()
    picture = block.locator("img.picture")
    picture.wait_for()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 100


def test_a_page_shows_each_role_what_it_may_see(desk, open_page):
    """Whatever a page links to or lets be sent can be seen or done by whoever looks at it."""
    for name in desk.keys:
        page = open_page()
        sign_in(page, desk.keys[name])
        shown = set(page.locator("nav a").evaluate_all("all => all.map(one => one.getAttribute('href'))"))
        assert shown
        for path in sorted(shown):
            assert page.goto(path).ok, f"{name}: {path}"
            links = page.locator("main a[href^='/desk']").evaluate_all("all => all.map(one => one.href)")
            for link in sorted(set(links))[:8]:
                answer = page.request.get(link)
                assert answer.ok, f"{name}: {path} leads to {link}: {answer.status}"
