import assert from "node:assert/strict";
import test from "node:test";
import { broch, brochJson } from "./lib/broch.mjs";

const kinds = (json) => json.results.reduce((n, e) => ({ ...n, [e.kind]: (n[e.kind] ?? 0) + 1 }), {});

test("an entry by id", () => {
  const { status, json } = brochJson(["taxonomy", "cwe", "89"]);
  assert.equal(status, 0);
  assert.equal(json.id, "CWE-89");
  assert.match(json.name, /SQL Injection/);
  assert.deepEqual(json.parents, [
    { id: "CWE-943", name: "Improper Neutralization of Special Elements in Data Query Logic" },
  ]);
  assert.equal(brochJson(["taxonomy", "attack", "T1059.001"]).json.name, "PowerShell");
  assert.equal(brochJson(["taxonomy", "atlas", "AML.T0051"]).json.name, "LLM Prompt Injection");
  assert.equal(brochJson(["taxonomy", "owasp", "LLM01:2025"]).json.name, "Prompt Injection");
  assert.match(broch(["taxonomy", "cwe", "CWE-079"]).stdout, /^CWE-79 .*Cross-site Scripting/);
});

test("an entry by name", () => {
  assert.equal(brochJson(["taxonomy", "attack", "phishing"]).json.id, "T1566");
  assert.equal(brochJson(["taxonomy", "atlas", "LLM Prompt Injection"]).json.id, "AML.T0051");
  assert.equal(brochJson(["taxonomy", "cwe", "Neutralization of Data Query Logic"]).json.id, "CWE-943");
  const { status, stdout, stderr } = broch(["taxonomy", "cwe", "sql injection"]);
  assert.equal(status, 2);
  assert.equal(stdout, "");
  assert.match(stderr, /CWE-89 .*SQL Injection/);
  assert.match(stderr, /CWE-564 /);
  const many = broch(["taxonomy", "cwe", "improper"]);
  assert.equal(many.stderr.match(/CWE-\d+ /g).length, 10);
});

test("whole catalogues", () => {
  assert.equal(brochJson(["taxonomy", "cwe"]).json.results.length, 964);
  assert.deepEqual(kinds(brochJson(["taxonomy", "atlas"]).json).tactic, 16);
  const attack = kinds(brochJson(["taxonomy", "attack"]).json);
  assert.equal(attack.tactic, 14);
  assert.equal(attack.technique + attack["sub-technique"], 691);
});

test("by words", () => {
  const { json } = brochJson(["taxonomy", "search", "sql", "injection"]);
  assert.equal(json.results[0].id, "CWE-89");
  assert.deepEqual(brochJson(["taxonomy", "search", "zzzz"]).json.results, []);
  assert.equal(broch(["taxonomy", "search", "zzzz"]).status, 2);
});

test("an unknown id exits with 2 and says what it may mean", () => {
  const { status, stdout, stderr } = broch(["taxonomy", "owasp", "LLM01"]);
  assert.equal(status, 2);
  assert.equal(stdout, "");
  assert.match(stderr, /LLM01:2025, LLM01:2026/);
  assert.equal(broch(["taxonomy", "cwe", "nonsense"]).status, 2);
  assert.equal(broch(["taxonomy"]).status, 2);
});
