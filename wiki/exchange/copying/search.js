/* Searches the copy without a server: all words, titles first. The index is loaded with the first key. */
(() => {
  const field = document.getElementById("search");
  const found = document.getElementById("found");
  const text = document.getElementById("text");
  const up = document.body.dataset.up;
  const MOST = 50;
  const AROUND = 80;
  let loading = null;
  let pages = [];

  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const load = () => {
    loading ??= new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = `${up}look/index.js`;
      script.onload = () => {
        pages = window.looseleafPages.map(([title, place, path, words]) => {
          return { title, place, path, words, key: plain(title), body: plain(words) };
        });
        resolve();
      };
      document.head.append(script);
    });
    return loading;
  };

  const matching = (asked) => {
    const words = plain(asked).split(/\s+/).filter(Boolean);
    const hits = [];
    for (const page of pages) {
      const inTitle = words.filter((word) => page.key.includes(word)).length;
      if (words.every((word) => page.key.includes(word) || page.body.includes(word))) hits.push({ page, inTitle });
    }
    hits.sort((one, other) => other.inTitle - one.inTitle || one.page.title.localeCompare(other.page.title));
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

  const show = async () => {
    const asked = field.value.trim();
    found.hidden = !asked;
    text.hidden = Boolean(asked);
    if (!asked) return;
    await load();
    if (asked !== field.value.trim()) return;
    const hits = matching(asked);
    const list = document.createElement("ol");
    list.className = "rows";
    list.append(...hits.map(row));
    const none = document.createElement("p");
    none.textContent = field.dataset.none;
    found.replaceChildren(hits.length ? list : none);
  };

  field.form.hidden = false;
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", show);
})();
