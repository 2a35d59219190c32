"""Many pages of one site -> a Profile: templates, slots and furniture, learned from what repeats."""

from .learner import learn

__all__ = ["learn"]
