// Misses and false alarms of the look half, for whoever writes rules: one line each, with the findings there are. The
// code itself comes from split.mjs --look SET --texts DIR.
import { resolve } from "node:path";
import { data } from "../../tests/e2e/lib/broch.mjs";
import { agrees, cweParents } from "./cwe.mjs";
import { scanItems } from "./scan.mjs";
import { scorings } from "./score.mjs";
import { Refused } from "./split.mjs";

const told = (findings) => findings.map((f) => `${f.line}:${f.rule}`).join(" ") || "-";

export function listItems(itemsBySet, { set, cwe, language, missed, false: wrong, config = [] }) {
  if (set && !itemsBySet[set]) throw new Refused(`no set ${set}; there are ${Object.keys(itemsBySet).join(", ")}`);
  const wanted = (i) => i.half === "look" && (!cwe || i.cwe === Number(cwe)) && (!language || i.language === language);
  const chosen = Object.fromEntries(Object.entries(itemsBySet).filter(([name]) => !set || name === set)
    .map(([name, items]) => [name, items.filter(wanted)]));
  scanItems(chosen, config.map((c) => resolve(c)));
  const parents = cweParents(data);
  const agree = (finding, item) => finding.cwes.some((c) => agrees(parents, c, item.cwe));
  for (const [name, items] of Object.entries(chosen)) {
    for (const item of items) {
      const { tp, fp, fn } = scorings[name].scores[scorings[name].headline](item, agree);
      if (missed ? !fn : wrong ? !fp : !fn && !fp) continue;
      const findings = Object.entries(item.results)
        .map(([piece, r]) => `${piece}: ${told(r.findings)}${r.partial ? " (partial)" : ""}`);
      console.log([name, item.id, item.language, fn ? "missed" : "", fp ? "false alarm" : "", tp ? "found" : "",
                   ...findings].filter(Boolean).join("  "));
    }
  }
  return 0;
}
