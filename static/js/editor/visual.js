// The visual editor: a document on the screen, Markdown underneath.
//
//   const visual = createVisualEditor({ element, source, label, onChange, resolveImage, extensions });
//   visual.source()              the Markdown; bytes of what nobody touched are as they were
//   visual.setSource(text)       another text in its place, as one step that can be undone
//   visual.islands()             what is shown as source: [{ position, kind, source }]
//   visual.isFaithful()          whether the source reads as what is on the screen; if not, go on in the source view
//   visual.offset()              where the cursor is in the source, in characters; visual.moveTo(offset) the other way
//   visual.selection()           the same of the whole selection: { anchor, head }; visual.moveTo(head, anchor)
//   visual.editor                Tiptap's editor, for commands and the selection
//
// `source()` costs what changed since it was last called: call it when typing pauses, never per key. `onChange` is
// told that the document changed, nothing more. `resolveImage(src)` gives the address that an image is loaded from, or
// null for one that may not be loaded: without it, only addresses from the root of this site are. Further extensions may bring plugins and views, but no kinds of
// nodes or marks: those are in document/schema.js, which the source is read into.
import { Editor, Gapcursor, TextSelection, UndoRedo, closeHistory } from "../../vendor/editor/visual.js";
import { imageViews } from "./document/image-views.js";
import { replaceBlocks } from "./document/replace.js";
import { extensions as wikiExtensions, schema } from "./document/schema.js";
import { edges } from "./edges.js";
import { SourcePage } from "./source/page.js";
import { offsetOf, positionOf } from "./source/places.js";

const fromRoot = (src) => (/^\/(?!\/)/.test(src) ? src : null);

/** Tiptap's editor on the one schema that sources are read into, in place of a schema for each editor. */
class WikiEditor extends Editor {
  createExtensionManager() {
    super.createExtensionManager();
    this.extensionManager.schema = schema;
  }
}

class VisualEditor {
  constructor({ element, source, label = "", onChange = () => {}, resolveImage = fromRoot, extensions = [] }) {
    this.page = new SourcePage(source);
    this.editor = new WikiEditor({
      element,
      extensions: [...wikiExtensions, Gapcursor, UndoRedo, imageViews(resolveImage), ...extensions],
      content: this.page.doc,
      injectCSS: false, // the security policy allows no style element
      editorProps: {
        attributes: { class: "prose", "aria-label": label, "aria-multiline": "true", role: "textbox" },
        scrollThreshold: edges,
        scrollMargin: edges,
      },
      onUpdate: onChange,
    });
  }

  get doc() {
    return this.editor.state.doc;
  }

  source() {
    return this.page.sourceOf(this.doc);
  }

  isFaithful() {
    return this.page.isFaithful(this.doc);
  }

  setSource(text) {
    const shown = this.source();
    if (text === shown && (this.doc.eq(this.page.doc) || this.isFaithful())) return;
    this.page = new SourcePage(text, new SourcePage(shown, this.page));
    const { view } = this.editor;
    view.dispatch(closeHistory(replaceBlocks(view.state.tr, this.page.doc)).scrollIntoView());
    view.dispatch(closeHistory(view.state.tr)); // what is typed next is a step of its own
  }

  islands() {
    const found = [];
    this.doc.descendants((node, position) => {
      if (node.type.name === "island") found.push({ position, kind: node.attrs.kind, source: node.textContent });
      return !node.isTextblock;
    });
    return found;
  }

  offset() {
    return offsetOf(this.page, this.doc, this.editor.state.selection.head);
  }

  selection() {
    const { anchor, head, empty } = this.editor.state.selection;
    const at = this.offset();
    return { anchor: empty ? at : offsetOf(this.page, this.doc, anchor), head: at };
  }

  moveTo(head, anchor = head) {
    const [from, to] = [this.place(anchor), this.place(head)];
    const selection = anchor === head ? TextSelection.near(to) : TextSelection.between(from, to);
    this.editor.view.dispatch(this.editor.state.tr.setSelection(selection).scrollIntoView());
  }

  place(offset) {
    return this.doc.resolve(Math.min(positionOf(this.page, this.doc, offset), this.doc.content.size));
  }

  destroy() {
    this.editor.destroy();
  }
}

/** Shows a source as a document that can be edited; see above. */
export const createVisualEditor = (options) => new VisualEditor(options);
