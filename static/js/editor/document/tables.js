// GitHub's tables: a header row, rows of as many cells, one paragraph in each; columns are aligned by their header.
import { Extension, Node, tables as grid } from "../../../vendor/editor/visual.js";
import { written } from "./attributes.js";

/** `edges`: whether rows begin and end with a bar; `padded`: whether cells have spaces around their text. */
const Table = Node.create({
  name: "table",
  group: "block",
  content: "tableRow+",
  isolating: true,
  tableRole: "table",
  addAttributes: () => written({ edges: true, padded: true }),
  parseHTML: () => [{ tag: "table" }],
  renderHTML: ({ HTMLAttributes }) => ["table", HTMLAttributes, ["tbody", 0]],
});

const TableRow = Node.create({
  name: "tableRow",
  content: "(tableHeader | tableCell)+",
  tableRole: "row",
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: ({ HTMLAttributes }) => ["tr", HTMLAttributes, 0],
});

const only = (value) => ({ default: value, rendered: false, parseHTML: () => value });

function cell(name, tag, tableRole) {
  return Node.create({
    name,
    content: "paragraph",
    isolating: true,
    tableRole,
    addAttributes: () => ({
      align: { default: null, parseHTML: (element) => element.getAttribute("align") || null },
      // prosemirror-tables asks for them; Markdown's cells never span.
      colspan: only(1),
      rowspan: only(1),
      colwidth: only(null),
    }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });
}

const TableEditing = Extension.create({
  name: "tableEditing",
  addProseMirrorPlugins: () => [grid.tableEditing()],
  addKeyboardShortcuts() {
    const inTable = (command) => () => grid.isInTable(this.editor.state) && command();
    const go = (way) => inTable(() => this.editor.commands.command(({ state, dispatch }) => grid.goToNextCell(way)(state, dispatch)));
    return { Tab: go(1), "Shift-Tab": go(-1), Enter: inTable(() => this.editor.commands.insertContent({ type: "hardBreak" })) };
  },
  extendNodeSchema: (extension) => ({ tableRole: extension.config.tableRole }),
});

export const tables = [Table, TableRow, cell("tableHeader", "th", "header_cell"), cell("tableCell", "td", "cell"), TableEditing];
