"""Tags of Liquid and Nunjucks in imported pages."""

import pytest
from lxml import html as lxml_html

from wiki.markup import Reference, Target, render


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ('[x]({% page "tools/hrlinks" %})', "/tools/hrlinks"),
        ('[x]({% page "/tools/hrlinks/" %})', "/tools/hrlinks/"),
        ('[x]({% link "about-us/code" %})', "/about-us/code"),
        ("[x]({% link _pages/travel.md %})", "/_pages/travel.md"),
        ('[x]({{ "/tools/" | url }})', "/tools/"),
        ("[x]({{site.base_url}}/tools/)", "/tools/"),
        ('[x][y]\n\n[y]: {% page "/tools/" %}', "/tools/"),
    ],
)
def test_a_link_made_with_a_tag_is_a_relative_link(source, target):
    assert render(source).references == (Reference("relative", target, ""),)


def test_the_anchor_of_a_tag_link_is_kept():
    assert render('[x]({% page "/a/#b" %})').references == (Reference("relative", "/a/", "b"),)


def test_an_address_of_another_site_stays_one(html):
    assert 'href="https://www.gsa.gov"' in html('[x]({% link "https://www.gsa.gov" %})')


def test_an_image_tag_is_an_image():
    shown = render(
        '{% image "img/a b.png" "A [map]" %}', resolve=lambda found: {one: Target("/f", True) for one in found}
    )
    assert shown.references == (Reference("image", "/img/a b.png", ""),)
    assert 'alt="A [map]"' in shown.html


def test_comments_and_raw_marks_go(html):
    assert html("a{% comment %}TODO{% endcomment %}b {% raw %}c{% endraw %}") == "<p>ab c</p>"


def test_a_channel_shows_its_name(html):
    assert html('Ask in {% slack_channel "people-ops" %}.') == (
        '<p>Ask in <span class="template-tag">#people-ops</span>.</p>'
    )


def test_other_tags_stay_readable(html):
    assert '<span class="template-tag">{% include "low-system.html" %}</span>' in html(
        '{% include "low-system.html" %}'
    )
    assert '<span class="template-tag">{{ $labels.node }}</span>' in html("On {{ $labels.node }} now")


def test_a_field_of_a_template_shows_its_name(html):
    shown = '<span class="template-field" title="To be filled in">Machine &amp; "&lt;b&gt;"</span>'
    assert shown in html('Clean the {{field: Machine & "<b>"}}.')
    assert "{{field: Machine}}" in html("`{{field: Machine}}`")


def test_tags_in_code_are_code(html):
    assert html('`{% page "x" %}`') == "<p><code>{% page &quot;x&quot; %}</code></p>".replace("&quot;", '"')


def test_an_alert_is_a_callout(html):
    shown = html('{% alert "Take care", "warning" %}\n  Of **this**.\n{% endalert %}\n\nafter\n')
    assert shown.startswith('<div class="callout callout-warning" role="note"><p class="callout-title">Take care</p>')
    assert "<strong>this</strong>" in shown.partition("</div>")[0]


@pytest.mark.slow
def test_links_of_a_real_handbook_are_references(handbook):
    found = [one for source in handbook("18f-handbook").values() for one in render(source).references]
    assert sum(one.kind == "relative" and one.target.startswith("/") for one in found) > 500


@pytest.mark.slow
def test_tags_of_a_real_handbook_are_quiet_where_they_stay(handbook):
    for path, source in handbook("18f-handbook").items():
        root = lxml_html.fragment_fromstring(render(source).html, create_parent="div")
        for quiet in root.xpath(".//*[@class='template-tag'] | .//code | .//pre"):
            quiet.text, quiet[:] = "", []
        assert "{%" not in root.text_content(), path
