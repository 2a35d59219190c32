"""A drawing under way, and what its scenes are made of: sky, hills, trees, houses, people."""

from __future__ import annotations

import random

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
W, H = 1440, 960

# sky above, sky below, far hills, leaves, water, walls, roofs, accent
PALETTES: tuple[tuple[Colour, ...], ...] = (
    (
        (122, 190, 222),
        (226, 242, 244),
        (126, 176, 170),
        (52, 125, 92),
        (76, 152, 168),
        (248, 240, 222),
        (196, 92, 66),
        (232, 168, 56),
    ),
    (
        (250, 196, 140),
        (255, 236, 208),
        (196, 142, 128),
        (84, 122, 84),
        (128, 150, 160),
        (255, 244, 226),
        (170, 74, 66),
        (222, 98, 74),
    ),
    (
        (96, 144, 190),
        (202, 224, 236),
        (104, 146, 166),
        (40, 108, 98),
        (58, 122, 150),
        (240, 238, 230),
        (150, 84, 78),
        (242, 196, 84),
    ),
    (
        (150, 204, 204),
        (238, 246, 232),
        (142, 184, 152),
        (70, 140, 84),
        (88, 164, 158),
        (250, 246, 234),
        (204, 112, 72),
        (86, 126, 178),
    ),
    (
        (84, 96, 146),
        (236, 170, 150),
        (96, 92, 134),
        (48, 88, 92),
        (78, 92, 138),
        (238, 220, 206),
        (126, 66, 80),
        (250, 202, 110),
    ),
    (
        (176, 200, 214),
        (236, 238, 236),
        (150, 168, 172),
        (88, 128, 104),
        (116, 152, 164),
        (244, 240, 232),
        (158, 104, 86),
        (206, 84, 72),
    ),
)
CLOTHES: tuple[Colour, ...] = (
    (42, 92, 132),
    (196, 84, 68),
    (236, 180, 76),
    (72, 132, 104),
    (240, 236, 226),
    (122, 86, 128),
    (90, 110, 124),
)
SKIN: tuple[Colour, ...] = ((222, 176, 140), (206, 156, 120), (190, 140, 106))
HAIR: Colour = (52, 44, 44)


class Canvas:
    """A drawing under way: its picture, its pen, its dice and its colours."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        (self.sky, self.haze, self.hill, self.leaf, self.water, self.wall, self.roof, self.accent) = (
            rng.choice(PALETTES)
        )
        self.image = Image.new("RGB", (W, H), self.haze)
        self.pen = ImageDraw.Draw(self.image)

    def gradient(self, top: Colour, bottom: Colour, y0: int = 0, y1: int = H) -> None:
        for y in range(y0, y1):
            self.pen.line((0, y, W, y), fill=mix(top, bottom, (y - y0) / max(y1 - y0 - 1, 1)))

    def box(self, x: float, y: float, w: float, h: float, fill: Colour, radius: int = 0) -> None:
        self.pen.rounded_rectangle((x, y, x + w, y + h), radius, fill=fill)

    def disc(self, x: float, y: float, r: float, fill: Colour) -> None:
        self.pen.ellipse((x - r, y - r, x + r, y + r), fill=fill)

    def shape(self, points: list[tuple[float, float]], fill: Colour) -> None:
        self.pen.polygon(points, fill=fill)


def mix(one: Colour, other: Colour, part: float) -> Colour:
    return tuple(round(a + (b - a) * part) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]


def sky(c: Canvas, horizon: int) -> None:
    c.gradient(c.sky, c.haze, 0, horizon)
    c.disc(
        c.rng.randint(200, 1240),
        c.rng.randint(110, 260),
        c.rng.randint(44, 70),
        mix(c.haze, (255, 250, 226), 0.75),
    )
    for _ in range(3):
        x, y = c.rng.randint(60, 1300), c.rng.randint(70, 280)
        cloud = mix(c.haze, (255, 255, 255), 0.55)
        for dx, r in ((0, 26), (34, 38), (78, 30), (112, 20)):
            c.disc(x + dx, y, r, cloud)
        c.box(x - 20, y, 150, 24, cloud, 12)


def hills(c: Canvas, horizon: int, layers: int = 2) -> None:
    for layer in range(layers):
        colour = mix(c.hill, c.haze, 0.55 - 0.35 * layer)
        for _ in range(5):
            x, r = c.rng.randint(-100, W), c.rng.randint(150, 330)
            c.pen.ellipse(
                (x - r * 1.7, horizon - r * (0.52 - 0.12 * layer), x + r * 1.7, horizon + r), fill=colour
            )


def tree(c: Canvas, x: float, y: float, size: float) -> None:
    c.box(x - size * 0.06, y - size * 0.55, size * 0.12, size * 0.55, mix(c.leaf, (92, 66, 48), 0.7), 4)
    for dx, dy, r, light in (
        (-0.24, 0.62, 0.26, 0.0),
        (0.24, 0.64, 0.26, 0.05),
        (0.0, 0.84, 0.32, 0.12),
        (0.08, 0.92, 0.2, 0.22),
    ):
        c.disc(x + dx * size, y - dy * size, r * size, mix(c.leaf, (255, 255, 210), light))


def palm(c: Canvas, x: float, y: float, size: float) -> None:
    c.pen.line(
        (x, y, x + size * 0.1, y - size), fill=mix(c.leaf, (110, 82, 60), 0.75), width=int(size * 0.06)
    )
    for reach, drop in ((-0.5, 0.1), (-0.42, -0.14), (-0.2, -0.28), (0.2, -0.28), (0.42, -0.14), (0.5, 0.1)):
        tip = (x + size * 0.1 + reach * size * 0.8, y - size + drop * size)
        c.shape(
            [(x + size * 0.1, y - size - 8), tip, (x + size * 0.1, y - size + size * 0.07)],
            mix(c.leaf, (255, 255, 200), 0.1),
        )


def house(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    wall = mix(c.wall, c.rng.choice((c.accent, c.roof, c.hill, c.wall)), 0.2)
    c.box(x, y - h, w, h, wall)
    c.shape([(x - 14, y - h), (x + w / 2, y - h - w * 0.32), (x + w + 14, y - h)], c.roof)
    for column in range(2):
        c.box(
            x + w * (0.16 + 0.42 * column),
            y - h * 0.78,
            w * 0.24,
            h * 0.26,
            mix(c.water, (30, 50, 66), 0.25),
            4,
        )
    c.box(x + w * 0.38, y - h * 0.4, w * 0.24, h * 0.4, mix(c.roof, (60, 40, 34), 0.5), 4)


def person(c: Canvas, x: float, y: float, size: float, back: bool = False) -> None:
    clothes, skin = c.rng.choice(CLOTHES), c.rng.choice(SKIN)
    for side in (-1, 1):
        c.box(
            x + side * size * 0.1 - size * 0.07,
            y - size * 0.42,
            size * 0.14,
            size * 0.42,
            mix(clothes, (30, 36, 44), 0.65),
            5,
        )
    c.box(x - size * 0.21, y - size * 0.8, size * 0.42, size * 0.46, clothes, int(size * 0.12))
    c.disc(x, y - size * 0.93, size * 0.14, HAIR if back else skin)
    if not back:
        c.pen.pieslice(
            (x - size * 0.145, y - size * 1.08, x + size * 0.145, y - size * 0.8), 180, 360, fill=HAIR
        )
    if not back and c.rng.random() < 0.25:  # a conical hat
        c.shape(
            [(x - size * 0.28, y - size * 0.98), (x, y - size * 1.2), (x + size * 0.28, y - size * 0.98)],
            (232, 214, 170),
        )


def crowd(
    c: Canvas, y: int, count: int, size: int, x0: int = 90, x1: int = W - 90, back: bool = False
) -> None:
    for index in range(count):
        x = x0 + (x1 - x0) * (index + 0.5) / count + c.rng.randint(-18, 18)
        person(c, x, y + c.rng.randint(-12, 12), size * c.rng.uniform(0.92, 1.06), back)


def ground(c: Canvas, horizon: int, colour: Colour) -> None:
    c.gradient(mix(colour, c.haze, 0.25), colour, horizon, H)
