// `node terminal.mjs IN OUT.html`: what a program prints to a terminal, with its colours, as a page.
import fs from "node:fs";

const COLOURS = ["#3b3b3b", "#f2777a", "#99cc99", "#ffcc66", "#6699cc", "#cc99cc", "#66cccc", "#d3d0c8"];
const [from, to] = process.argv.slice(2);
const MOST_LINES = 40;

function style(codes) {
  const rules = [];
  for (const code of codes) {
    if (code === 1) rules.push("font-weight:bold");
    if (code === 2) rules.push("opacity:.7");
    if (code === 4) rules.push("text-decoration:underline");
    if (code >= 30 && code <= 37) rules.push(`color:${COLOURS[code - 30]}`);
    if (code >= 90 && code <= 97) rules.push(`color:${COLOURS[code - 90]}`);
  }
  return rules.join(";");
}

/// Every character of two cells has a box of two cells, so that lines and arrows stand where a terminal puts them.
function cells(text) {
  return text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c])
    .replace(/[\u2e80-\u9fff\uff00-\uff60「」『』（）“”、，。：；…—]/g, "<i>$&</i>");
}

let codes = [];
const html = fs.readFileSync(from, "utf8").split("\n").slice(0, MOST_LINES).join("\n")
  .split(/(\u001b\[[\d;]*m)/).map((part) => {
    const set = part.match(/^\u001b\[([\d;]*)m$/);
    if (!set) return part === "" ? "" : `<span style="${style(codes)}">${cells(part)}</span>`;
    const next = set[1].split(";").map(Number);
    codes = next.includes(0) || set[1] === "" ? next.filter((code) => code > 0) : codes.concat(next);
    return "";
  }).join("");
fs.writeFileSync(to, `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #2d2d2d; color: #d3d0c8; }
pre { margin: 0; padding: 16px 20px; font: 15px/1.35 "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; display: inline-block; }
i { font-style: normal; display: inline-block; width: 1.2em; text-align: center; }
</style><pre>$ hegao check fixtures/demo --select 数字,条数,序号\n\n${html}</pre>`);
