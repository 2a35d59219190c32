"""The squeezed text of a page in one piece, and what of it each element holds."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from .site import squeeze

SILENT = frozenset({"script", "style", "noscript", "template", "head", "title"})


class PageText:
    """One walk over a body: `text` and for each node, by its `mem_id`, its place among all and its span of the text."""

    def __init__(self, body: LexborNode) -> None:
        self.elements: list[LexborNode] = []
        self.spans: dict[int, tuple[int, int]] = {}
        self.places: dict[int, int] = {}
        self._pieces: list[str] = []
        self._length = 0
        self._walk(body)
        self.text = "".join(self._pieces)

    def of(self, node: LexborNode) -> str:
        start, end = self.spans.get(node.mem_id, (0, 0))
        return self.text[start:end]

    def holds(self, node: LexborNode, needle: str) -> bool:
        start, end = self.spans.get(node.mem_id, (0, 0))
        return self.text.find(needle, start, end) >= 0

    def smallest(self, needle: str) -> list[LexborNode]:
        """The smallest elements that hold each occurrence of a squeezed text, in the page's order."""
        found: dict[int, LexborNode] = {}
        at = self.text.find(needle) if needle else -1
        while at >= 0:
            end = at + len(needle)
            for node in reversed(
                self.elements
            ):  # a parent stands before its children: the last is the smallest
                span = self.spans[node.mem_id]
                if span[0] <= at and end <= span[1]:
                    found[node.mem_id] = node
                    break
            at = self.text.find(needle, end)
        return sorted(found.values(), key=lambda node: self.places[node.mem_id])

    def _walk(self, body: LexborNode) -> None:
        node, opened = body, [self._enter(body)]
        while opened:
            child = node.first_child if len(opened) and self._may_enter(node) else None
            while child is None and opened:
                if node.mem_id == body.mem_id:
                    self._leave(body, opened.pop())
                    return
                self._leave(node, opened.pop())
                child = node.next
                if child is None:
                    node = node.parent  # type: ignore[assignment]
            if child is not None:
                node = child
                opened.append(self._enter(node))

    def _may_enter(self, node: LexborNode) -> bool:
        return bool(node.is_element_node) and node.tag not in SILENT and node.mem_id not in self.spans

    def _enter(self, node: LexborNode) -> int:
        start = self._length
        if node.is_text_node:
            piece = squeeze(node.text())
            self._pieces.append(piece)
            self._length += len(piece)
        elif node.is_element_node:
            self.places[node.mem_id] = len(self.elements)
            self.elements.append(node)
        return start

    def _leave(self, node: LexborNode, start: int) -> None:
        self.spans[node.mem_id] = (start, self._length)
