// Numbers and tables as Markdown.
export const two = (x) => x.toFixed(2);
const span = (interval) => (interval ? ` [${interval.map(two).join(", ")}]` : "");

/// A rate or F1 with its interval; "-" where it is undefined.
export const cell = (r) => (r ? `${two(r.value)}${span(r.interval)}` : "-");
export const counted = (r) => (r ? `${r.k}/${r.n} = ${cell(r)}` : "-");

export function table(head, rows) {
  if (rows.length === 0) return "None.\n";
  return [head, head.map(() => "---"), ...rows].map((r) => `| ${r.join(" | ")} |\n`).join("");
}
