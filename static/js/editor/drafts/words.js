// How moments and sentences are said.
/** A moment as people say it: its time, with the date when that is another day. */
export function moment(at) {
  const time = new Date(at);
  const isToday = time.toDateString() === new Date().toDateString();
  const parts = isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return time.toLocaleString(document.documentElement.lang, parts);
}

/** A sentence with its {names} filled in. */
export const filled = (sentence, things) => sentence.replace(/\{(\w+)\}/g, (whole, name) => things[name] ?? whole);
