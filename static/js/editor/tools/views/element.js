// Small things that the views of nodes are made with.
import { Selection } from "../../../../vendor/editor/visual.js";

/** An element with properties and children; `data` and `class` as one would write them. */
export function make(tag, { data = {}, class: className, ...properties } = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  Object.assign(element, properties);
  Object.assign(element.dataset, data);
  element.append(...children);
  return element;
}

/** A part of a view that is no text of the page: its own keys and presses are not the editor's. */
export function aside(tag, properties, ...children) {
  const element = make(tag, properties, ...children);
  element.contentEditable = "false";
  return element;
}

/** From a field of the view into the text of the node at a position. */
export function enterText(view, position) {
  const { state } = view;
  view.dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(position + 1))));
  view.focus();
}
