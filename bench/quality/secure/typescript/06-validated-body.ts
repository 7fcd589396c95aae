// CWE-20, CWE-915: the body is parsed by a schema, nothing else reaches the model
import { Router } from "express";
import { z } from "zod";
import { prisma } from "./db";

const CreateUser = z.object({
  email: z.string().email().max(254),
  name: z.string().min(1).max(80),
  newsletter: z.boolean().default(false),
}).strict();

export const users = Router();

users.post("/users", async (req, res) => {
  const parsed = CreateUser.safeParse(req.body);
  if (!parsed.success) {
    return res.status(422).json({ errors: parsed.error.flatten().fieldErrors });
  }
  const user = await prisma.user.create({ data: { ...parsed.data, role: "member" } });
  return res.status(201).json({ id: user.id });
});
