// The panel of a picture: what it shows in words, how wide it is, its caption.
import * as pictures from "./commands.js";

export class PicturePanel {
  constructor(editor, floating, context, signal) {
    Object.assign(this, { editor, floating, context });
    const find = (name) => floating.element.querySelector(`[data-picture=${name}]`);
    [this.alt, this.caption, this.said] = ["alt", "caption", "said"].map(find);
    this.widths = [...floating.element.querySelectorAll("[data-width]")];
    const on = (element, way, act) => element.addEventListener(way, act, { signal });
    on(this.alt, "input", () => pictures.setAttribute(editor, this.picture.position, "alt", this.alt.value));
    on(floating.element, "keydown", (event) => this.onKey(event));
    on(this.caption, "click", () => this.act(pictures.toggleCaption));
    on(find("remove"), "click", () => this.act(pictures.removePicture));
    on(find("replace"), "click", () => this.replace());
    for (const button of this.widths) on(button, "click", () => this.setWidth(button.dataset.width));
    find("replace").hidden = !context.uploads;
  }

  /** Opens for the selected picture. */
  open({ focus = false } = {}) {
    this.picture = pictures.pictureAt(this.editor.state);
    if (!this.picture) return this.floating.close();
    this.show();
    this.said.textContent = "";
    this.floating.open(this.editor.view.nodeDOM(this.picture.position));
    if (!focus) return undefined;
    this.alt.focus();
    return this.alt.select();
  }

  show() {
    const { node } = this.picture;
    this.alt.value = node.attrs.alt;
    this.caption.ariaPressed = String(node.type.name === "figure");
    this.caption.disabled = !pictures.canHaveCaption(this.editor.state, this.picture);
    const width = pictures.widthOf(node);
    for (const button of this.widths) button.ariaPressed = String(button.dataset.width === width);
  }

  onKey(event) {
    if (event.key !== "Enter" || event.target !== this.alt) return;
    event.preventDefault();
    this.floating.close("escape");
  }

  act(command) {
    this.floating.close();
    command(this.editor, this.current());
  }

  /** The picture as it is now, after what was typed. */
  current() {
    const { position } = this.picture;
    return { position, node: this.editor.state.doc.nodeAt(position) };
  }

  setWidth(width) {
    const picture = this.current();
    pictures.setWidth(this.editor, picture, width);
    this.reopen(picture.position);
  }

  async replace() {
    const [file] = await this.context.uploads.pick("image");
    if (!file) return;
    const { node, position } = this.current();
    const answer = await this.context.upload(file).catch((error) => void (this.said.textContent = error.message));
    if (!answer || this.editor.isDestroyed || !this.editor.state.doc.nodeAt(position)?.sameMarkup(node)) return;
    pictures.setAttribute(this.editor, position, "src", sourceOf(answer));
    this.reopen(position);
  }

  // Drawing the picture anew takes away what the panel stood beside.
  reopen(position) {
    pictures.select(this.editor, position);
    this.open();
  }
}

/** How a page names an uploaded picture: what stands in the parentheses of its Markdown. */
function sourceOf({ markdown, name }) {
  return markdown.match(/\]\(<?(.*?)>?\)$/)?.[1] ?? name;
}
