// The differences of two sequences (E. W. Myers, "An O(ND) difference algorithm", 1986).
const MOST_WORK = 4_000_000; // steps; beyond them the middle counts as rewritten

/** The changes that turn `a` into `b`: {from, to} in `a` become {start, end} of `b`. Items are compared by `===`. */
export function differences(a, b) {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middle = { from: head, to: a.length - tail, start: head, end: b.length - tail };
  if (middle.from === middle.to && middle.start === middle.end) return [];
  if (middle.from === middle.to || middle.start === middle.end) return [middle];
  return backtrack(a, b, middle, search(a, b, middle));
}

/** For each number of edits, how far each diagonal reaches. */
function search(a, b, { from, to, start, end }) {
  const [n, m] = [to - from, end - start];
  const reach = new Int32Array(2 * (n + m) + 3);
  const centre = n + m + 1;
  const trace = [];
  let work = 0;
  for (let edits = 0; edits <= n + m; edits++) {
    trace.push(reach.slice(centre - edits - 1, centre + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && reach[centre + k - 1] < reach[centre + k + 1]);
      let x = down ? reach[centre + k + 1] : reach[centre + k - 1] + 1;
      while (x < n && x - k < m && a[from + x] === b[start + x - k]) x++;
      reach[centre + k] = x;
      if (x >= n && x - k >= m) return trace;
    }
    work += 2 * edits + 1;
    if (work > MOST_WORK) return null;
  }
  return trace;
}

function backtrack(a, b, middle, trace) {
  if (!trace) return [middle];
  const changes = [];
  let x = middle.to - middle.from;
  let y = middle.end - middle.start;
  for (let edits = trace.length - 1; edits > 0; edits--) {
    const reach = (k) => trace[edits][k + edits + 1];
    const k = x - y;
    const down = k === -edits || (k !== edits && reach(k - 1) < reach(k + 1));
    const before = down ? k + 1 : k - 1;
    const [beforeX, beforeY] = [reach(before), reach(before) - before];
    const step = { from: beforeX, to: beforeX + (down ? 0 : 1), start: beforeY, end: beforeY + (down ? 1 : 0) };
    join(changes, step);
    [x, y] = [beforeX, beforeY];
  }
  const { from, start } = middle;
  return changes.reverse().map((one) => ({ from: one.from + from, to: one.to + from, start: one.start + start, end: one.end + start }));
}

function join(changes, step) {
  const after = changes.at(-1);
  if (after && after.from === step.to && after.start === step.end) Object.assign(after, { from: step.from, start: step.start });
  else changes.push(step);
}
