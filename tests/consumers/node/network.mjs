// Loads the package from the network, as Deno can: `node network.mjs PACKAGE DENO`.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";

const [folder, deno] = process.argv.slice(2);
const server = createServer((request, response) => {
  const name = path.join(folder, path.normalize(new URL(request.url, "http://localhost").pathname));
  const type = name.endsWith(".wasm") ? "application/wasm" : "text/javascript";
  response.writeHead(200, { "content-type": type }).end(readFileSync(name));
});
await once(server.listen(0, "127.0.0.1"), "listening");
const host = `127.0.0.1:${server.address().port}`;
const script = `
import * as hegao from "http://${host}/index.js";
try {
  hegao.check("你好");
} catch (error) {
  console.log(error.message);
}
await hegao.load();
console.log(hegao.check("截止3月底，全市共有企业XX家。").findings.map((found) => found.rule).join());
`;
const run = spawn(deno, ["run", "--quiet", "--no-lock", "--reload", `--allow-import=${host}`, `--allow-net=${host}`, "-"], { stdio: ["pipe", "pipe", "inherit"] });
run.stdin.end(script);
const printed = await text(run.stdout);
server.close();
assert.match(printed, /await load\(\)` before the first question\ndate\/jiezhi,placeholder\/mask\n$/);
console.log("node: Deno loads the package from the network");
