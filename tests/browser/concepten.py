"""The state of a draft as a page says it, and what the page says to the server about it."""

import re
from urllib.parse import quote_plus

from playwright.sync_api import expect


def stand(page):
    return page.locator(".eb-conceptstand")


def verwacht_bewaard(page):
    expect(stand(page)).to_have_text(re.compile(r"^Concept opgeslagen om \d\d:\d\d\.$"))


def over_concept(wat, tekst=""):
    """The answer to what a page sent of its own accord, with this text in it."""
    deel = quote_plus(tekst)
    return lambda antwoord: (
        antwoord.request.headers.get("x-concept") == wat and deel in antwoord.request.post_data
    )


def ga_verder(page):
    with page.expect_navigation():
        page.get_by_role("link", name="Verdergaan").click()


def pad(page):
    return re.sub(r"^https?://[^/]+", "", page.url)
