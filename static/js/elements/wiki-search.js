// The search box suggests pages as one types: a combobox as the ARIA practices describe it.
const PAUSE = 120;

customElements.define("wiki-search", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=search]");
    this.form = this.querySelector("form");
    this.list = this.makeList();
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("focus", () => this.input.value.trim() && this.ask());
    this.addEventListener("focusout", (event) => !this.contains(event.relatedTarget) && this.close());
  }

  makeList() {
    const list = document.createElement("div");
    list.className = "suggest";
    list.id = `${this.input.id}-suggestions`;
    list.role = "listbox";
    list.ariaLabel = this.input.ariaLabel;
    list.hidden = true;
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.open(event.target.closest("[role=option]")));
    this.append(list);
    this.input.role = "combobox";
    this.input.setAttribute("aria-controls", list.id);
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.ariaExpanded = "false";
    return list;
  }

  ask() {
    clearTimeout(this.timer);
    const query = this.input.value.trim();
    if (!query) return this.close();
    this.timer = setTimeout(() => this.fetch(query), PAUSE);
  }

  async fetch(query) {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const response = await fetch(`${this.dataset.source}?q=${encodeURIComponent(query)}`, { signal: this.request.signal });
      if (response.ok && !response.redirected) this.show(query, (await response.json()).results);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(query, results) {
    if (document.activeElement !== this.input) return;
    const all = { title: `${this.dataset.all} “${query}”`, all: true };
    this.list.replaceChildren(...[...results, all].map((result, index) => this.option(result, index)));
    this.list.hidden = false;
    this.input.ariaExpanded = "true";
    this.select(null);
  }

  option(result, index) {
    const option = document.createElement("div");
    option.role = "option";
    option.id = `${this.list.id}-${index}`;
    option.ariaSelected = "false";
    if (result.url) option.dataset.url = result.url;
    option.append(this.line(result.all ? "suggest-all" : "suggest-title", result.title));
    if (result.space) option.append(this.line("suggest-space", result.space));
    return option;
  }

  line(name, text) {
    const line = document.createElement("span");
    line.className = name;
    line.textContent = text;
    return line;
  }

  onKey(event) {
    if (event.key === "Escape" && !this.list.hidden) return event.preventDefault(), this.close();
    if (event.key === "Enter" && this.selected) return event.preventDefault(), this.open(this.selected);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    if (this.list.hidden) return this.ask();
    const options = [...this.list.children];
    const here = options.indexOf(this.selected);
    const next = event.key === "ArrowDown" ? here + 1 : here < 0 ? options.length - 1 : here - 1;
    this.select(options[next] ?? null);
  }

  select(option) {
    if (this.selected) this.selected.ariaSelected = "false";
    this.selected = option;
    if (option) {
      option.ariaSelected = "true";
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else this.input.removeAttribute("aria-activedescendant");
  }

  open(option) {
    if (option?.dataset.url) location.assign(option.dataset.url);
    else if (option) this.form.requestSubmit();
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.select(null);
    this.list.hidden = true;
    this.input.ariaExpanded = "false";
  }
});
