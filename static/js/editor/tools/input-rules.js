// Markdown typed into the visual editor becomes what it means; Backspace right after it takes that back.
import {
  Extension, InputRule, findParentNode, markInputRule, textblockTypeInputRule, wrappingInputRule,
} from "../../../vendor/editor/visual.js";

const HEADING = /^(#{1,6})\s$/;
const BULLET = /^\s*([-+*])\s$/;
const NUMBER = /^(\d{1,9})[.)]\s$/;
const TASK = /^\[([ xX]?)\]\s$/;
const QUOTE = /^>\s$/;
const ALERT = /^\[!(\w+)\]\s$/;
const FENCE = /^(```|~~~)([\w+#-]*)\s$/;
const RULE = /^(---|___|\*\*\*)$/;
// What stands before a mark is looked at and not taken; the last group is what stays.
const BEFORE = String.raw`(?<=^|[\s([{"'])`;
const between = (mark, name) => [name, new RegExp(`${BEFORE}${mark}(?!\\s)((?:(?!${mark}).)*[^\\s])${mark}$`)];
const MARKS = [
  between("\\*\\*", "bold"),
  between("__", "bold"),
  ["italic", new RegExp(String.raw`${BEFORE}\*(?![\s*])([^*]*[^\s*])\*$`)],
  ["italic", new RegExp(String.raw`${BEFORE}_(?![\s_])([^_]*[^\s_])_$`)],
  ["code", /(?<!`)`(?!\s)([^`]*[^\s`])`$/],
  between("~~", "strike"),
  between("==", "highlight"),
];
const LINK = /(?:^|[^!])(\[([^[\]]+)\]\((\S+)\))$/;
const WIKI = /\[\[([^[\]|]{1,300})(?:\|([^[\]]+))?\]\]$/;

/** A box at the beginning of an item makes it a task; of a paragraph, a checklist. */
const task = () =>
  new InputRule({
    find: TASK,
    handler({ state, range, match, chain }) {
      const checked = /x/i.test(match[1]);
      const $from = state.doc.resolve(range.from);
      const item = findParentNode(({ type }) => type.name === "listItem")(state.selection);
      if (item && $from.index(-1)) return null;
      const edit = chain().deleteRange(range);
      (item ? edit : edit.wrapInList("bulletList")).updateAttributes("listItem", { checked }).run();
    },
  });

/** `[!WARNING]` at the beginning of a quotation makes it a callout. */
const alert = (quote, callout) =>
  new InputRule({
    find: ALERT,
    handler({ state, range, match }) {
      const $from = state.doc.resolve(range.from);
      if ($from.depth < 2 || $from.node(-1).type !== quote || $from.index(-1)) return null;
      state.tr.delete(range.from, range.to).setNodeMarkup($from.before(-1), callout, { word: match[1].toUpperCase() });
    },
  });

const rule = () =>
  new InputRule({
    find: RULE,
    handler({ state, range, chain }) {
      const $from = state.doc.resolve(range.from);
      if ($from.parent.type.name !== "paragraph" || $from.node(-1).type.spec.tableRole) return null;
      const put = [{ type: "horizontalRule" }, { type: "paragraph" }];
      chain().insertContentAt({ from: $from.before(), to: $from.after() }, put).run();
    },
  });

const link = (type) =>
  new InputRule({
    find: LINK,
    handler({ state, range, match }) {
      const from = range.from + match[0].indexOf(match[1]);
      const words = state.schema.text(match[2], [type.create({ href: match[3] })]);
      state.tr.replaceWith(from, range.to, words).removeStoredMark(type);
    },
  });

const wikiLink = (type) =>
  new InputRule({
    find: WIKI,
    handler({ state, range, match }) {
      state.tr.replaceWith(range.from, range.to, type.create({ wiki: match[1].trim(), label: match[2]?.trim() || null }));
    },
  });

export const InputRules = Extension.create({
  name: "toolInputRules",
  addInputRules() {
    const { nodes, marks } = this.editor.schema;
    const start = (match) => ({ start: Number(match[1]) });
    const goesOn = (match, node) => node.childCount + node.attrs.start === Number(match[1]);
    const markRules = MARKS.map(([name, find]) => markInputRule({ find, type: marks[name] }));
    return [
      textblockTypeInputRule({ find: HEADING, type: nodes.heading, getAttributes: (match) => ({ level: match[1].length }) }),
      wrappingInputRule({ find: BULLET, type: nodes.bulletList }),
      wrappingInputRule({ find: NUMBER, type: nodes.orderedList, getAttributes: start, joinPredicate: goesOn }),
      task(),
      alert(nodes.blockquote, nodes.callout),
      wrappingInputRule({ find: QUOTE, type: nodes.blockquote }),
      textblockTypeInputRule({ find: FENCE, type: nodes.codeBlock, getAttributes: (match) => ({ info: match[2] }) }),
      rule(),
      ...markRules,
      link(marks.link),
      wikiLink(nodes.wikiLink),
    ];
  },
});
