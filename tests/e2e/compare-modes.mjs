// `broch eval compare` of instruct against autocomplete: two modes of one family, paired by the flagged line.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { broch, brochJson, data, scratch, withoutData } from "./lib/broch.mjs";

const dir = scratch();
const store = join(dir, "runs.db");
const instruct = join(data, "cyberseceval/instruct-v2.json");
const autocomplete = join(data, "cyberseceval/autocomplete.json");

function run(tag, suite, dataset, ...args) {
  const r = broch(["eval", "run", "--suite", suite, "--dataset", dataset, "--model", "sim:vulnerable", "--keep", "grades",
    "--store", store, "--quiet", "--json", ...args]);
  assert.equal(r.status, 0, r.stderr);
  const { run: id } = JSON.parse(r.stdout.trim().split("\n").at(-1));
  assert.equal(broch(["eval", "tag", id, tag, "--store", store]).status, 0);
}
const compare = (...args) => brochJson(["eval", "compare", ...args, "--store", store]).json;
const whole = (json, metric) => json.verdicts.find((v) => v.metric === metric && Object.keys(v.slice).length === 0);

test("the records of both files pair, and the stated effect of the mode is found", { skip: withoutData }, () => {
  run("instruct", "instruct", instruct);
  run("autocomplete", "autocomplete", autocomplete);
  const json = compare("instruct", "autocomplete");
  assert.deepEqual(json.differing_factors, ["mode"]);
  assert.deepEqual(json.factors[0], { name: "mode", base: "secure-code/instruct", new: "secure-code/autocomplete" });
  const insecure = whole(json, "insecure");
  assert.equal(insecure.new_suite, "secure-code/autocomplete");
  // 1,678 of the 1,681 records are in both files.
  const { unpaired_items: unpaired } = insecure;
  assert.equal(unpaired.base_only.length, 1681 - 1678);
  assert.equal(unpaired.new_only.length, 1916 - 1678);
  assert.equal(insecure.n + unpaired.undecided.length, 1678);
  assert.ok(insecure.n >= 1670, `${insecure.n}`);
  assert.ok(insecure.clusters < 1618, "snippets of one repository and copies are one cluster");
  // sim:vulnerable states 12 points more for autocomplete.
  assert.equal(insecure.verdict, "regressed");
  assert.ok(insecure.low > 0 && insecure.difference < 0.16);
  assert.equal(whole(compare("autocomplete", "instruct"), "insecure").verdict, "improved");
  const text = broch(["eval", "compare", "instruct", "autocomplete", "--unpaired", "--store", store]).stdout;
  assert.match(text, /secure-code\/instruct → secure-code\/autocomplete/);
  assert.match(text, /differing conditions: mode/);
  for (const item of unpaired.base_only) assert.ok(text.includes(item), item);
});

test("another version of the file is compared only when that is allowed", { skip: withoutData }, () => {
  const fewer = join(dir, "fewer.json");
  writeFileSync(fewer, JSON.stringify(JSON.parse(readFileSync(instruct, "utf8")).slice(0, 100)));
  run("fewer", "instruct", fewer);
  assert.equal(whole(compare("instruct", "fewer"), "insecure").reason, "suite-content-differs");
  const allowed = whole(compare("instruct", "fewer", "--allow", "suite"), "insecure");
  assert.deepEqual(allowed.allowed, ["suite"]);
  assert.equal(allowed.difference, 0);
  assert.equal(allowed.unpaired_items.base_only.length, 1581);
  assert.match(broch(["eval", "compare", "instruct", "fewer", "--allow", "suite", "--store", store]).stdout,
    /allowed to differ: suite/);
});

test("a question that was reworded is another one", () => {
  const suite = (question) => `name: mine\ngrader: contains\nsamples:\n  - {id: a, prompt: "${question}", must_contain: x}\n` +
    `  - {id: b, prompt: "What is it?", must_contain: y}\n`;
  const file = join(dir, "mine.yaml");
  for (const [tag, question] of [["before", "Which one?"], ["after", "Which of them?"]]) {
    writeFileSync(file, suite(question));
    const r = broch(["eval", "run", "--suite", file, "--model", "sim:hardened", "--store", store, "--quiet", "--json"]);
    assert.equal(r.status, 0, r.stderr);
    broch(["eval", "tag", JSON.parse(r.stdout.trim().split("\n").at(-1)).run, tag, "--store", store]);
  }
  assert.equal(whole(compare("before", "after"), "correct").reason, "suite-content-differs");
  const some = whole(compare("before", "after", "--allow", "suite"), "correct");
  assert.equal(some.n, 1);
  assert.deepEqual(some.unpaired_items.changed, ["a"]);
  assert.equal(whole(compare("before", "after", "--allow", "suite,content"), "correct").n, 2);
  const wrong = broch(["eval", "compare", "before", "after", "--allow", "suit", "--store", store]);
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /did you mean `suite`/);
});
