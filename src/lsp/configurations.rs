//! The configurations of the folders an editor has open. One that is wrong is told at its place, and documents go on with what
//! held before.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, mem};

use gen_lsp_types::{Diagnostic, DiagnosticSeverity, Message, Range};

use crate::config::chain::tidy;
use crate::engine::held::Held;
use crate::language::Language;
use crate::lsp::positions::{Encoding, Lines};
use crate::lsp::settings::Settings;
use crate::lsp::uri;
use crate::registry::Registry;
use crate::rule::mistake::Mistake;
use crate::text::span::Span;
use crate::workspace::baselines::PlacedBaseline;
use crate::workspace::bounds::Bounds;
use crate::workspace::configs::{Asked, Configs};
use crate::workspace::failure::Failure;
use crate::workspace::sets::DeclaredSet;
use crate::workspace::walk::{Choice, Choose};

/// What a document is checked with.
#[derive(Clone)]
pub(super) struct DocumentSetup {
    /// Rules, words and dates.
    pub(super) held: Arc<Held>,
    /// The texts of the rules.
    pub(super) registry: Arc<Registry>,
    /// The language of messages.
    pub(super) language: Language,
    /// Whether anything is to be found in it.
    pub(super) is_excluded: bool,
    /// How far configurations and links lead.
    pub(super) bounds: Bounds,
    /// The findings in it that are accepted.
    pub(super) baseline: Option<Arc<PlacedBaseline>>,
    /// The set that it is a paper of.
    pub(super) set: Option<Arc<SetPlan>>,
}

/// A set with all that it takes to read its papers on another thread.
pub(super) struct SetPlan {
    /// The set.
    pub(super) set: DeclaredSet,
    /// Its folder's configurations, as they were read so far.
    pub(super) configs: Configs,
    /// Number of times that configurations were read anew before: papers that were read under another number may be read otherwise now.
    pub(super) generation: u64,
}

/// Where the language of messages comes from, where the user's settings do not say.
#[derive(Clone, Copy, Debug)]
pub(super) struct LanguageSource {
    /// What the command line asks for, before any configuration.
    pub(super) asked: Option<Language>,
    /// What holds where no configuration says.
    pub(super) fallback: Language,
}

/// What holds before any configuration.
#[derive(Clone)]
pub(super) struct Base {
    /// The rules.
    pub(super) registry: Registry,
    /// How far configurations lead.
    pub(super) bounds: Bounds,
}

/// All configurations.
pub(super) struct Configurations {
    /// What holds before them.
    base: Base,
    /// Where the language comes from.
    pub(super) language_source: LanguageSource,
    /// The units of columns.
    encoding: Encoding,
    settings: Settings,
    folders: Vec<PathBuf>,
    by_folder: HashMap<PathBuf, FolderConfigs>,
    /// What is wrong, by the address of the file.
    mistakes: BTreeMap<String, Vec<Diagnostic>>,
    /// What is wrong and has no place, and was not told yet.
    told: Vec<String>,
    /// What was told since configurations were last read.
    known: BTreeSet<String>,
    /// Number of times that they were read anew.
    generation: u64,
}

/// The configurations of one folder.
#[derive(Default)]
struct FolderConfigs {
    now: Option<Configs>,
    /// The last in which nothing was wrong.
    before: Option<Configs>,
    is_wrong: bool,
    /// Number of configurations whose globs were held against the files there are.
    judged: usize,
    /// The last plan of each set.
    plans: Vec<Arc<SetPlan>>,
}

impl Configurations {
    /// No folder and no settings yet.
    pub(super) fn new(base: Base, language_source: LanguageSource, encoding: Encoding) -> Self {
        Self {
            base,
            language_source,
            encoding,
            settings: Settings::default(),
            folders: Vec::new(),
            by_folder: HashMap::new(),
            mistakes: BTreeMap::new(),
            told: Vec::new(),
            known: BTreeSet::new(),
            generation: 0,
        }
    }

    /// The settings that hold.
    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Has other settings hold.
    pub(super) fn set(&mut self, settings: Settings) {
        self.settings = settings;
        self.reload();
    }

    /// Has other folders open.
    pub(super) fn open(&mut self, folders: Vec<PathBuf>) {
        self.folders = folders;
        self.reload();
    }

    /// Reads every configuration anew when it is next asked for.
    pub(super) fn reload(&mut self) {
        self.mistakes.clear();
        self.known.clear();
        self.generation += 1;
        for folder_configs in self.by_folder.values_mut() {
            let now = folder_configs.now.take();
            if !mem::take(&mut folder_configs.is_wrong) {
                folder_configs.before = now.or(folder_configs.before.take());
            }
            folder_configs.plans.clear();
            folder_configs.judged = 0;
        }
    }

    /// True if a configuration that holds somewhere names the file at `path` as its baseline.
    pub(super) fn reads(&self, path: &Path) -> bool {
        let configs = self.by_folder.values().flat_map(|folder| folder.now.iter().chain(&folder.before));
        let mut named = configs.flat_map(Configs::configs).filter_map(|config| config.baseline());
        let is_same = |one: &Path| one == path || path.canonicalize().is_ok_and(|path| path == one);
        named.any(|named| {
            is_same(&named.value) || named.value.canonicalize().is_ok_and(|named| is_same(&named))
        })
    }

    /// What is wrong now, by the address of the file.
    pub(super) fn mistakes(&self) -> &BTreeMap<String, Vec<Diagnostic>> {
        &self.mistakes
    }

    /// What is wrong and was not told yet.
    pub(super) fn take_told(&mut self) -> Vec<String> {
        mem::take(&mut self.told)
    }

    /// The language where no document is concerned.
    pub(super) fn language(&self) -> Language {
        self.settings.language.or(self.language_source.asked).unwrap_or(self.language_source.fallback)
    }

    /// What the document at this address is checked with.
    ///
    /// # Errors
    /// Where not even the rules that come with hegao can be built.
    pub(super) fn setup(&mut self, address: &str) -> Result<DocumentSetup, Failure> {
        let path = uri::path(address);
        let is_around = |folder: &&PathBuf| path.as_ref().is_none_or(|path| path.starts_with(folder));
        let folder = self.folders.iter().filter(is_around).max_by_key(|folder| folder.as_os_str().len());
        let folder = folder.cloned().or_else(|| path.as_ref()?.parent().map(Path::to_owned));
        let folder = folder.unwrap_or_default();
        let file = path.unwrap_or_else(|| folder.join(uri::name(address)));
        let mut folder_configs = self.by_folder.remove(&folder).unwrap_or_default();
        let setup = self.look(&mut folder_configs, &folder, &file);
        self.by_folder.insert(folder, folder_configs);
        setup
    }

    fn look(
        &mut self,
        folder_configs: &mut FolderConfigs,
        folder: &Path,
        file: &Path,
    ) -> Result<DocumentSetup, Failure> {
        if folder_configs.now.is_none() && !folder_configs.is_wrong {
            match self.configs(folder, self.settings.asked.clone()) {
                Ok(configs) => folder_configs.now = Some(configs),
                Err(failure) => {
                    folder_configs.is_wrong = true;
                    self.note_failure(folder, failure);
                }
            }
        }
        if let Some(mut configs) = folder_configs.now.take() {
            let found = self.found(&mut configs, folder_configs, (folder, file));
            folder_configs.now = Some(configs);
            match found {
                Ok(setup) => {
                    self.note_stale_globs(folder_configs, folder);
                    return Ok(setup);
                }
                Err(failure) => {
                    folder_configs.is_wrong = true;
                    self.note_failure(folder, failure);
                }
            }
        }
        if let Some(mut configs) = folder_configs.before.take() {
            let found = self.found(&mut configs, folder_configs, (folder, file));
            folder_configs.before = Some(configs);
            if found.is_ok() {
                return found;
            }
        }
        let asked = Asked { no_config: true, ..self.settings.asked.clone() };
        let mut configs = self.configs(folder, asked)?;
        self.found(&mut configs, folder_configs, (folder, file))
    }

    /// The configurations of a folder. Names that no rule has are told and left out.
    fn configs(&mut self, folder: &Path, mut asked: Asked) -> Result<Configs, Failure> {
        // An open folder is the user's word, as one that is walked.
        asked.bounds = self.base.bounds.clone().walking(folder);
        loop {
            match Configs::new(asked.clone(), self.base.registry.clone(), folder) {
                Err(Failure::UnknownRule(unknown)) => {
                    let before = (asked.select.len(), asked.ignore.len());
                    asked.select.retain(|name| *name != unknown.name);
                    asked.ignore.retain(|name| *name != unknown.name);
                    let failure = Failure::UnknownRule(unknown);
                    let text = failure.text(self.language());
                    if (asked.select.len(), asked.ignore.len()) == before {
                        return Err(failure);
                    }
                    self.tell(text);
                }
                other => return other,
            }
        }
    }

    fn found(
        &mut self,
        configs: &mut Configs,
        folder_configs: &mut FolderConfigs,
        (folder, file): (&Path, &Path),
    ) -> Result<DocumentSetup, Failure> {
        let held = configs.held(file)?;
        let is_excluded = configs.choose(file)? == Choice::Exclude;
        let fixed = self.settings.language.or(self.language_source.asked);
        let language = match fixed {
            Some(language) => language,
            None => configs.language()?.unwrap_or(self.language_source.fallback),
        };
        // Without its baseline all is shown, and the reason stands in the configuration: the rest of that still holds.
        let baseline = configs.baseline(file).unwrap_or_else(|failure| {
            self.note_failure(folder, failure);
            None
        });
        let set = if is_excluded { None } else { self.plan(configs, folder_configs, file)? };
        let (registry, bounds) = (configs.registry().clone(), configs.bounds().clone());
        Ok(DocumentSetup { held, registry, language, is_excluded, bounds, baseline, set })
    }

    /// The set that the file is a paper of.
    fn plan(
        &self,
        configs: &mut Configs,
        folder_configs: &mut FolderConfigs,
        file: &Path,
    ) -> Result<Option<Arc<SetPlan>>, Failure> {
        let Some(set) = DeclaredSet::of(file, configs)? else { return Ok(None) };
        if let Some(known) = folder_configs.plans.iter().find(|plan| plan.set == set) {
            return Ok(Some(known.clone()));
        }
        let plan = Arc::new(SetPlan { set, configs: configs.clone(), generation: self.generation });
        folder_configs.plans.push(plan.clone());
        Ok(Some(plan))
    }

    /// Tells something once.
    fn tell(&mut self, text: String) {
        if self.known.insert(text.clone()) {
            self.told.push(text);
        }
    }

    /// Takes note of globs that name no file. A folder may be renamed while it is open, so the configuration still holds.
    fn note_stale_globs(&mut self, folder_configs: &mut FolderConfigs, folder: &Path) {
        let Some(configs) = &mut folder_configs.now else { return };
        let count = configs.configs().len();
        if count > folder_configs.judged {
            folder_configs.judged = count;
            let stale = configs.stale_globs();
            stale.into_iter().for_each(|mistake| self.note_mistake(folder, mistake));
        }
    }

    /// Takes note of what is wrong in a folder.
    fn note_failure(&mut self, folder: &Path, failure: Failure) {
        let language = self.language();
        match failure {
            Failure::Mistake(mistake) => self.note_mistake(folder, mistake),
            Failure::Configuration(mistakes) => {
                mistakes.into_iter().for_each(|mistake| self.note_mistake(folder, mistake));
            }
            other => self.tell(other.text(language)),
        }
    }

    /// Takes note of a mistake in a file.
    fn note_mistake(&mut self, folder: &Path, mistake: Box<Mistake>) {
        let mistake = mistake.told(self.language());
        let path = tidy(&folder.join(&mistake.file));
        // A mistake without a place needs no text; the file may be one that is not to be read.
        let text = match mistake.span {
            None if path.exists() => Ok(String::new()),
            _ => fs::read_to_string(&path),
        };
        // A mistake in a rule of a pack goes by a name that is no path.
        match text {
            Ok(text) => {
                let diagnostic = diagnostic(&mistake, &text, self.encoding);
                let known = self.mistakes.entry(uri::of_path(&path)).or_default();
                if !known.contains(&diagnostic) {
                    known.push(diagnostic);
                }
            }
            Err(_) => self.tell(mistake.to_string()),
        }
    }
}

/// A mistake in a file, as an editor shows it.
fn diagnostic(mistake: &Mistake, text: &str, encoding: Encoding) -> Diagnostic {
    let is_boundary = |span: &Span| text.is_char_boundary(span.start()) && text.is_char_boundary(span.end());
    let span = mistake.span.map(|span| Span::new(span.offset(), span.offset() + span.len()));
    let range = match span.filter(is_boundary) {
        Some(span) => Lines::new(text).range(text, span, encoding),
        None => Range::default(),
    };
    let help = mistake.help.iter().map(|help| format!("\n{help}"));
    Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::Error),
        source: Some("hegao".to_owned()),
        message: Message::String(mistake.message.clone() + &help.collect::<String>()),
        ..Diagnostic::default()
    }
}
