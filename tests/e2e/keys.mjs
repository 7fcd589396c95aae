// The key of a model server, in the hands of a server that repeats it: `broch serve` hands it to no client, `broch eval`
// keeps it nowhere, and what is no secret changes no answer.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { binary, broch, scratch } from "./lib/broch.mjs";
import { ask, gateway } from "./lib/gateway.mjs";
import { OpenAI } from "./lib/openai.mjs";
import { DONE, chunk, completion, json, stream, upstream } from "./lib/upstream.mjs";

const SECRET = 'sk-e2e/SECRET"key+0123456789==';
const escaped = [...SECRET].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
const slashed = JSON.stringify(SECRET).slice(1, -1).replaceAll("/", "\\/");
const pieces = (size) => SECRET.match(new RegExp(`.{1,${size}}`, "g"));

let up;
before(async () => { up = await upstream(); });
after(() => up.stop());

/// A gateway that has `key` and ends with the test.
async function keyed(t, key, options = {}) {
  const gate = await gateway(up.base, { env: { BROCH_E2E_KEY: key }, ...options });
  t.after(() => gate.stop());
  return gate;
}

const dir = scratch();
let stores = 0;
/// Runs one question over: what is printed, the bytes of its store and the exported attempts.
async function evaluate(key, options = "", keep = "full") {
  const suite = join(dir, "s.yaml"), name = `runs-${++stores}.db`, store = join(dir, name);
  writeFileSync(suite, "name: s\ngrader: contains\nsamples:\n  - {prompt: hello, must_not_contain: zzz}\n");
  const child = spawn(binary, ["eval", "run", "--suite", suite, "--yes", "--keep", keep, "--store", store, "--json", "--model",
    `openai:m?base_url=${up.base}&api_key_env=BROCH_E2E_KEY&retries=0${options}`], { env: { ...process.env, BROCH_E2E_KEY: key } });
  let output = "";
  child.stdout.on("data", (d) => (output += d));
  child.stderr.on("data", (d) => (output += d));
  await new Promise((done) => child.on("close", done));
  const run = /"run":"([^"]+)"/.exec(output)?.[1] ?? assert.fail(output);
  const exported = broch(["eval", "export", run, "--format", "jsonl", "--store", store]);
  const stored = readdirSync(dir).filter((file) => file.startsWith(name)).map((file) => readFileSync(join(dir, file), "latin1")).join("");
  return { output, stored, exported: exported.stdout };
}

test("a word for a key changes no answer", async (t) => {
  const text = "EMPTY password: next(key), ssl.create_default_context(), sk none x";
  up.answer = json(completion(text));
  for (const key of ["x", "sk", "key", "EMPTY", "password", "none", "create_default_context"]) {
    const { stored } = await evaluate(key);
    assert.ok(stored.includes(text), `the answer is kept as it was, with the key ${key}`);
    assert.equal(up.seen.at(-1).headers.authorization, `Bearer ${key}`);
  }
  for (const key of ["key", "password", "create_default_context"]) {
    const gate = await keyed(t, key);
    assert.equal((await (await ask(gate.base, "Hi")).json()).choices[0].message.content, text, key);
    await gate.stop();
    assert.match(gate.output(), /too plain to be looked for/);
  }
});

test("a key that a stream splits over its events reaches no client", async (t) => {
  const gates = [await keyed(t, SECRET),
    await keyed(t, SECRET, { policy: "name: none\nstages: {}\n" })];
  for (const gate of gates) {
    const client = new OpenAI({ baseURL: gate.base, apiKey: "client-key", maxRetries: 0 });
    for (const size of [1, 2, 5, 20]) {
      const call = (text) => ({ tool_calls: [{ index: 0, function: { arguments: text } }] });
      up.answer = stream([chunk({ role: "assistant", content: "It is " }), ...pieces(size).map((content) => chunk({ content })),
        ...pieces(size).map((reasoning_content) => chunk({ reasoning_content })), ...pieces(size).map((refusal) => chunk({ refusal })),
        chunk({ tool_calls: [{ index: 0, id: "c", type: "function", function: { name: "f", arguments: "" } }] }),
        ...pieces(size).map((text) => chunk(call(text))), chunk({}, "tool_calls"), DONE]);
      const all = { content: "", reasoning_content: "", refusal: "", arguments: "" };
      const request = { model: "test", stream: true, messages: [{ role: "user", content: "Hi" }] };
      for await (const { choices: [{ delta }] } of await client.chat.completions.create(request)) {
        for (const field of ["content", "reasoning_content", "refusal"]) all[field] += delta[field] ?? "";
        all.arguments += delta.tool_calls?.[0].function.arguments ?? "";
      }
      assert.deepEqual(all, { content: "It is [key]", reasoning_content: "[key]", refusal: "[key]", arguments: "[key]" }, `pieces of ${size}`);
    }
    // Without the key the events come as they were, also where they begin like it.
    const events = [chunk({ role: "assistant" }), chunk({ content: "all files" }), chunk({ content: "k-e2e" }), chunk({ content: ".\n" }),
      chunk({}, "stop")];
    up.answer = stream([...events, DONE]);
    const text = await (await ask(gate.base, "Hi", { stream: true })).text();
    assert.equal(text, `${events.join("")}: broch-guard-action=allow\n\n${DONE}`);
  }
});

test("a key that is written with JSON escapes reaches no client", async (t) => {
  const gate = await keyed(t, SECRET);
  for (const spelled of [escaped, slashed, JSON.stringify(SECRET).slice(1, -1)]) {
    const answers = [
      json(`{"id":"${spelled}","model":"${spelled}","system_fingerprint":"${spelled}","choices":[{"index":0,"message":` +
        `{"role":"assistant","content":"it is ${spelled}"},"finish_reason":"${spelled}"}]}`),
      json(`{"error":{"message":"wrong key: ${spelled}","code":"${spelled}","${spelled}":1}}`, 401),
      json(`{"error":{"message":"wrong key: ${spelled}"},"error":{}}`, 500),
      stream([`data: {"id":"${spelled}","choices":[{"index":0,"delta":{"content":"${spelled}\\n"},"finish_reason":null}]}\n\n`,
        chunk({}, "stop"), DONE]),
      stream([chunk({ content: "a\n" }), `data: {"error":{"message":"${spelled}"}}\n\n`]),
    ];
    for (const answer of answers) {
      for (const streaming of [false, true]) {
        up.answer = answer;
        const text = await (await ask(gate.base, "Hi", { stream: streaming })).text();
        const read = text.replace(/\\u([0-9a-f]{4})/g, (_, code) => String.fromCharCode(parseInt(code, 16))).replace(/\\(.)/g, "$1");
        assert.ok(!read.includes(SECRET) && !read.includes("0123456789"), text);
      }
    }
  }
  await gate.stop();
  assert.ok(!gate.output().includes("0123456789"));
});

test("a key reaches the store in no field, however the server writes it", async () => {
  const said = (spelled) => `"id":"${spelled}","model":"m ${spelled}","system_fingerprint":"${spelled}"`;
  for (const spelled of [escaped, slashed]) {
    const call = `"tool_calls":[{"index":0,"id":"${spelled}","type":"function","function":{"name":"${spelled}","arguments":"{}"}}]`;
    const whole = json(`{${said(spelled)},"choices":[{"index":0,"message":{"role":"assistant","content":"it is ${spelled}",${call}},` +
      `"finish_reason":"${spelled}"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}`);
    const streamed = stream([`data: {${said(spelled)},"choices":[{"index":0,"delta":{"content":"it is ",${call}},"finish_reason":null}]}\n\n`,
      ...pieces(5).map((content) => chunk({ content })),
      `data: {"choices":[{"index":0,"delta":{},"finish_reason":"${spelled}"}]}\n\n`, DONE]);
    const refused = json(`{"error":{"message":"wrong key: ${spelled}","code":"${spelled}"}}`, 401);
    for (const [answer, options] of [[whole, ""], [streamed, "&stream=true"], [refused, ""]]) {
      for (const keep of ["full", "grades"]) {
        up.answer = answer;
        const { output, stored, exported } = await evaluate(SECRET, options, keep);
        for (const text of [output, stored, exported]) assert.ok(!text.includes("0123456789"), `${keep}: ${text.slice(0, 2000)}`);
        if (answer !== refused) assert.ok(stored.includes("[key]"), "the rest is there");
      }
    }
  }
});
