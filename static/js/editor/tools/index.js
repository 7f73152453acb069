// The controls of the visual editor: what a page can be written with, without knowing Markdown.
//
//   const context = { suggestUrl, uploadUrl, resolveImage, pageUrl, words: wordsIn(root) };
//   const visual = createVisualEditor({ …, extensions: visualExtensions(context) });
//   const tools = mountTools(visual, root, context);
//   tools.destroy();                     before visual.destroy()
//
// `root` is an element that holds templates/pages/editor_tools.html: the toolbar and the words.

/** The words of the controls in the person's language, by name: those that editor_tools.html holds. */
export const wordsIn = (root) => ({ ...root.querySelector("[data-tool-words]")?.dataset });

/** The extensions of the editor that the controls need. */
export const visualExtensions = (context) => [];

/** Brings the toolbar in `root` to life. */
export const mountTools = (visual, root, context) => ({ destroy() {} });
