// Where the images of the text being written are loaded from.
import { filesIn } from "../uploads/attached.js";

const SCHEME = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/** The address of an image as the source has it; null for one outside the wiki, which is not loaded. */
export function addressOfImage(editor, src) {
  if (SCHEME.test(src) || !src) return null;
  const name = decoded(src.replace(/[?#].*$/, ""));
  const attached = filesIn(editor.querySelector("[data-attachments]")).find((file) => file.name === name);
  return attached?.url ?? `${editor.dataset.imageUrl}?src=${encodeURIComponent(src)}`;
}

function decoded(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
