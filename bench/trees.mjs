// Scans one tree with broch and with ast-grep, by the same patterns, in turn and on one processor.
//
//   node bench/trees.mjs TREE [--broch build/release/broch] [--runs 5] [--config RULES] [--pack DIR]
//
// The patterns are calls that a Java project may hold; each is one rule of either program. ast-grep comes
// from npm, into build/bench-npm. With --config broch also scans by that pack, without the patterns. With --pack the
// comparison is by what each has for the purpose instead: ast-grep by those of its rule files below DIR that load, broch by
// its built-in rules.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const AST_GREP = '@ast-grep/cli@0.51.1';
const PATTERNS = [
  'Runtime.getRuntime().exec(...)', 'new ProcessBuilder(...)', 'MessageDigest.getInstance($A)',
  'Cipher.getInstance($A)', 'Mac.getInstance($A)', 'KeyGenerator.getInstance($A)', 'SSLContext.getInstance($A)',
  'new Random()', 'Math.random()', 'new SecureRandom($S)', 'Class.forName($X)', '$M.invoke(...)',
  '$X.setAccessible(true)', 'System.exit($X)', 'new ObjectInputStream($X)', '$S.readObject()', 'new File($X, $Y)',
  'new FileInputStream($X)', 'new FileOutputStream($X)', 'File.createTempFile(...)', '$S.executeQuery($Q)',
  '$S.execute($Q)', '$S.prepareStatement($A + $B)', 'DriverManager.getConnection(...)', 'new URL($X)',
  '$X.openConnection()', 'DocumentBuilderFactory.newInstance()', 'SAXParserFactory.newInstance()',
  'XMLInputFactory.newInstance()', 'Thread.sleep($X)', '$X.printStackTrace()', '$X.equals(null)',
];

const [tree, ...rest] = process.argv.slice(2);
const option = (name, otherwise) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : otherwise);
if (!tree) throw new Error('which tree?');
const broch = option('--broch', 'build/release/broch');
const runs = Number(option('--runs', 5));
const work = 'build/bench-npm';

function javaBytes(path) {
  if (statSync(path).isFile()) return path.endsWith('.java') ? statSync(path).size : 0;
  return readdirSync(path).filter((name) => name !== '.git').reduce((sum, name) => sum + javaBytes(join(path, name)), 0);
}

mkdirSync(work, { recursive: true });
const astGrep = join(work, 'node_modules/@ast-grep/cli-linux-x64-gnu/ast-grep');
if (!existsSync(astGrep)) {
  const version = AST_GREP.slice(AST_GREP.lastIndexOf('@') + 1);
  const install = ['install', '--ignore-scripts', '--no-save', '--prefix', work, `@ast-grep/cli-linux-x64-gnu@${version}`];
  spawnSync('npm', install, { stdio: 'inherit' });
}
const quoted = (text) => JSON.stringify(text);
writeFileSync(join(work, 'broch.yaml'), 'rules:\n' + PATTERNS.map((pattern, i) =>
  `  - {id: r${i}, languages: [java], severity: INFO, message: m, pattern: ${quoted(pattern)}}\n`).join(''));
writeFileSync(join(work, 'ast-grep.yaml'), PATTERNS.map((pattern, i) =>
  `id: r${i}\nlanguage: java\nmessage: m\nseverity: info\nrule:\n  pattern: ${quoted(pattern.replaceAll('...', '$$$$$$'))}\n`)
  .join('---\n'));

function run(command, args) {
  const begin = process.hrtime.bigint();
  const timed = spawnSync('taskset', ['-c', '0', 'bash', '-c', 'TIMEFORMAT="%U %S"; time "$0" "$@"', command, ...args],
    { encoding: 'utf8', maxBuffer: 1 << 30 });
  const wall = Number(process.hrtime.bigint() - begin) / 1e9;
  const [user, system] = timed.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  const found = timed.stdout.split('\n').filter((line) => line.startsWith('{')).length;
  return { wall, cpu: user + system, found, output: timed.stdout };
}

/// Copies the rule files that ast-grep can load, each tried alone; their number.
function loadable(pack, into) {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const trial = join(work, 'trial');
  let count = 0;
  for (const path of readdirSync(pack, { recursive: true }).filter((name) => name.endsWith('.yml'))) {
    rmSync(trial, { recursive: true, force: true });
    mkdirSync(trial, { recursive: true });
    // Keys of its own, such as the pack's name, ast-grep refuses.
    const text = readFileSync(join(pack, path), 'utf8').replace(/^ast-grep-essentials:.*\n/gm, '');
    writeFileSync(join(trial, 'rule.yml'), text);
    writeFileSync(join(work, 'trial.yml'), 'ruleDirs: [trial]\n');
    if (spawnSync(astGrep, ['scan', '-c', join(work, 'trial.yml'), '--json=stream', trial]).status !== 0) continue;
    writeFileSync(join(into, `${++count}.yml`), text);
  }
  writeFileSync(join(work, 'pack.yml'), 'ruleDirs: [pack]\n');
  return count;
}

const own = option('--pack');
const rules = own ? `${loadable(own, join(work, 'pack'))} rules of ast-grep, those built into broch` : `${PATTERNS.length} patterns`;
const programs = own ? {
  broch: () => run(broch, ['scan', '--json', tree]),
  'ast-grep': () => run(astGrep, ['scan', '-c', join(work, 'pack.yml'), '--json=stream', '-j', '1', tree]),
} : {
  broch: () => run(broch, ['scan', '--no-default-rules', '--config', join(work, 'broch.yaml'), '--json', tree]),
  'ast-grep': () => run(astGrep, ['scan', '--rule', join(work, 'ast-grep.yaml'), '--json=stream', '-j', '1', tree]),
};
const pack = option('--config');
if (pack) {
  programs[`broch, ${pack}`] = () =>
    run(broch, ['scan', '--no-default-rules', '--skip-unsupported', '--config', pack, '--json', tree]);
}
const megabytes = javaBytes(tree) / 1e6;
const times = {};
for (let i = 0; i < runs; ++i) {
  for (const [name, program] of Object.entries(programs)) {
    const { wall, cpu, found, output } = program();
    const findings = name === 'ast-grep' ? found : (JSON.parse(output || '{"findings":[]}').findings ?? []).length;
    (times[name] ??= []).push({ wall, cpu, findings });
  }
}
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
console.log(`${tree}: ${megabytes.toFixed(1)} MB of Java, ${rules}, ${runs} runs, medians`);
for (const [name, all] of Object.entries(times)) {
  const cpu = median(all.map((one) => one.cpu));
  console.log(`${name.padEnd(24)} cpu ${cpu.toFixed(2)} s  wall ${median(all.map((one) => one.wall)).toFixed(2)} s  ` +
    `${(megabytes / cpu).toFixed(1)} MB/s of processor time  ${all[0].findings} findings`);
}
console.log(`ast-grep / broch: ${(median(times['ast-grep'].map((one) => one.cpu)) / median(times.broch.map((one) => one.cpu))).toFixed(1)}`);
