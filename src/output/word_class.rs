//! Pages of `hegao explain` about classes of words, such as units of length: a list of all classes,
//! and a page for each class with its words.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::language::Language;
use crate::output::wrap;
use crate::words::class::Class;
use crate::words::{CLASSES, Words};

/// Name that `hegao explain` accepts for the list of all classes.
pub const ALL: &str = "words";

/// Width of a line of the page, in display cells.
const WIDTH: usize = 76;

/// The page that lists all classes of words.
pub fn all(language: Language) -> String {
    let head = language.pick("规则用到的词，按词类：", "The words that rules use, by class:");
    let mut page = format!("{ALL}\n\n{head}\n");
    let width = CLASSES.iter().map(|class| class.id.width()).max().unwrap_or(0);
    for class in CLASSES {
        let pad = " ".repeat(width - class.id.width());
        let about = wrap::lines(about(class, language), WIDTH.saturating_sub(width + 4));
        let about = about.join(&format!("\n{}", " ".repeat(width + 4)));
        let _ = writeln!(page, "  {}{pad}  {about}", class.id);
    }
    let first = CLASSES.first().map_or("", |class| class.id);
    let _ = match language {
        Language::Chinese => writeln!(
            page,
            "\n看一类有哪些词：hegao explain {first}\n加词：在 hegao.toml 的 [words] 里写 \"{first}\" = [\"……\"]"
        ),
        Language::English => writeln!(
            page,
            "\nThe words of a class:  hegao explain {first}\nTo add words:          \"{first}\" = [\"…\"] in [words] of hegao.toml"
        ),
    };
    page
}

/// The page of one class of words.
pub fn one(class: &'static Class, language: Language) -> String {
    let mut page = format!("{}\n\n{}\n\n", class.id, about(class, language));
    let mut line = String::from(" ");
    for word in Words::new().of(class).iter() {
        if line.width() + 1 + word.width() > WIDTH {
            let _ = writeln!(page, "{line}");
            line = String::from(" ");
        }
        let _ = write!(line, " {word}");
    }
    let _ = writeln!(page, "{line}");
    let _ = match language {
        Language::Chinese => {
            writeln!(page, "\n加词：在 hegao.toml 的 [words] 里写 \"{}\" = [\"……\"]", class.id)
        }
        Language::English => {
            writeln!(page, "\nTo add words: \"{}\" = [\"…\"] in [words] of hegao.toml", class.id)
        }
    };
    page
}

fn about(class: &Class, language: Language) -> &'static str {
    language.pick(class.zh, class.en)
}
