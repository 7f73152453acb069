"""What is done to a picture before it is kept."""

import zlib
from struct import pack

import pytest
from PIL import Image

from tests.pages.photographs import (
    DEVICE,
    HEIC,
    PLACE,
    PROFILE,
    UPRIGHT,
    drawn,
    notes,
    opened,
    photograph,
    saved,
    upload,
)
from wiki.pages.errors import PageError
from wiki.pages.files.pictures import LONGEST_SIDE, MOST_PIXELS, Measure, measure, prepared, smaller
from wiki.pages.files.vector import vector_size


def kept(name, content):
    """The name and the content of an upload as it is kept."""
    made, name = prepared(upload(name, content), name)
    made.seek(0)
    return name, made.read()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_and_device_are_left_out_and_the_colours_stay(form):
    content = photograph(form=form)
    assert opened(content).getexif().get_ifd(PLACE), "the test's picture tells no place"
    _name, made = kept(f"x.{form.lower()}", content)
    image = opened(made)
    assert image.format == form
    assert dict(image.getexif()) == {}
    assert b"Phone 9" not in made
    assert image.info["icc_profile"] == PROFILE
    assert image.size == (640, 480)


def test_description_that_programs_write_beside_the_picture_is_left_out():
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>Home</place></x:xmpmeta>'
    for name, form in (("x.jpg", "JPEG"), ("x.webp", "WEBP")):
        content = saved(drawn(64, 48), form, xmp=xmp)
        assert b"Home" in content
        assert b"Home" not in kept(name, content)[1]
    assert b"Home" not in kept("x.jpg", saved(drawn(64, 48), "JPEG", comment=b"Home"))[1]


@pytest.mark.parametrize(("name", "form"), [("x.jpg", "JPEG"), ("x.png", "PNG"), ("x.gif", "GIF"), ("x.webp", "WEBP")])
def test_picture_that_needs_nothing_stays_byte_for_byte(name, form):
    content = saved(drawn(640, 480), form)
    assert kept(name, content) == (name, content)


def test_photograph_taken_with_the_camera_on_its_side_stands_upright():
    _name, made = kept("x.jpg", saved(drawn(640, 480), "JPEG", exif=notes(turned=6)))
    image = opened(made)
    assert image.size == (480, 640)
    assert UPRIGHT not in image.getexif()
    red = image.convert("RGB").getpixel((470, 10))  # turned to the right, the upper left corner is the upper right one
    assert red[0] > 200
    assert red[1] < 60


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_large_photograph_is_scaled(form):
    _name, made = kept(f"x.{form.lower()}", photograph(4000, 3000, form=form))
    assert opened(made).size == (LONGEST_SIDE, LONGEST_SIDE * 3 // 4)


def test_large_drawing_keeps_its_small_print():
    content = saved(drawn(4000, 3000), "PNG")
    assert kept("plan.png", content) == ("plan.png", content)


def test_heic_becomes_a_jpeg_that_stands_upright_and_tells_no_place():
    name, made = kept("IMG_0012.HEIC", HEIC.read_bytes())
    image = opened(made)
    assert (name, image.format, image.size) == ("IMG_0012.jpg", "JPEG", (480, 640))
    assert DEVICE not in image.getexif()
    assert image.getpixel((470, 10))[0] > 200


def test_heic_under_a_name_of_another_kind_keeps_its_name():
    name, made = kept("IMG_0012.jpg", HEIC.read_bytes())
    assert (name, opened(made).format) == ("IMG_0012.jpg", "JPEG")


def test_moving_picture_goes_on_moving():
    frames = [drawn(64, 48), Image.new("RGB", (64, 48), "blue")]
    content = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=100)
    assert kept("x.webp", content)[1] == content


def bomb(width, height):
    """A PNG of a few bytes that unpacks to width x height pixels."""

    def chunk(kind, data):
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0" * 100)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_picture_that_would_fill_the_memory_is_refused_with_its_size():
    with pytest.raises(PageError, match=r"30000 × 30000 points; pictures may have 64 million"):
        prepared(upload("x.png", bomb(30_000, 30_000)), "x.png")
    assert measure(upload("x.png", bomb(30_000, 30_000))) == Measure(0, 0)
    with pytest.raises(PageError):
        smaller(upload("x.png", bomb(30_000, 30_000)), 480)


def test_the_largest_pictures_that_phones_in_general_use_make_are_welcome():
    assert MOST_PIXELS > 8192 * 6144  # 50 million


def test_damaged_photograph_is_refused():
    content = photograph(4000, 3000)
    with pytest.raises(PageError, match=r"“x.jpg” is damaged"):
        prepared(upload("x.jpg", content[: len(content) // 2]), "x.jpg")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff<script>", b"\x89PNG", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"II*\0"]
)
def test_what_only_begins_like_a_picture_is_a_file_as_any_other_unless_it_is_called_a_picture(content):
    assert kept("x.raw", content) == ("x.raw", content)
    assert measure(upload("x.png", content)) == Measure(0, 0)
    with pytest.raises(PageError, match=r"“x.png” can't be read as a picture. Save it again as PNG or JPEG"):
        prepared(upload("x.png", content), "x.png")


@pytest.mark.parametrize(("name", "form"), [("x.png", "PNG"), ("x.gif", "GIF"), ("x.jpg", "JPEG")])
def test_damaged_picture_that_needs_no_change_is_refused(name, form):
    content = saved(Image.effect_noise((640, 480), 90), form)
    with pytest.raises(PageError, match=rf"“{name}” is damaged and can't be shown."):
        prepared(upload(name, content[: len(content) // 2]), name)


SVG = '<svg xmlns="http://www.w3.org/2000/svg"'


@pytest.mark.parametrize(
    ("drawing", "fault"),
    [
        (f"{SVG}>\n<g></svg>", "it is no valid SVG from line 2 on"),
        (f"{SVG}>\n", "it is no valid SVG from line 2 on"),
        (f"{SVG}><text>&nbsp;</text></svg>", "it is no valid SVG from line 1 on"),
        ("words", "it is no valid SVG from line 1 on"),
        ("", "it is no valid SVG from line 1 on"),
        ("<svg/>", "it holds no drawing in SVG"),
        ("<html><br></html>", "it holds no drawing in SVG"),
    ],
)
def test_drawing_that_browsers_do_not_show_is_refused(drawing, fault):
    with pytest.raises(PageError, match=rf"^“x.SVG” can't be shown: {fault}.*Export it again as SVG or PNG"):
        prepared(upload("x.SVG", drawing.encode()), "x.SVG")


@pytest.mark.parametrize(
    "drawing",
    [
        f'<?xml version="1.0"?>\n<!-- x -->{SVG}/>',
        '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]><s:svg xmlns:s="&ns;"/>',
        f'{SVG}><image href="data:{"x" * 12_000_000}"/></svg>',
        f"\ufeff{SVG}/>",
    ],
)
def test_drawing_that_browsers_show_is_welcome(drawing):
    assert kept("x.svg", drawing.encode()) == ("x.svg", drawing.encode())


def test_size_is_that_of_the_picture_as_it_is_shown():
    assert measure(upload("x.jpg", photograph(640, 480))) == Measure(640, 480)
    assert measure(upload("x.jpg", photograph(640, 480, turned=6))) == Measure(480, 640)
    frames = [drawn(64, 48), Image.new("RGB", (64, 48), "blue")]
    moving = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert measure(upload("x.gif", moving)) == Measure(64, 48, is_moving=True)
    assert measure(upload("x.txt", b"words")) == Measure(0, 0)


@pytest.mark.parametrize(
    ("drawing", "size"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200px"/>', (300, 200)),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 24.4 12"/>', (24, 12)),
        ('<?xml version="1.0"?><!-- x --><s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0,0,5,6"/>', (5, 6)),
        ('<!DOCTYPE svg [<!ENTITY a "aa">]><svg width="1e9" height="-4"/>', (0, 0)),
        ("<svg", (0, 0)),
        ("<html><svg width='3' height='4'/></html>", (0, 0)),
        ("no drawing", (0, 0)),
    ],
)
def test_size_of_a_drawing_is_what_its_head_says(drawing, size):
    assert vector_size(upload("x.svg", drawing.encode())) == size


def test_smaller_version_is_upright_and_tells_no_place():
    made = smaller(upload("x.jpg", photograph(1000, 800, turned=6)), 400)
    image = opened(made)
    assert (image.format, image.size) == ("WEBP", (400, 500))
    assert dict(image.getexif()) == {}
    assert image.info["icc_profile"] == PROFILE


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_smaller_version_is_made_of_every_kind_of_picture(mode):
    image = drawn(1000, 800).convert("L" if mode == "I;16" else mode)
    content = saved(image.convert(mode), "TIFF" if mode == "CMYK" else "PNG")
    assert opened(smaller(upload("x.png", content), 400)).size == (400, 320)
