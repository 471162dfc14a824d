//! Rules of packs: folders of rule files that users write themselves.

use rustc_hash::FxHashMap;

use crate::diagnostic::RuleId;
use crate::facts::lexicon::LexiconBuilder;
use crate::registry::{Registry, build};
use crate::rule::file::{Author, RuleFile};
use crate::rule::load;
use crate::rule::mistake::Mistake;
use crate::words::Words;

impl Registry {
    /// Adds the rules of a pack. `files` holds the path of each file relative to the pack's folder,
    /// with `/` as separator, and its text. The path without its extension is the id of the rule:
    /// `办公室/用词.toml` ("office/wording") defines the rule `办公室/用词`. A file outside of subfolders,
    /// such as `用词.toml`, belongs to the family `name`, which is the name of the folder. The rules
    /// are then used like all others.
    ///
    /// # Errors
    /// If a file, its section or an example is invalid, or an id is taken. Then nothing is added.
    pub fn add_pack(&mut self, name: &str, files: &[(String, String)]) -> Result<(), Box<Mistake>> {
        let mut rules = self.rules.to_vec();
        // Looked up by name: a pack may have many rules.
        let mut known: FxHashMap<RuleId, usize> =
            rules.iter().enumerate().map(|(index, rule)| (rule.id.clone(), index)).collect();
        for (path, text) in files {
            let file = RuleFile {
                name: format!("{name}/{path}").into(),
                text: text.clone().into(),
                author: Author::Pack,
            };
            let id = id_of(name, path).map_err(|message| file.mistake_at_top(message))?;
            if let Some(known) = known.get(&id).map(|&index| &rules[index]) {
                let [zh, en] = match known.file.author {
                    Author::BuiltIn => [
                        format!("hegao 自带的规则里已经有「{id}」：给文件换个名字"),
                        format!(
                            "a rule that comes with hegao is called `{id}` already: give the file another name"
                        ),
                    ],
                    Author::Pack => [
                        format!("另一个规则包里已经有「{id}」（{}）", known.file.name),
                        format!("`{id}` is in another pack already ({})", known.file.name),
                    ],
                };
                return Err(file.mistake_at_top([&zh, &en]));
            }
            load::examples(&file)?;
            let rule = load::rule(&id, file)?;
            build(&rule, &Words::new(), &mut LexiconBuilder::default())?;
            known.insert(id, rules.len());
            rules.push(rule);
        }
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        self.rules = rules.into();
        Ok(())
    }
}

/// Returns the id of the rule whose file is `path` in the pack `name`. The error is a message in
/// Chinese and in English.
fn id_of(name: &str, path: &str) -> Result<RuleId, [&'static str; 2]> {
    let stem = path.strip_suffix(".toml").unwrap_or(path);
    let parts: Vec<&str> = stem.split('/').collect();
    let (family, fault) = match parts.as_slice() {
        [fault] => (name, *fault),
        [family, fault] => (*family, *fault),
        _ => {
            return Err([
                "规则文件放在规则包的文件夹里，或者再下一层",
                "a rule file lies in the folder of its pack, or one folder below",
            ]);
        }
    };
    let is_name = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control() || c == ',')
    };
    if !is_name(family) || !is_name(fault) {
        return Err([
            "规则文件和它的文件夹，名字里不能有空格和逗号：它们就是规则的名字",
            "the name of a rule file and of its folder has no blanks and no commas: it becomes the rule's name",
        ]);
    }
    if family == "all" {
        return Err([
            "「all」是全部规则的意思：给文件夹换个名字",
            "`all` means every rule: call the folder something else",
        ]);
    }
    Ok(RuleId::new(&format!("{family}/{fault}")))
}
