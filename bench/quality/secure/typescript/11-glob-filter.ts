// CWE-1333, CWE-625: input is quoted before it becomes part of an expression
import { Request, Response } from "express";

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export async function filterTags(req: Request, res: Response) {
  const prefix = String(req.query.prefix ?? "").slice(0, 50);
  const expression = new RegExp(`^${escapeRegExp(prefix)}`, "i");
  const tags = await loadTags();
  res.json(tags.filter((tag) => expression.test(tag.name)));
}
