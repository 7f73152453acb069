// "{{" opens a list of the texts that a page can show.
import { insertBlock } from "../commands/insert.js";
import { isInTable } from "../commands/tables.js";
import { focused } from "../focused.js";
import { option } from "../menus/option-list.js";
import { typedBefore, typedMenu } from "../menus/typed-menu.js";
import { knownSnippets } from "./known.js";

const OPENED = /\{\{(?:snippet:?)?[ ]?([^{}\n]{0,60})$/;

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

export const snippetMenu = (context) =>
  typedMenu("snippetMenu", {
    label: context.words.snippets,
    char: "{{",
    findSuggestionMatch: typedBefore(OPENED),
    items: ({ query }) => matching(context, query),
    options: (items) => items.map(({ title, name }, index) => option(title, name, { index })),
    pick: (editor, { dataset }, { items, range }) => put(editor, range, items[dataset.index]),
  });
