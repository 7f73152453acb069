"""What programs put on the clipboard."""

from pathlib import Path

CLIPBOARDS = Path(__file__).parent / "clipboards"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    + "1f15c4890000000a49444154789c6360000000020001e221bc33"
    "0000000049454e44ae426082"
)
RTF = (
    r"{\rtf1\ansi{\fonttbl{\f0 Calibri;}}\pard text{\*\shppict{\pict{\*\picprop\shplid1025{\sp{\sn shapeType}{\sv 75}}}"
    r"\picscalex100\pngblip\bliptag-1{\*\blipuid 0123456789abcdef0123456789abcdef}" + "\n" + PIXEL.hex() + "}}"
    r"{\nonshppict{\pict\picscalex100\wmetafile8 0100" + "00" * 40 + "}}}"
)


def clipboard(name):
    return (CLIPBOARDS / f"{name}.html").read_text(encoding="utf-8")
