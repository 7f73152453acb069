"""Style sheets reach the browser as one file."""

import re

from config.stylesheets import with_parts
from tests.conftest import ROOT

CSS = ROOT / "static" / "css"


def test_parts_stand_in_the_place_of_their_imports():
    parts = {"a/b.css": 'p { mask: url("../../img/x.svg"); }\n', "c.css": "q { color: red; }\n"}
    sheet = '@layer one, two;\n@import url("a/b.css") layer(one);\n@import url("c.css");\nr {}\n'
    assert with_parts(sheet, parts.__getitem__) == (
        '@layer one, two;\n@layer one {\np { mask: url("../img/x.svg"); }\n}\nq { color: red; }\n\nr {}\n'
    )


def test_addresses_that_do_not_depend_on_the_place_stay():
    part = 'p { mask: url("data:image/svg+xml;base64,AAAA"); } q { mask: url("/static/x.svg"); }'
    assert with_parts('@import url("a/b.css");', lambda _part: part) == part


def test_no_part_imports_anything_itself_and_every_part_is_found():
    for name in ("main.css", "admin.css"):
        whole = with_parts((CSS / name).read_text(), lambda part: (CSS / part).read_text())
        assert "@import" not in whole
        for address in re.findall(r'url\("(?!data:)([^"]+)"\)', whole):
            assert (CSS / address).exists(), address
