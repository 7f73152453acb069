// Finding words in the visual editor: what matches is marked by decorations, which change nothing in the text.
import { Decoration, DecorationSet, Plugin, PluginKey, TextSelection, closeHistory } from "../../../vendor/editor/visual.js";
import { patternOf } from "./pattern.js";

const KEY = new PluginKey("find");
const MOST_MARKED = 2000; // beyond them only the one in turn is marked
const LEAF = "\ufffc"; // as wide as what it stands for: places in the text are places in the document

function matchesIn(doc, pattern) {
  const found = [];
  if (!pattern) return found;
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, null, LEAF);
    for (const match of text.matchAll(pattern)) {
      const from = position + 1 + match.index;
      found.push({ from, to: from + match[0].length });
    }
    return false;
  });
  return found;
}

function decorations({ matches, current }, doc) {
  const marked = matches.length > MOST_MARKED ? matches.slice(current, current + 1) : matches;
  const isCurrent = (match) => match === matches[current];
  return DecorationSet.create(doc, marked.map((one) => Decoration.inline(one.from, one.to, { class: isCurrent(one) ? "found found-current" : "found" })));
}

const plugin = new Plugin({
  key: KEY,
  state: {
    init: () => ({ pattern: null, matches: [], current: 0 }),
    apply(tr, state, _before, { doc }) {
      const next = { ...state, ...tr.getMeta(KEY) };
      if (!tr.docChanged && next.pattern === state.pattern) return next;
      const matches = matchesIn(doc, next.pattern);
      return { ...next, matches, current: Math.min(next.current, Math.max(0, matches.length - 1)) };
    },
  },
  props: { decorations: (state) => decorations(KEY.getState(state), state.doc) },
});

export class VisualFinder {
  constructor(editor) {
    this.editor = editor;
    editor.registerPlugin(plugin);
  }

  get state() {
    return KEY.getState(this.editor.state);
  }

  get place() {
    const { matches, current } = this.state;
    return { count: matches.length, current };
  }

  get selected() {
    const { from, to, $from, $to } = this.editor.state.selection;
    return $from.sameParent($to) ? this.editor.state.doc.textBetween(from, to) : "";
  }

  search(query) {
    const pattern = patternOf(query);
    const { from } = this.editor.state.selection;
    const current = Math.max(0, matchesIn(this.editor.state.doc, pattern).findIndex((one) => one.from >= from));
    this.tell({ pattern, current });
    this.go(0);
  }

  tell(change, tr = this.editor.state.tr) {
    this.editor.view.dispatch(tr.setMeta(KEY, change));
  }

  /** To the next match (1) or the one before (-1). */
  go(step) {
    const { matches, current } = this.state;
    if (!matches.length) return;
    const next = (current + step + matches.length) % matches.length;
    const { from, to } = matches[next];
    const { tr, doc } = this.editor.state;
    this.tell({ current: next }, tr.setSelection(TextSelection.create(doc, from, to)));
    this.reveal(from);
  }

  // The editor's own way follows the selection of the window, which is in the panel.
  reveal(position) {
    const { top } = this.editor.view.coordsAtPos(position);
    if (top < innerHeight / 4 || top > innerHeight * 0.75) scrollBy({ top: top - innerHeight / 3, behavior: "instant" });
  }

  replace(text) {
    const { matches, current } = this.state;
    if (!matches.length) return;
    this.change([matches[current]], text);
    this.go(0);
  }

  /** Replaces every match in one step; how many there were. */
  replaceAll(text) {
    const { matches } = this.state;
    this.change(matches, text);
    return matches.length;
  }

  change(matches, text) {
    const { tr } = this.editor.state;
    for (const { from, to } of [...matches].reverse()) {
      if (text) tr.insertText(text, from, to);
      else tr.delete(from, to);
    }
    this.editor.view.dispatch(closeHistory(tr));
  }

  close() {
    this.tell({ pattern: null, current: 0 });
    this.editor.view.focus();
  }
}
