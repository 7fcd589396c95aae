// `broch eval run` is killed at random moments and taken up again until it is complete: the export is that of a run
// that nothing disturbed, and what once was counted stays counted.
//
// BROCH_KILLS: how many kills (10; `make soak-kill` takes 200); BROCH_KILL_SEED: which moments.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { binary, broch, brochJson, scratch, storeBegun } from "./lib/broch.mjs";

const wanted = Number(process.env.BROCH_KILLS ?? 10);
const seed = Number(process.env.BROCH_KILL_SEED ?? 1);

/// Uniform in [0,1) from a linear congruence modulo 2^32 (Knuth's constants).
let state = seed >>> 0;
const uniform = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

const dir = scratch();
const plan = ["--suite", "attack", "--limit", "200", "--model", "sim:vulnerable?latency=10ms&error=0.1", "--attempts", "6"];
const exportOf = (store) => {
  const r = broch(["eval", "export", "last", "--format", "jsonl", "--store", store]);
  assert.equal(r.status, 0, r.stderr);
  return r.stdout.replaceAll(/"run":"[0-9a-f]+"/g, '"run":"ID"');
};

/// Runs until it ends or `ms` have passed; whether it was killed.
function runFor(args, ms) {
  const child = spawn(binary, ["eval", "run", ...args, "--json", "--quiet"], { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk) => { errors += chunk; });
  const timer = setTimeout(() => child.kill("SIGKILL"), ms);
  return new Promise((done) => child.once("close", (code, signal) => {
    clearTimeout(timer);
    assert.ok(signal === "SIGKILL" || code === 0, `exit ${code}: ${errors}`);
    done(signal === "SIGKILL");
  }));
}

/// The run of the store, or nothing when it was killed before there was one.
const runOf = (store) => storeBegun(store) ? brochJson(["eval", "list", "--store", store]).json.runs[0] : undefined;

test(`${wanted} kills at moments of seed ${seed} lose nothing`, async () => {
  const whole = join(dir, "whole.db");
  const begin = performance.now();
  assert.equal(broch(["eval", "run", ...plan, "--store", whole, "--json", "--quiet"]).status, 0);
  // Up to a little longer than a whole run takes: starting, migrating, running and ending are all met.
  const longest = 1.1 * (performance.now() - begin);
  const expected = exportOf(whole);
  let kills = 0;
  for (let runs = 0; kills < wanted; ++runs) {
    const store = join(dir, `killed-${runs}.db`);
    for (let killed = true, counted = 0; killed;) {
      const known = runOf(store);
      if (known) assert.ok(known.attempts >= counted, `${known.attempts} of ${counted} counted attempts are left`);
      counted = known?.attempts ?? 0;
      const args = known ? ["--resume", known.run] : plan;
      killed = await runFor([...args, "--store", store], kills < wanted ? 1 + longest * uniform() : 120_000);
      if (killed) ++kills;
    }
    assert.equal(exportOf(store), expected, `run ${runs}, after ${kills} kills`);
  }
});
