// Settings of a linter as callers write them, made into the options of the engine: configurations and packs are read here.
import { readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { kind } from "./documents.js";
import { ConfigurationError } from "./errors.js";

const MOST = 16 * 1024 * 1024;
const CONFIGURATION = "hegao.toml";
export const SETTINGS = ["config", "configFile", "packs", "select", "ignore", "language", "today"];

/// Throws if `given` has a key that is none of `known`: a misspelled one would be passed over in silence.
export function requireKnown(given, known) {
  if (typeof given !== "object" || given === null) throw new TypeError(`options: an object, not ${kind(given)}`);
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new TypeError(`no such option: ${unknown} (there are ${known.join(", ")})`);
}

/// `{configName, options}`, the options without the date of the clock.
export function settled({ config, configFile, packs = [], select = [], ignore = [], language, today }) {
  if (config !== undefined && configFile !== undefined) {
    throw new TypeError("config is a text and configFile a path: give one of them");
  }
  if (config !== undefined && typeof config !== "string") throw new TypeError(`config: the text of a hegao.toml, not ${kind(config)}`);
  if (config !== undefined && !config.isWellFormed()) {
    throw new ConfigurationError("config holds half a character (a lone surrogate), which no text file can hold");
  }
  if (language !== undefined && language !== "zh" && language !== "en") {
    throw new TypeError(`language: "zh" or "en", not ${JSON.stringify(language)}`);
  }
  const file = configFile === undefined ? null : path(configFile, "configFile");
  const listed = typeof packs === "string" || packs instanceof URL ? [packs] : [...packs];
  return {
    configName: file,
    options: {
      config: file === null ? (config ?? null) : textOf(file),
      packs: listed.map((folder) => pack(path(folder, "packs"))),
      select: names(select, "select"),
      ignore: names(ignore, "ignore"),
      language: language ?? null,
      today: today === undefined ? null : dayOf(today),
    },
  };
}

/// The day that a clock shows here, as `2026-03-05`.
export function day(date) {
  const [year, month, of] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(of).padStart(2, "0")].join("-");
}

function dayOf(today) {
  if (typeof today === "string") return today;
  if (today instanceof Date && !Number.isNaN(today.getTime())) return day(today);
  throw new TypeError(`today: a Date, or a string such as 2026-03-05 or off, not ${today instanceof Date ? "an invalid Date" : kind(today)}`);
}

/// Names of rules and families; one may come alone.
function names(given, option) {
  const listed = typeof given === "string" ? [given] : [...given];
  for (const name of listed) {
    if (typeof name !== "string") throw new TypeError(`${option}: names of rules, not ${kind(name)}`);
  }
  return listed;
}

function path(given, option) {
  if (given instanceof URL) return fileURLToPath(given);
  if (typeof given !== "string") throw new TypeError(`${option}: a path or a file: URL, not ${kind(given)}`);
  return given;
}

/// The text of a file that is written by hand and never long.
function textOf(file) {
  const { size } = statSync(file);
  if (size > MOST) throw new ConfigurationError(`${file}: longer than any settings (16 MiB)`);
  try {
    // Takes away the byte order mark that editors of Windows write.
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ConfigurationError(`${file}: not UTF-8`, { help: "save it as UTF-8", cause: error });
  }
}

/// A pack: its name, and its rule files by their paths below its folder. A single file is a pack in the name of its folder.
function pack(folder) {
  const root = realpathSync(folder);
  if (!statSync(root).isDirectory()) return { name: basename(dirname(root)), files: [[basename(root), textOf(root)]] };
  const files = rules(root).map((file) => {
    // Whoever wrote the pack may not have had a right to read what a link leads to.
    if (!realpathSync(file).startsWith(root + sep)) {
      throw new ConfigurationError(`${file}: leads outside the pack`, { help: "copy the file into the pack" });
    }
    return [relative(root, file).replaceAll(sep, "/"), textOf(file)];
  });
  if (files.length === 0) throw new ConfigurationError(`${folder}: no rule file (*.toml) in this folder`);
  return { name: basename(root), files };
}

/// The rule files of a folder, those beside before those in folders below, each in the order of names.
function rules(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith("."));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => !entry.isDirectory() && entry.name.endsWith(".toml") && entry.name !== CONFIGURATION);
  const folders = entries.filter((entry) => entry.isDirectory());
  return [...files.map(({ name }) => join(folder, name)), ...folders.flatMap(({ name }) => rules(join(folder, name)))];
}
