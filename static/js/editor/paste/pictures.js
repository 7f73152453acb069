// Pictures of a pasted text: those whose bytes are at hand become files, the others stay where they are, as links.
import { picturesOfRtf } from "./rtf.js";

const DATA = /^data:(image\/(?:png|jpe?g|gif|webp|avif|bmp))[^,]*;base64,/i; // a drawing, SVG, may hold anything
const SUFFIXES = { "image/jpeg": "jpg" };
const TINY = 3; // pixels: what counts readers, not what they look at

/** Where a picture stood, until it has arrived. */
export const markOf = (index) => `\ue000${index}\ue001`;
export const MARK = /\ue000(\d+)\ue001/g;

/** The text without letters that could be taken for a mark. */
export const withoutMarks = (text) => text.replace(/[\ue000\ue001]|&#(?:x0*e00[01]|0*5734[45]);?/gi, "");

/**
 * Takes the pictures out of the body, each with a mark in its place: [{ alt, file }] or [{ alt, url }] for one of this
 * wiki's own. `lost` and `remote` count those that can't be had and those that became links.
 */
export function takePictures(body, { rtf, origin }) {
  const found = Object.assign([], { lost: 0, remote: 0 });
  const fromRtf = picturesOfRtf(rtf);
  let local = 0;
  for (const image of body.querySelectorAll("img")) {
    const src = image.getAttribute("src") ?? "";
    const alt = nameOf(image);
    const bytes = DATA.test(src) ? bytesOf(src) : /^file:/i.test(src) ? fromRtf[local++] : null;
    const url = ownAddress(src, origin);
    if (isTiny(image) || isEmoji(image)) image.replaceWith(isEmoji(image) ? image.alt : "");
    else if (bytes || url) {
      const link = image.closest("a");
      if (url && link?.getAttribute("href") === url) link.replaceWith(...link.childNodes); // the page's own way to enlarge it
      image.replaceWith(markOf(found.length));
      found.push(bytes ? { alt, file: fileOf(bytes, found.length) } : { alt, url });
    } else leave(image, src, found);
  }
  return found;
}

function leave(image, src, found) {
  if (!/^https?:/i.test(src)) {
    found.lost++;
    return image.remove();
  }
  found.remote++;
  if (image.closest("a")) return image.replaceWith(image.alt || src);
  const link = image.ownerDocument.createElement("a");
  Object.assign(link, { href: src, textContent: image.alt || src.replace(/^https?:\/\//, "") });
  return image.replaceWith(link);
}

// What programs write of their own accord says nothing to anybody.
const NOISE = /^(image|picture|img)\W*\d*$|description automatically generated|AI-generated content may be incorrect/i;
const nameOf = ({ alt }) => (NOISE.test(alt) ? "" : alt.replace(/\s+/g, " ").trim());

const isTiny = (image) => ["width", "height"].some((side) => image.hasAttribute(side) && parseInt(image.getAttribute(side), 10) < TINY);
const isEmoji = ({ alt }) => /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\u200d\ufe0f\p{Emoji_Modifier}]*$/u.test(alt);

/** The address on this wiki; "" for one elsewhere. */
function ownAddress(src, origin) {
  const path = src.startsWith(`${origin}/`) ? src.slice(origin.length) : src;
  return /^\/p\/\d+\/files\//.test(path) ? path : "";
}

function bytesOf(src) {
  const type = src.match(DATA)[1].toLowerCase();
  try {
    return { type, bytes: Uint8Array.from(atob(src.slice(src.indexOf(",") + 1)), (letter) => letter.charCodeAt(0)) };
  } catch {
    return null;
  }
}

function fileOf({ type, bytes }, index) {
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
  const suffix = SUFFIXES[type] ?? type.slice(6);
  return new File([bytes], `pasted-${stamp}-${index + 1}.${suffix}`, { type });
}
