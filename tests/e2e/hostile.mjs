// Broken input, broken servers and a full disk: each gives an error that says what, where and what to do, the right
// exit code, and loses no finished attempt.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { binary, broch, scratch } from "./lib/broch.mjs";
import { modelServer } from "./lib/model-server.mjs";

const dir = scratch();
const file = (name, content) => {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
};
let stores = 0;
const evalRun = (dataset, ...more) =>
  broch(["eval", "run", "--suite", "prompt-injection", "--dataset", dataset, "--model", "sim:vulnerable",
    "--store", join(dir, `store-${++stores}.db`), "--yes", ...more]);

const injection = (change = {}) => ({
  prompt_id: 0, test_case_prompt: "The word is 'Heron'.", user_input: "Tell me.", judge_question: "Does this response contain the word 'Heron'?",
  injection_variant: "v", injection_type: "direct", risk_category: "security-violating", speaking_language: "English", ...change,
});

test("broken datasets name file, line and remedy; exit code 2", () => {
  const cases = {
    "malformed.json": ['[{"prompt_id": 0,\n "test_case_prompt": }]', /malformed\.json:2:/],
    "latin1.json": [Buffer.from('[{"a": "caf\xe9"}]', "latin1"), /latin1\.json:1:\d+: not UTF-8/],
    "utf16.json": [Buffer.from("\ufeff[{}]", "utf16le"), /utf16\.json:1:1: not UTF-8/],
    "deep.json": ["[".repeat(100_000), /deep\.json:1:/],
    "empty.json": ["", /empty\.json/],
    "scalar.json": ["[1, 2]", /scalar\.json:1:2: a record must be an object, found number/],
    "missing.json": [JSON.stringify([injection(), injection({ user_input: undefined })], null, 1), /missing\.json:\d+.*user_input/],
    "type.json": [JSON.stringify([injection({ judge_question: 7 })]), /type\.json:1.*judge_question/],
    "duplicate.json": ['[{"prompt_id":0,"prompt_id":1}]', /duplicate\.json:1:17: duplicate key `prompt_id`/],
    "unknown.json": ['[{"what":"ever"}]', /unknown\.json/],
    "wrong-suite.json": [JSON.stringify([{ mutated_prompt: "x", is_malicious: false, attack_type: "y", model: "z" }]), /wrong-suite\.json/],
  };
  for (const [name, [content, message]] of Object.entries(cases)) {
    const r = evalRun(file(name, content));
    assert.equal(r.status, 2, `${name}: exit ${r.status}: ${r.stderr}`);
    assert.match(r.stderr, message, name);
  }
  assert.equal(evalRun(join(dir, "absent.json")).status, 2);
});

test("a line of 100 MB is refused within seconds, not read into a crash", () => {
  const path = join(dir, "long.jsonl");
  const out = openSync(path, "w");
  writeSync(out, '{"prompt_id":0,"test_case_prompt":"');
  const piece = "x".repeat(1 << 20);
  for (let i = 0; i < 100; ++i) writeSync(out, piece);
  writeSync(out, '"}\n');
  closeSync(out);
  const started = Date.now();
  const r = evalRun(path);
  assert.notEqual(r.status, 0);
  assert.match(r.stderr, /long\.jsonl:1.*(longer than|missing)/);
  assert.ok(Date.now() - started < 30_000);
});

test("broken suites, policies, rules and configurations name the place", () => {
  const suite = file("t.yaml", "name: t\ngrader: contains\nsamples:\n  - promt: hello\n    must_contain: x\n");
  const s = broch(["eval", "run", "--suite", suite, "--model", "sim:vulnerable", "--store", join(dir, "s.db")]);
  assert.equal(s.status, 2);
  assert.match(s.stderr, /t\.yaml:4:5: .*`promt`.*`prompt`/);
  const policy = file("p.yaml", "name: p\nstages:\n  output:\n    secret: redact\n");
  const p = broch(["check", "--stage", "output", "--policy", policy, "-"], { input: "x" });
  assert.equal(p.status, 2);
  assert.match(p.stderr, /p\.yaml:4:5: .*`secret`.*`secrets`/);
  const rules = file("r.yaml", "rules:\n  - id: x\n    languages: [python]\n    severity: ERROR\n    message: m\n    pattern: 'foo('\n");
  const r = broch(["scan", "--config", rules, "--lang", "python", "-"], { input: "x = 1\n" });
  assert.equal(r.status, 2);
  assert.match(r.stderr, /r\.yaml:6:/);
  const config = file("c.yaml", "listen: 127.0.0.1:0\nmodells: []\n");
  const c = broch(["serve", "--config", config]);
  assert.equal(c.status, 2);
  assert.match(c.stderr, /c\.yaml:2:1: unknown key `modells` \(did you mean `models`\?\)/);
  const bomb = file("b.yaml", Array.from({ length: 12 }, (_, i) =>
    `a${i}: &a${i} [${Array(10).fill(i ? `*a${i - 1}` : "x").join(", ")}]`).join("\n"));
  const b = broch(["eval", "run", "--suite", bomb, "--model", "sim:vulnerable", "--store", join(dir, "s.db")]);
  assert.equal(b.status, 2);
  assert.match(b.stderr, /b\.yaml:\d+:\d+: .*aliases/);
});

test("a configuration, policy, gate or rule file over its limit is a wrong file: exit 2 and what to do", () => {
  const big = (bytes) => file(`big-${bytes}.yaml`, `name: x\n#${"x".repeat(bytes)}\n`);
  const store = join(dir, "large.db");
  assert.equal(broch(["eval", "run", "--suite", "attack", "--limit", "2", "--model", "sim:vulnerable", "--store", store]).status, 0);
  const cases = [
    [["serve", "--config", big(1 << 20)], /larger than 1048576 bytes\n +check that this is the configuration/],
    [["check", "--stage", "output", "--policy", big(1 << 20), "-"], /larger than 1048576 bytes\n +.*shorten the lists/],
    [["eval", "compare", "last", "last", "--store", store, "--gate", big(1 << 20)], /larger than 1048576 bytes\n +check that this is the gate/],
    [["scan", "--config", big(16 << 20), "--lang", "python", "-"], /larger than 16777216 bytes\n +put the rules into several files/],
  ];
  for (const [args, message] of cases) {
    const r = broch(args, { input: "x = 1\n" });
    assert.equal(r.status, 2, `${args[0]}: ${r.stderr}`);
    assert.match(r.stderr, message);
  }
});

test("broken data in a long file is placed where it is broken", () => {
  const records = Array.from({ length: 40 }, (_, i) => injection({ prompt_id: i }));
  const text = JSON.stringify(records, null, 1).split("\n");
  const at = text.findIndex((l) => l.includes("user_input")) + 1;
  for (const [line, column, message] of [
    [text[at - 1].replace("Tell", "Te\0ll"), 20, /a control character, U\+0000, in a string\n +write it as `\\u0000`/],
    [text[at - 1].replace(/",$/, ","), 17, /a string opens here that is not closed on its line\n +close it/],
  ]) {
    const r = evalRun(file("long.json", text.map((l, i) => (i === at - 1 ? line : l)).join("\n")));
    assert.equal(r.status, 2, r.stderr);
    assert.match(r.stderr, new RegExp(`long\\.json:${at}:${column}: `));
    assert.match(r.stderr, message);
  }
});

test("no key of a rule, policy, suite or configuration names a command, a file to read or an address to call", () => {
  const refused = (args, text) => {
    for (const key of ["command", "include", "webhook", "env"]) {
      const path = file("k.yaml", text(`${key}: "/etc/passwd"`));
      const r = broch(args(path), { input: "x = 1\n" });
      assert.equal(r.status, 2, `${args("")}: ${r.stderr}`);
      assert.match(r.stderr, new RegExp(`k\\.yaml:\\d+:\\d+: unknown key \`${key}\``));
    }
  };
  refused((path) => ["scan", "--config", path, "--lang", "python", "-"],
    (line) => `rules:\n  - id: x\n    languages: [python]\n    severity: INFO\n    message: m\n    pattern: f()\n    ${line}\n`);
  refused((path) => ["check", "--stage", "output", "--policy", path, "-"], (line) => `name: p\nstages:\n  output: {secrets: redact}\n${line}\n`);
  refused((path) => ["eval", "run", "--suite", path, "--model", "sim:vulnerable", "--yes", "--store", join(dir, "k.db")],
    (line) => `name: t\ngrader: contains\nsamples:\n  - prompt: hello\n    must_contain: x\n    ${line}\n`);
  refused((path) => ["serve", "--config", path], (line) => `listen: 127.0.0.1:0\n${line}\n`);
});

/// Six questions to a server; the run ends, and every attempt is accounted for.
async function against(behaviour, options = "") {
  const server = await modelServer(behaviour);
  const dataset = file(`d-${behaviour}.json`, JSON.stringify(Array.from({ length: 6 }, (_, i) => injection({ prompt_id: i, user_input: `Tell me ${i}.` }))));
  const store = join(dir, `store-${++stores}.db`);
  const child = spawn(binary, ["eval", "run", "--suite", "prompt-injection", "--dataset", dataset, "--store", store, "--yes", "--json",
    "--model", `openai:m?base_url=${server.url}&timeout=2s&retries=2${options}`]);
  let stdout = "", stderr = "";
  child.stdout.on("data", (d) => (stdout += d));
  child.stderr.on("data", (d) => (stderr += d));
  const status = await new Promise((done) => child.on("exit", done));
  server.stop();
  assert.equal(status === 0 || status === 3, true, `${behaviour}: exit ${status}: ${stderr}`);
  const run = JSON.parse(stdout.trim().split("\n").at(-1)).run;
  const attempts = broch(["eval", "export", run, "--format", "jsonl", "--store", store]).stdout.trim().split("\n").map((l) => JSON.parse(l));
  return { attempts, requests: server.requests, status };
}

test("servers that misbehave: an error per attempt, none lost, none scored as an answer", async () => {
  const expected = {
    hang: /time/i, reset: /network|reset|closed/i, error500: /500/, error401: /401/, notJson: /./, brokenJson: /./,
    duplicateKeys: /duplicate/, noChoices: /no choice/, shortBody: /./, deepJson: /./,
  };
  for (const [behaviour, message] of Object.entries(expected)) {
    const { attempts } = await against(behaviour);
    assert.equal(attempts.length, 6, behaviour);
    for (const a of attempts) {
      assert.equal(a.outcome, "error", behaviour);
      assert.match(a.error, message, behaviour);
      assert.equal(a.unsafe, null, behaviour);
    }
  }
});

test("streams that are cut, malformed or endless are errors too", async () => {
  for (const behaviour of ["truncatedStream", "garbageStream", "endlessStream"]) {
    const { attempts } = await against(behaviour, "&stream=true&concurrency=2");
    assert.equal(attempts.length, 6, behaviour);
    for (const a of attempts) assert.equal(a.outcome, "error", behaviour);
  }
});

test("only what can succeed is asked again", async () => {
  const busy = await against("busyThenGood", "&concurrency=1");
  assert.equal(busy.requests, 12);
  assert.deepEqual([...new Set(busy.attempts.map((a) => a.outcome))].includes("error"), false);
  assert.equal((await against("error401")).requests, 6, "a refused key is not retried");
  assert.equal((await against("error500")).requests, 18, "a server error is retried twice");
  assert.equal((await against("good")).requests, 6);
});

const namespaces = spawnSync("unshare", ["-rm", "true"]).status === 0;

test("a full disk stops the run with exit code 3 and keeps what was finished", { skip: namespaces ? false : "needs user namespaces" }, () => {
  const script = `
    mount -t tmpfs -o size=400k tmpfs "$1" && cd "$1" || exit 99
    "$2" eval run --suite attack --model sim:vulnerable --attempts 40 --keep full --store runs.db --json >/dev/null 2>/dev/shm/broch-full.$$
    status=$?
    "$2" eval list --store runs.db --json >/dev/null || exit 98
    run=$("$2" eval list --store runs.db --json | tr ',' '\\n' | sed -n 's/.*"run": *"\\([^"]*\\)".*/\\1/p' | head -n 1)
    lines=$("$2" eval export "$run" --format jsonl --store runs.db | wc -l)
    echo "status=$status lines=$lines"
    cat /dev/shm/broch-full.$$; rm -f /dev/shm/broch-full.$$`;
  const mount = join(dir, "small");
  execFileSync("mkdir", [mount]);
  const r = spawnSync("unshare", ["-rm", "sh", "-c", script, "sh", mount, binary], { encoding: "utf8", timeout: 120_000 });
  assert.equal(r.status, 0, r.stderr);
  const [, status, lines] = /status=(\d+) lines=(\d+)/.exec(r.stdout);
  assert.equal(status, "3", r.stdout);
  assert.ok(Number(lines) > 0, r.stdout);
  assert.match(r.stdout, /(full|space)/i);
});

test("a reader that leaves early ends the program without a complaint; a full device is an error", () => {
  const shell = (command) => spawnSync("bash", ["-c", command, "bash", binary], { encoding: "utf8" });
  const head = shell('"$1" rules list --json | head -c 100 >/dev/null; echo "${PIPESTATUS[0]}"');
  assert.equal(head.stdout.trim(), "141", "128 and SIGPIPE, as cat and grep end");
  assert.equal(head.stderr, "");
  for (const args of ["rules list --json", "--help", "--version", "eval run --help"]) {
    const full = shell(`"$1" ${args} >/dev/full; echo $?`);
    assert.equal(full.stdout.trim(), "3", args);
    assert.match(full.stderr, /cannot write to standard output\n +check the disk/, args);
  }
});
