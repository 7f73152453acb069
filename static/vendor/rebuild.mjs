// Rebuilds static/vendor/editor, static/vendor/mermaid, static/vendor/fonts, static/img/icons.svg and static/img/marks from npm packages; see
// README.md beside it.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { bundleMermaid } from "./rebuild-mermaid.mjs";

const vendor = dirname(fileURLToPath(import.meta.url));
const images = resolve(vendor, "../img");
const packages = resolve(process.argv[2] ?? "node_modules");

// Icons that stylesheets draw as masks: a sprite's symbol can't be one.
const MARKS = ["check", "chevron-right", "circle-alert", "external-link", "file-question-mark", "info", "lightbulb",
  "link", "octagon-alert", "pencil", "triangle-alert"];

const ROOT = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';

function shapes(file) {
  const svg = readFileSync(file, "utf8");
  return svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>")).replace(/\s*\n\s*/g, "");
}

const lucide = (name) => shapes(join(packages, "lucide-static/icons", `${name}.svg`));
const symbol = (name, drawing) => `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;

function buildSprite() {
  const names = readFileSync(join(vendor, "lucide/icons.txt"), "utf8").split(/\s+/).filter(Boolean);
  const symbols = names.map((name) => symbol(name, lucide(name)));
  symbols.push(symbol("looseleaf", shapes(join(images, "looseleaf.svg"))));
  writeFileSync(join(images, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);
}

function buildMarks() {
  mkdirSync(join(images, "marks"), { recursive: true });
  for (const name of MARKS) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" ${ROOT}>${lucide(name)}</svg>\n`;
    writeFileSync(join(images, "marks", `${name}.svg`), svg);
  }
}

function copyFonts() {
  mkdirSync(join(vendor, "fonts"), { recursive: true });
  for (const family of ["atkinson-hyperlegible-next", "atkinson-hyperlegible-mono"]) {
    const from = join(packages, "@fontsource-variable", family);
    for (const subset of ["latin", "latin-ext"])
      for (const style of ["normal", "italic"]) {
        if (subset === "latin-ext" && style === "italic" && family.endsWith("mono")) continue; // never met in code
        const file = `${family}-${subset}-wght-${style}.woff2`;
        copyFileSync(join(from, "files", file), join(vendor, "fonts", file));
      }
    copyFileSync(join(from, "LICENSE"), join(vendor, "fonts", `${family}-OFL.txt`));
  }
}

// Each bundle stands alone: the source view is fetched only when somebody asks for it.
async function bundleEditors(build) {
  const { metafile } = await build({
    entryPoints: ["visual", "source"].map((name) => join(vendor, "bundles", `${name}.mjs`)),
    nodePaths: [packages],
    outdir: join(vendor, "editor"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    metafile: true,
  });
  writeLicences(Object.keys(metafile.inputs), "editor");
}

/** The licence texts of all packages that went into a folder's bundles, which minified files do not carry. */
function writeLicences(inputs, folder) {
  const names = inputs.map((path) => path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean);
  const texts = [...new Set(names)].sort().map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8"));
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].find((one) => existsSync(join(packages, name, one)));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(packages, name, file), "utf8").trim() : ""}\n`;
  });
  writeFileSync(join(vendor, folder, "LICENSES.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
}

copyFileSync(join(packages, "lucide-static/LICENSE"), join(vendor, "lucide/LICENSE"));
buildSprite();
buildMarks();
copyFonts();
const { build } = createRequire(join(packages, "."))("esbuild");
await bundleEditors(build);
writeLicences(await bundleMermaid(build, vendor, packages), "mermaid");
