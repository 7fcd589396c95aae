// Writes docs/builtin-rules.md from the rules as they are compiled in:
//   build/release/broch rules list --json | node scripts/rules-page.mjs > docs/builtin-rules.md
import { readFileSync } from "node:fs";

const { rules: all } = JSON.parse(readFileSync(0, "utf8"));
const rules = all.filter((rule) => !rule.disabled);
const disabled = all.filter((rule) => rule.disabled);
const folders = new Map();
for (const rule of rules) {
  const folder = rule.path.split("/")[1];
  folders.set(folder, [...(folders.get(folder) ?? []), rule]);
}
const cwes = new Set(rules.flatMap((rule) => rule.cwe));
const taint = rules.filter((rule) => rule.mode === "taint").length;
const cell = (text) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replace(/\s+/g, " ").trim();

const out = [
  "# Built-in rules",
  "",
  `${rules.length} rules over ${cwes.size} CWEs; ${taint} of them follow data from a source to a sink (taint). \`broch rules show ID\``,
  "explains one; the sources with their fixtures are in `rules/`. Written by `scripts/rules-page.mjs`.",
];
for (const folder of [...folders.keys()].sort()) {
  const rows = folders.get(folder).sort((a, b) => (a.id < b.id ? -1 : 1));
  out.push("", `## ${folder} (${rows.length})`, "", "| rule | CWE | severity | confidence | mode | write instead |", "|---|---|---|---|---|---|");
  for (const rule of rows) {
    out.push(`| \`${rule.id}\` | ${rule.cwe.join(", ")} | ${rule.severity} | ${rule.confidence} | ${rule.mode} | ${cell(rule.secure)} |`);
  }
}
if (disabled.length > 0) {
  out.push("", `## Disabled (${disabled.length})`, "", "They run only from a file: `broch rules show ID` prints one.", "", "| rule | why |", "|---|---|");
  for (const rule of disabled) out.push(`| \`${rule.id}\` | ${cell(rule.disabled)} |`);
}
console.log(out.join("\n"));
