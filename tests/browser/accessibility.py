"""axe-core in the page under test."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RUN = "async () => (await axe.run()).violations.map(v => `${v.id}: ${v.nodes.map(n => n.target).join(' | ')}`)"


def findings(page: Page) -> list[str]:
    """What axe finds wrong on the screen, one line a rule."""
    page.evaluate(AXE)
    return page.evaluate(RUN)
