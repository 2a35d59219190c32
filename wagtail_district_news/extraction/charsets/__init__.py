"""Vietnamese charsets older than Unicode (TCVN3, VNI, VISCII), other scripts', and how Vietnamese a text looks."""

from .conversion import charset_of_font, convert, convert_run
from .labels import meant
from .scripts import charset_by_letters
from .syllables import looks_vietnamese
from .tables import TABLES

LEGACY = tuple(TABLES)  # Python does not know them

__all__ = [
    "LEGACY",
    "charset_by_letters",
    "charset_of_font",
    "convert",
    "convert_run",
    "looks_vietnamese",
    "meant",
]
