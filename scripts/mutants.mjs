// Mutation check: compiles each committed one-line fault and asks that the tests named with it fail. A fault that
// survives means that a test is missing.
//
// usage: node scripts/mutants.mjs [--list] [LIBRARY...]        without LIBRARY, all; --list only checks the lists
//
// tests/mutants/LIBRARY.txt holds the faults, separated by blank lines:
//
//   # why this would hurt
//   src/core/text.cc
//   - the one line as it stands, without its indentation; it stands once in the file
//   + the faulty line; nothing after the sign takes the line out
//   kill: broch_core_test Text.*        (optional: a gtest filter, or "e2e scan [test name pattern]"; else all tests
//                                        of the library but random comparisons and files of megabytes, which are
//                                        slow in a debug build)
//
// The tree is never touched. The debug preset is built once; a fault is the changed file, compiled with the command
// of the original, and the test program linked once more with that object before the archives, so that the linker
// takes no more of the original object. Faults run side by side, one per processor (MUTANTS_JOBS changes that).
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const lists = join(root, "tests/mutants");
const build = join(root, "build/debug");
const work = join(root, "build/mutants");
const jobs = Number(process.env.MUTANTS_JOBS) || (os.availableParallelism?.() ?? os.cpus().length);
const kFewest = 4;                     // faults per library
const kLeastTime = 30_000;             // a fault may loop for ever: past this, or ten times the sound run, it is caught
const kMemoryKb = 6 << 20;             // or allocate for ever

class Unusable extends Error {}

function readFaults(library) {
  const path = join(lists, `${library}.txt`);
  if (!existsSync(path)) throw new Unusable(`no list tests/mutants/${library}.txt`);
  const blocks = readFileSync(path, "utf8").split(/\n[ \t]*\n/).filter((s) => s.trim());
  return blocks.map((block) => {
    const fault = { library, why: "", file: "", from: "", to: null,
      kill: `broch_${library}_test *:-*Differential*:*FileScansEnd*` };
    for (const line of block.trim().split("\n")) {
      if (line.startsWith("# ")) fault.why += (fault.why ? " " : "") + line.slice(2);
      else if (line.startsWith("- ")) fault.from = line.slice(2).trim();
      else if (/^\+( |$)/.test(line)) fault.to = line.slice(2).trim();
      else if (line.startsWith("kill: ")) fault.kill = line.slice(6).trim();
      else fault.file = line.trim();
    }
    if (!fault.why || !fault.file.endsWith(".cc") || !fault.from || fault.to === null || fault.to === fault.from)
      throw new Unusable(`tests/mutants/${library}.txt: incomplete fault:\n${block}`);
    return fault;
  });
}

/// Adds the line number and the faulty text; anything but exactly one line that reads `from` is an error of the list.
function locate(fault) {
  const path = join(root, fault.file);
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  const hits = lines.flatMap((line, i) => (line.trim() === fault.from ? [i] : []));
  if (hits.length !== 1)
    return `tests/mutants/${fault.library}.txt: ${hits.length} lines of ${fault.file} read \`${fault.from}\``;
  fault.line = hits[0] + 1;
  lines[hits[0]] = lines[hits[0]].match(/^\s*/)[0] + fault.to;
  fault.text = lines.join("\n");
  const hash = createHash("sha256").update(fault.file + fault.text).digest("hex").slice(0, 12);
  fault.stem = join(work, `${fault.library}-${hash}`);
  return null;
}

const groups = new Set();  // process groups that run now
const endGroup = (pid) => { try { process.kill(-pid, "SIGKILL"); } catch { /* it has just ended */ } };
for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]])
  process.on(signal, () => { groups.forEach(endGroup); process.exit(code); });

/// Runs a shell command in its own process group, so that a time-out ends all of it. Tests find no data sets, so that
/// a fault is not caught on one machine and missed on another.
function run(command, { cwd = build, env = {}, timeout = 3_600_000 } = {}) {
  return new Promise((done) => {
    const child = spawn("/bin/sh", ["-c", command], { cwd, env: { ...process.env, BROCH_DATA: work, ...env }, detached: true,
      stdio: ["ignore", "pipe", "pipe"] });
    groups.add(child.pid);
    let output = "", timedOut = false;
    const keep = (chunk) => { output = (output + chunk).slice(-200_000); };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const timer = setTimeout(() => { timedOut = true; endGroup(child.pid); }, timeout);
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      groups.delete(child.pid);
      done({ status, signal, output, timedOut });
    });
  });
}

const quote = (s) => `'${s.replaceAll("'", `'\\''`)}'`;

/// What a `kill:` line means: the program to link, and how to run it as `program`.
function plan(kill) {
  const [target, ...rest] = kill.split(/\s+/);
  if (target === "e2e") {
    const pattern = rest.slice(1).join(" ");
    const node = `node ${pattern ? `--test-name-pattern=${quote(pattern)} ` : ""}tests/e2e/${rest[0]}.mjs`;
    return { target: "broch", start: (program) => run(node, { cwd: root,
      env: { BROCH_BINARY: program, NO_COLOR: "1" }, timeout: limits.get(kill) }) };
  }
  const library = target.replace(/^broch_(.*)_test$/, "$1");
  return { target: `src/${library}/${target}`, start: async (program) => {
    const cwd = mkdtempSync(join(os.tmpdir(), "broch-mutant-"));
    const filter = quote(rest.join(":") || "*");
    const result = await run(`ulimit -v ${kMemoryKb}; exec ${quote(program)} --gtest_fail_fast --gtest_filter=${filter}`, { cwd,
      env: { TMPDIR: cwd, TEST_TMPDIR: cwd }, timeout: limits.get(kill) });
    rmSync(cwd, { recursive: true, force: true });
    return result;
  } };
}

const limits = new Map();  // kill line -> milliseconds its tests may take
const commands = new Map();
async function ninjaCommand(output) {
  if (!commands.has(output)) {
    const { status, output: text } = await run(`ninja -t commands -s ${quote(output)}`);
    if (status !== 0) throw new Unusable(`ninja does not know ${output}: ${text}`);
    commands.set(output, text.trim());
  }
  return commands.get(output);
}

/// The commands that compile the faulty file and link `target` with it as `program`.
async function faulty(fault, target, program) {
  const source = join(root, fault.file);
  const entry = sources.get(source);
  if (!entry) throw new Unusable(`${fault.file} is not compiled in the debug preset`);
  const compile = (await ninjaCommand(entry))
    .replace(/ -MD -MT \S+ -MF \S+/, "")
    .replace(` -o ${entry} -c ${source}`, ` -g0 -w -iquote ${quote(dirname(source))} -o ${fault.stem}.o -c ${fault.stem}.cc`);
  const link = (await ninjaCommand(target)).replace(` -o ${target} `, ` ${fault.stem}.o -o ${program} `);
  if (!compile.includes(`${fault.stem}.o`) || !link.includes(program))
    throw new Unusable(`${fault.file}: the commands of ninja do not look as expected:\n${compile}\n${link}`);
  return { compile, link };
}

const sources = new Map();  // absolute source path -> object path in the build folder
function readCompileCommands() {
  for (const { file, command } of JSON.parse(readFileSync(join(build, "compile_commands.json"), "utf8")))
    sources.set(file, / -o (\S+) -c /.exec(command)?.[1]);
}

/// Test programs may share file names in /tmp: one run of a program at a time.
const turns = new Map();
function inTurn(target, work) {
  const mine = (turns.get(target) ?? Promise.resolve()).then(work);
  turns.set(target, mine.catch(() => {}));
  return mine;
}

const failedTest = (output) => {
  const m = /\[  FAILED  \] (\S+?)(?:,| \(|$)|^\s*not ok \d+ - (.*)$|^✖ (.*?)(?: \(|$)/m.exec(output);
  return m && (m[1] ?? m[2] ?? m[3]);
};

/// {verdict, how}: killed when the tests fail, or do not end in time.
async function judge(fault) {
  const { target, start } = plan(fault.kill);
  const program = `${fault.stem}-${basename(target)}`;
  writeFileSync(`${fault.stem}.cc`, fault.text);
  const { compile, link } = await faulty(fault, target, program);
  for (const step of [compile, link]) {
    const { status, output } = await run(step);
    if (status !== 0) throw new Unusable(`does not build:\n${output.slice(0, 3000)}`);
  }
  const result = await inTurn(target, () => start(program));
  for (const end of [".cc", ".o", `-${basename(target)}`]) rmSync(fault.stem + end);
  if (result.timedOut) return { verdict: "killed", how: "did not end" };
  return { verdict: result.status !== 0 ? "killed" : "SURVIVED", how: failedTest(result.output) ?? `exit ${result.status ?? result.signal}` };
}

/// The named tests must exist and pass on the unchanged tree, otherwise they prove nothing.
async function proveSound(kill) {
  const { target, start } = plan(kill);
  limits.set(kill, 600_000);
  const began = Date.now();
  const { status, output } = await inTurn(target, () => start(join(build, target)));
  if (status !== 0) throw new Unusable(`\`${kill}\` fails on the unchanged tree (${failedTest(output) ?? status}):\n${output.slice(-3000)}`);
  const ran = kill.startsWith("e2e") ? /^. pass [1-9]/m.test(output) : /\[  PASSED  \] [1-9]/.test(output);
  if (!ran) throw new Unusable(`\`${kill}\` names no test`);
  limits.set(kill, Math.max(kLeastTime, 10 * (Date.now() - began)));
}

async function inParallel(items, work) {
  const queue = [...items];
  await Promise.all(Array.from({ length: jobs }, async () => { while (queue.length) await work(queue.shift()); }));
}

function readAll(names) {
  const libraries = names.length ? names : readdirSync(join(root, "src")).filter((d) => existsSync(join(root, "src", d, "CMakeLists.txt")));
  const faults = libraries.flatMap((library) => {
    const found = readFaults(library);
    if (found.length < kFewest) throw new Unusable(`tests/mutants/${library}.txt: ${found.length} faults, fewer than ${kFewest}`);
    return found;
  });
  const stale = faults.map(locate).filter(Boolean);
  if (stale.length) throw new Unusable(stale.join("\n"));
  console.log(`mutants: ${faults.length} faults over ${libraries.length} libraries`);
  return faults;
}

async function main(names) {
  const began = Date.now();
  const faults = readAll(names.filter((n) => n !== "--list"));
  if (names.includes("--list")) return 0;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  if (!existsSync(join(build, "build.ninja"))) {
    const { status, output } = await run("cmake --preset debug", { cwd: root });
    if (status !== 0) throw new Unusable(output);
  }
  const kills = [...new Set(faults.map((f) => f.kill))];
  const targets = [...new Set(kills.map((k) => plan(k).target))];
  const built = await run(`cmake --build . -j ${jobs} --target ${targets.join(" ")}`);
  if (built.status !== 0) throw new Unusable(built.output.slice(-4000));
  readCompileCommands();
  await inParallel(kills, proveSound);
  console.log(`mutants: built and sound after ${Math.round((Date.now() - began) / 1000)} s`);

  const counts = { "killed": 0, "SURVIVED": 0, "UNUSABLE": 0 };
  let done = 0;
  await inParallel(faults, async (fault) => {
    const { verdict, how } = await judge(fault).catch((error) => {
      if (error instanceof Unusable) return { verdict: "UNUSABLE", how: error.message };
      throw error;
    });
    ++counts[verdict];
    console.log(`${String(++done).padStart(3)}/${faults.length} ${verdict.padEnd(8)} ${fault.file}:${fault.line}: ${fault.why} (${how})`);
  });
  const unusable = counts.UNUSABLE ? `, ${counts.UNUSABLE} unusable` : "";
  console.log(`mutants: ${counts.killed} killed, ${counts.SURVIVED} survived${unusable}, in ${Math.round((Date.now() - began) / 1000)} s`);
  return counts.UNUSABLE ? 3 : counts.SURVIVED ? 1 : 0;
}

main(process.argv.slice(2)).then((status) => process.exit(status), (error) => {
  console.error(error instanceof Unusable ? `mutants: ${error.message}` : error);
  process.exit(3);
});
