"""What the audit trail's actions are called on screen. An action without words here is shown by its name."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "page.created": _("Page created"),
    "page.edited": _("Page edited"),
    "page.merged": _("Page edited, merged with another change"),
    "page.restored": _("Old revision restored"),
    "page.copied": _("Page copied"),
    "page.moved": _("Page moved"),
    "page.tagged": _("Tags of a page changed"),
    "page.reordered": _("Page reordered"),
    "page.trashed": _("Page put in the trash"),
    "page.requested": _("Page asked for"),
    "page.recovered": _("Page recovered from the trash"),
    "page.imported": _("Page imported"),
    "page.withheld": _("Page withheld from readers"),
    "space.controlled": _("Document control of a space begun"),
    "space.opened": _("Document control of a space ended"),
    "policy.changed": _("Rules of document control changed"),
    "document.controlled": _("Document control of a page begun"),
    "document.opened": _("Document control of a page ended"),
    "document.changed": _("What is kept of a document changed"),
    "document.retired": _("Document retired"),
    "document.reviewed": _("Document reviewed, no change needed"),
    "document.review_due": _("Review of a document due"),
    "document.flagged": _("Reader found something wrong"),
    "document.flag_closed": _("What a reader found looked at"),
    "review.requested": _("Approval asked for"),
    "review.reviewed": _("Change reviewed"),
    "review.approved": _("Change approved"),
    "review.rejected": _("Change rejected"),
    "review.withdrawn": _("Request for approval withdrawn"),
    "review.overtaken": _("Request overtaken by a newer revision"),
    "review.remarked": _("Remark on a change"),
    "changeset.submitted": _("Several pages submitted as one"),
    "edition.effective": _("Edition in force"),
    "edition.planned_anew": _("Approved edition planned for another moment"),
    "edition.called_off": _("Approved edition called off"),
    "edition.emergency": _("Edition released in an emergency"),
    "delegation.given": _("Decisions delegated"),
    "delegation.ended": _("Delegation ended"),
    "snippet.named": _("Snippet named"),
    "snippet.ended": _("Snippet ended"),
    "draft.shared": _("Draft shared by link"),
    "draft.unshared": _("Link to a draft taken back"),
    "template.offered": _("Template offered"),
    "template.changed": _("Fields of a template changed"),
    "template.ended": _("Template ended"),
    "thread.started": _("Discussion begun"),
    "comment.added": _("Comment added"),
    "comment.edited": _("Comment edited"),
    "comment.removed": _("Comment removed"),
    "thread.resolved": _("Discussion resolved"),
    "thread.reopened": _("Discussion opened again"),
    "suggestion.sent": _("Change suggested"),
    "suggestion.accepted": _("Suggested change accepted"),
    "suggestion.declined": _("Suggested change declined"),
    "suggestion.withdrawn": _("Suggested change withdrawn"),
    "assignment.made": _("Training assigned"),
    "assignment.ended": _("Assignment of training ended"),
    "acknowledgement.given": _("Read and understood"),
    "exemption.made": _("Exempted from training"),
    "exemption.ended": _("Exemption from training ended"),
    "sign_off.given": _("Practical training signed off"),
    "attempt.made": _("Check questions answered"),
    "retry.given": _("Further attempts given"),
    "path.made": _("Learning path made"),
    "path.changed": _("Learning path changed"),
    "path.ended": _("Learning path ended"),
    "effectiveness.checked": _("Effect of training checked"),
    "supervisor.chosen": _("Supervisor chosen"),
    "supervisor.removed": _("Supervisor taken back"),
    "training.reminded": _("Reminded of training"),
    "training.check_due": _("Look at the effect of training due"),
    "training.escalated": _("Overdue training told to the supervisor"),
    "watch.begun": _("Watching begun"),
    "watch.ended": _("Watching ended"),
    "wishes.changed": _("Notification settings changed"),
    "import.started": _("Import started"),
    "import.finished": _("Import finished"),
    "import.failed": _("Import stopped"),
    "space.created": _("Space created"),
    "space.changed": _("Space changed"),
    "membership.given": _("Membership given"),
    "membership.changed": _("Membership changed"),
    "membership.removed": _("Membership removed"),
    "person.imported": _("Author of an imported handbook added"),
    "person.made_admin": _("Made an admin from the server"),
    "person.changed": _("Name or address changed"),
    "person.role_changed": _("Role changed"),
    "person.deactivated": _("Person deactivated"),
    "person.reactivated": _("Person reactivated"),
    "person.merged": _("Imported author merged with a person"),
    "person.separated": _("Merge taken back"),
    "person.reset_link_made": _("Link for a new password made"),
    "person.signed_in": _("Signed in"),
    "person.signed_out": _("Signed out"),
    "person.sessions_ended": _("Signed out everywhere"),
    "person.sign_in_failed": _("Failed sign-in"),
    "person.password_changed": _("Password changed"),
    "person.password_reset": _("New password set by link"),
    "invitation.sent": _("Invitation sent"),
    "invitation.resent": _("Invitation sent again"),
    "invitation.revoked": _("Invitation revoked"),
    "invitation.accepted": _("Invitation accepted"),
    "team.created": _("Team created"),
    "team.changed": _("Team changed"),
    "team.deleted": _("Team deleted"),
    "wiki.renamed": _("Wiki renamed"),
    "wiki.restored": _("Wiki restored from a backup"),
    "starter.loaded": _("Starter content loaded"),
    "evidence.asked": _("Evidence asked for"),
    "evidence.made": _("Evidence made"),
    "audit.exported": _("Audit trail exported"),
    "mail.tested": _("Test mail sent"),
    "chain.checked": _("Check of the record asked for"),
}


def action_in_words(action: str) -> str:
    """The action as people say it."""
    return str(ACTIONS.get(action, action))


def value_in_words(value: Any) -> str:
    """One value of before or after, on one line or a list's lines."""
    match value:
        case True:
            return str(_("yes"))
        case False:
            return str(_("no"))
        case None | "":
            return "–"
        case list():
            return "\n".join(value_in_words(item) for item in value) or "–"
        case dict():
            return "\n".join(f"{key}: {value_in_words(item)}" for key, item in value.items()) or "–"
    return str(value)


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str, bool]]:
    """(field, before, after, whether they differ) for every field of either, in words."""
    fields = dict.fromkeys([*before, *after])
    return [
        (
            field.replace("_", " "),
            value_in_words(before.get(field)),
            value_in_words(after.get(field)),
            bool(before) and bool(after) and before.get(field) != after.get(field),
        )
        for field in fields
    ]
