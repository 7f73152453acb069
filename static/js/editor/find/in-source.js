// Finding words in the Markdown, by CodeMirror's own search.
import {
  SearchQuery, closeSearchPanel, findNext, findPrevious, openSearchPanel, replaceAll, replaceNext, setSearchQuery,
} from "../../../vendor/editor/source.js";

export class SourceFinder {
  constructor(view) {
    this.view = view;
    this.query = new SearchQuery({ search: "" });
  }

  get matches() {
    if (!this.query.valid) return [];
    return [...{ [Symbol.iterator]: () => this.query.getCursor(this.view.state) }];
  }

  get place() {
    const { from, to } = this.view.state.selection.main;
    const { matches } = this;
    const at = matches.findIndex((one) => one.from === from && one.to === to);
    return { count: matches.length, current: at < 0 ? Math.max(0, matches.findIndex((one) => one.from >= from)) : at };
  }

  get selected() {
    const { from, to } = this.view.state.selection.main;
    return this.view.state.sliceDoc(from, to);
  }

  search({ words, matchCase }) {
    this.set({ search: words, caseSensitive: matchCase, literal: true });
    openSearchPanel(this.view); // an empty one: only with it are matches marked
    const match = this.matches[this.place.current];
    if (match) this.view.dispatch({ selection: { anchor: match.from, head: match.to }, scrollIntoView: true });
  }

  set(change) {
    this.query = new SearchQuery({ ...this.query, ...change });
    this.view.dispatch({ effects: setSearchQuery.of(this.query) });
  }

  go(step) {
    if (step) (step > 0 ? findNext : findPrevious)(this.view);
  }

  replace(text) {
    this.set({ replace: text });
    replaceNext(this.view);
  }

  replaceAll(text) {
    const { count } = this.place;
    this.set({ replace: text });
    replaceAll(this.view);
    return count;
  }

  close() {
    closeSearchPanel(this.view);
    this.view.focus();
  }
}
