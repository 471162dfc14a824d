//! `placeholder/nobody`: `某某县`, `某某同志`, 张三 for a name that is still to come.

use serde::Deserialize;

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, options};
use crate::diagnostic::Severity;
use crate::facts::lexicon::LiteralId;
use crate::text::chars::{after, before, is_han};
use crate::text::span::Span;

/// Options of the rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// What stands behind 某某: kinds of places, offices and persons.
    nouns: Vec<String>,
    /// Names that stand for anybody.
    persons: Vec<String>,
    /// Words of judgments and notices of punishment: such a document hides names on purpose.
    anonymous: Vec<String>,
}

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    let words = options::<Words>(&parts.options)?;
    let lexicon = &mut *parts.lexicon;
    Ok(Box::new(Nobody {
        somebody: lexicon.add("某某"),
        persons: words.persons.iter().map(|name| lexicon.add(name)).collect(),
        anonymous: words.anonymous.iter().map(|word| lexicon.add(word)).collect(),
        nouns: words.nouns,
    }))
}

struct Nobody {
    somebody: LiteralId,
    persons: Vec<LiteralId>,
    anonymous: Vec<LiteralId>,
    nouns: Vec<String>,
}

impl Check for Nobody {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let occurs = |word: &LiteralId| !cx.facts.occurrences(*word).is_empty();
        if self.anonymous.iter().any(occurs) {
            return;
        }
        let text = cx.doc.text();
        let own = cx.facts.unnamed_places();
        for place in own {
            out.report(*place).variant("own");
        }
        for word in cx.facts.occurrences(self.somebody) {
            // 某某某局 holds the word twice.
            let behind = &text[word.end..];
            let noun = self.nouns.iter().find(|noun| behind.starts_with(noun.as_str()));
            if let Some(noun) = noun {
                let start = word.end
                    - '某'.len_utf8() * text[..word.end].chars().rev().take_while(|&c| c == '某').count();
                let name = Span::new(start, word.end + noun.len());
                // Own places are reported already.
                let next = own.partition_point(|place| place.end <= name.start);
                if own.get(next).is_none_or(|place| !place.overlaps(name)) {
                    out.report(name).at_most(Severity::Hint);
                }
            }
        }
        // 联系人：张三, but not 李四光.
        let is_entry = |word: &Span| {
            before(text, word.start).is_some_and(|c| matches!(c, '：' | ':'))
                && after(text, word.end).is_none_or(|c| !is_han(c))
        };
        for word in
            self.persons.iter().flat_map(|&person| cx.facts.occurrences(person)).filter(|word| is_entry(word))
        {
            out.report(*word).at_most(Severity::Hint);
        }
    }
}
