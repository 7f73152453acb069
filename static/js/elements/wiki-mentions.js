// Suggests people after "@" and the first letters of a name, for a textarea. Whom one picks is sent along by number.
const TYPED = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}_.'’-]+(?: [\p{L}\p{N}_.'’-]*)?)$/u;
const PAUSE = 120;

let made = 0;

customElements.define("wiki-mentions", class extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.list = this.makeList();
    this.area.setAttribute("aria-autocomplete", "list");
    this.area.setAttribute("aria-controls", this.list.id);
    this.area.addEventListener("input", () => this.ask());
    this.area.addEventListener("keydown", (event) => this.onKey(event));
    this.area.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.choose(event.target.closest("[role=option]"));
    });
  }

  makeList() {
    const list = document.createElement("div");
    list.className = "people";
    list.role = "listbox";
    list.id = `people-${++made}`;
    list.ariaLabel = "@";
    list.hidden = true;
    this.append(list);
    return list;
  }

  typed() {
    return this.area.value.slice(0, this.area.selectionStart).match(TYPED)?.[1];
  }

  ask() {
    clearTimeout(this.timer);
    const typed = this.typed();
    if (!typed) return this.close();
    this.timer = setTimeout(() => this.fetch(typed), PAUSE);
  }

  async fetch(typed) {
    try {
      const response = await fetch(`${this.dataset.source}?q=${encodeURIComponent(typed)}`);
      if (response.ok && !response.redirected && typed === this.typed()) this.show((await response.json()).people);
    } catch {
      this.close(); // the network is away; a name can be written out
    }
  }

  show(people) {
    this.list.replaceChildren(...people.map((person, index) => this.option(person, index)));
    this.list.hidden = !people.length;
    this.select(this.list.firstElementChild);
  }

  option({ id, name }, index) {
    const option = document.createElement("div");
    option.role = "option";
    option.id = `${this.list.id}-${index}`;
    option.dataset.person = id;
    option.textContent = name;
    return option;
  }

  onKey(event) {
    if (this.list.hidden || event.isComposing) return;
    const options = [...this.list.children];
    const here = options.indexOf(this.selected);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.select(options.at((here + step) % options.length));
    else if (event.key === "Enter" || event.key === "Tab") this.choose(this.selected);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  select(option) {
    for (const other of this.list.children) other.ariaSelected = String(other === option);
    this.selected = option;
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.area.setAttribute("aria-activedescendant", option.id);
    else this.area.removeAttribute("aria-activedescendant");
  }

  choose(option) {
    if (!option) return;
    const end = this.area.selectionStart;
    this.area.setRangeText(`${option.textContent} `, end - this.typed().length, end, "end");
    const picked = Object.assign(document.createElement("input"), { type: "hidden", name: "mentioned", value: option.dataset.person });
    this.append(picked);
    this.close();
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.select(null);
  }
});
