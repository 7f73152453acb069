"""Pictures: what is done to an upload before it is kept, how large one is, and smaller versions of it.

The one door to Pillow. Whatever a stranger's file makes a decoder stumble on comes out as PageError or as "no picture".
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple

import pi_heif
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from wiki.pages.errors import PageError
from wiki.pages.files.vector import vector_fault, vector_size

pi_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = None  # we say ourselves what is too much, before anything is unpacked

# A picture is unpacked into three or four bytes a pixel; the sharpest phones in general use make 50 million.
MOST_PIXELS = 64_000_000
# A page shows a picture some 750 points wide; this is enough for that on a screen of three pixels a point.
LONGEST_SIDE = 2560

_KNOWN = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF", "BMP", "ICO")
# What is a picture by its name and shown by browsers, once HEIC is turned into such.
_NAMED = frozenset("avif bmp gif heic heif hif ico jfif jpe jpeg jpg png webp".split())
# What browsers show as it is kept. Of other formats, Pillow does not know each variety.
_SHOWN = frozenset(("JPEG", "PNG", "WEBP", "AVIF", "GIF"))
# What cameras make. Drawings (PNG) lose their small print when they are scaled.
_PHOTOS = frozenset(("JPEG", "MPO", "WEBP", "AVIF", "HEIF"))
_STRIPPED = _PHOTOS | {"PNG"}
# Where and when a picture was taken, by what, by whom, and what else programs noted in it.
_PRIVATE = ("exif", "xmp", "XML:com.adobe.xmp", "Raw profile type exif", "photoshop", "comment", "metadata")
_KEPT = ("icc_profile", "transparency")  # without its colour profile a picture shows wrong colours
_SAVED_AS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "progressive": True},
    "WEBP": {"quality": 85, "method": 4},
    "AVIF": {"quality": 75},
    "PNG": {"optimize": True},
}


class Measure(NamedTuple):
    """Width and height in pixels as the picture is shown, (0, 0) for what is none; and whether it moves."""

    width: int
    height: int
    is_moving: bool = False


NOTHING = Measure(0, 0)


@contextmanager
def _opened(content: BinaryIO | File) -> Iterator[Image.Image | None]:
    """The picture, its pixels not yet read; None for what is no picture."""
    content.seek(0)
    with warnings.catch_warnings(action="ignore"):  # on odd but harmless metadata
        try:
            image = Image.open(content, formats=_KNOWN)
        except Exception:  # decoders raise whatever a broken head makes them stumble on
            image = None
        try:
            yield image
        finally:
            content.seek(0)


def measure(content: BinaryIO | File) -> Measure:
    """How large the picture in the file is shown, whatever the file is called. Reads its head only."""
    with _opened(content) as image:
        try:
            return _measured(image) if image else Measure(*vector_size(content))
        except Exception:
            return NOTHING


def _measured(image: Image.Image) -> Measure:
    width, height = image.size
    if width * height > MOST_PIXELS:
        return NOTHING
    moving = bool(getattr(image, "is_animated", False)) and image.format != "MPO"
    return Measure(height, width, moving) if _turned(image) > 4 else Measure(width, height, moving)


def _turned(image: Image.Image) -> int:
    """How the camera was held, as EXIF counts it: 1 is upright, above 4 width and height change places."""
    return image.getexif().get(0x0112, 1) if image.format != "HEIF" else 1


def prepared(content: File, name: str) -> tuple[File, str]:
    """An upload as it is kept, and its name: photographs scaled to `LONGEST_SIDE` and upright, pictures without the
    place, time and device that cameras note in them, HEIC as a format that browsers show.

    What needs nothing of that stays byte for byte. PageError for a picture that is damaged or too large to unpack, and
    for what is called a picture and is none."""
    _require_drawing(content, name)
    with _opened(content) as image:
        if image is None:
            _require_no_picture(name)
            return content, name
        if image.width * image.height > MOST_PIXELS:
            raise PageError(_too_many_pixels(image, name))
        try:
            written = _rewritten(image)
        except Exception:
            words = _("“%(name)s” is damaged and can't be shown. Fetch it again from where it came.")
            raise PageError(words % {"name": name}) from None
    if written is None:
        return content, name
    data, form = written
    name = _renamed(name, form)
    return ContentFile(data, name=name), name


def _require_drawing(content: File, name: str) -> None:
    fault = vector_fault(content) if _suffix(name) == "svg" else ""
    if fault:
        sentence = _(
            "“%(name)s” can't be shown: %(fault)s. Export it again as SVG or PNG from the program that drew it."
        )
        raise PageError(sentence % {"name": name, "fault": fault})


def _require_no_picture(name: str) -> None:
    if _suffix(name) in _NAMED:
        sentence = _(
            "“%(name)s” can't be read as a picture. Save it again as PNG or JPEG, or give it the ending of what it is."
        )
        raise PageError(sentence % {"name": name})


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _too_many_pixels(image: Image.Image, name: str) -> str:
    said = {"name": name, "width": image.width, "height": image.height, "most": MOST_PIXELS // 1_000_000}
    sentence = _("“%(name)s” has %(width)d × %(height)d points; pictures may have %(most)d million. Save it smaller.")
    return sentence % said


def _rewritten(image: Image.Image) -> tuple[bytes, str] | None:
    """The picture's new content and its format; None where it may stay as it is."""
    if not _is_to_change(image):
        if image.format in _SHOWN:
            image.load()  # what is damaged is told now, not to those who read the page
        return None
    scaled, turned = _is_scaled(image), _turned(image) != 1
    is_jpeg = image.format == "JPEG"
    if is_jpeg and scaled:
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # unpacks less
    image.load()
    if is_jpeg and not (scaled or turned):
        return _encoded(image, "JPEG", {"quality": "keep"})  # the same tables: no second loss
    form = _form(image)
    return _encoded(_fitted(image, LONGEST_SIDE) if scaled else ImageOps.exif_transpose(image), form, _SAVED_AS[form])


def _is_scaled(image: Image.Image) -> bool:
    return image.format in _PHOTOS and max(image.size) > LONGEST_SIDE


def _is_to_change(image: Image.Image) -> bool:
    if image.format not in _STRIPPED or (getattr(image, "is_animated", False) and image.format != "MPO"):
        return False  # cameras make no such
    private = any(image.info.get(name) for name in _PRIVATE)
    return _is_scaled(image) or _turned(image) != 1 or private or image.format in ("HEIF", "MPO")


def _form(image: Image.Image) -> str:
    if image.format in ("HEIF", "MPO"):
        return "WEBP" if image.has_transparency_data else "JPEG"
    return image.format or "PNG"


def _fitted(image: Image.Image, longest: int) -> Image.Image:
    image = ImageOps.exif_transpose(image)
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return image


def _encoded(image: Image.Image, form: str, options: dict[str, Any]) -> tuple[bytes, str]:
    image.info = {name: value for name, value in image.info.items() if name in _KEPT}
    if form == "JPEG" and image.mode not in ("L", "RGB", "CMYK"):
        image = image.convert("RGB")
    profile = {"icc_profile": image.info["icc_profile"]} if image.info.get("icc_profile") else {}
    made = BytesIO()
    image.save(made, form, **options, **profile)
    return made.getvalue(), form


def _renamed(name: str, form: str) -> str:
    """A name that ended in .heic ends in what the file is now."""
    stem, dot, suffix = name.rpartition(".")
    if suffix.lower() not in ("heic", "heif", "hif"):
        return name
    return f"{stem}{dot}{'jpg' if form == 'JPEG' else form.lower()}"


def smaller(content: BinaryIO | File, width: int) -> bytes:
    """The picture `width` pixels wide, upright, as WebP; PageError for what can't be read."""
    with _opened(content) as image:
        try:
            if image is None or image.width * image.height > MOST_PIXELS:
                raise ValueError
            return _smaller(image, width)
        except Exception:
            raise PageError(_("This picture can't be read.")) from None


def _smaller(image: Image.Image, width: int) -> bytes:
    if image.format == "JPEG":
        image.draft(None, (width, width))
    image.load()
    image = ImageOps.exif_transpose(image)
    height = max(1, round(image.height * width / image.width))
    if image.mode not in ("RGB", "RGBA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return _encoded(image, "WEBP", {"quality": 80, "method": 4})[0]
