// A callout as the page shows it, with a button for its kind and its title to write in.
import { calloutKind } from "../../callouts.js";
import { icon } from "../icon.js";
import { aside, enterText, make } from "./element.js";

const capital = (word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();

/** The word that a callout without a title shows, as the server says it. */
export const wordOf = (word, words) => words[`callout${capital(word)}`] ?? capital(word);

export class CalloutView {
  constructor(node, view, getPos, { words, openKinds }) {
    Object.assign(this, { node, view, getPos, words });
    this.kind = make("button", { type: "button", class: "callout-kind", onclick: () => openKinds(this.kind, getPos()) });
    this.kind.hidden = !openKinds;
    this.kind.append(icon("chevron-down", words));
    this.title = make("input", { class: "callout-name", ariaLabel: words.calloutTitle, autocomplete: "off", oninput: () => this.write() });
    this.title.addEventListener("keydown", (event) => this.onKey(event));
    this.head = aside("div", { class: "callout-title" }, this.kind, this.title);
    this.contentDOM = make("div", { class: "callout-body" });
    this.dom = make("div", { role: "note" }, this.head, this.contentDOM);
    this.draw();
  }

  draw() {
    const { word, title } = this.node.attrs;
    this.dom.className = `callout callout-${calloutKind(word)}`;
    const shown = wordOf(word, this.words);
    this.kind.ariaLabel = `${this.words.calloutKind} ${shown}`;
    this.kind.title = this.words.calloutChange;
    this.title.placeholder = title === "" ? "" : shown;
    if (this.title.value !== (title ?? "")) this.title.value = title ?? "";
  }

  write() {
    const title = this.title.value.trim() ? this.title.value : null;
    this.view.dispatch(this.view.state.tr.setNodeAttribute(this.getPos(), "title", title));
  }

  // From the title on to the text.
  onKey(event) {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault();
    enterText(this.view, this.getPos());
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  stopEvent({ target }) {
    return this.head.contains(target);
  }

  ignoreMutation(mutation) {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}
