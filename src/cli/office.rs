//! An office's own rules: the files that `packs` names are read here and handed to the registry.

use std::path::{Path, PathBuf};
use std::{fs, io};

use walkdir::WalkDir;

use crate::cli::{Failure, files};
use crate::config::place::{Origin, Placed};
use crate::diagnostic::RuleId;
use crate::registry::Registry;
use crate::rule::mistake::Said;

/// Adds the rules of a pack, and says which they are.
///
/// # Errors
/// Where there are no rule files, or one cannot be read or is no rule.
pub(super) fn add(
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
    let files = rule_files(&pack.value).map_err(|error| {
        let [zh, en] = files::reasons(&error);
        failed(&zh, &en)
    })?;
    if files.is_empty() {
        return Err(failed("里面没有规则文件", "there are no rule files in it").into());
    }
    let ids = |registry: &Registry| registry.rules().iter().map(|rule| rule.id.clone()).collect::<Vec<_>>();
    let known = ids(registry);
    // The registry takes packs here: `registry.add_pack(name of the folder, &files)?`.
    let mut added = ids(registry);
    added.retain(|id| !known.contains(id));
    Ok(added)
}

/// The rule files that `pack` stands for, in the order of their paths: those paths, below the pack and divided by `/`, and
/// the texts.
fn rule_files(pack: &Path) -> io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(pack).sort_by_file_name() {
        let entry = entry.map_err(io::Error::from)?;
        let path = entry.path();
        if entry.file_type().is_file() && path.extension().is_some_and(|ending| ending == "toml") {
            let below = path.strip_prefix(pack).ok().filter(|below| !below.as_os_str().is_empty());
            let name = below.unwrap_or_else(|| Path::new(entry.file_name()));
            let name = name.to_string_lossy().replace('\\', "/");
            files.push((name, fs::read_to_string(path)?));
        }
    }
    Ok(files)
}
