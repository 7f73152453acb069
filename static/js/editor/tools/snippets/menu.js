// "{{" opens a list of the texts that a page can show and, in a template, of the fields that will be filled in.
import { insertBlock } from "../commands/insert.js";
import { isInTable } from "../commands/tables.js";
import { focused } from "../focused.js";
import { option } from "../menus/option-list.js";
import { typedBefore, typedMenu } from "../menus/typed-menu.js";
import { knownSnippets } from "./known.js";

const OPENED = /\{\{([^{}\n]{0,80})$/;
const ASKED = /^(?:(snippet|field)(?::[ ]?|$))?(.*)$/;

const asFields = ({ fields = [], words }) => fields.map((name) => ({ name, title: name, beside: words.field, isField: true }));
const asSnippets = async (context) => (await knownSnippets(context)).map((one) => ({ ...one, beside: one.name }));

/** Those whose name or title has all that was typed, of the kind that was typed before it. */
async function matching(context, query) {
  const [, kind, typed] = query.match(ASKED);
  const asked = typed.toLowerCase().split(/[\s-]+/).filter(Boolean);
  const fields = kind === "snippet" ? [] : asFields(context);
  const found = kind === "field" ? fields : [...fields, ...(await asSnippets(context))];
  return found.filter(({ name, title }) => asked.every((word) => `${name} ${title}`.toLowerCase().includes(word)));
}

const asWords = (source) => ({ type: "inlineSource", attrs: { source } });

/** Within a sentence only words can stand: what holds more gets a place of its own. */
function putSnippet(editor, { name, isWords }) {
  const { parent } = editor.state.selection.$from;
  const isAlone = parent.type.name === "paragraph" && !parent.content.size;
  if (!isInTable(editor) && (isAlone || !isWords)) return insertBlock(editor, editor.schema.nodes.snippet.create({ name }));
  return focused(editor).insertContent(asWords(`{{snippet: ${name}}}`)).run();
}

function put(editor, range, found) {
  focused(editor).deleteRange(range).run();
  if (!found.isField) return putSnippet(editor, found);
  return focused(editor).insertContent(asWords(`{{field: ${found.name}}}`)).run();
}

export const snippetMenu = (context) =>
  typedMenu("snippetMenu", {
    label: context.words.snippets,
    char: "{{",
    findSuggestionMatch: typedBefore(OPENED),
    items: ({ query }) => matching(context, query),
    options: (items) => items.map(({ title, beside }, index) => option(title, beside, { index })),
    pick: (editor, { dataset }, { items, range }) => put(editor, range, items[dataset.index]),
  });
