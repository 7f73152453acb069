"""The tables of training."""

from wiki.training.models.assignments import Assignment, Exemption, LearningPath, PathItem, Supervisor, TeamStay
from wiki.training.models.records import Acknowledgement, Attempt, EffectivenessCheck, Reminder, Retry, SignOff

__all__ = [
    "Acknowledgement",
    "Assignment",
    "Attempt",
    "EffectivenessCheck",
    "Exemption",
    "LearningPath",
    "PathItem",
    "Reminder",
    "Retry",
    "SignOff",
    "Supervisor",
    "TeamStay",
]
