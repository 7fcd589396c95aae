// clang-tidy over our own sources, one process per processor. A source that was clean is not looked at again until
// its preprocessed text, .clang-tidy or clang-tidy itself changes: the hashes of clean ones are kept in
// $BROCH_CACHE/tidy. Output of what is not clean is shown whole; exit code 1 then.
//
// usage: node scripts/tidy.mjs [FILE...]        sources, relative to the root; without FILE, all
//
// build/tidy must be configured; it need not be built, since generated sources come with the configuration.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const build = join(root, "build/tidy");
const cache = join(process.env.BROCH_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(os.homedir(), ".cache"), "broch"), "tidy");
const jobs = Number(process.env.LINT_JOBS) || (os.availableParallelism?.() ?? os.cpus().length);
const tidy = "clang-tidy-19";

const basis = execFileSync(tidy, ["--version"], { encoding: "utf8" }) + readFileSync(join(root, ".clang-tidy"), "utf8");
const wanted = new Set(process.argv.slice(2));
const entries = JSON.parse(readFileSync(join(build, "compile_commands.json"), "utf8"))
  .map((e) => ({ ...e, name: relative(root, e.file) }))
  .filter((e) => /^(src|fuzz|bench)\/.*\.cc$/.test(e.name))
  .filter((e) => wanted.size === 0 || wanted.has(e.name));

for (const name of wanted) {
  if (!entries.some((e) => e.name === name)) console.log(`tidy: ${name} is not part of the configured build`);
}
if (entries.length === 0 && wanted.size === 0) throw new Error(`${build} has no compile commands of ours`);

/// Collects the output of a process; `code` is null when it could not be run or was ended by a signal.
function run(file, args, cwd) {
  return new Promise((done) => {
    const child = spawn(file, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const out = [], err = [];
    child.stdout.on("data", (d) => out.push(d));
    child.stderr.on("data", (d) => err.push(d));
    child.on("error", (e) => done({ code: null, out: "", err: String(e) }));
    child.on("close", (code) => done({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }));
  });
}

/// The hash that decides the result; nothing when the source does not even preprocess.
async function fingerprint(entry) {
  // Paths of this checkout stay out of it, so that every checkout shares the results.
  const args = entry.command.split(" ").filter((a) => a && a !== "-c").slice(1);
  if (/ccache|cmake/.test(entry.command.split(" ")[0])) args.splice(0, args.findIndex((a) => /clang\+\+/.test(a)) + 1);
  const output = args.indexOf("-o");
  args.splice(output, 2);
  const clean = args.map((a) => a.replace(/^"(.*)"$/, "$1").replaceAll('\\"', '"'));
  const made = await run("clang++-19", [...clean, "-E", "-o", "-"], entry.directory);
  if (made.code !== 0) return null;
  return createHash("sha256").update(basis).update(made.out.replaceAll(root, "")).digest("hex");
}

let next = 0, known = 0, looked = 0;
const wrong = [];
async function worker() {
  while (next < entries.length) {
    const entry = entries[next++];
    const hash = await fingerprint(entry);
    const stamp = hash && join(cache, hash);
    if (stamp && existsSync(stamp)) {
      known++;
      continue;
    }
    const started = Date.now();
    const { code, out, err } = await run(tidy, ["--quiet", "-p", build, entry.file], root);
    looked++;
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    console.log(`tidy: ${known + looked}/${entries.length} ${entry.name} ${seconds} s${code === 0 ? "" : ": not clean"}`);
    if (code === 0) {
      if (stamp) writeFileSync(stamp, "");
      continue;
    }
    wrong.push(entry.name);
    // On standard error it counts the warnings of system headers that it keeps to itself.
    console.log(out.replaceAll(root + "/", "") + err.split("\n").filter((l) => !/warnings? generated\.$|^Suppressed |^Use -header-filter/.test(l)).join("\n"));
  }
}

mkdirSync(cache, { recursive: true });
await Promise.all(Array.from({ length: Math.min(jobs, entries.length) }, worker));
console.log(`tidy: ${entries.length} sources, ${known} known to be clean, ${wrong.length} not clean${wrong.map((n) => `\n  ${n}`).join("")}`);
process.exit(wrong.length === 0 ? 0 : 1);
