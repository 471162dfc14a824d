//! `previous/stale`: 2024年，召开会议12次 in the report of 2025, 第七届文化节 in both years, 4月18日首次承办 in both.

use crate::check::{Context, Findings, PreviousCheck, Years};
use crate::checks::carried::{Carried, Reason};
use crate::checks::no_options;
use crate::checks::years::{BEFORE, is_quoted, moved, passage, words_before, words_behind};
use crate::facts::previous::comparison::Pair;
use crate::facts::previous::slots::{Kind, When};
use crate::facts::previous::{Part, Sentence};
use crate::text::chars::is_blank;
use crate::text::span::Span;
use crate::words::{measure, previous};

/// Most characters from an event back to its day.
const MAX_EVENT: usize = 40;
/// Bytes of a line that is a heading with a year and little else.
const MAX_LINE: usize = 90;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn PreviousCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Stale))
}

struct Stale;

impl PreviousCheck for Stale {
    fn check(&self, cx: &Context<'_>, years: &Years<'_>, out: &mut Findings<'_>) {
        let Some(apart) = years.comparison.apart else { return };
        for sentence in &years.comparison.new.sentences {
            let pairs = years.comparison.pairs_of(sentence);
            let has_figures = pairs.iter().any(|pair| matches!(pair.new.kind, Kind::Figure(_)));
            let (moved, is_one) = (moved(&pairs), pairs.len() == 1);
            let reader = Reader { cx, years, sentence, moved, has_figures, is_one };
            let mut has_day = false;
            let carried = Carried { cx, years, sentence, pairs: &pairs };
            for pair in pairs.iter().filter(|pair| pair.is_same()) {
                let reason = carried.reason(pair);
                match pair.new.kind {
                    Kind::When(when) if reason == Some(Reason::Compared) => {
                        let year = when.year.map_or(0, u64::from) + u64::from(apart);
                        out.report(pair.new.span).variant("year").arg("year", year).elsewhere(
                            BEFORE,
                            &years.previous.path,
                            passage(years, pair.old),
                        );
                    }
                    Kind::Figure(_) if reason == Some(Reason::Session) => {
                        out.report(pair.new.span).variant("session").elsewhere(
                            BEFORE,
                            &years.previous.path,
                            passage(years, pair.old),
                        );
                    }
                    Kind::When(when) if reader.is_old_year(pair, when) => {
                        let year = when.year.map_or(0, u64::from) + u64::from(apart);
                        out.report(pair.new.span).variant("year").arg("year", year).elsewhere(
                            BEFORE,
                            &years.previous.path,
                            passage(years, pair.old),
                        );
                    }
                    Kind::When(when) if reader.is_old_day(pair, when) => {
                        has_day = true;
                        out.report(pair.new.span).elsewhere(
                            BEFORE,
                            &years.previous.path,
                            passage(years, pair.old),
                        );
                    }
                    Kind::Session(_, unit)
                        if reason == Some(Reason::Session) || reader.is_old_session(pair, unit) =>
                    {
                        let end =
                            cx.doc.text()[pair.new.span.end()..].chars().next().map_or(0, char::len_utf8);
                        out.report(Span::new(pair.new.span.start(), pair.new.span.end() + end))
                            .variant("session")
                            .elsewhere(BEFORE, &years.previous.path, passage(years, pair.old));
                    }
                    _ => {}
                }
            }
            for (place, old) in reader.firsts().filter(|_| !has_day) {
                let passage = years.previous.passage(old);
                out.report(place).variant("first").elsewhere(BEFORE, &years.previous.path, passage);
            }
        }
    }
}

struct Reader<'a, 'c, 'd> {
    cx: &'a Context<'d>,
    years: &'a Years<'c>,
    sentence: &'a Sentence,
    /// How many slots of it hold something else than before.
    moved: usize,
    /// True if figures stand in both.
    has_figures: bool,
    /// True if it has one slot alone.
    is_one: bool,
}

impl Reader<'_, '_, '_> {
    /// The words of the clause before a slot and behind it.
    fn around(&self, pair: &Pair<'_>) -> (&str, &str) {
        let clause = self.years.comparison.new.clauses[pair.clause].span;
        let text = self.cx.doc.text();
        (
            words_before(text, clause.start(), pair.new.span.start()),
            words_behind(text, pair.new.span.end(), clause.end()),
        )
    }

    /// Words for what was never before (首次) in clauses that were taken over as they were, with their places in both reports.
    fn firsts(&self) -> impl Iterator<Item = (Span, Span)> {
        let comparison = self.years.comparison;
        let words = self.cx.facts.words().of(&previous::FIRST);
        let (text, old_text) = (self.cx.doc.text(), self.years.previous.document.text());
        let is_year = self.sentence.part == Part::Year;
        let kept = self.sentence.clauses.clone().filter(move |&at| is_year && comparison.is_frame_kept(at));
        kept.filter_map(move |at| {
            let (clause, old) = (&comparison.new.clauses[at], comparison.counterpart(at)?);
            let tells_year =
                clause.slots.iter().any(|slot| matches!(slot.kind, Kind::When(When { year: Some(_), .. })));
            let of_year = comparison.old.sentences[old.sentence].part == Part::Year;
            let word = words.iter().find(|word| clause.span.of(text).contains(word))?;
            let place = |text: &str, clause: Span| {
                let start = clause.start() + clause.of(text).find(word)?;
                Some(Span::new(start, start + word.len()))
            };
            let (new, old) = (place(text, clause.span)?, place(old_text, old.span)?);
            let is_told = of_year && !tells_year && !is_quoted(text, self.sentence, new.start());
            is_told.then_some((new, old))
        })
    }

    /// True if a slot of one of the two reports tells of what is to be done.
    fn is_of_outlook(&self, pair: &Pair<'_>) -> bool {
        [self.sentence.part, self.years.comparison.old_part(pair)].contains(&Part::Outlook)
    }

    /// True if a year is that of the earlier report and was to go on: all else of the sentence did.
    fn is_old_year(&self, pair: &Pair<'_>, when: When) -> bool {
        let Some(year) = when.year.filter(|year| self.years.comparison.goes_on(*year)) else { return false };
        let text = self.cx.doc.text();
        let (before, behind) = self.around(pair);
        let (before, behind) = (before.trim_matches(is_blank), behind.trim_start_matches(is_blank));
        let until = ["截至", "截止"].into_iter().any(|word| before.ends_with(word));
        let is_end = behind.starts_with(['底', '末']) || when.month == Some(12);
        if when.day.is_some() && !until || when.month.is_some() && !(until && is_end) {
            return false;
        }
        let words = |class| self.cx.facts.words().of(class);
        let is_plan = self.sentence.part == Part::Outlook && self.years.comparison.new.year.is_some();
        let is_bound = words(&previous::BOUND).end_of(before).is_some() && !until;
        let is_since = words(&previous::SINCE).start_of(behind).is_some();
        if is_bound || is_since || is_quoted(text, self.sentence, pair.new.span.start()) {
            return false;
        }
        // What the sentence is about, and not a year that it mentions.
        let is_subject = words(&measure::ALL).end_of(before).is_some_and(|word| word.len() == before.len());
        let is_title = self.years.comparison.new.title.is_some_and(|title| title.contains(pair.new.span));
        let is_topic = before.is_empty() || until || is_subject || is_title || self.is_mark(before);
        let is_line = self.sentence.is_heading && self.sentence.span.len() <= MAX_LINE;
        // 2025年是收官之年, in the report of 2026: nothing else could have moved.
        let is_being =
            behind.starts_with('是') && !self.has_figures && self.years.comparison.is_frame_kept(pair.clause);
        let is_next = self.years.comparison.new.year.is_none_or(|own| own >= year);
        is_topic
            && is_next
            && (self.moved > 0 || is_plan || (is_line || is_title) && self.is_own_line() || is_being)
    }

    /// True if a heading was taken over as it was, its year with it.
    fn is_own_line(&self) -> bool {
        let clauses = self.sentence.clauses.clone();
        self.is_one && clauses.into_iter().all(|clause| self.years.comparison.is_frame_kept(clause))
    }

    /// True for the number of a heading or of an item: 一、, （二）, 一是.
    fn is_mark(&self, before: &str) -> bool {
        before.ends_with(['、', '）', ')', '.', '．', '是']) && before.chars().count() <= 5
    }

    /// True if something was held on the same day as in the year before, which no year repeats.
    fn is_old_day(&self, pair: &Pair<'_>, when: When) -> bool {
        if self.is_of_outlook(pair) || when.year.is_some() || when.month.is_none() || when.day.is_none() {
            return false;
        }
        let text = self.cx.doc.text();
        let (before, behind) = self.around(pair);
        let is_topic = before.trim_matches(is_blank).is_empty();
        let next = self.years.comparison.new.clauses.get(pair.clause + 1);
        let next =
            next.filter(|next| next.sentence == self.years.comparison.new.clauses[pair.clause].sentence);
        let is_bare = behind.trim_matches(|c: char| is_blank(c) || matches!(c, '，' | ',')).is_empty();
        let event = match next {
            Some(next) if is_bare => words_behind(text, next.span.start(), next.span.end()),
            _ => behind,
        };
        let held = if is_bare { pair.clause + 1 } else { pair.clause };
        let head: String = event.chars().take(MAX_EVENT).collect();
        let words = |class| self.cx.facts.words().of(class);
        is_topic
            && words(&previous::HOLD).is_in(&head)
            && words(&previous::SINCE).start_of(behind).is_none()
            && !words(&previous::STANDING).is_in(event)
            && (!is_bare || next.is_some() && self.years.comparison.is_frame_kept(held))
            && self.years.comparison.is_frame_kept(pair.clause)
            && self.moved == 0
    }

    /// True if the number of an event is that of the year before: 成功举办第七届文化节, 年初召开的八次全会.
    fn is_old_session(&self, pair: &Pair<'_>, unit: char) -> bool {
        let (before, behind) = self.around(pair);
        let text = self.cx.doc.text();
        if self.is_of_outlook(pair) || is_quoted(text, self.sentence, pair.new.span.start()) {
            return false;
        }
        let words = |class| self.cx.facts.words().of(class);
        let clause = &self.years.comparison.new.clauses[pair.clause];
        let is_followed = clause
            .slots
            .iter()
            .any(|slot| matches!(slot.kind, Kind::Session(..)) && slot.span.start() > pair.new.span.start());
        if unit == '届' && (is_followed || words(&previous::LASTING).is_in(behind)) {
            return false;
        }
        let Some(verb) =
            words(&previous::HOLD).iter().filter_map(|verb| Some((before.rfind(verb)?, verb))).max()
        else {
            return false;
        };
        let attribute = before[verb.0 + verb.1.len()..].starts_with('的');
        let lead = &before[..verb.0];
        let is_soon = words(&previous::SOON).is_in(lead);
        let is_kept = self.years.comparison.is_frame_kept(pair.clause);
        is_kept && (is_soon || !attribute)
    }
}
