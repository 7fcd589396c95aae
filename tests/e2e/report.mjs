// `broch report`: what it writes about two runs of simulated models, and the page in a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { broch, brochJson, scratch } from "./lib/broch.mjs";
import { accessibilityFaults, launch, open, withoutBrowser } from "./lib/browser.mjs";

const dir = scratch();
const store = join(dir, "runs.db");
const file = join(dir, "report.html");
const url = pathToFileURL(file).href;
const report = (...args) => broch(["report", "base", "last", "--store", store, ...args]);

before(() => {
  for (const [model, tag] of [["sim:vulnerable?error=0.05", "base"], ["sim:hardened?error=0.05", "new"]]) {
    const r = broch(["eval", "run", "--suite", "secure-code/instruct@read,attack,false-refusal,prompt-injection",
      "--limit", "24", "--model", model, "--judge", "sim:judge", "--store", store, "--yes", "--json"]);
    assert.equal(r.status, 0, r.stderr);
    assert.equal(broch(["eval", "tag", "last", tag, "--store", store]).status, 0);
  }
  const r = report("--label", "vulnerable", "--label", "hardened", "--items", "3", "-o", file);
  assert.equal(r.status, 0, r.stderr);
});

test("writes text and Markdown to standard output, a page to a file, and JSON about either", () => {
  const text = report("--format", "text");
  assert.equal(text.status, 0, text.stderr);
  assert.match(text.stdout, /^Broch: what changed\n/);
  assert.match(text.stdout, /Gate: (pass|fail|inconclusive)/);
  const markdown = report("--format", "markdown");
  assert.match(markdown.stdout, /^# Broch: what changed\n/);
  assert.match(markdown.stdout, /\| suite \| metric \| run \|/);
  const done = brochJson(["report", "last", "--store", store, "-o", join(dir, "one.html")]).json;
  assert.equal(done.report, join(dir, "one.html"));
  assert.equal(done.revealed, false);
  assert.equal(done.runs.length, 1);
  assert.match(brochJson(["report", "last", "--store", store, "--format", "text"]).json.text, /Cost/);
  assert.equal(report("--format", "pdf").status, 2);
});

test("text of attempts graded unsafe is in the report only after --reveal, which it then says", () => {
  const exported = broch(["eval", "export", "base", "--store", store]).stdout.trim().split("\n").map((l) => JSON.parse(l));
  assert.ok(exported.some((a) => a.unsafe === true));
  const closed = report("--format", "text").stdout, open = report("--format", "text", "--reveal").stdout;
  assert.match(closed, /withheld, [\d,]+ bytes/);
  assert.doesNotMatch(closed, /Revealed\./);
  assert.doesNotMatch(open, /withheld, [\d,]+ bytes/);
  assert.match(open, /Revealed\.\s+\d+ attempts .* at \d{4}-\d\d-\d\dT/s);
});

let browser;
before(async () => { if (!withoutBrowser) browser = await launch(); });
after(async () => { await browser?.close(); });

const openAll = (page) => page.evaluate(() => { for (const d of document.querySelectorAll("details")) d.open = true; });
/// One folded part of each section, and what is folded first inside: axe-core takes its time over each node.
const openSome = (page) => page.evaluate(() => {
  for (const d of document.querySelectorAll("section > details:first-of-type, .tactic:first-child > details")) d.open = true;
  for (const d of document.querySelectorAll("details.item:first-of-type")) d.open = true;
});
const wide = { width: 1280, height: 900 }, narrow = { width: 360, height: 740 };
const views = {
  light: { colorScheme: "light", viewport: wide },
  dark: { colorScheme: "dark", viewport: wide },
  print: { colorScheme: "dark", viewport: wide, media: "print" },
  narrow: { colorScheme: "light", viewport: narrow },
};
for (const [name, view] of Object.entries(views)) {
  test(`${name}: no error, nothing loaded, nothing serious for axe-core`, { skip: withoutBrowser }, async () => {
    const { page, requests, errors } = await open(browser, url, view);
    assert.equal(await page.locator("h1").innerText(), "Broch: what changed");
    await openSome(page);
    // Colours are those of the wide page: to compare them again would take most of the time.
    const rules = name === "narrow" ? { "color-contrast": { enabled: false } } : {};
    assert.deepEqual(await accessibilityFaults(page, rules), []);
    assert.deepEqual(requests, [url]);
    assert.deepEqual(errors, []);
    await page.context().close();
  });
}

test("at 360 pixels the page itself does not scroll sideways, closed or opened", { skip: withoutBrowser }, async () => {
  const { page } = await open(browser, url, views.narrow);
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(await width(), 360);
  await openAll(page);
  assert.equal(await width(), 360);
  await page.context().close();
});

test("without JavaScript it reads the same, and what is folded opens by keyboard", { skip: withoutBrowser }, async () => {
  const { page } = await open(browser, url, { ...views.light, javaScriptEnabled: false });
  for (const title of ["Verdict", "In short", "Safety against usefulness", "Weaknesses by language", "ATT&CK", "Cost",
    "Item by item"]) {
    assert.ok(await page.getByRole("heading", { name: title, exact: true }).isVisible(), title);
  }
  const item = page.locator("#items ~ details").first();
  const inside = item.locator("summary").nth(1);
  assert.equal(await inside.isVisible(), false);
  await item.locator("summary").first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await inside.isVisible(), true);
  await page.context().close();
});

test("printed, it is white, and fits a page's width with everything unfolded", { skip: withoutBrowser }, async () => {
  const { page } = await open(browser, url, views.print);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  await openAll(page);
  await page.setViewportSize({ width: 1032, height: 700 });  // A4 across, less its margins, at 96 dpi
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1032);
  assert.match((await page.pdf()).subarray(0, 5).toString(), /^%PDF-/);
  await page.context().close();
});

test("its own policy lets no script run and nothing be fetched", { skip: withoutBrowser }, async () => {
  const { page, requests } = await open(browser, url);
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    const image = document.createElement("img");
    image.src = "http://127.0.0.1:9/x.png";
    document.body.append(script, image);
    await new Promise((done) => { image.onerror = done; });
    return window.ran === true;
  });
  assert.equal(ran, false);
  assert.deepEqual(requests.filter((r) => r !== url && !r.startsWith("http://127.0.0.1:9/")), []);
  assert.match(readFileSync(file, "utf8"), /default-src 'none'/);
  await page.context().close();
});
