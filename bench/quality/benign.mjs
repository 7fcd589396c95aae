// The false-alarm budget: how often rules speak up in code that is taken to be fine, per 1,000 lines and language.

/// Findings per 1,000 lines of any severity, and ERRORs per 2,000 lines, must not exceed one.
export const budget = { findings: 1 / 1000, errors: 1 / 2000 };

const per = (count, lines) => (lines === 0 ? null : (1000 * count) / lines);

/// Rows {language, lines, findings, errors, per_1000, errors_per_1000, within} and the sum of all languages; `scans`
/// are results of scanCorpus.
export function budgetRows(scans) {
  const lines = {}, findings = scans.flatMap((s) => s.findings);
  for (const s of scans)
    for (const [language, n] of Object.entries(s.lines)) lines[language] = (lines[language] ?? 0) + n;
  for (const f of findings) lines[f.language] ??= 0;
  const row = (language, n, hits) => {
    const errors = hits.filter((f) => f.severity === "ERROR").length;
    return {
      language, lines: n, findings: hits.length, errors, per_1000: per(hits.length, n), errors_per_1000: per(errors, n),
      // Of files whose language the name does not tell no lines are counted.
      within: n === 0 ? null : hits.length <= n * budget.findings && errors <= n * budget.errors,
    };
  };
  const rows = Object.keys(lines).sort().map((l) => row(l, lines[l], findings.filter((f) => f.language === l)));
  return [...rows, row("all", Object.values(lines).reduce((a, b) => a + b, 0), findings)];
}

/// rule -> {findings, by corpus}, most first.
export function hitsByRule(scans) {
  const rules = new Map();
  for (const f of scans.flatMap((s) => s.findings)) {
    const entry = rules.get(f.rule) ?? { findings: 0, severity: f.severity, corpora: {} };
    ++entry.findings;
    entry.corpora[f.corpus] = (entry.corpora[f.corpus] ?? 0) + 1;
    rules.set(f.rule, entry);
  }
  return new Map([...rules].sort((a, b) => b[1].findings - a[1].findings || (a[0] < b[0] ? -1 : 1)));
}
