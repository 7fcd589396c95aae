// Runs `broch scan --json`: over many texts in one process, and over folders.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { broch, brochJson, root, scratch } from "../../tests/e2e/lib/broch.mjs";

const dir = scratch();
const kTimeout = 1_200_000;

/// The arguments that choose the rules: the built-in ones, or those of the given files and folders alone.
export const ruleArguments = (configs) =>
  configs.length === 0 ? [] : [...configs.flatMap((c) => ["--config", c]), "--no-default-rules"];

const finding = ({ path, line, end_line, rule, cwe, severity }) =>
  ({ path, line, end_line, rule, cwes: (cwe ?? []).map((c) => Number(c.slice(4))), severity });

/// One result {findings, partial} for each {code, language}, in order.
export function scanTexts(texts, configs) {
  const file = join(dir, "texts.jsonl");
  writeFileSync(file, texts.map(({ code, language }) => JSON.stringify({ code, language })).join("\n") + "\n");
  const r = broch(["scan", "--json", "--jsonl", file, "--lang-field", "language", ...ruleArguments(configs)],
    { timeout: kTimeout });
  if (r.status > 1) throw new Error(`broch scan: exit ${r.status}: ${r.stderr}`);
  const results = r.stdout.trim().split("\n").map((l) => JSON.parse(l));
  if (results.length !== texts.length) throw new Error(`${results.length} results for ${texts.length} texts`);
  return results.map((x) => {
    if (x.skipped) throw new Error(`text ${x.index} was skipped: ${x.skipped}`);
    return { findings: x.findings.map(finding), partial: x.partial };
  });
}

/// Adds `results` ({name of the text: result}) to every item of every set, with one run of the scanner.
export function scanItems(itemsBySet, configs) {
  const places = Object.values(itemsBySet).flat()
    .flatMap((item) => Object.keys(item.texts).map((piece) => ({ item, piece })));
  const texts = places.map(({ item, piece }) => ({ code: item.texts[piece], language: item.language }));
  const results = scanTexts(texts, configs);
  places.forEach(({ item, piece }, i) => { (item.results ??= {})[piece] = results[i]; });
}

/// {findings, files, skipped: [path], partial: [path]} of files and folders.
export function scanPaths(paths, configs) {
  const { status, json, stderr } = brochJson(["scan", ...ruleArguments(configs), ...paths], { timeout: kTimeout });
  if (status > 1) throw new Error(`broch scan: exit ${status}: ${stderr}`);
  return { ...json, findings: json.findings.map(finding), skipped: json.skipped.map((s) => s.path) };
}

/// {version, rules: [{id, languages, severity, path, line, …}]} of the binary, or of the given rules alone.
export function installedRules(configs) {
  const { json, stderr } = brochJson(["rules", "list", ...ruleArguments(configs)], { cwd: root });
  if (!json.rules) throw new Error(`broch rules list: ${stderr}`);
  return { version: broch(["--version"]).stdout.trim(), rules: json.rules };
}
