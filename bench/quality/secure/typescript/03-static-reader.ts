// CWE-22: relative path must not lead outside of the base
import { readFile } from "node:fs/promises";
import path from "node:path";
import { FastifyInstance } from "fastify";

const ROOT = path.resolve(process.cwd(), "content");

function resolveInside(root: string, name: string): string | null {
  const full = path.resolve(root, name);
  const relative = path.relative(root, full);
  if (relative === "" || relative.startsWith("..") || path.isAbsolute(relative)) {
    return null;
  }
  return full;
}

export function register(app: FastifyInstance) {
  app.get<{ Params: { page: string } }>("/content/:page", async (request, reply) => {
    const file = resolveInside(ROOT, `${request.params.page}.md`);
    if (!file) return reply.code(404).send();
    return reply.type("text/plain").send(await readFile(file, "utf8"));
  });
}
