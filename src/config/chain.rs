//! A configuration file together with the files that it extends (takes settings from), read but not
//! yet validated.

use std::path::{Component, Path, PathBuf};

use crate::config::file::ConfigFile;
use crate::config::mistakes::Mistakes;
use crate::config::parsing::{Parsed, parse};
use crate::config::place::{Origin, Placed};
use crate::rule::mistake::Mistake;
use crate::rule::mistake_text::MistakeText;

/// Maximum number of files in a chain of `extends`; a longer chain is reported as a mistake.
const MAX_FILES: usize = 16;

/// A configuration file as a front end loaded it.
pub struct Loaded {
    /// The name of the file in messages.
    pub name: String,
    /// The content of the file, or the reason why it could not be read.
    pub text: Result<String, Unloaded>,
}

/// Reason why a configuration file has no text. Each is in Chinese and in English.
pub enum Unloaded {
    /// The system could not read the file, for this reason.
    Unreadable([String; 2]),
    /// The file may not be read, for example because it is outside the project. The text has
    /// advice, too.
    Refused([MistakeText; 2]),
}

/// Path of the next file of the chain, and the `extends` setting that names it; `None` for the
/// first file.
type Next = (PathBuf, Option<Placed<String>>);

/// A configuration file and those that it extends. Settings of an earlier file in the chain take
/// precedence.
#[derive(Debug)]
pub struct Chain {
    pub(super) origins: Vec<Origin>,
    pub(super) files: Vec<ConfigFile>,
    /// Mistakes found while the files were read. `Config::new` reports them together with those
    /// that it finds.
    pub(super) mistakes: Mistakes,
    /// True if some rules of a pack could not be loaded. An unknown rule name may then be the name
    /// of one of them.
    pub(super) lacks_rules: bool,
}

impl Chain {
    /// Reads the file at `path`, and the files that it extends, by means of `load`, as far as that
    /// is possible. Missing files, unknown keys and wrong types become mistakes, which
    /// `Config::new` reports together with its own.
    pub fn read(path: &Path, load: &mut dyn FnMut(&Path) -> Loaded) -> Self {
        let (origins, files, mistakes) = (Vec::new(), Vec::new(), Mistakes::default());
        let mut chain = Self { origins, files, mistakes, lacks_rules: false };
        let mut next: Option<Next> = Some((tidy(path), None));
        while let Some((path, from)) = next {
            next = chain.add(path, from.as_ref(), load).unwrap_or_else(|mistake| {
                chain.lacks_rules(mistake);
                None
            });
        }
        chain
    }

    /// Adds a mistake because of which rules may not have been loaded, and records that rules may
    /// be missing.
    pub fn lacks_rules(&mut self, mistake: Box<Mistake>) {
        self.mistakes.add(mistake);
        self.lacks_rules = true;
    }

    /// Reads a file, adds it to the chain, and returns the next file of the chain. `from` is the
    /// setting that names the file.
    fn add(
        &mut self,
        path: PathBuf,
        from: Option<&Placed<String>>,
        load: &mut dyn FnMut(&Path) -> Loaded,
    ) -> Result<Option<Next>, Box<Mistake>> {
        let Loaded { name, text } = load(&path);
        if let Some(from) = from {
            self.admit(&path, from)?;
        }
        let text = text.map_err(|reason| self.unloaded(&name, reason, from))?;
        let Parsed { file, has_lost_packs } = parse(&name, &text, &mut self.mistakes);
        self.lacks_rules |= has_lost_packs;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let index = self.origins.len();
        let next = file.extends.as_ref().map(|extends| {
            (
                tidy(&folder.join(extends.as_ref())),
                Some(Placed::new(index, extends.span(), extends.as_ref().clone())),
            )
        });
        self.origins.push(Origin { path, folder, name, text });
        self.files.push(file);
        Ok(next)
    }

    /// The mistake for the file `name`, which could not be loaded. It points at `from`, the setting
    /// that names the file.
    fn unloaded(&self, name: &str, reason: Unloaded, from: Option<&Placed<String>>) -> Box<Mistake> {
        let ([zh, en], help) = match reason {
            Unloaded::Refused(said) => (said, [None, None]),
            Unloaded::Unreadable(said) => (
                said.map(MistakeText::new),
                [
                    Some("路径相对于写着 extends 的文件。"),
                    Some("the path is seen from the file that says `extends`"),
                ],
            ),
        };
        match from {
            Some(from) => {
                let [help_zh, help_en] = help;
                let zh = zh.after(&format!("读不到 {name}："));
                let en = en.after(&format!("cannot read {name}: "));
                from.mistake(&self.origins, zh.or_help(help_zh), en.or_help(help_en))
            }
            None => Mistake::new(name, "").with_texts(zh, en),
        }
    }

    fn admit(&self, path: &Path, from: &Placed<String>) -> Result<(), Box<Mistake>> {
        if self.origins.iter().any(|origin| origin.path == path) {
            return Err(from.mistake(
                &self.origins,
                MistakeText::new("extends 转了一圈，又回到已经读过的文件".to_owned())
                    .help("删去其中一个 extends。"),
                MistakeText::new("this `extends` leads back to a file that was read".to_owned())
                    .help("delete one of them"),
            ));
        }
        if self.origins.len() == MAX_FILES {
            return Err(from.mistake(
                &self.origins,
                MistakeText::new(format!("extends 接了 {MAX_FILES} 层以上")).help("少接几层。"),
                MistakeText::new(format!("more than {MAX_FILES} files extend each other"))
                    .help("make the chain shorter"),
            ));
        }
        Ok(())
    }

    /// Paths of the rule packs that the configuration files name, those of extended files first.
    pub fn packs(&self) -> Vec<Placed<PathBuf>> {
        let files = self.origins.iter().zip(&self.files).enumerate().rev();
        let pack = |(index, (origin, file)): (usize, (&Origin, &ConfigFile))| {
            let placed = |pack: &toml::Spanned<String>| {
                Placed::new(index, pack.span(), tidy(&origin.folder.join(pack.as_ref())))
            };
            file.packs.iter().map(placed).collect::<Vec<_>>()
        };
        files.flat_map(pack).collect()
    }

    /// The files of the chain. Settings of an earlier file take precedence.
    pub fn origins(&self) -> &[Origin] {
        &self.origins
    }
}

/// Removes `.` from a path and, as far as the names alone allow, `..`.
pub fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidy.components().next_back(), Some(Component::Normal(_))) => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
}
