//! Anonymous names for the place that a document belongs to: `在某县县委的领导下` ("under the leadership of
//! the Party committee of a certain county"), `受B县水务局委托` ("on behalf of the water bureau of County
//! B"), `我代表某某市人民政府` ("I represent the government of a certain city").
//!
//! Texts hide names on purpose: judgments, notices of punishment, cases, samples, classes (A类,
//! "class A"; 甲方, "Party A"). In these a name such as 某县 ("a certain county") is correct. Only the
//! document's own place, for which it speaks or from which it takes orders, has a name that every
//! reader knows; an anonymous name for it was never filled in.

use memchr::memmem;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::tokens::{TokenKind, Tokens};
use crate::text::chars::{is_blank, is_longer};
use crate::text::span::Span;
use crate::words::{Words, form, own_place, person, place};

/// Number of bytes before a name that are searched for words that show whose place it is; after it,
/// twice as many are searched.
const REACH: usize = 120;
/// Maximum number of characters of a line that is a title or a signature. A longer line is running
/// text.
const MAX_LINE: usize = 40;
/// Opening quotation marks. A quoted text is about others.
const OPENING: [char; 2] = ['“', '「'];
/// Closing quotation marks, in the order of [`OPENING`].
const CLOSING: [char; 2] = ['”', '」'];
/// The sign 甲, used for the first of several unnamed places or parties, like A: 甲县 ("County A").
const FIRST: &str = "甲";
/// The sign 乙, used for the second of several unnamed places or parties, like B: 乙镇 ("Town B").
const SECOND: &str = "乙";
/// Minimum number of characters of a figure that counts as exact, such as 71.2. Exact figures show
/// that a text reports on its own place.
const MIN_EXACT: usize = 3;

impl Facts<'_> {
    /// Spans of anonymous names that mean the document's own place, in text order.
    pub fn unnamed_places(&self) -> &[Span] {
        self.cells.unnamed_places.get_or_init(|| {
            let candidates = candidates(self.doc, self.tokens(), self.words());
            let hides_names = || {
                matches!(self.kind(), Some(DocumentKind::Judgment | DocumentKind::Examination))
                    || self.words().of(&form::ANONYMOUS).is_in(self.doc.text())
            };
            if candidates.is_empty() {
                return Vec::new();
            }
            let address = address(self.doc, &candidates, self.words());
            if address.is_none() && names_differ(self.doc, &candidates) || hides_names() {
                return Vec::new();
            }
            if let Some(address) = address {
                return vec![address];
            }
            let words = self.words();
            candidates.into_iter().filter(|name| Name::new(self.doc, *name, words).is_own()).collect()
        })
    }
}

/// Finds places with an anonymous name, in order: 某县 ("a certain county"), 某某街道 ("a certain
/// street"), A县 ("County A").
fn candidates(doc: &Document, tokens: &Tokens, words: &Words) -> Vec<Span> {
    let text = doc.text();
    let mut found = Vec::new();
    let divisions = words.of(&place::OWN_DIVISION);
    let mut end = 0;
    for at in memmem::find_iter(text.as_bytes(), "某".as_bytes()) {
        if at < end {
            continue;
        }
        let rest = text[at..].trim_start_matches('某');
        end = text.len() - rest.len();
        // 张某县 (a person's name before 县) is not a place, and 某某某 ("so-and-so") is a person.
        let is_name =
            (end - at) <= 2 * '某'.len_utf8() && words.of(&person::SURNAME).end_of(&text[..at]).is_none();
        if let Some(division) = divisions.start_of(rest).filter(|_| is_name && !is_other_word(rest, words)) {
            found.push(Span::new(at, end + division.len()));
        }
    }
    let words_of_one =
        tokens.blocks().flatten().filter(|token| token.kind == TokenKind::Word).map(|token| token.span());
    let letters =
        words_of_one.filter(|span| is_initial(span.of(text))).map(|span| (span.start(), span.len()));
    let ordinals = memmem::find_iter(text.as_bytes(), FIRST).map(|at| (at, FIRST.len()));
    for (at, length) in letters.chain(ordinals) {
        let rest = &text[at + length..];
        let is_alone = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        if let Some(division) = divisions.start_of(rest).filter(|_| is_alone && !is_other_word(rest, words)) {
            found.push(Span::new(at, at + length + division.len()));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// True for a letter that may be the name of a place: A in A县 ("County A"). X and N are excluded,
/// because they are masks.
fn is_initial(word: &str) -> bool {
    word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase() && !matches!(c, 'X' | 'N'))
}

/// True if `rest` begins another word than a kind of place: 市场 ("market"), 县级 ("county level").
fn is_other_word(rest: &str, words: &Words) -> bool {
    words.of(&place::NO_DIVISION).start_of(rest).is_some_and(|word| !word.starts_with("村委"))
}

/// True if the names have different signs, as in A县和B县 ("Counties A and B"). They are then names of
/// several places that the text keeps apart.
fn names_differ(doc: &Document, names: &[Span]) -> bool {
    let text = doc.text();
    let first = names[0].of(text);
    let of = |name: &str| name.chars().next().unwrap_or_default();
    names.iter().any(|name| of(name.of(text)) != of(first))
}

/// Span of a place and its part, as in 在A县B镇 ("in Town B, County A"), if these are the only
/// anonymous names of the text and follow a word such as 在 ("in"). It is then the address of the
/// document's own place.
fn address(doc: &Document, names: &[Span], words: &Words) -> Option<Span> {
    let text = doc.text();
    let second_sign = |first: Span| {
        let rest = text[first.end()..].strip_prefix(SECOND)?;
        let division = words.of(&place::OWN_DIVISION).start_of(rest)?;
        Some(Span::new(first.end(), first.end() + SECOND.len() + division.len()))
    };
    let (first, second) = match names {
        [first, second] => (*first, *second),
        [first] => (*first, second_sign(*first)?),
        _ => return None,
    };
    let start = text.floor_char_boundary(first.start().saturating_sub(REACH));
    let head = &text[start..first.start()];
    let classes = [&place::NAME_HINT, &place::NAME_CUE, &own_place::SPEAKER];
    let is_led = classes.into_iter().any(|class| words.of(class).end_of(head).is_some());
    let level = |name: Span| name.of(text).chars().next_back();
    (first.end() == second.start() && level(first) != level(second) && is_led).then(|| first.join(second))
}

/// An anonymous name for a place, with the text around it.
struct Name<'t> {
    name: &'t str,
    line: &'t str,
    before: &'t str,
    behind: &'t str,
    words: &'t Words,
}

impl<'t> Name<'t> {
    fn new(doc: &'t Document, name: Span, words: &'t Words) -> Self {
        let block = doc.blocks()[doc.block_at(name.start())].span;
        let text = doc.text();
        let start = text.floor_char_boundary(name.start().saturating_sub(REACH)).max(block.start());
        let end = text
            .floor_char_boundary((name.end() + 2 * REACH).min(text.len()))
            .min(block.end())
            .max(name.end());
        let is_end = |c: char| matches!(c, '。' | '！' | '？' | '；' | '\n');
        let (before, behind) = (&text[start..name.start()], &text[name.end()..end]);
        Self {
            name: name.of(text),
            line: block.of(text),
            before: before.rfind(is_end).map_or(before, |at| before[at..].trim_start_matches(is_end)),
            behind: behind.find(is_end).map_or(behind, |at| &behind[..at]),
            words,
        }
    }

    /// True if the place is the document's own: the text takes orders from it, speaks for it, has
    /// it in its title or signature, or reports on it. Names in quotations are excluded.
    fn is_own(&self) -> bool {
        let is_quoted = self.before.rfind(OPENING) > self.before.rfind(CLOSING);
        !is_quoted && (self.is_obeyed() || self.is_spoken_for() || self.heads_line() || self.reports())
    }

    /// True if an authority of the place follows its name: 县委 ("Party committee"), 财政局 ("finance
    /// bureau"), 人民政府 ("government").
    fn has_authority(&self) -> bool {
        let authorities = [&place::INSTITUTION, &place::DIVISION, &own_place::AUTHORITY];
        let names = |class| self.words.of(class).start_of(self.behind).is_some();
        // 水务局 ("water bureau"), 发展改革委 ("development and reform commission"): an authority with up
        // to four characters before its kind.
        let mut ends = self.behind.char_indices().take(6).map(|(at, c)| at + c.len_utf8());
        authorities.into_iter().any(names)
            || ends.any(|end| self.words.of(&own_place::AUTHORITY).end_of(&self.behind[..end]).is_some())
    }

    /// True if the text takes orders from the place: 在某县县委的领导下 ("led by the Party committee of a
    /// certain county"), 受B县水务局委托 ("on behalf of County B's water bureau"), 报某市人民政府批准 ("approved by
    /// the government of a certain city").
    fn is_obeyed(&self) -> bool {
        let is_asked = self.words.of(&own_place::BEFORE_ORDER).end_of(self.before).is_some();
        let order = self.words.of(&own_place::ORDER);
        let clause = self.behind.split('，').next().unwrap_or_default();
        is_asked && self.has_authority() && order.is_in(clause)
    }

    /// True if the text speaks for the place: 我代表某某县人民政府 ("I represent the government of a certain
    /// county"), 我来自某镇 ("I come from a certain town").
    fn is_spoken_for(&self) -> bool {
        self.words.of(&own_place::SPEAKER).end_of(self.before).is_some() && !self.before.contains('说')
    }

    /// True if the place is in a title or a signature: 某某县人民政府关于…的通知 ("notice of the government of
    /// a certain county on …"), 某县人民政府.
    fn heads_line(&self) -> bool {
        let line = self.line;
        if !self.before.trim_matches(is_blank).is_empty()
            || is_longer(line, MAX_LINE)
            || line.contains(['，', '。', '：', '；'])
            || !self.has_authority()
        {
            return false;
        }
        let rest = line.trim_matches(is_blank).trim_start_matches(self.name);
        let is_signature = self.words.of(&own_place::SIGNATURE).end_of(rest).is_some();
        is_signature || rest.contains("关于") || rest.contains("政府工作报告")
    }

    /// True if the place is the subject of a report: it begins the sentence, and exact figures or
    /// 我县 ("our county") follow in it: 去年，某某街道修路…铺管2300米 ("last year a certain street built roads …
    /// laid 2300 m of pipes").
    fn reports(&self) -> bool {
        let head = self.before.trim_matches(is_blank);
        let is_subject = head.is_empty()
            || head
                .strip_suffix('，')
                .is_some_and(|time| self.words.of(&own_place::PERIOD).end_of(time).is_some());
        if !is_subject {
            return false;
        }
        let kind =
            self.name.trim_start_matches(|c: char| c == '某' || FIRST.contains(c) || c.is_ascii_uppercase());
        let says_own = ["我", "全", "本"].iter().any(|own| self.behind.contains(&format!("{own}{kind}")));
        let is_whole = self.name.starts_with("某某") && !head.is_empty();
        says_own || is_whole && has_exact_figure(self.behind)
    }
}

/// True if the text has a number of at least [`MIN_EXACT`] characters: 2718件 ("2718 cases"), 71.2%.
fn has_exact_figure(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    text.split(|c| !is_number(c))
        .any(|number| number.len() >= MIN_EXACT && number.contains(|c: char| c.is_ascii_digit()))
}
