'use strict';
// Where the program is. It is looked for here and started by its absolute path: Windows would look into the current folder
// first, which is the opened one, and a folder that is not trusted could bring a hegao.exe of its own.

const fs = require('node:fs');
const path = require('node:path');

/**
 * The absolute path of the program that `hegao.path` names, `undefined` where there is none.
 * `place` is what is known of this machine: `folder` (the first workspace folder where it is trusted), `home`, `env`, `platform`.
 */
function findProgram(written, place) {
  const named = written.trim() || 'hegao';
  const expanded = expand(named, place);
  if (expanded === undefined) return undefined;
  const endings = place.platform === 'win32' && !/\.exe$/i.test(expanded) ? ['.exe'] : [''];
  return folders(expanded, place)
    .flatMap((folder) => endings.map((ending) => path.resolve(folder, expanded + ending)))
    .find(isProgram);
}

function expand(named, place) {
  if (/^~[\\/]/.test(named)) return path.join(place.home, named.slice(2));
  const inFolder = /^\$\{workspaceFolder\}[\\/](.*)$/.exec(named);
  if (inFolder === null) return named;
  return place.folder === undefined ? undefined : path.join(place.folder, inFolder[1]);
}

/** The folders it may be in. A relative path with a folder in it would depend on what is opened: it is nowhere. */
function folders(named, place) {
  if (path.isAbsolute(named)) return [path.dirname(named)];
  if (/[\\/]/.test(named)) return [];
  const onPath = (place.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  // Programs started from a desktop often do not have this folder on their path.
  return [...onPath, path.join(place.home, '.cargo', 'bin')];
}

function isProgram(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

module.exports = { findProgram };
