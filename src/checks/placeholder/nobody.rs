//! Rule `placeholder/nobody`: reports words that are used in place of a name: `某某县` ("such-and-such
//! county"), `某某同志` ("comrade So-and-so"), 张三 (a sample name like "John Doe").

use serde::Deserialize;

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, options};
use crate::diagnostic::Severity;
use crate::facts::kind::DocumentKind;
use crate::facts::lexicon::LiteralId;
use crate::text::chars::{after, before, is_han};
use crate::text::span::Span;
use crate::words::{Words, dummy, form, person, place};

/// Options of the rule, as written in its TOML file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    /// Nouns that may follow 某某 ("such-and-such"): types of places, offices and persons.
    nouns: Vec<String>,
    /// Sample names of persons, such as 张三 ("John Doe").
    persons: Vec<String>,
    /// Words that occur in judgments and notices of punishment. Such texts hide names on purpose
    /// and are not checked.
    anonymous: Vec<String>,
}

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    let words = options::<Names>(&input.options)?;
    let lexicon = &mut *input.lexicon;
    Ok(Box::new(Nobody {
        somebody: lexicon.add("某某"),
        entry: lexicon.add("：某"),
        persons: words.persons.iter().map(|name| lexicon.add(name)).collect(),
        anonymous: words.anonymous.iter().map(|word| lexicon.add(word)).collect(),
        nouns: words.nouns,
    }))
}

struct Nobody {
    somebody: LiteralId,
    entry: LiteralId,
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
        self.report_somebody(cx, out);
        self.report_entries(cx, out);
        self.report_persons(cx, out);
    }
}

impl Nobody {
    /// Reports 某某 ("such-and-such") before a noun or a type of place, and the document's own place
    /// if it has no name.
    fn report_somebody(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        let own = cx.facts.unnamed_places();
        let mut hides_names = None;
        for place in own {
            out.report(*place).variant("own");
        }
        for word in cx.facts.occurrences(self.somebody) {
            // 某某某局 ("such-and-such bureau") contains the word 某某 twice: only the last occurrence is
            // used.
            let behind = &text[word.end()..];
            if behind.starts_with('某') {
                continue;
            }
            let noun = self.nouns.iter().find(|noun| behind.starts_with(noun.as_str()));
            let kind = noun.map(String::len).or_else(|| kind_of_name(behind, cx.facts.words()));
            let Some(length) = kind.or_else(|| is_whole_entry(text, *word).then_some(0)) else {
                continue;
            };
            let start = word.end()
                - '某'.len_utf8() * text[..word.end()].chars().rev().take_while(|&c| c == '某').count();
            let name = Span::new(start, word.end() + length);
            // The document's own places are already reported.
            let next = own.partition_point(|place| place.end() <= name.start());
            if own.get(next).is_some_and(|place| place.overlaps(name)) {
                continue;
            }
            let finding = out.report(name);
            let mut hides = || {
                *hides_names.get_or_insert_with(|| cx.facts.words().of(&form::ANONYMOUS).is_in(cx.doc.text()))
            };
            if is_example(cx, name) || hides() {
                finding.at_most(Severity::Hint);
            }
        }
    }

    /// Reports entries with 某 in place of a name: 联系人：某老师 ("contact: teacher X").
    fn report_entries(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        for word in cx.facts.occurrences(self.entry) {
            let behind = &text[word.end()..];
            let length = kind_of_name(behind, cx.facts.words())
                .filter(|length| after(behind, *length).is_none_or(|c| !is_han(c)));
            let start = word.start() + '：'.len_utf8();
            if let Some(length) = length {
                let finding = out.report(Span::new(start, word.end() + length));
                if cx.facts.words().of(&form::ANONYMOUS).is_in(text) {
                    finding.at_most(Severity::Hint);
                }
            }
        }
    }

    /// Reports sample names in an entry (联系人：张三, "contact: Zhang San") or before a title (由张三同志负责,
    /// "comrade Zhang San is responsible"). Skips longer names that contain one (李四光), and names in
    /// running text (张三把钱借给李四, "Zhang San lends money to Li Si").
    fn report_persons(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        let is_entry = |word: &Span| {
            let behind = after(text, word.end());
            match before(text, word.start()) {
                Some('：' | ':' | '\t') => behind.is_none_or(|c| !is_han(c)),
                None | Some('\n') => behind == Some('\t'),
                _ => false,
            }
        };
        let is_titled = |word: &Span| {
            let words = cx.facts.words();
            words.of(&person::TITLE).start_of(&text[word.end()..]).is_some()
        };
        let mut is_sample = None;
        for word in self.persons.iter().flat_map(|&person| cx.facts.occurrences(person)) {
            if !is_entry(word) && !is_titled(word) {
                continue;
            }
            let finding = out.report(*word);
            let mut is_sample = || {
                *is_sample.get_or_insert_with(|| {
                    let is_kind = matches!(
                        cx.facts.kind(),
                        Some(
                            DocumentKind::Examination
                                | DocumentKind::Form
                                | DocumentKind::Handbook
                                | DocumentKind::Manual
                        )
                    );
                    let words = cx.facts.words();
                    is_kind
                        || words.of(&dummy::SPECIMEN).is_in(text)
                        || words.of(&form::ANONYMOUS).is_in(text)
                })
            };
            if is_example(cx, *word) || is_sample() {
                finding.at_most(Severity::Hint);
            }
        }
    }
}

/// True if the word is everything after a label: 采购单位：某某某 ("purchaser: X").
fn is_whole_entry(text: &str, word: Span) -> bool {
    let head = text[..word.end()].trim_end_matches('某');
    head.ends_with(['：', ':']) && after(text, word.end()).is_none_or(|c| !is_han(c))
}

/// Length in bytes of the longest word for a place, a person or an institution at the start of
/// `behind`. `None` if it begins with none.
fn kind_of_name(behind: &str, words: &Words) -> Option<usize> {
    let classes = [&place::OWN_DIVISION, &place::INSTITUTION, &place::SITE, &person::TITLE, &person::POST];
    classes.into_iter().filter_map(|class| words.of(class).start_of(behind)).map(str::len).max()
}

/// True if the name is only an example: after 如 ("such as") or 叫 ("called"), or in quotation marks.
fn is_example(cx: &Context<'_>, name: Span) -> bool {
    /// Maximum number of bytes before the name that are searched for words such as 如 ("such as").
    const REACH: usize = 60;
    let words = cx.facts.words();
    let block = cx.doc.blocks()[cx.doc.block_at(name.start())].span;
    let start = cx.doc.text().floor_char_boundary(name.start().saturating_sub(REACH)).max(block.start());
    let before = &cx.doc.text()[start..name.start()];
    let is_quoted = before.rfind(['“', '「']) > before.rfind(['”', '」']);
    is_quoted || words.of(&form::EXAMPLE).is_in(before)
}
