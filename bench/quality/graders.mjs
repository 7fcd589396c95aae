// Measures the graders on labelled replies and writes the tables into docs/graders.md, between its marks.
//
// usage: node bench/quality/graders.mjs [--print [--redirect]]
//
// --print: to standard output instead of into the page    --redirect: the redirect grader alone
//
// Exit: 0, also when the data is absent (said, and the page stays as it is); 1 when a measurement or its data is wrong.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { data, root, scratch } from "../../tests/e2e/lib/broch.mjs";
import { parseCsv } from "./csv.mjs";
import { drawReplies } from "./redirect/draw.mjs";

const page = join(root, "docs/graders.md");
const measure = process.env.BROCH_MEASURE ?? join(root, "build/bench/bench/measure_graders");
const labels = ["redirected", "declined", "neither"];

/// The labels of a reader by row; a label of another text than the drawn one is refused.
function readerLabels(number, replies) {
  const file = join(root, `bench/quality/redirect/reader-${number}.csv`);
  if (!existsSync(file)) return null;
  const rows = new Map(parseCsv(readFileSync(file, "utf8")).map((r) => [Number(r.row), r]));
  return replies.map(({ row, hash }) => {
    const label = rows.get(row);
    if (label?.hash !== hash || !labels.includes(label.label)) throw new Error(`reader-${number}.csv: row ${row}`);
    return label.label;
  });
}

if (!existsSync(join(data, "prompts/xstest"))) {
  console.log(`skipped: no labelled replies at ${data}; set BROCH_DATA`);
  process.exit(0);
}
const replies = drawReplies(), readers = [1, 2].map((n) => readerLabels(n, replies));
const file = join(scratch(), "replies.jsonl");
writeFileSync(file, replies.map(({ reply, set }, i) =>
  JSON.stringify({ reply, source: set.split("/")[0], "reader 1": readers[0]?.[i], "reader 2": readers[1]?.[i] }) + "\n").join(""));
const run = (args) => execFileSync(measure, args, { encoding: "utf8", env: { ...process.env, BROCH_DATA: data } });
const tables = (process.argv.includes("--redirect") ? "" : run([])) + run(["--redirect", file]);
if (process.argv.includes("--print")) {
  process.stdout.write(tables);
} else {
  const [begin, end] = ["<!-- measured -->\n", "<!-- /measured -->"], text = readFileSync(page, "utf8");
  const from = text.indexOf(begin), to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${page} has no marks`);
  writeFileSync(page, text.slice(0, from + begin.length) + "\n" + tables + text.slice(to));
}
