// `node screens.mjs PAGE DOCUMENT.docx TERMINAL.html FOLDER`: pictures of the page with a document, and of a terminal.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.env.PLAYWRIGHT, "package.json"));
const { chromium } = require("playwright-core");
const [page, file, terminal, folder] = process.argv.slice(2).map((argument) => path.resolve(argument));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1180, height: 720 }, colorScheme: "light" });
const tab = await context.newPage();
await tab.goto(`file://${page}`);
await tab.waitForSelector("body[data-ready=yes]", { state: "attached" });
const transfer = await tab.evaluateHandle(([bytes, name]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], name));
  return transfer;
}, [[...fs.readFileSync(file)], path.basename(file)]);
await tab.dispatchEvent("body", "drop", { dataTransfer: transfer });
await tab.waitForSelector(".card");
await tab.keyboard.press("j");
await tab.evaluate(() => window.scrollTo(0, 0));
await tab.screenshot({ path: path.join(folder, "page.png") });

await tab.goto(`file://${terminal}`);
await tab.locator("pre").screenshot({ path: path.join(folder, "terminal.png") });
await browser.close();
