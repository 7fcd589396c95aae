// The npm packages beside the tests, installed once from the lock file.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const tests = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const lock = join(tests, ".npm-lock");

/// Installs unless all of `names` are there. Test scripts run side by side: one installs, the others wait.
export function needPackages(...names) {
  const there = () => names.every((name) => existsSync(join(tests, "node_modules", name, "package.json")));
  const deadline = Date.now() + 180_000;
  while (!there()) {
    try {
      mkdirSync(lock);
    } catch (e) {
      if (e.code !== "EEXIST" || Date.now() > deadline) throw new Error(`cannot lock ${lock}: ${e.message}`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
      continue;
    }
    try {
      const npm = spawnSync("npm", ["ci", "--no-progress"], { cwd: tests, encoding: "utf8" });
      if (npm.status !== 0) throw new Error(`npm ci in ${tests}: ${npm.stderr ?? npm.error}`);
    } finally {
      rmdirSync(lock);
    }
  }
}
