// Running text to tokens: markdown-it's inline parser with the rules of the wiki's dialects.
import { MarkdownIt } from "../../../vendor/editor/visual.js";
import { bareLink, text } from "./bare.js";
import { closeDelimiters, delimiters, looseStrong } from "./delimiters.js";
import { hideTags } from "./hidden.js";
import { footnoteReference, inlineSource, wikiLink } from "./sources.js";

const parser = new MarkdownIt("commonmark", { html: true, maxNesting: 100 });
parser.normalizeLink = (address) => address;
parser.validateLink = () => true;
const { ruler, ruler2 } = parser.inline;
ruler.at("text", text);
ruler.before("text", "bare_link", bareLink);
ruler.before("link", "wiki_link", wikiLink);
ruler.before("link", "footnote_reference", footnoteReference);
ruler.before("entity", "inline_source", inlineSource);
ruler.before("emphasis", "delimiters", delimiters);
ruler2.after("emphasis", "loose_strong", looseStrong);
ruler2.after("emphasis", "close_delimiters", closeDelimiters);

const PLAIN = /^[\p{L}\p{N} .,;?'"/()%$-]*$/u;

/** The tokens of a text, and `show`, which gives back what was hidden from the parser. */
export function parseInline(source, definitions) {
  if (PLAIN.test(source) && !/ {2}|www\.|^ | $/.test(source)) return { tokens: [{ type: "text", content: source }], show: (part) => part };
  const hidden = hideTags(source);
  const tokens = [];
  parser.inline.parse(hidden.text, parser, definitions, tokens);
  return { tokens, show: hidden.show };
}
