"""Vietnamese charsets older than Unicode (TCVN3, VNI, VISCII), and how Vietnamese a text looks."""

from .conversion import charset_of_font, convert, convert_run
from .syllables import looks_vietnamese

__all__ = ["charset_of_font", "convert", "convert_run", "looks_vietnamese"]
