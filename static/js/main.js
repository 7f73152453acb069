// Loaded on every screen. What only some screens need is fetched when its element is there.
import "./elements/wiki-menu.js";
import "./elements/wiki-search.js";
import "./elements/wiki-keys.js";
import "./elements/wiki-theme.js";
import "./elements/wiki-messages.js";
import "./elements/relative-time.js";

const RARE = {
  "wiki-prose": () => import("./elements/wiki-prose.js"),
  "wiki-toc": () => import("./elements/wiki-toc.js"),
  "wiki-selection": () => import("./elements/wiki-selection.js"),
  "wiki-tree": () => import("./elements/wiki-tree.js"),
  "wiki-print": () => import("./elements/wiki-print.js"),
  "wiki-copy": () => import("./elements/wiki-copy.js"),
  "wiki-compare": () => import("./elements/wiki-compare.js"),
  "wiki-editor": () => import("./elements/wiki-editor.js"),
  "wiki-lightbox": () => import("./elements/wiki-lightbox.js"),
  "wiki-conflict": () => import("./elements/wiki-conflict.js"),
  "wiki-discussion": () => import("./elements/wiki-discussion.js"),
  "wiki-comment": () => import("./elements/wiki-comment.js"),
  "wiki-remarks": () => import("./elements/wiki-remarks.js"),
  "wiki-mentions": () => import("./elements/wiki-mentions.js"),
  "wiki-presence": () => import("./elements/wiki-presence.js"),
  "wiki-progress": () => import("./elements/wiki-progress.js"),
};

for (const [name, load] of Object.entries(RARE)) {
  if (document.querySelector(name)) load();
}

// A page that greets with success after its editor was left has the text: the copy on this device may go.
if (document.querySelector(".message-success") && document.referrer) {
  const from = new URL(document.referrer);
  if (from.origin === location.origin && /\/-\/(edit|new|suggest|suggestions\/\d+\/change)\/$/.test(from.pathname)) {
    import("./editor/drafts/shelf.js").then(({ forgetSaved }) => forgetSaved());
  }
}
