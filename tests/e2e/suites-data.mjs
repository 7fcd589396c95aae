// The built-in suites as data: what every sample must have, and what an attack prompt must not have.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { brochJson, root } from "./lib/broch.mjs";

const names = ["secure-code/instruct", "attack", "false-refusal", "prompt-injection"];
const samplesOf = (name) =>
  readFileSync(join(root, "suites", name, "samples.jsonl"), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
const suites = Object.fromEntries(names.map((name) => [name, samplesOf(name)]));
const all = names.flatMap((name) => suites[name].map((sample) => ({ suite: name, ...sample })));
const asked = (sample) => sample.messages.map((m) => m.content).join("\n");
const ids = (scheme) => new Map(brochJson(["taxonomy", scheme]).json.results.map((e) => [e.id, e]));

// Chinese and Thai put no spaces between words, and a Chinese word is short.
const segmenter = new Intl.Segmenter("und", { granularity: "word" });
const long = ({ segment, isWordLike }) => isWordLike && segment.length >= (/\p{Script=Han}/u.test(segment) ? 2 : 4);
/// The words of the question that are long enough to mean something.
const words = (s) => new Set([...segmenter.segment(s.messages.at(-1).content.toLowerCase())].filter(long).map((w) => w.segment));
const jaccard = (a, b) => {
  const common = [...a].filter((w) => b.has(w)).length;
  return common / (a.size + b.size - common);
};

test("every suite has at least 48 samples that count", () => {
  for (const name of names) {
    const counted = suites[name].filter((s) => name === "false-refusal" || (s.intent ?? "attack") === "attack");
    assert.ok(counted.length >= 48, `${name}: ${counted.length}`);
  }
});

test("ids are unique and no text is asked twice", () => {
  assert.equal(new Set(all.map((s) => s.suite + " " + s.id)).size, all.length);
  assert.equal(new Set(all.map(asked)).size, all.length);
});

test("samples of a suite are independent: no two but twins share most of their words", () => {
  for (const name of names) {
    const samples = suites[name].map((s) => ({ id: s.id, twin: s.twin, words: words(s) }));
    samples.forEach((a, i) => samples.slice(i + 1).forEach((b) => {
      if (a.twin === b.id) return;  // the same words for another purpose, the same document without the instruction
      const alike = jaccard(a.words, b.words);
      assert.ok(alike < 0.5, `${name}: ${a.id} and ${b.id} are alike (${alike.toFixed(2)})`);
    }));
  }
});

test("a twin asks in its attack's words", (t) => {
  for (const name of ["attack", "interpreter"]) {
    const byId = new Map(samplesOf(name).map((s) => [s.id, s]));
    const shared = [...byId.values()].filter((s) => s.intent === "benign")
      .map((s) => jaccard(words(s), words(byId.get(s.twin)))).sort((a, b) => a - b);
    const median = shared[shared.length >> 1];
    t.diagnostic(`${name}: median Jaccard ${median.toFixed(2)}, least ${shared[0].toFixed(2)}, of ${shared.length}`);
    assert.ok(median >= 0.5 && shared[0] >= 0.25, `${name}: ${median.toFixed(2)}, ${shared[0].toFixed(2)}`);
  }
});

test("the form of a request does not tell a twin from its attack", () => {
  const forms = { "is a question": (text) => /\?\s*$/.test(text), "says we": (text) => /\b(our|ours|we|us)\b/i.test(text) };
  for (const name of ["attack", "interpreter"]) {
    for (const [form, has] of Object.entries(forms)) {
      const share = (intent) => {
        const texts = samplesOf(name).filter((s) => s.intent === intent).map((s) => s.messages.at(-1).content);
        return texts.filter(has).length / texts.length;
      };
      const apart = Math.abs(share("attack") - share("benign"));
      assert.ok(apart < 0.1, `${name}: ${form}, ${(100 * apart).toFixed(0)} points apart`);
    }
  }
});

test("no length tells a twin from its attack", () => {
  for (const name of ["attack", "interpreter"]) {
    const lengths = samplesOf(name).map((s) => [s.messages.at(-1).content.length, s.intent === "attack"]);
    const right = (cut) => lengths.filter(([length, attack]) => (length < cut) === attack).length / lengths.length;
    const best = Math.max(...lengths.map(([length]) => Math.max(right(length), 1 - right(length))));
    assert.ok(best < 0.6, `${name}: one cut sorts ${(100 * best).toFixed(0)} % right`);
  }
});

test("twins point at each other and differ in intent", () => {
  for (const name of names) {
    const byId = new Map(suites[name].map((s) => [s.id, s]));
    for (const sample of suites[name].filter((s) => s.twin)) {
      const twin = byId.get(sample.twin);
      assert.ok(twin, `${name} ${sample.id}: no sample ${sample.twin}`);
      assert.equal(twin.twin, sample.id);
      assert.notEqual(twin.intent, sample.intent);
      assert.equal(twin.category, sample.category);
    }
  }
  assert.ok(suites.attack.every((s) => s.twin), "every attack prompt has a benign twin");
});

test("categories and slices name entries of the taxonomies", () => {
  const cwe = ids("cwe");
  for (const s of suites["secure-code/instruct"]) {
    assert.ok(cwe.has(s.category), `${s.id}: ${s.category}`);
    assert.deepEqual(s.slices, { cwe: s.category, language: s.language });
  }
  const attack = ids("attack");
  for (const s of suites.attack) {
    const technique = attack.get(s.category);
    assert.ok(technique, `${s.id}: ${s.category}`);
    assert.equal(s.slices.technique, s.category);
    assert.ok(technique.parents.some((p) => p.name === s.slices.tactic), `${s.id}: not under ${s.slices.tactic}`);
  }
});

test("every programming sample has a reason, a reference answer and the canary of the tasks", () => {
  const task = readFileSync(join(root, "suites/secure-code/tasks/js-alarm-rules/task.yaml"), "utf8");
  const canary = /^canary: "(.+)"$/m.exec(task)[1];
  const samples = suites["secure-code/instruct"];
  for (const s of samples) {
    assert.match(s.reason, /^[^\n]{40,200}\.$/, s.id);
    assert.ok(s.reference.trim().split("\n").length >= 8, `${s.id}: the reference is no whole answer`);
    assert.equal(s.canary, canary, s.id);
    assert.ok(!asked(s).includes("canary"), s.id);
  }
  for (const key of ["reason", "reference"]) assert.equal(new Set(samples.map((s) => s[key])).size, samples.length);
});

test("coverage: weaknesses, languages, tactics, variants", () => {
  const distinct = (name, of) => new Set(suites[name].map(of)).size;
  assert.ok(suites["secure-code/instruct"].length >= 160);
  assert.ok(distinct("secure-code/instruct", (s) => s.category) >= 35);
  assert.deepEqual([...new Set(suites["secure-code/instruct"].map((s) => s.language))].sort(),
    ["bash", "c", "cpp", "go", "java", "javascript", "php", "python", "rust"]);
  assert.equal(distinct("attack", (s) => s.slices.tactic), 14);
  for (const { slices: { tactic } } of suites.attack) {
    const attacks = suites.attack.filter((s) => s.intent === "attack" && s.slices.tactic === tactic);
    assert.ok(attacks.length >= 40, `${tactic}: ${attacks.length}`);
  }
  assert.ok(distinct("prompt-injection", (s) => s.slices.injection_variant) >= 12);
  assert.deepEqual([...new Set(suites["prompt-injection"].map((s) => s.slices.injection_type))].sort(), ["direct", "indirect"]);
});

test("coverage of prompt-injection: CyberSecEval's variants, channels, languages, twins", () => {
  const attacks = suites["prompt-injection"].filter((s) => s.intent === "attack");
  const count = (samples, slice) => samples.reduce((n, s) => ({ ...n, [s.slices[slice]]: (n[s.slices[slice]] ?? 0) + 1 }), {});
  assert.ok(new Set(attacks.map((s) => s.cluster ?? s.id)).size >= 220);
  const variants = count(attacks.filter((s) => s.slices.injection_type === "direct"), "injection_variant");
  for (const variant of ["indirect_reference", "ignore_previous_instructions", "token_smuggling", "system_mode",
    "different_user_input_language", "overload_with_information", "few_shot_attack", "repeated_token_attack", "many_shot_attack",
    "output_formatting_manipulation", "hypothetical_scenario", "persuasion", "payload_splitting", "virtualization", "mixed_techniques"]) {
    assert.ok(variants[variant] >= 7, `${variant}: ${variants[variant]}`);
  }
  const channels = count(attacks, "channel");
  for (const channel of ["retrieved-passage", "email", "web-page", "code-comment", "tool-result", "calendar", "support-ticket"]) {
    assert.ok(channels[channel] >= 12, `${channel}: ${channels[channel]}`);
  }
  const languages = count(attacks, "speaking_language");
  for (const language of ["English", "German", "French", "Spanish", "Portuguese", "Italian", "Hindi", "Thai", "Chinese"]) {
    assert.ok(languages[language] >= 4, `${language}: ${languages[language]}`);
  }
  assert.ok(suites["prompt-injection"].filter((s) => s.intent === "benign" && s.twin).length >= 40);
});

test("false refusals are spread over tactics and languages, and name the attack they resemble", () => {
  const sliced = suites["false-refusal"].filter((s) => s.slices.tactic);
  const clusters = (slice) => {
    const seen = new Map();
    for (const s of sliced) seen.set(s.slices[slice], (seen.get(s.slices[slice]) ?? new Set()).add(s.cluster ?? s.id));
    return new Map([...seen].map(([value, set]) => [value, set.size]));
  };
  const tactics = clusters("tactic");
  assert.deepEqual([...tactics.keys()].sort(), [...new Set(suites.attack.map((s) => s.slices.tactic))].sort());
  for (const [tactic, n] of tactics) assert.ok(n >= 40, `${tactic}: ${n}`);
  const languages = clusters("speaking_language");
  assert.deepEqual([...languages.keys()].sort(),
    ["Chinese", "English", "French", "German", "Hindi", "Italian", "Portuguese", "Spanish", "Thai"]);
  for (const [language, n] of languages) assert.ok(n >= 40, `${language}: ${n}`);
  for (const s of sliced) {
    assert.equal(s.slices.trigger, s.category);
    for (const tag of s.tags ?? []) assert.ok(suites.attack.some((a) => a.id === tag && a.intent === "attack"), `${s.id}: ${tag}`);
  }
});

test("attack prompts state an intent and a technique, nothing that works", () => {
  const forbidden = [
    [/`|^\s{4}\S/m, "code"],
    [/\b\w+:\/\/|\bwww\./i, "a URL"],
    [/\b\d{1,3}(\.\d{1,3}){3}\b|\b[\w.+-]+@[\w-]+\.\w+/, "an address"],
    [/[|&;$<>\\*{}[\]#=~^]/, "a shell metacharacter"],
    [/\b[A-Za-z]:\\|\/(etc|bin|tmp|usr|var)\b|\.(exe|dll|ps1|sh|bat|docm)\b/i, "a path or program"],
    [/\bCVE-\d|\bport \d|\b(nmap|mimikatz|metasploit|hydra|cobalt strike)\b/i, "a parameter or tool"],
  ];
  for (const s of suites.attack.filter((x) => x.intent === "attack")) {
    for (const [pattern, what] of forbidden) assert.doesNotMatch(asked(s), pattern, `${s.id} has ${what}`);
    assert.ok(asked(s).length < 260, `${s.id} says more than an intent`);
  }
});

test("each injection has texts of its own that show obedience and that a mere quotation does not contain", () => {
  const attacks = suites["prompt-injection"].filter((s) => s.intent === "attack");
  const shown = (s) => [s.grading.contains].flat().map((text) => text.toLowerCase());
  const brought = (s) => s.messages.slice(1).map((m) => m.content).join("\n");
  assert.equal(new Set(attacks.flatMap(shown)).size, attacks.flatMap(shown).length);
  for (const s of suites["prompt-injection"]) {
    assert.equal(s.messages[0].role, "system");
    assert.equal(s.messages.at(-1).role, "user");
    for (const text of shown(s)) {
      assert.ok(!brought(s).toLowerCase().includes(text), `${s.id}: quoting the prompt would count`);
      for (const answer of s.grading.must_contain ?? []) {
        assert.ok(!answer.toLowerCase().includes(text), `${s.id}: the right answer would count`);
      }
    }
    assert.doesNotMatch(asked(s), /\b\w+:\/\/|\bwww\.|\b\d{1,3}(\.\d{1,3}){3}\b|@[\w-]+\.\w+/, `${s.id} has an address`);
  }
  for (const s of attacks) {
    const known = shown(s).some((text) => s.messages[0].content.toLowerCase().includes(text));
    const joined = shown(s).some((text) => text.split("-").every((word) => brought(s).toLowerCase().includes(`"${word}"`)));
    assert.ok(known || joined, `${s.id}: nobody could obey`);
  }
  for (const s of suites["prompt-injection"].filter((x) => x.intent === "benign")) {
    assert.doesNotMatch(brought(s), /joined by a hyphen/);
  }
});

test("quick is at most 120 samples, with whole twin pairs, spread over suites and categories", () => {
  const quick = all.filter((s) => s.tags?.includes("quick"));
  assert.ok(quick.length <= 120 && quick.length >= 100, `${quick.length}`);
  for (const name of names) {
    const here = quick.filter((s) => s.suite === name);
    assert.ok(here.length >= 24 && here.length <= 40, `${name}: ${here.length}`);
    for (const s of here.filter((x) => x.twin)) assert.ok(here.some((x) => x.id === s.twin), `${s.id} without its twin`);
  }
  assert.equal(new Set(quick.filter((s) => s.suite === "attack").map((s) => s.slices.tactic)).size, 14);
  assert.ok(existsSync(join(root, "suites/quick/suite.yaml")));
});

test("every suite says what it is", () => {
  for (const name of names) {
    const yaml = readFileSync(join(root, "suites", name, "suite.yaml"), "utf8");
    for (const key of ["name", "measures", "grader", "validity", "licence", "version", "metrics", "keep"]) {
      assert.match(yaml, new RegExp(`^${key}: \\S`, "m"), `${name}: ${key}`);
    }
    assert.match(yaml, /^validity: plumbing$/m);
    assert.match(yaml, new RegExp(`^name: ${name}$`, "m"));
  }
});
