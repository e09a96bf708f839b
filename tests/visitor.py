"""A strict visitor: opens pages in one browser tab, in both themes and at both ends of the scale, and says what is wrong."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from django.test import Client

WIDE, SMALL = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RUN_AXE = """async (standards) => (await axe.run({
  runOnly: {type: "tag", values: standards}, resultTypes: ["violations"],
})).violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help} at ${node.target}`))"""
UNFOLD = "() => { for (const details of document.querySelectorAll('main details')) details.open = true }"
SEND_EMPTY = """() => {
  const fields = (form) => form.querySelectorAll("input:not([type=hidden]), select, textarea").length;
  const forms = [...document.querySelectorAll("main form[method=post]")];
  const form = forms.sort((one, other) => fields(other) - fields(one))[0];
  for (const field of form.querySelectorAll("input:not([type=hidden]), textarea"))
    ["checkbox", "radio"].includes(field.type) ? (field.checked = false) : (field.value = "");
  for (const field of form.querySelectorAll("select")) field.value = "";
  HTMLFormElement.prototype.submit.call(form);
}"""
SEND = """([address, token]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  form.innerHTML = `<input type="hidden" name="csrfmiddlewaretoken" value="${token}">`;
  document.body.append(form);
  form.submit();
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Visitor:
    """One browser tab that may become anybody; `faults_…` return a sentence for everything wrong with a page."""

    def __init__(self, page: Any, base_url: str) -> None:
        self.page = page
        self.base_url = base_url
        self.heard: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
        page.on("dialog", self._dismiss)
        page.on("request", self._follow)

    def become(self, client: Client) -> None:
        """Carry on with the cookies of a signed-in test client."""
        self.page.context.clear_cookies()
        self.page.context.add_cookies(
            [
                {"name": name, "value": morsel.value, "url": self.base_url}
                for name, morsel in client.cookies.items()
            ]
        )

    def wrong_at(self, addresses: Mapping[str, str]) -> dict[str, list[str]]:
        """Look at several pages, each by its name, and return those with faults."""
        found = {name: self.faults_at(address) for name, address in addresses.items()}
        return {name: faults for name, faults in found.items() if faults}

    def faults_at(self, address: str, *, expected: int = 200) -> list[str]:
        """Open an address and look at it from every side."""
        return self._faults_of(self._open(address), expected)

    def heard_at(self, address: str) -> list[str]:
        """Open an address, unfold it, and return what the browser had to say: a dialog, a refusal, a request elsewhere."""
        self._open(address)
        self.page.evaluate(UNFOLD)
        return list(self.heard)

    def faults_of_empty_form_at(self, address: str) -> list[str]:
        """Open a form, send it with nothing in it, and look at how it comes back."""
        self._open(address)
        with self.page.expect_navigation() as sent:
            self.page.evaluate(SEND_EMPTY)
        is_summed_up = self.page.locator(".error-summary").count() > 0
        return [*self._faults_of(sent.value, 422), *([] if is_summed_up else ["no summary of what is wrong"])]

    def faults_after_post(self, address: str, *, start: str, expected: int) -> list[str]:
        """Send an empty POST from a page, as a button that is out of date would, and look at the answer."""
        self._open(start)
        token = self.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        with self.page.expect_navigation() as sent:
            self.page.evaluate(SEND, [address, token])
        return self._faults_of(sent.value, expected)

    def _open(self, address: str) -> Any:
        self.heard.clear()
        self.page.set_viewport_size(WIDE)
        self.page.emulate_media(color_scheme="light")
        return self.page.goto(address)

    def _faults_of(self, response: Any, expected: int) -> list[str]:
        if response.status != expected:
            return [f"answered {response.status}, not {expected}"]
        return [*self._structure(), *self._looks(), *self.heard]

    def _structure(self) -> Iterator[str]:
        if (count := self.page.locator("h1").count()) != 1:
            yield f"{count} main headings"
        if not self.page.title().partition("·")[0].strip():
            yield "no title"

    def _looks(self) -> Iterator[str]:
        """Everything folded in the light; what unfolds is open in the dark."""
        self.page.evaluate(AXE)
        yield from self._looks_like("light", WIDE)
        yield from self._looks_like("light", SMALL)
        self.page.evaluate(UNFOLD)
        yield from self._looks_like("dark", SMALL)
        yield from self._looks_like("dark", WIDE)

    def _looks_like(self, theme: str, size: Mapping[str, int]) -> Iterator[str]:
        self.page.emulate_media(color_scheme=theme)
        self.page.set_viewport_size(size)
        yield from (f"{theme}, {size['width']}: {line}" for line in self.page.evaluate(RUN_AXE, STANDARDS))
        if (overflow := self.page.evaluate(OVERFLOW)) > 0:
            yield f"{theme}, {size['width']}: {overflow} px too wide"

    def _hear(self, message: Any) -> None:
        of_the_page = message.location.get("url") == self.page.url and "the server responded" in message.text
        if message.type in ("error", "warning") and not of_the_page:
            self.heard.append(f"console: {message.text}")

    def _dismiss(self, dialog: Any) -> None:
        self.heard.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _follow(self, request: Any) -> None:
        if not request.url.startswith((self.base_url, "data:")):
            self.heard.append(f"asked {request.url}")
