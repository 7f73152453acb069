// "[[" opens a list of pages to link to, and after "#" of the headings of one.
import { Extension, PluginKey, Suggestion } from "../../../../vendor/editor/visual.js";
import { beside } from "../floating.js";
import { OptionList, option } from "../menus/option-list.js";
import { findPages, linkTo, outlineOf, pageTitled } from "./pages.js";
import { focused } from "../focused.js";

const OPENED = /\[\[([^[\]|\n]{0,100})$/;
const PAUSE = 120;

function typedLink({ $position }) {
  const text = $position.nodeBefore?.isText ? $position.nodeBefore.text : "";
  const found = text.match(OPENED);
  if (!found) return null;
  return { range: { from: $position.pos - found[0].length, to: $position.pos }, query: found[1], text: found[0] };
}

/** What can be linked to, as [{ title, beside, content }]. */
async function choices(context, query, signal) {
  const [title, anchor] = query.split("#", 2);
  if (anchor === undefined) return pageChoices(context, title, signal);
  const page = await pageTitled(context, title, signal);
  const outline = page && (await outlineOf(page.url, signal));
  const asked = anchor.toLowerCase();
  const headings = (outline?.headings ?? []).filter(({ text }) => text.toLowerCase().includes(asked));
  return headings.map(({ text, anchor: to }) => ({
    title: text,
    beside: outline.title,
    content: linkTo(outline, { anchor: to, words: text, pageUrl: context.pageUrl }),
  }));
}

async function pageChoices(context, typed, signal) {
  const pages = withTwins(await findPages(context, typed, signal));
  const found = pages.map((page) => ({ title: page.title, beside: page.space, content: linkTo(page, { pageUrl: context.pageUrl }) }));
  const isThere = pages.some(({ title }) => title.toLowerCase() === typed.trim().toLowerCase());
  if (!typed.trim() || isThere) return found;
  const fresh = { type: "wikiLink", attrs: { wiki: typed.trim(), label: null } };
  return [...found, { title: typed.trim(), beside: context.words.linkNew, content: fresh }];
}

/** Marks those pages that share title and space with another one. */
export function withTwins(pages) {
  const keys = pages.map(({ title, space }) => JSON.stringify([title.toLowerCase(), space]));
  return pages.map((page, index) => ({ ...page, twice: keys.filter((key) => key === keys[index]).length > 1 }));
}

function renderer(editor, context) {
  let list;
  let shown = { items: [], range: null };
  const pick = ({ dataset }) => focused(editor).insertContentAt(shown.range, shown.items[dataset.index].content).run();
  const show = (props) => {
    const { items, range, loading } = props;
    if (loading && items.length === 0 && list.isOpen) return; // what is shown stays until the answer comes
    shown = { items, range };
    list.show(items.map((item, index) => option(item.title, item.beside, { index })), beside(editor.view, range.from));
  };
  return {
    onStart(props) {
      list = new OptionList(editor.storage.tools.root, { label: context.words.linkPages, owner: editor.view.dom, onPick: pick });
      show(props);
    },
    onUpdate: show,
    onKeyDown: ({ event }) => list?.onKey(event) ?? false,
    onExit: () => list?.remove(),
  };
}

export const pageMenu = (context) =>
  Extension.create({
    name: "pageMenu",
    addProseMirrorPlugins() {
      const { editor } = this;
      const allow = ({ state }) => Boolean(editor.storage.tools.root) && !state.selection.$from.parent.type.spec.code;
      return [
        Suggestion({
          editor,
          pluginKey: new PluginKey("pageMenu"),
          char: "[[",
          decorationClass: "typed-command",
          debounce: PAUSE,
          findSuggestionMatch: typedLink,
          allow,
          items: ({ query, signal }) => choices(context, query, signal).catch(() => []),
          render: () => renderer(editor, context),
        }),
      ];
    },
  });
