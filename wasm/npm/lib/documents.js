// Documents as callers hand them over: a text, the contents of a file, or where a file is.
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { DocumentError } from "./errors.js";

const CHUNK = 65536;
const ENDING = /^[^\n]{1,1024}\.(docx?|docm|dotx|wps|odt|ott|rtf|ofd|pdf|html?|md|markdown|txt)$/i;
const KINDS = "a text (string), the contents of a file (Uint8Array, ArrayBuffer), { path }, a file: URL, or { name, content }";

/// A document as it was asked for: its name, and its content or its path.
export function asked(document, name = undefined) {
  if (name !== undefined && typeof name !== "string") throw new TypeError(`name: a string, not ${kind(name)}`);
  if (typeof document === "string") return { name: name ?? "-", content: text(document, name) };
  const contents = bytes(document);
  if (contents) {
    if (name === undefined) throw new TypeError('contents need a name, whose ending tells the format: { name: "讲话.docx" }');
    return { name, content: contents };
  }
  if (document instanceof URL) return asked({ path: document }, name);
  if (typeof document === "object" && document !== null) {
    const { path, content, name: own, ...others } = document;
    const [unknown] = Object.keys(others);
    if (unknown === undefined && path !== undefined && content === undefined) {
      const written = path instanceof URL ? fileURLToPath(path) : path;
      if (typeof written !== "string") throw new TypeError(`path: a string or a file: URL, not ${kind(path)}`);
      return { name: name ?? own ?? written, path: written };
    }
    if (unknown === undefined && path === undefined && (typeof content === "string" || bytes(content))) {
      return asked(content, name ?? own);
    }
  }
  throw new TypeError(`a document is ${KINDS}, not ${kind(document)}`);
}

/// Several documents.
export function listed(documents) {
  const isList = typeof documents === "object" && documents !== null && !bytes(documents) && Symbol.iterator in documents;
  if (!isList) throw new TypeError("documents: a list of them, not a single one");
  return Array.from(documents, (document) => asked(document));
}

/// The document with its content, of which no more is read and handed over than a byte beyond the limit: then it is refused as too large.
export function opened({ name, content, path }, engine) {
  const most = engine.most(name) + 1;
  if (typeof content === "string") requireUnicode(name, content);
  if (content !== undefined) {
    return { name, content: typeof content !== "string" && content.length > most ? content.subarray(0, most) : content };
  }
  try {
    return { name, content: read(path, most) };
  } catch (error) {
    if (error.code !== undefined) engine.refuse(name, error);
    throw error;
  }
}

function read(path, most) {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const chunks = [];
    let left = most;
    while (left > 0) {
      const chunk = new Uint8Array(Math.min(left, Math.max(size + 1, CHUNK)));
      const length = readSync(file, chunk, 0, chunk.length, null);
      if (length === 0) break;
      chunks.push(chunk.subarray(0, length));
      left -= length;
    }
    return chunks.length === 1 ? chunks[0] : joined(chunks, most - left);
  } finally {
    closeSync(file);
  }
}

function joined(chunks, length) {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function text(document, name) {
  if (name === undefined && ENDING.test(document)) {
    throw new TypeError(`a string is a text, and this one looks like a path: { path: ${JSON.stringify(document)} }`);
  }
  return document;
}

/// The engine would be handed another character in the place of half of one.
function requireUnicode(name, text) {
  if (text.isWellFormed()) return;
  const at = text.search(/\p{Surrogate}/u);
  throw new DocumentError(`UTF-16 unit ${at} is half a character (a lone surrogate), which UTF-8 cannot hold`, { kind: "bad-bytes", path: name });
}

function bytes(content) {
  if (content instanceof Uint8Array) return content;
  if (ArrayBuffer.isView(content)) return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  return isBuffer(content) ? new Uint8Array(content) : undefined;
}

function isBuffer(content) {
  return content instanceof ArrayBuffer || (typeof SharedArrayBuffer === "function" && content instanceof SharedArrayBuffer);
}

/// The kind of a value, for messages.
export function kind(value) {
  if (value === null) return "null";
  return typeof value === "object" ? (value.constructor?.name ?? "object") : typeof value;
}
