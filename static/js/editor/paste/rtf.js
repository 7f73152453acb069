// The pictures of a text in RTF: Word puts their bytes nowhere else on the clipboard.
const KINDS = { pngblip: "image/png", jpegblip: "image/jpeg" };
const PICTURE = /\{\\pict\b/g;

/** The pictures in their order: { type, bytes }, null for one in a format that browsers do not show. */
export function picturesOfRtf(rtf) {
  return [...rtf.matchAll(PICTURE)].filter(({ index }) => !isRepeated(rtf, index)).map(({ index }) => pictureAt(rtf, index));
}

// Beside each picture Word may keep the same one for old programs.
const isRepeated = (rtf, index) => /\{\\nonshppict\s*$/.test(rtf.slice(Math.max(0, index - 20), index));

function pictureAt(rtf, index) {
  const end = endOf(rtf, index) - 1;
  const group = rtf.slice(index, end);
  const kind = Object.keys(KINDS).find((name) => group.includes(`\\${name}`));
  return kind ? { type: KINDS[kind], bytes: bytesOf(digitsBefore(rtf, end)) } : null;
}

// The digits stand last, behind a group or behind a word that ends with a space.
function digitsBefore(rtf, end) {
  let start = end;
  while (/[0-9a-f\s]/i.test(rtf[start - 1])) start--;
  const digits = rtf.slice(start, end);
  return (rtf[start - 1] === "}" ? digits : digits.replace(/^\S*/, "")).replace(/\s+/g, "");
}

function endOf(rtf, index) {
  let depth = 0;
  for (let at = index; at < rtf.length; at++) {
    if (rtf[at] === "{") depth++;
    else if (rtf[at] === "}" && --depth === 0) return at + 1;
  }
  return rtf.length;
}

function bytesOf(digits) {
  const bytes = new Uint8Array(digits.length >> 1);
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}
