// Joins the editor with the controls on the screen.
import { calloutOf } from "./commands/callouts.js";
import { isInTable, insertTable } from "./commands/tables.js";
import { beside } from "./floating.js";
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
    this.panels = new Panels(editor, this.root);
    this.toolbar = new Toolbar(editor, this.root, context, this.panels);
    this.addTables();
    this.addCallouts();
    this.unwatch = watchIslands(editor, () => visual.setSource(visual.source()));
    editor.storage.tools.root = this.root;
    editor.storage.tools.open.toolbar = () => this.toolbar.focus();
    this.root.hidden = false;
  }

  addTables() {
    const { editor, panels } = this;
    const close = () => panels.closeAll();
    makeSizePicker(panels.get("table").element, this.context.words, (size) => {
      close();
      insertTable(editor, size);
    });
    wireTableMenu(editor, panels.get("table-menu").element, close);
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

  destroy() {
    this.unwatch();
    this.panels.closeAll();
    this.toolbar.destroy();
    this.root.hidden = true;
  }
}
