// CWE-89: values are bound, columns are of a union type checked at run time
import { Request, Response } from "express";
import { Pool } from "pg";

const pool = new Pool({ connectionString: process.env.DATABASE_URL });

const COLUMNS = ["name", "created_at", "size"] as const;
type Column = (typeof COLUMNS)[number];

function isColumn(value: unknown): value is Column {
  return COLUMNS.includes(value as Column);
}

export async function listFiles(req: Request, res: Response): Promise<void> {
  const sort = req.query.sort;
  const column: Column = isColumn(sort) ? sort : "created_at";
  const { rows } = await pool.query(
    `SELECT id, name, size FROM files WHERE owner_id = $1 ORDER BY ${column} LIMIT 100`,
    [req.user!.id],
  );
  res.json(rows);
}
