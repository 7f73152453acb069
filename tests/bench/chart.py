"""The figures as a picture: one bar for each request, as a multiple of the reference, with the aim as a mark."""

from xml.sax.saxutils import escape

from tests.bench.report import Line, Report
from tests.bench.targets import REFERENCE, SAVE

CONNECTIONS = 16
LEFT, WIDTH, ROW, BAR = 190, 560, 28, 14
# Of the middle of both ranges, so that the picture can be read on light and on dark.
INK, QUIET, FILL, OVER, AIM = "#6b7280", "#9ca3af55", "#2f7d6b", "#c2722e", "#6b7280"


def chart(report: Report) -> str:
    """An SVG document; a bar beyond its aim has another colour."""
    lines = [line for line in report.lines if line.connections == CONNECTIONS and line.target not in (REFERENCE, SAVE)]
    most = max(report.ratio(line) for line in lines)
    scale = (WIDTH - LEFT - 60) / most
    height = ROW * len(lines) + 44
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="system-ui, sans-serif" font-size="13" fill="{INK}" role="img">',
        "<title>Processor time of requests as a multiple of a minimal signed-in view</title>",
        *_grid(int(most), scale, height),
    ]
    for row, line in enumerate(lines):
        parts += _bar(report, line, scale, row * ROW + 10)
    parts.append(f'<text x="{LEFT}" y="{height - 6}">times a minimal signed-in view, {CONNECTIONS} connections</text>')
    return "\n".join([*parts, "</svg>", ""])


def _grid(most: int, scale: float, height: int) -> list[str]:
    return [f'<path d="M{LEFT + number * scale:.1f} 4V{height - 28}" stroke="{QUIET}"/>' for number in range(most + 1)]


def _bar(report: Report, line: Line, scale: float, top: int) -> list[str]:
    ratio, bound = report.ratio(line), report.bound(line)
    aim = None if bound is None else bound / report.reference(line.connections) * scale
    length = ratio * scale
    fill = OVER if aim is not None and length > aim else FILL
    parts = [
        f'<text x="{LEFT - 10}" y="{top + 12}" text-anchor="end">{escape(line.target)}</text>',
        f'<rect x="{LEFT}" y="{top}" width="{length:.1f}" height="{BAR}" rx="2" fill="{fill}"/>',
        f'<text x="{LEFT + max(length, aim or 0) + 8:.1f}" y="{top + 12}">{ratio:.1f}</text>',
    ]
    if aim is not None:
        at = LEFT + aim
        parts.append(f'<path d="M{at:.1f} {top - 3}v{BAR + 6}" stroke="{AIM}" stroke-width="2"/>')
    return parts
