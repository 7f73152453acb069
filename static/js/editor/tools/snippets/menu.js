// "{{" opens a list of the texts that a page can show.
import { Extension, PluginKey, Suggestion } from "../../../../vendor/editor/visual.js";
import { insertBlock } from "../commands/insert.js";
import { isInTable } from "../commands/tables.js";
import { beside } from "../floating.js";
import { focused } from "../focused.js";
import { OptionList, option } from "../menus/option-list.js";
import { knownSnippets } from "./known.js";

const OPENED = /\{\{(?:snippet:?)?[ ]?([^{}\n]{0,60})$/;

function typedTag({ $position }) {
  const text = $position.nodeBefore?.isText ? $position.nodeBefore.text : "";
  const found = text.match(OPENED);
  if (!found) return null;
  return { range: { from: $position.pos - found[0].length, to: $position.pos }, query: found[1], text: found[0] };
}

/** Those whose name or title has all that was typed. */
async function matching(context, query) {
  const asked = query.toLowerCase().split(/[\s-]+/).filter(Boolean);
  const found = await knownSnippets(context);
  return found.filter(({ name, title }) => asked.every((word) => `${name} ${title}`.toLowerCase().includes(word)));
}

/** Within a sentence only words can stand: what holds more gets a place of its own. */
function put(editor, range, { name, isWords }) {
  focused(editor).deleteRange(range).run();
  const { parent } = editor.state.selection.$from;
  const isAlone = parent.type.name === "paragraph" && !parent.content.size;
  if (!isInTable(editor) && (isAlone || !isWords)) return insertBlock(editor, editor.schema.nodes.snippet.create({ name }));
  return focused(editor).insertContent({ type: "inlineSource", attrs: { source: `{{snippet: ${name}}}` } }).run();
}

function renderer(editor, context) {
  let list;
  let shown = { items: [], range: null };
  const pick = ({ dataset }) => put(editor, shown.range, shown.items[dataset.index]);
  const show = ({ items, range }) => {
    shown = { items, range };
    list.show(items.map(({ title, name }, index) => option(title, name, { index })), beside(editor.view, range.from));
  };
  return {
    onStart(props) {
      list = new OptionList(editor.storage.tools.root, { label: context.words.snippets, owner: editor.view.dom, onPick: pick });
      show(props);
    },
    onUpdate: show,
    onKeyDown: ({ event }) => list?.onKey(event) ?? false,
    onExit: () => list?.remove(),
  };
}

export const snippetMenu = (context) =>
  Extension.create({
    name: "snippetMenu",
    addProseMirrorPlugins() {
      const { editor } = this;
      const allow = ({ state }) => Boolean(editor.storage.tools.root) && !state.selection.$from.parent.type.spec.code;
      return [
        Suggestion({
          editor,
          pluginKey: new PluginKey("snippetMenu"),
          char: "{{",
          decorationClass: "typed-command",
          findSuggestionMatch: typedTag,
          allow,
          items: ({ query }) => matching(context, query),
          render: () => renderer(editor, context),
        }),
      ];
    },
  });
