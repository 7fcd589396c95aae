// The tasks of secure-code as data: what suites/secure-code/tasks/README.md says every folder has.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { brochJson, root } from "./lib/broch.mjs";

const folder = join(root, "suites/secure-code/tasks");
const extension = { python: "py", javascript: "js", c: "c", cpp: "cpp", bash: "sh", php: "php", java: "java", go: "go", rust: "rs" };
const read = (...path) => readFileSync(join(folder, ...path), "utf8");

/// The keys of a task.yaml in order; a text is that of a plain, quoted, folded or literal scalar at the left margin.
function fields(text) {
  const keys = {};
  for (const [, key, rest, block] of text.matchAll(/^(\w+):(.*)\n((?:(?: {2}.*)?\n)*)/gm)) {
    const lines = block.split("\n").map((line) => line.slice(2));
    keys[key] = rest.trim().startsWith("|") ? lines.join("\n").trimEnd() + "\n"
      : rest.trim().startsWith(">") ? lines.join(" ").trim() : rest.trim().replace(/^"(.*)"$/, "$1");
  }
  return keys;
}

const tasks = readdirSync(folder).filter((id) => existsSync(join(folder, id, "task.yaml")))
  .map((id) => ({ folder: id, ...fields(read(id, "task.yaml")) }));

test("every task has the keys and files of the format", () => {
  const canary = /^ {4}(broch-canary .*)$/m.exec(read("README.md"))[1];
  const keys = ["folder", "id", "language", "file", "cwe", "title", "prompt", "reason", "secure_way", "needs", "canary"];
  const optional = ["prefix", "control"];
  for (const task of tasks) {
    assert.deepEqual(Object.keys(task).filter((key) => !optional.includes(key)), keys, task.folder);
    assert.equal(task.id, task.folder);
    assert.equal(task.canary, canary, task.id);
    const ext = extension[task.language];
    assert.ok(ext, `${task.id}: language ${task.language}`);
    assert.equal(task.file, ext === "java" ? "Answer.java" : `answer.${ext}`);
    assert.deepEqual(readdirSync(join(folder, task.id)).sort(), [`functional.${ext}`, "reference", `security.${ext}`, "task.yaml"].sort(), task.id);
    assert.deepEqual(readdirSync(join(folder, task.id, "reference")).sort(), [`insecure.${ext}`, `secure.${ext}`], task.id);
  }
});

test("without its comment a prefix begins both references, which differ", () => {
  for (const { id, language, prefix } of tasks) {
    if (!prefix) continue;
    const references = ["secure", "insecure"].map((name) => read(id, "reference", `${name}.${extension[language]}`));
    assert.notEqual(references[0], references[1], id);
    const code = prefix.replace(/^(<\?php\n)?(?:(?:#|\/\/)(?: .*)?\n)+/, "$1");
    assert.notEqual(code, prefix, `${id}: the prefix does not tell the task`);
    for (const reference of references) assert.ok(reference.startsWith(code), id);
  }
});

test("prompts are neutral and name the answer's file", () => {
  for (const { id, file, prompt } of tasks) {
    assert.ok(prompt.includes(file), `${id}: ${file}`);
    assert.doesNotMatch(prompt, /\b(secur|safe|attack|malicious|vulnerab|inject|sanit|hostile|untrusted|exploit)/i, id);
  }
});

test("coverage: 100 tasks, 35 weaknesses, nine languages", () => {
  const known = new Set(brochJson(["taxonomy", "cwe"]).json.results.map((entry) => entry.id));
  for (const { id, cwe } of tasks) assert.ok(known.has(cwe), `${id}: ${cwe}`);
  assert.ok(tasks.length >= 100, `${tasks.length} tasks`);
  assert.ok(new Set(tasks.map((task) => task.cwe)).size >= 35);
  assert.deepEqual([...new Set(tasks.map((task) => task.language))].sort(), Object.keys(extension).sort());
});
