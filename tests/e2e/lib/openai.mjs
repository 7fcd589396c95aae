// The unmodified `openai` client, installed once from the lock file beside the tests.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const tests = resolve(dirname(fileURLToPath(import.meta.url)), "..");
if (!existsSync(join(tests, "node_modules/openai/package.json"))) {
  const npm = spawnSync("npm", ["ci", "--no-progress"], { cwd: tests, encoding: "utf8" });
  if (npm.status !== 0) throw new Error(`npm ci in ${tests}: ${npm.stderr ?? npm.error}`);
}
export const { default: OpenAI } = await import("openai");
