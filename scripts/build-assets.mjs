// Builds what the pages and documents are drawn with into assets/built/, from npm packages under the lockfile.
// Every file for the web carries the start of its digest in its name, so it can be kept by browsers for ever.
// Nothing is done when nothing changed.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = join(root, "node_modules");
const built = join(root, "assets", "built");
const stamp = join(built, "stamp");

const digest = (...parts) => {
  const hash = createHash("sha256");
  parts.forEach((part) => hash.update(part));
  return hash.digest("hex");
};
const read = (...path) => readFileSync(join(...path));

const sources = ["package-lock.json", "scripts/build-assets.mjs", ...readdirSync(join(root, "assets")).filter((f) => !f.startsWith("built")).map((f) => `assets/${f}`)];
const wanted = digest(...sources.sort().map((f) => read(root, f)));
if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) process.exit(0);

const lock = read(root, "package-lock.json").toString();
const installed = join(packages, ".installed");
if (!existsSync(installed) || readFileSync(installed, "utf8") !== lock) {
  console.log("Installing the npm packages of package-lock.json …");
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, stdio: "inherit" });
  writeFileSync(installed, lock);
}

console.log("Building the stylesheet …");
const temporary = join(root, "assets", "built.new");
rmSync(temporary, { recursive: true, force: true });
mkdirSync(join(temporary, "web"), { recursive: true });
mkdirSync(join(temporary, "fonts"), { recursive: true });

// --- web: names.json says which file a name stands for
const names = {};
const put = (name, content) => {
  const dot = name.lastIndexOf(".");
  const full = `${name.slice(0, dot)}-${digest(content).slice(0, 12)}${name.slice(dot)}`;
  writeFileSync(join(temporary, "web", full), content);
  names[name] = full;
};
const fill = (text) => text.replace(/@@([\w.-]+)@@/g, (_, name) => {
  if (!names[name]) throw new Error(`${name} is asked for before it is built`);
  return `/assets/${names[name]}`;
});

const webfont = join(packages, "@fontsource-variable", "atkinson-hyperlegible-next", "files");
put("latin.woff2", read(webfont, "atkinson-hyperlegible-next-latin-wght-normal.woff2"));
put("latin-ext.woff2", read(webfont, "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2"));
put("govuk-frontend.js", read(packages, "govuk-frontend/dist/govuk/govuk-frontend.min.js").toString().replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"));
put("app.js", fill(read(root, "assets/app.js").toString()));
put("favicon.svg", read(root, "assets/favicon.svg"));

const sass = await import(pathToFileURL(join(packages, "sass", "sass.node.mjs")).href);
const { css } = sass.compile(join(root, "assets/app.scss"), { loadPaths: [packages], style: "compressed", quietDeps: true });
const forbidden = css.match(/.{0,40}(GDS Transport|@import|url\(["']?https?:)/i);
if (forbidden) throw new Error(`the stylesheet names what it must not: ${forbidden[0]}`);
put("app.css", fill(css));
writeFileSync(join(temporary, "web", "names.json"), JSON.stringify(names, null, 1));

// --- fonts for documents: whole faces, each with its licence beside it
const weights = {
  "atkinson-hyperlegible-next": ["400Regular", "400Regular_Italic", "600SemiBold", "700Bold", "700Bold_Italic"],
  "noto-sans": ["400Regular", "400Regular_Italic", "700Bold"],
  "noto-sans-symbols": ["400Regular"],
  "noto-sans-symbols-2": ["400Regular"],
  "noto-emoji": ["400Regular"],
};
for (const name of readdirSync(join(packages, "@expo-google-fonts"))) {
  const from = join(packages, "@expo-google-fonts", name);
  for (const weight of weights[name] ?? ["400Regular", "700Bold"]) {
    for (const file of readdirSync(join(from, weight)).filter((f) => f.endsWith(".ttf"))) copyFileSync(join(from, weight, file), join(temporary, "fonts", file));
  }
  copyFileSync(join(from, "LICENSE_FONT"), join(temporary, "fonts", `${name}-OFL.txt`));
}

writeFileSync(join(temporary, "stamp"), wanted);
rmSync(built, { recursive: true, force: true });
renameSync(temporary, built);
