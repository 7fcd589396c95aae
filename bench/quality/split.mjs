// Which half an item belongs to. The rule of the split needs no list: a group lies in the half that one bit of a salted
// hash of its name says. Groups are (CWE, source repository), or (CWE, sample) where a set has no repositories; groups
// that share a text, white space aside, count as one, so that copies never stand on both sides.
//
// split.json fixes the outcome before rules are written: the salt, the hash of each data file, the counts of each half,
// and the hash of its sorted ids. A data file or a half that differs is refused.
//
// usage: node bench/quality/split.mjs --write                        fix the split of the data at hand (once)
//        node bench/quality/split.mjs --check                        compare the data at hand with split.json
//        node bench/quality/split.mjs --look SET [--cwe N] [--language L] [--texts DIR]
//                                                                    ids and labels of the half that may be read, as
//                                                                    JSON lines; with --texts, its code as files too
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { data } from "../../tests/e2e/lib/broch.mjs";
import { openSet, sets, sha256 } from "./sets.mjs";

const splitFile = join(dirname(fileURLToPath(import.meta.url)), "split.json");
export const halves = ["look", "held-out"];

/// A data file or a half that is not the one the committed split describes.
export class Refused extends Error {}

export const halfOf = (salt, group) => halves[parseInt(sha256(`${salt}\n${group}`).slice(0, 2), 16) & 1];

/// group -> the name it is hashed under: the first, in byte order, of the groups it shares a text with.
export function joinedGroups(items) {
  const parent = new Map();
  const find = (g) => {
    while (parent.get(g) !== g) g = parent.get(g);
    return g;
  };
  const holder = new Map();
  for (const { group, texts } of items) {
    if (!parent.has(group)) parent.set(group, group);
    for (const text of Object.values(texts)) {
      const key = sha256(text.replace(/\s+/g, ""));
      const [a, b] = [find(holder.get(key) ?? group), find(group)].sort();
      parent.set(b, a);
      holder.set(key, a);
    }
  }
  return new Map([...parent.keys()].map((g) => [g, find(g)]));
}

/// Adds `half` and `cluster` (the joined group) to every item of every set.
export function assignHalves(salt, itemsBySet) {
  const joined = joinedGroups(Object.values(itemsBySet).flat());
  for (const item of Object.values(itemsBySet).flat()) {
    item.cluster = joined.get(item.group);
    item.half = halfOf(salt, item.cluster);
  }
}

const idsHash = (items) => sha256(items.map((i) => i.id).sort().join("\n"));
export const mapValues = (object, f) => Object.fromEntries(Object.entries(object).map(([k, v]) => [k, f(v)]));

const describeHalves = (items) => Object.fromEntries(halves.map((half) => {
  const members = items.filter((i) => i.half === half);
  return [half, { items: members.length, groups: new Set(members.map((i) => i.cluster)).size, ids: idsHash(members) }];
}));

const openAll = () => Object.fromEntries(Object.keys(sets).map((name) => [name, openSet(data, name)]));

/// set -> items with their half, checked against split.json; throws Refused where the data is not that of the split.
export function splitItems() {
  const fixed = JSON.parse(readFileSync(splitFile, "utf8")), opened = openAll();
  for (const [name, { hashes }] of Object.entries(opened))
    for (const [file, hash] of Object.entries(hashes))
      if (fixed.sets[name]?.files[file] !== hash) throw new Refused(`${file} is not the file that split.json names`);
  const items = mapValues(opened, (set) => set.items());
  assignHalves(fixed.salt, items);
  for (const name of Object.keys(items))
    if (JSON.stringify(describeHalves(items[name])) !== JSON.stringify(fixed.sets[name].halves))
      throw new Refused(`${name}: the halves are not those that split.json fixes`);
  return items;
}

function write() {
  if (existsSync(splitFile)) throw new Refused("split.json is there already; a split is fixed once");
  const salt = "broch rule quality 1", opened = openAll(), items = mapValues(opened, (set) => set.items());
  assignHalves(salt, items);
  writeFileSync(splitFile, JSON.stringify({
    rule: "half = lowest bit of the first byte of sha256(salt + newline + group): 0 look, 1 held-out; group = " +
      "`CWE-n owner/name` or `CWE-n SET sample`; groups that share a text (white space aside) take the first name",
    salt, sets: Object.fromEntries(Object.keys(items).map((name) =>
      [name, { files: opened[name].hashes, halves: describeHalves(items[name]) }])),
  }, null, 2) + "\n");
}

const extensions = { python: "py", c: "c", cpp: "cpp", csharp: "cs", javascript: "js", java: "java", rust: "rs",
                     php: "php" };

function look(name, { cwe, language, texts }) {
  const items = splitItems()[name]?.filter((i) => i.half === "look" && (!cwe || i.cwe === Number(cwe)) &&
    (!language || i.language === language));
  if (!items) throw new Refused(`no set ${name}; there are ${Object.keys(sets).join(", ")}`);
  for (const { id, cwe, language, texts: pieces, insecure, lines, labelled_line } of items) {
    const files = texts && Object.entries(pieces).map(([piece, code]) => {
      const path = join(texts, `${name}-${id.replace(/\W+/g, "-")}-${piece}.${extensions[language]}`);
      mkdirSync(texts, { recursive: true });
      writeFileSync(path, code.endsWith("\n") ? code : code + "\n");
      return path;
    });
    console.log(JSON.stringify({ id, cwe, language, insecure, lines, labelled_line, files: files || undefined }));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: {
    write: { type: "boolean" }, check: { type: "boolean" }, look: { type: "string" }, cwe: { type: "string" },
    language: { type: "string" }, texts: { type: "string" },
  } });
  try {
    if (values.write) write();
    else if (values.look) look(values.look, values);
    else if (splitItems()) console.log("the data is that of split.json");
  } catch (e) {
    if (!(e instanceof Refused)) throw e;
    console.error(e.message);
    process.exit(2);
  }
}
