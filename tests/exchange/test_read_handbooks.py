"""The three real handbooks, against what is known of them."""

import hashlib
import json
import posixpath
from collections import Counter, defaultdict

import pytest

from wiki.exchange.reading.arrangement import Leaf, arrange
from wiki.exchange.reading.git import Stretch
from wiki.exchange.reading.identities import Identities
from wiki.exchange.reading.mentions import inline_mentions
from wiki.exchange.reading.page_text import read_page
from wiki.exchange.reading.stream import BlobError, Limits, is_page, page_changes, pages_of
from wiki.pages.relative_links import FOLDER_PAGE_NAMES, resolve_link

LETTERS = {"create": "C", "edit": "E", "type": "E", "delete": "D"}


def rows_of(commits):
    """What happened at each path, as if there were no renames: (commit, letter, entry) by path."""
    rows = defaultdict(list)
    for commit in commits:
        for change in page_changes(commit.changes):
            if change.old_path:
                rows[change.old_path].append((commit, "D", None))
            letter = {"add": "C", "rename": "C", "edit": "E", "delete": "D"}[change.kind]
            rows[change.path].append((commit, letter, change.entry))
    return rows


def test_main_line_has_the_known_revisions(handbook, opened):
    bundle, expected = handbook
    source = opened(bundle)
    rows = rows_of(source.commits(Stretch()))
    assert sum(map(len, rows.values())) == expected["totals"]["page_revisions_mainline"]
    for page in expected["pages"]:
        found = rows[page["path"]]
        assert [letter for _, letter, _ in found] == [LETTERS[row["change"]] for row in page["revisions"]]
        for (commit, _, entry), row in zip(found, page["revisions"], strict=True):
            assert (commit.id, commit.author.name, commit.subject) == (
                row["commit"],
                row["author"],
                row["subject"],
            )
            assert commit.date.isoformat() == row["date"]
            if entry is not None:
                content = source.read(entry.blob, limit=Limits().page_bytes)
                assert (hashlib.sha256(content).hexdigest(), len(content)) == (row["sha256"], row["bytes"])


def test_renames_are_the_known_ones(handbook, opened):
    bundle, expected = handbook
    found = {
        (commit.id, change.old_path, change.path)
        for commit in opened(bundle).commits(Stretch())
        for change in page_changes(commit.changes)
        if change.old_path
    }
    assert len(found) >= expected["totals"]["renames"]  # those counted there are 90 % alike
    assert found >= {(row["commit"], row["old"], row["new"]) for row in expected["renames"]}


@pytest.mark.slow
def test_all_commits_have_the_known_revisions(handbook, opened):
    bundle, expected = handbook
    source = opened(bundle)
    rows = rows_of(source.commits(Stretch(all_commits=True)))
    tip = source.tree(source.tip)
    assert sum(map(len, rows.values())) == expected["totals"]["page_revisions_all"]
    assert sum(path not in tip for path in rows) == expected["totals"]["deleted_paths"]
    for page in expected["pages"]:
        assert len(rows[page["path"]]) == page["all_nonmerge_revisions"]


def test_authors_are_the_known_ones(handbook, opened):
    bundle, expected = handbook
    authors = opened(bundle).authors(Stretch())
    assert len({author.name for author in authors}) == expected["totals"]["authors_name"]
    assert len({author.email for author in authors}) == expected["totals"]["authors_email"]


def test_every_revision_is_text_that_splits_without_loss(handbook, opened):
    bundle, expected = handbook
    source = opened(bundle)
    front_matter = 0
    for path, entry in source.tree(source.tip).items():
        if is_page(path):
            content = source.read(entry.blob, limit=Limits().page_bytes)
            page = read_page(content, path)
            front_matter += bool(page.front_matter)
            assert page.source.encode() == content
            assert page.title
    assert front_matter == {"18f-handbook": 246, "vatpac-sops": 210}.get(expected["dataset"], 0)


@pytest.mark.parametrize("all_commits", [False, True])
def test_following_pages_ends_at_the_tips_pages(handbook, opened, all_commits):
    bundle, expected = handbook
    source = opened(bundle)
    tip = source.tree(source.tip)
    pages = Identities(is_linear=not all_commits)
    for commit in source.commits(Stretch(all_commits=all_commits)):
        pages.apply(page_changes(commit.changes))
    rest = pages.differences(tip)
    pages.apply(rest)
    assert set(pages.live) == set(pages_of(tip))
    assert len(set(pages.live.values())) == len(pages.live) == expected["totals"]["pages"]
    # Of all commits, a few merges settled something by themselves.
    assert len(rest) <= (len(pages.live) // 10 if all_commits else 0), [change.path for change in rest]


def revisions_by_path(source, *, all_commits):
    """How many revisions the page has that stands, or last stood, at each path."""
    pages, counts = Identities(is_linear=not all_commits), Counter()
    for commit in source.commits(Stretch(all_commits=all_commits)):
        steps = pages.apply(page_changes(commit.changes))
        counts.update(step.key for step in steps if step.kind != "trash")
    return {path: counts[key] for path, key in (pages.trashed | pages.live).items()}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        (
            "18f-handbook",
            {"pages/hiring-staying-or-changing-jobs/ttsjobs.md": 46, "pages/travel-and-leave/leave.md": 29},
        ),
        ("vatpac-sops", {"includes/abbreviations.md": 82, "docs/terminal/sydney.md": 76}),
        ("openshift-runbooks", {"alerts/openshift-virtualization-operator/VirtControllerDown.md": 8}),
    ],
)
def test_most_revised_pages_have_the_known_number_of_revisions(corpus, opened, name, known):
    found = revisions_by_path(opened(corpus / name / "history.bundle"), all_commits=False)
    assert {path: found[path] for path in known} == known


@pytest.mark.slow
def test_pages_are_followed_through_moves_that_changed_them(corpus, opened):
    expected = json.loads((corpus / "18f-handbook" / "expected.json").read_text())
    found = revisions_by_path(opened(corpus / "18f-handbook" / "history.bundle"), all_commits=True)
    known = {rename["new"]: rename["commits_with_follow"] for rename in expected["renames"]}
    assert {path: found[path] for path in known} == known


def test_every_live_page_gets_an_address_of_its_own(handbook, opened):
    bundle, expected = handbook
    source = opened(bundle)
    paths = [path for path in source.tree(source.tip) if is_page(path)]
    places = arrange(Leaf(number, path, path) for number, path in enumerate(paths, start=1))
    assert sorted(place.path for place in places if place.key) == sorted(paths)
    assert len({place.address for place in places}) == len(places)
    assert sum(place.key is None for place in places) < expected["totals"]["pages"] / 4


def test_deleted_and_recreated_page_follows_the_known_sequence(corpus, opened):
    rows = rows_of(opened(corpus / "18f-handbook" / "history.bundle").commits(Stretch()))
    assert "".join(letter for _, letter, _ in rows["_pages/about-us/org-chart.md"]) == "CEEEEDCEEEDCD"


def test_links_at_the_tip_mean_what_is_known(handbook, opened):
    bundle, expected = handbook
    source = opened(bundle)
    tree = source.tree(source.tip)
    folders = {posixpath.dirname(path) + "/" for path in tree}
    bare = {folder for folder in folders if not any(folder + name in tree for name in FOLDER_PAGE_NAMES)}
    counts = Counter()
    for path, entry in tree.items():
        if not is_page(path) or entry.is_symlink:
            continue
        text = source.read(entry.blob, limit=Limits().page_bytes).decode()
        for mention in inline_mentions(text):
            target = resolve_link(mention.address, source_path=path, paths=tree.keys() | bare)
            counts[target.style] += bool(mention.address)
            is_relative = target.style in ("file_relative", "url_relative", "unresolved")
            counts["images"] += mention.is_image and is_relative
            counts["images_missing"] += mention.is_image and target.style == "unresolved"
    known = expected["links_at_tip"]
    names = {"template": "template_links", "anchor": "in_page_anchors"}
    for style in ("template", "anchor", "file_relative", "url_relative", "site_absolute", "unresolved"):
        assert (style, counts[style]) == (style, known[names.get(style, style)])
    assert (counts["images"], counts["images_missing"]) == (known["images"], known["images_missing"])


def test_symbolic_link_at_the_tip_is_known_as_one(corpus, opened):
    source = opened(corpus / "18f-handbook" / "history.bundle")
    entry = source.tree(source.tip)["CONTRIBUTING.md"]
    assert entry.is_symlink
    with pytest.raises(BlobError):
        source.read(entry.blob, limit=5)
