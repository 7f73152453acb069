/** A chain of commands for an editor that has the focus from now on: Tiptap's own would take it a frame later. */
export function focused(editor) {
  editor.view.focus();
  return editor.chain();
}
