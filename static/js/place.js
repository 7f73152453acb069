// Where in the text one is, carried between reading and editing a page.
const KEY = "looseleaf:place";

/** The identifier of the last heading above the reading line, "" before the first. */
export function headingInView(headings) {
  const line = 120;
  let current = "";
  for (const heading of headings) {
    if (heading.getBoundingClientRect().top > line) break;
    current = heading.id;
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

/** The anchor that a heading line of Markdown gets, or nearly: enough to find a place again. */
export function anchorOf(line) {
  const words = line.replace(/^#+\s*/, "").replace(/\s*#*\s*$/, "");
  return words.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-");
}
