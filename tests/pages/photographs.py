"""Pictures as cameras, phones and programs make them, for tests."""

from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

PLACE, DEVICE, UPRIGHT = 0x8825, 0x0110, 0x0112
PROFILE = b"a colour profile"  # nobody reads it here; it has to be there still
HEIC = Path(__file__).parent / "pictures" / "phone.heic"  # 480 x 640, taken with the phone held sideways, with a place


def drawn(width, height, mode="RGB"):
    """Red in its upper left quarter, green in its lower right one."""
    image = Image.new(mode, (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill="red")
    pen.rectangle((width // 2, height // 2, width, height), fill="green")
    return image


def notes(turned=1):
    """What a camera writes beside a picture."""
    said = Image.Exif()
    said[DEVICE], said[UPRIGHT] = "Phone 9", turned
    said.get_ifd(PLACE).update({1: "N", 2: (52.0, 30.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0)})
    return said.tobytes()


def saved(image, form, **options):
    """The bytes of the picture."""
    made = BytesIO()
    image.save(made, form, **options)
    return made.getvalue()


def photograph(width=640, height=480, form="JPEG", **options):
    """A picture with everything that a camera notes."""
    return saved(drawn(width, height), form, exif=notes(options.pop("turned", 1)), icc_profile=PROFILE, **options)


def upload(name, content):
    return SimpleUploadedFile(name, content)


def opened(content):
    return Image.open(BytesIO(content))
