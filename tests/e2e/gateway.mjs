// `broch serve` on the wire: bytes, headers, failures, start and stop.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { broch, scratch } from "./lib/broch.mjs";
import { INJECTION, KEY, ask, gateway } from "./lib/gateway.mjs";
import { DONE, chunk, completion, hang, json, reset, stream, upstream } from "./lib/upstream.mjs";

let up, gate;
before(async () => {
  up = await upstream(json(completion("Hello!")));
  gate = await gateway(up.base, { upstream: ", idle_timeout: 500ms" });
});
after(async () => {
  await gate.stop();
  up.stop();
});

test("unchanged bodies and events pass byte for byte", async () => {
  const reply = ' { "choices" : [ {"index":0, "message":{"role":"assistant","content":"caf\\u00e9 \\/ \\ud83d\\ude00"}, ' +
    '"finish_reason":"stop"}], "x":1.50e1 }\n';
  up.answer = json(reply);
  const body = '{ "model":"test","temperature":0.70, "messages":[{"role":"user","content":"caf\\u00e9"}]}';
  const response = await fetch(`${gate.base}/chat/completions?x=1`, {
    method: "POST", headers: { "content-type": "application/json" }, body });
  assert.equal(await response.text(), reply);
  assert.equal(up.seen.at(-1).body, body);
  assert.equal(up.seen.at(-1).url, "/v1/chat/completions?x=1");

  const events = [chunk({ role: "assistant" }), 'data: {"choices":[{"delta":{"content":"a b\\u00e9\\n"},"index":0}]}\r\n\r\n',
    chunk({ content: "end" }), chunk({}, "stop")].join("");
  up.answer = stream([...Buffer.from(events + DONE)].map((byte) => Buffer.of(byte)));
  const streamed = await (await ask(gate.base, "Hi", { stream: true })).text();
  assert.equal(streamed, `${events}: broch-guard-action=allow\n\n${DONE}`);
});

test("headers: hop-by-hop end, the guard alone speaks for itself", async () => {
  up.answer = json(completion("x"), 200, { "x-broch-guard-action": "forged", "x-broch-sim-truth": "t", "x-request-id": "r",
    "alt-svc": 'h3=":443"' });
  const response = await ask(gate.base, "Hi", {}, { headers: { "x-broch-sim-hint": "h", "x-broch-other": "o", te: "trailers" } });
  assert.equal(response.headers.get("x-broch-guard-action"), "allow");
  assert.equal(response.headers.get("x-broch-sim-truth"), "t");
  assert.equal(response.headers.get("x-request-id"), "r");
  assert.equal(response.headers.get("alt-svc"), null);
  assert.match(response.headers.get("x-broch-request-id"), /^[0-9a-f]{32}$/);
  const sent = up.seen.at(-1).headers;
  assert.equal(sent["x-broch-sim-hint"], "h");
  assert.equal(sent["x-broch-other"], undefined);
  assert.equal(sent.te, undefined);
  assert.equal(sent["accept-encoding"], "identity");
});

test("the upstream's key comes from the environment", async () => {
  const keyed = await gateway(up.base, { env: { BROCH_E2E_KEY: "upstream-key" } });
  up.answer = json(completion("x"));
  await ask(keyed.base, "Hi", {}, { headers: { authorization: "Bearer client-key" } });
  assert.equal(up.seen.at(-1).headers.authorization, "Bearer upstream-key");
  await keyed.stop();
  assert.doesNotMatch(keyed.output(), /upstream-key|client-key/);
});

test("an upstream that hangs, resets, answers garbage or is gone", async () => {
  const cases = [[hang, 504, "upstream_timeout"], [reset, 502, "upstream_unreachable"],
    [json("<html>"), 502, "upstream_bad_reply"], [json("{}", 302, { location: "http://127.0.0.1:1/" }), 502, "upstream_bad_reply"],
    [json(completion("x"), 200, { "content-encoding": "br" }), 502, "upstream_bad_reply"]];
  for (const [answer, status, code] of cases) {
    for (const streaming of [false, true]) {
      up.answer = answer;
      const response = await ask(gate.base, "Hi", { stream: streaming });
      assert.equal(response.status, status);
      assert.equal((await response.json()).error.code, code);
    }
  }
  const gone = await gateway("http://127.0.0.1:1/v1");
  assert.equal((await ask(gone.base, "Hi")).status, 502);
  await gone.stop();
});

test("a stream that hangs, breaks off or turns to garbage ends in an error event and no [DONE]", async () => {
  for (const answer of [stream([chunk({ content: "a\n" })], { end: "open" }), stream([chunk({ content: "a\n" })]),
    stream([chunk({ content: "a\n" })], { end: "reset", pause: 50 }), stream([chunk({ content: "a\n" }), "data: {garbage\n\n", DONE]),
    stream([chunk({ content: "a\n" }), DONE.slice(0, -2)])]) {
    up.answer = answer;
    const response = await ask(gate.base, "Hi", { stream: true });
    assert.equal(response.status, 200);
    const text = await response.text();
    assert.match(text, /"type":"upstream_error"/);
    assert.doesNotMatch(text, /\[DONE\]/);
  }
});

test("a client that goes away cancels the upstream call", async () => {
  for (const answer of [stream([chunk({ content: "a\n" }), ...Array(100).fill(": alive\n\n")], { pause: 50 }), hang]) {
    up.answer = answer;
    const closed = up.closed;
    const leaving = new AbortController();
    const asked = up.seen.length;
    const response = ask(gate.base, "Hi", { stream: answer !== hang }, { signal: leaving.signal }).catch(() => {});
    while (up.seen.length === asked) await new Promise((done) => setTimeout(done, 5));
    if (answer !== hang) await response;
    leaving.abort();
    for (let i = 0; i < 60 && up.closed === closed; ++i) await new Promise((done) => setTimeout(done, 5));
    assert.equal(up.closed, closed + 1);
  }
});

test("ambiguous and oversized requests never reach the upstream", async () => {
  const small = await gateway(up.base, { more: "limits: {request_bytes: 2048}\n" });
  const asked = up.seen.length;
  const post = (body, headers = {}) => fetch(`${small.base}/chat/completions`, {
    method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  const user = '{"role":"user","content":"a"}';
  for (const body of [`{"model":"m","messages":[${user}],"messages":[${user}]}`, `{"model":"m","messages":[${user}]}}`,
    `{"model":"m","messages":[{"role":"user","content":"a","content":"b"}]}`, "\ufeff{}", "{", "null", "[".repeat(1000)]) {
    const response = await post(body);
    assert.equal(response.status, 400, body);
    assert.equal((await response.json()).error.type, "invalid_request_error");
  }
  assert.equal((await post(`{"model":"m","messages":[${user}]}`, { "content-type": "text/plain" })).status, 415);
  assert.equal((await post(" ".repeat(3000))).status, 413);
  assert.equal(up.seen.length, asked);
  await small.stop();
});

test("POST /v1/guard answers the verdict of broch check", async () => {
  const guard = async (body) => {
    const response = await fetch(`${gate.base}/guard`, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    return [response.status, await response.json()];
  };
  const [status, verdict] = await guard({ stage: "output", text: `key ${KEY}` });
  assert.equal(status, 200);
  assert.equal(verdict.action, "redact");
  assert.equal(verdict.findings.length, 1);
  assert.deepEqual(Object.keys(verdict).slice(0, 5).sort(), ["action", "checks", "coverage", "findings", "scores"]);
  assert.equal((await guard({ stage: "input", conversation: [{ role: "user", content: INJECTION }] }))[1].action, "block");
  assert.equal((await guard({ stage: "output", text: `key ${KEY}`, policy: "off" }))[1].action, "allow");
  assert.equal((await guard({ stage: "output", text: "x", policy: "/etc/passwd" }))[0], 400);
});

test("health and metrics", async () => {
  const health = await (await fetch(`${gate.url}/healthz`)).json();
  assert.equal(health.status, "ok");
  up.answer = json(completion(`key ${KEY}`));
  await ask(gate.base, "Hi");
  const response = await fetch(`${gate.url}/metrics`);
  assert.match(response.headers.get("content-type"), /^text\/plain; version=0\.0\.4/);
  const text = await response.text();
  assert.match(text, /broch_requests_total\{action="redact",route="\/v1\/chat\/completions",status="200"\} \d/);
  assert.match(text, /broch_findings_total\{category="[^"]+",check="secrets"\} \d/);
  for (const family of ["broch_guard_seconds_bucket", "broch_upstream_errors_total", "broch_stream_held_bytes_sum"]) {
    assert.ok(text.includes(family), family);
  }
});

test("without authentication only loopback names are served", async () => {
  const { hostname, port } = new URL(gate.url);
  const answer = await new Promise((done) => {
    const socket = connect(Number(port), hostname);
    let text = "";
    socket.on("data", (data) => { text += data; });
    socket.on("close", () => done(text));
    socket.end("GET /v1/models HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n");
  });
  assert.match(answer, /^HTTP\/1\.1 403 /);
});

test("configuration errors name the place and the remedy, exit code 2", () => {
  const dir = scratch();
  const run = (text) => {
    writeFileSync(join(dir, "broch.yaml"), text);
    return broch(["serve", "--config", join(dir, "broch.yaml")], { timeout: 10_000 });
  };
  const rest = 'upstreams: [{name: a, base_url: "http://127.0.0.1:1"}]\nmodels: [{name: "*", upstream: a}]\n';
  for (const [text, message] of [
    [`listen: 0.0.0.0:0\n${rest}`, /broch\.yaml:1:9: without authentication/],
    [`${rest}audit: {path: ./audit}\n`, /broch\.yaml:3:8: this version keeps no audit log/],
    [`${rest}lisen: 127.0.0.1:0\n`, /broch\.yaml:3:1: unknown key `lisen` \(did you mean `listen`\?\)/],
    [`${rest}guard: {policy: nothing-such}\n`, /nothing-such/],
    ["a: [", /broch\.yaml:/],
  ]) {
    const result = run(text);
    assert.equal(result.status, 2, result.stderr);
    assert.match(result.stderr, message);
  }
  assert.notEqual(broch(["serve", "--config", join(dir, "absent.yaml")]).status, 0);
});

test("SIGTERM lets a running stream end, then the process; logs have no content", async () => {
  const own = await gateway(up.base);
  up.answer = stream([chunk({ content: "one\n" }), chunk({ content: `two ${KEY}\n` }), chunk({}, "stop"), DONE], { pause: 200 });
  const response = await ask(own.base, "a private question", { stream: true });
  const text = response.text();
  const exited = new Promise((done) => own.child.once("exit", (code) => done(code)));
  own.child.kill("SIGTERM");
  assert.match(await text, /\[DONE\]/);
  assert.equal(await exited, 0);
  assert.doesNotMatch(own.output(), new RegExp(`private|${KEY}`));
  const lines = own.output().split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  const request = lines.find((line) => line.event === "request");
  assert.equal(request.route, "/v1/chat/completions");
  assert.equal(request.action, "redact");
  assert.equal(request.stream, true);
  assert.equal(request.rules.length, 1);
});
