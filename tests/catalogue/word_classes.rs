//! Generates `docs/words.md` and `docs/words.zh-CN.md`: the classes of words, one section per
//! class.

use std::fmt::Write;

use hegao::language::Language;
use hegao::words::{CLASSES, Words};

use crate::page::Page;

/// Creates the pages in both languages.
pub(crate) fn pages() -> [Page; 2] {
    let page = |path, language| Page { path, between: None, begins: section, text: text(language) };
    [page("docs/words.md", Language::English), page("docs/words.zh-CN.md", Language::Chinese)]
}

/// Returns the name of the section that begins with this line, if it is a heading.
fn section(line: &str) -> Option<String> {
    line.strip_prefix("### ").map(|id| format!("the section of {id}"))
}

fn text(language: Language) -> String {
    let mut page = language
        .pick(
            "# 词类\n\n由 `rules/words` 生成，不要手改。规则用到的词分成这些类；`hegao.toml` 可以给一类加词：\n\n\
             ```toml\n[words]\n\"unit/area\" = [\"垧\"]\n```\n",
            "# Classes of words\n\nMade from `rules/words`; not to be edited. The words that rules use are in these classes; \
             `hegao.toml` can add words to one:\n\n```toml\n[words]\n\"unit/area\" = [\"垧\"]\n```\n",
        )
        .to_owned();
    let words = Words::new();
    for class in CLASSES {
        let about = language.pick(class.zh, class.en);
        let members: Vec<&str> = words.of(class).iter().collect();
        write!(page, "\n### `{}`\n\n{about}\n\n{}\n", class.id, members.join(language.pick("、", ", ")))
            .unwrap();
    }
    page
}
