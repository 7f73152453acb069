// Raw HTML, and what other tools' tags enclose: all of it stays source. See wiki/markup/blocks/html.py and liquid.py.
import { Island } from "./leaves.js";
import { CLOSES, ENDS, GOES_ON } from "./tree.js";

const BLOCK_TAGS =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|" +
  "fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li|link|" +
  "main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|" +
  "title|tr|track|ul";
const ATTRIBUTE = String.raw`\s+[a-zA-Z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>` + "`" + String.raw`]+|'[^']*'|"[^"]*"))?`;
/** A whole opening or closing tag, but for its angle brackets (CommonMark 0.31.2, section 6.6). */
const TAG = String.raw`(?:[a-zA-Z][a-zA-Z0-9-]*(?:${ATTRIBUTE})*\s*/?|/[a-zA-Z][a-zA-Z0-9-]*\s*)`;

// CommonMark 0.31.2, section 4.6: how each kind begins and ends; null ends at a blank line.
const KINDS = [
  [/<(?:script|pre|style|textarea)(?:[\s>]|$)/iy, /<\/(?:script|pre|style|textarea)>/i],
  [/<!--/y, /-->/],
  [/<\?/y, /\?>/],
  [/<![a-zA-Z]/y, />/],
  [/<!\[CDATA\[/y, /\]\]>/],
  [new RegExp(String.raw`</?(?:${BLOCK_TAGS})(?:[\s>]|/>|$)`, "iy"), null],
];
const LONE_TAG = new RegExp(String.raw`<${TAG}>\s*$`, "y");
const MARKDOWN_ELEMENT = new RegExp(
  String.raw`<(article|aside|center|details|div|figcaption|figure|section)\b` +
    String.raw`(?=[^<>]*\smarkdown(?:=["']?(?:1|block|span|true)?["']?)?[\s>])[^<>]*>`,
  "iy",
);
const ALERT = /\{%-?\s*alert\b((?:[^%]|%(?!\}))*)%\}[ \t]*$/y;
const END_ALERT = /\{%-?\s*endalert\s*-?%\}/y;

/** Raw HTML up to a blank line or to where its kind ends. */
class Html extends Island {
  constructor(end) {
    super("html");
    this.end = end;
  }

  goesOn(line) {
    return line.blank && !this.end ? ENDS : GOES_ON;
  }

  add(line, parser) {
    super.add(line);
    if (this.end?.test(line.text.slice(line.offset))) parser.close(parser.path.length - 1, parser.number);
  }
}

/** Everything up to a closing line. */
class Enclosed extends Island {
  constructor(kind, char, end) {
    super(kind);
    Object.assign(this, { char, end });
  }

  goesOn(line) {
    if (line.char !== this.char || !line.match(this.end)) return GOES_ON;
    this.lines.push(line.rest());
    return CLOSES;
  }
}

/** `<figure markdown>` and the like. */
export function startMarkdownElement(parser, line, depth) {
  const found = line.match(MARKDOWN_ELEMENT);
  if (!found) return false;
  parser.push(new Enclosed("element", "<", new RegExp(String.raw`</${found[1]}\s*>`, "iy")), depth);
  return true;
}

/** A line that begins with one of the tags CommonMark names, or holds a single whole tag. */
export function startHtml(parser, line, depth) {
  const kind = KINDS.find(([begin]) => line.match(begin));
  if (!kind && (parser.path.at(-1).kind === "paragraph" || !line.match(LONE_TAG))) return false;
  parser.push(new Html(kind?.[1] ?? null), depth);
  return true;
}

/** `{% alert "Title", "warning" %}`. */
export function startAlert(parser, line, depth) {
  if (!line.match(ALERT)) return false;
  parser.push(new Enclosed("alert", "{", END_ALERT), depth);
  return true;
}
