// What the visual editor takes from its libraries; esbuild leaves the rest out.
export {
  Editor, Extension, InputRule, Mark, Node, PasteRule, createNodeFromContent, findParentNode, getSchema, markInputRule,
  mergeAttributes, nodeInputRule, textblockTypeInputRule, wrappingInputRule,
} from "@tiptap/core";
export { Dropcursor, Gapcursor, Placeholder, TrailingNode, UndoRedo } from "@tiptap/extensions";
export { Suggestion, exitSuggestion } from "@tiptap/suggestion";
export { autoUpdate, computePosition, flip, offset, shift, size } from "@floating-ui/dom";
export { DOMParser, DOMSerializer, Fragment, Node as DocumentNode, Schema, Slice } from "@tiptap/pm/model";
export { EditorState, NodeSelection, Plugin, PluginKey, Selection, TextSelection } from "@tiptap/pm/state";
export { Decoration, DecorationSet, EditorView } from "@tiptap/pm/view";
export { Mapping, StepMap, Transform, canJoin, canSplit, findWrapping, liftTarget } from "@tiptap/pm/transform";
export { closeHistory, isHistoryTransaction, redo, redoDepth, undo, undoDepth } from "@tiptap/pm/history";
export { keymap } from "@tiptap/pm/keymap";
export { liftListItem, sinkListItem, splitListItem, wrapInList } from "@tiptap/pm/schema-list";
export * as tables from "@tiptap/pm/tables";
export { default as MarkdownIt } from "markdown-it";
