"""The portal's pictures: drawn, never photographed, one file for each scene and variant."""

from __future__ import annotations

import base64
import io
import random

from PIL import Image, ImageDraw

from . import scenery, scenes

SIZE = (960, 640)
VARIANTS = 12
FILE_NAMES = {  # scene -> the base name an editor gave it
    "river": "song-xanh",
    "street": "duong-pho",
    "hall": "hoi-nghi",
    "school": "truong-hoc",
    "market": "cho",
    "park": "cong-vien",
    "clinic": "tram-y-te",
    "works": "cong-trinh",
    "library": "thu-vien",
}


def picture_name(scene: str, variant: int, folder: str = "PublishingImages") -> str:
    """The path in the mirror, below the host."""
    return f"{folder}/{FILE_NAMES[scene]}-{variant % VARIANTS + 1:02d}.jpg"


def draw(scene: str, variant: int) -> Image.Image:
    """A drawing of 960 x 640; the same arguments give the same pixels."""
    canvas = scenery.Canvas(random.Random(f"{scene} {variant}"))
    scenes.SCENES[scene](canvas)
    return canvas.image.resize(SIZE, Image.Resampling.LANCZOS)


def jpeg(image: Image.Image) -> bytes:
    return _saved(image, "JPEG", quality=84, optimize=True)


def png(image: Image.Image) -> bytes:
    return _saved(image.quantize(64), "PNG", optimize=True)


def gif(image: Image.Image) -> bytes:
    return _saved(image.quantize(64), "GIF")


def banner(width: int, height: int, hue: tuple[int, int, int]) -> bytes:
    """A plain furniture picture: banners and buttons of the template."""
    image = Image.new("RGB", (width, height), hue)
    pen = ImageDraw.Draw(image)
    pen.ellipse(
        (width - height, -height // 2, width + height, height), fill=tuple(min(c + 28, 255) for c in hue)
    )
    return _saved(image, "GIF")


def data_uri() -> str:
    """A small drawing as it stands inside a page."""
    small = draw("park", 3).resize((240, 160), Image.Resampling.LANCZOS)
    return "data:image/png;base64," + base64.b64encode(png(small)).decode()


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()
