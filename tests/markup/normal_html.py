"""HTML in a form in which two renderers' outputs can be compared, after CommonMark's own normalize.py."""

from html.parser import HTMLParser

BLOCKS = frozenset(
    "article header aside hgroup blockquote hr iframe body li map button object canvas ol caption output col p colgroup"
    " pre dd progress div section dl table td dt tbody embed textarea fieldset tfoot figcaption th figure thead footer"
    " tr form ul h1 h2 h3 h4 h5 h6 video script style".split()
)


class _Normaliser(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.output = []
        self.last = ("start", "p")
        self.pre = 0

    def _tag(self, kind, tag):
        if tag in BLOCKS and self.output and not self.pre:
            self.output[-1] = self.output[-1].rstrip()
        self.last = (kind, tag)

    def handle_starttag(self, tag, attrs):
        self._tag("start", tag)
        self.pre += tag == "pre"
        shown = "".join(f' {name}="{value or ""}"' for name, value in sorted(attrs, key=lambda pair: pair[0]))
        self.output.append(f"<{tag}{shown}>")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.pre -= tag == "pre"
        self.last = ("end", tag)

    def handle_endtag(self, tag):
        self._tag("end", tag)
        self.pre = max(0, self.pre - (tag == "pre"))
        self.output.append(f"</{tag}>")

    def handle_data(self, data):
        if not self.pre:
            data = " ".join(f"|{data}|".split())[1:-1]
            after_block = self.last[1] in BLOCKS or self.last[1] == "br"
            if after_block:
                data = data.lstrip()
        self.last = ("text", "")
        self.output.append(data)

    def handle_comment(self, data):
        self.output.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.output.append(f"<!{decl}>")

    def handle_pi(self, data):
        self.output.append(f"<?{data}>")

    def unknown_decl(self, data):
        self.output.append(f"<![{data}]>")


def normal_html(html):
    """The HTML without differences that no reader can see."""
    normaliser = _Normaliser()
    normaliser.feed(html)
    normaliser.close()
    return "".join(normaliser.output).strip()
