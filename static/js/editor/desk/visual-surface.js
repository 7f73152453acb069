// The page as it will look, written in place.
import { readNodes } from "../document/read.js";
import { VisualFinder } from "../find/in-visual.js";
import { pasting } from "../paste/index.js";
import { tellOfPictures } from "../paste/telling.js";
import { mountTools, visualExtensions, wordsIn } from "../tools/index.js";
import { UploadPlaces, fillPlace, forgetPlace, markPlaces, positionAt } from "../uploads/places.js";
import { createVisualEditor } from "../visual.js";
import { addressOfImage } from "./images.js";

class VisualSurface {
  constructor({ editor, source, onChange }) {
    const root = editor.querySelector("[data-visual]");
    const element = root.querySelector("[data-visual-text]");
    this.context = {
      fields: JSON.parse(editor.dataset.fields),
      suggestUrl: editor.dataset.suggestUrl,
      uploadUrl: editor.dataset.uploadUrl,
      pageUrl: editor.dataset.pageUrl,
      resolveImage: (src) => addressOfImage(editor, src),
      uploads: editor.uploads, // null for who may not upload; see uploads.js for upload(file), pick(kind), take(files)
      upload: (file) => editor.uploads.upload(file),
      words: wordsIn(root),
    };
    this.editor = editor;
    const receive = editor.uploads && ((place, picture) => this.receive(place, picture));
    const pastes = pasting({ receive, tell: (found) => tellOfPictures(editor, found) });
    const extensions = [...visualExtensions(this.context), UploadPlaces, pastes];
    const { resolveImage } = this.context;
    this.visual = createVisualEditor({ element, source, label: editor.dataset.label, onChange, resolveImage, extensions });
    this.tools = mountTools(this.visual, root, this.context);
    const { open } = this.visual.editor.storage.tools;
    for (const kind of ["image", "file"]) open[kind] ??= () => editor.uploads.choose(kind);
    this.finder = new VisualFinder(this.visual.editor);
    element.addEventListener("input", (event) => event.stopPropagation()); // each key would be taken for a change of the form
  }

  get view() {
    return this.visual.editor.view;
  }

  source() {
    return this.visual.source();
  }

  setSource(text) {
    this.visual.setSource(text);
  }

  /** The words alone. */
  plain() {
    const { doc } = this.view.state;
    return doc.textBetween(0, doc.content.size, " ", " ");
  }

  isFaithful() {
    return this.visual.isFaithful();
  }

  selection() {
    return this.visual.selection();
  }

  select({ anchor, head }) {
    this.visual.moveTo(head, anchor);
    this.view.focus();
  }

  caretTop() {
    return this.view.coordsAtPos(this.view.state.selection.head).top;
  }

  /** A place in the text that waits for a file. With `asks`, who waits as well is asked what the picture shows. */
  place(label, { point, asks }) {
    const { view } = this;
    const place = {};
    view.dispatch(markPlaces(view.state.tr, [{ position: positionAt(view, point), place, label }]));
    return this.waiting(place, asks && view.state.selection);
  }

  waiting(place, before = null) {
    return { fill: (file, alt) => this.fill(place, file, { alt, before }), forget: () => forgetPlace(this.view, place) };
  }

  fill(place, { markdown }, { alt, before }) {
    const { view } = this;
    const [first, ...rest] = readNodes(markdown).nodes[0].node.content.content;
    const isPicture = first.type.name === "image";
    const isWaiting = before && view.state.selection.eq(before);
    const node = isPicture && alt !== undefined ? first.type.create({ ...first.attrs, alt }) : first;
    const isFilled = fillPlace(view, place, [node, ...rest]);
    if (isFilled && isWaiting && isPicture) this.tools.describe(node.attrs.src);
    return isFilled;
  }

  /** A picture that came with a pasted text. */
  async receive(place, { alt, file, url }) {
    const { uploads, desk } = this.editor;
    const waiting = desk.guarded(this.waiting(place));
    const found = file ?? (await fetchedFile(url));
    if (found) return uploads.bring(found, waiting, alt);
    waiting.forget();
    return tellOfPictures(this.editor, { lost: 1 });
  }

  /** Puts the content of the Markdown where the cursor is. */
  insert(markdown) {
    const found = readNodes(markdown).nodes.map(({ node }) => node);
    const content = found.length === 1 && found[0].type.name === "paragraph" ? found[0].content : found;
    this.visual.editor.commands.insertContentAt(this.view.state.selection.to, content.toJSON?.() ?? content.map((node) => node.toJSON()));
  }
}

/** A picture of this wiki, to be attached here as well; null for one that the person may not have. */
async function fetchedFile(url) {
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) return null;
  const blob = await response.blob();
  return new File([blob], decodeURIComponent(url.split("/").pop()), { type: blob.type });
}

/** Makes the surface of a <wiki-editor>. */
export const make = (options) => new VisualSurface(options);
