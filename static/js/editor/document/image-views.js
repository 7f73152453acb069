// Images on the screen: where an address leads is for the page to say, and what may not be shown is named instead.
import { Extension, Plugin } from "../../../vendor/editor/visual.js";

const DRAWING = /\.svg\b/i; // says no size, or one that browsers take for another than the page does
const WIDTH = /\bwidth=["']?(\d+)/;

/** The image, or its words where `resolve` knows no address that may be loaded. */
function draw({ src, alt, title, size }, resolve) {
  const address = resolve(src);
  const shown = document.createElement(address ? "img" : "span");
  if (address) {
    shown.loading = "lazy";
    describe(shown, { alt, title, size });
    shown.addEventListener("error", () => isMissing(shown), { once: true });
    if (DRAWING.test(src)) load(shown, address);
    else shown.src = address;
  } else Object.assign(shown, { className: "external-image", textContent: alt || src });
  return shown;
}

/** Loads a drawing once it is known how wide the page shows it, so that the text below does not jump. */
async function load(image, address) {
  const answer = await fetch(address).catch(() => null);
  const [width] = answer?.headers.get("X-Picture-Size")?.split("x") ?? [];
  if (width) image.dataset.natural = width;
  if (!image.hasAttribute("width")) setShownWidth(image, "");
  image.src = address;
}

/** Shows an image so wide, in pixels; "" for as wide as it is. */
export function setShownWidth(image, width) {
  const shown = width || image.dataset.natural;
  if (shown && !image.classList.contains("missing-image")) image.setAttribute("width", shown);
  else image.removeAttribute("width");
}

function describe(image, { alt, title, size }) {
  Object.assign(image, { alt, title: title ?? "" });
  setShownWidth(image, size?.match(WIDTH)?.[1]);
}

/** Shows what became of a picture that is there already; whether that can be done. */
function redraw(image, { attrs }, { attrs: before }) {
  if (image.localName !== "img" || attrs.src !== before.src) return false;
  describe(image, attrs);
  return true;
}

/** The browser shows the words of an image that there is not; they need no room for the image. */
function isMissing(image) {
  image.classList.add("missing-image");
  setShownWidth(image, "");
}

class ImageView {
  constructor(node, resolve) {
    this.node = node;
    this.dom = draw(node.attrs, resolve);
  }

  update(node) {
    if (node.type !== this.node.type || !redraw(this.dom, node, this.node)) return false;
    this.node = node;
    return true;
  }
}

class FigureView {
  constructor(node, resolve) {
    this.node = node;
    this.resolve = resolve;
    this.dom = document.createElement("figure");
    this.image = draw(node.attrs, resolve);
    this.image.contentEditable = "false";
    this.contentDOM = document.createElement("figcaption");
    this.dom.append(this.image, this.contentDOM);
  }

  update(node) {
    if (node.type !== this.node.type || !(node.hasMarkup(node.type, this.node.attrs) || redraw(this.image, node, this.node))) return false;
    this.node = node;
    return true;
  }

  ignoreMutation(mutation) {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}

/** Draws images and figures; `resolve(src)` gives the address to load, or null. */
export const imageViews = (resolve) =>
  Extension.create({
    name: "imageViews",
    addProseMirrorPlugins() {
      const image = (node) => new ImageView(node, resolve);
      const figure = (node) => new FigureView(node, resolve);
      return [new Plugin({ props: { nodeViews: { image, figure } } })];
    },
  });
