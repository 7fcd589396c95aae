// Runs the binary under test. Scripts in tests/e2e use node:test, so that `node tests/e2e/scan.mjs` runs one alone.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
export const binary = process.env.BROCH_BINARY ?? join(root, "build/release/broch");

/// Public data sets for development (docs/development.md); tests that need them skip when they are absent.
export const data = process.env.BROCH_DATA ?? resolve(root, "../shared/data");
export const withoutData = existsSync(join(data, "cyberseceval")) ? false : `no data sets at ${data}`;

/// Runs to the end: {status, stdout, stderr}.
export function broch(args, { input, env, cwd, timeout = 120_000 } = {}) {
  const r = spawnSync(binary, args, {
    input, cwd, timeout, encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, ...env },
  });
  if (r.error) throw r.error;
  return { status: r.status, stdout: r.stdout, stderr: r.stderr };
}

/// The parsed standard output of a --json command.
export function brochJson(args, options) {
  const r = broch([...args, "--json"], options);
  try {
    return { ...r, json: JSON.parse(r.stdout) };
  } catch (e) {
    throw new Error(`broch ${args.join(" ")}: exit ${r.status}, no JSON: ${r.stdout}\n${r.stderr}`);
  }
}

/// Starts a long-running command and waits for a line of its output that matches `ready`; the match is returned.
export async function start(args, ready, { env, cwd } = {}) {
  const child = spawn(binary, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const match = await new Promise((done, broken) => {
    const timer = setTimeout(() => broken(new Error(`no ${ready} in: ${output}`)), 20_000);
    const look = (chunk) => {
      output += chunk;
      const m = output.match(ready);
      if (m) { clearTimeout(timer); done(m); }
    };
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    child.on("exit", (code) => { clearTimeout(timer); broken(new Error(`exit ${code}: ${output}`)); });
  });
  return {
    child, match, output: () => output,
    stop: () => new Promise((done) => {
      if (child.exitCode !== null || child.signalCode !== null) return done();
      child.once("exit", done);
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 5_000).unref();
    }),
  };
}

/// A fresh folder, removed when the process ends.
export function scratch() {
  const dir = mkdtempSync(join(tmpdir(), "broch-e2e-"));
  process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/// Whether a run has come as far as its store: a process that is killed may leave an empty file.
export const storeBegun = (store) => existsSync(store) && statSync(store).size > 0;
