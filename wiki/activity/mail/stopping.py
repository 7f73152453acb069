"""Links that stop mail, signed so that they need no sign-in. They name the person and the topics, and no more."""

from django.core import signing

from accounts.models import User
from wiki.activity.kinds import Topic

_SALT = "activity.mail.stop"


def token_for(person: User, topics: list[Topic]) -> str:
    """What stands in the link. It works for as long as the mail is kept."""
    return signing.dumps([person.pk, *sorted(topic.value for topic in topics)], salt=_SALT)


def read_token(token: str) -> tuple[User, list[Topic]] | None:
    """Whose mail about what the link stops; None for a token that was not made here."""
    try:
        key, *names = signing.loads(token, salt=_SALT)
        topics = [Topic(name) for name in names]
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = User.objects.filter(pk=key).first()
    return (person, topics) if person else None
