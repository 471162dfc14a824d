// Plays what a reader does with the page in a browser: `node browser.mjs PAGE DOCUMENT.docx FOLDER`, with PLAYWRIGHT the folder of
// playwright-core and CHROMIUM the program. Downloads and pictures go to FOLDER.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.env.PLAYWRIGHT, "package.json"));
const { chromium } = require("playwright-core");
const [page, file, folder] = process.argv.slice(2).map((argument) => path.resolve(argument));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
console.log(`Chromium ${browser.version()}`);
const context = await browser.newContext({ acceptDownloads: true, locale: "zh-CN", viewport: { width: 1366, height: 768 } });
const tab = await context.newPage();
const requests = [];
tab.on("request", (request) => {
  if (!/^(file|blob|data):/.test(request.url())) requests.push(request.url());
});
tab.on("pageerror", (error) => assert.fail(String(error)));

await tab.goto(`file://${page}`);
await tab.waitForSelector("body[data-ready]", { state: "attached" });
assert.equal(await tab.getAttribute("body", "data-ready"), "yes", await tab.textContent("#status"));
await tab.screenshot({ path: path.join(folder, "start.png") });

/// Drops the document as a reader would.
const bytes = [...fs.readFileSync(file)];
const name = path.basename(file);
const transfer = await tab.evaluateHandle(([bytes, name]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], name));
  return transfer;
}, [bytes, name]);
await tab.dispatchEvent("body", "drop", { dataTransfer: transfer });
await tab.waitForSelector(".card");
const all = await tab.locator(".card").count();
assert.ok(all > 0 && (await tab.locator("#text mark").count()) > 0);
assert.ok((await tab.textContent("#status")).includes(name));
await tab.screenshot({ path: path.join(folder, "findings.png") });

/// Filters, and all again.
await tab.click('[data-filter="error"]');
const errors = await tab.locator(".card").count();
assert.equal(errors, await tab.locator(".card.error").count());
assert.ok(errors < all);
await tab.click('[data-filter="error"]');
assert.equal(await tab.locator(".card").count(), all);

/// Jumps by the keyboard and by a click on a mark.
await tab.keyboard.press("j");
await tab.keyboard.press("j");
assert.equal(await tab.locator(".card.current").getAttribute("id"), await tab.locator(".card").nth(1).getAttribute("id"));
await tab.locator("#text mark").first().click();
assert.equal(await tab.locator(".card.current").count(), 1);

/// Accepts one, which goes into a hegao.toml.
await tab.locator(".card").first().locator("button:not(.link)").last().click();
assert.equal(await tab.locator(".card").count(), all - 1);
const [ignores] = await Promise.all([tab.waitForEvent("download"), tab.click("#ignores")]);
await ignores.saveAs(path.join(folder, "hegao.toml"));
assert.match(fs.readFileSync(path.join(folder, "hegao.toml"), "utf8"), /^\[\[ignore\]\]\nrule = "/);

/// Downloads the commented document before anything is mended.
const download = async (button, as) => {
  const [started] = await Promise.all([tab.waitForEvent("download"), tab.click(button)]);
  await started.saveAs(path.join(folder, as));
};
await download("#annotate", "commented.docx");

/// Applies a fix: one finding less, or more than one.
const fixes = tab.locator(".card .tools button").filter({ hasText: /^改：/ });
assert.ok((await fixes.count()) > 0, "the document has a finding with a fix");
await fixes.first().click();
await tab.waitForFunction((before) => document.querySelectorAll(".card").length < before, all - 1);
await download("#mend", "mended.docx");

/// The ledger, the checklist, the other language, small and dark screens.
await tab.keyboard.press("l");
await tab.waitForSelector("#ledger li, #ledger p");
await tab.keyboard.press("l");
await tab.emulateMedia({ media: "print" });
assert.ok(await tab.isVisible("#checklist li") && !(await tab.isVisible("#text")));
await tab.screenshot({ path: path.join(folder, "print.png") });
await tab.emulateMedia({ media: "screen", colorScheme: "dark" });
await tab.screenshot({ path: path.join(folder, "dark.png") });
await tab.setViewportSize({ width: 390, height: 844 });
await tab.screenshot({ path: path.join(folder, "small-dark.png") });
await tab.emulateMedia({ colorScheme: "light" });
await tab.screenshot({ path: path.join(folder, "small.png") });
await tab.click("#language");
assert.match(await tab.textContent("#status"), /errors/);

/// A hegao.toml holds for the documents that are open; one with a mistake is told and not taken.
const settings = async (text) => {
  const given = await tab.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "hegao.toml"));
    return transfer;
  }, text);
  await tab.dispatchEvent("body", "drop", { dataTransfer: given });
};
const before = await tab.locator(".card").count();
await settings("[rules]\nplaceholder = 'of'\n");
await tab.waitForFunction(() => document.getElementById("status").textContent.startsWith("hegao.toml"));
assert.equal(await tab.locator(".card").count(), before);
await settings("[rules]\nplaceholder = 'off'\n");
await tab.waitForFunction((before) => document.querySelectorAll(".card").length < before, before);
assert.ok(!(await tab.isVisible("#outdated")));

/// A damaged file is told, and the page goes on.
const broken = await tab.evaluateHandle(() => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array([80, 75, 3, 4, 0, 0])], "damaged.docx"));
  return transfer;
});
await tab.dispatchEvent("body", "drop", { dataTransfer: broken });
await tab.waitForFunction(() => document.getElementById("status").textContent.includes("damaged.docx"));

const fetched = await tab.evaluate(() => fetch("http://127.0.0.1:9/").then(() => "went", () => "refused"));
assert.equal(fetched, "refused");
assert.deepEqual(requests.filter((url) => !url.includes("127.0.0.1:9")), []);
await browser.close();
console.log(`${all} findings, ${errors} of them errors; all steps passed`);
