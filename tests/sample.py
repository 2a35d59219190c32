"""The sample portal with plain colours for drawings: drawing takes most of the time, and few tests look at them."""

from __future__ import annotations

import zlib
from pathlib import Path
from unittest.mock import patch

from PIL import Image

from example_site.legacy_portal import pictures
from example_site.legacy_portal.generate import Written, generate


def plainly(scene: str, variant: int) -> Image.Image:
    """A picture as large as a drawing, of one colour; no two are the same."""
    hue = zlib.crc32(f"{scene} {variant}".encode())
    return Image.new("RGB", pictures.SIZE, (hue & 255, hue >> 8 & 255, hue >> 16 & 255))


def sample_portal(folder: Path) -> Written:
    """Write the portal, its truth as ever."""
    with patch.object(pictures, "draw", plainly):
        return generate(folder)
