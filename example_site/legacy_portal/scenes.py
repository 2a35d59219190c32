"""Nine flat drawings of a district by a river; people are shapes, nobody is portrayed."""

from __future__ import annotations

from collections.abc import Callable

from .scenery import (
    CLOTHES,
    Canvas,
    H,
    W,
    crowd,
    ground,
    hills,
    house,
    mix,
    palm,
    person,
    sky,
    tree,
)


def river(c: Canvas) -> None:
    horizon = 430
    sky(c, horizon)
    hills(c, horizon)
    c.gradient(mix(c.water, c.haze, 0.45), c.water, horizon, H)
    for x in range(-40, W, 150):
        house(c, x + c.rng.randint(0, 40), horizon + 8, c.rng.randint(84, 116), c.rng.randint(60, 96))
    for _ in range(46):
        x, y = c.rng.randint(0, W), c.rng.randint(horizon + 26, H)
        c.box(x, y, c.rng.randint(40, 150), 4, mix(c.water, (255, 255, 255), 0.28), 2)
    for _ in range(3):
        x, y, size = c.rng.randint(160, 1200), c.rng.randint(560, 800), c.rng.randint(150, 230)
        c.shape(
            [(x - size, y - 34), (x + size, y - 34), (x + size * 0.7, y + 26), (x - size * 0.7, y + 26)],
            mix(c.roof, (60, 40, 34), 0.45),
        )
        person(c, x - size * 0.3, y - 20, 96)
        c.box(x + 20, y - 74, size * 0.46, 44, c.accent, 16)
    for x in (70, 1330):
        palm(c, x, H + 10, c.rng.randint(420, 560))


def street(c: Canvas) -> None:
    sky(c, 520)
    ground(c, 620, (128, 130, 132))
    x = -20
    while x < W:
        w, h = c.rng.randint(130, 190), c.rng.randint(250, 440)
        wall = mix(c.wall, c.rng.choice((c.accent, c.roof, c.water, c.leaf)), c.rng.uniform(0.08, 0.34))
        c.box(x, 640 - h, w, h, wall)
        c.box(x - 4, 640 - h, w + 8, 16, mix(wall, (80, 60, 50), 0.3))
        for row in range(int((h - 130) // 84)):
            for column in range(2):
                c.box(
                    x + w * (0.16 + 0.4 * column),
                    640 - h + 40 + row * 84,
                    w * 0.26,
                    52,
                    mix(c.water, (30, 50, 66), 0.3),
                    4,
                )
        c.shape(
            [(x, 540), (x + w, 540), (x + w + 10, 572), (x - 10, 572)],
            c.rng.choice((c.accent, c.roof, c.leaf)),
        )
        c.box(x + w * 0.2, 572, w * 0.6, 68, mix(wall, (70, 60, 56), 0.55))
        x += w + 6
    c.box(0, 640, W, 40, (196, 190, 178))
    for x in range(40, W, 220):
        c.box(x, 800, 110, 12, (236, 230, 210))
    for x in (180, 620, 1080):
        tree(c, x + c.rng.randint(-50, 50), 690, 210)
    crowd(c, 716, 6, 120)
    crowd(c, 900, 3, 190)


def _room(c: Canvas) -> None:
    c.gradient(mix(c.wall, (255, 255, 255), 0.3), c.wall, 0, 640)
    ground(c, 640, mix(c.roof, (214, 190, 160), 0.72))


def hall(c: Canvas) -> None:
    _room(c)
    c.box(220, 90, 1000, 400, mix(c.roof, (150, 34, 34), 0.5), 10)
    c.box(250, 120, 940, 340, mix(c.roof, (168, 42, 40), 0.6), 8)
    for index, width in enumerate((620, 470, 300)):  # lines of a banner: no words
        c.box(720 - width / 2, 180 + index * 70, width, 26, mix(c.accent, (255, 246, 206), 0.45), 13)
    for x in (90, 1350):
        palm(c, x - 12, 640, 210)
        c.box(x - 46, 590, 90, 70, mix(c.roof, (90, 60, 50), 0.4), 10)
    crowd(c, 640, 4, 170, 420, 1020)
    c.box(330, 560, 780, 110, mix(c.roof, (120, 84, 60), 0.55), 8)
    c.box(330, 560, 780, 18, c.accent, 8)
    for row, count in ((780, 9), (900, 8), (1020, 7)):
        crowd(c, row, count, 178 + (row - 780) // 5, 20, W - 20, back=True)


def school(c: Canvas) -> None:
    sky(c, 560)
    hills(c, 560, 1)
    ground(c, 620, mix(c.accent, (222, 206, 176), 0.72))
    c.box(150, 240, 1140, 390, mix(c.wall, c.accent, 0.3))
    c.shape([(110, 240), (260, 150), (1180, 150), (1330, 240)], c.roof)
    for row in range(2):
        for column in range(8):
            c.box(190 + column * 136, 290 + row * 170, 96, 96, mix(c.water, (30, 50, 66), 0.2), 6)
            c.box(190 + column * 136, 384 + row * 170, 96, 10, mix(c.wall, (255, 255, 255), 0.6))
    c.box(650, 460, 140, 170, mix(c.roof, (70, 46, 40), 0.4), 6)
    c.box(1236, 200, 8, 440, (236, 236, 230))
    c.shape([(1244, 204), (1360, 236), (1244, 268)], c.accent)
    for x in (60, 1392):
        tree(c, x, 690, 260)
    crowd(c, 740, 9, 112)
    crowd(c, 890, 6, 150)


def market(c: Canvas) -> None:
    sky(c, 420)
    ground(c, 560, mix(c.accent, (190, 176, 156), 0.8))
    c.shape([(40, 330), (720, 130), (1400, 330)], c.roof)
    c.box(90, 330, 1260, 250, mix(c.roof, (70, 50, 44), 0.6))
    for index in range(5):
        x = 30 + index * 284
        colour = (c.accent, c.leaf, c.roof, c.water)[index % 4]
        for stripe in range(6):
            c.shape(
                [
                    (x + stripe * 42, 400),
                    (x + stripe * 42 + 42, 400),
                    (x + stripe * 42 + 46, 470),
                    (x + stripe * 42 - 4, 470),
                ],
                colour if stripe % 2 else mix(c.wall, (255, 255, 255), 0.5),
            )
        person(c, x + 125, 670, 170)
        c.box(x, 600, 252, 96, mix(c.roof, (140, 104, 76), 0.6), 6)
        fruit = c.rng.choice(((214, 90, 62), (108, 158, 76), (238, 182, 66), (150, 92, 140)))
        for pile in range(18):
            c.disc(
                x + 20 + (pile % 9) * 27,
                596 - (pile // 9) * 18,
                15,
                mix(fruit, (255, 255, 255), c.rng.uniform(0, 0.2)),
            )
    crowd(c, 900, 6, 196, back=True)


def park(c: Canvas) -> None:
    horizon = 420
    sky(c, horizon)
    hills(c, horizon)
    ground(c, horizon, mix(c.leaf, (176, 206, 120), 0.5))
    c.shape([(560, horizon), (680, horizon), (1060, H), (260, H)], mix(c.wall, (220, 204, 170), 0.6))
    c.pen.ellipse((840, 520, 1420, 680), fill=mix(c.water, c.haze, 0.2))
    for _ in range(14):
        x = c.rng.choice((c.rng.randint(0, 440), c.rng.randint(820, W)))
        tree(c, x, c.rng.randint(horizon + 20, 520), c.rng.randint(110, 180))
    for x, y in ((120, 860), (1320, 880)):
        tree(c, x, y, 400)
    for x in (330, 1010):
        c.box(x, 740, 150, 16, mix(c.roof, (110, 80, 60), 0.5), 6)
        c.box(x + 14, 756, 12, 44, (90, 90, 90))
        c.box(x + 124, 756, 12, 44, (90, 90, 90))
    crowd(c, 720, 4, 120, 480, 860)
    crowd(c, 900, 5, 170, 380, 1020)


def clinic(c: Canvas) -> None:
    sky(c, 540)
    ground(c, 640, mix(c.wall, (206, 204, 196), 0.6))
    c.box(120, 250, 1200, 400, mix(c.wall, (255, 255, 255), 0.5))
    c.box(120, 230, 1200, 34, c.water)
    c.box(560, 160, 320, 490, mix(c.wall, (255, 255, 255), 0.7), 8)
    c.disc(720, 250, 58, c.water)
    c.box(706, 212, 28, 76, (255, 255, 255), 4)
    c.box(682, 236, 76, 28, (255, 255, 255), 4)
    for column in range(3):
        for side in (170, 930):
            for row in range(2):
                c.box(side + column * 124, 320 + row * 150, 84, 90, mix(c.water, (36, 60, 76), 0.2), 6)
    c.box(630, 440, 180, 210, mix(c.water, (36, 60, 76), 0.35), 6)
    c.shape([(560, 410), (880, 410), (920, 440), (520, 440)], c.accent)
    for x in (60, 1390):
        tree(c, x, 690, 240)
    crowd(c, 760, 6, 140)
    crowd(c, 910, 4, 180)


def works(c: Canvas) -> None:
    horizon = 470
    sky(c, horizon)
    hills(c, horizon)
    ground(c, horizon, mix(c.accent, (176, 146, 112), 0.75))
    for x in (150, 1130):
        c.box(x, 250, 180, 260, mix(c.wall, (190, 186, 180), 0.4))
        for row in range(4):
            c.box(x - 20, 270 + row * 62, 220, 8, (150, 120, 84))
        for column in range(3):
            c.box(x + column * 96 - 8, 240, 8, 280, (150, 120, 84))
    c.box(640, 120, 20, 420, c.accent)
    c.box(460, 130, 520, 16, c.accent)
    c.pen.line((900, 146, 900, 320), fill=(80, 80, 80), width=4)
    c.box(850, 320, 100, 60, mix(c.roof, (120, 120, 120), 0.5), 4)
    c.shape([(0, 700), (W, 610), (W, 720), (0, 830)], mix(c.water, c.haze, 0.15))
    for index in range(7):
        x = 40 + index * 215
        c.disc(x + 60, 760 - index * 10, 62, (170, 168, 162))
        c.disc(x + 60, 760 - index * 10, 40, (96, 94, 92))
    crowd(c, 640, 4, 130, 260, 1180)
    crowd(c, 930, 4, 190, 140, 1300)


def library(c: Canvas) -> None:
    _room(c)
    for shelf in range(4):
        y = 90 + shelf * 140
        x = 60
        while x < W - 100:
            w, h = c.rng.randint(16, 36), c.rng.randint(76, 112)
            c.box(
                x, y + 116 - h, w, h, mix(c.rng.choice((*CLOTHES, c.roof, c.leaf, c.accent)), c.wall, 0.15), 3
            )
            x += w + c.rng.choice((3, 3, 3, 3, 26))
        c.box(40, y + 116, W - 80, 16, mix(c.roof, (130, 96, 70), 0.6))
    for x in (30, 700, 1390):
        c.box(x, 70, 20, 590, mix(c.roof, (130, 96, 70), 0.6))
    crowd(c, 800, 5, 200, 160, 1280)
    for x in (120, 560, 1000):
        c.box(x, 740, 340, 30, mix(c.roof, (170, 130, 96), 0.6), 8)
        c.box(x + 30, 770, 16, 190, (120, 96, 76))
        c.box(x + 294, 770, 16, 190, (120, 96, 76))
        for book in range(3):
            c.box(x + 40 + book * 96, 726, 64, 14, c.rng.choice(CLOTHES), 3)


SCENES: dict[str, Callable[[Canvas], None]] = {
    "river": river,
    "street": street,
    "hall": hall,
    "school": school,
    "market": market,
    "park": park,
    "clinic": clinic,
    "works": works,
    "library": library,
}
