"""How the tests look at a page: windows of Chromium, axe-core, contrast."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import axe_playwright_python

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
RUN = """async ([only, within]) => {
  const options = {runOnly: only, resultTypes: ["violations", "incomplete"], rules: {"target-size": {enabled: true}}};
  if (only.type === "rule") delete options.rules;
  const found = await axe.run(within || document, options);
  const shape = (html) => {
    const open = new DOMParser().parseFromString(html, "text/html");
    const one = /^<html/.test(html) ? open.documentElement : open.body.firstElementChild || open.head.firstElementChild;
    if (!one) return html.split(/[\\s>]/)[0];
    return [one.localName, ...[...one.classList].sort(), one.getAttribute("role") || ""].join(" ").trim();
  };
  return ["violations", "incomplete"].flatMap((kind) => found[kind].flatMap((rule) => rule.nodes.map((node) => ({
    kind, rule: rule.id, shape: rule.id === "page-has-heading-one" ? "html" : shape(node.html),
    html: node.html, why: node.failureSummary || node.any.map((one) => one.message).join("; "),
  }))));
}"""


@dataclass(frozen=True)
class Finding:
    """One thing that axe-core found, or could not decide (`incomplete`), and the shape of the element."""

    kind: str
    rule: str
    shape: str
    html: str
    why: str

    @property
    def signature(self) -> tuple[str, str]:
        return self.rule, self.shape

    def __str__(self):
        return f"{self.kind} {self.rule}: {self.html[:200]} - {' '.join(self.why.split())[:300]}"


def axe(page, rules: list[str] | None = None, within: str | None = None) -> list[Finding]:
    """Run every rule of WCAG 2.2 A and AA and of good practice, or some, on a page and its frames, or a part."""
    for frame in page.frames:
        if not frame.evaluate("typeof axe !== 'undefined'"):
            frame.evaluate(AXE)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    return [Finding(**found) for found in page.evaluate(RUN, [only, within])]


def said(findings) -> str:
    return "\n".join(map(str, findings))


def fits(page) -> None:
    """Nothing sticks out to the side."""
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room, (page.url, wide, room)


def chromium_path() -> str:
    found = shutil.which("chromium")
    assert found, "Chromium is not installed: .ci/system-packages installs it"
    return found


class Reader:
    """Windows of one browser, each as wide and as light or dark as wanted, kept open until the end."""

    def __init__(self, browser):
        self.browser, self.contexts = browser, {}

    def page(self, size=DESK, **options):
        """Return an empty page of a window; the same settings give the same window."""
        key = repr((size, options))
        if key not in self.contexts:
            wanted = {"viewport": size, "locale": "vi-VN", **options}
            context = self.contexts[key] = self.browser.new_context(**wanted)
            context.set_default_timeout(30_000)
        pages = self.contexts[key].pages
        return pages[0] if pages else self.contexts[key].new_page()

    def close(self):
        for context in self.contexts.values():
            context.close()
