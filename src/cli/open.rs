//! `hegao open`: the report as a page in a new temporary folder, opened in the browser.

use crate::cli::args::OpenOptions;
use crate::cli::args::check::{CheckOptions, Format};
use crate::cli::check;
use crate::cli::texts::Texts;
use crate::cli::{Color, FAILED, complain};
use crate::language::Language;
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;

/// File name of the page that is shown.
const PAGE: &str = "hegao.html";

/// Checks the paths in `options` and shows the report in the browser.
pub(super) fn run(
    options: &OpenOptions,
    configs: Configs,
    language: Language,
    color: Color,
) -> Result<u8, Failure> {
    // The page holds the text of the documents, so only this user may read the folder.
    let mut folder = tempfile::Builder::new();
    folder.prefix("hegao-");
    #[cfg(unix)]
    folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    let folder = folder.tempdir();
    let folder = folder.map_err(|error| Failure::Write(std::env::temp_dir().display().to_string(), error))?;
    let page = folder.path().join(PAGE);
    let check = CheckOptions {
        paths: options.paths.clone(),
        format: Format::Html,
        output: Some(page.clone()),
        previous: options.previous.clone(),
        choosing: options.choosing.clone(),
        rules: options.rules.clone(),
        ..CheckOptions::default()
    };
    let code = check::run(&check, configs, language, color)?;
    // The folder is kept, because the browser reads the page after this run has ended.
    let _ = folder.keep();
    let (shown, texts) = (page.display().to_string(), Texts::of(language));
    match open::that_detached(&page) {
        Ok(()) => {
            complain(&((texts.opened)(&shown) + "\n"));
            Ok(code)
        }
        Err(error) => {
            complain(&((texts.not_opened)(&shown, &error.to_string()) + "\n"));
            Ok(FAILED)
        }
    }
}
