// The tree shows the current page, and editors drag pages to other places; "Arrange pages" does the same with buttons.
const EDGE = 0.28; // the upper and lower part of a row mean before and after, the middle means below it
const LAST = 9999; // behind the last child: the outline may not show them all

customElements.define("wiki-tree", class extends HTMLElement {
  connectedCallback() {
    this.showCurrent();
    this.closest("[popover]")?.addEventListener("toggle", () => this.showCurrent());
    if (this.dataset.url) this.makeMovable();
  }

  showCurrent() {
    const current = this.querySelector("[aria-current]");
    const panel = this.closest(".side");
    if (current && panel) panel.scrollTop = current.offsetTop - panel.clientHeight / 2;
  }

  makeMovable() {
    for (const item of this.querySelectorAll("li[data-page]:not([data-fixed])")) item.draggable = true;
    this.addEventListener("dragstart", (event) => this.onStart(event));
    this.addEventListener("dragover", (event) => this.onOver(event));
    this.addEventListener("dragleave", (event) => this.contains(event.relatedTarget) || this.mark(null));
    this.addEventListener("drop", (event) => this.onDrop(event));
    this.addEventListener("dragend", () => this.stop());
  }

  onStart(event) {
    const item = event.target.closest("li[data-page]");
    if (!item?.draggable) return;
    event.stopPropagation();
    this.moved = item;
    item.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.querySelector("a")?.href ?? "");
  }

  onOver(event) {
    const item = event.target.closest("li[data-page]");
    if (!this.moved || !item || this.moved.contains(item)) return this.mark(null);
    event.preventDefault();
    const row = this.rowOf(item).getBoundingClientRect();
    const part = (event.clientY - row.top) / row.height;
    const side = part < EDGE ? "before" : part > 1 - EDGE ? "after" : "into";
    this.mark(item, "fixed" in item.dataset ? "into" : side);
  }

  rowOf = (item) => item.querySelector(":scope > .tree-row, :scope > a") ?? item;

  mark(item, side) {
    if (this.target) delete this.rowOf(this.target).dataset.drop;
    this.target = item;
    this.side = side;
    if (item) this.rowOf(item).dataset.drop = side;
  }

  onDrop(event) {
    if (!this.moved || !this.target) return;
    event.preventDefault();
    const { moved, target, side } = this;
    const above = side === "into" ? target : target.parentElement.closest("li[data-page]");
    const parent = above?.dataset.page ?? this.dataset.root;
    const siblings = [...target.parentElement.querySelectorAll(":scope > li[data-page]")].filter((item) => item !== moved);
    const index = side === "into" ? LAST : siblings.indexOf(target) + (side === "after" ? 1 : 0);
    this.send({ page: moved.dataset.page, parent, index });
  }

  async send(move) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, "X-Requested-With": "fetch" };
    const response = await fetch(this.dataset.url, { method: "POST", body: new URLSearchParams(move), headers }).catch(() => null);
    if (response?.ok) location.reload();
    else this.classList.add("is-refused");
  }

  stop() {
    this.moved?.classList.remove("is-dragged");
    this.moved = undefined;
    this.mark(null);
  }
});
