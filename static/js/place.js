// Where in the text one is, carried between reading and editing a page.
const KEY = "looseleaf:place";

const READING_LINE = 120; // pixels below the top of the window

/** The name of the last heading above the reading line, "" before the first. Headings are named by <a name>. */
export function headingInView(names) {
  let current = "";
  for (const name of names) {
    if (name.getBoundingClientRect().top > READING_LINE) break;
    current = name.name;
  }
  return current;
}

/** Remembers the heading for the next screen of this tab. */
export function keepPlace(anchor) {
  if (anchor) sessionStorage.setItem(KEY, anchor);
  else sessionStorage.removeItem(KEY);
}

/** The heading that was kept, once. */
export function takePlace() {
  const anchor = sessionStorage.getItem(KEY) ?? "";
  sessionStorage.removeItem(KEY);
  return anchor;
}
