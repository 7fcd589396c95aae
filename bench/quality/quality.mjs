// Scores the insecure-code rules on the labelled sets, and on code that is taken to be fine.
//
// usage: node bench/quality/quality.mjs [--half look] [--config DIR…] [--benign] [--draw] [--names] [--page FILE]
//        node bench/quality/quality.mjs --list [--half look] [--config DIR…] [--set SET] [--cwe N] [--language L]
//                                       [--missed|--false]
//
// --half look: leave the held-out half alone
// --config: the rules of these folders instead of those in the binary    --benign: also the corpora (minutes)
// --draw: draw benign.csv again                                          --names: names that one set alone knows
// --page: also write the report to a file                                --list: items of the half that may be read
//
// Exit: 0, 1 when a name is not explained or a hit in benign code not judged, 2 when the data is not that of split.json or a request is refused.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { data, root } from "../../tests/e2e/lib/broch.mjs";
import { budgetRows, hitsByRule } from "./benign.mjs";
import { corpora, scanCorpus } from "./corpora.mjs";
import { agrees, cweParents } from "./cwe.mjs";
import { commit, looks, record, requireSameRules } from "./ledger.mjs";
import { listItems } from "./list.mjs";
import { checkNames } from "./names.mjs";
import { page } from "./page.mjs";
import { besideLabel, byWeakness, overall, withoutRules } from "./report.mjs";
import { installedRules, scanItems } from "./scan.mjs";
import { secureItems, secureRows } from "./secure.mjs";
import { draw, lineHash, readSheet, undecided, verdicts, writeSheet } from "./sheet.mjs";
import { firing, singleSource } from "./sources.mjs";
import { Refused, halves, mapValues, splitItems } from "./split.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const ledger = join(here, "looks.jsonl"), sheet = join(here, "benign.csv"), allowed = join(here, "names-allowed.txt");

/// Adds to each benign finding the hash of its line, and says whether the line of a row stands in its file.
function linesOfCorpora() {
  const bases = new Map(corpora().map((c) => [c.name, c.base])), files = new Map();
  const lines = ({ corpus, path }) => {
    const file = bases.has(corpus) ? join(bases.get(corpus), path) : null;
    if (!files.has(file)) files.set(file, file && existsSync(file) ? readFileSync(file, "utf8").split("\n") : []);
    return files.get(file);
  };
  return {
    hash: (hit) => lineHash(lines(hit)[hit.line - 1] ?? ""),
    exists: (row) => lines(row).some((l) => lineHash(l) === row.hash),
  };
}

function benignReport(all, redraw) {
  const machine = all.filter((s) => s.kind === "machine"), projects = all.filter((s) => s.kind === "project");
  const scans = [...machine, ...projects], findings = scans.flatMap((s) => s.findings), at = linesOfCorpora();
  let rows = readSheet(sheet);
  if (redraw) {
    rows = draw(findings.map((f) => ({ ...f, hash: at.hash(f) })), rows, "broch benign 1", at.exists);
    writeSheet(sheet, rows);
  }
  return {
    machine: budgetRows(machine), projects: budgetRows(projects), trees: scans.map((s) => [s.name, budgetRows([s]).at(-1)]),
    rules: hitsByRule(scans), judged: verdicts(rows), undecided: undecided(rows),
  };
}

function score(items, { half, config = [], benign, draw: redraw, names, page: pageFile }) {
  const scored = half ? [half] : halves;
  const configs = config.map((c) => resolve(c));
  if (configs.length === 0) requireSameRules();
  const parents = cweParents(data);
  const agree = (finding, item) => finding.cwes.some((c) => agrees(parents, c, item.cwe));
  const installed = installedRules(configs);
  const secure = secureItems();
  scanItems({ ...items, secure }, configs);
  const scans = benign || redraw ? corpora().map((c) => ({ ...c, ...scanCorpus(c, configs) })) : null;
  const fires = firing(items, scans ?? []), single = scans ? singleSource(fires) : [];
  const dropped = new Set(single.map(([rule]) => rule));
  const headline = overall(mapValues(items, (list) => withoutRules(list, dropped)), scored, agree);
  const all = overall(items, scored, agree);
  const texts = Object.values(items).flat().flatMap((i) => Object.values(i.results));
  const about = {
    date: new Date().toISOString().slice(0, 10), version: installed.version, commit: commit(),
    rules: installed.rules.length,
    given: configs.length > 0 || undefined, halves: scored,
  };
  record(ledger, { ...about, without_single_source: scans !== null, scores: headline.filter((r) => r.headline).map(
    ({ set, half, language, tp, fp, fn, pair }) => ({ set, half, language, tp, fp, fn, pair: pair?.k })) });
  const off = installed.rules.filter((r) => r.disabled).map((r) => r.id);
  const report = {
    about: { ...about, looks: looks(ledger).filter((l) => l.halves.includes("held-out")).length, texts: texts.length,
             partial: texts.filter((r) => r.partial).length },
    headline, all, secure: secureRows(secure, scored), weaknesses: byWeakness(items, scored, agree),
    beside: besideLabel(items["origin-code"].filter((i) => scored.includes(i.half)), agree),
    sources: scans && { single, rules: installed.rules.length, corpora: scans.map((s) => s.name),
                        off, silent: installed.rules.filter((r) => !fires.has(r.id) && !r.disabled).map((r) => r.id) },
    names: names && checkNames(configs.length > 0 ? configs : [join(root, "rules")], items, allowed),
    benign: scans && benignReport(scans, redraw),
  };
  const text = page(report);
  process.stdout.write(text);
  if (pageFile) writeFileSync(resolve(pageFile), text);
  for (const { rule, why } of report.benign?.undecided ?? []) console.error(`benign.csv: ${rule}: ${why}`);
  return report.names?.unexplained.length > 0 || report.benign?.undecided.length > 0 ? 1 : 0;
}

function main() {
  const { values } = parseArgs({ options: {
    config: { type: "string", multiple: true }, benign: { type: "boolean" }, draw: { type: "boolean" },
    names: { type: "boolean" }, page: { type: "string" }, list: { type: "boolean" }, half: { type: "string" },
    set: { type: "string" }, cwe: { type: "string" }, language: { type: "string" }, missed: { type: "boolean" },
    false: { type: "boolean" },
  } });
  if (values.half && !halves.includes(values.half)) throw new Refused(`the halves are ${halves.join(" and ")}`);
  if (values.list && values.half === "held-out") throw new Refused("the held-out half is only scored, never listed");
  if (!existsSync(join(data, "code"))) {
    console.log(`quality-scan: no labelled sets at ${data}; set BROCH_DATA (docs/development.md). Nothing was scored.`);
    return 0;
  }
  const items = splitItems();
  if (values.list) return listItems(items, values);
  return score(items, values);
}

try {
  process.exitCode = main();
} catch (e) {
  if (!(e instanceof Refused)) throw e;
  console.error(`quality-scan: ${e.message}`);
  process.exitCode = 2;
}
