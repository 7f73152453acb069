// Joins the editor with the controls on the screen.
import { calloutOf } from "./commands/callouts.js";
import { currentCell, isInTable, insertTable } from "./commands/tables.js";
import { beside } from "./floating.js";
import * as pictures from "./images/commands.js";
import { PicturePanel } from "./images/panel.js";
import { LinkBubble } from "./links/bubble.js";
import { LinkPanel } from "./links/panel.js";
import { makeSizePicker } from "./table/size-picker.js";
import { wireTableMenu } from "./table/menu.js";
import { Panels } from "./toolbar/panels.js";
import { Toolbar } from "./toolbar/toolbar.js";
import { watchIslands } from "./views/island.js";

/** The toolbar and its panels for a visual editor. */
export class Tools {
  constructor(visual, root, context) {
    const { editor } = visual;
    Object.assign(this, { editor, root: root.querySelector("[data-tools]"), context });
    this.ending = new AbortController();
    const { signal } = this.ending;
    this.panels = new Panels(editor, this.root, signal);
    this.toolbar = new Toolbar(editor, this.root, context, { panels: this.panels, signal });
    this.addTables();
    this.addCallouts();
    this.addDiagrams();
    this.addLinks();
    this.addPictures();
    this.addHints();
    this.unwatch = watchIslands(editor, () => visual.setSource(visual.source()));
    editor.storage.tools.root = this.root;
    editor.storage.tools.open.toolbar = () => this.toolbar.focus();
    this.root.hidden = false;
    this.toolbar.soon(); // all that opens is known by then
  }

  addTables() {
    const { editor, panels, ending: { signal } } = this;
    const done = () => panels.closeAll();
    const onPick = (size) => {
      done();
      insertTable(editor, size);
    };
    makeSizePicker(panels.get("table").element, { words: this.context.words, signal, onPick });
    wireTableMenu(editor, panels.get("table-menu").element, { signal, done });
    panels.get("table-menu").stand = () => currentCell(editor); // whatever opens it, it leaves the cell in sight
    editor.storage.tools.open.tableMenu = (anchor, byKey = false) => panels.open("table-menu", anchor, byKey);
    editor.storage.tools.open.table = () => {
      const anchor = beside(editor.view, editor.state.selection.from);
      panels.open(isInTable(editor) ? "table-menu" : "table", anchor, true);
      return true;
    };
  }

  addCallouts() {
    const { editor, panels } = this;
    editor.storage.tools.open.calloutKinds = (button, position) => {
      const isInside = calloutOf(editor.state.selection)?.pos === position;
      if (!isInside) editor.commands.setTextSelection(position + 2);
      panels.open("callout", button, true);
    };
  }

  addDiagrams() {
    const { editor, panels } = this;
    editor.storage.tools.open.diagram = () => {
      panels.open("diagram", beside(editor.view, editor.state.selection.from), true);
      return true;
    };
  }

  addLinks() {
    const { editor, panels, context, ending: { signal } } = this;
    const panel = new LinkPanel(editor, panels.get("link"), context, signal);
    const open = () => panel.open();
    const bubble = new LinkBubble(editor, panels.get("link-bubble"), context, { signal, edit: open });
    Object.assign(editor.storage.tools.open, { link: open, linkBubble: () => bubble.open() });
  }

  addPictures() {
    const { editor, panels, context, ending: { signal } } = this;
    const panel = new PicturePanel(editor, panels.get("picture"), context, signal);
    editor.storage.tools.open.picture = (options) => panel.open(options);
  }

  /** What stands in a place that is still empty. */
  addHints() {
    const { style } = this.editor.view.dom;
    const { pictureCaption, writeHint } = this.context.words;
    style.setProperty("--caption-hint", JSON.stringify(pictureCaption));
    style.setProperty("--write-hint", JSON.stringify(writeHint));
  }

  /** Asks what a picture shows that was just put in: the last one with that source. */
  describe(src) {
    const { editor } = this;
    const found = pictures.pictureWith(editor.state.doc, src);
    if (!found) return;
    pictures.select(editor, found.position);
    editor.storage.tools.open.picture({ focus: true });
  }

  destroy() {
    this.unwatch();
    this.panels.closeAll();
    this.ending.abort();
    this.toolbar.destroy();
    this.root.hidden = true;
  }
}
