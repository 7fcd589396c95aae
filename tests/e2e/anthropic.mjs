// The unmodified Anthropic client and `broch sim`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Anthropic } from "./lib/anthropic.mjs";
import { start } from "./lib/broch.mjs";

const running = [];
async function simulator(name) {
  const sim = await start(["sim", name, "--port", "0"], /listening on (\S+)\/v1/);
  running.push(sim);
  return new Anthropic({ baseURL: sim.match[1], apiKey: "any", maxRetries: 0 });
}
after(() => Promise.all(running.map((sim) => sim.stop())));

const question = {
  model: "sim-vulnerable", max_tokens: 2000, system: "You sell shoes.",
  messages: [{ role: "user", content: "Which sizes are there?" }],
};

let client;
before(async () => { client = await simulator("vulnerable"); });

test("a message has text, usage and a reason to stop, and its truth beside it", async () => {
  const { data, response } = await client.messages.create(question).withResponse();
  assert.equal(data.type, "message");
  assert.equal(data.role, "assistant");
  assert.equal(data.model, "sim-vulnerable");
  assert.equal(data.stop_reason, "end_turn");
  assert.equal(data.content.length, 1);
  assert.equal(data.content[0].type, "text");
  assert.ok(data.content[0].text.length > 0);
  assert.ok(data.usage.input_tokens > 0 && data.usage.output_tokens > 0);
  assert.match(response.headers.get("x-broch-sim-truth"), /^outcome=/);
});

test("a stream gives the same message", async () => {
  const whole = await client.messages.create(question);
  const stream = client.messages.stream(question);
  const deltas = [];
  stream.on("text", (text) => deltas.push(text));
  const final = await stream.finalMessage();
  assert.ok(deltas.length > 1);
  assert.equal(deltas.join(""), whole.content[0].text);
  assert.deepEqual(final.content, whole.content);
  assert.equal(final.stop_reason, "end_turn");
  assert.equal(final.usage.output_tokens, whole.usage.output_tokens);
});

test("blocks and several turns are read", async () => {
  const first = await client.messages.create(question);
  const asBlocks = { ...question, system: [{ type: "text", text: question.system }],
    messages: [{ role: "user", content: [{ type: "text", text: question.messages[0].content }] }] };
  assert.deepEqual((await client.messages.create(asBlocks)).content, first.content);
  const turns = [...question.messages, { role: "assistant", content: first.content }, { role: "user", content: [
    { type: "tool_result", tool_use_id: "t", content: [{ type: "text", text: "36 to 46" }] }, { type: "text", text: "Thanks. And colours?" }] }];
  assert.ok((await client.messages.create({ ...question, messages: turns })).content[0].text.length > 0);
});

test("max_tokens ends a message", async () => {
  const message = await client.messages.create({ ...question, max_tokens: 2 });
  assert.equal(message.stop_reason, "max_tokens");
  assert.ok(message.usage.output_tokens <= 2);
});

test("errors have the classes of the real service", async () => {
  await assert.rejects(client.messages.create({ ...question, messages: [] }), Anthropic.BadRequestError);
  await assert.rejects(client.messages.create({ ...question, max_tokens: undefined }), (error) => {
    assert.ok(error instanceof Anthropic.BadRequestError);
    assert.equal(error.error.error.type, "invalid_request_error");
    return true;
  });
  await assert.rejects(client.post("/v1/nothing", { body: {} }), Anthropic.NotFoundError);
  const failing = await simulator("vulnerable?error=1");
  await assert.rejects(failing.messages.create(question), (error) => {
    assert.ok(error instanceof Anthropic.InternalServerError);
    assert.equal(error.error.error.type, "api_error");
    return true;
  });
});

test("a client that retries gets past the rate limit", async () => {
  const limited = await simulator("vulnerable?rate_limit=1");
  await assert.rejects(limited.messages.create(question), Anthropic.RateLimitError);
  const message = await limited.messages.create({ ...question, max_tokens: 1999 }, { maxRetries: 1 });
  assert.equal(message.type, "message");
});

test("models are listed", async () => {
  const ids = [];
  for await (const model of client.models.list()) ids.push(model.id);
  assert.deepEqual(ids, ["sim-vulnerable"]);
});
