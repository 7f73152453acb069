// Choosing pages of the tree: counts them, takes whole branches and stretches. Of a large space a part is here; data-elsewhere
// says how many pages are chosen in others, and data-adds how many more a branch's box takes.
customElements.define("wiki-selection", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.querySelector(".select-all").hidden = false;
    this.addEventListener("change", ({ target }) => this.onChange(target));
    this.addEventListener("click", (event) => this.onClick(event));
    this.form.addEventListener("submit", () => this.gather());
    addEventListener("pageshow", () => this.onShow());
    this.count();
  }

  get boxes() {
    return [...this.querySelectorAll("input[name=page][type=checkbox]")];
  }

  get chosen() {
    return this.boxes.filter(({ checked }) => checked);
  }

  get isPart() {
    return "elsewhere" in this.dataset;
  }

  get number() {
    const branches = this.querySelectorAll("[data-adds]:checked");
    const added = [...branches].reduce((sum, { dataset }) => sum + Number(dataset.adds), 0);
    return this.chosen.length + added + Number(this.dataset.elsewhere ?? 0);
  }

  onChange(box) {
    if (box.name === "branch") this.chooseBranch(box.value, box.checked);
    else if (!box.checked) this.leaveBranch(box);
    this.count();
  }

  /** The page itself and all below it, as rows follow one another in the order of the tree. */
  chooseBranch(key, isChosen) {
    const inside = new Set([key]);
    for (const row of this.querySelectorAll("[data-key]")) {
      if (!inside.has(row.dataset.key) && !inside.has(row.dataset.parent)) continue;
      inside.add(row.dataset.key);
      for (const box of row.querySelectorAll("input")) box.checked = isChosen;
    }
  }

  /** A branch without its first page is no whole one any more. */
  leaveBranch(box) {
    const branch = box.closest("[data-key]").querySelector("input[name=branch]");
    if (branch) branch.checked = false;
  }

  onClick(event) {
    const { target } = event;
    if (target.closest("[data-all]")) this.chooseAll(true);
    else if (target.closest("[data-clear]")) this.chooseAll(false);
    else if (target.name === "page") this.chooseStretch(target, event.shiftKey);
  }

  /** With Shift, all between the last box and this one are as this one. */
  chooseStretch(box, isStretch) {
    const { boxes } = this;
    const [from, to] = [boxes.indexOf(this.last), boxes.indexOf(box)].sort((a, b) => a - b);
    if (isStretch && from >= 0) for (const one of boxes.slice(from, to)) one.checked = box.checked;
    this.last = box;
    this.count();
  }

  chooseAll(isChosen) {
    for (const box of this.querySelectorAll("input[type=checkbox]")) box.checked = isChosen;
    this.count();
  }

  count() {
    const { number } = this;
    const { none, one, many } = this.dataset;
    this.querySelector("[data-count]").textContent = number === 0 ? none : number === 1 ? one : many.replace("%s", number);
    for (const button of this.querySelectorAll("button[name=act]")) button.disabled = number === 0;
  }

  /** One field for all boxes: a form may have a thousand fields, a tree that is shown whole more pages. */
  gather() {
    if (this.isPart) return;
    const value = this.chosen.map((box) => box.value).join(",");
    this.keys = Object.assign(document.createElement("input"), { type: "hidden", name: "page", value });
    this.form.append(this.keys);
    this.setDisabled(true);
  }

  /** Who comes back finds the boxes as they were left. */
  onShow() {
    this.keys?.remove();
    this.setDisabled(false);
    this.count();
  }

  setDisabled(isDisabled) {
    for (const box of this.querySelectorAll("input[type=checkbox]")) box.disabled = isDisabled;
  }
});
