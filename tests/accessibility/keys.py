"""Walking a page with the keys that people have: where the focus goes, and whether it can be seen."""

from __future__ import annotations

from itertools import pairwise

# what the Tab key should reach, in the order of the document; a date field has several stops of its own
REACHABLE = """() => {
  const able = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex='0']";
  return [...document.querySelectorAll(able)].filter((one) =>
    !one.disabled && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true})
  ).map((one, number) => (one.dataset.stop = number));
}"""

# where the focus is, and what shows it: the outline, or the outline's colour against what lies around it
STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const numbers = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  let around = one.parentElement;
  while (around && numbers(getComputedStyle(around).backgroundColor)[3] < 255) around = around.parentElement;
  const bright = ([red, green, blue]) => [red, green, blue].map((part) => part / 255).map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  ).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const [low, high] = [numbers(style.outlineColor), numbers(getComputedStyle(around || document.body).backgroundColor)]
    .map(bright).sort((a, b) => a - b);
  const middle = [box.left + Math.min(box.width / 2, 40), box.top + box.height / 2];
  const top = document.elementFromPoint(...middle);
  return {
    stop: one.dataset.stop ?? null,
    html: one.outerHTML.slice(0, 160),
    class: one.className,
    box: [box.left, box.top + scrollY, box.right, box.bottom + scrollY],
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    contrast: (high + 0.05) / (low + 0.05),
    seen: Boolean(top && (one.contains(top) || top.contains(one) || one.getClientRects().length > 1)),
    group: one.closest("header, nav, main section, main aside, main article, main form, footer, main")?.outerHTML
      .slice(0, 80),
  };
}"""


def walk(page, most: int = 400) -> list[dict]:
    """Press Tab until the focus has left the page; every stop once. A trap is a failed test."""
    wanted = page.evaluate(REACHABLE)
    stops: list[dict] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stop["stop"] == "0" and len(stops) > 1):  # out of the page, or round to its start
            assert [int(one["stop"]) for one in stops] == wanted, missed(page, stops, wanted)
            return stops
        if not (stops and stops[-1]["stop"] == stop["stop"]):
            stops.append(stop)
    raise AssertionError(f"the focus never leaves {page.url}; it ends on {stops[-1]['html']}")


def missed(page, stops: list[dict], wanted: list[int]) -> str:
    reached = [int(one["stop"]) for one in stops]
    html = "(number) => document.querySelector(`[data-stop='${number}']`).outerHTML.slice(0, 160)"
    return f"{page.url}: reached {reached}; never {[page.evaluate(html, one) for one in wanted if one not in reached]}"


def in_reading_order(stops: list[dict]) -> list[str]:
    """Return the steps of a walk that go back: up, and not to the top of another column or part."""
    back = []
    for before, after in pairwise(stops):
        left, top, _, _ = after["box"]
        _, last_top, last_right, _ = before["box"]
        goes_up, goes_right = top < last_top - 12, left >= last_right - 12
        if before["group"] == after["group"] and goes_up and not goes_right:
            back.append(f"{before['html']} -> {after['html']}")
    return back


def tab_to(page, wanted: str, most: int = 150, key: str = "Tab") -> None:
    """Press Tab until the focused element matches a selector; a failed test if it never does."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("(wanted) => document.activeElement?.matches(wanted) || false", wanted):
            return
    focused = page.evaluate("document.activeElement?.outerHTML.slice(0, 200)")
    raise AssertionError(f"{most} times {key} on {page.url} never reach {wanted}; the focus is on {focused}")


def press(page, key: str = "Enter") -> None:
    """Press a key that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press(key)
