// CWE-78: the program comes from a table, the arguments are a list
import { spawn } from "node:child_process";

const TOOLS: Record<string, readonly string[]> = {
  lint: ["npx", "eslint", "--format", "json"],
  types: ["npx", "tsc", "--noEmit"],
};

export function runTool(name: string, project: string): Promise<number> {
  const command = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined;
  if (!command) throw new Error(`unknown tool: ${name}`);
  const [program, ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: project, shell: false, stdio: "ignore" });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
