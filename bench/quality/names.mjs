// No rule may name what only one labelled set knows: a variable, a path, a literal of its samples. This takes the words
// and the quoted literals out of the patterns of all rules and lists those that occur in exactly one labelled set and
// in no other code at hand. Names of public interfaces that no code here happens to use are in names-allowed.txt, each
// with a reason that somebody gave after reading.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../../tests/e2e/lib/broch.mjs";
import { corpora, filesOf, languageOf } from "./corpora.mjs";
import { labelledSources, sourceOfSet } from "./sources.mjs";
import { groupBy } from "./stats.mjs";

const kLargestFile = 4 << 20;
// What these keys hold is prose, or a choice among fixed words.
const notPattern = new Set(["id", "message", "languages", "severity", "metadata", "fix", "fix-regex", "options", "mode",
  "metavariable", "focus-metavariable", "min-version", "max-version", "label", "requires", "language", "paths"]);
const wordPattern = /[A-Za-z_][A-Za-z0-9_]{2,}/g;

/// The lines of a rule file that are patterns or regular expressions, without the keys.
export function patternLines(yaml) {
  let skipping = -1;
  const out = [];
  for (const line of yaml.split("\n")) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, dashes, key, rest] = /^([\s-]*)(?:([a-z][a-z-]*):(?:\s|$))?(.*)$/.exec(line);
    const indent = dashes.length;
    if (skipping >= 0 && indent > skipping) continue;
    skipping = key && notPattern.has(key) ? indent : -1;
    if (skipping < 0 && rest.trim()) out.push(rest.trim());
  }
  return out;
}

/// {words, literals} of a pattern line: names without metavariables; texts in quotes of four characters and more.
export function namesIn(line) {
  const bare = line.replace(/\$(\.\.\.)?[A-Z_][A-Z_0-9]*/g, " ").replace(/\\[a-zA-Z]/g, " ");
  const literals = [...bare.matchAll(/"([^"\n]{4,})"|'([^'\n]{4,})'/g)].map((m) => m[1] ?? m[2])
    .filter((t) => !t.includes("...") && /\w/.test(t));
  return { words: bare.match(wordPattern) ?? [], literals };
}

function ruleFiles(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((e) => {
    const file = join(path, e.name);
    return e.isDirectory() ? ruleFiles(file) : /\.ya?ml$/.test(e.name) ? [file] : [];
  });
}

/// name -> rule files that use it.
export function namesOfRules(paths) {
  const users = new Map();
  for (const file of paths.flatMap(ruleFiles))
    for (const line of patternLines(readFileSync(file, "utf8"))) {
      const { words, literals } = namesIn(line), told = file.startsWith(root) ? relative(root, file) : file;
      for (const name of [...words, ...literals]) users.set(name, (users.get(name) ?? new Set()).add(told));
    }
  return users;
}

/// [{name, source, files}] of names that occur in one source alone. `labelled`: source -> texts; `others`: an iterable
/// of texts of other code, read only as far as needed.
export function onlyInOneSet(users, labelled, others) {
  const suspects = new Map();
  for (const [source, texts] of labelled) {
    const all = texts.join("\n"), words = new Set(all.match(wordPattern));
    for (const name of users.keys())
      if (words.has(name) || (!/^\w+$/.test(name) && all.includes(name)))
        suspects.set(name, [...(suspects.get(name) ?? []), source]);
  }
  for (const [name, sources] of suspects) if (sources.length > 1) suspects.delete(name);
  for (const text of others) {
    if (suspects.size === 0) break;
    const words = new Set(text.match(wordPattern));
    for (const name of suspects.keys())
      if (words.has(name) || (!/^\w+$/.test(name) && text.includes(name))) suspects.delete(name);
  }
  return [...suspects].sort().map(([name, [source]]) => ({ name, source, files: [...users.get(name)] }));
}

/// name -> reason, from lines "name<TAB>reason".
export function readAllowed(file) {
  if (!existsSync(file)) return new Map();
  return new Map(readFileSync(file, "utf8").split("\n").filter((l) => l && !l.startsWith("# ")).map((line) => {
    const [name, reason] = line.split("\t");
    if (!reason?.trim()) throw new Error(`${file}: no reason for ${name}`);
    return [name, reason.trim()];
  }));
}

/// The repository is left out: its own tests repeat what its rules say.
function* otherCode() {
  for (const corpus of corpora().filter((c) => c.name !== "repository"))
    for (const path of filesOf(corpus))
      if (languageOf(path) !== "other" && statSync(path).size <= kLargestFile) yield readFileSync(path, "utf8");
}

/// What is left to explain: names of the rules below `paths` that one labelled set alone holds, and reasons not needed.
export function checkNames(paths, itemsBySet, allowedFile) {
  const labelled = groupBy(Object.entries(itemsBySet), ([set]) => sourceOfSet(set));
  const textsOf = (source) => labelled.get(source).flatMap(([, items]) => items.flatMap((i) => Object.values(i.texts)));
  const texts = new Map(labelledSources.map((source) => [source, textsOf(source)]));
  const found = onlyInOneSet(namesOfRules(paths), texts, otherCode()), allowed = readAllowed(allowedFile);
  const unexplained = found.filter((f) => !allowed.has(f.name));
  return { unexplained, explained: found.length - unexplained.length };
}
