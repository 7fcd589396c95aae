// Whether a finding speaks of the weakness that a label names. Sets and rules choose different levels of the CWE tree
// for the same mistake (330 and 338, 120 and 787), so a direct parent or child in view 1000 agrees as well; nothing
// further, or every injection would agree with every other through their common ancestor.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/// number -> numbers of its direct parents, from a file of {weaknesses: [{id, parents}]}.
export function cweParents(data) {
  const { weaknesses } = JSON.parse(readFileSync(join(data, "taxonomy/cwe.json"), "utf8"));
  return new Map(weaknesses.map((w) => [w.id, w.parents ?? []]));
}

export const agrees = (parents, a, b) =>
  a === b || (parents.get(a) ?? []).includes(b) || (parents.get(b) ?? []).includes(a);
