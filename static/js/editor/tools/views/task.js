// An item of a list; one that is a task has a box to tick.
import { aside, make } from "./element.js";

export class ItemView {
  constructor(node, view, getPos, words) {
    Object.assign(this, { node, view, getPos, words });
    this.dom = make("li");
    this.isTask = node.attrs.checked !== null;
    if (this.isTask) this.addBox();
    else this.contentDOM = this.dom;
  }

  addBox() {
    this.box = make("input", { type: "checkbox", onchange: () => this.tick() });
    this.label = aside("label", { class: "task-box" }, this.box);
    this.contentDOM = make("div", { class: "task-text" });
    this.dom.append(this.label, this.contentDOM);
    this.draw();
  }

  draw() {
    const { checked } = this.node.attrs;
    this.dom.className = checked ? "task task-done" : "task";
    this.box.checked = checked;
    this.box.ariaLabel = checked ? this.words.taskDone : this.words.taskToDo;
  }

  tick() {
    this.view.dispatch(this.view.state.tr.setNodeAttribute(this.getPos(), "checked", this.box.checked));
    this.view.focus();
  }

  update(node) {
    if (node.type !== this.node.type || (node.attrs.checked !== null) !== this.isTask) return false;
    this.node = node;
    if (this.isTask) this.draw();
    return true;
  }

  stopEvent({ target }) {
    return Boolean(this.label?.contains(target));
  }

  ignoreMutation(mutation) {
    return mutation.type !== "selection" && mutation.target !== this.contentDOM && !this.contentDOM.contains(mutation.target);
  }
}
