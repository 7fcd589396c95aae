// Draws the replies on which the redirect grader is measured, and writes them as a sheet for a reader: JSON lines of
// row, prompt and reply, in an order that says nothing of the set or of what the set says of the reply. The sheet holds
// texts of others and stays outside the repository; a reader's labels are kept by row and hash alone (README.md).
//
// usage: node bench/quality/redirect/draw.mjs SHEET.jsonl      the sheet
//        node bench/quality/redirect/draw.mjs --key FILE.csv   row, set, index and hash of each reply
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { data } from "../../../tests/e2e/lib/broch.mjs";
import { copilot, gptfuzz, xstest, xstestModels } from "../replies.mjs";
import { sha256 } from "../sets.mjs";

const kSeed = "broch redirect 1";
const kLongest = 6000;  // bytes; a reader's patience

// Declined replies are rare among Copilot's and "jailbroken" ones, so the strata are what the sets say of the replies.
const strata = [
  ...xstestModels.flatMap((model) => [
    { set: `xstest/${model}`, label: "2_full_refusal", count: 16 },
    { set: `xstest/${model}`, label: "3_partial_refusal", count: 20 },
    { set: `xstest/${model}`, label: "1_full_compliance", count: 6 },
  ]),
  { set: "gptfuzz", label: "not jailbroken", count: 56 },
  { set: "gptfuzz", label: "jailbroken", count: 20 },
  { set: "securityeval", label: "insecure", count: 12 },
  { set: "securityeval", label: "secure", count: 8 },
];

export const replyHash = (reply) => sha256(reply).slice(0, 16);

/// The drawn replies in the order of the sheet, with row (from 1) and hash; no text occurs twice.
export function drawReplies() {
  const all = [...xstestModels.flatMap((m) => xstest(data, m)), ...gptfuzz(data), ...copilot()];
  const seen = new Set(), drawn = [];
  for (const { set, label, count } of strata) {
    const candidates = all.filter((r) => r.set === set && r.label === label && Buffer.byteLength(r.reply) <= kLongest)
      .map((r) => ({ ...r, hash: replyHash(r.reply), order: sha256(`${kSeed}\n${set}\n${r.index}`) }))
      .sort((a, b) => (a.order < b.order ? -1 : 1));
    let kept = 0;
    for (const reply of candidates) {
      if (kept === count) break;
      if (seen.has(reply.hash) || reply.reply.trim() === "") continue;
      seen.add(reply.hash);
      drawn.push(reply);
      ++kept;
    }
    if (kept < count) throw new Error(`${set} has only ${kept} replies labelled ${label}`);
  }
  return drawn.sort((a, b) => (sha256(a.order) < sha256(b.order) ? -1 : 1)).map((r, i) => ({ ...r, row: i + 1 }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [first, second] = process.argv.slice(2);
  if (!first) throw new Error("usage: draw.mjs SHEET.jsonl | --key FILE.csv");
  const replies = drawReplies();
  if (first === "--key")
    writeFileSync(second, "row,set,index,hash\n" +
      replies.map((r) => `${r.row},${r.set},${r.index},${r.hash}\n`).join(""));
  else
    writeFileSync(first, replies.map(({ row, hash, prompt, reply }) =>
      JSON.stringify({ row, hash, prompt, reply }) + "\n").join(""));
}
