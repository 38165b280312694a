"""Getting around without a mouse."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
# the ring of the focused element, and whether something else lies over its middle
FOCUS = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const names = top && (top === element || element.contains(top) || top.contains(element));
  return {
    element: element.outerHTML.slice(0, 80),
    isPage: element === document.body,
    ring: `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`,
    halo: style.boxShadow,
    isCovered: !names,
  };
}"""
RAND = "solid 2px rgb(11, 12, 12)"
# inside the line, or on the coloured bar over the whole item
GEEL = ("rgb(255, 221, 0) 0px 0px 0px 2px", "rgb(255, 221, 0) 0px 0px 0px 4px inset")
MEESTE_TABS = 150


def focuslangs(page):
    """The state of each element that Tab visits, until the page is left."""
    stappen = []
    for _ in range(MEESTE_TABS):
        page.keyboard.press("Tab")
        stap = page.evaluate(FOCUS)
        if stap["isPage"]:
            break
        stappen.append(stap)
    return stappen


def test_de_eerste_tab_geeft_de_sprong_naar_de_inhoud(bezoek, redacteur):
    page = bezoek("/zuid-holland/", redacteur)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("pad", ["", "projecten/", "documenten/"])
def test_de_focus_is_overal_te_zien(bezoek, redacteur, pad):
    page = bezoek(f"/zuid-holland/{pad}", redacteur)

    onzichtbaar = [
        stap["element"]
        for stap in focuslangs(page)
        if stap["ring"] != RAND or not stap["halo"].startswith(GEEL)
    ]

    assert onzichtbaar == []


def test_de_opslagbalk_ligt_nooit_over_de_focus(open_fiche):
    page = open_fiche()
    page.locator("[data-alles-uitklappen]").click()

    bedekt = [stap["element"] for stap in focuslangs(page) if stap["isCovered"]]

    assert bedekt == []
