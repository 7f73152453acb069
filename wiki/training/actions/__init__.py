"""The verbs of training."""

from wiki.training.actions.acknowledging import acknowledge
from wiki.training.actions.answering import allow_retry, answer_questions
from wiki.training.actions.assigning import assign, end_assignment
from wiki.training.actions.exempting import end_exemption, exempt
from wiki.training.actions.paths import change_path, end_path, make_path
from wiki.training.actions.releasing import release_if_read, release_read
from wiki.training.actions.signing_off import sign_off
from wiki.training.actions.supervising import check_effect, choose_supervisor, remove_supervisor

__all__ = [
    "acknowledge",
    "allow_retry",
    "answer_questions",
    "assign",
    "change_path",
    "check_effect",
    "choose_supervisor",
    "end_assignment",
    "end_exemption",
    "end_path",
    "exempt",
    "make_path",
    "release_if_read",
    "release_read",
    "remove_supervisor",
    "sign_off",
]
