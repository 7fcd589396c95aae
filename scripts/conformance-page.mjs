// Writes docs/conformance.md from a measurement:
//   build/release/broch rules conformance --json CORPUS | node scripts/conformance-page.mjs > docs/conformance.md
import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(0, "utf8"));
const rows = new Map();
const add = (title, tally) => {
  const sum = rows.get(title) ?? {};
  for (const [key, value] of Object.entries(tally)) if (Number.isInteger(value)) sum[key] = (sum[key] ?? 0) + value;
  rows.set(title, sum);
};
for (const slice of report.slices) add(slice.language, slice.tally);
for (const slice of report.slices) {
  add(`**${slice.mode}**`, slice.tally);
  if (slice.security) add("**security**", slice.tally);
  add("**all**", slice.tally);
}

const percent = (part, whole) => (whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : "-");
const line = ([title, t]) => {
  const marks = t.expected + t.clean, agreeing = t.found + t.silent;
  return `| ${title} | ${t.loaded} / ${t.rules} | ${t.found} / ${t.expected} | ${t.silent} / ${t.clean} | ` +
    `${t.unexpected} | ${percent(agreeing, marks)} | ${percent(agreeing, marks - t.unloaded_marks)} |`;
};

const reasons = new Map();
for (const { why, marks } of report.unloaded) {
  const reason = reasons.get(why) ?? { rules: 0, marks: 0 };
  reasons.set(why, { rules: reason.rules + 1, marks: reason.marks + marks });
}
const lost = [...reasons].sort(([, a], [, b]) => b.marks - a.marks || b.rules - a.rules).slice(0, 10);
const all = rows.get("**all**");

process.stdout.write(`# Conformance

How far the scanner reads rules as the authors of a large public pack in Semgrep's format meant them. The pack is fetched by
whoever measures and is no part of the project:

    make conformance CORPUS=DIR                             # rule files with annotated tests beside them
    make conformance CORPUS=DIR ARGS="--lang java --list"   # every mark that disagrees, every rule that does not load

Each rule is loaded alone and scans the tests of its file. A \`ruleid\` mark agrees when a finding begins on the line below
it, an \`ok\` mark when none does; \`todo\` marks tolerate either and are left out. The marks of a rule that does not load
disagree; the last column leaves them out. Rules of languages that are not scanned are passed over (${report.foreign}).

Measured ${new Date().toISOString().slice(0, 10)} with the release build, over ${report.files} rule files:

| | rules loaded | \`ruleid\` found | \`ok\` silent | findings without a mark | agreement | of rules that load |
|---|---|---|---|---|---|---|
${[...rows].map(line).join("\n")}

\`.fixed.\` texts equal after applying every fix: ${all.fixed_equal} of ${all.fixed}. Scans that a limit ended: ${all.partial}.

Why rules do not load, by the marks that are lost:

| reason | rules | marks |
|---|---|---|
${lost.map(([why, r]) => `| ${why} | ${r.rules} | ${r.marks} |`).join("\n")}

What a rule may use is in [rules.md](rules.md). This page is written by \`scripts/conformance-page.mjs\`.
`);
