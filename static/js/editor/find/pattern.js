// What is looked for, as a pattern.
const SPECIAL = /[.*+?^${}()|[\]\\/]/g;

/** The words as they stand, in any case unless told otherwise; null for none. */
export function patternOf({ words, matchCase }) {
  return words ? new RegExp(words.replace(SPECIAL, "\\$&"), matchCase ? "gu" : "giu") : null;
}
