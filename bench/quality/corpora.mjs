// Code to see rules fire on. Taken to be fine: what corpora.json names of a Debian 12 machine, the repository itself, and
// each project below $BROCH_CORPORA. Projects below its folder `insecure`, and the insecure references of the suites, are
// so on purpose; those below its folder `unread` are ordinary, but nobody judged what is found in them. Both count for
// where a rule fires and which names occur in the world, not for the budget.
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import { dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../tests/e2e/lib/broch.mjs";
import { scanPaths } from "./scan.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const languages = {
  python: ["py", "pyi", "pyw"], javascript: ["js", "mjs", "cjs", "jsx"], typescript: ["ts", "mts", "cts", "tsx"],
  c: ["c", "h"], cpp: ["cc", "cpp", "cxx", "c++", "hh", "hpp", "hxx", "h++", "ipp", "tpp", "cu"], csharp: ["cs"],
  go: ["go"], java: ["java"], php: ["php", "phtml"], ruby: ["rb", "rake", "gemspec"],
  rust: ["rs"], bash: ["sh", "bash", "ksh", "zsh"],
};
const byExtension = new Map(Object.entries(languages).flatMap(([language, list]) => list.map((e) => [e, language])));

/// The language of a path by its name; "other" where the name does not tell.
export const languageOf = (path) => byExtension.get(extname(path).slice(1)) ?? "other";

/// The paths below a base that a pattern names; each part of it is a name or the beginning of one and a star.
function matching(base, pattern) {
  if (pattern === ".") return [base];
  const fits = (name, part) => (part.endsWith("*") ? name.startsWith(part.slice(0, -1)) : name === part);
  return pattern.split("/").reduce((paths, part) => paths.flatMap((path) => (lstatSync(path).isDirectory() ?
    readdirSync(path).sort().filter((name) => fits(name, part)).map((name) => join(path, name)) : [])), [base]);
}

const apart = ["insecure", "unread"];

/// The folders, and links to folders, of a folder.
function projects(folder, kind) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).sort().map((name) => ({ name, kind, base: realpathSync(join(folder, name)) }))
    .filter(({ name, base }) => !apart.includes(name) && lstatSync(base).isDirectory())
    .map((project) => ({ ...project, roots: [project.base] }));
}

/// [{name, kind: "machine"|"project"|"insecure"|"unread", base, roots}] of what exists here; paths of files are told relative to base.
export function corpora() {
  const fixed = JSON.parse(readFileSync(join(here, "corpora.json"), "utf8")).flatMap(({ name, kind = "machine", bases, roots }) => {
    const base = bases.map((b) => resolve(root, b)).find((b) => existsSync(b));
    return base ? [{ name, kind, base, roots: roots.flatMap((r) => matching(base, r)) }] : [];
  });
  if (!process.env.BROCH_CORPORA) return fixed;
  const folder = resolve(process.env.BROCH_CORPORA);
  return [...fixed, ...projects(folder, "project"), ...apart.flatMap((kind) => projects(join(folder, kind), kind))];
}

function walk(folder, out) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== ".git") walk(path, out);
    else if (entry.isFile()) out.push(path);
  }
}

/// The files below the roots as a folder scan takes them: in a git checkout those that are not ignored, else all.
export function filesOf({ roots }) {
  return roots.flatMap((folder) => {
    if (lstatSync(folder).isFile()) return [folder];
    const git = spawnSync("git", ["-C", folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      { encoding: "utf8", maxBuffer: 1 << 28 });
    if (git.status === 0) return git.stdout.split("\0").filter(Boolean).map((p) => join(folder, p)).filter(existsSync);
    const out = [];
    walk(folder, out);
    return out;
  });
}

const countLines = (path) => {
  const bytes = readFileSync(path);
  let lines = bytes.length > 0 && bytes[bytes.length - 1] !== 10 ? 1 : 0;
  for (const b of bytes) if (b === 10) ++lines;
  return lines;
};

/// Scans a corpus: findings with `corpus`, `path` (relative) and `language`; lines of the scanned files by language.
export function scanCorpus(corpus, configs) {
  const { findings, skipped, partial } = scanPaths(corpus.roots, configs);
  const passed_over = new Set(skipped), lines = {};
  for (const path of filesOf(corpus)) {
    const language = languageOf(path);
    if (language === "other" || passed_over.has(path) || lstatSync(path).isSymbolicLink()) continue;
    lines[language] = (lines[language] ?? 0) + countLines(path);
  }
  return {
    lines, partial: partial.length,
    findings: findings.map((f) =>
      ({ ...f, corpus: corpus.name, path: relative(corpus.base, f.path), language: languageOf(f.path) })),
  };
}
