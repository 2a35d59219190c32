"""Struct blocks that put right what code wrote past their forms."""

from wagtail import blocks


class CheckedStructBlock(blocks.StructBlock):
    """A struct block whose values go through `checked` when they are read from a page, or put into one.

    Not in `to_python`: there `clean` comes next, and shall refuse what was given.
    """

    def checked(self, value):
        """Return the value as it may be shown; a subclass changes what no form would have taken."""
        return value

    def bulk_to_python(self, values):
        return [self.checked(value) for value in super().bulk_to_python(values)]

    def normalize(self, value):
        return self.checked(super().normalize(value))
