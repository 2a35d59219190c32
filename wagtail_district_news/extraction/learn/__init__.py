"""Many pages of one site -> a Profile: templates, slots and furniture, learned from what repeats."""

from .learner import learn
from .report import LearnError, Report
from .study import Learned, study

__all__ = ["LearnError", "Learned", "Report", "learn", "study"]
