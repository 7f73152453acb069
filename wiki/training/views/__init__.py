"""Screens of training."""

from wiki.training.views.assigning import assign, assignment_end
from wiki.training.views.confirming import acknowledgement
from wiki.training.views.documents import document
from wiki.training.views.exempting import exemption, exemption_end
from wiki.training.views.matrix import matrix
from wiki.training.views.people import own_record, person
from wiki.training.views.questions import questions

__all__ = [
    "acknowledgement",
    "assign",
    "assignment_end",
    "document",
    "exemption",
    "exemption_end",
    "matrix",
    "own_record",
    "person",
    "questions",
]
