// Plays what a reader does with the papers of a meeting: `node set.mjs PAGE FOLDER-OF-PAPERS FOLDER REPORT`, with PLAYWRIGHT the folder
// of playwright-core and CHROMIUM the program. Pictures go to FOLDER. REPORT is what `hegao check --together --format html` writes of
// the same papers.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.env.PLAYWRIGHT, "package.json"));
const { chromium } = require("playwright-core");
const [page, papers, folder, report] = process.argv.slice(2).map((argument) => path.resolve(argument));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const context = await browser.newContext({ acceptDownloads: true, locale: "zh-CN", viewport: { width: 1366, height: 768 } });
const tab = await context.newPage();
tab.on("pageerror", (error) => assert.fail(String(error)));
// Questions of the kind `window.failing` trap the engine, those of the kind `window.hanging` are never answered.
await tab.addInitScript(() => {
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function postMessage(message, ...rest) {
    if (message.op && message.op === window.hanging) return;
    if (message.op && message.op === window.failing) {
      setTimeout(() => this.onmessage({ data: { id: message.id, broken: true, error: "unreachable" } }));
    } else send.call(this, message, ...rest);
  };
});
await tab.goto(`file://${page}`);
await tab.waitForSelector("body[data-ready=yes]", { state: "attached" });
await tab.screenshot({ path: path.join(folder, "set-start.png") });

const drop = async (files) => {
  const transfer = await tab.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, bytes] of files) transfer.items.add(new File([new Uint8Array(bytes)], name));
    return transfer;
  }, files);
  await tab.dispatchEvent("body", "drop", { dataTransfer: transfer });
};
const note = (words) => tab.waitForFunction((words) => document.getElementById("set-note").textContent.includes(words), words);
const open = (name) => tab.getByRole("tab", { name, exact: true }).click();
const isShown = async (name) => assert.equal(await tab.locator('#files [aria-selected="true"]').textContent(), name);

/// A set with a file that cannot be read, which is told and left out.
const names = fs.readdirSync(papers).filter((name) => !name.endsWith(".json")).sort();
const files = names.map((name) => [name, [...fs.readFileSync(path.join(papers, name))]]);
await drop([...files, ["坏了.docx", [80, 75, 3, 4, 0, 0]]]);
await note(`${names.length} 份`);
await note("坏了.docx");

/// A finding names the other place; its link opens that paper there, and there is a way back.
const script = names.find((name) => name.endsWith(".txt"));
await open(script);
const elsewhere = tab.locator(".card .elsewhere");
const found = await elsewhere.count();
assert.ok(found >= 3, `${found} findings about other papers`);
const card = tab.locator(".card").filter({ hasText: "set/place" });
assert.match(await card.locator(".elsewhere").textContent(), /^另见 3-会议通知\.md 第15行：/);
await card.scrollIntoViewIfNeeded();
await tab.screenshot({ path: path.join(folder, "set-findings.png") });
await card.locator(".elsewhere .link").click();
await isShown("3-会议通知.md");
const there = tab.locator("mark.there");
assert.equal(await there.textContent(), "县会展中心一楼报告厅");
await there.waitFor({ state: "visible" });
assert.ok(await there.evaluate((mark) => {
  const { top, bottom } = mark.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight && document.activeElement === mark;
}), "the place is in sight, and has the focus");
assert.ok(await tab.locator("#back").evaluate((back) => back.getBoundingClientRect().top >= 0), "the way back is in sight");
await tab.screenshot({ path: path.join(folder, "set-there.png") });
await tab.click("#back");
await isShown(script);
assert.match(await tab.locator(".card.current").textContent(), /set\/place/);
assert.equal(await tab.locator("mark.there").count(), 0);

/// In Word, places are paragraphs.
await open(names.find((name) => name.startsWith("2")));
const links = await tab.locator(".card .elsewhere .link").allTextContents();
assert.ok(links.some((link) => /\.docx 第\d+段$/.test(link)), links.join("\n"));
await tab.locator(".card .elsewhere .link").filter({ hasText: ".docx" }).first().click();
assert.equal(await there.count() > 0, true, "a place in a Word document is marked");

/// The commented file has the findings of the set.
await open(script);
const [download] = await Promise.all([tab.waitForEvent("download"), tab.click("#annotate")]);
const commented = path.join(folder, "commented.txt");
await download.saveAs(commented);
assert.match(fs.readFileSync(commented, "utf8"), /3-会议通知\.md/);

/// No set after all, and a set again; then papers that come while each stands by itself.
await tab.click("#apart");
await note("各查各的");
assert.equal(await elsewhere.count(), 0);
await tab.click("#apart");
await note(`${names.length} 份`);
assert.equal(await elsewhere.count(), found);
const NOTICE = "全县养老服务工作会议的通知\n会议地点：县政府三楼会议室\n";
const SCRIPT = "全县养老服务工作会议主持词\n地点：县委党校报告厅\n截止3月底，已有80家机构报名。\n";
const encoded = (text) => [...new TextEncoder().encode(text)];
await tab.click("#apart");
await drop([["养老1通知.txt", encoded(NOTICE)], ["养老2主持词.txt", encoded(SCRIPT)]]);
await tab.waitForFunction((count) => document.querySelectorAll("#files button").length === count, names.length + 3);
assert.equal(await elsewhere.count(), 0);
await tab.click("#apart");
await note("2 份");
assert.match(await elsewhere.textContent(), /^另见 养老1通知\.txt 第2行：/, "the second set is compared when it is said to be one");

/// Mending a paper compares its set again.
await tab.locator(".card .tools button").filter({ hasText: /^改：/ }).first().click();
await tab.waitForFunction(() => document.getElementById("status").textContent.includes("改好了"));
assert.equal(await elsewhere.count(), 1, "what the other paper says is still known");
await note("2 份");

/// A comparison that traps is told; what was found in each paper alone stays, and it can be tried again.
await tab.evaluate(() => { window.failing = "together"; });
await drop([["再来1通知.txt", encoded(NOTICE)], ["再来2主持词.txt", encoded(SCRIPT)]]);
await note("没有互相核对成");
await note("已经重新启动");
assert.deepEqual([await elsewhere.count(), await tab.locator(".card").count()], [0, 1]);
await tab.evaluate(() => { window.failing = undefined; });
await tab.click("#apart");
await tab.click("#apart");
await note("2 份");
assert.equal(await elsewhere.count(), 1);

/// So is one that the reader stops.
await tab.evaluate(() => { window.hanging = "together"; });
await drop([["停下1通知.txt", encoded(NOTICE)], ["停下2主持词.txt", encoded(SCRIPT)]]);
await tab.waitForFunction(() => document.getElementById("busy-text").textContent.includes("互相核对"));
await tab.click("#cancel");
await note("没有互相核对成");
assert.ok(!(await tab.isVisible("#busy")));
await tab.evaluate(() => { window.hanging = undefined; });

/// A document that comes alone is of no set, and a small screen shows all of it.
await drop([["单独.txt", encoded(SCRIPT)]]);
await tab.getByRole("tab", { name: "单独.txt" }).waitFor();
assert.ok(!(await tab.isVisible("#set-note")));
await tab.setViewportSize({ width: 390, height: 844 });
await open(script);
await tab.screenshot({ path: path.join(folder, "set-small.png") });
assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing is wider than the screen");

/// A report of the program has the same links, and no switch: what was compared is settled.
await tab.setViewportSize({ width: 1366, height: 768 });
await tab.goto(`file://${report}`);
await tab.getByRole("tab", { name: script }).click();
assert.equal(await elsewhere.count(), found);
await card.locator(".elsewhere .link").click();
assert.equal(await there.textContent(), "县会展中心一楼报告厅");
await tab.click("#back");
assert.match(await tab.locator(".card.current").textContent(), /set\/place/);
assert.ok(!(await tab.isVisible("#apart")));
await browser.close();
console.log(`${names.length} papers, ${found} findings about other papers in ${script}; all steps passed`);
