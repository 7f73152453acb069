// Lists whose levels are told in other ways than by lists inside items.

/** Makes lists of items that follow one another: [{ element, content, level, ordered, start }]. */
export function nestItems(items) {
  let open = []; // the lists from the outermost in
  let last = null;
  items.forEach((item, index) => {
    if (!follows(last, item)) open = [];
    while (open.length && (item.level < open.at(-1).level || isOther(open.at(-1), item))) open.pop();
    if (!open.length || item.level > open.at(-1).level) open.push(begin(item, open.at(-1)));
    open.at(-1).list.append(asItem(item.content ?? item.element));
    if (items[index + 1]?.element !== item.element) item.element.remove();
    last = open[0].list;
  });
}

const isOther = (open, item) => open.level === item.level && open.ordered !== item.ordered;

// The items of one list are parted by nothing but white space.
function follows(last, { element }) {
  let node = last?.nextSibling;
  while (node && node !== element && !node.textContent.trim() && !node.querySelector?.("img, table")) node = node.nextSibling;
  return Boolean(node) && node === element;
}

function begin(item, outer) {
  const list = item.element.ownerDocument.createElement(item.ordered ? "ol" : "ul");
  if (item.ordered && item.start > 1) list.setAttribute("start", item.start);
  if (outer) outer.list.lastElementChild.append(list);
  else item.element.before(list);
  return { list, level: item.level, ordered: item.ordered };
}

function asItem(element) {
  const item = element.ownerDocument.createElement("li");
  item.append(...element.childNodes);
  return item;
}

/** Puts lists that stand directly in lists, as Google writes them, into the items before them. */
export function mendLists(body) {
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const before = list.previousElementSibling;
    if (before?.tagName === "LI") before.append(list);
    else list.replaceWith(...list.children);
  }
  for (const item of body.querySelectorAll("li")) if (!item.closest("ul, ol")) item.replaceWith(...item.childNodes);
  for (const list of body.querySelectorAll("ul, ol")) {
    for (const child of [...list.childNodes]) if (child.nodeName !== "LI") child.remove();
    if (!list.children.length) list.remove();
  }
}
