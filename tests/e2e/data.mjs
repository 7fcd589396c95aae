// `broch data dedupe` and `broch data contamination`.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { broch, brochJson, data, root as checkout, scratch, withoutData } from "./lib/broch.mjs";

const dir = scratch();
const file = (name, texts, field = "text") => {
  const path = join(dir, name);
  writeFileSync(path, texts.map((text) => JSON.stringify({ [field]: text }) + "\n").join(""));
  return path;
};
// Five-word shingles by hand: 0 and 1 share 2 of 4 (Jaccard .5), 2 says 0 in other letters, 3 stands alone.
const texts = ["a b c d e f g", "a b c d e f x", "A b c, d e f G!", "quite another matter"];

test("near-duplicates are clusters, and the set is worth fewer texts", () => {
  const { json, status } = brochJson(["data", "dedupe", file("d.jsonl", texts)]);
  assert.equal(status, 0);
  assert.equal(json.field, "text");
  assert.deepEqual(json.clusters, [[0, 1, 2]]);
  assert.equal(json.cluster_count, 2);
  assert.equal(json.copies, 1);
  assert.equal(json.effective, 1.6);                         // 16 / (9 + 1)
  assert.deepEqual(brochJson(["data", "dedupe", join(dir, "d.jsonl"), "--threshold", "0.51"]).json.clusters, [[0, 2]]);
  assert.match(broch(["data", "dedupe", join(dir, "d.jsonl")]).stdout, /4 texts of .*\n  2 clusters at a similarity of 0\.5; 1 texts are copies/);
});

test("a split keeps clusters together and loses no record", () => {
  const many = Array.from({ length: 60 }, (_, i) => `question number ${i >> 1} about subject ${i >> 1} in detail please`);
  const { json } = brochJson(["data", "dedupe", file("m.jsonl", many), "--split", "0.8,0.2", "-o", join(dir, "parts")]);
  assert.equal(json.cluster_count, 30);
  assert.deepEqual(json.parts, [{ texts: 48, clusters: 24 }, { texts: 12, clusters: 6 }]);
  for (let i = 0; i < 60; i += 2) assert.equal(json.part_of[i], json.part_of[i + 1]);
  const read = (n) => readFileSync(join(dir, `parts/part-${n}.jsonl`), "utf8").trim().split("\n").map((l) => JSON.parse(l).text);
  assert.deepEqual([...read(1), ...read(2)].sort(), [...many].sort());
  assert.equal(broch(["data", "dedupe", join(dir, "m.jsonl"), "--split", "1"]).status, 2);
});

test("contamination names the record, where it stands, and ends 1", () => {
  const train = file("train.jsonl", ["0 1 a b c d e f g 2 3", "nothing of the kind"], "prompt");
  const { json, status } = brochJson(["data", "contamination", join(dir, "d.jsonl"), train]);
  assert.equal(status, 1);
  assert.deepEqual(json.matches.map((m) => [m.index, m.line, m.other_index, m.containment]),
    [[0, 1, 0, 1], [1, 2, 0, 2 / 3], [2, 3, 0, 1]]);
  assert.equal(json.matches[0].jaccard, 3 / 7);
  assert.equal(json.clusters, 1);
  assert.equal(json.share, 0.75);
  assert.equal(brochJson(["data", "contamination", join(dir, "d.jsonl"), train, "--threshold", "0.7"]).json.contaminated, 2);
  assert.equal(broch(["data", "contamination", train, file("other.jsonl", ["quite another matter"])]).status, 0);
});

test("a field that is not there is suggested", () => {
  const r = broch(["data", "dedupe", join(dir, "d.jsonl"), "--field", "txt"]);
  assert.equal(r.status, 2);
  assert.match(r.stderr, /has no text `txt` \(did you mean `text`\?\)/);
});

test("a field may hold chat messages", () => {
  const path = join(dir, "chat.jsonl");
  const said = (content) => JSON.stringify({ messages: [{ role: "system", content: "One and the same for all, of many words." }, { role: "user", content }] }) + "\n";
  writeFileSync(path, texts.map(said).join(""));
  const { json, status } = brochJson(["data", "dedupe", path, "--field", "messages"]);
  assert.equal(status, 0);
  assert.deepEqual(json.clusters, [[0, 1, 2]]);
  assert.equal(brochJson(["data", "dedupe", path]).json.field, "messages");
  writeFileSync(path, said(texts[0]) + JSON.stringify({ messages: [7] }) + "\n");
  const broken = broch(["data", "dedupe", path, "--field", "messages"]);
  assert.equal(broken.status, 2);
  assert.match(broken.stderr, /chat\.jsonl:2.*the record has no text `messages`/);
});

test("a suite is a set, too", () => {
  const { json } = brochJson(["data", "dedupe", "false-refusal"]);
  assert.ok(json.texts > 100 && json.cluster_count <= json.texts);
});

test("a group of suites, or a folder of them, is one set: what both modes ask is counted once, mostly", () => {
  const ask = (...args) => brochJson(["data", "dedupe", ...args]).json;
  const group = ask("secure-code"), [instruct, autocomplete] = ["instruct", "autocomplete"].map((mode) => ask(`secure-code/${mode}`));
  assert.equal(group.texts, instruct.texts + autocomplete.texts);
  assert.ok(group.cluster_count < instruct.cluster_count + autocomplete.cluster_count / 10);
  assert.equal(ask(join(checkout, "suites/secure-code")).cluster_count, group.cluster_count);
  assert.match(broch(["data", "dedupe", dir]).stderr, /there is no suite in this folder/);
});

/// Connected components of all pairs, the slow way.
function clustersByHand(texts, threshold) {
  const sets = texts.map((text) => {
    const words = text.replace(/[A-Z]/g, (c) => c.toLowerCase()).match(/[a-z0-9\u0080-\u{10ffff}]+/gu) ?? [""];
    const width = Math.min(5, words.length);
    return new Set(words.slice(0, words.length - width + 1).map((_, i) => words.slice(i, i + width).join(" ")));
  });
  const parent = sets.map((_, i) => i);
  const root = (i) => (parent[i] === i ? i : (parent[i] = root(parent[i])));
  for (let i = 0; i < sets.length; i++) {
    for (let j = 0; j < i; j++) {
      let common = 0;
      for (const shingle of sets[i]) common += sets[j].has(shingle) ? 1 : 0;
      if (common / (sets[i].size + sets[j].size - common) >= threshold) parent[root(i)] = root(j);
    }
  }
  return new Set(parent.map((_, i) => root(i))).size;
}

test("the clusters of the published refusal prompts are those of comparing every pair", { skip: withoutData }, () => {
  const path = join(data, "cyberseceval/mitre_frr.json");
  const { json } = brochJson(["data", "dedupe", path]);
  const prompts = JSON.parse(readFileSync(path, "utf8")).map((r) => r.mutated_prompt);
  assert.equal(json.field, "mutated_prompt");
  assert.equal(json.texts, 750);
  assert.equal(json.cluster_count, clustersByHand(prompts, 0.5));
});

// Counted by another program over the published files: at half of their shingles, 10 of 116 test texts.
test("ten texts of a published test set stand nearly in its training set", { skip: withoutData }, () => {
  const { json } = brochJson(["data", "contamination", join(data, "prompts/deepset_test.jsonl"), join(data, "prompts/deepset_train.jsonl")]);
  assert.equal(json.texts, 116);
  assert.equal(json.contaminated, 10);
  assert.ok(json.low < 10 / 116 && 10 / 116 < json.high);
});
