//! Reads the packs (folders or files of users' rules) that the key `packs` of a configuration
//! names, and adds their rules to the registry.

use std::path::PathBuf;

use crate::config::place::{Origin, Placed};
use crate::diagnostic::RuleId;
use crate::registry::Registry;
use crate::rule::mistake::Mistake;
use crate::rule::mistake_text::MistakeText;
use crate::workspace::bounds::Root;
use crate::workspace::packs::PackError;
use crate::workspace::{files, packs};

/// A pack as a configuration names it.
pub(crate) struct Named<'c> {
    /// Path of the pack, with its place in the configuration.
    pub(crate) pack: &'c Placed<PathBuf>,
    /// Path of the pack for messages.
    pub(crate) shown: &'c str,
    /// Folder that the pack must be in.
    pub(crate) root: &'c Root,
}

/// Adds the rules of a pack, and returns their ids.
///
/// # Errors
/// If there are no rule files, or one is outside the root, unreadable or invalid.
pub(crate) fn add(
    registry: &mut Registry,
    named: &Named<'_>,
    origins: &[Origin],
) -> Result<Vec<RuleId>, Box<Mistake>> {
    let Named { pack, shown, root } = named;
    let failed = |[zh, en]: [String; 2]| {
        pack.mistake(
            origins,
            MistakeText::new(format!("{shown}：{zh}"))
                .help("packs 写规则文件（.toml）或放规则文件的文件夹，相对于这个配置文件。"),
            MistakeText::new(format!("{shown}: {en}"))
                .help("`packs` names rule files (.toml) or folders of them, seen from this file"),
        )
    };
    let refused = |shown: &str| {
        let [zh, en] = root.refusal();
        pack.mistake(origins, zh.after(&format!("{shown}：")), en.after(&format!("{shown}: ")))
    };
    let path = root.resolved(&pack.value).map_err(|error| failed(files::reasons(&error)))?;
    let path = path.ok_or_else(|| refused(shown))?;
    let files = packs::files(&path, root).map_err(|error| match error {
        PackError::Io(error) => failed(files::reasons(&error)),
        PackError::Outside(below) => refused(&format!("{}/{}", shown.trim_end_matches('/'), below.display())),
    })?;
    if files.is_empty() {
        return Err(failed(["里面没有规则文件".into(), "there are no rule files in it".into()]));
    }
    let known: Vec<RuleId> = registry.rules().iter().map(|rule| rule.id.clone()).collect();
    registry.add_pack(&packs::name(&path), &files)?;
    let added = registry.rules().iter().map(|rule| rule.id.clone());
    Ok(added.filter(|id| !known.contains(id)).collect())
}
