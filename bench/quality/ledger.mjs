// looks.jsonl: every scoring leaves a line, so that the number of looks at the held-out half is known. The binary must
// have the rules of the checkout, or the commit would not say what was scored.
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { root } from "../../tests/e2e/lib/broch.mjs";
import { installedRules } from "./scan.mjs";
import { Refused } from "./split.mjs";

const git = (...args) => spawnSync("git", ["-C", root, ...args], { encoding: "utf8" }).stdout.trim();

/// The commit, with "+" behind it where rules or scanner differ from it.
export function commit() {
  const head = git("rev-parse", "--short=12", "HEAD");
  return git("status", "--porcelain", "--", "rules", "src") ? `${head}+` : head;
}

/// Throws when the binary was built from other rules than those of the checkout.
export function requireSameRules() {
  const text = ({ rules }) => JSON.stringify(rules.sort((a, b) => (a.id < b.id ? -1 : 1)));
  if (text(installedRules([])) !== text(installedRules(["rules"])))
    throw new Refused("the binary's rules are not those of rules/: build first, or give --config");
}

export const record = (file, entry) => appendFileSync(file, JSON.stringify(entry) + "\n");

export const looks = (file) =>
  existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map((l) => JSON.parse(l)) : [];
