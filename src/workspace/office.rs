//! An office's own rules: the files that `packs` names are read here and handed to the registry.

use std::path::PathBuf;

use crate::config::place::{Origin, Placed};
use crate::diagnostic::RuleId;
use crate::registry::Registry;
use crate::rule::mistake::Said;
use crate::workspace::failure::Failure;
use crate::workspace::{files, packs};

/// Adds the rules of a pack, and says which they are.
///
/// # Errors
/// Where there are no rule files, or one cannot be read or is no rule.
pub(crate) fn add(
    registry: &mut Registry,
    pack: &Placed<PathBuf>,
    shown: &str,
    origins: &[Origin],
) -> Result<Vec<RuleId>, Failure> {
    let failed = |zh: &str, en: &str| {
        pack.mistake(
            origins,
            Said::new(format!("{shown}：{zh}"))
                .help("packs 写规则文件（.toml）或放规则文件的文件夹，相对于这个配置文件。"),
            Said::new(format!("{shown}: {en}"))
                .help("`packs` names rule files (.toml) or folders of them, seen from this file"),
        )
    };
    let files = packs::files(&pack.value).map_err(|error| {
        let [zh, en] = files::reasons(&error);
        failed(&zh, &en)
    })?;
    if files.is_empty() {
        return Err(failed("里面没有规则文件", "there are no rule files in it").into());
    }
    let known: Vec<RuleId> = registry.rules().iter().map(|rule| rule.id.clone()).collect();
    registry.add_pack(&packs::name(&pack.value), &files)?;
    let added = registry.rules().iter().map(|rule| rule.id.clone());
    Ok(added.filter(|id| !known.contains(id)).collect())
}
