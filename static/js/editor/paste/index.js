// Pasting: the structure of what other programs put on the clipboard, and text that is rows or Markdown.
//
//   pasting({ receive(place, { alt, file | url }), tell(found) })
//
// `receive` gets each picture with the place that waits for it in the text (see ../uploads/places.js); without it
// pictures are left out. `tell` hears of pictures that could not be had (`lost`) and that became links (`remote`).
import { Extension, Fragment, Plugin, Slice, closeHistory, tables as grid } from "../../../vendor/editor/visual.js";
import { readNodes } from "../document/read.js";
import { setHeaders } from "../tools/commands/tables.js";
import { markPlaces } from "../uploads/places.js";
import { cleaned } from "./clean.js";
import { MARK } from "./pictures.js";
import { languageOf, putCode } from "./program.js";
import { asBlocks } from "./slices.js";
import { looksLikeMarkdown, rowsOf } from "./text.js";

const OWN = /data-pm-slice/;

class Pasting {
  constructor({ receive = null, tell = () => {} }) {
    Object.assign(this, { receive, tell, rtf: "", pictures: [] });
  }

  /** The props of the plugin. */
  get props() {
    return {
      handleDOMEvents: { paste: (_view, event) => this.before(event) },
      transformPastedHTML: (html) => this.clean(html),
      transformPasted: (slice, { state }) => asBlocks(slice, state.selection.$from),
      clipboardTextParser: (text, $place, plain, view) => this.sheet(text, $place, plain, view),
      handlePaste: (view, event, slice) => this.program(view, event) || this.markdown(view, event, slice),
    };
  }

  before({ clipboardData }) {
    [this.rtf, this.text] = ["text/rtf", "text/plain"].map((kind) => clipboardData?.getData(kind) ?? "");
    this.pictures = [];
    this.isFresh = true;
    return false;
  }

  clean(html) {
    if (OWN.test(html)) return html;
    const found = cleaned(html, this);
    this.pictures = found.pictures;
    const lost = found.pictures.lost + (this.receive ? 0 : found.pictures.length);
    if (lost || found.pictures.remote) this.tell({ lost, remote: found.pictures.remote });
    return found.html;
  }

  /** The rows of a sheet as a table; null for any other text, which is then taken as it is. */
  sheet(text, $place, plain, { state }) {
    const rows = !plain && !$place.parent.type.spec.code && rowsOf(text);
    if (!rows) return null;
    const { table, tableRow, tableHeader, tableCell, paragraph } = state.schema.nodes;
    const words = (cell) => paragraph.create(null, cell.trim() ? state.schema.text(cell.replace(/\s*\n\s*/g, " ").trim()) : null);
    const drawn = rows.map((row, y) => tableRow.create(null, row.map((cell) => (y ? tableCell : tableHeader).create(null, words(cell)))));
    return new Slice(Fragment.from(table.create(null, drawn)), 0, 0);
  }

  /** A program becomes a block of code. */
  program(view, { clipboardData }) {
    const language = languageOf(clipboardData);
    const isPlain = !language || view.input.shiftKey || view.state.selection.$from.parent.type.spec.code;
    const tr = isPlain ? null : putCode(view.state, clipboardData.getData("text/plain"), language);
    if (tr) view.dispatch(tr.setMeta("paste", true).setMeta("uiEvent", "paste").scrollIntoView());
    return Boolean(tr);
  }

  /** Markdown is put in as it stands and read in a second step, so that undoing that gives what was pasted. */
  markdown(view, { clipboardData }, slice) {
    const text = clipboardData?.getData("text/plain") ?? "";
    const { selection } = view.state;
    const isPlain = view.input.shiftKey || selection.$from.parent.type.spec.code || hasWords(clipboardData);
    if (isPlain || rowsOf(text) || !looksLikeMarkdown(text)) return false;
    const meant = sliceOf(text);
    if (!meant.openStart && grid.isInTable(view.state)) return false; // a cell holds one paragraph
    const { tr } = view.state;
    tr.replaceSelection(slice);
    view.dispatch(tr.setMeta("paste", true).setMeta("uiEvent", "paste"));
    const [from, to] = [tr.mapping.map(selection.from, -1), tr.mapping.map(selection.to, 1)];
    const read = closeHistory(view.state.tr).replaceRange(from, to, meant);
    view.dispatch(read.setMeta("uiEvent", "paste").scrollIntoView());
    return true;
  }

  /** Takes the marks of pictures out of the text again, and leaves places that wait for them. */
  place(transactions, state) {
    const { pictures } = this;
    if (!pictures.length || !transactions.some(({ docChanged }) => docChanged)) return null;
    this.pictures = [];
    const { tr } = state;
    let removed = 0;
    const places = marksIn(state.doc, pictures.length).map(({ from, to, index }) => {
      const position = from - removed;
      tr.delete(position, to - removed);
      removed += to - from;
      const picture = pictures[index];
      return { position, place: {}, label: picture.alt || picture.file?.name || "…", picture };
    });
    if (!this.receive) return tr;
    queueMicrotask(() => places.forEach(({ place, picture }) => this.receive(place, picture)));
    return markPlaces(tr, places);
  }

  /** A table keeps one header, its first row, whatever is put into it. */
  mendTable(transactions, state) {
    if (!this.isFresh || !transactions.some(({ docChanged }) => docChanged)) return null;
    this.isFresh = false;
    if (!grid.isInTable(state)) return null;
    const { table, tableStart } = grid.selectedRect(state);
    const { tr } = state;
    setHeaders(tr, table, tableStart);
    return tr.docChanged ? tr : null;
  }
}

const hasWords = (clipboard) => Boolean(clipboard?.getData("text/html")) && !clipboard.types.includes("vscode-editor-data");

/** What a text means as Markdown; a single paragraph goes into the one with the cursor. */
function sliceOf(text) {
  const nodes = readNodes(text.replace(/\r\n?/g, "\n")).nodes.map(({ node }) => node);
  const isRunning = nodes.length === 1 && nodes[0].type.name === "paragraph";
  return new Slice(Fragment.from(nodes), isRunning ? 1 : 0, isRunning ? 1 : 0);
}

/** The marks of so many pictures; what only looks like one stays. */
function marksIn(doc, count) {
  const found = [];
  doc.descendants((node, position) => {
    for (const { 0: mark, 1: index, index: at } of node.text?.matchAll(MARK) ?? []) {
      if (index < count) found.push({ from: position + at, to: position + at + mark.length, index: Number(index) });
    }
  });
  return found;
}

/** The extension. */
export const pasting = (options) =>
  Extension.create({
    name: "pasting",
    priority: 200, // before the table's own way with cells
    addProseMirrorPlugins() {
      const held = new Pasting(options);
      const mend = (transactions, _before, state) => held.place(transactions, state) ?? held.mendTable(transactions, state);
      return [new Plugin({ props: held.props, appendTransaction: mend })];
    },
  });
