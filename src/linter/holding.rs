//! Builds a linter, and looks up the settings for a document by its name.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date as Day;

use crate::check::{DateOrigin, ReferenceDate};
use crate::config::chain::{Chain, Loaded, Unloaded};
use crate::config::mistakes::Mistakes;
use crate::config::place::{Origin, Placed};
use crate::config::{Config, FILE_NAME};
use crate::engine::held::{Held, Selection, Settings, today};
use crate::engine::lint::Today;
use crate::language::Language;
use crate::linter::Linter;
use crate::linter::error::Error;
use crate::linter::options::Options;
use crate::registry::Registry;
use crate::rule::Rule;
use crate::rule::mistake::Mistake;
use crate::rule::mistake_text::MistakeText;

/// Documents with which a checked document is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ComparedWith {
    /// With no other document.
    None,
    /// With the other papers of a set.
    Set,
    /// With the document of the year before.
    Previous,
}

impl Linter {
    /// Builds a linter. That takes a few milliseconds, longer than checking a document, so one
    /// linter should be used for many documents.
    ///
    /// # Errors
    /// If the configuration or a rule of a pack is invalid, with the place; if a name is unknown or
    /// a date is invalid; if no rule is left.
    pub fn new(options: &Options) -> Result<Self, Error> {
        let asked = options.language;
        let told = asked.unwrap_or(Language::Chinese);
        let wrong = |mistake| Error::mistake(mistake, told);
        let mut registry = Registry::built_in();
        for pack in &options.packs {
            registry.add_pack(&pack.name, &pack.files).map_err(wrong)?;
        }
        let config = options.config.as_deref().map_or_else(
            || Ok(Config::default()),
            |text| {
                configuration(text, registry.rules()).map_err(|mistakes| Error::configuration(mistakes, told))
            },
        )?;
        let day = |written: &str| written.parse::<Day>().map_err(|_| Error::bad_date(written, told));
        let fixed = options.today.as_deref().map(|written| match written {
            "off" => Ok(Today::Off),
            _ => Ok(Today::Fixed(ReferenceDate { day: day(written)?, origin: DateOrigin::CommandLine })),
        });
        let linter = Self {
            language: asked.or(config.lang.as_ref().map(|lang| lang.value)).unwrap_or(told),
            registry: Arc::new(registry),
            config,
            select: options.select.clone(),
            ignore: options.ignore.clone(),
            fixed: fixed.transpose()?,
            clock: options.clock.as_deref().map(day).transpose()?,
            held: Mutex::new(HashMap::new()),
        };
        // Mistakes in rules are reported now, before there is a document.
        let held = linter.hold((Vec::new(), Vec::new()))?;
        let is_left_to_overrides = options.select.is_empty() && linter.config.has_overrides();
        if !linter.selection().leaves_something(&held.rules) && !is_left_to_overrides {
            return Err(Error::no_rules(None, linter.language));
        }
        Ok(linter)
    }

    /// Returns the rules and settings for the document with this name.
    pub(crate) fn held(&self, name: &str) -> Result<Arc<Held>, Error> {
        let file = Path::new(name);
        self.hold((self.config.overrides_for(file), self.config.ignores_for(file)))
    }

    /// Returns the rules and settings for a check. It is an error if none of the rules can report
    /// anything.
    pub(super) fn held_with_rules(
        &self,
        name: &str,
        compared_with: ComparedWith,
    ) -> Result<Arc<Held>, Error> {
        let held = self.held(name)?;
        if !self.selection().leaves_something(&held.rules) {
            return Err(Error::no_rules(Some(name), self.language));
        }
        match held.rules.lacks_other_documents(
            compared_with == ComparedWith::Set,
            compared_with == ComparedWith::Previous,
        ) {
            true => Err(Error::no_company(name, self.language)),
            false => Ok(held),
        }
    }

    fn hold(&self, key: super::Key) -> Result<Arc<Held>, Error> {
        // The map is valid even if another thread panicked, because only complete entries are
        // inserted.
        let known = self.held.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let part = self.config.part(&key.0);
        let rules = self.selection().ruleset(&self.registry, &part, &|_: &Rule| true);
        let rules = Arc::new(rules.map_err(|error| Error::selection(error, self.language))?);
        let today = self.fixed.unwrap_or_else(|| today(&part, self.clock));
        // The `accept` entries are not needed: here an unreadable document is always an error.
        let settings =
            Settings { config: &self.config, number: 0, part: &part, ignores: &key.1, accepts: &[] };
        let held = Arc::new(Held::new(&settings, rules, today));
        self.held.lock().unwrap_or_else(PoisonError::into_inner).insert(key, held.clone());
        Ok(held)
    }

    fn selection(&self) -> Selection<'_> {
        Selection { select: &self.select, ignore: &self.ignore }
    }
}

/// Reads the configuration in `text`. It cannot use other files.
fn configuration(text: &str, rules: &[Rule]) -> Result<Config, Mistakes> {
    let mut load = |path: &Path| Loaded {
        name: path.display().to_string(),
        text: if path == Path::new(FILE_NAME) { Ok(text.to_owned()) } else { Err(no_files()) },
    };
    let mut chain = Chain::read(Path::new(FILE_NAME), &mut load);
    if let Some(pack) = chain.packs().first() {
        let mistake = no_packs(pack, chain.origins());
        chain.lacks_rules(mistake);
    }
    Config::new(chain, rules)
}

/// The error for the setting `extends`, which names a file.
fn no_files() -> Unloaded {
    Unloaded::Refused([
        MistakeText::new("这里只有配置的文字，没有别的文件".to_owned())
            .help("把要继承的设置写进来，去掉 extends。"),
        MistakeText::new("there is only the text of the configuration, and no other file".to_owned())
            .help("copy the settings here, and delete `extends`"),
    ])
}

/// The error for the setting `packs`, which names a file.
fn no_packs(pack: &Placed<PathBuf>, origins: &[Origin]) -> Box<Mistake> {
    pack.mistake(
        origins,
        MistakeText::new("这里读不到规则包的文件".to_owned())
            .help("把规则文件的文字交给选项 packs，去掉这一行。"),
        MistakeText::new("the files of a pack are not read here".to_owned())
            .help("hand the texts of its files over in the option `packs`, and delete this"),
    )
}
