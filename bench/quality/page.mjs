// The report as Markdown: what is printed is what docs/quality-scan.md holds.
import { cell, counted, table, two } from "./markdown.mjs";
import { aims, published } from "./references.mjs";
import { secureTable } from "./secure.mjs";
import { sets } from "./sets.mjs";
import { rate } from "./stats.mjs";

const metricNames = {
  precision: "precision", recall: "recall", pair: "flagged before, not after", after: "flagged after",
};

function aimTable(headline, halves) {
  const rows = aims.flatMap(({ set, language, metric, aim, least }) => halves.map((half) => {
    const r = headline.find((h) => h.set === set && h.half === half && h.language === language && h.headline)[metric];
    const met = r && (least ? r.value >= aim : r.value <= aim) ? "yes" : "no";
    return [set, language, metricNames[metric], half, counted(r), `${least ? "≥" : "≤"} ${two(aim)}`, met];
  }));
  return table(["set", "language", "measure", "half", "reached, 95 % interval", "aim", "met"], rows);
}

function overallTable(rows) {
  const head = ["set", "half", "language", "counted by", "items", "TP / FP / FN", "precision", "recall", "F1",
                metricNames.pair, metricNames.after];
  return table(head, rows.map((r) => [
    r.set, r.half, r.language, r.headline ? `${r.scoring} (headline)` : r.scoring, r.items,
    `${r.tp} / ${r.fp} / ${r.fn}`, ...[r.precision, r.recall, r.f1, r.pair, r.after].map(cell),
  ]));
}

function weaknessPart(set, rows, halves) {
  const full = rows.some((r) => halves.some((h) => r.halves[h].precision));
  const columns = full ? ["n", "precision", "recall", "F1"] : ["n", "recall"];
  const cells = (m) => [m.items, ...(full ? [m.precision, m.recall, m.f1] : [m.recall]).map(cell)];
  const head = ["language", "CWE", ...halves.flatMap((h) => columns.map((c) => `${h}: ${c}`))];
  return `### ${sets[set].title}\n\n` +
    table(head, rows.map((r) => [r.language, `CWE-${r.cwe}`, ...halves.flatMap((h) => cells(r.halves[h]))]));
}

function sourcesPart({ single, silent, off, rules, corpora }) {
  const names = corpora.map((name) => name.replace("+", "/")).join(", ");
  return `## Where rules fire

Of ${rules} rules, ${silent.length} fire in none of the sets and corpora (${names}): of these nothing is known
but their own fixtures. ${off.length} ship disabled and are not counted here: ${off.map((r) => `\`${r}\``).join(", ") || "none"}.

<details><summary>Rules that fire in none of them</summary>

${silent.map((rule) => `\`${rule}\``).join(", ")}

</details>

${single.length} fire in one labelled set and nowhere else; the headline leaves their findings out:

${table(["rule", "only in"], single)}`;
}

function namesPart({ explained, unexplained }) {
  const code = (name) => `\`${name.replaceAll("|", "\\|")}\``;
  return `## Names of one set

Words and literals of the patterns that occur in one labelled set and in no other code at hand: ${explained} are
explained in \`bench/quality/names-allowed.txt\`, ${unexplained.length} are not.

${unexplained.length === 0 ? "" :
    table(["name", "only in", "rule files"], unexplained.map((n) => [code(n.name), n.source, n.files.join(", ")]))}`;
}

/// `rows`: [[what the row is about, budget row]].
function budgetTable(about, rows) {
  const number = (x) => (x === null ? "-" : x.toFixed(3));
  return table([about, "lines", "findings", "ERRORs", "findings per 1,000", "ERRORs per 1,000", "within budget"],
    rows.map(([name, r]) => [name, r.lines, r.findings, r.errors, number(r.per_1000), number(r.errors_per_1000),
                             r.within === null ? "-" : r.within ? "yes" : "no"]));
}

const byLanguage = (rows) => budgetTable("language", rows.map((r) => [r.language, r]));

function benignPart({ machine, projects, trees, rules, judged, undecided }) {
  const precision = (v) => v && rate(v.true, v.true + v.false);
  const low = [...judged].filter(([, v]) => v.precision !== null && v.precision < 0.5);
  return `## Code that is taken to be fine

Budget: at most 1 finding per 1,000 lines over all severities, and 1 ERROR per 2,000.

What the machine has, and this repository:

${byLanguage(machine)}
Projects:

${byLanguage(projects)}
Each tree:

${budgetTable("tree", trees)}
Verdicts are those of \`bench/quality/benign.csv\`: of each rule up to ten findings, read one by one.

${table(["rule", "severity", "findings", "where", "true / false / unclear / not read", "true of those judged"],
    [...rules].map(([rule, r]) => {
      const v = judged.get(rule), where = Object.entries(r.corpora).map(([c, n]) => `${c} ${n}`).join(", ");
      return [rule, r.severity, r.findings, where, v ? `${v.true} / ${v.false} / ${v.unclear} / ${v.open}` : "-",
              cell(precision(v))];
    }))}
Rules below 0.5, which must not be enabled:

${table(["rule", "true of those judged"], low.map(([rule, v]) => [rule, counted(precision(v))]))}
${undecided.length === 0 ? "Every finding drawn was judged." :
    `Not decided, which fails the run:\n\n${table(["rule", "why"], undecided.map((u) => [u.rule, u.why]))}`}`;
}

/// `report`: {about, headline, all, secure, weaknesses, beside, sources?, names?, benign?}; what was not run is left out.
export function page({ about, headline, all, secure, weaknesses, beside, sources, names, benign }) {
  const given = about.given ? " given with --config" : "";
  const held_out = about.halves.includes("held-out") ? ` This is scoring ${about.looks} of the held-out half.` : "";
  const parts = [`# Quality of the insecure-code rules

Measured ${about.date} with ${about.version}, commit ${about.commit}, ${about.rules} rules${given}. Scored:
${about.halves.map((h) => `\`${h}\``).join(" and ")}. The look half may be read while rules are written, the held-out half
is only counted.${held_out} Every scoring is in \`bench/quality/looks.jsonl\`.
[How to read this page](development.md#rule-quality).

## Headline

${sources ? "Without the findings of single-source rules." : "All rules; where else they fire was not looked at."}

${aimTable(headline, about.halves)}
${overallTable(headline.filter((r) => r.headline))}
Published figures of other tools, on whole sets and by their authors' ways of counting:

${table(["set", "tool", "precision", "recall", "source"], published)}
## Every way of counting

With all rules. ${about.partial} of ${about.texts} texts did not parse as a whole or were not scanned to the end.

${overallTable(all)}`, `## Secure answers

Answers that are written the secure way: a finding in one is a false alarm.

${secureTable(secure)}`];
  if (sources) parts.push(sourcesPart(sources));
  if (names) parts.push(namesPart(names));
  if (benign) parts.push(benignPart(benign));
  parts.push("## By language and CWE\n\nAll rules, counted as in the headline; CWE is that of the label.");
  for (const [set, rows] of Object.entries(weaknesses)) parts.push(weaknessPart(set, rows, about.halves));
  parts.push(`## What else is found in CyberSecEval's code

Items with a finding of another CWE than the label's, by that CWE; the thirty most frequent.

${table(["language", "label", "found", "items"],
    beside.slice(0, 30).map(([language, cwe, other, n]) => [language, `CWE-${cwe}`, `CWE-${other}`, n]))}`);
  return parts.map((p) => p.trimEnd()).join("\n\n") + "\n";
}
