// How wide a picture is shown, in pixels of the page's column.
const LEAST = 48;
const NEAR = 8; // pixels from its full width that are meant as full
const DRAWING = /\.svg\b/i; // has no width of its own that a browser could be asked for

/** The room that there is for a picture: the width of the block around it, in a table that of the page. */
export function roomFor(image, page) {
  if (image.closest("td, th")) return page.clientWidth;
  let block = image.parentElement;
  while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
  return block.clientWidth;
}

/** How wide a picture is by itself; 0 for a drawing that does not say it. */
export function naturalWidth(image) {
  if (image.dataset.natural) return Number(image.dataset.natural);
  return DRAWING.test(image.src) ? 0 : image.naturalWidth;
}

/** A width that a picture may have, as it is written: "" for its full one, as wide as it is or as there is room. */
export function fitting(width, { room, natural }) {
  const full = Math.min(room, natural || room);
  const meant = Math.min(width, room);
  return Math.abs(meant - full) < NEAR ? "" : String(Math.round(Math.max(LEAST, meant)));
}

const STEPS = { ArrowRight: 2, ArrowUp: 2, ArrowLeft: -2, ArrowDown: -2, PageUp: 10, PageDown: -10, Home: -100, End: 100 };

/** By how many hundredths of the room a key changes the width, as it does for any slider. */
export const stepOf = (key) => STEPS[key] ?? 0;
