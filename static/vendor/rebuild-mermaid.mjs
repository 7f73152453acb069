// Rebuilds static/vendor/mermaid: an entry and the parts that only some kinds of diagrams need, each fetched when it is.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const FROM = 'from "mermaid-styles";\n';

// What would need a style element or attribute, and what takes its place.
const REWRITES = [
  {
    file: /[\\/]mermaid\.core\.mjs$/,
    from: /const style1 = document\.createElement\("style"\);\s*style1\.innerHTML = rules;\s*svg\.insertBefore\(style1, firstChild\);/,
    to: "adopt(rules);",
    import: `import { adopt, serialise } ${FROM}`,
  },
  { file: /[\\/]mermaid\.core\.mjs$/, from: /root\.select\(enclosingDivID_selector\)\.node\(\)\.innerHTML/, to: "serialise(root.select(enclosingDivID_selector).node())" },
  {
    file: /[\\/]d3-selection\.mjs$/,
    from: /this\.setAttribute\(name, /g,
    to: "setAttribute(this, name, ",
    import: `import { setAttribute } ${FROM}`,
  },
  { file: /[\\/]chunk-[A-Z0-9]+\.mjs$/, from: /\b(child|pathEl)\.setAttribute\("style", (\w+)\)/g, to: "$1.style.cssText = $2", optional: true },
];

// A layout, mathematics and kinds of diagrams that handbooks do without: they would more than double the size. What
// asks for them is shown as its source.
const LEFT_OUT = /^(?:katex|elkjs\/lib\/elk\.bundled\.js)$|\/(?:architecture|c4|usecase|swimlanes|venn|wardley|railroad|abnf|ebnf|peg|cynefin)\w*-\w+\.mjs$/;

const rewriting = (vendor) => ({
  name: "rewriting",
  setup(build) {
    build.onResolve({ filter: /^(\.\/)?mermaid-styles(\.mjs)?$/ }, () => ({ path: join(vendor, "bundles/mermaid-styles.mjs") }));
    build.onResolve({ filter: LEFT_OUT }, ({ path }) => ({ path, namespace: "left-out" }));
    build.onLoad({ filter: /.*/, namespace: "left-out" }, ({ path }) => ({ contents: `throw new Error("${path} is left out");` }));
    build.onLoad({ filter: /\.mjs$/ }, ({ path }) => rewritten(path));
  },
});

function rewritten(path) {
  const rewrites = REWRITES.filter(({ file }) => file.test(path));
  if (!rewrites.length) return undefined;
  const source = readFileSync(path, "utf8");
  return { contents: rewrites.reduce((text, rewrite) => rewriteOne(path, text, rewrite), source) };
}

function rewriteOne(path, before, { from, to, import: needed = "", optional = false }) {
  const after = before.replace(from, to);
  if (after === before && !optional) throw new Error(`${path} is not what it was: see REWRITES`);
  return needed + after;
}

/** Gives esbuild's list of what went in. */
export async function bundleMermaid(build, vendor, packages) {
  rmSync(join(vendor, "mermaid"), { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [join(vendor, "bundles/mermaid.mjs")],
    nodePaths: [packages],
    outdir: join(vendor, "mermaid"),
    chunkNames: "[name]-[hash]",
    plugins: [rewriting(vendor)],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}
