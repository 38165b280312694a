"""Browsers that are kept from test to test, and forget who used them.

A new one reads all styles, scripts and pictures again, and compiles them: most of a page.
"""

import json
from contextlib import contextmanager

from playwright.sync_api import Error, expect

# how long something takes says something about the machine
GEDULD = 60_000
expect.set_options(timeout=GEDULD)

# who leaves a page sends what was typed, and that it was left; a browser that closes does not
AFSCHEID = """for (const naam of ['beforeunload', 'visibilitychange', 'pagehide'])
    addEventListener(naam, afscheid => {
        if (window.zonderAfscheid) afscheid.stopImmediatePropagation();
    }, true);"""


class Computers:
    def __init__(self, browser):
        self._browser, self._vrij = browser, {}

    @contextmanager
    def leen(self, instellingen):
        """A browser with these settings, for one user at a time."""
        vrij = self._vrij.setdefault(json.dumps(instellingen, sort_keys=True), [])
        context = vrij.pop() if vrij else self._nieuw(instellingen)
        try:
            yield context
        finally:
            try:
                maak_leeg(context)
            except Error:
                # one that hangs or crashed is of no use to anybody
                context.close()
            else:
                vrij.append(context)

    def _nieuw(self, instellingen):
        context = self._browser.new_context(**instellingen)
        context.set_default_timeout(GEDULD)
        context.add_init_script(AFSCHEID)
        # with no page left the browser would end the process that has compiled everything
        context.new_page()
        return context


def maak_leeg(context):
    for page in context.pages[1:]:
        vertrek(page)
        page.close()
    context.clear_cookies()
    context.clear_permissions()


def vertrek(page):
    """Leave without a word to the site, which may be empty by now."""
    page.evaluate("window.zonderAfscheid = true")
    page.goto("about:blank")
