// Answers that are written the secure way: secure/LANGUAGE/NN-subject.ext, each with a line that names the weaknesses it
// avoids. A finding in one is a false alarm. A bit of a salted hash of the name says in which half an answer lies.
//
// usage: node bench/quality/secure.mjs [--config DIR…]     findings of the look half, counts of both
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { counted, table } from "./markdown.mjs";
import { scanItems } from "./scan.mjs";
import { halfOf, halves } from "./split.mjs";
import { groupBy, rate } from "./stats.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "secure");

export const secureItems = () => readdirSync(folder).sort().flatMap((language) =>
  readdirSync(join(folder, language)).sort().map((name) => {
    const id = `${language}/${name}`;
    return { id, language, half: halfOf("broch secure answers 1", id),
             texts: { code: readFileSync(join(folder, id), "utf8") } };
  }));

const findings = (item) => item.results.code.findings;

/// [{half, language, flagged: answers with a finding, findings}] for all languages together ("all") and each alone.
export const secureRows = (items, scored) => scored.flatMap((half) => {
  const mine = items.filter((i) => i.half === half);
  return [["all", mine], ...groupBy(mine, (i) => i.language)].map(([language, list]) => ({
    half, language, flagged: rate(list.filter((i) => findings(i).length > 0).length, list.length),
    findings: list.flatMap(findings).length,
  }));
});

export const secureTable = (rows) => table(["half", "language", "answers with a finding, 95 % interval", "findings"],
  rows.map((r) => [r.half, r.language, counted(r.flagged), r.findings]));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { config = [] } = parseArgs({ options: { config: { type: "string", multiple: true } } }).values;
  const items = secureItems();
  scanItems({ items }, config);
  for (const item of items.filter((i) => i.half === "look"))
    for (const f of findings(item)) console.log(`${item.id}:${f.line} ${f.rule}`);
  console.log(secureTable(secureRows(items, halves)));
}
