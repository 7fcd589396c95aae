// Scores of all sets as data: per half, way of counting, language and CWE.
import { scorings } from "./score.mjs";
import { groupBy, measure, rate } from "./stats.mjs";

/// The items without the findings of the given rules.
export const withoutRules = (items, rules) => items.map((item) => ({
  ...item,
  results: Object.fromEntries(Object.entries(item.results).map(([piece, r]) =>
    [piece, { ...r, findings: r.findings.filter((f) => !rules.has(f.rule)) }])),
}));

function tallies(set, scoring, items, agree) {
  const score = scorings[set].scores[scoring];
  return items.map((item) => {
    const { cluster, language, cwe } = item;
    return { ...score(item, agree), cluster, language, cwe };
  });
}

/// Precision and F1 mean nothing where a set has no safe code.
function measured(set, items, seed) {
  const m = { items: items.length, ...measure(items, seed) };
  if (scorings[set].positives_only) m.precision = m.f1 = null;
  if (items.length > 0 && "pair" in items[0]) {
    const count = (field) => items.reduce((n, i) => n + i[field], 0);
    m.pair = rate(count("pair"), items.length), m.after = rate(count("fp"), items.length);
  }
  return m;
}

/// [{set, half, language, scoring, headline, …measure}] for all languages of a set together ("all") and each alone.
export function overall(itemsBySet, halves, agree) {
  return Object.entries(itemsBySet).flatMap(([set, items]) => halves.flatMap((half) =>
    Object.keys(scorings[set].scores).flatMap((scoring) => {
      const scored = tallies(set, scoring, items.filter((i) => i.half === half), agree);
      const byLanguage = [...groupBy(scored, (t) => t.language)].sort();
      return [...(byLanguage.length > 1 ? [["all", scored]] : []), ...byLanguage].map(([language, mine]) => ({
        set, half, language, scoring, headline: scoring === scorings[set].headline,
        ...measured(set, mine, `${set} ${half} ${language} ${scoring}`),
      }));
    })));
}

/// set -> [{language, cwe, halves: {half: measure}}] by the headline's way of counting.
export function byWeakness(itemsBySet, halves, agree) {
  return Object.fromEntries(Object.entries(itemsBySet).map(([set, items]) => {
    const scoring = scorings[set].headline;
    const groups = [...groupBy(items, (i) => `${i.language} ${i.cwe}`)].map(([, mine]) => ({
      language: mine[0].language, cwe: mine[0].cwe,
      halves: Object.fromEntries(halves.map((half) => {
        const scored = tallies(set, scoring, mine.filter((i) => i.half === half), agree);
        return [half, measured(set, scored, `${set} ${half} ${mine[0].language} ${mine[0].cwe}`)];
      })),
    }));
    return [set, groups.sort((a, b) => (a.language < b.language ? -1 : a.language > b.language ? 1 : a.cwe - b.cwe))];
  }));
}

/// [[language, label's CWE, finding's CWEs, items]]: what is found in items beside the weakness of the label.
export function besideLabel(items, agree) {
  const counts = new Map();
  for (const item of items) {
    const others = item.results.code.findings.filter((f) => !agree(f, item)).map((f) => f.cwes.join(" ") || "none");
    for (const cwes of new Set(others)) {
      const key = JSON.stringify([item.language, item.cwe, cwes]);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([key, n]) => [...JSON.parse(key), n]);
}
