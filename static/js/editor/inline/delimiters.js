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

const isBalanced = (tokens) => tokens.reduce((depth, { nesting }) => (depth < 0 ? depth : depth + nesting), 0) === 0;
const touches = (token, edge) => Boolean(token) && (token.type !== "text" || edge.test(token.content));

/** What CommonMark leaves as stars beside punctuation, `**[7]**L`, the wiki shows as meant. */
export function looseStrong(state) {
  const { tokens } = state;
  const isPair = (at) => tokens[at]?.content === "*" && tokens[at + 1]?.content === "*" && tokens[at + 1].type === "text";
  let open = -1;
  for (let at = 0; at < tokens.length - 1; at++) {
    if (!isPair(at) || isPair(at + 1) || tokens[at - 1]?.content === "*") continue;
    const closes = open >= 0 && touches(tokens[at - 1], /\S$/) && isBalanced(tokens.slice(open + 2, at));
    if (closes) {
      strengthen(tokens, open, "strong_open", 1);
      strengthen(tokens, at, "strong_close", -1);
    }
    open = !closes && touches(tokens[at + 2], /^\S/) ? at : -1;
    at += 1;
  }
}

function strengthen(tokens, at, type, nesting) {
  Object.assign(tokens[at], { type, nesting, content: "" });
  tokens[at + 1].content = "";
}
