// The report as Markdown: what is printed is what docs/quality-scan.md holds.
import { aims, published } from "./references.mjs";
import { sets } from "./sets.mjs";
import { rate } from "./stats.mjs";

const two = (x) => x.toFixed(2);
const span = (interval) => (interval ? ` [${two(interval[0])}, ${two(interval[1])}]` : "");
const cell = (r) => (r ? `${two(r.value)}${span(r.interval)}` : "-");
const counted = (r) => (r ? `${r.k}/${r.n} = ${cell(r)}` : "-");
const table = (head, rows) => rows.length === 0 ? "None.\n" :
  [head, head.map(() => "---"), ...rows].map((r) => `| ${r.join(" | ")} |`).join("\n") + "\n";

function aimRows(headline, halves) {
  return aims.flatMap(({ set, language, metric, aim, least }) => halves.map((half) => {
    const row = headline.find((r) => r.set === set && r.half === half && r.language === language && r.headline);
    const r = row?.[metric];
    const names = { precision: "precision", recall: "recall", pair: "flagged before and not after", after: "flagged after" };
    return [set, language, names[metric], half, counted(r), `${least ? "≥" : "≤"} ${two(aim)}`,
            !r ? "-" : (least ? r.value >= aim : r.value <= aim) ? "yes" : "no"];
  }));
}

const overallRows = (rows) => rows.map((r) => [r.set, r.half, r.language, r.scoring + (r.headline ? " (headline)" : ""), r.items,
  `${r.tp} / ${r.fp} / ${r.fn}`, cell(r.precision), cell(r.recall), cell(r.f1), cell(r.pair), cell(r.after)]);
const overallHead = ["set", "half", "language", "counted by", "items", "TP / FP / FN", "precision", "recall", "F1",
  "before, not after", "after"];

function weaknessTable(set, rows, halves) {
  const full = rows.some((r) => halves.some((h) => r.halves[h].precision));
  const columns = full ? ["n", "precision", "recall", "F1"] : ["n", "recall"];
  const cells = (m) => (full ? [m.items, cell(m.precision), cell(m.recall), cell(m.f1)] : [m.items, cell(m.recall)]);
  return `### ${sets[set].title}\n\n` + table(["language", "CWE", ...halves.flatMap((h) => columns.map((c) => `${h}: ${c}`))],
    rows.map((r) => [r.language, `CWE-${r.cwe}`, ...halves.flatMap((h) => cells(r.halves[h]))]));
}

function benignText({ rows, rules, judged }) {
  const low = [...judged].filter(([, v]) => v.precision !== null && v.precision < 0.5);
  const number = (x) => (x === null ? "-" : x.toFixed(3));
  return `## Code that is taken to be fine

Budget: at most 1 finding per 1,000 lines over all severities, and 1 ERROR per 2,000.

${table(["language", "lines", "findings", "ERRORs", "findings per 1,000 lines", "ERRORs per 1,000 lines", "within budget"],
    rows.map((r) => [r.language, r.lines, r.findings, r.errors, number(r.per_1000), number(r.errors_per_1000), r.within ? "yes" : "no"]))}
Verdicts are those of \`bench/quality/benign.csv\`: of each rule up to ten findings, read one by one.

${table(["rule", "severity", "findings", "where", "true / false / unclear / not read", "precision of what was read"],
    [...rules].map(([rule, r]) => {
      const v = judged.get(rule);
      return [rule, r.severity, r.findings, Object.entries(r.corpora).map(([c, n]) => `${c} ${n}`).join(", "),
              v ? `${v.true} / ${v.false} / ${v.unclear} / ${v.open}` : "-", v?.precision == null ? "-" : two(v.precision)];
    }))}
Rules below 0.5, which must not be enabled: ${low.length === 0 ? "none" :
    low.map(([rule, v]) => `${rule} (${counted(rate(v.true, v.true + v.false))})`).join(", ")}.
`;
}

function sourcesText({ single, silent, rules, corpora }) {
  return `## Where rules fire

Of ${rules} rules, ${silent.length} fire in none of the sets and corpora (${corpora.join(", ")}).
${single.length} fire in one labelled set and nowhere else; the headline leaves their findings out:

${table(["rule", "only in"], single)}`;
}

function namesText(names) {
  return `## Names of one set

Words and literals of the patterns that occur in one labelled set and in no other code at hand: ${names.explained} are explained in
\`bench/quality/names-allowed.txt\`, ${names.unexplained.length} are not.

${names.unexplained.length === 0 ? "" : table(["name", "only in", "rule files"], names.unexplained.map((n) => [`\`${n.name.replaceAll("|", "\\|")}\``, n.source, n.files.join(", ")]))}`;
}

/// `report`: {about, headline, all, weaknesses, beside, sources?, names?, benign?}; parts that were not run are left out.
export function page(report) {
  const { about, headline, all, weaknesses, beside, sources, names, benign } = report;
  const parts = [`# Quality of the insecure-code rules

Measured ${about.date} with ${about.version}, commit ${about.commit}, ${about.rules} rules${about.given ? " given with --config" : ""}. Scored: the half that may be
read while rules are written (\`look\`)${about.halves.length > 1 ? " and the half that is only counted (\`held-out\`)" : ""}. The held-out half has been
scored ${about.looks} times (\`bench/quality/looks.jsonl\`). [How to read this page](development.md#rule-quality).

## Headline

${sources ? "Without the findings of single-source rules." : "All rules; where they fire elsewhere was not looked at."} Aims are for both halves.

${table(["set", "language", "measure", "half", "reached, 95 % interval", "aim", "met"], aimRows(headline, about.halves))}
${table(overallHead, overallRows(headline.filter((r) => r.headline)))}
Published figures of other tools, on whole sets and by their authors' ways of counting:

${table(["set", "tool", "precision", "recall", "source"], published)}
## Every way of counting

With all rules.

${table(overallHead, overallRows(all))}
${about.partial} of ${about.texts} texts were parsed with errors somewhere, or not to the end.`];
  if (sources) parts.push(sourcesText(sources));
  if (names) parts.push(namesText(names));
  if (benign) parts.push(benignText(benign));
  parts.push(`## By language and CWE

All rules, counted as in the headline; CWE is that of the label.

${Object.entries(weaknesses).map(([set, rows]) => weaknessTable(set, rows, about.halves)).join("\n")}`);
  parts.push(`## What else is found in CyberSecEval's code

Items with a finding of another CWE than the label's, by that CWE; the thirty most frequent.

${table(["language", "label", "found", "items"], beside.slice(0, 30).map(([language, cwe, other, n]) => [language, `CWE-${cwe}`, `CWE-${other}`, n]))}`);
  return parts.map((p) => p.trimEnd()).join("\n\n") + "\n";
}
