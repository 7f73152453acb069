// Source that the editor cannot show as a page would: named, and written as it stands.
import { aside, make } from "./element.js";

const camel = (kind) => kind.replace(/(?:^|[ -])(\w)/g, (_, letter) => letter.toUpperCase());

/** What a piece of source is, in a word. */
const nameOf = (kind, words) => words[`island${camel(kind)}`] ?? words.islandSource;

export class IslandView {
  constructor(node, words) {
    this.node = node;
    const head = aside("div", { class: "island-head", title: words.islandWhy }, nameOf(node.attrs.kind, words));
    this.contentDOM = make("code", { spellcheck: false });
    this.dom = make("div", { class: "island-view" }, head, make("pre", { class: "island" }, this.contentDOM));
  }

  update(node) {
    const isSame = node.type === this.node.type && node.attrs.kind === this.node.attrs.kind;
    if (isSame) this.node = node;
    return isSame;
  }

  ignoreMutation(mutation) {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}

const islandWith = ({ selection: { $head } }) => ($head.parent.type.name === "island" ? { at: $head.before(), text: $head.parent.textContent } : null);

/** Calls `reread` once an island that was changed is left: it may be no island any more. Gives what ends that. */
export function watchIslands(editor, reread) {
  let entered = null;
  let now = null;
  const leave = () => {
    const isChanged = entered && entered.text !== now.text;
    entered = now = null;
    if (isChanged) queueMicrotask(reread);
  };
  const follow = () => {
    const found = islandWith(editor.state);
    if (!found || (now && found.at !== now.at)) leave();
    if (!found) return;
    entered ??= found;
    now = found;
  };
  editor.on("transaction", follow);
  editor.on("blur", leave);
  return () => {
    editor.off("transaction", follow);
    editor.off("blur", leave);
  };
}
