// clang-tidy over our own sources, one process per processor. A source that was clean is not looked at again until
// its preprocessed text, .clang-tidy or clang-tidy itself changes: the hashes of clean ones are kept in
// $BROCH_CACHE/tidy. Output of what is not clean is shown whole; exit code 1 then.
//
// usage: node scripts/tidy.mjs [FILE...]        sources, relative to the root; without FILE, all
//
// Most of its time clang-tidy spends on the headers of libraries, so sources with the same flags are put behind one
// another in one file and read together. Where that does not compile (two of them use one name) or is not clean, the
// halves are read, down to single sources, so a finding always has the place of its source. Together a using
// declaration counts as used when any of the sources uses it, and an include counts for those behind it (the clang
// presets compile each source alone).
//
// build/tidy must be configured; it need not be built, since generated sources come with the configuration.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const build = join(root, "build/tidy");
const cache = join(process.env.BROCH_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(os.homedir(), ".cache"), "broch"), "tidy");
const jobs = Number(process.env.LINT_JOBS) || (os.availableParallelism?.() ?? os.cpus().length);
const tidy = "clang-tidy-19";
const groups = join(build, "groups");
const kTogether = 8;

const basis = execFileSync(tidy, ["--version"], { encoding: "utf8" }) + readFileSync(join(root, ".clang-tidy"), "utf8");
const wanted = new Set(process.argv.slice(2));
const entries = JSON.parse(readFileSync(join(build, "compile_commands.json"), "utf8"))
  .map((e) => ({ ...e, name: relative(root, e.file), flags: flagsOf(e), checks: checksOf(e) }))
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

/// The flags of a source: without compiler, output and the source itself.
function flagsOf(entry) {
  const words = entry.command.split(" ").filter((a) => a && a !== "-c");
  const flags = words.slice(words.findIndex((a) => /clang\+\+/.test(a)) + 1);
  flags.splice(flags.indexOf("-o"), 2);
  return flags.filter((a) => a !== entry.file).map((a) => a.replace(/^"(.*)"$/, "$1").replaceAll('\\"', '"'));
}

/// Tests set up their environment and run shell commands while there is one thread.
function checksOf(entry) {
  return /_test\.cc$/.test(entry.file) ? ["--checks=-concurrency-mt-unsafe"] : [];
}

/// The hash that decides the result; nothing when the source does not even preprocess.
async function fingerprint(entry) {
  const made = await run("clang++-19", [...entry.flags, "-E", "-o", "-", entry.file], entry.directory);
  if (made.code !== 0) return null;
  // Paths of this checkout stay out of it, so that every checkout shares the results.
  return createHash("sha256").update(basis).update(made.out.replaceAll(root, "")).digest("hex");
}

function lookAt(group) {
  const options = ["--quiet", `--config-file=${join(root, ".clang-tidy")}`, ...group[0].checks];
  if (group.length === 1) return run(tidy, [...options, "-p", build, group[0].file], root);
  const { directory, flags } = group[0];
  const together = join(groups, `${++written}.cc`);
  writeFileSync(together, group.map((e) => `#line 1 "${e.file}"\n${readFileSync(e.file, "utf8")}\n`).join(""));
  return run(tidy, [...options, together, "--", ...flags], directory);
}

let written = 0, done = 0;
const wrong = [];
async function look(group) {
  const started = Date.now();
  const { code, out, err } = await lookAt(group);
  if (code !== 0 && group.length > 1) {
    const half = group.length >> 1;
    await look(group.slice(0, half));
    return look(group.slice(half));
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  done += group.length;
  console.log(`tidy: ${done}/${unknown.length} ${group.map((e) => e.name).join(" ")} ${seconds} s${code === 0 ? "" : ": not clean"}`);
  if (code === 0) {
    for (const { stamp } of group) if (stamp) writeFileSync(stamp, "");
    return;
  }
  wrong.push(group[0].name);
  // On standard error it counts the warnings of system headers that it keeps to itself.
  console.log(out.replaceAll(root + "/", "") + err.split("\n").filter((l) => !/warnings? generated\.$|^Suppressed |^Use -header-filter/.test(l)).join("\n"));
}

async function inParallel(items, work) {
  const queue = [...items];
  await Promise.all(Array.from({ length: jobs }, async () => { while (queue.length) await work(queue.shift()); }));
}

/// Sources of the same flags, at most kTogether each.
function grouped(sources) {
  const open = new Map(), all = [];
  for (const entry of sources) {
    const key = [entry.directory, ...entry.checks, ...entry.flags].join("\0");
    let group = open.get(key);
    if (!group || group.length === kTogether) open.set(key, all[all.push(group = []) - 1]);
    group.push(entry);
  }
  return all;
}

mkdirSync(cache, { recursive: true });
rmSync(groups, { recursive: true, force: true });
mkdirSync(groups, { recursive: true });
console.log(`tidy: ${entries.length} sources; looking for those that changed`);
await inParallel(entries, async (entry) => {
  const hash = await fingerprint(entry);
  entry.stamp = hash && join(cache, hash);
});
const unknown = entries.filter((e) => !e.stamp || !existsSync(e.stamp));
await inParallel(grouped(unknown), look);
console.log(`tidy: ${entries.length} sources, ${entries.length - unknown.length} known to be clean, ${wrong.length} not clean${wrong.map((n) => `\n  ${n}`).join("")}`);
process.exit(wrong.length === 0 ? 0 : 1);
