// Where the kernel grants no namespaces, nothing foreign is run, and the user is told what to do.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { binary, brochJson } from "./lib/broch.mjs";

/// A user namespace in which no other may be made: the setting counts for it and what is below it alone.
const bare = (command) => ["unshare", ["--user", "--map-root-user", "sh", "-c",
  `echo 0 > /proc/sys/user/max_user_namespaces && exec ${command}`]];
const works = spawnSync(...bare("true")).status === 0;

test("doctor says whether the sandbox works, what it holds and what is missing", () => {
  const { json } = brochJson(["doctor"]);
  const sandbox = json.checks.find((check) => check.subject === "sandbox");
  if (sandbox.what.startsWith("works")) {
    assert.match(sandbox.what, /memory of all processes together is (held by a cgroup|looked at)/);
  } else {
    assert.notEqual(sandbox.remedy, "");
  }
});

test("without namespaces nothing runs", { skip: works ? false : "no user namespaces here" }, () => {
  const [program, args] = bare(`${binary} doctor --json`);
  const { stdout } = spawnSync(program, args, { encoding: "utf8" });
  const sandbox = JSON.parse(stdout).checks.find((check) => check.subject === "sandbox");
  assert.equal(sandbox.state, "warning");
  assert.match(sandbox.what, /the sandbox cannot be made/);
  assert.match(sandbox.remedy, /user namespaces/);

  const folder = mkdtempSync(join(tmpdir(), "broch-bare-"));
  mkdirSync(join(folder, "sh-mark", "reference"), { recursive: true });
  const mark = join(folder, "mark");
  const files = {
    "task.yaml": "id: sh-mark\nlanguage: bash\nfile: answer.sh\ncwe: CWE-78\ntitle: t\nprompt: p\nreason: r\n" +
      "secure_way: s\ncanary: c\n",
    "functional.sh": `touch ${mark}\n`, "security.sh": `touch ${mark}\n`,
    "reference/secure.sh": "true\n", "reference/insecure.sh": "true\n",
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, "sh-mark", path), text);
  const refused = spawnSync(...bare(`${binary} suites selftest ${folder}`), { encoding: "utf8" });
  assert.equal(refused.status, 3);
  assert.match(refused.stderr, /the sandbox cannot be made/);
  assert.equal(spawnSync("test", ["-e", mark]).status, 1);
  rmSync(folder, { recursive: true });
});
