// Debian's Chromium, driven by playwright-core; axe-core looks at what it shows.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { needPackages } from "./packages.mjs";

const executablePath = process.env.BROCH_BROWSER ?? "/usr/bin/chromium";

/// Tests that need a browser skip where there is none, unless BROCH_BROWSER says that there must be one.
export const withoutBrowser = process.env.BROCH_BROWSER || existsSync(executablePath) ? false
  : `no browser at ${executablePath}; scripts/setup dev installs it`;

export async function launch() {
  needPackages("playwright-core", "axe-core");
  const { chromium } = await import("playwright-core");
  // The sandbox refuses to start for root.
  return chromium.launch({ executablePath, args: process.getuid() === 0 ? ["--no-sandbox"] : [] });
}

/// Opens a file and records what it does: {page, requests, errors}.
export async function open(browser, url, { media, ...options } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests = [], errors = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(String(error)));
  if (media) await page.emulateMedia({ media });
  await page.goto(url);
  return { page, requests, errors };
}

/// What axe-core finds serious or critical, a line each. It comes in through the debugger, past the page's own
/// policy, which forbids all scripts. `rules` switches rules off, as {"color-contrast": {enabled: false}}.
export async function accessibilityFaults(page, rules = {}) {
  const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(`${source}; 0`);
  const { violations } = await page.evaluate((rules) =>
    window.axe.run(document, { resultTypes: ["violations"], rules }), rules);
  return violations.filter((v) => v.impact === "serious" || v.impact === "critical")
    .flatMap((v) => v.nodes.slice(0, 5).map((n) => `${v.impact} ${v.id}: ${n.html.slice(0, 200)} ${n.failureSummary}`));
}
