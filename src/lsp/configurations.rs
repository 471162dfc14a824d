//! The configurations of the folders that an editor has open. A mistake in one is reported at its
//! place, and documents are checked with the last configuration that was valid.

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

/// Everything that a document is checked with.
#[derive(Clone)]
pub(super) struct DocumentSetup {
    /// The rules and settings for the document.
    pub(super) held: Arc<Held>,
    /// All rules with their texts, for messages.
    pub(super) registry: Arc<Registry>,
    /// The language of messages.
    pub(super) language: Language,
    /// True if the configuration excludes the document, which then has no findings.
    pub(super) is_excluded: bool,
    /// Folders from which configurations and links must not lead out.
    pub(super) bounds: Bounds,
    /// Findings of the document that the user has accepted. They are not shown.
    pub(super) baseline: Option<Arc<PlacedBaseline>>,
    /// The set of papers to which the document belongs, if it is in one.
    pub(super) set: Option<Arc<SetPlan>>,
}

/// A set of papers that a configuration declares, with everything needed to read them on another
/// thread.
pub(super) struct SetPlan {
    /// The folder and the glob of the set.
    pub(super) set: DeclaredSet,
    /// The configurations of the folder from which the set was found, as far as they were read.
    pub(super) configs: Configs,
    /// Number of reloads of configurations before this plan was made. A paper that was read under
    /// another number may have other settings now.
    pub(super) generation: u64,
}

/// The languages to choose from for messages, if the user's settings do not name one.
#[derive(Clone, Copy, Debug)]
pub(super) struct LanguageSource {
    /// Language from the command line, which overrides configurations.
    pub(super) asked: Option<Language>,
    /// Language to use if no configuration names one.
    pub(super) fallback: Language,
}

/// The rules, and the limits for reading files, without any configuration.
#[derive(Clone)]
pub(super) struct Base {
    /// The rules known without a configuration.
    pub(super) registry: Registry,
    /// Folders from which configurations must not lead out.
    pub(super) bounds: Bounds,
}

/// The configurations of all open folders.
pub(super) struct Configurations {
    /// Rules and limits without any configuration.
    base: Base,
    /// The languages to choose from for messages.
    pub(super) language_source: LanguageSource,
    /// Unit of columns in positions.
    encoding: Encoding,
    settings: Settings,
    folders: Vec<PathBuf>,
    by_folder: HashMap<PathBuf, FolderConfigs>,
    /// Current mistakes in configurations, by the address of the file.
    mistakes: BTreeMap<String, Vec<Diagnostic>>,
    /// Errors without a place in a file, not yet shown to the user.
    pending_messages: Vec<String>,
    /// Errors without a place in a file that were found since the last reload, so that each is
    /// shown only once.
    shown_messages: BTreeSet<String>,
    /// Number of times that configurations were reloaded.
    generation: u64,
}

/// The configurations that apply in one open folder.
#[derive(Default)]
struct FolderConfigs {
    now: Option<Configs>,
    /// The last configurations without mistakes. They are used as long as the current ones have
    /// mistakes.
    before: Option<Configs>,
    is_wrong: bool,
    /// Number of configurations whose globs were already tested for matching no file, so that each
    /// is tested once.
    judged: usize,
    /// A plan for each set of papers that was met so far.
    plans: Vec<Arc<SetPlan>>,
}

impl Configurations {
    /// The state before any folder is open.
    pub(super) fn new(base: Base, language_source: LanguageSource, encoding: Encoding) -> Self {
        Self {
            base,
            language_source,
            encoding,
            settings: Settings::default(),
            folders: Vec::new(),
            by_folder: HashMap::new(),
            mistakes: BTreeMap::new(),
            pending_messages: Vec::new(),
            shown_messages: BTreeSet::new(),
            generation: 0,
        }
    }

    /// The current settings of the user.
    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Replaces the user's settings.
    pub(super) fn set(&mut self, settings: Settings) {
        self.settings = settings;
        self.reload();
    }

    /// Replaces the list of open folders.
    pub(super) fn open(&mut self, folders: Vec<PathBuf>) {
        self.folders = folders;
        self.reload();
    }

    /// Forgets all configurations. Each is read again when it is next needed.
    pub(super) fn reload(&mut self) {
        self.mistakes.clear();
        self.shown_messages.clear();
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

    /// True if a configuration in use names the file at `path` as its baseline.
    pub(super) fn reads(&self, path: &Path) -> bool {
        let configs = self.by_folder.values().flat_map(|folder| folder.now.iter().chain(&folder.before));
        let mut named = configs.flat_map(Configs::configs).filter_map(|config| config.baseline());
        let is_same = |one: &Path| one == path || path.canonicalize().is_ok_and(|path| path == one);
        named.any(|named| {
            is_same(&named.value) || named.value.canonicalize().is_ok_and(|named| is_same(&named))
        })
    }

    /// Current mistakes in configurations, by the address of the file.
    pub(super) fn mistakes(&self) -> &BTreeMap<String, Vec<Diagnostic>> {
        &self.mistakes
    }

    /// Takes the errors that were not shown yet.
    pub(super) fn take_pending_messages(&mut self) -> Vec<String> {
        mem::take(&mut self.pending_messages)
    }

    /// Language of messages that do not concern a document.
    pub(super) fn language(&self) -> Language {
        self.settings.language.or(self.language_source.asked).unwrap_or(self.language_source.fallback)
    }

    /// Returns everything that the document at this address is checked with.
    ///
    /// # Errors
    /// If not even the built-in rules can be loaded.
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

    /// Reads the configurations of a folder. Unknown rule names in the user's settings are reported
    /// and left out.
    fn configs(&mut self, folder: &Path, mut asked: Asked) -> Result<Configs, Failure> {
        // The user chose to open the folder, so it bounds links like a folder given on the command
        // line.
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
        // If the baseline cannot be read, all findings are shown and the reason is reported in the
        // configuration. The rest of the configuration still holds.
        let baseline = configs.baseline(file).unwrap_or_else(|failure| {
            self.note_failure(folder, failure);
            None
        });
        let set = if is_excluded { None } else { self.plan(configs, folder_configs, file)? };
        let (registry, bounds) = (configs.registry().clone(), configs.bounds().clone());
        Ok(DocumentSetup { held, registry, language, is_excluded, bounds, baseline, set })
    }

    /// Returns the set of papers to which the file belongs; `None` if it is in no set.
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

    /// Records an error that is to be shown to the user. The same error is shown only once per
    /// reload.
    fn tell(&mut self, text: String) {
        if self.shown_messages.insert(text.clone()) {
            self.pending_messages.push(text);
        }
    }

    /// Reports globs that match no file. They do not invalidate the configuration, because a folder
    /// may be renamed while it is open.
    fn note_stale_globs(&mut self, folder_configs: &mut FolderConfigs, folder: &Path) {
        let Some(configs) = &mut folder_configs.now else { return };
        let count = configs.configs().len();
        if count > folder_configs.judged {
            folder_configs.judged = count;
            let stale = configs.stale_globs();
            stale.into_iter().for_each(|mistake| self.note_mistake(folder, mistake));
        }
    }

    /// Reports the mistakes of a folder's configuration.
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

    /// Reports one mistake in a file.
    fn note_mistake(&mut self, folder: &Path, mistake: Box<Mistake>) {
        let mistake = mistake.in_language(self.language());
        let path = tidy(&folder.join(&mistake.file));
        // A mistake without a span needs no text, and the file may be unreadable.
        let text = match mistake.span {
            None if path.exists() => Ok(String::new()),
            _ => fs::read_to_string(&path),
        };
        // Rules of a pack have names that are not paths, so the file cannot be read.
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

/// A mistake in a file as an LSP diagnostic.
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
