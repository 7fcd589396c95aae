// `broch eval keygen|bundle|verify|salvage`: evidence that a stranger checks with the file alone, and what is left of a
// damaged store.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { broch, brochJson, scratch } from "./lib/broch.mjs";

const dir = scratch();
const store = join(dir, "runs.db"), key = join(dir, "evidence.key"), bundle = join(dir, "evidence.tar");
const must = (args, options) => {
  const r = broch(args, options);
  assert.equal(r.status, 0, `${args.join(" ")}: ${r.stdout}${r.stderr}`);
  return r;
};
const verify = (...args) => brochJson(["eval", "verify", ...args]);

test("a key is for its owner, and is not written over", () => {
  must(["eval", "keygen", "-o", key]);
  assert.equal(statSync(key).mode & 0o777, 0o600);
  assert.match(readFileSync(`${key}.pub`, "utf8"), /BEGIN PUBLIC KEY/);
  assert.doesNotMatch(readFileSync(`${key}.pub`, "utf8"), /PRIVATE/);
  const again = broch(["eval", "keygen", "-o", key]);
  assert.equal(again.status, 2);
  assert.match(again.stderr, /exists already/);
});

test("two runs are bundled, and the bundle holds", () => {
  for (const model of ["sim:vulnerable", "sim:hardened"]) {
    must(["eval", "run", "--suite", "quick", "--model", model, "--keep", "full", "--store", store, "--json", "--quiet"]);
  }
  const [base, next] = brochJson(["eval", "list", "--store", store]).json.runs;
  must(["eval", "tag", base.run, "baseline", "--store", store]);
  must(["eval", "bundle", "baseline", "last", "-o", bundle, "--key", key, "--seal-to", `${key}.pub`, "--store", store]);
  const checked = verify(bundle, "--signer", `${key}.pub`);
  assert.equal(checked.status, 0, checked.stdout);
  assert.equal(checked.json.ok, true);
  assert.equal(checked.json.compared, true);
  assert.deepEqual(checked.json.runs.map((r) => [r.run, r.attempts, r.sealed]),
    [base, next].map((r) => [r.run, r.attempts, r.attempts]));
  const shown = brochJson(["eval", "show", "baseline", "--store", store]).json.metrics.length
    + brochJson(["eval", "show", "last", "--store", store]).json.metrics.length;
  assert.equal(checked.json.metrics, shown);
  assert.match(broch(["eval", "verify", bundle]).stdout, /whose key that is, the bundle cannot tell/);
});

test("any tar lists it, and without the sealed texts it still holds", () => {
  const listed = spawnSync("tar", ["tf", bundle], { encoding: "utf8" });
  assert.equal(listed.status, 0, listed.stderr);
  const sealed = listed.stdout.trim().split("\n").filter((name) => name.startsWith("sealed-"));
  assert.equal(sealed.length, 2, listed.stdout);
  const rest = join(dir, "rest.tar");
  copyFileSync(bundle, rest);
  assert.equal(spawnSync("tar", ["--delete", "-f", rest, ...sealed]).status, 0);
  const checked = verify(rest);
  assert.equal(checked.json.ok, true, checked.stdout);
  assert.ok(checked.json.runs.every((r) => r.sealed === 0 && r.removed === r.attempts));
});

test("its owner grades the sealed texts again, and nobody else can", () => {
  const checked = verify(bundle, "--full", "--key", key);
  assert.equal(checked.json.ok, true, checked.stdout);
  for (const run of checked.json.runs) {
    assert.deepEqual([run.regraded, run.different, run.skipped], [run.attempts, 0, []]);
  }
  assert.equal(broch(["eval", "verify", bundle, "--full"], { env: { BROCH_KEY: key } }).status, 0);
  const other = join(dir, "other.key");
  must(["eval", "keygen", "-o", other]);
  const stranger = verify(bundle, "--full", "--key", other);
  assert.equal(stranger.status, 1);
  assert.match(stranger.json.problems[0].member, /^sealed-/);
  assert.equal(verify(bundle, "--signer", `${other}.pub`).status, 1);
  assert.equal(broch(["eval", "verify", bundle, "--full"], { env: { BROCH_KEY: undefined } }).status, 2);
});

test("what a run sealed is in its bundle, and can be forgotten", () => {
  const sealing = join(dir, "sealing.db"), before = join(dir, "before.tar"), after = join(dir, "after.tar");
  must(["eval", "run", "--suite", "attack", "--limit", "20", "--model", "sim:vulnerable", "--keep", "full", "--seal-to", `${key}.pub`,
    "--store", sealing, "--json", "--quiet"]);
  const make = (file) => must(["eval", "bundle", "last", "-o", file, "--key", key, "--store", sealing]);
  make(before);
  const [run] = verify(before, "--full", "--key", key).json.runs;
  assert.deepEqual([run.sealed, run.regraded, run.different, run.skipped], [run.attempts, run.attempts, 0, []]);
  assert.equal(brochJson(["eval", "forget", "last", "--store", sealing]).json.removed, run.attempts);
  assert.equal(verify(before).json.ok, true);
  make(after);
  assert.deepEqual(verify(after).json.runs.map((r) => [r.sealed, r.removed]), [[0, 0]]);
});

test("one byte changed is named", () => {
  const bytes = readFileSync(bundle);
  const at = bytes.indexOf('"outcome":"refused"');
  assert.ok(at > 0);
  bytes[at + 12] ^= 1;
  const broken = join(dir, "broken.tar");
  writeFileSync(broken, bytes);
  const r = broch(["eval", "verify", broken]);
  assert.equal(r.status, 1);
  assert.match(r.stdout, /^attempts-[0-9a-f]{12}\.jsonl:\d+: the chain breaks here/);
  assert.match(r.stdout, /the bundle does not hold/);
});

test("of a damaged store the readable part is saved, and the rest is made again", () => {
  const damaged = join(dir, "damaged.db"), fresh = join(dir, "fresh.db");
  copyFileSync(store, damaged);
  truncateSync(damaged, Math.floor(statSync(damaged).size / 4096 * 0.7) * 4096);
  const refused = broch(["eval", "list", "--store", damaged]);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /the file was cut[^]*broch eval salvage/);
  const saved = brochJson(["eval", "salvage", damaged, "-o", fresh]);
  assert.equal(saved.status, 1, saved.stderr);
  const lost = saved.json.runs.filter((r) => r.lost > 0);
  assert.ok(lost.length > 0 && lost.every((r) => r.reopened), saved.stdout);
  for (const { run } of lost) {
    must(["eval", "run", "--resume", run, "--store", fresh, "--json", "--quiet"]);
    assert.equal(must(["eval", "export", run, "--store", fresh]).stdout, must(["eval", "export", run, "--store", store]).stdout);
  }
});

test("a file of no bytes is said to be an empty store", () => {
  const empty = join(dir, "empty.db");
  writeFileSync(empty, "");
  for (const args of [["list", "--store", empty], ["salvage", empty, "-o", join(dir, "of-empty.db")]]) {
    const r = broch(["eval", ...args]);
    assert.equal(r.status, 2);
    assert.match(r.stderr, /empty\.db: the store is empty/);
    assert.doesNotMatch(r.stderr, /salvage/);
  }
});
