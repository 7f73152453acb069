// How moments and sentences are said.
import { exactly, timeOf } from "../../moments.js";

/** A moment as people say it: its time, with the date when that is another day. */
export function moment(at) {
  const time = new Date(at);
  return time.toDateString() === new Date().toDateString() ? timeOf(time) : exactly(time);
}

/** A sentence with its {names} filled in. */
export const filled = (sentence, things) => sentence.replace(/\{(\w+)\}/g, (whole, name) => things[name] ?? whole);
