"""What a page's own screen asks of the person who looks at it."""

from typing import Any

from django.template.loader import render_to_string

from wiki.display.kept import Parts
from wiki.pages.models import Page
from wiki.training.standing.own import Standing

TEMPLATES = {"duty": "training/bar.html", "duty_end": "training/bar_end.html"}
NOTHING: Parts = dict.fromkeys(TEMPLATES, "")


def on_page(standing: Standing | None, user: Any, page: Page, token: str) -> Parts:
    """HTML by its places on the screen, above the text and at its end; empty for people who have nothing to do. No
    query."""
    if standing is None or not standing.cell.is_open:
        return NOTHING
    cell, standard = standing.cell, standing.standard
    confirms_here = cell.must_read and cell.proof is None
    context = {
        "cell": cell,
        "standard": standard,
        "is_repetition": bool(cell.proof and cell.proof.number in standard.known),
        "user": user,
        "page_url": page.url(),
        "token": token,
        "end": confirms_here,
        "has_questions": 'class="check-question"' in page.rendering.html,
    }
    wanted = TEMPLATES if confirms_here else {"duty": TEMPLATES["duty"]}
    return NOTHING | {name: render_to_string(template, context) for name, template in wanted.items()}
