// What is wrong with the source of a diagram, in the reader's words: which line it is, and what to do.

const NO_KIND = "UnknownDiagramError";
const AT_END = [1, "EOF"]; // what Mermaid's parsers call the end of the source
const expects = ({ hash }, ...tokens) => tokens.some((token) => hash?.expected?.includes(`'${token}'`));
const ended = ({ hash }) => AT_END.includes(hash?.token);
const isInBox = (error) => expects(error, "SQE");

/** What to do, by name, and the errors that it helps with; the first one that fits. */
const ADVICE = {
  Kind: ({ name }) => name === NO_KIND,
  Settings: ({ name }) => name === "YAMLException",
  Open: (error) => ended(error) && isInBox(error),
  Unended: (error) => ended(error) && expects(error, "end"),
  Brackets: isInBox,
  End: ({ hash }) => hash?.token === "end",
  Message: (error) => expects(error, "TXT", "SOLID_ARROW"),
  Arrow: (error) => expects(error, "LINK", "EDGE_TEXT", "-->"),
  Other: () => true,
};

// What Mermaid leaves out before it counts lines: front matter and comments whole, settings where they stand.
const GONE = /(?<![^])\s*-{3}[ \t]*\n[^]*?\n-{3}[ \t]*$|^\s*%%(?!\{).+/gm;
const SETTINGS = /%%\{[^]*?\}%%/g;
const MARK = "\0";

/** The lines that Mermaid counts, with their numbers in the source. */
function countedLines(source) {
  const marked = source.replace(GONE, (part) => part.replace(/^.*$/gm, MARK)).replace(SETTINGS, (part) => part.replace(/./g, ""));
  const lines = marked.split("\n").map((text, index) => ({ text: text.trim(), number: index + 1 }));
  const left = lines.filter(({ text }) => text !== MARK);
  const first = left.findIndex(({ text }) => text);
  return first < 0 ? [] : left.slice(first);
}

/** How many lines Mermaid had counted: what was never closed is looked for where it opens. */
function countOf(error) {
  if (error.name === NO_KIND) return 1;
  return ended(error) ? error.hash.loc.first_line : Number(/on line (\d+)/.exec(error.message)?.[1]);
}

const lineOf = (error, source) => countedLines(source).slice(0, countOf(error)).findLast(({ text }) => text);

/** The complaint about a source that Mermaid refused with an error; `words` are as in data- attributes. */
export function complaint(error, source, words) {
  const [advice] = Object.entries(ADVICE).find(([, helps]) => helps(error));
  const line = lineOf(error, source);
  const said = document.createElement("p");
  said.className = "diagram-wrong";
  said.append(words.diagramWrong, " ");
  if (line) said.append(words.diagramLine.replace("{line}", line.number), " ", quoted(line.text), " ");
  said.append(words[`diagram${advice}`]);
  return said;
}

function quoted(text) {
  const code = document.createElement("code");
  code.textContent = text;
  return code;
}
