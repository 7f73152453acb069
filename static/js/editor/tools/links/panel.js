// The panel that makes and changes links: an address, or a page found by its title.
import { beside } from "../floating.js";
import { OptionList, option } from "../menus/option-list.js";
import { addressMeant } from "./address.js";
import { linkAtCursor, placeForLink, removeLink, setAddress } from "./at-cursor.js";
import { withTwins } from "./page-menu.js";
import { findPages, linkTo, outlineOf, ownAddress } from "./pages.js";

const PAUSE = 120;

export class LinkPanel {
  constructor(editor, floating, context, signal) {
    Object.assign(this, { editor, floating, context });
    const { element } = floating;
    const find = (name) => element.querySelector(`[data-link=${name}]`);
    [this.target, this.words, this.remove] = ["target", "words", "remove"].map(find);
    this.list = new OptionList(element, {
      label: context.words.linkPages,
      owner: this.target,
      onPick: ({ dataset }) => this.toPage(this.pages[dataset.index]),
    });
    this.target.addEventListener("input", () => this.ask(), { signal });
    element.addEventListener("keydown", (event) => this.onKey(event), { signal });
    find("apply").addEventListener("click", () => this.apply(), { signal });
    this.remove.addEventListener("click", () => this.removeLink(), { signal });
    signal.addEventListener("abort", () => this.list.remove());
  }

  /** Opens for the link with the cursor, or for what is selected. */
  open() {
    const { state, view } = this.editor;
    const link = linkAtCursor(state);
    this.place = link ?? placeForLink(state);
    this.target.value = link?.wiki ?? link?.href ?? "";
    this.words.value = this.place.words;
    this.remove.hidden = !link;
    this.floating.open(beside(view, this.place.from, this.place.to));
    this.target.focus();
    this.target.select();
    return true;
  }

  onKey(event) {
    if (event.target === this.target && this.list.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      this.apply();
    }
  }

  ask() {
    clearTimeout(this.timer);
    this.request?.abort();
    if (addressMeant(this.target.value)) return this.list.close();
    this.timer = setTimeout(() => this.suggest(), PAUSE);
  }

  async suggest() {
    this.request = new AbortController();
    const found = await findPages(this.context, this.target.value, this.request.signal).catch(() => null);
    if (!found || !this.floating.isOpen || document.activeElement !== this.target) return;
    this.pages = withTwins(found);
    this.list.show(this.pages.map((page, index) => option(page.title, page.space, { index })), this.target);
  }

  async apply() {
    const typed = this.target.value.trim();
    if (!typed) return this.removeLink();
    const href = addressMeant(typed);
    if (!href) return this.put({ type: "wikiLink", attrs: { wiki: typed, label: this.ownWords(typed) } });
    const own = ownAddress(href);
    const page = own && (await outlineOf(own.url).catch(() => null));
    if (page) this.toPage(page, own.anchor);
    else this.toAddress(href);
  }

  /** The words of the link, if they are not the title of what it leads to. */
  ownWords(title) {
    const words = this.words.value.trim();
    return words && words !== title ? words : null;
  }

  toPage(page, anchor = "") {
    const { pageUrl } = this.context;
    this.put(linkTo(page, { anchor, words: this.ownWords(page.title) ?? "", pageUrl }));
  }

  put(content) {
    this.close();
    const { from, to } = this.place;
    this.editor.chain().insertContentAt({ from, to }, content).run();
    this.editor.view.focus();
  }

  toAddress(href) {
    this.close();
    setAddress(this.editor, this.place, href, this.words.value || href.replace(/^mailto:/, ""));
  }

  removeLink() {
    this.close();
    if (!this.remove.hidden) removeLink(this.editor, this.place);
    else this.editor.view.focus();
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.close();
    this.floating.close();
  }
}
