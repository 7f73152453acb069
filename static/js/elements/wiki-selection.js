// Choosing pages of the tree: counts them, takes whole branches and stretches.
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
    return [...this.querySelectorAll("input[name=page]")];
  }

  get chosen() {
    return this.boxes.filter(({ checked }) => checked);
  }

  onChange(box) {
    if (box.name === "branch") this.chooseBranch(box.value, box.checked);
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
    const { length } = this.chosen;
    const { none, one, many } = this.dataset;
    this.querySelector("[data-count]").textContent = length === 0 ? none : length === 1 ? one : many.replace("%s", length);
    for (const button of this.querySelectorAll("button[name=act]")) button.disabled = length === 0;
  }

  /** One field for all boxes: a form may have a thousand fields, a space more pages. */
  gather() {
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
