// A menu that opens where something is typed: a list below the cursor, worked by the keys while one types on.
import { Extension, PluginKey, Suggestion } from "../../../../vendor/editor/visual.js";
import { beside } from "../floating.js";
import { OptionList } from "./option-list.js";

/** Finds what the pattern matches right before the cursor; its group is the query. */
export const typedBefore = (pattern) => ({ $position }) => {
  const text = $position.nodeBefore?.isText ? $position.nodeBefore.text : "";
  const found = text.match(pattern);
  if (!found) return null;
  return { range: { from: $position.pos - found[0].length, to: $position.pos }, query: found[1], text: found[0] };
};

function renderer(editor, { label, options, pick }) {
  let list;
  let shown;
  const show = (props) => {
    if (props.loading && props.items.length === 0 && list.isOpen) return; // what is shown stays until the answer comes
    shown = props;
    list.show(options(props.items), beside(editor.view, props.range.from));
  };
  return {
    onStart(props) {
      const onPick = (option) => pick(editor, option, shown);
      list = new OptionList(editor.storage.tools.root, { label, owner: editor.view.dom, onPick });
      show(props);
    },
    onUpdate: show,
    onKeyDown: ({ event }) => list?.onKey(event) ?? false,
    onExit: () => list?.remove(),
  };
}

/**
 * The extension. `label` names the list, `options(items)` are its rows, and `pick(editor, option, { items, range })` puts
 * in what was chosen in the place of what was typed. All else is Suggestion's: `char`, `items`, `findSuggestionMatch` ...
 */
export const typedMenu = (name, { label, options, pick, allow = () => true, ...suggestion }) =>
  Extension.create({
    name,
    addProseMirrorPlugins() {
      const { editor } = this;
      const isInText = ({ selection }) => Boolean(editor.storage.tools.root) && !selection.$from.parent.type.spec.code;
      return [
        Suggestion({
          ...suggestion,
          editor,
          pluginKey: new PluginKey(name),
          decorationClass: "typed-command",
          allow: (props) => isInText(props.state) && allow(props),
          render: () => renderer(editor, { label, options, pick }),
        }),
      ];
    },
  });
