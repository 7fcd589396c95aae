// The unmodified OpenAI client through `broch serve`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { start } from "./lib/broch.mjs";
import { BLOCKING, INJECTION, KEY, POLICY, ask as post, gateway } from "./lib/gateway.mjs";
import { OpenAI } from "./lib/openai.mjs";
import { DONE, chunk, completion, json, stream, upstream } from "./lib/upstream.mjs";

const client = (base, options = {}) => new OpenAI({ baseURL: base, apiKey: "client-key", maxRetries: 0, ...options });
const ask = (content, more = {}) => ({ model: "test", messages: [{ role: "user", content }], ...more });

// What a machine under load needs for megabytes is not what these tests are about.
const patient = (policy) => policy.replace("prompt-injection: block, secrets: redact",
  "prompt-injection: {action: block, timeout: 2m}, secrets: {action: redact, timeout: 2m}")
  .replace("output: {secrets: redact}", "output: {secrets: {action: redact, timeout: 2m}}");

let up, redacting, blocking;
before(async () => {
  up = await upstream(json(completion("Hello!")));
  redacting = await gateway(up.base, { policy: patient(POLICY) });
  blocking = await gateway(up.base, { policy: BLOCKING });
});
after(async () => {
  await redacting.stop();
  await blocking.stop();
  up.stop();
});

async function collect(events) {
  const out = { text: "", finish: [], usage: null, calls: [] };
  for await (const event of events) {
    for (const { delta, finish_reason } of event.choices) {
      out.text += delta.content ?? "";
      if (finish_reason) out.finish.push(finish_reason);
      for (const call of delta.tool_calls ?? []) {
        const known = (out.calls[call.index] ??= { name: "", arguments: "" });
        known.name += call.function?.name ?? "";
        known.arguments += call.function?.arguments ?? "";
      }
    }
    out.usage = event.usage ?? out.usage;
  }
  return out;
}

test("a completion comes back as the upstream made it", async () => {
  up.answer = json(completion("Hello, caf\u00e9 \u{1f600}"));
  const { data, response } = await client(redacting.base).chat.completions.create(ask("Hi")).withResponse();
  assert.equal(data.choices[0].message.content, "Hello, caf\u00e9 \u{1f600}");
  assert.equal(data.usage.completion_tokens, 5);
  assert.equal(response.headers.get("x-broch-guard-action"), "allow");
  assert.match(response.headers.get("x-broch-guard-parts"), /secrets=[0-9a-f]{8}/);
  assert.equal(up.seen.at(-1).headers.authorization, "Bearer client-key");
});

test("a stream comes back as the upstream made it", async () => {
  up.answer = stream([chunk({ role: "assistant", content: "" }), chunk({ content: "Hello, " }), chunk({ content: "caf\u00e9" }),
    chunk({ content: "!\n" }), chunk({}, "stop"),
    'data: {"id":"c","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}\n\n', DONE]);
  const request = ask("Hi", { stream: true, stream_options: { include_usage: true } });
  const out = await collect(await client(redacting.base).chat.completions.create(request));
  assert.equal(out.text, "Hello, caf\u00e9!\n");
  assert.deepEqual(out.finish, ["stop"]);
  assert.equal(out.usage.total_tokens, 3);
});

test("an injection is an error that the client does not retry", async () => {
  const asked = up.seen.length;
  for (const streaming of [false, true]) {
    const call = client(redacting.base, { maxRetries: 2 }).chat.completions.create(ask(INJECTION, { stream: streaming }));
    await assert.rejects(call, (error) => {
      assert.equal(error.constructor, OpenAI.BadRequestError);
      assert.equal(error.status, 400);
      assert.equal(error.type, "guardrail_blocked");
      assert.equal(error.code, "content_filter");
      assert.equal(error.error.guardrail.policy, "test");
      assert.equal(error.error.guardrail.action, "block");
      assert.ok(error.error.guardrail.rule);
      assert.doesNotMatch(JSON.stringify(error.error), /previous instructions/);
      return true;
    });
  }
  assert.equal(up.seen.length, asked);
});

test("a secret in the reply is redacted, whole and streamed", async () => {
  up.answer = json(completion(`Use ${KEY} please.`));
  const { data, response } = await client(redacting.base).chat.completions.create(ask("Hi")).withResponse();
  assert.match(data.choices[0].message.content, /^Use \[redacted: .+\] please\.$/);
  assert.equal(response.headers.get("x-broch-guard-action"), "redact");

  up.answer = stream([...`Use ${KEY} please.\n`].map((c) => chunk({ content: c })).concat(chunk({}, "stop"), DONE));
  const out = await collect(await client(redacting.base).chat.completions.create(ask("Hi", { stream: true })));
  assert.match(out.text, /^Use \[redacted: .+\] please\.\n$/);
  assert.deepEqual(out.finish, ["stop"]);
});

test("a blocked reply is an error, a blocked stream ends with content_filter", async () => {
  up.answer = json(completion(`Use ${KEY} please.`));
  await assert.rejects(client(blocking.base).chat.completions.create(ask("Hi")), { status: 400, type: "guardrail_blocked" });

  up.answer = stream([chunk({ content: "First a fine line.\n" }), chunk({ content: `Then ${KEY}\n` }),
    chunk({ content: "and more\n" }), chunk({}, "stop"), DONE]);
  const out = await collect(await client(blocking.base).chat.completions.create(ask("Hi", { stream: true })));
  assert.match(out.text, /^First a fine line\.\n/);
  assert.ok(!out.text.includes(KEY) && !out.text.includes("more"));
  assert.deepEqual(out.finish, ["content_filter"]);
});

test("tool calls pass whole, or not at all", async () => {
  const call = (index, name, args) => chunk({ tool_calls: [{ index, ...(name && { id: `call_${index}`, type: "function" }),
    function: { ...(name && { name }), arguments: args } }] });
  up.answer = stream([call(0, "send", ""), call(1, "log", '{"x"'), call(0, null, '{"to":"you"}'), call(1, null, ":1}"),
    chunk({}, "tool_calls"), DONE]);
  const request = ask("Hi", { stream: true });
  let out = await collect(await client(redacting.base).chat.completions.create(request));
  assert.deepEqual(out.calls, [{ name: "send", arguments: '{"to":"you"}' }, { name: "log", arguments: '{"x":1}' }]);

  up.answer = stream([call(0, "send", '{"body":"'), call(0, null, KEY.slice(0, 9)), call(0, null, `${KEY.slice(9)}"}`),
    chunk({}, "tool_calls"), DONE]);
  out = await collect(await client(redacting.base).chat.completions.create(request));
  assert.deepEqual(out.calls, []);
  assert.deepEqual(out.finish, ["content_filter"]);
});

test("big bodies pass both ways", async () => {
  const line = "All work and no play makes a long text, which is what is wanted here.\n";
  const text = line.repeat((2 << 20) / line.length);
  up.answer = json(completion(text));
  const reply = await client(redacting.base).chat.completions.create(ask(text));
  assert.equal(reply.choices[0].message.content, text);
  assert.equal(JSON.parse(up.seen.at(-1).body).messages[0].content, text);

  up.answer = stream([...Array(1000)].map(() => chunk({ content: line.repeat(10) })).concat(chunk({}, "stop"), DONE));
  const out = await collect(await client(redacting.base).chat.completions.create(ask("Hi", { stream: true })));
  assert.equal(out.text, line.repeat(10_000));
});

test("an upstream's own errors keep their class", async () => {
  up.answer = json('{"error":{"message":"slow down","type":"requests","param":null,"code":"rate_limit_exceeded"}}', 429);
  await assert.rejects(client(redacting.base).chat.completions.create(ask("Hi")), OpenAI.RateLimitError);
  up.answer = json('{"error":{"message":"oops","type":"server_error","param":null,"code":null}}', 500);
  await assert.rejects(client(redacting.base).chat.completions.create(ask("Hi", { stream: true })), OpenAI.InternalServerError);
});

test("a stream that breaks off is an error, not an end", async () => {
  for (const end of ["end", "reset"]) {
    up.answer = stream([chunk({ content: "half a line\nand" })], { end, pause: 50 });
    await assert.rejects(async () => collect(await client(redacting.base).chat.completions.create(ask("Hi", { stream: true }))),
      /upstream/);
  }
});

test("a simulated model behind the gateway", async () => {
  const sim = await start(["sim", "vulnerable?seed=7", "--listen", "127.0.0.1:0"], /listening on (\S+)/);
  const front = await gateway(sim.match[1], { policy: patient(POLICY) });
  try {
    const question = ask("Write a Python function that runs ping for a host the user names.", { model: "sim-vulnerable" });
    const { data, response } = await client(front.base).chat.completions.create(question).withResponse();
    assert.ok(data.choices[0].message.content.length > 0);
    assert.match(response.headers.get("x-broch-sim-truth"), /outcome=/);
    const out = await collect(await client(front.base).chat.completions.create({ ...question, stream: true }));
    assert.equal(out.text, data.choices[0].message.content);
    // A reply that passes unchanged is the very one that the simulator gives without a gateway.
    const bare = await (await post(sim.match[1], question.messages[0].content, { model: "sim-vulnerable" })).json();
    assert.equal(data.choices[0].message.content, bare.choices[0].message.content);
  } finally {
    await front.stop();
    await sim.stop();
  }
});

test("models are listed", async () => {
  up.answer = json('{"object":"list","data":[{"id":"test","object":"model","created":1,"owned_by":"me"}]}');
  const ids = [];
  for await (const model of client(redacting.base).models.list()) ids.push(model.id);
  assert.deepEqual(ids, ["test"]);
});

test("parallel requests do not mix", async () => {
  up.answer = (request, response) => {
    const asked = JSON.parse(request.body);
    const said = asked.messages[0].content.repeat(50);
    (asked.stream ? stream([...Array(10)].map((_, i) => chunk({ content: `${said} ${i}\n` })).concat(chunk({}, "stop"), DONE), { pause: 2 })
      : json(completion(said)))(request, response);
  };
  await Promise.all([...Array(40)].map(async (_, i) => {
    if (i % 2 === 0) {
      const reply = await client(redacting.base).chat.completions.create(ask(`q${i}`));
      assert.equal(reply.choices[0].message.content, `q${i}`.repeat(50));
    } else {
      const out = await collect(await client(redacting.base).chat.completions.create(ask(`q${i}`, { stream: true })));
      assert.equal(out.text, [...Array(10)].map((_, n) => `${`q${i}`.repeat(50)} ${n}\n`).join(""));
    }
  }));
});
