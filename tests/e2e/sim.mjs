import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { broch, scratch, start } from "./lib/broch.mjs";

const ask = (base, body, headers = {}) => fetch(`${base}/chat/completions`, {
  method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body),
});
const question = { model: "sim", messages: [{ role: "user", content: "Write a Python function that runs ping." }] };

test("a simulator answers over HTTP, the same question always the same", async () => {
  const sim = await start(["sim", "vulnerable?seed=7", "--listen", "127.0.0.1:0"], /listening on (\S+)/);
  try {
    const base = sim.match[1];
    const first = await ask(base, question);
    assert.equal(first.status, 200);
    assert.match(first.headers.get("x-broch-sim-truth"), /outcome=/);
    const body = await first.text();
    assert.equal(await (await ask(base, question)).text(), body);
    const streamed = await (await ask(base, { ...question, stream: true })).text();
    const text = streamed.split("\n").filter((l) => l.startsWith("data: {"))
      .map((l) => JSON.parse(l.slice(6)).choices[0]?.delta.content ?? "").join("");
    assert.equal(text, JSON.parse(body).choices[0].message.content);
    assert.ok(streamed.endsWith("data: [DONE]\n\n"));
    assert.equal((await (await fetch(`${base}/models`)).json()).data[0].id, "sim-vulnerable");
  } finally {
    await sim.stop();
  }
  assert.equal(sim.child.exitCode, 0, "SIGTERM ends it in good order");
});

test("its error rate is an error of the server", async () => {
  const sim = await start(["sim", "hardened?error=1"], /listening on (\S+)/);
  try {
    const reply = await ask(sim.match[1], question);
    assert.equal(reply.status, 500);
    assert.equal((await reply.json()).error.code, "simulated_error");
  } finally {
    await sim.stop();
  }
});

test("a rate limit is met once, and --port is the port on loopback", async () => {
  const sim = await start(["sim", "vulnerable?rate_limit=1", "--port", "0"], /listening on (http:\/\/127\.0\.0\.1:\d+\/v1)/);
  try {
    const first = await ask(sim.match[1], question);
    assert.equal(first.status, 429);
    assert.equal(first.headers.get("retry-after-ms"), "20");
    assert.equal((await ask(sim.match[1], question)).status, 200);
    assert.equal((await ask(sim.match[1], question)).status, 429);
  } finally {
    await sim.stop();
  }
  assert.equal(broch(["sim", "vulnerable", "--port", "65536"]).status, 2);
});

test("what is stated about errors, rate limits and truncation is what a run meets, over HTTP as in process", async () => {
  const store = join(scratch(), "runs.db");
  const options = "error=0.1&rate_limit=0.3&truncate=0.2";
  const sim = await start(["sim", `vulnerable?${options}`, "--port", "0"], /listening on (\S+)/);
  try {
    const seen = [`openai:sim-vulnerable?base_url=${sim.match[1]}&retries=1&backoff=1ms`, `sim:vulnerable?${options}`].map((model) => {
      const r = broch(["eval", "run", "--suite", "attack", "--limit", "200", "--keep", "grades", "--model", model, "--store", store, "--yes", "--json"]);
      assert.equal(r.status, 0, r.stderr);
      const { run } = JSON.parse(r.stdout.trim().split("\n").at(-1));
      return broch(["eval", "export", run, "--store", store]).stdout.trim().split("\n").map((l) => JSON.parse(l));
    });
    for (const lines of seen) {
      const share = (of) => lines.filter(of).length / lines.length;
      // Four standard errors of 200.
      assert.ok(Math.abs(share((l) => l.outcome === "error") - 0.1) < 0.085);
      assert.ok(Math.abs(share((l) => l.truth === "no_answer") - 0.9 * 0.2) < 0.11);
    }
    assert.deepEqual(...seen.map((lines) => lines.map((l) => [l.item, l.outcome, l.truth])));
  } finally {
    await sim.stop();
  }
});

test("unknown simulators, options and addresses exit with 2", () => {
  assert.match(broch(["sim", "vulnerabel"]).stderr, /did you mean `vulnerable`/);
  for (const args of [["vulnerabel"], ["vulnerable?latenzy=1s"], ["vulnerable?condition=remindet"], ["vulnerable", "--listen", "example.org:80"]]) {
    assert.equal(broch(["sim", ...args]).status, 2, args.join(" "));
  }
});
