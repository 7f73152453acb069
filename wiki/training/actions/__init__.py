"""The verbs of training."""

from wiki.training.actions.acknowledging import acknowledge
from wiki.training.actions.assigning import Audience, Terms, assign, end_assignment
from wiki.training.actions.exempting import end_exemption, exempt

__all__ = ["Audience", "Terms", "acknowledge", "assign", "end_assignment", "end_exemption", "exempt"]
