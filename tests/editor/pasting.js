// A visual editor that takes pastes, on the blank page; what it asks to be uploaded is kept here.
import { pasting } from "/static/js/editor/paste/index.js";
import { cleaned } from "/static/js/editor/paste/clean.js";
import { rowsOf } from "/static/js/editor/paste/text.js";
import { fillPlace, UploadPlaces } from "/static/js/editor/uploads/places.js";
import { Selection } from "/static/vendor/editor/visual.js";
import { createVisualEditor } from "/static/js/editor/visual.js";

let visual;
let received = [];
let told = [];

export function open(source, takesPictures = true) {
  visual?.destroy();
  [received, told] = [[], []];
  const receive = takesPictures ? (place, picture) => received.push({ place, ...picture }) : null;
  const extensions = [UploadPlaces, pasting({ receive, tell: (found) => told.push(found) })];
  visual = createVisualEditor({ element: document.querySelector("#place"), source, label: "Text", extensions });
  window.visual = visual;
}

export const source = () => visual.source();
export const places = () => [...document.querySelectorAll(".upload-place")].map((place) => place.textContent);
export const toldOf = () => told;
export const rows = (text) => rowsOf(text);
export const clean = (html, options) => cleaned(html, options).html;
export const undo = () => visual.editor.commands.undo();

/** Puts the cursor behind this text; behind all there is without one. */
export function putBehind(text) {
  const { state, view } = visual.editor;
  let place = Selection.atEnd(state.doc).to;
  state.doc.descendants((node, position) => {
    if (text && node.text?.includes(text)) place = position + node.text.indexOf(text) + text.length;
  });
  view.dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(place))));
  view.focus();
}

/** Pastes what a program would put on the clipboard, by kind. */
export function paste(kinds) {
  const carried = new DataTransfer();
  for (const [kind, content] of Object.entries(kinds)) carried.setData(kind, content);
  const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: carried });
  visual.editor.view.dom.dispatchEvent(event);
}

/** The milliseconds that it takes to paste HTML of these parts: [[html, times], …]. */
export function timed(parts) {
  const html = parts.map(([part, times]) => part.repeat(times)).join("");
  const start = performance.now();
  paste({ "text/html": html, "text/plain": "plain" });
  return performance.now() - start;
}

const elementsOf = (html) => [...new DOMParser().parseFromString(html, "text/html").body.querySelectorAll("*")];
export const namesOf = (html) => elementsOf(html).map(({ localName }) => localName);
export const attributesOf = (html) => [...new Set(elementsOf(html).flatMap((element) => element.getAttributeNames()))];

export const pictures = () =>
  received.map(({ alt, file, url }) => ({ alt, url, name: file?.name.replace(/\d{8}-\d{6}/, "*"), type: file?.type, size: file?.size }));

/** A picture has arrived. */
export function arrive(index, name) {
  const { schema } = visual.editor;
  return fillPlace(visual.editor.view, received[index].place, [schema.nodes.image.create({ src: name, alt: received[index].alt })]);
}
