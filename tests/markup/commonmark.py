"""How many examples of the CommonMark specification come out as it says, per section.

`python -m tests.markup.commonmark` prints the table for the README; with `--keep` it stores the numbers below which
the tests let no section fall.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path

from tests.markup.normal_html import normal_html

BASELINE = Path(__file__).with_name("commonmark_baseline.json")


def agreement(examples):
    """{section: (examples that agree, examples)} before cleaning, in the specification's order."""
    from wiki.markup.converting import to_html

    good, total = Counter(), Counter()
    for example in examples:
        section = example["section"]
        total[section] += 1
        html, _ = to_html(example["markdown"])
        good[section] += normal_html(html) == normal_html(example["html"])
    return {section: (good[section], count) for section, count in total.items()}


def table(agreed):
    """The numbers as a Markdown table."""
    rows = [f"| {section} | {good} | {total} |" for section, (good, total) in agreed.items()]
    whole = [sum(column) for column in zip(*agreed.values(), strict=True)]
    heading = ["| CommonMark 0.31.2 | agree | of |", "|---|--:|--:|"]
    return "\n".join([*heading, *rows, f"| **All** | **{whole[0]}** | **{whole[1]}** |"])


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    corpus = Path(os.environ.get("LOOSELEAF_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus")
    agreed = agreement(json.loads((corpus / "commonmark" / "commonmark-0.31.2.json").read_text()))
    if "--keep" in sys.argv:
        BASELINE.write_text(json.dumps({section: good for section, (good, _) in agreed.items()}, indent=2) + "\n")
    sys.stdout.write(table(agreed) + "\n")


if __name__ == "__main__":
    main()
