// Plays what the READMEs promise to someone who has nothing but the README: `node two-steps.mjs RELEASE DOCUMENT.docx`, with RELEASE a
// folder as the release has it, PLAYWRIGHT the folder of playwright-core and CHROMIUM the program. Step one: the page is downloaded from
// the first link and opened. Step two: the document is dropped, the button is pressed that the README names, and a Word file with
// comments comes back.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const require = createRequire(path.join(process.env.PLAYWRIGHT, "package.json"));
const { chromium } = require("playwright-core");
const [release, document] = process.argv.slice(2).map((argument) => path.resolve(argument));
const root = path.resolve(import.meta.dirname, "../..");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "hegao-two-steps-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});

for (const [readme, locale] of [["README.zh-CN.md", "zh-CN"], ["README.md", "zh-CN"]]) {
  const text = fs.readFileSync(path.join(root, readme), "utf8");
  const line = text.split("\n").find((one) => one.startsWith("- "));
  const [, link] = line.match(/\]\(([^)]+)\)/);
  const [, button] = line.match(/[「“](下载[^」”]+)[」”]/);

  // Step one. The link is that of the newest release, whose files lie in a folder here.
  assert.match(link, /^\.\.\/\.\.\/releases\/latest\/download\/[\w.-]+$/);
  const page = path.join(work, path.basename(link));
  fs.copyFileSync(path.join(release, path.basename(link)), page);
  const context = await browser.newContext({ acceptDownloads: true, locale, offline: true });
  const tab = await context.newPage();
  await tab.goto(`file://${page}`);
  await tab.waitForSelector("body[data-ready=yes]", { state: "attached" });

  // Step two.
  const bytes = [...fs.readFileSync(document)];
  const transfer = await tab.evaluateHandle(([bytes, name]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], name));
    return transfer;
  }, [bytes, path.basename(document)]);
  await tab.dispatchEvent("#drop", "drop", { dataTransfer: transfer });
  const pressed = tab.getByRole("button", { name: button, exact: true });
  await pressed.waitFor();
  const [download] = await Promise.all([tab.waitForEvent("download"), pressed.click()]);
  const commented = path.join(work, download.suggestedFilename());
  await download.saveAs(commented);
  const findings = await tab.locator(".card").count();
  await context.close();

  assert.match(path.basename(commented), /^讲话稿.+\.docx$/);
  const comments = execFileSync("unzip", ["-p", commented, "word/comments.xml"], { encoding: "utf8" });
  const written = comments.split("<w:comment ").length - 1;
  assert.equal(written, findings);
  assert.ok(written > 0);
  console.log(`${readme}: ${path.basename(page)}, then ${path.basename(commented)} with ${written} comments`);
}
await browser.close();
fs.rmSync(work, { recursive: true });
