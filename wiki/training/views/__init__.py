"""Screens of training."""

from wiki.training.views.assigning import assign, assignment_end, path_assign
from wiki.training.views.confirming import acknowledgement
from wiki.training.views.documents import document
from wiki.training.views.effects import effect
from wiki.training.views.exempting import exemption, exemption_end
from wiki.training.views.matrix import matrix
from wiki.training.views.paths import path, path_edit, path_end, path_new, paths
from wiki.training.views.people import own_record, person
from wiki.training.views.practice import practice
from wiki.training.views.questions import questions

__all__ = [
    "acknowledgement",
    "assign",
    "assignment_end",
    "document",
    "effect",
    "exemption",
    "exemption_end",
    "matrix",
    "own_record",
    "path",
    "path_assign",
    "path_edit",
    "path_end",
    "path_new",
    "paths",
    "person",
    "practice",
    "questions",
]
