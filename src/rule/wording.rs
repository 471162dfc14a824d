//! Completes the texts of a rule. A text that the user leaves out in one language is taken from the
//! other language, or from the default texts if neither has it. Built-in rules have all texts.

use std::collections::BTreeMap;

use crate::language::Language;
use crate::rule::by_name::{ByName, Text};
use crate::rule::message::{Phrase, Wording};
use crate::rule::section::Kind;
use crate::rule::stock::{self, Both};
use crate::rule::written::{Texts, Variant};

/// Returns the name of the first text that a built-in rule lacks. `None` if it has all.
pub(super) fn missing(zh: Option<&Texts>, en: Option<&Texts>) -> Option<&'static str> {
    for (texts, tag) in [(zh, "[zh]"), (en, "[en]")] {
        let Some(texts) = texts else { return Some(tag) };
        let texts = [(&texts.title, "title"), (&texts.message, "message"), (&texts.why, "why")];
        if let Some((_, name)) = texts.iter().find(|(text, _)| text.is_none()) {
            return Some(name);
        }
    }
    None
}

/// Returns the texts of a rule in `language`. Missing texts are completed from `other`, the texts
/// in the other language, or from the default texts for `kind`. `None` if neither language has a
/// title.
pub(super) fn wording(
    own: Option<&Texts>,
    other: Option<&Texts>,
    kind: Kind,
    language: Language,
) -> Option<Wording> {
    let none = Texts::default();
    let (own, other) = (own.unwrap_or(&none), other.unwrap_or(&none));
    let either = |text: fn(&Texts) -> Option<&String>| text(own).or_else(|| text(other)).cloned();
    let stock = stock::of(kind);
    let pick = |both: Both| language.pick(both.0, both.1).to_owned();

    let title = either(|texts| texts.title.as_ref())?;
    let message = either(|texts| texts.message.as_ref());
    let help = either(|texts| texts.help.as_ref());
    let mut variants = variants(&own.variants);
    for (name, phrase) in self::variants(&other.variants) {
        variants.entry(name).or_insert(phrase);
    }
    for (name, both) in stock.variants {
        // If the author wrote a message, it is used for all variants of the kind too.
        let message = message.clone().unwrap_or_else(|| pick(*both)).into();
        variants.entry((*name).to_owned()).or_insert(Phrase { message, help: None });
    }
    let mut labels = own.labels.clone();
    for (name, text) in &other.labels {
        labels.entry(name.clone()).or_insert_with(|| text.clone());
    }
    for (name, both) in stock.labels {
        labels.entry((*name).to_owned()).or_insert_with(|| pick(*both));
    }
    labels.entry("here".to_owned()).or_insert_with(|| title.clone());
    let message = message.unwrap_or_else(|| pick(stock.message)).into();
    Some(Wording {
        plain: Phrase { message, help: help.map(Text::from) },
        variants: ByName::from(variants),
        why: either(|texts| texts.why.as_ref()).unwrap_or_default().into(),
        fix: either(|texts| texts.fix.as_ref()).map(Text::from),
        labels: by_name(labels),
        options: by_name(own.options.clone()),
        title: title.into(),
    })
}

fn variants(written: &BTreeMap<String, Variant>) -> BTreeMap<String, Phrase> {
    let phrase = |variant: &Variant| Phrase {
        message: variant.message.clone().into(),
        help: variant.help.clone().map(Text::from),
    };
    written.iter().map(|(name, variant)| (name.clone(), phrase(variant))).collect()
}

/// Converts the texts of a built-in rule, which need no completion.
pub(super) fn complete(texts: Texts) -> Wording {
    Wording {
        title: texts.title.unwrap_or_default().into(),
        plain: Phrase { message: texts.message.unwrap_or_default().into(), help: texts.help.map(Text::from) },
        variants: ByName::from(variants(&texts.variants)),
        why: texts.why.unwrap_or_default().into(),
        fix: texts.fix.map(Text::from),
        labels: by_name(texts.labels),
        options: by_name(texts.options),
    }
}

fn by_name(texts: BTreeMap<String, String>) -> ByName<Text> {
    texts.into_iter().map(|(name, text)| (name, Text::from(text))).collect::<BTreeMap<_, _>>().into()
}
