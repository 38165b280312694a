"""The state of a draft as a page says it."""

import re

from playwright.sync_api import expect

# five seconds after the last change, and some for a busy machine
OP_TIJD = 5_000


def stand(page):
    return page.locator(".eb-conceptstand")


def verwacht_bewaard(page):
    expect(stand(page)).to_have_text(
        re.compile(r"^Concept opgeslagen om \d\d:\d\d\.$"), timeout=OP_TIJD
    )


def pad(page):
    return re.sub(r"^https?://[^/]+", "", page.url)
