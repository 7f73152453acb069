// Bare addresses in running text, as GitHub and wiki/markup/inline/autolinks.py read them.
const BEFORE = String.raw`(?<![^\s*_~(])`;
const ADDRESS = new RegExp(
  String.raw`(?:https?://|www\.)[^\s<]+|[a-zA-Z0-9][\w.+-]{0,99}@[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]+)+`,
  "y",
);
const STOP = new RegExp(String.raw`[\n!#$%&*+\-:<=>@[\\\]^_${"`"}{}~]|${BEFORE}(?:https?://|www\.|[a-zA-Z0-9][\w.+-]{0,99}@)`, "g");
const ALLOWED_BEFORE = /[\s*_~(]/;

/** The text up to where anything else may begin. */
export function text(state, silent) {
  STOP.lastIndex = state.pos;
  let found = STOP.exec(state.src);
  if (found?.index === state.pos) {
    if (!/[a-z0-9]/i.test(found[0][0])) return false;
    STOP.lastIndex = state.pos + 1; // looked like an address and is none
    found = STOP.exec(state.src);
  }
  const end = Math.min(found ? found.index : state.posMax, state.posMax);
  if (end === state.pos) return false;
  if (!silent) state.pending += state.src.slice(state.pos, end);
  state.pos = end;
  return true;
}

function withoutTrailingMarks(address) {
  let surplus = address.split(")").length - address.split("(").length;
  let end = address.length;
  while (end) {
    const last = address[end - 1];
    const entity = last === ";" && /&[a-zA-Z0-9]+;$/.exec(address.slice(0, end));
    if (last === ")" && surplus > 0) surplus -= 1;
    else if (entity) end = entity.index + 1;
    else if (!"?!.,:*_~'\"".includes(last)) break;
    end -= 1;
  }
  return address.slice(0, end);
}

function isAddress(text) {
  const host = (text.includes("://") ? text.slice(text.indexOf("://") + 3) : text).split(/[/?#:]/, 1)[0];
  const segments = host.slice(host.lastIndexOf("@") + 1).split(".");
  if (/^https?:/.test(text)) return Boolean(host) && !segments.slice(-2).some((segment) => segment.includes("_"));
  return segments.length > 1 && segments.every(Boolean) && !/[-_]$/.test(segments.at(-1));
}

/** The bare address that begins at a place of a text: what is shown, and what it leads to; null for none. */
export function addressAt(text, position) {
  if (position && !ALLOWED_BEFORE.test(text[position - 1])) return null;
  return readAddress(text, position);
}

function readAddress(text, position) {
  ADDRESS.lastIndex = position;
  const found = ADDRESS.exec(text);
  const address = found && withoutTrailingMarks(found[0]);
  if (!address || !isAddress(address)) return null;
  const scheme = address.startsWith("www.") ? "http://" : address.includes("://") ? "" : "mailto:";
  return { address, href: scheme + address };
}

/** `https://example.org`, `www.example.org` and `name@example.org`. */
export function bareLink(state, silent) {
  const before = state.pos ? state.src[state.pos - 1] : " ";
  const afterSource = !state.pending && ["html_inline", "code_inline", "text_special"].includes(state.tokens.at(-1)?.type);
  if (state.linkLevel || !(ALLOWED_BEFORE.test(before) || afterSource)) return false;
  const found = readAddress(state.src.slice(0, state.posMax), state.pos);
  if (!found) return false;
  if (!silent) {
    const open = state.push("link_open", "a", 1);
    Object.assign(open, { attrs: [["href", found.href]], markup: "bare" });
    state.push("text", "", 0).content = found.address;
    state.push("link_close", "a", -1);
  }
  state.pos += found.address.length;
  return true;
}
