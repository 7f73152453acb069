"""What a bucket's server answers when it does not do what it is asked, in words for whoever runs the wiki.

Its own words may hold anything; of them only its name for the trouble is told.
"""

import re

from botocore.exceptions import ClientError, NoCredentialsError, PartialCredentialsError, SSLError
from botocore.exceptions import ConnectionError as NoConnection
from botocore.exceptions import HTTPClientError as BrokenConnection
from django.utils.translation import gettext as _

from wiki.exchange.backup.errors import BucketAbsent, BucketKeyWrong, BucketRefused, BucketSilent
from wiki.pages.files.bucket import code_of

_KEY = frozenset(
    "AccessDenied AllAccessDisabled ExpiredToken Forbidden InvalidAccessKeyId InvalidToken SignatureDoesNotMatch "
    "Unauthorized UnauthorizedAccess 401 403".split()
)
_ABSENT = frozenset({"NoSuchBucket", "InvalidBucketName"})
_NO_OBJECT = frozenset({"NoSuchKey", "404"})


def refusal_of(error: BaseException, place: str, bucket: str, name: str) -> BucketRefused:
    """What is raised instead of an error of the library: `name` is the object that was asked for, if one was."""
    cause = error if isinstance(error, ClientError) else _below(error)
    code, said = code_of(cause), {"place": place, "bucket": bucket, "name": name}
    if code in _KEY or isinstance(cause, NoCredentialsError | PartialCredentialsError):
        words = _("%(place)s does not accept the key. Is it right, and may it list, read, write and delete there?")
        return BucketKeyWrong(words % said)
    if code in _NO_OBJECT and name:
        return BucketAbsent(_("There is no %(name)s in %(place)s.") % said)
    if code in _ABSENT or code in _NO_OBJECT:
        return BucketAbsent(_("There is no bucket %(bucket)s at %(place)s. Make it, or name another.") % said)
    if isinstance(cause, SSLError):
        return BucketSilent(_("No safe connection to %(place)s came about: is its certificate valid?") % said)
    if isinstance(cause, NoConnection | BrokenConnection):
        return BucketSilent(_("%(place)s does not answer. Is the name right, is there a network?") % said)
    kind = code if re.fullmatch(r"\w{1,60}", code, re.ASCII) else type(cause).__name__
    return BucketRefused(_("%(place)s did not do what it was asked (%(kind)s).") % (said | {"kind": kind}))


def _below(error: BaseException) -> BaseException:
    """The server's answer, which the library wraps in an error of its own when a large file is sent."""
    below = error.__cause__ or error.__context__
    return below if isinstance(below, ClientError) else error
