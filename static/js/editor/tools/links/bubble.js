// A press on a link shows where it leads, and lets one go there, change or remove it.
import { beside } from "../floating.js";
import { linkAtCursor, removeLink } from "./at-cursor.js";
import { pageTitled } from "./pages.js";

export class LinkBubble {
  constructor(editor, floating, context, { signal, edit }) {
    Object.assign(this, { editor, floating, context });
    const find = (name) => floating.element.querySelector(`[data-bubble=${name}]`);
    this.anchor = find("open");
    this.shown = find("address");
    find("edit").addEventListener("click", () => {
      floating.close();
      edit();
    }, { signal });
    find("remove").addEventListener("click", () => {
      floating.close();
      removeLink(editor, this.link);
    }, { signal });
  }

  /** Shows the link with the cursor, if there is one. */
  async open() {
    this.link = linkAtCursor(this.editor.state);
    if (!this.link) return this.floating.close();
    const { from, to, wiki, href } = this.link;
    this.tell(wiki ?? href, wiki === undefined ? this.absolute(href) : null);
    this.floating.open(beside(this.editor.view, from, to));
    if (wiki === undefined) return undefined;
    const { link } = this;
    const [title, anchor] = wiki.split("#");
    const page = await pageTitled(this.context, title.split("/").at(-1), undefined).catch(() => null);
    if (page && this.link === link) this.tell(page.title, page.url + (anchor ? `#${anchor}` : ""));
    return undefined;
  }

  absolute(href) {
    const address = URL.parse(href, new URL(this.context.pageUrl, location.origin));
    return /^(?:https?|mailto|tel):$/.test(address?.protocol) ? address.href : null;
  }

  tell(words, href) {
    this.shown.textContent = words;
    this.anchor.hidden = !href;
    if (href) this.anchor.href = href;
  }
}
