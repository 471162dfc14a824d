//! Joins `page/` into one HTML page. Its modules become one script. The Content Security Policy of
//! the page contains the hashes of script and style, so that a browser runs nothing else.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::Failure;

/// JavaScript modules of the page. Each comes after the ones that it imports.
const MODULES: [&str; 6] = ["words.js", "model.js", "report.js", "set.js", "engine.js", "page.js"];

/// Builds the page. `families` is a JSON object with the Chinese labels of rule families by name.
/// The placeholders `@DATA@` (findings to show), `@ENGINE@` and `@WORKERS@` (additions to the
/// policy) remain in it.
pub(crate) fn page(folder: &Path, families: &str) -> Result<String, Failure> {
    let read = |name: &str| -> Result<String, Failure> {
        let text = fs::read_to_string(folder.join(name)).map_err(|error| format!("page/{name}: {error}"))?;
        Ok(text.replace("\r\n", "\n"))
    };
    let modules = MODULES.iter().map(|name| Ok(plain(&read(name)?)));
    let script = format!(
        "\"use strict\";\n(() => {{\nconst FAMILIES = {families};\n{}}})();\n",
        modules.collect::<Result<String, Failure>>()?
    );
    let style = read("page.css")?;
    for (text, end) in [(&script, "</script"), (&style, "</style")] {
        if text.to_lowercase().contains(end) {
            return Err(format!("page/: {end} ends the element before its time").into());
        }
    }
    let policy = format!(
        "default-src 'none'; script-src '{}'@ENGINE@; style-src '{}'; worker-src @WORKERS@; connect-src 'none'; \
         form-action 'none'; base-uri 'none'",
        hash(&script),
        hash(&style)
    );
    let page = read("page.html")?;
    Ok(page.replace("@CSP@", &policy).replace("@STYLE@", &style).replace("@SCRIPT@", &script))
}

/// Converts a module to a part of the script, by removing its imports and exports.
fn plain(module: &str) -> String {
    let mut text = String::with_capacity(module.len());
    let mut is_import = false;
    for line in module.lines() {
        is_import |= line.starts_with("import ");
        if !is_import {
            text += line.strip_prefix("export ").unwrap_or(line);
            text.push('\n');
        }
        is_import &= !line.ends_with(';');
    }
    text
}

/// Returns the source expression that allows a script or style in a Content Security Policy (CSP 3,
/// 2.3.1): the SHA-256 of its text.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}
