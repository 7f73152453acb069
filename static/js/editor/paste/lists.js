// Lists whose levels are told in other ways than by lists inside items.

/** Makes lists of items that follow one another: [{ element, content, level, ordered, start, list }]. */
export function nestItems(items) {
  let open = []; // the lists from the outermost in
  let last = null;
  for (const item of items) {
    if (!follows(last, item)) open = [];
    while (open.length && (item.level < open.at(-1).level || isOther(open.at(-1), item))) open.pop();
    if (!open.length || item.level > open.at(-1).level) open.push(begin(item, open.at(-1)));
    last = open.at(-1).list.appendChild(asItem(item.content ?? item.element));
    if (item.element.isConnected && item.element !== open.at(-1).list) item.element.remove();
    last = { after: open[0].list };
  }
}

const isOther = (open, item) => open.level === item.level && open.ordered !== item.ordered;

// Word parts the items of one list by nothing but white space.
function follows(last, item) {
  let node = last?.after.nextSibling;
  while (node && node !== item.element && !node.textContent.trim() && !(node.querySelector?.("img, table"))) node = node.nextSibling;
  return Boolean(node) && node === item.element;
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
