// The page as it will look, written in place.
import { readNodes } from "../document/read.js";
import { mountTools, visualExtensions, wordsIn } from "../tools/index.js";
import { createVisualEditor } from "../visual.js";
import { addressOfImage } from "./images.js";

class VisualSurface {
  constructor({ editor, source, onChange }) {
    const root = editor.querySelector("[data-visual]");
    const element = root.querySelector("[data-visual-text]");
    this.context = {
      suggestUrl: editor.dataset.suggestUrl,
      uploadUrl: editor.dataset.uploadUrl,
      pageUrl: editor.dataset.pageUrl,
      resolveImage: (src) => addressOfImage(editor, src),
      upload: (file) => editor.upload(file),
      words: wordsIn(root),
    };
    const extensions = visualExtensions(this.context);
    const { resolveImage } = this.context;
    this.visual = createVisualEditor({ element, source, label: editor.dataset.label, onChange, resolveImage, extensions });
    this.tools = mountTools(this.visual, root, this.context);
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

  /** Puts the content of the Markdown where the cursor is. */
  insert(markdown) {
    const found = readNodes(markdown).nodes.map(({ node }) => node);
    const content = found.length === 1 && found[0].type.name === "paragraph" ? found[0].content : found;
    this.visual.editor.commands.insertContentAt(this.view.state.selection.to, content.toJSON?.() ?? content.map((node) => node.toJSON()));
  }
}

/** Makes the surface of a <wiki-editor>. */
export const make = (options) => new VisualSurface(options);
