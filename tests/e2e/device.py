"""One person's browser window, and what they do with it: open, press, type, choose, look."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Response, expect
from playwright.sync_api import TimeoutError as WaitedInVain

from tests.e2e import post

SIZES = {"desktop": {"width": 1360, "height": 900}, "phone": {"width": 390, "height": 844}}
PATIENCE = 15_000  # milliseconds: other tests may keep the machine busy
ALBUM = os.environ.get("RAPPORT_SHOTS", "")  # a folder; every look is kept there, light and dark


class Device:
    """A window of one size; every page that is looked at must fit it, be accessible and be without errors."""

    def __init__(
        self,
        page: Page,
        *,
        story: str,
        has_scripts: bool,
        axe_violations: Callable[[Page], list[str]],
        judged: set[str],
    ) -> None:
        self.page = page
        self.story = story
        self.has_scripts = has_scripts
        self.axe_violations = axe_violations
        self.judged = judged
        page.set_default_timeout(PATIENCE)
        self.acts = 0  # clicks, and fields filled in
        self.troubles: list[str] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("response", self._note)

    def _listen(self, said: ConsoleMessage) -> None:
        is_noted = said.text.startswith("Failed to load resource")
        if said.type == "error" and not is_noted:
            self.troubles.append(said.text)

    def _note(self, response: Response) -> None:
        if response.status >= 400 and response.status != 422:
            self.troubles.append(f"{response.status} {response.url}")

    # -- doing -----------------------------------------------------------------------------------------------

    def open(self, address: str) -> None:
        self.page.goto(address)

    def go_to(self, place: str) -> None:
        """Follow an entry of the frame, behind its button on a phone.

        A page that is still being left takes its opened menu with it: then the next page's is opened.
        """
        self.acts += 1
        menu = self.page.get_by_role("button", name="Menu")
        places = self.page.get_by_role("navigation", name="Places")
        entry = places.get_by_role("link", name=re.compile(rf"^\s*{place}(?! to)"))
        for is_last in (False, False, True):
            if menu.is_visible():
                menu.click()
            try:
                entry.click(timeout=PATIENCE / 3)
            except WaitedInVain:
                if is_last:
                    raise
            else:
                return

    def follow(self, words: str, *, within: Locator | None = None) -> None:
        self.acts += 1
        self._first(within, "link", words).click()

    def press(self, words: str, *, within: Locator | None = None) -> None:
        self.acts += 1
        self._first(within, "button", words).click()

    def _first(self, within: Locator | None, role: Any, words: str) -> Locator:
        return (within or self.page).get_by_role(role, name=words, exact=False).first

    def unfold(self, words: str, *, within: Locator | None = None) -> None:
        self.acts += 1
        (within or self.page).locator("summary", has_text=words).first.click()

    def type(self, label: str, text: str, *, within: Locator | None = None) -> None:
        self.acts += 1
        (within or self.page).get_by_label(label).first.fill(text)

    def choose(self, label: str, option: str, *, within: Locator | None = None) -> None:
        self.acts += 1
        (within or self.page).get_by_label(label).first.select_option(label=option)

    def tick(self, label: str) -> None:
        self.acts += 1
        self.page.get_by_label(label).first.check()

    # -- looking ---------------------------------------------------------------------------------------------

    def row(self, words: str) -> Locator:
        return self.page.locator("tbody tr, .rows > li").filter(has_text=words).first

    def card(self, heading: str) -> Locator:
        return self.page.locator("section.card, article.card").filter(
            has=self.page.get_by_role("heading", name=heading)
        )

    def sees(self, *words: str) -> None:
        """Expect words in what the page is about."""
        for part in words:
            expect(self.page.locator("body")).to_contain_text(part, timeout=PATIENCE)

    def look(self, step: str, *words: str) -> None:
        """Expect words on a page that has nothing wrong with it, and keep a picture of it."""
        self.sees(*words)
        wrongs = self.wrongs()
        assert not wrongs, f"{self.story}, {step}, {self.page.url}: {wrongs}"
        if ALBUM:
            self.keep(step)

    def wrongs(self) -> list[str]:
        self.page.wait_for_load_state("domcontentloaded")
        if self.has_scripts:
            expect(self.page.locator(".htmx-request")).to_have_count(0)
            self.page.evaluate("document.fonts.ready.then(() => true)")
        wide = self.page.locator("html").evaluate("html => html.scrollWidth - innerWidth")
        return [
            *self.troubles,
            *([f"{wide} px too wide"] if wide > 0 else []),
            *self._inaccessible(),
        ]

    def _inaccessible(self) -> list[str]:
        """Judge each page at its first look; its other states are visited by `test_every_state`."""
        title = self.page.title()
        if not self.has_scripts or title in self.judged:
            return []
        self.judged.add(title)
        return self.axe_violations(self.page)

    def keep(self, step: str) -> None:
        folder = Path(ALBUM) / self.story
        folder.mkdir(parents=True, exist_ok=True)
        number = len(list(folder.glob("*-light.png"))) + 1
        for scheme in ("dark", "light"):
            self.page.emulate_media(color_scheme=scheme)
            self.page.screenshot(path=folder / f"{number:02}-{step}-{scheme}.png", full_page=True)


def sign_in(device: Device, address: str) -> None:
    """Ask for a code, read it in the mail, type it. The device stands at a page that asks who is there."""
    device.look("sign-in", "Sign in")
    device.type("E-mail address", address)
    device.press("Send me a code")
    device.look("code", "Enter your code")
    device.type("Code", post.code_for(address))
    device.press("Sign in")
