// What a node says, without how it is written: two nodes that mean the same show the same page.
import { isWritten } from "../document/attributes.js";

const exact = new WeakMap();
const loose = new WeakMap();
// A column is aligned by its header; what the cells below remember of it follows.
const UNMEANT = { tableCell: ["align"], tableHeader: ["colspan", "rowspan", "colwidth"] };

function attributes(attrs, type, dropped) {
  const kept = Object.keys(attrs).filter((name) => !isWritten(name) && !dropped.includes(name) && !UNMEANT[type]?.includes(name));
  return kept.map((name) => `${name}=${JSON.stringify(attrs[name])}`).join(",");
}

const markKey = (mark) => `${mark.type.name}(${attributes(mark.attrs, mark.type.name, [])})`;

/** Words and what stands between them: how much white space there is, and how it is marked, says nothing. */
function textKey(node) {
  const parts = []; // joined at the end: to look at the end of a growing text copies all of it
  const isAfterSpace = () => [" ", "\n"].includes(parts.at(-1));
  const add = (part, marks) => {
    if (part.trim()) parts.push(part + marks);
    else if (parts.length && !isAfterSpace()) parts.push(" ");
  };
  const breakLine = () => {
    while (isAfterSpace()) parts.pop();
    parts.push(parts.pop()?.trimEnd() ?? "", "\n");
  };
  node.forEach((child) => {
    const marks = child.marks.length ? `{${child.marks.map(markKey).sort().join()}}` : "";
    if (child.isText) for (const part of child.text.match(/[ \t\n]+|[^ \t\n]+/g)) add(part, marks);
    else if (child.type.name === "hardBreak") breakLine();
    else parts.push(`<${child.type.name} ${attributes(child.attrs, child.type.name, [])}>${marks}`);
  });
  return parts.join("").trim();
}

const isEmpty = (node) => node.type.name === "paragraph" && !node.content.size;

// A box without a text after it is no task.
const isEmptyItem = (node) => node.type.name === "listItem" && node.childCount === 1 && isEmpty(node.firstChild);

function childrenKey(node, options) {
  const keys = [];
  node.forEach((child) => {
    if (!isEmpty(child) || node.type.name.startsWith("table")) keys.push(options.of(child));
  });
  return keys.join("");
}

function keyOf(node, options) {
  const inside = node.type.spec.code ? JSON.stringify(node.textContent) : node.inlineContent ? textKey(node) : childrenKey(node, options);
  const dropped = isEmptyItem(node) ? [...options.dropped, "checked"] : options.dropped;
  return `${node.type.name}(${attributes(node.attrs, node.type.name, dropped)})[${inside}]`;
}

function keep(cache, dropped) {
  const options = { dropped, of };
  function of(node) {
    if (!cache.has(node)) cache.set(node, keyOf(node, options));
    return cache.get(node);
  }
  return of;
}

/** A text that is the same for nodes that mean the same. */
export const meaning = keep(exact, []);

/** The same, whatever the space between the items of lists. */
export const looseMeaning = keep(loose, ["tight"]);

/** Whether two nodes mean the same, by one of these two. What is equal need not be spelt out. */
export const agree = (by, one, other) =>
  (one.content.eq(other.content) && by(one.copy()) === by(other.copy())) || by(one) === by(other);
