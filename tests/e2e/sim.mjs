import assert from "node:assert/strict";
import test from "node:test";
import { broch, start } from "./lib/broch.mjs";

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

test("unknown simulators, options and addresses exit with 2", () => {
  assert.match(broch(["sim", "vulnerabel"]).stderr, /did you mean `vulnerable`/);
  for (const args of [["vulnerabel"], ["vulnerable?latenzy=1s"], ["vulnerable", "--listen", "example.org:80"]]) {
    assert.equal(broch(["sim", ...args]).status, 2, args.join(" "));
  }
});
