// docs/threat-model.md claims nothing without a test: each row of its tables names tests, and each of them exists.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const rows = readFileSync("docs/threat-model.md", "utf8").split("\n")
  .filter((line) => line.startsWith("| ")).filter((line) => !/\| tests \|$/.test(line));

test("every line of the threat model names tests that are there", () => {
  assert.ok(rows.length > 15, `${rows.length} rows`);
  for (const row of rows) {
    const cell = row.split(" | ").at(-1).replace(/ \|$/, "");
    if (cell.startsWith("see ")) {
      const other = /`(.+)`/.exec(cell)[1];
      assert.ok(rows.some((r) => r.startsWith(`| ${other} |`)), `no line \`${other}\``);
      continue;
    }
    let named = 0;
    for (const place of cell.split("; ")) {
      const [, path, rest] = /^`([^`]+)` (.+)$/.exec(place) ?? assert.fail(`not a test: ${place}`);
      const file = /^(tests|fuzz)\//.test(path) ? path : `src/${path}`;
      assert.ok(existsSync(file), `${file} does not exist`);
      const source = readFileSync(file, "utf8");
      if (file.endsWith("_test.cc")) {
        for (const name of rest.split(", ")) {
          assert.match(source, new RegExp(`^TEST(_F|_P)?\\(\\w+,\\s*${name}\\)`, "m"), `${file} has no test ${name}`);
          named++;
        }
      } else if (file.endsWith(".mjs")) {
        for (const [, title] of rest.matchAll(/"([^"]+)"/g)) {
          assert.ok(source.includes(`\ntest("${title}`), `${file} has no test "${title}..."`);
          named++;
        }
      } else {
        named++;  // a fuzz target is its own test
      }
    }
    assert.ok(named > 0, `no test holds: ${row}`);
  }
});
