//! Finds the configuration for a file: the nearest `hegao.toml` between its folder and the root of
//! its repository. The command line overrides it. Each configuration is read once, and files with
//! the same settings share one set of rules.

mod globs;
mod loading;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date as Day;

use crate::check::{DateOrigin, ReferenceDate};
use crate::config::chain::tidy;
use crate::config::globs::PathGlob;
use crate::config::limits::Limits;
use crate::config::part::Part;
use crate::config::{Config, FILE_NAME};
use crate::diagnostic::{RuleId, Severity};
use crate::engine::held::{Held, Selection, Settings, today};
use crate::engine::lint::Today;
use crate::language::Language;
use crate::registry::{Registry, Ruleset};
use crate::rule::Rule;
use crate::workspace::baselines::{self, PlacedBaseline};
use crate::workspace::bounds::{Bounds, Root};
use crate::workspace::failure::Failure;
use crate::workspace::walk::{Choice, Choose};

/// Maximum number of files and folders below a folder that are looked at to find globs without
/// matches. If there are more, no glob of the folder is reported.
const MAX_ENTRIES: usize = 20_000;
/// Maximum number of bytes of a path that the operating system accepts. The name of an unsaved
/// document may be longer; it is not looked up on disk.
const LONGEST_PATH: usize = if cfg!(windows) { 3 * 32_767 } else { 4096 };
/// Maximum number of folders, from a document's folder upwards, for which the configuration that
/// was found is remembered.
const REMEMBERED: usize = 64;

/// Options of a run that override the configurations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// Run only these rules and families.
    pub(crate) select: Vec<String>,
    /// Do not run these rules and families.
    pub(crate) ignore: Vec<String>,
    /// The date that counts as today, or `off`.
    pub(crate) today: Option<String>,
    /// Read no configuration.
    pub(crate) no_config: bool,
    /// Path of the configuration for all documents. If set, no other configurations are searched
    /// for.
    pub(crate) config: Option<PathBuf>,
    /// Globs of excluded files and folders, relative to the current folder.
    pub(crate) exclude: Vec<String>,
    /// Limits for the size of files and the number of findings.
    pub(crate) limits: Limits,
    /// Packs named on the command line.
    pub(crate) packs: Vec<PathBuf>,
    /// Limits from where configurations and links may make files be read.
    pub(crate) bounds: Bounds,
    /// Lowest severity that fails the run, if the command line sets it.
    pub(crate) fail_on: Option<Severity>,
}

/// Everything by which the settings of two files may differ: the index of the configuration, and
/// the indices of its overrides, `[[ignore]]` entries and `[[accept]]` entries that apply. Files
/// with the same key share their settings.
type Key = (usize, Vec<usize>, Vec<usize>, Vec<usize>);

/// All configurations of a run. A clone shares everything that was read and built so far.
#[derive(Clone)]
pub(crate) struct Configs {
    asked: Asked,
    registry: Arc<Registry>,
    /// Ids of the rules in each pack that was read, by the path of the pack.
    packs: HashMap<PathBuf, Vec<RuleId>>,
    configs: Vec<Arc<Config>>,
    /// Index of the configuration that applies to all documents, wherever they are; `None` if
    /// folders may have configurations of their own.
    only: Option<usize>,
    /// Globs of files and folders that the command line excludes.
    excluded: Vec<PathGlob>,
    folders: HashMap<PathBuf, usize>,
    /// All files below a folder, by its path; `None` if there are too many to test globs.
    below: HashMap<PathBuf, Option<Arc<Vec<PathBuf>>>>,
    held: HashMap<Key, Arc<Held>>,
    /// Baselines by the index of the configuration that names them.
    baselines: HashMap<usize, Option<Arc<PlacedBaseline>>>,
    /// Rules for files whose configuration leaves the rules unchanged, built on first use.
    plain: Option<Arc<Ruleset>>,
    current: PathBuf,
    now: Day,
    fixed: Option<Today>,
}

impl Configs {
    /// Reads the configuration of the folder `current`, to which relative paths refer, and tests
    /// the names in `asked` against the existing rules.
    ///
    /// # Errors
    /// If a configuration is wrong or cannot be read, a rule name is unknown, or a date is
    /// malformed.
    pub(crate) fn new(asked: Asked, registry: Registry, current: &Path) -> Result<Self, Failure> {
        let current = std::path::absolute(current).unwrap_or_default();
        let fixed = asked.today.as_deref().map(fixed).transpose()?;
        let mut configs = Self {
            asked,
            registry: Arc::new(registry),
            packs: HashMap::new(),
            configs: vec![Arc::default()],
            only: None,
            excluded: Vec::new(),
            folders: HashMap::new(),
            below: HashMap::new(),
            held: HashMap::new(),
            baselines: HashMap::new(),
            plain: None,
            current: tidy(&current),
            now: jiff::Zoned::now().date(),
            fixed,
        };
        for glob in &configs.asked.exclude {
            let read = PathGlob::typed(glob, &configs.current);
            configs.excluded.push(read.map_err(|reason| Failure::BadOption {
                option: "--exclude",
                value: glob.clone(),
                reason,
            })?);
        }
        if configs.asked.no_config {
            configs.only = Some(0);
        } else if let Some(named) = configs.asked.config.clone() {
            configs.only = Some(configs.named(&named)?);
        }
        configs.here()?;
        configs.registry.select(&configs.asked.select, &configs.asked.ignore)?;
        Ok(configs)
    }

    /// All rules of the run.
    pub(crate) fn registry(&self) -> &Arc<Registry> {
        &self.registry
    }

    /// Limits from where configurations and links may make files be read.
    pub(crate) fn bounds(&self) -> &Bounds {
        &self.asked.bounds
    }

    /// Lowest severity that fails the run: that of the command line, else that of the configuration
    /// of the current folder. The configuration of a document may set another one.
    pub(crate) fn fail_on(&mut self) -> Result<Severity, Failure> {
        let here = self.here()?;
        Ok(self.failing_from(&here.part(&[])))
    }

    fn failing_from(&self, part: &Part) -> Severity {
        let own = part.fail_on.as_ref().map(|severity| severity.value);
        self.asked.fail_on.or(own).unwrap_or(Severity::Warning)
    }

    /// Lowest severity that fails the run, for findings in a configuration file itself.
    pub(crate) fn fail_on_in(&self, config: &Config) -> Severity {
        self.failing_from(&config.part(&[]))
    }

    /// The language of the run, if the configuration of the current folder sets one.
    pub(crate) fn language(&mut self) -> Result<Option<Language>, Failure> {
        Ok(self.here()?.lang.as_ref().map(|language| language.value))
    }

    fn here(&mut self) -> Result<Arc<Config>, Failure> {
        let current = self.current.clone();
        let number = self.of(&current)?;
        Ok(self.configs[number].clone())
    }

    /// All configurations that were read.
    pub(crate) fn configs(&self) -> &[Arc<Config>] {
        &self.configs
    }

    /// The configuration files that were read so far.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        self.configs.iter().flat_map(|config| config.origins()).map(|origin| origin.path.as_path())
    }

    /// All packs that were read so far, from the command line and from configurations: folders and
    /// files.
    pub(crate) fn packs(&self) -> impl Iterator<Item = &Path> {
        self.asked.packs.iter().chain(self.packs.keys()).map(PathBuf::as_path)
    }

    /// Returns the rules for files to which the configuration applies without any override.
    ///
    /// # Errors
    /// If a rule is wrong.
    pub(crate) fn plain_rules(&self, config: &Config) -> Result<Arc<Ruleset>, Failure> {
        self.ruleset(config, &config.part(&[]))
    }

    /// Date that counts as “now” for documents that have no date of their own and no configuration
    /// with one.
    pub(crate) fn plain_today(&self) -> Today {
        self.today(&Part::default())
    }

    /// The day of this run: that of `--today`, else that of the clock; `None` if no date is
    /// compared with “now”.
    pub(crate) fn day(&self) -> Option<Day> {
        match self.plain_today() {
            Today::Off => None,
            Today::Fixed(date) | Today::Fallback(date) => Some(date.day),
        }
    }

    /// Returns the configuration for a file, and the settings that apply to the file, which need
    /// not exist.
    ///
    /// # Errors
    /// If the configuration is wrong or cannot be read.
    pub(crate) fn settings(&mut self, file: &Path) -> Result<(Arc<Config>, Part), Failure> {
        let (number, overrides, ..) = self.key(file)?;
        let config = self.configs[number].clone();
        let part = config.part(&overrides);
        Ok((config, part))
    }

    /// Returns everything that a file is checked with. The file need not exist: standard input has
    /// a name too.
    ///
    /// # Errors
    /// If the configuration is wrong or cannot be read, or a rule is wrong.
    pub(crate) fn held(&mut self, file: &Path) -> Result<Arc<Held>, Failure> {
        let key = self.key(file)?;
        if let Some(known) = self.held.get(&key) {
            return Ok(known.clone());
        }
        let config = self.configs[key.0].clone();
        let part = config.part(&key.1);
        let rules = if part.keeps_rules() && self.packs.is_empty() {
            match &self.plain {
                Some(plain) => plain.clone(),
                None => self.plain.insert(self.ruleset(&config, &part)?).clone(),
            }
        } else {
            self.ruleset(&config, &part)?
        };
        let today = self.today(&part);
        let settings =
            Settings { config: &config, number: key.0, part: &part, ignores: &key.2, accepts: &key.3 };
        let held = Held::new(&settings, rules, today);
        let limits = self.asked.limits.or(held.limits);
        let fail_on = self.asked.fail_on.unwrap_or(held.fail_on);
        let held = Arc::new(Held { limits, fail_on, ..held });
        self.held.insert(key, held.clone());
        Ok(held)
    }

    /// Does the same as [`Self::held`], but fails if no rule is left.
    ///
    /// # Errors
    /// As for [`Self::held`], and if no rule is left: a document that is checked by no rule would
    /// seem to have no defects.
    pub(crate) fn held_with_rules(&mut self, file: &Path) -> Result<Arc<Held>, Failure> {
        let held = self.held(file)?;
        if self.selection().leaves_something(&held.rules) {
            return Ok(held);
        }
        let (config, part) = self.settings(file)?;
        // Rules selected on the command line cannot be switched off by a configuration.
        let is_configured = self.asked.select.is_empty() && !part.keeps_rules();
        let config = config.origins().first().filter(|_| is_configured).map(|origin| origin.name.clone());
        Err(self.no_rules(config, Some(file.display().to_string())))
    }

    /// Returns an error if the selection of rules leaves none, for any document.
    pub(crate) fn require_rules(&self) -> Result<(), Failure> {
        let Asked { select, ignore, .. } = &self.asked;
        if self.registry.select(select, ignore)?.is_empty() {
            return Err(self.no_rules(None, None));
        }
        Ok(())
    }

    fn no_rules(&self, config: Option<String>, file: Option<String>) -> Failure {
        let option = |name: &str, rules: &[String]| match rules.is_empty() {
            true => None,
            false => Some(format!("{name} {}", rules.join(","))),
        };
        let options =
            [option("--select", &self.asked.select), option("--ignore", &self.asked.ignore), config];
        Failure::NoRules { causes: options.into_iter().flatten().collect(), file }
    }

    fn key(&mut self, file: &Path) -> Result<Key, Failure> {
        let absolute = self.absolute(file);
        let number = self.of(absolute.parent().unwrap_or(Path::new("/")))?;
        let config = &self.configs[number];
        let (ignores, accepts) = (config.ignores_for(&absolute), config.accepts_for(&absolute));
        Ok((number, config.overrides_for(&absolute), ignores, accepts))
    }

    /// Returns the set of papers to which a file belongs, according to its configuration: the
    /// indices of the configuration and of its `together` glob. `None` if the file is in no set.
    ///
    /// # Errors
    /// If the configuration is wrong or cannot be read.
    pub(crate) fn set_of(&mut self, file: &Path) -> Result<Option<(usize, usize)>, Failure> {
        let (number, ..) = self.key(file)?;
        let absolute = self.absolute(file);
        Ok(self.configs[number].set_of(&absolute).map(|set| (number, set)))
    }

    /// Returns the baseline that the configuration of a file names, if it names one.
    ///
    /// # Errors
    /// If the configuration is wrong, or the baseline is missing, outside the root, or invalid.
    pub(crate) fn baseline(&mut self, file: &Path) -> Result<Option<Arc<PlacedBaseline>>, Failure> {
        let (number, ..) = self.key(file)?;
        if let Some(known) = self.baselines.get(&number) {
            return Ok(known.clone());
        }
        let (shown, root) = self.baseline_root(number);
        let baseline = baselines::configured(&self.configs[number], &shown, &root)?.map(Arc::new);
        self.baselines.insert(number, baseline.clone());
        Ok(baseline)
    }

    /// Returns the path of the baseline that the configuration of a file names. It need not exist.
    ///
    /// # Errors
    /// If the configuration is wrong, or the baseline is outside the root.
    pub(crate) fn baseline_file(&mut self, file: &Path) -> Result<Option<PathBuf>, Failure> {
        let (number, ..) = self.key(file)?;
        let (shown, root) = self.baseline_root(number);
        Ok(baselines::place(&self.configs[number], &shown, &root)?)
    }

    /// Path, for messages, of the baseline that the configuration with this number names; and the
    /// root in which it must be.
    fn baseline_root(&self, number: usize) -> (String, Root) {
        let config = &self.configs[number];
        let path = config.baseline().map(|named| named.value.as_path()).unwrap_or(Path::new(""));
        let folder = config.origins().first().map_or(Path::new(""), |origin| origin.folder.as_path());
        (shown(path, &self.current), self.asked.bounds.around(folder))
    }

    /// Makes a path relative to the current folder, for messages.
    pub(crate) fn shown(&self, path: &Path) -> String {
        shown(path, &self.current)
    }

    /// The baselines that were read so far.
    pub(crate) fn baselines(&self) -> impl Iterator<Item = &Path> {
        self.baselines.values().flatten().map(|baseline| baseline.path())
    }

    fn absolute(&self, file: &Path) -> PathBuf {
        tidy(&self.current.join(file))
    }

    fn ruleset(&self, config: &Config, part: &Part) -> Result<Arc<Ruleset>, Failure> {
        let own = |rule: &Rule| {
            let mut packs = self.packs.iter().filter(|(_, rules)| rules.contains(&rule.id)).peekable();
            packs.peek().is_none()
                || packs.any(|(pack, _)| config.packs().iter().any(|own| own.value == *pack))
        };
        Ok(Arc::new(self.selection().ruleset(&self.registry, part, &own)?))
    }

    fn selection(&self) -> Selection<'_> {
        Selection { select: &self.asked.select, ignore: &self.asked.ignore }
    }

    fn today(&self, part: &Part) -> Today {
        self.fixed.unwrap_or_else(|| today(part, Some(self.now)))
    }

    /// Returns the index of the configuration that applies in a folder; 0 is the empty
    /// configuration.
    fn of(&mut self, folder: &Path) -> Result<usize, Failure> {
        if let Some(only) = self.only {
            return Ok(only);
        }
        let mut number = 0;
        let mut met = Vec::new();
        for folder in folder.ancestors().skip_while(|folder| folder.as_os_str().len() > LONGEST_PATH) {
            if let Some(known) = self.folders.get(folder) {
                number = *known;
                break;
            }
            met.push(folder);
            let path = folder.join(FILE_NAME);
            if path.is_file() {
                let config = self.read(&path)?;
                self.configs.push(Arc::new(config));
                number = self.configs.len() - 1;
                break;
            }
            if folder.join(".git").exists() {
                break;
            }
        }
        // The nearest folders, and the one at which the search ended.
        let last = met.get(REMEMBERED..).and_then(<[&Path]>::last);
        let remembered = met.iter().take(REMEMBERED).chain(last);
        self.folders.extend(remembered.map(|folder| ((*folder).to_owned(), number)));
        Ok(number)
    }
}

impl Choose for Configs {
    fn choose(&mut self, path: &Path) -> Result<Choice, Failure> {
        let absolute = self.absolute(path);
        let number = self.of(absolute.parent().unwrap_or(Path::new("/")))?;
        let config = &self.configs[number];
        Ok(match () {
            () if self.excluded.iter().any(|glob| glob.covers(&absolute)) => Choice::Exclude,
            () if config.excludes(&absolute) => Choice::Exclude,
            () if config.includes(&absolute) => Choice::Include,
            () => Choice::Usual,
        })
    }

    fn searches(&mut self, folder: &Path) -> Result<bool, Failure> {
        let absolute = self.absolute(folder);
        let number = self.of(&absolute)?;
        Ok(self.configs[number].includes_any())
    }
}

/// Parses the value of `--today`: a date or `off`.
fn fixed(option: &str) -> Result<Today, Failure> {
    if option == "off" {
        return Ok(Today::Off);
    }
    // Any parse error means that it is not a date.
    let day = option.parse().map_err(|_| Failure::BadDate(option.to_owned()))?;
    Ok(Today::Fixed(ReferenceDate { day, origin: DateOrigin::CommandLine }))
}

/// Makes a path relative to `current`, for messages: `../hegao.toml`.
fn shown(path: &Path, current: &Path) -> String {
    for (up, folder) in current.ancestors().enumerate() {
        if let Ok(rest) = path.strip_prefix(folder)
            && folder.parent().is_some()
        {
            return format!("{}{}", "../".repeat(up), rest.display());
        }
    }
    path.display().to_string()
}
