// A handle in the corner of the selected picture: dragged or moved by arrow keys, it sets how wide the picture is shown.
import { Plugin, autoUpdate, computePosition, offset } from "../../../../vendor/editor/visual.js";
import { setShownWidth } from "../../document/image-views.js";
import { pictureAt, setWidth } from "./commands.js";
import { fitting, naturalWidth, roomFor, stepOf } from "./width.js";

class WidthHandle {
  constructor(editor, words) {
    this.editor = editor;
    this.element = made("picture-handle", { role: "slider", tabIndex: 0, ariaLabel: words.pictureWidth, ariaValueMin: 0, ariaValueMax: 100 });
    this.told = this.element.appendChild(made("picture-percent", { ariaHidden: "true" }));
    const { element } = this;
    element.addEventListener("pointerdown", (event) => this.take(event));
    element.addEventListener("pointermove", (event) => this.drag && this.show(this.draggedTo(event)));
    element.addEventListener("pointerup", (event) => this.drag && this.release(this.draggedTo(event)));
    element.addEventListener("pointercancel", () => this.putBack());
    element.addEventListener("keydown", (event) => this.onKey(event));
    this.update();
  }

  /** Goes where the selected picture is. */
  update() {
    const { editor, element } = this;
    const picture = pictureAt(editor.state);
    const drawn = picture && editor.view.nodeDOM(picture.position);
    const image = drawn?.matches?.("img") ? drawn : (drawn?.querySelector?.("img") ?? null);
    if (image === this.image) return image && this.place();
    this.stop?.();
    Object.assign(this, { image, drag: null, stop: null });
    if (!image) return element.remove();
    if (!element.isConnected) editor.view.dom.after(element);
    this.stop = autoUpdate(image, element, () => this.place());
    return undefined;
  }

  async place() {
    const { image, element } = this;
    const half = element.offsetWidth / 2;
    const corner = { placement: "bottom-end", middleware: [offset({ mainAxis: -half, crossAxis: half })] };
    const { x, y } = await computePosition(image, element, corner);
    Object.assign(element.style, { left: `${x}px`, top: `${y}px` });
    element.hidden = image.classList.contains("missing-image");
    this.tell();
  }

  get limits() {
    return { room: roomFor(this.image, this.editor.view.dom), natural: naturalWidth(this.image) };
  }

  get width() {
    const written = Number(this.image.getAttribute("width"));
    return written ? Math.min(written, this.limits.room) : this.image.getBoundingClientRect().width; // it may not have come yet
  }

  tell() {
    const percent = Math.min(1, this.width / this.limits.room);
    const words = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" }).format(percent);
    Object.assign(this.element, { ariaValueNow: Math.round(100 * percent), ariaValueText: words });
    this.told.textContent = words;
  }

  take(event) {
    if (event.button) return;
    event.preventDefault();
    this.element.setPointerCapture(event.pointerId);
    this.element.focus({ preventScroll: true });
    const before = this.image.getAttribute("width");
    this.drag = { from: event.clientX, width: this.width, before };
    this.element.classList.add("is-held");
  }

  draggedTo({ clientX }) {
    const way = getComputedStyle(this.image).direction === "rtl" ? -1 : 1;
    return fitting(this.drag.width + way * (clientX - this.drag.from), this.limits);
  }

  /** Shows the picture so wide, before it is written. */
  show(width) {
    setShownWidth(this.image, width);
    this.place();
  }

  release(width) {
    this.drag = null;
    this.element.classList.remove("is-held");
    setWidth(this.editor, pictureAt(this.editor.state), width);
  }

  putBack() {
    if (!this.drag) return;
    this.show(this.drag.before);
    this.drag = null;
    this.element.classList.remove("is-held");
  }

  onKey(event) {
    const step = stepOf(event.key);
    if (event.key === "Escape") {
      if (this.drag) this.putBack();
      else this.editor.view.focus();
    } else if (step && !this.drag) this.release(fitting(this.width + (step / 100) * this.limits.room, this.limits));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  destroy() {
    this.stop?.();
    this.element.remove();
  }
}

function made(className, properties) {
  const element = document.createElement("span");
  return Object.assign(element, { className, ...properties });
}

/** The plugin that shows it. */
export const widthHandle = (editor, words) => new Plugin({ view: () => new WidthHandle(editor, words) });
