"""What came of an import, in words: for the terminal and for the screen."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wiki.exchange.models import Import


def report_lines(job: Import) -> list[str]:
    """The report's lines, without the notes; only what there is to say."""
    counts = job.counts
    if not counts:
        return []
    lines = [
        _("%(commits)d commits read, of %(all)d in the history")
        % {"commits": counts.get("commits", 0), "all": counts.get("commits_in_history", 0)},
        _("%(revisions)d revisions from %(changes)d changes of files (a move counts there as two)")
        % {"revisions": counts.get("revisions", 0), "changes": counts.get("changes", 0)},
        _("%(created)d pages created, %(moved)d moves, %(trashed)d put in the trash, %(recovered)d recovered")
        % {name: counts.get(name, 0) for name in ("created", "moved", "trashed", "recovered")},
    ]
    if not job.tip:
        del lines[0]
    return [*_live_line(counts), *lines, *_optional_lines(counts)]


def _live_line(counts: dict[str, int]) -> list[str]:
    """Known once the tree is made."""
    if "live_pages" not in counts:
        return []
    pages = counts["live_pages"]
    return [ngettext("%d live page from a file", "%d live pages from files", pages) % pages]


def _optional_lines(counts: dict[str, int]) -> list[str]:
    said = {
        "sections": ngettext(
            "%d section for folders without a page", "%d sections for folders without a page", counts.get("sections", 0)
        ),
        "new_people": ngettext(
            "%d author who was not known here", "%d authors who were not known here", counts.get("new_people", 0)
        ),
        "files": ngettext("%d picture or file attached", "%d pictures and files attached", counts.get("files", 0)),
        "renewed_files": ngettext(
            "%d revision for a picture that changed without its page",
            "%d revisions for pictures that changed without their pages",
            counts.get("renewed_files", 0),
        ),
        "notes": ngettext("%d remark", "%d remarks", counts.get("notes", 0)),
    }
    return [text % counts[name] for name, text in said.items() if counts.get(name)]
