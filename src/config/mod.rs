//! L5: `hegao.toml`, validated. A mistake in it is reported with its place, before any document is
//! read.

pub mod accepted;
pub mod chain;
pub mod declared;
mod events;
mod file;
pub mod globs;
mod idle;
pub mod limits;
pub mod mistakes;
mod parsing;
pub mod part;
pub mod place;
pub mod schema;
pub mod template;
mod validator;

use std::path::{Path, PathBuf};

use toml::Spanned;

use crate::config::accepted::Accepted;
use crate::config::chain::{Chain, tidy};
use crate::config::declared::Declared;
use crate::config::file::{ConfigFile, Lang};
use crate::config::globs::PathGlob;
use crate::config::mistakes::Mistakes;
use crate::config::part::{Part, PendingPart};
use crate::config::place::{Origin, Placed};
use crate::config::validator::Validator;
use crate::language::Language;
use crate::rule::Rule;
use crate::rule::mistake_text::MistakeText;

/// The name of a configuration file.
pub const FILE_NAME: &str = "hegao.toml";

/// A validated configuration for the files below its folder.
#[derive(Debug, Default)]
pub struct Config {
    origins: Vec<Origin>,
    base: Part,
    overrides: Vec<Override>,
    include: Vec<PathGlob>,
    exclude: Vec<PathGlob>,
    together: Vec<PathGlob>,
    baseline: Option<Placed<PathBuf>>,
    packs: Vec<Placed<PathBuf>>,
    ignores: Vec<Declared>,
    accepts: Vec<Accepted>,
    /// The language of reports and messages, if one is set.
    pub lang: Option<Placed<Language>>,
}

/// An `[[overrides]]` table: settings for the files that its globs match.
#[derive(Debug)]
struct Override {
    files: Vec<PathGlob>,
    part: Part,
}

/// The `[[overrides]]` tables of one configuration file, before they are validated.
#[derive(Clone, Copy)]
struct Overrides<'a> {
    /// Index of the configuration file in the chain of files read.
    index: usize,
    written: &'a [file::Override],
    /// True if the settings outside the overrides have no mistakes. Only then is it known if an
    /// override changes one of them.
    is_base_right: bool,
}

impl Config {
    /// Validates the files of a chain. `rules` are the rules that settings may name.
    ///
    /// # Errors
    /// All mistakes: files that could not be read, unknown rules and options, invalid dates and
    /// globs, overrides that change nothing.
    pub fn new(chain: Chain, rules: &[Rule]) -> Result<Self, Mistakes> {
        let packs = chain.packs();
        let Chain { origins, files, mut mistakes, lacks_rules } = chain;
        let validator = Validator { origins: &origins, rules, lacks_rules };
        let mut config = Self::default();
        for (index, file) in files.iter().enumerate().rev() {
            config.base.extend(&validator.part(PendingPart::of_file(index, file), &mut mistakes));
            let events = events::read(&validator, index, &file.events, &mut mistakes);
            config.base.events.extend(events);
        }
        // If the base has mistakes, its settings differ from what the user meant, so it is unknown
        // whether an override changes anything.
        let is_base_right = mistakes.is_empty();
        for (index, file) in files.iter().enumerate().rev() {
            config.add(&validator, index, file, &mut mistakes);
            let overrides = Overrides { index, written: &file.overrides, is_base_right };
            config.add_overrides(&validator, overrides, &mut mistakes);
        }
        mistakes.none_or(()).map(|()| Self { origins, packs, ..config })
    }

    /// Adds the settings of a configuration file that apply to the whole run, such as `exclude` and
    /// `baseline`.
    fn add(&mut self, validator: &Validator<'_>, index: usize, file: &ConfigFile, mistakes: &mut Mistakes) {
        let mut globs =
            |written: &[Spanned<String>]| PathGlob::read(validator.origins, index, written, mistakes);
        self.include.extend(globs(&file.include));
        self.exclude.extend(globs(&file.exclude));
        self.together.extend(globs(&file.together));
        if let (Some(baseline), Some(origin)) = (&file.baseline, validator.origins.get(index)) {
            let path = tidy(&origin.folder.join(baseline.as_ref()));
            self.baseline = Some(Placed::new(index, baseline.span(), path));
        }
        if let Some(lang) = &file.lang {
            let language = match lang.as_ref() {
                Lang::Zh => Language::Chinese,
                Lang::En => Language::English,
            };
            self.lang = Some(Placed::new(index, lang.span(), language));
        }
        let ignores =
            file.ignore.iter().filter_map(|ignore| Declared::read(validator, index, ignore, mistakes));
        self.ignores.extend(ignores);
        let accepts =
            file.accept.iter().filter_map(|accept| Accepted::read(validator, index, accept, mistakes));
        self.accepts.extend(accepts);
    }

    /// Validates and adds the overrides of a configuration file. An override that changes nothing
    /// is a mistake, but only if the base settings have no mistakes.
    fn add_overrides(
        &mut self,
        validator: &Validator<'_>,
        overrides: Overrides<'_>,
        mistakes: &mut Mistakes,
    ) {
        let Overrides { index, written, is_base_right } = overrides;
        let mut are_right = is_base_right;
        for over in written {
            let place = Placed::new(index, over.files.span(), ());
            let before = mistakes.len();
            let part = validator.part(PendingPart::of_override(index, over), mistakes);
            are_right &= mistakes.len() == before;
            let globs_before = mistakes.len();
            let files = PathGlob::read(validator.origins, index, over.files.as_ref(), mistakes);
            let are_globs = mistakes.len() == globs_before;
            if over.files.as_ref().is_empty() {
                mistakes.add(
                    place.mistake(
                        validator.origins,
                        MistakeText::new("files 是空的".to_owned())
                            .help("写上管哪些文件，如 [\"案例/**\"]。"),
                        MistakeText::new("`files` names none".to_owned())
                            .help("say for which files, as [\"案例/**\"]"),
                    ),
                );
            } else if are_right && are_globs {
                let earlier: Vec<&Part> = self.overrides.iter().map(|over| &over.part).collect();
                if idle::is_idle(validator.rules, &self.base, &earlier, &part) {
                    mistakes.add(
                        place.mistake(
                            validator.origins,
                            MistakeText::new(
                                "这一条 overrides 什么也没有改变：没有它，这些文件也是这样".to_owned(),
                            )
                            .help("删去它，或者写上与别处不同的设置。"),
                            MistakeText::new(
                                "this override changes nothing: without it, the same holds for these files"
                                    .to_owned(),
                            )
                            .help("delete it, or give it a setting that differs"),
                        ),
                    );
                }
            }
            self.overrides.push(Override { files, part });
        }
    }

    /// The files from which the configuration was read. Settings of an earlier file take
    /// precedence.
    pub fn origins(&self) -> &[Origin] {
        &self.origins
    }

    /// Paths of the rule packs: folders and files of the user's own rules.
    pub fn packs(&self) -> &[Placed<PathBuf>] {
        &self.packs
    }

    /// Path of the baseline, the file of accepted findings, which need not exist; `None` if none is
    /// set.
    pub fn baseline(&self) -> Option<&Placed<PathBuf>> {
        self.baseline.as_ref()
    }

    /// Indices of the `[[overrides]]` tables that apply to a file, in order.
    pub fn overrides_for(&self, file: &Path) -> Vec<usize> {
        let holds = |over: &Override| over.files.iter().any(|glob| glob.names(file));
        self.overrides.iter().enumerate().filter(|(_, over)| holds(over)).map(|(number, _)| number).collect()
    }

    /// True if there are `[[overrides]]` tables.
    pub fn has_overrides(&self) -> bool {
        !self.overrides.is_empty()
    }

    /// Indices of the `[[ignore]]` entries that apply to a file, in order.
    pub fn ignores_for(&self, file: &Path) -> Vec<usize> {
        let ignores = self.ignores.iter().enumerate();
        ignores.filter(|(_, ignore)| ignore.is_for(file)).map(|(number, _)| number).collect()
    }

    /// Indices of the `[[accept]]` entries that apply to a file, in order.
    pub fn accepts_for(&self, file: &Path) -> Vec<usize> {
        let accepts = self.accepts.iter().enumerate();
        accepts.filter(|(_, accept)| accept.is_for(file)).map(|(number, _)| number).collect()
    }

    /// All `[[accept]]` entries: problems because of which a file need not be read.
    pub fn accepts(&self) -> &[Accepted] {
        &self.accepts
    }

    /// All `[[ignore]]` entries: findings that are right.
    pub fn ignores(&self) -> &[Declared] {
        &self.ignores
    }

    /// The settings of one file: those at the top level, with the overrides of these indices
    /// applied.
    pub fn part(&self, overrides: &[usize]) -> Part {
        let mut part = self.base.clone();
        for over in overrides.iter().filter_map(|number| self.overrides.get(*number)) {
            part.override_with(&over.part);
        }
        part
    }

    /// The `include` globs: further files to be checked when a folder is searched.
    pub fn include(&self) -> impl Iterator<Item = &Placed<String>> {
        self.include.iter().map(|glob| &glob.written)
    }

    /// The `exclude` globs: files to be skipped when a folder is searched.
    pub fn exclude(&self) -> impl Iterator<Item = &Placed<String>> {
        self.exclude.iter().map(|glob| &glob.written)
    }

    /// The `together` globs. The files that match one of them form a set of papers, which are
    /// compared with each other.
    pub fn together(&self) -> impl Iterator<Item = &Placed<String>> {
        self.together.iter().map(|glob| &glob.written)
    }

    /// The set of papers to which a file belongs: the index of the first `together` glob that
    /// matches the file; `None` if none does.
    pub fn set_of(&self, file: &Path) -> Option<usize> {
        self.together.iter().position(|glob| glob.names(file))
    }

    /// The folder that contains all papers of the set with the index `set`: the folder of the
    /// configuration file with its glob, followed by the literal folder names at the start of the
    /// glob.
    pub fn set_folder(&self, set: usize) -> Option<PathBuf> {
        self.together.get(set).map(PathGlob::root)
    }

    /// True if there are `include` globs, so that folders must also be searched for files that are
    /// skipped by default.
    pub fn includes_any(&self) -> bool {
        !self.include.is_empty()
    }

    /// True if an `include` glob matches the file. When a folder is searched, it is then checked
    /// even if it is hidden, ignored, or of an unknown kind.
    pub fn includes(&self, file: &Path) -> bool {
        self.include.iter().any(|glob| glob.names(file))
    }

    /// True if an `exclude` glob matches the file. When a folder is searched, it is then skipped.
    pub fn excludes(&self, file: &Path) -> bool {
        self.exclude.iter().any(|glob| glob.covers(file))
    }

    /// The folders that the globs are relative to.
    pub fn glob_folders(&self) -> Vec<&Path> {
        let mut folders: Vec<&Path> = self.globs().map(PathGlob::folder).collect();
        folders.sort_unstable();
        folders.dedup();
        folders
    }

    /// Returns a mistake for each glob relative to `folder` that matches none of `files`, which are
    /// all files below the folder. Globs of overrides are not included, because a run compares them
    /// with its documents.
    pub fn idle_globs(&self, folder: &Path, files: &[PathBuf]) -> Mistakes {
        let mut mistakes = Mistakes::default();
        let is_here = |glob: &&PathGlob| glob.folder() == folder;
        let covers = |glob: &PathGlob| files.iter().any(|file| glob.covers(file));
        let names = |glob: &PathGlob| files.iter().any(|file| glob.names(file));
        // `exclude` may match folders; the other globs match only files.
        let excluding = self.exclude.iter().filter(is_here).filter(|glob| !covers(glob));
        let naming = self.include.iter().chain(&self.together).filter(is_here).filter(|glob| !names(glob));
        excluding
            .chain(naming)
            .for_each(|glob| mistakes.add(glob.idle(&self.origins, glob.idle_among(files))));
        mistakes
    }

    /// The globs of all overrides.
    pub fn override_globs(&self) -> impl Iterator<Item = &PathGlob> {
        self.overrides.iter().flat_map(|over| &over.files)
    }

    fn globs(&self) -> impl Iterator<Item = &PathGlob> {
        self.exclude.iter().chain(&self.include).chain(&self.together).chain(self.override_globs())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Config;
    use super::chain::{Chain, Loaded};
    use crate::config::mistakes::Mistakes;
    use crate::diagnostic::RuleId;
    use crate::rule::file::{Author, RuleFile};
    use crate::rule::load;
    use crate::rule::mistake::Mistake;

    const TEXT: &str = "[placeholder]\nallow = ['X企业']\n[[overrides]]\nfiles = ['案例/*.txt']\nplaceholder.masks = ['待查']\n";
    const RULE: &str = "severity='error'\n[zh]\ntitle='甲'\nmessage='乙'\nwhy='丙'\n[en]\ntitle='a'\nmessage='b'\nwhy='c'\n[code]\noptions = { least = 3 }\n";

    fn rule_file() -> RuleFile {
        RuleFile { name: "count/list.toml".into(), text: RULE.into(), author: Author::BuiltIn }
    }

    fn read(text: &str) -> Result<Config, Mistakes> {
        let mut load = |_: &Path| Loaded { name: "hegao.toml".to_owned(), text: Ok(text.to_owned()) };
        let rule = load::rule(&RuleId::new("count/list"), rule_file()).unwrap();
        Config::new(Chain::read(Path::new("库/hegao.toml"), &mut load), &[rule])
    }

    #[test]
    fn overrides_add_to_what_holds_for_all_files() {
        let config = read(TEXT).unwrap();
        let words = |file: &str| config.part(&config.overrides_for(Path::new(file))).vocabulary();
        assert_eq!(words("库/讲话.txt").allow, ["X企业"]);
        assert!(words("库/讲话.txt").masks.is_empty());
        assert_eq!(words("库/案例/一.txt").masks, ["待查"]);
        assert!(words("库/案例/旧/一.txt").masks.is_empty());
    }

    #[test]
    fn an_override_of_a_family_covers_its_rules_and_a_later_one_may_take_it_back() {
        let text = "[rules]\n'count/list' = 'hint'\n[[overrides]]\nfiles = ['*']\nrules.count = 'off'\n\
                    [[overrides]]\nfiles = ['b*']\nrules.count = 'hint'\n";
        let config = read(text).unwrap();
        let rule = load::rule(&RuleId::new("count/list"), rule_file()).unwrap();
        assert!(config.part(&[]).runs(&rule));
        assert!(!config.part(&[0]).runs(&rule));
        assert!(config.part(&[0, 1]).runs(&rule));
    }

    #[test]
    fn a_set_has_the_folder_that_its_glob_names_outright_and_none_above() {
        let folder = |glob: &str| {
            let config = read(&format!("together = ['{glob}']\n")).unwrap();
            config.set_folder(0).unwrap()
        };
        assert_eq!(folder("会议/材料/*.txt"), Path::new("库/会议/材料"));
        assert_eq!(folder("会议/**/讲话.txt"), Path::new("库/会议"));
        assert_eq!(folder("讲话.txt"), Path::new("库"));
        assert_eq!(folder("../../外/*"), Path::new("库"));
        assert_eq!(folder("/etc/*"), Path::new("库/etc"));
    }

    #[test]
    fn a_mistake_has_a_place_and_a_guess() {
        let error = |text: &str| {
            let mut mistakes: Vec<Box<Mistake>> = read(text).unwrap_err().into_iter().collect();
            assert_eq!(mistakes.len(), 1, "{text}: {mistakes:?}");
            mistakes.remove(0)
        };
        let misspelt = error("[placeholdr]\nallow = []\n");
        assert!(misspelt.span.is_some());
        assert_eq!(misspelt.help.as_deref(), Some("did you mean `placeholder`?"));
        assert!(error("[placeholder]\nallow = 'X企业'\n").span.is_some());
        assert!(error("[[overrides]]\nfiles = ['a[']\n").span.is_some());
        assert!(error("options.'count/list'.least = -1\n").span.is_some());
    }
}
