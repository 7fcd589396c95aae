// benign.csv: for each rule up to ten of its findings in benign code, and what a reader said of them. Verdicts: `true`
// (what the message says holds of this code), `false`, `unclear`, or empty. No code is kept, only a hash of the trimmed
// line; paths are relative to the named corpus.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { sha256 } from "./sets.mjs";
import { groupBy } from "./stats.mjs";

const columns = ["rule", "corpus", "path", "line", "hash", "verdict", "reason"];
const kDrawn = 10;

export const lineHash = (line) => sha256(line.trim()).slice(0, 16);

const quote = (field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

export const formatSheet = (rows) =>
  [columns.join(","), ...rows.map((r) => columns.map((c) => quote(String(r[c]))).join(","))].join("\n") + "\n";

/// The rows of a sheet; fields may be quoted, none holds a line break.
export function parseSheet(text) {
  const [head, ...lines] = text.split("\n").filter(Boolean);
  if (head !== columns.join(",")) throw new Error(`benign.csv: the columns are ${columns.join(",")}`);
  return lines.map((line) => {
    const fields = [...line.matchAll(/("(?:[^"]|"")*"|[^",]*)(?:,|$)/g)].map((m) => m[1]).slice(0, columns.length);
    const plain = (field = "") => field.replace(/^"|"$/g, "").replaceAll('""', '"');
    const row = Object.fromEntries(columns.map((c, i) => [c, plain(fields[i])]));
    if (!["", "true", "false", "unclear"].includes(row.verdict)) throw new Error(`benign.csv: verdict ${row.verdict}`);
    return { ...row, line: Number(row.line) };
  });
}

export const readSheet = (file) => (existsSync(file) ? parseSheet(readFileSync(file, "utf8")) : []);
export const writeSheet = (file, rows) => writeFileSync(file, formatSheet(rows));

const alike = (r) => `${r.rule}\n${r.corpus}\n${r.path}\n${r.hash}`;
const key = (r) => `${alike(r)}\n${r.nth}`;

/// The rows or hits, one for each line, with the number of equal lines before it that the rule reports in the file: that
/// stays when lines elsewhere come and go.
function numbered(rows) {
  return [...groupBy(rows, alike).values()].flatMap((same) => {
    const lines = [...new Map(same.map((r) => [r.line, r])).values()].sort((a, b) => a.line - b.line);
    return lines.map((r, nth) => ({ ...r, nth }));
  });
}

/// The sheet drawn again. `hits` are all findings {rule, corpus, path, line, hash} of today; `line_exists(row)` says
/// whether the line of a row still stands in its file. Judged rows stay: those that are still found, and those whose
/// line this machine does not have (another version of a package). A judged row whose line is there and no longer found
/// goes. The order of the draw is a hash of the seed and the hit, so the same findings give the same sample.
export function draw(hits, old, seed, line_exists) {
  const today = groupBy(numbered(hits), key), judged = numbered(old).filter((r) => r.verdict);
  const kept = judged.filter((r) => today.has(key(r)) || !line_exists(r))
    .map((r) => ({ ...r, line: today.get(key(r))?.[0].line ?? r.line }));
  const rows = [];
  const keptByRule = groupBy(kept, (r) => r.rule);
  const rules = new Set([...hits, ...kept].map((h) => h.rule));
  for (const rule of [...rules].sort()) {
    const mine = keptByRule.get(rule) ?? [], taken = new Set(mine.map(key));
    const fresh = [...today.values()].map(([h]) => h).filter((h) => h.rule === rule && !taken.has(key(h)))
      .map((h) => ({ order: sha256(`${seed}\n${key(h)}`), h })).sort((a, b) => (a.order < b.order ? -1 : 1))
      .slice(0, Math.max(0, kDrawn - mine.length))
      .map(({ h: { corpus, path, line, hash, nth } }) => ({ rule, corpus, path, line, hash, nth, verdict: "", reason: "" }));
    rows.push(...[...mine, ...fresh].sort((a, b) => (key(a) < key(b) ? -1 : 1)));
  }
  return rows.map(({ nth, ...row }) => row);
}

/// rule -> {true, false, unclear, open, precision}; unclear ones count for neither side.
export function verdicts(rows) {
  return new Map([...groupBy(rows, (r) => r.rule)].map(([rule, mine]) => {
    const count = (v) => mine.filter((r) => r.verdict === v).length;
    const t = count("true"), f = count("false");
    const precision = t + f === 0 ? null : t / (t + f);
    return [rule, { true: t, false: f, unclear: count("unclear"), open: count(""), precision }];
  }));
}

/// [{rule, why}]: rules about which the sheet decides nothing, because a row has no verdict or all are unclear.
export function undecided(rows) {
  return [...verdicts(rows)].flatMap(([rule, v]) =>
    v.open > 0 ? [{ rule, why: `${v.open} findings without a verdict` }] :
    v.precision === null ? [{ rule, why: "all verdicts are unclear" }] : []);
}
