// Marks between delimiters that CommonMark does not know: ~struck~, ~~struck~~, ==marked==, ^^inserted^^.
const KINDS = { "~": { name: "strike", width: 1 }, "=": { name: "highlight", width: 2 }, "^": { name: "inserted", width: 2 } };

/** Notes each run of delimiters; which of them belong together is found at the end. */
export function delimiters(state, silent) {
  const mark = state.src[state.pos];
  const kind = KINDS[mark];
  if (silent || !kind) return false;
  const scanned = state.scanDelims(state.pos, kind.width === 1);
  const odd = scanned.length % kind.width || (kind.width === 2 && scanned.length > 2);
  if (odd) state.push("text", "", 0).content = mark.repeat(scanned.length);
  for (let count = 0; !odd && count < scanned.length; count += kind.width) {
    state.push("text", "", 0).content = mark.repeat(kind.width);
    state.delimiters.push({
      marker: mark.charCodeAt(0),
      length: kind.width === 1 ? scanned.length : 0,
      token: state.tokens.length - 1,
      end: -1,
      open: scanned.can_open,
      close: scanned.can_close,
    });
  }
  state.pos += scanned.length;
  return true;
}

function open(state, found) {
  for (const start of found) {
    const kind = KINDS[String.fromCharCode(start.marker)];
    if (!kind || start.end < 0) continue;
    Object.assign(state.tokens[start.token], { type: `${kind.name}_open`, nesting: 1, content: "" });
    Object.assign(state.tokens[found[start.end].token], { type: `${kind.name}_close`, nesting: -1, content: "" });
  }
}

/** Turns the delimiters that belong together into marks. */
export function closeDelimiters(state) {
  open(state, state.delimiters);
  for (const meta of state.tokens_meta) if (meta?.delimiters) open(state, meta.delimiters);
}
