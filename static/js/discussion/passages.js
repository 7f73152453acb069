// Marks the passages that threads are about. The page as the server sent it stays: the marks are made here.
import { wrap } from "./text.js";

/** Marks each thread's passage, and lets the keyboard go from there to the thread; the marks by the threads' numbers. */
export function markPassages(prose, threads, label) {
  const marks = new Map();
  for (const thread of threads) {
    const { thread: id, first, last } = thread.dataset;
    const made = wrap(prose, Number(first), Number(last), () => markOf(id));
    if (!made.length) continue;
    made.at(-1).after(linkTo(id, label));
    marks.set(id, made);
  }
  return marks;
}

function markOf(id) {
  const mark = document.createElement("mark");
  mark.className = "passage";
  mark.dataset.thread = id;
  return mark;
}

// Seen when it has the focus.
function linkTo(id, label) {
  const link = document.createElement("a");
  link.className = "passage-link no-print";
  link.href = `#thread-${id}`;
  link.dataset.thread = id;
  link.textContent = label;
  return link;
}

/** Brings a mark to the middle of the screen, out of whatever is folded around it. */
export function reveal(mark) {
  for (let around = mark.parentElement; around; around = around.parentElement) {
    if (around.tagName === "DETAILS") around.open = true;
    if (around.hidden) around.dispatchEvent(new Event("beforematch"));
  }
  mark.scrollIntoView({ block: "center" });
}
