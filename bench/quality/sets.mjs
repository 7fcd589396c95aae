// The labelled sets as lists of items. They are public data that is not part of the project (docs/development.md names
// the folder); nothing of them but counts and hashes is ever written back.
//
// An item: id (unique in its set), cwe (number), language, group (what stays on one side of the split), texts (named
// pieces of code), and what the set says of it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

const jsonLines = (text) => text.trim().split("\n").map((l) => JSON.parse(l));
const cweNumber = (text) => Number(/(\d+)/.exec(text)[1]);
const sourceLanguages = { py: "python", c: "c", h: "c", cc: "cpp", cpp: "cpp" };
const svenWeaknesses = ["022", "078", "079", "089", "125", "190", "416", "476", "787"];

// A sample of SecurityEval has one prompt; the author's insecure answer and the model's share it, and so the group.
const sampleGroup = (cwe, sample) => `CWE-${cwe} SecurityEval ${sample}`;
const repositoryGroup = (cwe, repository) => `CWE-${cwe} ${repository.toLowerCase()}`;

/// name: {title, files, items(texts of the files) -> [item]}
export const sets = {
  "securityeval-copilot": {
    title: "SecurityEval, Copilot outputs with a human label",
    files: ["code/securityeval/copilot_labelled.jsonl"],
    items: ([text]) => jsonLines(text).map((x) => {
      const cwe = cweNumber(x.cwe);
      return { id: `CWE-${cwe}/${x.sample}`, cwe, language: "python", group: sampleGroup(cwe, x.sample),
               texts: { code: x.code }, insecure: x.insecure === 1 };
    }),
  },
  "securityeval-insecure": {
    title: "SecurityEval, the authors' insecure examples",
    files: ["code/securityeval/dataset.jsonl"],
    items: ([text]) => jsonLines(text).map((x) => {
      const [cweText, ...rest] = x.ID.split("_");
      const cwe = cweNumber(cweText), sample = rest.join("_");
      return { id: `CWE-${cwe}/${sample}`, cwe, language: "python", group: sampleGroup(cwe, sample),
               texts: { code: x.Insecure_code }, insecure: true };
    }),
  },
  sven: {
    title: "SVEN, functions before and after a fix",
    files: svenWeaknesses.map((w) => `code/sven/cwe-${w}.jsonl`),
    items: (files) => files.flatMap((text) => jsonLines(text).map((x, i) => {
      const cwe = cweNumber(x.vul_type), [, owner, name] = x.commit_link.split("/");
      return { id: `CWE-${cwe}/${i + 1}`, cwe, language: sourceLanguages[x.file_name.split(".").pop()],
               group: repositoryGroup(cwe, `${owner}/${name}`),
               texts: { before: x.func_src_before, after: x.func_src_after } };
    })),
  },
  castle: {
    title: "CASTLE, half of C250",
    files: ["code/castle_half.json"],
    items: ([text]) => JSON.parse(text).tests.map((x) => ({
      id: x.id, cwe: x.cwe, language: "c", group: `CWE-${x.cwe} CASTLE ${x.id}`, texts: { code: x.code },
      insecure: x.vulnerable, lines: x.lines,
    })),
  },
  "origin-code": {
    title: "CyberSecEval, code in which ICD found something",
    files: ["cyberseceval/instruct-v2.json"],
    items: ([text]) => JSON.parse(text).map((x) => {
      const cwe = cweNumber(x.cwe_identifier);
      return { id: String(x.prompt_id), cwe, language: x.language, group: repositoryGroup(cwe, x.repo),
               texts: { code: x.origin_code }, insecure: true, labelled_line: x.line_text };
    }),
  },
};

/// Hashes of the files of a set, and its items once asked for: what is not the expected file is not read further.
export function openSet(data, name) {
  const set = sets[name];
  const bytes = set.files.map((f) => readFileSync(join(data, f)));
  return {
    hashes: Object.fromEntries(set.files.map((f, i) => [f, sha256(bytes[i])])),
    items: () => set.items(bytes.map((b) => b.toString("utf8"))),
  };
}
