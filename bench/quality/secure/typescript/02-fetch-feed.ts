// CWE-918: a check function that throws stands before the request
import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { Router } from "express";

export const router = Router();

async function assertPublicUrl(raw: string): Promise<URL> {
  const url = new URL(raw);
  if (url.protocol !== "https:") throw new Error("https only");
  const addresses = await lookup(url.hostname, { all: true });
  for (const { address } of addresses) {
    if (ipaddr.parse(address).range() !== "unicast") {
      throw new Error("private address");
    }
  }
  return url;
}

router.post("/feeds", async (req, res) => {
  const address: string = req.body.url;
  try {
    await assertPublicUrl(address);
  } catch {
    res.status(400).json({ error: "address not allowed" });
    return;
  }
  const response = await fetch(address, { redirect: "manual" });
  res.json({ status: response.status });
});
