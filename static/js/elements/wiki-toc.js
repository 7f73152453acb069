// Marks the heading in view in the contents, closes the sheet after a choice, and keeps one's place for the editor.
import { headingInView, keepPlace } from "../place.js";

customElements.define("wiki-toc", class extends HTMLElement {
  connectedCallback() {
    this.links = new Map([...this.querySelectorAll("a[href^='#']")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
    this.headings = [...this.links.keys()].map((name) => document.getElementsByName(name)[0]).filter(Boolean);
    this.addEventListener("click", (event) => event.target.closest("a") && this.closest(":popover-open")?.hidePopover());
    document.addEventListener("scroll", this.onScroll, { passive: true });
    document.querySelectorAll("[data-key=e]").forEach((a) => a.addEventListener("click", () => keepPlace(headingInView(this.headings))));
    this.mark();
  }

  disconnectedCallback() {
    document.removeEventListener("scroll", this.onScroll);
  }

  onScroll = () => {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.mark();
    });
  };

  mark() {
    const current = this.links.get(headingInView(this.headings));
    if (current === this.current) return;
    this.current?.removeAttribute("aria-current");
    current?.setAttribute("aria-current", "location");
    current?.scrollIntoView({ block: "nearest" });
    this.current = current;
  }
});
