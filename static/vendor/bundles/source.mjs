// What the source view takes from CodeMirror.
export { EditorState, Compartment, EditorSelection, Transaction } from "@codemirror/state";
export {
  EditorView, Decoration, ViewPlugin, drawSelection, dropCursor, highlightActiveLine, highlightSpecialChars, keymap,
  lineNumbers, placeholder,
} from "@codemirror/view";
export { defaultKeymap, history, historyKeymap, indentWithTab, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
export {
  SearchQuery, closeSearchPanel, findNext, findPrevious, highlightSelectionMatches, openSearchPanel, replaceAll, replaceNext,
  search, searchKeymap, setSearchQuery,
} from "@codemirror/search";
export { HighlightStyle, syntaxHighlighting, syntaxTree } from "@codemirror/language";
export { markdown, markdownKeymap, markdownLanguage } from "@codemirror/lang-markdown";
export { tags } from "@lezer/highlight";
