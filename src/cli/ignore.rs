//! `hegao ignore`: declares a finding right, with a reason, in the configuration that applies to
//! its file.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use toml_edit::Datetime;

use crate::cli::args::IgnoreOptions;
use crate::cli::setup::Setup;
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, complain};
use crate::engine::report::Problem;
use crate::language::Language;
use crate::rule::mistake::Mistake;
use crate::workspace::atomic_write;
use crate::workspace::bounds::Bounds;
use crate::workspace::configs::Configs;
use crate::workspace::declare::{absolute, addition, ignore, nearest, quotes, seen_from};
use crate::workspace::failure::Failure;
use crate::workspace::files;
use crate::workspace::replace::replace;

/// Appends an `[[ignore]]` entry for the findings of a rule in one line of a document.
pub(super) fn run(options: &IgnoreOptions, mut configs: Configs, language: Language) -> Result<u8, Failure> {
    let texts = Texts::of(language);
    let refused = |text: String| Failure::File(text);
    let (path, line) = place(&options.place).ok_or_else(|| refused((texts.bad_place)(&options.place)))?;
    if options.reason.trim().is_empty() {
        return Err(refused(texts.no_reason.to_owned()));
    }
    // An unknown rule name is an error here, with the most similar name.
    configs.registry().select(std::slice::from_ref(&options.rule), &[])?;
    let setup = Setup::new(options.rules.reading.options());
    let held = configs.held_with_rules(&path)?;
    let report = setup.check(&path, &held);
    let checked =
        report.outcome.map_err(|problem| refused(files::failure(&report.path, &problem, language)))?;
    let quotes = quotes(&checked, line, &options.rule);
    if quotes.is_empty() {
        return Err(refused((texts.nothing_there)(&options.place, &options.rule)));
    }
    let config = match &options.rules.configuration.config_file {
        Some(named) => absolute(named),
        None => nearest(&path),
    };
    if !absolute(&path).starts_with(config.parent().unwrap_or(Path::new("/"))) {
        let names = [&path, &config].map(|path| path.display().to_string());
        return Err(refused((texts.not_below)(&names[0], &names[1])));
    }
    let file = seen_from(&config, &path);
    let shown = config.display().to_string();
    // A file outside of the repository is neither changed nor quoted.
    if let Some(outside) = leads_outside(&config, configs.bounds()) {
        return Err(refused(files::failure(&shown, &outside, language)));
    }
    let old = match config.exists() {
        true => files::settings(&config)
            .map_err(|error| refused(files::failure(&shown, &Problem::from(&error), language)))?,
        false => String::new(),
    };
    // TOML has no negative years.
    let written = |day: Date| {
        day.to_string().parse::<Datetime>().map_err(|_| refused((texts.bad_day)(&day.to_string())))
    };
    let day = options.expires.map(written).transpose()?;
    let entries = quotes.iter().map(|text| {
        let entry = ignore(&options.rule, &file, text, options.reason.trim());
        if let Some(day) = day { entry.until(day) } else { entry }
    });
    let (span, added) = addition(&old, &entries.collect::<Vec<_>>())
        .map_err(|error| Mistake::not_toml(&shown, &old, error.message(), error.span()))?;
    let mut new = old.clone();
    new.replace_range(span.range(), &added);
    write(&config, configs.bounds(), &old, &new, language)?;
    complain(&((texts.ignored)(&config.display().to_string(), quotes.len()) + "\n"));
    Ok(CLEAN)
}

/// The problem to report if the configuration is a link that leads out of its repository; `None` if
/// it is not.
fn leads_outside(config: &Path, bounds: &Bounds) -> Option<Problem> {
    let root = bounds.around(config.parent().unwrap_or(Path::new("/")));
    // A configuration that does not exist will be created.
    let is_outside = matches!(root.resolved(config), Ok(None));
    let target = is_outside.then(|| config.canonicalize().ok())??;
    Some(Problem::LeadsOutside(target.display().to_string()))
}

/// Splits a place that the user wrote, such as `讲话.docx:12` (line 12 of "speech.docx"), into the
/// file and the line.
fn place(written: &str) -> Option<(PathBuf, usize)> {
    let (path, line) = written.rsplit_once(':')?;
    Some((PathBuf::from(path), line.parse().ok()?))
}

fn write(config: &Path, bounds: &Bounds, old: &str, new: &str, language: Language) -> Result<(), Failure> {
    let shown = config.display().to_string();
    if config.exists() {
        return replace(config, bounds, old.as_bytes(), new.as_bytes())
            .map_err(|problem| Failure::File(files::failure(&shown, &problem, language)));
    }
    atomic_write::create(config, &mut new.as_bytes()).map_err(|error| Failure::Write(shown, error))
}
