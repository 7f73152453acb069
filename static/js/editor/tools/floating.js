// Menus and panels that float beside what they belong to, above everything else.
import { autoUpdate, computePosition, flip, offset, shift, size } from "../../../vendor/editor/visual.js";
import { barsAbove, barsBelow } from "../edges.js";
import { spotBeside } from "./images/spot.js";

const GAP = 6;
const EDGE = 8;

/** Where there is room: within the window, and above the bars at its lower edge, whose buttons stay in reach. What is
 * about a picture stays on the paper as well, clear of the toolbar, the title and, where it can be, the words. */
function middlewareFor(anchor, element) {
  const isOfPicture = "ofPicture" in element.dataset;
  const top = isOfPicture ? Math.max(barsAbove(), anchor.closest(".ProseMirror").getBoundingClientRect().top) : 0;
  const padding = { top: EDGE + top, left: EDGE, right: EDGE, bottom: EDGE + barsBelow() };
  const fit = size({
    padding,
    apply: ({ availableHeight }) => (element.style.maxHeight = `min(var(--most, 100vh), ${Math.max(96, availableHeight)}px)`),
  });
  const spot = isOfPicture && spotBeside(anchor, element, roomWithin(padding));
  if (spot) return [{ name: "spot", fn: () => spot }, fit];
  // Beside what is higher than the screen there is no room: then above it.
  const isHigh = anchor.getBoundingClientRect().height > innerHeight / 2;
  const inView = shift({ padding, crossAxis: isOfPicture || isHigh });
  return [offset(GAP), flip({ padding }), inView, fit];
}

function roomWithin({ top, left, right, bottom }) {
  const { width, height, offsetTop } = window.visualViewport;
  return { top, left, right: width - right, bottom: offsetTop + height - bottom };
}

/** Keeps `element` beside `anchor`, an element or `{ getBoundingClientRect }`; gives a function that ends it. */
function keepBeside(anchor, element, placement) {
  const place = async () => {
    const middleware = middlewareFor(anchor, element);
    const { x, y } = await computePosition(anchor, element, { placement, strategy: "fixed", middleware });
    Object.assign(element.style, { left: `${x}px`, top: `${y}px` });
  };
  // What has no size yet, as a picture that is still to come, is not watched for moves.
  return autoUpdate(anchor, element, place, { animationFrame: !anchor.getBoundingClientRect().height });
}

/** One floating element: opens beside something, closes on Escape and on a press outside. */
export class Floating {
  /** `onClose(reason)` is told "escape", "outside" or undefined; `signal` ends it all. */
  constructor(element, { placement = "bottom-start", onClose = () => {}, signal } = {}) {
    Object.assign(this, { element, placement, onClose });
    element.popover = "manual";
    element.addEventListener("keydown", (event) => this.onKey(event), { signal });
  }

  get isOpen() {
    return this.element.matches(":popover-open");
  }

  /** Where it is to stand, if that is not beside what opened it. */
  stand = () => null;

  /** Opens beside `anchor`, which a press on leaves it open, or moves there. */
  open(anchor) {
    this.anchor = anchor;
    this.stop?.();
    if (!this.isOpen) this.element.showPopover();
    this.stop = keepBeside(this.stand() ?? anchor, this.element, this.placement);
    document.addEventListener("pointerdown", this.onPress, true);
  }

  close(reason) {
    if (!this.isOpen) return;
    this.stop();
    document.removeEventListener("pointerdown", this.onPress, true);
    this.element.hidePopover();
    this.onClose(reason);
  }

  onPress = ({ target }) => {
    const isOurs = this.element.contains(target) || (this.anchor instanceof Element && this.anchor.contains(target));
    if (!isOurs) this.close("outside");
  };

  onKey(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.close("escape");
  }
}

/** An anchor for a stretch of the document. */
export const beside = (view, from, to = from) => ({
  contextElement: view.dom,
  getBoundingClientRect() {
    const start = view.coordsAtPos(from);
    const end = view.coordsAtPos(to, -1);
    const isOneLine = end.top < start.bottom;
    const left = isOneLine ? start.left : Math.min(start.left, end.left);
    return new DOMRect(left, start.top, Math.max(0, (isOneLine ? end.left : start.left) - left), end.bottom - start.top);
  },
});
