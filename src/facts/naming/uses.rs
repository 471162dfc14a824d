//! Misuses of the short names that a text introduces (以下简称“甲”, "hereinafter 'A'"): a short name is
//! never used, is used before it is introduced, is introduced twice, or is introduced for two
//! things.

use memchr::memmem;

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::naming::abbreviations::{Abbreviation, Full, Mark, Term};
use crate::text::chars::{before, is_han, is_longer};
use crate::text::fold::comparable_text;
use crate::text::span::Span;
use crate::words::{naming, place};

/// Minimum length of the text after the introduction of a short name, in bytes, for the name to be
/// reported as unused. If the full name occurs in this text, its length does not matter.
const MIN_REST: usize = 90;
/// Minimum number of characters of a short name without marks that is checked. A shorter one may be
/// an ordinary word: 产品 ("product").
const MIN_BARE: usize = 3;
/// Minimum number of characters by which a short name, or the end of one, is recognised in the
/// text. Fewer characters may be an ordinary word.
const MIN_RECOGNISED: usize = 3;
/// Minimum number of equal characters at the ends of two full names that count as the same, if no
/// marks show where they begin.
const SAME_END: usize = 6;
/// Minimum number of bytes of a block that counts as running text. A shorter one is a line such as
/// a heading.
const MIN_BODY: usize = 60;
/// Maximum number of short names that are checked, to bound the time.
const MAX_ENTRIES: usize = 500;
/// Number of bytes before a short name in which an opening quotation mark without its closing mark
/// is looked for.
const REACH: usize = 600;
/// Maximum number of bytes between two introductions of the same short name or of the same thing.
/// If they are farther apart, they may be in two texts, and are not compared.
const NEAR: usize = 30_000;

/// Kind of misuse of a short name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The short name is never used. If the full name is used instead, this is its place.
    Unused(Option<Span>),
    /// The short name is used at this place, before it is introduced.
    Early(Span),
    /// The short name was already introduced for the same thing, at this earlier place.
    Again(Span),
    /// The short name was already introduced for another thing, at this earlier place.
    Ambiguous(Span),
    /// Another short name was already introduced for the same thing, at this earlier place.
    Renamed(Span),
}

/// A short name and its misuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misuse {
    /// Span of the introduced short name, with its marks.
    pub span: Span,
    /// Kind of misuse.
    pub fault: Fault,
}

impl Facts<'_> {
    /// Misused short names, in text order.
    pub fn misused_abbreviations(&self) -> Vec<Misuse> {
        let all = self.abbreviations();
        let all = &all[..all.len().min(MAX_ENTRIES)];
        let mut found = Vec::new();
        for (at, entry) in all.iter().enumerate() {
            let fault = self
                .given_before(entry, &all[..at])
                .or_else(|| self.unused(entry))
                .or_else(|| self.used_before(entry, all));
            let span = entry.terms.iter().map(|term| term.marked).reduce(Span::join);
            if let (Some(fault), Some(span)) = (fault, span) {
                found.push(Misuse { span, fault });
            }
        }
        found
    }

    fn unused(&self, entry: &Abbreviation) -> Option<Fault> {
        let text = self.doc.text();
        // Notes come after the text that they belong to.
        let block = self.doc.blocks()[self.doc.block_at(entry.span.start())];
        if block.kind.is_apart() || block.kind == BlockKind::Hidden {
            return None;
        }
        let rest = &text[entry.span.end()..];
        let near = text.ceil_char_boundary(entry.span.start().saturating_sub(REACH)).max(block.span.start());
        let head = &text[near..entry.span.start()];
        let is_quoted = head.rfind('“') > head.rfind('”');
        let is_word =
            |term: &Term| term.mark == Mark::Bare && term.span.of(text).chars().nth(MIN_BARE - 1).is_none();
        if is_quoted
            || entry
                .terms
                .iter()
                .any(|term| is_word(term) || self.is_in(term.span.of(text), entry.full, rest))
        {
            return None;
        }
        let again =
            entry.full.filter(|full| full.is_whole || full.span.len() >= SAME_END * 3).and_then(|full| {
                let at = memmem::find(rest.as_bytes(), full.span.of(text).as_bytes())?;
                Some(Span::new(entry.span.end() + at, entry.span.end() + at + full.span.len()))
            });
        (again.is_some() || rest.trim_end().len() >= MIN_REST).then_some(Fault::Unused(again))
    }

    /// True if the short name is used in `rest`: it, or most of it, occurs there, and not only as
    /// part of the full name.
    fn is_in(&self, short: &str, full: Option<Full>, rest: &str) -> bool {
        let count = |name: &str| memmem::find_iter(rest.as_bytes(), name).count();
        let has = |name: &str| memmem::find(rest.as_bytes(), name.as_bytes()).is_some();
        let full = full.map(|full| full.span.of(self.doc.text()));
        let within = full.map_or(0, |full| full.matches(short).count() * count(full));
        if has(short) && count(short) > within || short.split('、').any(|part| part != short && has(part)) {
            return true;
        }
        if within > 0 {
            return false;
        }
        let kind = self.words().of(&place::INSTITUTION).end_of(short).unwrap_or_default();
        let stem = short.strip_suffix(kind).unwrap_or(short);
        // 县发改委 ("county development and reform commission") may be called 发改委.
        let mut rests = short.char_indices().map(|(at, _)| &short[at..]).skip(1).take(2);
        if is_longer(stem, 1) && has(stem)
            || rests.any(|rest| rest.chars().nth(MIN_RECOGNISED - 1).is_some() && has(rest))
        {
            return true;
        }
        let folded = comparable_text(short);
        !folded.is_empty() && comparable_text(rest).contains(&folded)
    }

    fn used_before(&self, entry: &Abbreviation, all: &[Abbreviation]) -> Option<Fault> {
        let text = self.doc.text();
        let [term] = entry.terms.as_slice() else { return None };
        let short = term.span.of(text);
        let is_bound = matches!(
            self.kind(),
            Some(DocumentKind::Bulletin | DocumentKind::Examination | DocumentKind::Tender)
        );
        if is_bound {
            return None;
        }
        // True if a place is in running text: not in a title, a heading, the table of contents, a
        // table or an abstract.
        let is_word = short.chars().nth(MIN_RECOGNISED - 1).is_none()
            || entry.cue.of(text).contains('统')
            || short.starts_with(['本', '该', '我'])
            || short.ends_with(['人', '方', '者'])
            || self.kind() == Some(DocumentKind::Regulation)
            || entry.full.is_none_or(|full| full.span.of(text).contains(short));
        let sought = match term.mark {
            Mark::Title => format!("《{short}》"),
            Mark::Quote if is_word => format!("“{short}”"),
            Mark::Bare if is_word => return None,
            Mark::Quote | Mark::Bare => short.to_owned(),
        };
        let piece = self.piece_of(self.doc.block_at(entry.span.start()));
        let mut places = memmem::find_iter(&text.as_bytes()[..entry.span.start()], &sought);
        let first = places.find(|at| {
            let place = Span::new(*at, at + sought.len());
            let is_in_full = entry.full.is_some_and(|full| full.span.overlaps(place));
            !is_in_full
                && self.piece_of(self.doc.block_at(*at)) == piece
                && self.is_body(place)
                && !self.is_part_of_full(place, entry.full)
        })?;
        // If it was introduced before, or for another thing, its meaning is clear.
        let is_given = memmem::find_iter(&text.as_bytes()[..entry.span.start()], short).any(|at| {
            let head = text[..at].trim_end_matches(['“', '《', '「', '"', '：', ':', '‘', '（', '(']);
            let behind = text[at + short.len()..].trim_start_matches(['”', '》', '」', '"']);
            head.len() < text.len() && self.words().of(&naming::CALLED).end_of(head).is_some()
                || behind.starts_with(['（', '('])
                || behind.starts_with("是指")
                || behind.starts_with("即")
        });
        let is_other = all.iter().any(|other| {
            other.span != entry.span && other.terms.iter().any(|other| other.span.of(text) == short)
        });
        (!is_given && !is_other).then(|| Fault::Early(Span::new(first, first + sought.len())))
    }

    /// True if a place is in running text: not in a title, a heading, the contents, a table or an
    /// abstract.
    fn is_body(&self, place: Span) -> bool {
        let block = self.doc.block_at(place.start());
        let at = self.doc.blocks()[block];
        let line = self.doc.slice(at.span);
        matches!(at.kind, BlockKind::Paragraph | BlockKind::Item)
            && at.span.len() >= MIN_BODY
            && line.ends_with(['。', '；', '！', '？', '”', '：', '）'])
            && self.words().of(&naming::SUMMARY).start_of(line).is_none()
            && self.title() != Some(at.span)
            && !self.contents().holds(block)
    }

    /// True if the short name at `place` is probably part of the full name: a character directly
    /// before or after it is the same as in the full name.
    fn is_part_of_full(&self, place: Span, full: Option<Full>) -> bool {
        let text = self.doc.text();
        let Some(full) = full else { return false };
        let name = full.span.of(text);
        let around = |c: Option<char>| c.filter(|c| is_han(*c));
        memmem::find_iter(name.as_bytes(), place.of(text)).any(|at| {
            let same_before = around(before(name, at)).is_some_and(|c| text[..place.start()].ends_with(c));
            let behind = &name[at + place.len()..];
            let same_behind =
                around(behind.chars().next()).is_some_and(|c| text[place.end()..].starts_with(c));
            same_before || same_behind
        })
    }

    fn given_before(&self, entry: &Abbreviation, earlier: &[Abbreviation]) -> Option<Fault> {
        let text = self.doc.text();
        let ([term], Some(full)) = (entry.terms.as_slice(), entry.full) else { return None };
        if matches!(self.kind(), Some(DocumentKind::Bulletin | DocumentKind::Examination)) {
            return None;
        }
        let piece = self.piece_of(self.doc.block_at(entry.span.start()));
        let here = earlier.iter().rev().take_while(|other| entry.span.start() - other.span.start() <= NEAR);
        for other in here.filter(|other| self.piece_of(self.doc.block_at(other.span.start())) == piece) {
            let ([known], Some(known_full)) = (other.terms.as_slice(), other.full) else { continue };
            let place = known.marked;
            let is_same_name = known.span.of(text) == term.span.of(text);
            match (is_same_name, self.same_thing(full, known_full)) {
                (true, Some(true)) => return Some(Fault::Again(place)),
                (true, Some(false)) => return Some(Fault::Ambiguous(place)),
                (false, Some(true)) => return Some(Fault::Renamed(place)),
                (false, Some(false)) | (_, None) => {}
            }
        }
        None
    }

    /// Returns `Some(true)` if two full names name the same thing, `Some(false)` if they name two
    /// things, and `None` if that is not certain.
    fn same_thing(&self, first: Full, second: Full) -> Option<bool> {
        let text = self.doc.text();
        let (a, b) = (first.span.of(text), second.span.of(text));
        if a == b {
            let is_sure = first.is_whole || second.is_whole || a.chars().nth(SAME_END - 1).is_some();
            return is_sure.then_some(true);
        }
        let (ends, other_ends) = (a.ends_with(b), b.ends_with(a));
        if first.is_whole && second.is_whole && !ends && !other_ends {
            return Some(false);
        }
        // Without a mark at its beginning, a name may be read with words before it, so only the
        // ends are compared. 云栖软件有限公司 ("Yunqi Software Ltd") and 云江建材有限公司 ("Yunjiang Building
        // Materials Ltd") have the same kind and are two.
        let institutions = self.words().of(&place::INSTITUTION);
        let stem = |name| {
            let kind = institutions.end_of(name).unwrap_or_default();
            str::strip_suffix(name, kind).unwrap_or_default()
        };
        let (a, b): (&str, &str) = (stem(a), stem(b));
        let shared = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count();
        match shared {
            SAME_END.. => Some(true),
            0 if !a.is_empty() && !b.is_empty() => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::naming::abbreviations::Full;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;
    use crate::text::span::Span;

    #[test]
    fn names_that_begin_anywhere_are_compared_if_they_are_long() {
        let cases = [
            ("云栖种植园区", "云栖种植园区", Some(true)),
            ("云栖种植园", "云栖种植园", None),
            ("云栖软件有限公司", "云江建材有限公司", Some(false)),
            ("云栖软件有限公司", "云江软件有限公司", None),
        ];
        for (first, second, expected) in cases {
            let text = format!("{first}\n{second}");
            let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
            let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
            let facts = Facts::new(&doc, &lexicon, &vocabulary);
            let full = |start: usize, name: &str| Full {
                span: Span::new(start, start + name.len()),
                is_whole: false,
            };
            let [one, other] = [full(0, first), full(first.len() + 1, second)];
            assert_eq!(facts.same_thing(one, other), expected, "{first}, {second}");
        }
    }
}
