//! `hegao version`: the version, and with `--verbose` the details that a bug report needs: the
//! build, the rules, and the period that the calendar tables cover.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::language::Language;
use crate::output::reach;
use crate::registry::Registry;
use crate::rule::family::FAMILIES;

/// The version in one line, as `--version` prints it.
pub(super) fn short() -> String {
    format!("hegao {}\n", env!("CARGO_PKG_VERSION"))
}

/// The version with all details.
pub(super) fn long(registry: &Registry, language: Language) -> String {
    let rules = registry.rules().len();
    let mut rows = vec![
        (language.pick("构建", "build"), build(language)),
        (language.pick("功能", "features"), features(language)),
        (
            language.pick("规则", "rules"),
            language.pick(
                format!("{} 类 {rules} 条", FAMILIES.len()),
                format!("{rules} in {} families", FAMILIES.len()),
            ),
        ),
    ];
    let tables = reach::rows(language);
    let widest = tables.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
    let mut title = language.pick("表", "tables");
    for (name, covers) in tables {
        rows.push((
            std::mem::take(&mut title),
            format!("{name}{}  {covers}", " ".repeat(widest - name.width())),
        ));
    }
    let widest = rows.iter().map(|(title, _)| title.width()).max().unwrap_or_default();
    let mut text = short();
    for (title, value) in rows {
        let _ = writeln!(text, "{title}{}  {value}", " ".repeat(widest - title.width()));
    }
    text
}

/// Target, profile, compiler and commit of the build.
fn build(language: Language) -> String {
    let mut parts = vec![env!("HEGAO_TARGET"), env!("HEGAO_PROFILE"), env!("HEGAO_COMPILER")];
    let commit =
        option_env!("HEGAO_COMMIT").map(|commit| format!("{} {commit}", language.pick("提交", "commit")));
    parts.extend(commit.as_deref());
    parts.join(language.pick("，", ", "))
}

/// Optional parts of the program that this build has.
fn features(language: Language) -> String {
    let mut features = vec![language.pick("命令行", "command line")];
    if cfg!(feature = "lsp") {
        features.push(language.pick("语言服务器", "language server"));
    }
    features.join(language.pick("、", ", "))
}
