"""Chromium for the tests: one browser, and pages that fail a test when they misbehave."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def started(path: str) -> Iterator[Browser]:
    """The headless browser at `path`; Django's guard against event loops is lifted meanwhile."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Visit:
    """A person at a browser of their own. Collects what pages complain of and ask for."""

    def __init__(self, browser: Browser, root: str, **options: Any) -> None:
        self.root = root
        self.context: BrowserContext = browser.new_context(**{"viewport": WIDE, **options})
        self.context.set_default_timeout(120_000)
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self.page: Page = self.new_page()

    def new_page(self) -> Page:
        """Another tab."""
        page = self.context.new_page()
        page.on("console", lambda message: self._heard(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self._asked(request.url))
        return page

    def _heard(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and "status of 4" not in text:
            self.complaints.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.root, "data:")):
            self.outside.append(url)

    def open(self, address: str) -> Page:
        """Go to an address of the site."""
        self.page.goto(self.root + address)
        return self.page

    def text(self) -> str:
        """What the page says."""
        return self.page.inner_text("body")

    def press(self, name: str, within: str = "main") -> None:
        """Press the button or link with exactly this name."""
        place = self.page.locator(within).first
        button = place.get_by_role("button", name=name, exact=True)
        target = button if button.count() else place.get_by_role("link", name=name, exact=True)
        target.first.click()
        self.page.wait_for_load_state()

    def fill(self, label: str, words: str) -> None:
        """Write into the field with this label."""
        self.page.get_by_label(label, exact=False).first.fill(words)

    def sign_in(self, email: str, password: str) -> None:
        """Sign in through the form."""
        self.open("/sign-in/")
        self.fill("E-mail address", email)
        self.page.locator("#id_password").fill(password)
        self.press("Sign in")

    def leave(self) -> None:
        """Close the browser's window; whatever the pages complained of fails the test."""
        self.context.close()
        assert not self.complaints, self.complaints
        assert not self.outside, self.outside
