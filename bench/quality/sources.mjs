// Where rules fire. A rule that fires in one labelled set and nowhere else may have been written to that set: it is
// listed as single-source and left out of the headline.

/// Labelled sets of one origin count as one source.
const sourceOf = { "securityeval-copilot": "SecurityEval", "securityeval-insecure": "SecurityEval", sven: "SVEN",
                   castle: "CASTLE", "origin-code": "CyberSecEval" };
export const labelledSources = [...new Set(Object.values(sourceOf))];
export const sourceOfSet = (set) => sourceOf[set];

/// rule -> {labelled: Set of sources, elsewhere: Set of corpora} for rules that fire at all.
export function firing(itemsBySet, scans) {
  const rules = new Map();
  const note = (rule, kind, name) => {
    if (!rules.has(rule)) rules.set(rule, { labelled: new Set(), elsewhere: new Set() });
    rules.get(rule)[kind].add(name);
  };
  for (const [set, items] of Object.entries(itemsBySet))
    for (const f of items.flatMap((i) => Object.values(i.results)).flatMap((r) => r.findings))
      note(f.rule, "labelled", sourceOf[set]);
  for (const f of scans.flatMap((s) => s.findings)) note(f.rule, "elsewhere", f.corpus);
  return rules;
}

/// [[rule, source]] of the rules with one labelled source and no other corpus.
export const singleSource = (fires) => [...fires]
  .filter(([, { labelled, elsewhere }]) => labelled.size === 1 && elsewhere.size === 0)
  .map(([rule, { labelled }]) => [rule, [...labelled][0]]).sort();
