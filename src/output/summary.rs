//! The last lines of a run: the number of files, and the number of findings by family and severity.

use std::fmt::Write;

use crate::diagnostic::Severity;
use crate::engine::report::Summary;
use crate::language::Language;
use crate::output::compared;
use crate::rule::family::FAMILIES;

/// Name of a severity, for people.
pub fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.pick("必改", "error"),
        Severity::Warning => language.pick("疑似", "warning"),
        Severity::Hint => language.pick("提示", "hint"),
    }
}

/// Plural of a severity in English: "errors".
pub fn severities(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "errors",
        Severity::Warning => "warnings",
        Severity::Hint => "hints",
    }
}

/// Number of findings of a severity, in words: `3 处提示` ("3 hints").
pub fn count(of: Severity, count: usize, language: Language) -> String {
    let name = severity(of, language);
    language.pick(format!("{count} 处{name}"), format!("{count} {name}{}", plural(count)))
}

/// Name of a family for people: its Chinese name, or in English its id.
pub fn family(name: &str, language: Language) -> &str {
    let word = FAMILIES.iter().find(|family| family.name == name).map_or(name, |family| family.word);
    language.pick(word, name)
}

/// The summary of a run, with a line end.
pub fn text(summary: &Summary, language: Language) -> String {
    let counts: Vec<(Severity, usize)> =
        Severity::ALL.iter().map(|&severity| (severity, summary.count(severity))).collect();
    let checked = summary.files - summary.unreadable - summary.accepted;
    let mut text = match language {
        Language::Chinese => format!("检查了 {checked} 个文件"),
        Language::English => format!("{checked} file{} checked", plural(checked)),
    };
    // “Nothing found” is claimed only if at least one file was read.
    if checked > 0 && counts.iter().all(|(_, count)| *count == 0) {
        text += language.pick("，没有发现问题", ", nothing found");
    }
    for (index, (level, count)) in counts.iter().filter(|(_, count)| *count > 0).enumerate() {
        text += match (index, language) {
            (0, Language::Chinese) => "：",
            (0, Language::English) => ": ",
            (_, Language::Chinese) => "，",
            (_, Language::English) => ", ",
        };
        let name = severity(*level, language);
        let _ = match language {
            Language::Chinese => write!(text, "{name} {count} 处"),
            Language::English => write!(text, "{count} {name}{}", plural(*count)),
        };
    }
    if summary.unreadable > 0 {
        let count = summary.unreadable;
        text += &language.pick(format!("；{count} 个没有读成"), format!("; {count} not read"));
    }
    if summary.accepted > 0 {
        let count = summary.accepted;
        text += &language.pick(
            format!("；{count} 个读不成，配置里接受了"),
            format!("; {count} not read, as the configuration accepts"),
        );
    }
    if summary.partly_read > 0 {
        let count = summary.partly_read;
        text += &language.pick(format!("；{count} 个有一部分没有读"), format!("; {count} read in part"));
    }
    text.push('\n');
    let families = summary.families();
    if families.len() > 1 {
        for (name, counts) in families {
            let levels = Severity::ALL.iter().filter(|&&level| counts.of(level) > 0);
            let words: Vec<String> =
                levels.map(|&level| format!("{} {}", severity(level, language), counts.of(level))).collect();
            let _ = writeln!(text, "  {}  {}", family(name, language), words.join(language.pick("，", ", ")));
        }
    }
    text.extend(figures(summary, language).map(|figures| figures + "\n"));
    text.extend(folded(summary, language).map(|folded| folded + "\n"));
    text
}

/// A sentence with the number of findings that are counted but not listed, and the option that
/// lists them. `None` if all are listed.
pub fn folded(summary: &Summary, language: Language) -> Option<String> {
    let levels = Severity::ALL.iter().filter(|&&level| summary.folded.of(level) > 0);
    let words: Vec<String> =
        levels.clone().map(|&level| count(level, summary.folded.of(level), language)).collect();
    let least = levels.clone().next_back()?.name();
    Some(language.pick(
        format!("另有 {}没有列出，--show {least} 列出。", words.join("、")),
        format!("{} not listed: --show {least} lists them.", words.join(" and ")),
    ))
}

/// Commands that the user may run next, each in a sentence: one that applies the fixes, and, if a
/// checked document can hold comments, one that writes the findings into a copy of `document`.
pub fn next_steps(summary: &Summary, document: Option<&str>, language: Language) -> Vec<String> {
    let fixable = summary.fixable;
    let mend = (fixable > 0).then(|| {
        language.pick(
            format!("其中 {fixable} 处能自动改：--diff 先看，--fix 写进文件。"),
            format!(
                "{fixable} of them can be mended: --diff shows how, --fix writes it into the file{}.",
                plural(summary.files)
            ),
        )
    });
    let document = document.filter(|_| summary.total().total() > 0);
    let annotate = document.map(|document| {
        language.pick(
            format!("要把问题写成批注：hegao annotate {document}"),
            format!("To have them as comments in a copy: hegao annotate {document}"),
        )
    });
    mend.into_iter().chain(annotate).collect()
}

/// A sentence on the figures of all files that were compared. `None` if there are no figures, or no
/// rule needed them.
pub fn figures(summary: &Summary, language: Language) -> Option<String> {
    compared::sentence(summary.figures?, language)
}

/// The ending of an English noun after this count: “s”, or nothing for one.
pub fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cfg(test)]
mod tests {
    use super::family;
    use crate::language::Language;
    use crate::registry::Registry;
    use crate::rule::family::FAMILIES;

    #[test]
    fn every_family_has_a_chinese_name() {
        for rule in Registry::built_in().rules() {
            assert!(FAMILIES.iter().any(|family| family.name == rule.id.family()), "{}", rule.id);
            assert_eq!(family(rule.id.family(), Language::English), rule.id.family());
        }
    }
}
