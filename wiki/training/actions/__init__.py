"""The verbs of training."""

from wiki.training.actions.acknowledging import acknowledge
from wiki.training.actions.answering import allow_retry, answer_questions
from wiki.training.actions.assigning import assign, end_assignment
from wiki.training.actions.exempting import end_exemption, exempt

__all__ = ["acknowledge", "allow_retry", "answer_questions", "assign", "end_assignment", "end_exemption", "exempt"]
