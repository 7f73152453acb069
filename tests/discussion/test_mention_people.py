"""@ and a name: who is meant, who may be, and what they are called later."""

from html import escape

import pytest

from accounts.actions.people import change_person
from accounts.roles import Role
from tests.conftest import make_page, make_space, make_user
from tests.discussion.talking import begin
from wiki.discussion.actions import edit_comment
from wiki.discussion.mentions import (
    mentioned_in,
    names_of,
    people_to_mention,
    text_with_present_names,
    with_present_names,
)
from wiki.spaces.access import level_in
from wiki.spaces.models import Level, Membership, Space
from wiki.spaces.readers import readers_of


@pytest.mark.parametrize("visibility", Space.Visibility.values)
def test_readers_of_a_space_are_those_who_may_read_it(visibility, reader, editor, trainer, admin, outsider):
    space = make_space(visibility=visibility, members={reader: Level.READER})
    gone = make_user("Gone Girl", is_active=False)
    people = {reader, editor, trainer, admin, outsider}
    assert set(readers_of(space)) == {one for one in people if level_in(one, space) >= Level.READER}
    assert gone not in readers_of(space)


def test_member_by_a_team_is_a_reader(outsider, admin):
    from accounts.models import Team

    space = make_space(visibility="members")
    team = Team.objects.create(name="Kitchen")
    team.members.add(outsider)
    Membership.objects.create(space=space, team=team, level=Level.READER)
    assert set(readers_of(space)) == {outsider, admin}


def test_name_after_the_sign_means_the_person(space, editor, reader):
    text = "Dear @Edith Editor, @Rosa Reader's question (mail@Rosa Reader) and @Nobody Else"
    assert mentioned_in(text, space) == {"Edith Editor": editor.pk, "Rosa Reader": reader.pk}


def test_longest_name_is_meant(space):
    ann, anna = make_user("Ann"), make_user("Ann Arbor")
    assert mentioned_in("@Ann Arbor", space) == {"Ann Arbor": anna.pk}
    assert mentioned_in("@Ann, look", space) == {"Ann": ann.pk}
    assert mentioned_in("@Anna", space) == {}


def test_of_two_with_one_name_the_picked_one_is_meant(space):
    one = make_user("Sam Smith", email="one@example.org")
    two = make_user("Sam Smith", email="two@example.org")
    assert mentioned_in("@Sam Smith", space) == {}
    assert mentioned_in("@Sam Smith", space, chosen=[two.pk]) == {"Sam Smith": two.pk}
    assert one.pk not in mentioned_in("@Sam Smith", space, chosen=[two.pk]).values()


def test_who_may_not_read_is_neither_suggested_nor_meant(members_space, outsider, editor):
    page = make_page(members_space)
    assert [person.name for person in people_to_mention(members_space, "o")] == []
    assert [person.name for person in people_to_mention(members_space, "edi")] == ["Edith Editor"]
    comment = begin(page, "@Otto Outsider and @Edith Editor", by=editor, chosen=[outsider.pk])
    assert [mention.person for mention in comment.mentions.all()] == [editor]
    assert "@Otto Outsider" in comment.html


def test_words_of_a_name_are_suggested_by_their_beginnings(space, editor, reader):
    assert [person.pk for person in people_to_mention(space, "read")] == [reader.pk]
    assert people_to_mention(space, "eader") == []
    assert people_to_mention(space, " ") == people_to_mention(space, "\0") == []


def test_mention_is_shown_under_the_present_name(page, editor, admin):
    comment = begin(page, "Ask @Edith Editor.", by=admin)
    change_person(by=admin, person=editor, name="Edith Wharton <b>", email=editor.email)
    html = with_present_names(comment.html, names_of([editor.pk]))
    assert '<span class="mention">@Edith Wharton &lt;b&gt;</span>' in html
    assert text_with_present_names(comment.text, comment.mentions.all()) == "Ask @Edith Wharton <b>."


HOSTILE = ["Anna <QA> & Co", 'O\'Neil "Nel"', '"><img src=x onerror=alert(1)>', "</span><b>*x*</b> &amp;"]


@pytest.mark.parametrize("name", HOSTILE)
def test_name_like_html_is_meant_and_shown_as_it_is(page, reader, name):
    person = make_user(name, email="html@example.org")
    comment = begin(page, f"Ask @{name}, please.", by=reader)
    assert [mention.person for mention in comment.mentions.all()] == [person]
    html = with_present_names(comment.html, names_of([person.pk]))
    assert f'Ask <span class="mention">@{escape(name, quote=False)}</span>, please.' in html.replace(
        "&quot;", '"'
    ).replace("&#x27;", "'")
    assert text_with_present_names(comment.text, comment.mentions.all()) == f"Ask @{name}, please."


def test_name_in_code_is_no_mark(page, editor):
    assert "mention" not in begin(page, "`@Edith Editor`").html


def test_nobody_writes_a_mark_by_hand(page, editor):
    comment = begin(page, f'<span class="mention" data-person="{editor.pk}">@Edith</span>')
    assert "data-person" not in comment.html


def test_edit_tells_only_of_people_who_are_new_in_it(page, reader, editor, trainer):
    from wiki.audit.models import AuditEvent

    comment = begin(page, "@Edith Editor", by=reader)
    edit_comment(by=reader, comment=comment, text="@Edith Editor and @Tom Trainer")
    assert AuditEvent.objects.first().after["mentioned"] == [trainer.pk]
    assert set(comment.mentions.values_list("person", flat=True)) == {editor.pk, trainer.pk}


def test_role_opens_and_closes(space):
    nobody = make_user("Nora Nobody", "")
    assert nobody not in readers_of(space)
    nobody.give_role(Role.READER)
    assert nobody in readers_of(space)
