// SPDX-License-Identifier: Apache-2.0
// Builds the page: installs exactly what package-lock.json names, checks the types, bundles, and
// writes each file with its compressed twin. The same sources give the same bytes, wherever they lie.
// Usage: node build.mjs OUTPUT
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { constants, gzipSync } from "node:zlib";

const root = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(root, "../target/page/console"));
// The ear and the voice of whoever answers a call are those of a door station's page.
const WORKLETS = ["capture.js", "play.js"].map((file) => join(root, "../../integrations-onvif-sip/src/main/resources/panel-page", file));
// Each with its script and its style. The words come while the house is asked: which language is wanted only the script knows.
const PAGES = { "index.html": ["src/main.tsx", "src/style/index.css"], "resident.html": ["src/resident/main.tsx", "src/style/resident.css"] };
// What a file becomes before it is bundled: the words of an area one object, because as names of their own each would stand in the bundle
// twice; and each page stands on Now, so that what they share is one file to ask for and not ten.
const onNow = (text, path) => basename(dirname(path)) === "resident" ? text : `import "../now/page";\n${text}`;
const PREPARED = [[/[\\/]words[\\/]\w+[\\/]\w+\.json$/, "js", (text) => `export default ${text}`], [/[\\/]src[\\/]\w+[\\/]page\.tsx$/, "tsx", onNow]];
const prepare = { name: "prepare", setup: ({ onLoad }) => PREPARED.forEach(([filter, loader, made]) => onLoad({ filter }, ({ path }) => ({ contents: made(readFileSync(path, "utf8"), path), loader }))) };
const run = (program, ...words) => execFileSync(program, words, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
/** What may be bundled with the page without asking a lawyer. */
const LICENCES = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC"];
const OLDEST_NODE = 18;

if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
  give(`Node ${OLDEST_NODE} or newer builds the page of the console; this is ${process.version}.`);
}
install();
const stamp = join(out, ".stamp"), mark = digest(sources());
if (existsSync(stamp) && readFileSync(stamp, "utf8") === mark) process.exit(0);
check();
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const { build } = await import("esbuild");
const made = await build({
  absWorkingDir: root,
  entryPoints: { app: "src/main.tsx", style: "src/style/index.css", resident: "src/resident/main.tsx", "resident-style": "src/style/resident.css" },
  outdir: out, entryNames: "[name]-[hash]", chunkNames: "part-[hash]",
  bundle: true, splitting: true, minify: true, format: "esm", target: "es2022",
  jsx: "automatic", jsxImportSource: "preact", metafile: true, legalComments: "none", plugins: [prepare],
});
const named = Object.fromEntries(Object.entries(made.metafile.outputs)
  .filter(([, output]) => output.entryPoint).map(([file, output]) => [output.entryPoint, file.split("/").pop()]));
for (const [page, [app, style]] of Object.entries(PAGES)) {
  const html = readFileSync(join(root, "src", page), "utf8");
  writeFileSync(join(out, page), html.replace("{{style}}", named[style]).replace("{{app}}", named[app])
    .replace("{{early}}", early(app).map((file) => `<link rel="modulepreload" href="${file}">`).join("")));
}
for (const file of [...below(join(root, "static")), ...WORKLETS]) writeFileSync(join(out, basename(file)), readFileSync(file));
licences(Object.keys(made.metafile.inputs));
const files = readdirSync(out).sort();
for (const file of files) {
  writeFileSync(join(out, `${file}.gz`), gzipSync(readFileSync(join(out, file)), { level: constants.Z_BEST_COMPRESSION }));
}
writeFileSync(join(out, "files.txt"), `${files.join("\n")}\n`);
writeFileSync(stamp, mark);

// What failed has told the reader already; where it stood in this file helps nobody.
function give(reason) {
  console.error(reason);
  process.exit(1);
}

// What the page needs before its first line, so that the browser asks for all of it at once.
function early(app) {
  const outputs = made.metafile.outputs, needed = new Set(Object.keys(outputs).filter((file) => outputs[file].entryPoint === app));
  for (const file of needed) outputs[file].imports.filter((each) => each.kind === "import-statement").forEach((each) => needed.add(each.path));
  return [...needed].slice(1).map((file) => file.split("/").pop());
}

function check() {
  try {
    run(process.execPath, join(root, "node_modules/typescript/bin/tsc"), "--noEmit");
  } catch {
    give("The types of the page do not fit; nothing was written.");
  }
}

// What is bundled travels with its licence, one file for each package.
function licences(inputs) {
  const packages = new Set(inputs.map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]).filter(Boolean));
  for (const name of packages) {
    const folder = join(root, "node_modules", name), { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    if (!LICENCES.includes(license)) give(`${name} is under ${license}; the page may be bundled with ${LICENCES.join(", ")}.`);
    writeFileSync(join(out, `licence-${name.replace("@", "").replace("/", "-")}.txt`),
      `${name} ${version} (${license})\n\n${readFileSync(join(folder, "LICENSE"), "utf8")}`);
  }
}

// npm ci, once for each package-lock.json.
function install() {
  const lock = digest([join(root, "package-lock.json")]), seal = join(root, "node_modules/.lock");
  if (existsSync(seal) && readFileSync(seal, "utf8") === lock) return;
  try {
    run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error");
  } catch (failure) {
    give(failure.code === "ENOENT" ? "npm is missing; it fetches what the page is built with. ./vestibule doctor names its package."
      : "npm could not fetch what package-lock.json names. The first build needs a package registry; later ones need none.");
  }
  writeFileSync(seal, lock);
}

function sources() {
  return [...below(join(root, "src")), ...below(join(root, "static")), ...WORKLETS, join(root, "package-lock.json"), join(root, "tsconfig.json"), fileURLToPath(import.meta.url)];
}

function below(folder) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => entry.isDirectory() ? below(join(folder, entry.name)) : [join(folder, entry.name)]);
}

function digest(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(relative(root, file)).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}
