"""Which words belong to which picture: captions beside, below and in the next row of a table."""

from __future__ import annotations

from dataclasses import replace

from .blocks import Block, Paragraph, Picture
from .documents import Image
from .inline import BOLD, ITALIC, shared_marks

LONGEST = 300  # characters
LONGEST_IN_GRID = 200


def attach(blocks: list[Block]) -> list[Block]:
    """The blocks with captions moved into the pictures they belong to."""
    return _beside(_below_in_tables(blocks))


def _below_in_tables(blocks: list[Block]) -> list[Block]:
    """A row of pictures above a row of words: the words of a column are its picture's caption."""
    words: dict[tuple[int, int, int], list[Paragraph]] = {}
    crowded: set[tuple[int, int, int]] = set()
    for block in blocks:
        cell = getattr(block, "cell", None)
        if cell is None:
            continue
        key = (cell.table, cell.row, cell.column)
        if isinstance(block, Paragraph):
            words.setdefault(key, []).append(block)
        else:
            crowded.add(key)
    taken: set[int] = set()
    for block in blocks:
        if not isinstance(block, Picture) or block.cell is None:
            continue
        here = (block.cell.table, block.cell.row, block.cell.column)
        below = (here[0], here[1] + 1, here[2])
        found = words.get(below, [])
        if here in words or below in crowded or len(found) != 1 or id(found[0]) in taken:
            continue
        if len(found[0].text) <= LONGEST and not found[0].level:
            _give(block, found[0])
            taken.add(id(found[0]))
    return [block for block in blocks if id(block) not in taken]


def _beside(blocks: list[Block]) -> list[Block]:
    """The paragraph after a picture (or a row of them), or one before it that says it is a caption."""
    out: list[Block] = []
    marked: Picture | None = None  # the one whose caption the markup names
    for place, block in enumerate(blocks):
        last = out[-1] if out else None
        if isinstance(block, Paragraph) and isinstance(last, Picture) and not last.image.caption:
            after = blocks[place + 1] if place + 1 < len(blocks) else None
            if _is_caption(block, last, after):
                _give(last, block)
                _gather(out, last, block)
                marked = last if block.caption else None
                continue
        elif (
            isinstance(block, Paragraph)
            and last is not None
            and last is marked
            and _goes_on(block, blocks, place)
        ):
            _give(marked, block)
            continue
        if (
            isinstance(block, Picture)
            and isinstance(last, Paragraph)
            and last.caption
            and not block.image.caption
        ):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            if not (isinstance(following, Paragraph) and following.caption):
                out.pop()
                _give(block, last)
        out.append(block)
    return out


def _goes_on(words: Paragraph, blocks: list[Block], place: int) -> bool:
    """Whether a caption has one more part, as a credit and a description have: none that a next picture has."""
    if not words.caption or words.level or any(run.href for run in words.runs):
        return False
    return not any(isinstance(block, Picture) for block in blocks[place + 1 : place + 2])


def _is_caption(words: Paragraph, picture: Picture, after: Block | None) -> bool:
    if words.level or any(run.href for run in words.runs):
        return False
    if words.caption:
        return True
    size = len(words.text)
    if size > LONGEST:
        return False
    marks = shared_marks(words.runs)
    if words.cell is not None and words.cell == picture.cell and words.cell.columns > 1:
        alone = after is None or getattr(after, "cell", None) != words.cell
        if alone and size <= LONGEST_IN_GRID:
            return True
    if marks & ITALIC:
        return True
    # A bold line in the middle is more often the next heading than a caption.
    return words.centred and not marks & BOLD


def _give(picture: Picture, words: Paragraph) -> None:
    caption = " ".join(f"{picture.image.caption} {words.text}".split())
    picture.image = replace(picture.image, caption=caption)


def _gather(out: list[Block], last: Picture, words: Paragraph) -> None:
    """Pictures of one block element under one caption become a gallery."""
    row: list[Image] = []
    while len(out) > 1:
        before = out[-2]
        same = isinstance(before, Picture) and before.origin == last.origin and before.cell == last.cell
        if not same or not isinstance(before, Picture) or before.image.caption or before.siblings:
            break
        row.insert(0, before.image)
        del out[-2]
    if row:
        caption = last.image.caption
        last.siblings = [*row[1:], replace(last.image, caption="")]
        last.image = replace(row[0], caption=caption)
