"""Who may do what: every address of the product with the answer that each of the cast gets.

Addresses are of the open space "handbook" with the page "cleaning"; `{pk}` and the like are filled in by the test.
A new address without a row here fails the tests.
"""

from tests.architecture.access_rows import (
    EDITORS,
    FOUND,
    INVALID,
    MISSING,
    NOT_ALLOWED,
    OK,
    READERS,
    REFUSED,
    TRAINERS,
    Row,
    author_alone,
    everyone,
    only,
    signed_in,
)
from tests.architecture.audit_table import AUDIT
from tests.architecture.control_table import CONTROL
from tests.architecture.training_table import TRAINING

TABLE: dict[str, tuple[Row, ...]] = {
    **{name: (Row(f"/{name}", everyone(of)),) for name, of in (("healthz", OK), ("readyz", OK), ("metrics", MISSING))},
    # accounts
    "account_login": (Row("/accounts/login/", (OK, *(FOUND,) * 5)),),
    "account_logout": (
        Row("/accounts/logout/", (FOUND, *(OK,) * 5)),
        Row("/accounts/logout/", everyone(FOUND), post={}),
    ),
    "account_inactive": (Row("/accounts/inactive/", everyone()),),
    "account_signup": (Row("/accounts/signup/", (OK, *(FOUND,) * 5)),),
    "account_change_password": (Row("/accounts/password/change/", signed_in()),),
    "account_reset_password": (Row("/accounts/password/reset/", everyone()),),
    "account_reset_password_done": (Row("/accounts/password/reset/done/", everyone()),),
    "account_reset_password_from_key": (Row("/accounts/password/reset/key/1-no-such-key/", everyone()),),
    "account_reset_password_from_key_done": (Row("/accounts/password/reset/key/done/", everyone()),),
    "account_settings": (Row("/accounts/settings/", signed_in()),),
    "account_sessions_end": (
        Row("/accounts/sessions/end/", signed_in(NOT_ALLOWED)),
        Row("/accounts/sessions/end/", signed_in(FOUND), post={}),
    ),
    "account_theme": (
        Row("/accounts/theme/", signed_in(NOT_ALLOWED)),
        Row("/accounts/theme/", signed_in(FOUND), post={"theme": "dark"}),
    ),
    "account_invitation": (Row("/accounts/invitations/no-such-token/", everyone(410)),),
    "account_setup_waiting": (Row("/setup/", signed_in(MISSING)),),
    "account_setup": (Row("/setup/no-such-token/", everyone(410)),),
    # reading
    "activity:home": (Row("/", signed_in()),),
    "reading:space": (Row("/handbook/", only(*READERS)),),
    "reading:page": (
        Row("/handbook/cleaning/", only(*READERS)),
        Row("/handbook/no-such-page/", (FOUND, *(MISSING,) * 5)),
    ),
    # exchange
    "exchange:imports": (
        Row("/imports/", (FOUND, *(REFUSED,) * 4, OK)),
        Row("/imports/", (FOUND, *(REFUSED,) * 4, INVALID), post={}),
    ),
    "exchange:import": (Row("/imports/4711/", (FOUND, *(REFUSED,) * 4, MISSING)),),
    "activity:changes": (Row("/changes/", signed_in()),),
    "activity:notifications": (Row("/notifications/", signed_in()),),
    "activity:notification": (Row("/notifications/4711/", signed_in(MISSING)),),
    "activity:reading": (
        Row("/notifications/reading/", signed_in(NOT_ALLOWED)),
        Row("/notifications/reading/", signed_in(FOUND), post={"newest": 4711}),
    ),
    "activity:watches": (
        Row("/notifications/watches/", signed_in()),
        Row("/notifications/watches/", signed_in(MISSING), post={"watch": 4711}),
    ),
    "activity:wishes": (Row("/notifications/settings/", signed_in()),),
    "activity:mail-stop": (Row("/notifications/stop/no-such-token/", everyone(410)),),
    "activity:watch-space": (
        Row("/handbook/-/watch/", everyone(NOT_ALLOWED)),
        Row("/handbook/-/watch/", only(*READERS, status=FOUND), post={"watch": "on"}),
    ),
    "activity:watch-page": (
        Row("/handbook/cleaning/-/watch/", everyone(NOT_ALLOWED)),
        Row("/handbook/cleaning/-/watch/", only(*READERS, status=FOUND), post={"watch": "on"}),
    ),
    # history
    "history:draft": (Row("/p/drafts/{draft_key}/", only(*READERS)),),
    "history:trashed": (Row("/handbook/-/trash/{trashed}/", only(*TRAINERS)),),
    "history:list": (
        Row("/handbook/cleaning/-/history/", only(*READERS)),
        Row("/handbook/-/history/", only(*READERS)),
        Row("/handbook/-/trash/{trashed}/-/history/", only(*TRAINERS)),
    ),
    "history:revision": (
        Row("/handbook/cleaning/-/history/1/", only(*READERS)),
        Row("/handbook/-/trash/{trashed}/-/history/1/", only(*TRAINERS)),
    ),
    "history:compare-choice": (
        Row("/handbook/cleaning/-/compare/?a=1&b=2", only(*READERS, status=FOUND)),
        Row("/handbook/-/trash/{trashed}/-/compare/?a=1&b=1", only(*TRAINERS, status=FOUND)),
    ),
    "history:compare": (
        Row("/handbook/cleaning/-/compare/1..2/", only(*READERS)),
        Row("/handbook/-/trash/{trashed}/-/compare/1..1/", only(*TRAINERS)),
    ),
    "history:restore": (
        Row("/handbook/cleaning/-/restore/1/", only(*TRAINERS)),
        Row("/handbook/cleaning/-/restore/1/", only(*TRAINERS, status=FOUND), post={"reason": "Back", "seen": 2}),
    ),
    # discussion; what is said already was said by the admin
    "discussion:own-suggestions": (Row("/changes/suggested/", signed_in()),),
    "discussion:permanent-thread": (Row("/p/{pk}/threads/{thread}/", only(*READERS, status=FOUND)),),
    "discussion:threads": (Row("/handbook/cleaning/-/threads/", only(*READERS)),),
    "discussion:thread": (Row("/handbook/cleaning/-/threads/{thread}/", only(*READERS)),),
    "discussion:thread-new": (
        Row("/handbook/cleaning/-/threads/new/", only(*READERS), of_people=True),
        Row("/handbook/cleaning/-/threads/new/", only(*READERS, status=FOUND), post={"text": "Why?"}, of_people=True),
    ),
    "discussion:reply": (
        Row("/handbook/cleaning/-/threads/{thread}/replies/", only(*READERS), of_people=True),
        Row(
            "/handbook/cleaning/-/threads/{thread}/replies/",
            only(*READERS, status=FOUND),
            post={"text": "So."},
            of_people=True,
        ),
    ),
    "discussion:resolution": (
        Row("/handbook/cleaning/-/threads/{thread}/resolution/", only(*EDITORS, status=FOUND), post={}),
    ),
    "discussion:reopening": (
        Row("/handbook/cleaning/-/threads/{thread}/reopening/", only(*EDITORS, status=FOUND), post={}),
    ),
    "discussion:comment-edit": (
        Row("/handbook/cleaning/-/comments/{comment}/edit/", only("admin")),
        Row("/handbook/cleaning/-/comments/{comment}/edit/", only("admin", status=FOUND), post={"text": "What?"}),
    ),
    "discussion:comment-removal": (
        Row("/handbook/cleaning/-/comments/{comment}/removal/", only(*TRAINERS)),
        Row("/handbook/cleaning/-/comments/{comment}/removal/", only(*TRAINERS, status=FOUND), post={}),
    ),
    "discussion:people": (Row("/handbook/cleaning/-/people/?q=ed", only(*READERS), of_people=True),),
    "discussion:suggest": (
        # Who may edit is led to the editor.
        Row("/handbook/cleaning/-/suggest/", (FOUND, MISSING, OK, FOUND, FOUND, FOUND), of_people=True),
        Row(
            "/handbook/cleaning/-/suggest/",
            only(*READERS, status=FOUND),
            post={"title": "Cleaning", "text": "New", "base_number": 2, "reason": "Better"},
            of_people=True,
        ),
    ),
    "discussion:suggest-preview": (
        Row("/handbook/cleaning/-/suggest/preview/", only(*READERS), post={"text": "*x*"}, of_people=True),
    ),
    "discussion:suggest-draft": (
        Row(
            "/handbook/cleaning/-/suggest/draft/",
            only(*READERS),
            post={"text": "x", "title": "T", "base_number": 2},
            of_people=True,
        ),
    ),
    "discussion:suggestions": (Row("/handbook/cleaning/-/suggestions/", only(*READERS), of_people=True),),
    "discussion:suggestion": (Row("/handbook/cleaning/-/suggestions/{suggestion}/", only(*EDITORS)),),
    "discussion:acceptance": (
        Row(
            "/handbook/cleaning/-/suggestions/{suggestion}/acceptance/",
            only(*EDITORS, status=FOUND),
            post={"seen": 2},
        ),
    ),
    "discussion:suggestion-change": (
        Row("/handbook/cleaning/-/suggestions/{suggestion}/change/", only(*EDITORS)),
        Row(
            "/handbook/cleaning/-/suggestions/{suggestion}/change/",
            only(*EDITORS, status=FOUND),
            post={"title": "Cleaning", "text": "Newer", "base_number": 2},
        ),
    ),
    "discussion:refusal": (
        Row(
            "/handbook/cleaning/-/suggestions/{suggestion}/refusal/", only(*EDITORS, status=FOUND), post={"word": "No"}
        ),
    ),
    "discussion:withdrawal": (
        Row("/handbook/cleaning/-/suggestions/{suggestion}/withdrawal/", only("admin", status=FOUND), post={}),
    ),
    # pages
    "pages:permanent": (
        Row("/p/{pk}/", only(*READERS, status=FOUND)),
        Row("/p/{trashed}/", (FOUND, *(MISSING,) * 3, FOUND, FOUND)),
    ),
    "pages:permanent-revision": (Row("/p/{pk}/r/1/", only(*READERS, status=FOUND)),),
    "pages:file": (Row("/p/{pk}/files/{sha256}/plan.txt", only(*READERS)),),
    "pages:thumbnail": (Row("/p/{pk}/pictures/{picture}/480.webp", only(*READERS)),),
    "pages:place": (Row("/spaces/new-page/", everyone()),),
    "pages:tree": (
        Row("/handbook/-/tree/", only(*EDITORS)),
        Row("/handbook/-/tree/", only(*EDITORS, status=FOUND), post={"page": "{pk}", "parent": "{front}", "index": 0}),
    ),
    "pages:selection": (
        Row("/handbook/-/selection/", only(*EDITORS)),
        Row("/handbook/-/selection/", only(*EDITORS), post={"page": "{pk}", "act": "trash"}),
        Row(
            "/handbook/-/selection/",
            only(*EDITORS, status=FOUND),
            post={"page": "{pk}", "act": "trash", "confirmed": "1", "reason": "Old"},
        ),
    ),
    "pages:batch": (Row("/handbook/-/batches/{batch}/", only(*EDITORS)),),
    "pages:batch-reversal": (
        Row("/handbook/-/batches/{batch}/reversal/", everyone(NOT_ALLOWED)),
        Row("/handbook/-/batches/{batch}/reversal/", only(*TRAINERS, status=FOUND), post={}),
    ),
    "pages:trash-list": (Row("/handbook/-/trash/", only(*EDITORS)),),
    "pages:recover": (
        Row("/handbook/-/trash/{trashed}/recovery/", everyone(NOT_ALLOWED)),
        Row("/handbook/-/trash/{trashed}/recovery/", only(*TRAINERS, status=FOUND), post={}),
    ),
    "pages:snippets": (
        Row("/handbook/-/snippets/", only(*READERS)),
        Row("/handbook/-/snippets/?format=json", only(*READERS)),
    ),
    "pages:snippet": (
        Row("/handbook/cleaning/-/snippet/", only(*EDITORS)),
        Row("/handbook/cleaning/-/snippet/", only(*EDITORS, status=FOUND), post={"name": "cleaning"}),
    ),
    "pages:template": (
        Row("/handbook/cleaning/-/template/", only(*EDITORS)),
        Row("/handbook/cleaning/-/template/", only(*EDITORS, status=FOUND), post={"itself": "1"}),
    ),
    "pages:report": (Row("/handbook/-/report/", only(*READERS)),),
    "pages:edit": (
        Row("/handbook/cleaning/-/edit/", only(*EDITORS)),
        Row(
            "/handbook/cleaning/-/edit/",
            only(*EDITORS, status=FOUND),
            post={"title": "Cleaning", "text": "New", "base_number": 2},
        ),
    ),
    "pages:new": (
        Row("/handbook/-/new/", only(*EDITORS)),
        Row("/handbook/-/new/", only(*EDITORS, status=FOUND), post={"title": "Another", "text": "Text"}),
    ),
    "pages:new-from": (
        Row("/handbook/-/new/from/{pk}/", only(*EDITORS)),
        Row("/handbook/-/new/from/{pk}/", only(*EDITORS, status=FOUND), post={"title": "Another", "text": "Text"}),
    ),
    "pages:preview": (Row("/handbook/cleaning/-/preview/", only(*EDITORS), post={"text": "*x*"}),),
    # A draft of the admin's.
    "pages:draft-link": (Row("/p/drafts/{draft}/link/", author_alone(), post={}),),
    "pages:draft-link-removal": (Row("/p/drafts/{draft}/link/removal/", author_alone(FOUND), post={}),),
    "pages:draft-removal": (Row("/p/drafts/{draft}/removal/", author_alone(FOUND), post={}),),
    "pages:presence": (
        Row("/handbook/cleaning/-/presence/", only(*READERS), of_people=True),
        Row("/handbook/cleaning/-/presence/", only(*EDITORS), post={"sitting": "a"}, of_people=True),
    ),
    "pages:draft": (
        Row("/handbook/cleaning/-/draft/", only(*EDITORS), post={"text": "x", "title": "T", "base_number": 2}),
    ),
    "pages:image": (Row("/handbook/cleaning/-/image/?src=plan.txt", only(*READERS, status=FOUND)),),
    "pages:outline": (
        Row("/handbook/cleaning/-/outline/", only(*READERS)),
        Row("/handbook/-/outline/", only(*READERS)),
    ),
    "pages:upload": (Row("/handbook/cleaning/-/upload/", only(*EDITORS), post={"file": "{upload}"}),),
    "pages:files": (Row("/handbook/cleaning/-/files/", only(*READERS)), Row("/handbook/-/files/", only(*READERS))),
    "pages:replacement": (
        Row("/handbook/cleaning/-/files/replacement/?name=plan.txt", only(*EDITORS)),
        Row(
            "/handbook/cleaning/-/files/replacement/?name=plan.txt",
            only(*EDITORS, status=FOUND),
            post={"file": "{upload}"},
        ),
    ),
    "pages:move": (
        Row("/handbook/cleaning/-/move/", only(*EDITORS)),
        Row(
            "/handbook/cleaning/-/move/",
            only(*EDITORS, status=FOUND),
            post={"title": "Cleaned", "slug": "cleaned", "parent": "{front}"},
        ),
    ),
    "pages:copy": (
        # A reader may hold a pen in another space; here there is none to choose.
        Row("/handbook/cleaning/-/copy/", only(*EDITORS)),
        Row("/handbook/cleaning/-/copy/", only(*EDITORS, status=FOUND), post={"title": "Copy", "parent": "{front}"}),
    ),
    "pages:trash": (
        Row("/handbook/cleaning/-/trashing/", only(*EDITORS)),
        Row("/handbook/cleaning/-/trashing/", only(*EDITORS, status=FOUND), post={"reason": "Old"}),
    ),
    "search:results": (Row("/search/?q=gloves", signed_in()),),
    "search:suggest": (Row("/search/suggest/?q=glo", everyone()),),
    "search:wanted-create": (Row("/search/wanted/", signed_in(FOUND), post={"q": "goggles"}),),
    **(AUDIT | CONTROL | TRAINING),
}
