// Code with a field for its language; below a diagram's source, the diagram.
import { aside, enterText, make } from "./element.js";

const PAUSE = 400;
// As the page tells which code is a diagram.
const isDiagram = ({ attrs }) => attrs.info.split(/[\s{]/, 1)[0] === "mermaid";

export class CodeView {
  constructor(node, view, getPos, words) {
    Object.assign(this, { node, view, getPos, words });
    this.language = make("input", {
      class: "code-language",
      ariaLabel: words.codeLanguage,
      placeholder: words.codePlain,
      autocomplete: "off",
      spellcheck: false,
      oninput: () => this.write(),
    });
    this.language.setAttribute("list", "tools-languages");
    this.language.addEventListener("keydown", (event) => this.onKey(event));
    this.head = aside("div", { class: "code-head" }, this.language);
    this.contentDOM = make("code", { spellcheck: false });
    this.dom = make("div", { class: "code-view" }, this.head, make("pre", {}, this.contentDOM));
    this.draw();
  }

  draw() {
    const { info } = this.node.attrs;
    if (this.language.value !== info) this.language.value = info;
    clearTimeout(this.timer);
    if (isDiagram(this.node)) this.timer = setTimeout(() => this.drawDiagram(), this.diagram ? PAUSE : 0);
    else this.removeDiagram();
  }

  async drawDiagram() {
    const { drawDiagram } = await import("../../../diagrams.js");
    if (!isDiagram(this.node)) return;
    if (!this.diagram) this.dom.append((this.diagram = aside("div", { class: "code-diagram" })));
    await drawDiagram(this.diagram, this.node.textContent, this.words);
  }

  removeDiagram() {
    this.diagram?.remove();
    this.diagram = null;
  }

  onKey(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    enterText(this.view, this.getPos());
  }

  write() {
    const info = this.language.value.replaceAll("`", "").trimStart();
    this.view.dispatch(this.view.state.tr.setNodeAttribute(this.getPos(), "info", info));
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  destroy() {
    clearTimeout(this.timer);
  }

  stopEvent({ target }) {
    return this.head.contains(target) || Boolean(this.diagram?.contains(target));
  }

  ignoreMutation(mutation) {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}
