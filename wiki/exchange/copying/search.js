/* Searches the copy without a server: all words, titles first. The titles are loaded with the first key, then the words
   part by part; what is found so far is shown meanwhile. */
(() => {
  const field = document.getElementById("search");
  const found = document.getElementById("found");
  const text = document.getElementById("text");
  const up = document.body.dataset.up;
  const MOST = 50;
  const AROUND = 80;
  const PATIENCE = 250; // milliseconds until what is found so far is shown anew
  const inOrder = new Intl.Collator().compare;
  let loading = null;
  let isWhole = false;
  let pages = [];

  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const run = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${up}look/${name}`;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  window.looseleafWords = (first, texts) => texts.forEach((words, place) => {
    Object.assign(pages[first + place], { words, body: plain(words) });
  });

  const load = async () => {
    await run("index.js");
    pages = window.looseleafPages.map(([title, place, path]) => {
      return { title, place, path, words: "", key: plain(title), body: "" };
    });
    let shown = 0;
    for (let part = 1; part <= window.looseleafParts; part += 1) {
      if (performance.now() - shown > PATIENCE) {
        show();
        shown = performance.now();
      }
      await run(`words-${part}.js`);
    }
    isWhole = true;
    show();
  };

  const matching = (asked) => {
    const words = plain(asked).split(/\s+/).filter(Boolean);
    const hits = [];
    for (const page of pages) {
      const inTitle = words.filter((word) => page.key.includes(word)).length;
      if (words.every((word) => page.key.includes(word) || page.body.includes(word))) hits.push({ page, inTitle });
    }
    hits.sort((one, other) => other.inTitle - one.inTitle || inOrder(one.page.title, other.page.title));
    return hits.slice(0, MOST).map(({ page }) => ({ page, passage: passage(page, words) }));
  };

  const passage = (page, words) => {
    const at = Math.max(0, Math.min(...words.map((word) => page.body.indexOf(word)).filter((place) => place >= 0), page.words.length));
    const start = Math.max(0, (at === page.words.length ? 0 : at) - AROUND);
    return (start ? "… " : "") + page.words.slice(start, start + 3 * AROUND) + " …";
  };

  const row = ({ page, passage: words }) => {
    const item = document.createElement("li");
    item.className = "row";
    const main = document.createElement("div");
    main.className = "row-main";
    const link = document.createElement("a");
    link.className = "row-title";
    link.href = up + page.path;
    link.textContent = page.title;
    const place = document.createElement("p");
    place.className = "faint";
    place.textContent = page.place;
    const said = document.createElement("p");
    said.textContent = words;
    main.append(link, place, said);
    item.append(main);
    return item;
  };

  const line = (words) => Object.assign(document.createElement("p"), { textContent: words });

  const show = () => {
    const asked = field.value.trim();
    found.hidden = !asked;
    text.hidden = Boolean(asked);
    if (!asked) return;
    const hits = matching(asked);
    const list = document.createElement("ol");
    list.className = "rows";
    list.append(...hits.map(row));
    const parts = hits.length ? [list] : isWhole ? [line(field.dataset.none)] : [];
    found.replaceChildren(...(isWhole ? [] : [line(field.dataset.some)]), ...parts);
  };

  const ask = () => {
    loading ??= load();
    show();
  };

  field.form.hidden = false;
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", ask);
})();
