//! Finds events of the year before that the new report presents as this year's: a dated event in
//! both reports (9月1日，新校区启用, "the new campus opened on 1 September"), 去年11月启用的 ("opened last
//! November") in both, last year's storm, a plan that was carried out meanwhile.

use std::cell::Cell;

use crate::checks::carried::Carried;
use crate::checks::years::{is_quoted, moved, words_behind};
use crate::facts::previous::comparison::{Pair, figure};
use crate::facts::previous::slots::{Kind, When};
use crate::facts::previous::{Clause, Part};
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::previous;

/// Number of characters after a date that are searched for its event.
const MAX_EVENT: usize = 40;
/// Number of characters after 去年12月 ("last December") that are searched for the verb of the event.
const MAX_VERB: usize = 12;
/// Number of characters after a date that must be the same in both reports for the same event.
const ALIKE: usize = 6;
/// Minimum number of characters of the subject of a plan. Shorter ones are found by chance.
const MIN_SUBJECT: usize = 3;
/// Maximum number of characters of the subject of a plan.
const MAX_SUBJECT: usize = 24;
/// Minimum number of Chinese characters of the unchanged text before a sum of money that mentions a
/// time of this year.
const MIN_LEAD: usize = 6;
/// Maximum number of sentences about finished work that are kept, so that time stays bounded.
const MAX_DONE: usize = 2000;
/// Maximum number of plans that are searched in the sentences about finished work, so that time
/// stays bounded.
const MAX_PLANS: usize = 256;
/// Quotation marks around the name of a storm or a flood.
const QUOTES: [char; 2] = ['“', '”'];

impl<'d> Carried<'_, '_, 'd> {
    /// True if an event that happens only once has the same day or month in both reports. `when` is
    /// the date of the slot.
    pub(super) fn is_old_day(&self, pair: &Pair<'_>, when: When) -> bool {
        let comparison = self.years.comparison;
        if self.is_outlook(pair) || when.year.is_some() || when.month.is_none() {
            return false;
        }
        let (before, behind) = self.around(pair);
        let before = before.trim_matches(is_blank);
        let is_this_year = before == "今年" || before == "本年";
        let rest = behind.trim_start_matches(|c: char| "底末初份上中下旬".contains(c));
        let behind = if when.day.is_some() { behind } else { rest };
        let is_bare = behind.trim_matches(|c: char| is_blank(c) || matches!(c, '，' | ',')).is_empty();
        let next = comparison.new.clauses.get(pair.clause + 1);
        let next = next.filter(|next| next.sentence == comparison.new.clauses[pair.clause].sentence);
        let event = match next {
            Some(next) if is_bare => words_behind(self.text(), next.span.start(), next.span.end()),
            _ => behind,
        };
        let held = if is_bare { pair.clause + 1 } else { pair.clause };
        let is_kept = (!is_bare || next.is_some() && comparison.is_frame_kept(held))
            && comparison.is_frame_kept(pair.clause);
        let is_since = self.words(&previous::SINCE).start_of(behind).is_some();
        // The subject may come before the date: 新校区9月1日投入使用 ("the new campus was opened on 1
        // September").
        let bare = behind.strip_prefix("正式").or_else(|| behind.strip_prefix("顺利")).unwrap_or(behind);
        let is_subject =
            self.words(&previous::ONCE).start_of(bare).is_some() && before.chars().all(char::is_alphanumeric);
        if !is_kept || is_since || !(before.is_empty() || is_this_year || is_subject) {
            return false;
        }
        let head: String = event.chars().take(MAX_EVENT).collect();
        let is_passed = head.contains("通过") && self.words(&previous::PASSED).is_in(&head);
        // In 通过标准化验收 ("passed the standardization test"), the word belongs to the name of the test.
        if self.words(&previous::STANDING).is_in(event) && !is_passed {
            return false;
        }
        let is_once = (is_passed || self.words(&previous::ONCE).is_in(&head))
            && !self.words(&previous::REPEATED).is_in(&head);
        let has_moved = comparison.pairs_in(held).any(|pair| !pair.is_same());
        if when.day.is_none() {
            return is_once && !has_moved;
        }
        let is_yearly = self.words(&previous::REPEATED).is_in(&head);
        let is_held = self.words(&previous::HOLD).is_in(&head) && !is_yearly;
        is_once || is_held && (moved(self.pairs) == 0 || is_meeting(&head))
    }

    /// True for an event dated 去年11月 ("last November") if last year's report has the same words.
    /// There, they mean the November one year earlier.
    pub(super) fn is_of_earlier_year(&self, pair: &Pair<'_>, when: When) -> bool {
        let (before, behind) = self.around(pair);
        let is_earlier = |lead: &str| lead.ends_with("去年") || lead.ends_with("上年");
        let old = &self.years.comparison.old.clauses[pair.old_clause];
        let old_behind =
            words_behind(self.years.previous.document.text(), pair.old.span.end(), old.span.end());
        let head: String = behind.chars().take(MAX_VERB).collect();
        let is_alike = behind.chars().take(ALIKE).eq(old_behind.chars().take(ALIKE));
        when.year.is_none()
            && when.month.is_some()
            && is_earlier(before)
            && is_earlier(self.old_lead(pair))
            && is_alike
            && self.words(&previous::ONCE).is_in(&head)
            && !self.words(&previous::REPEATED).is_in(&head)
    }

    /// True for a sum of money with the same words and the same time of this year as in last year's
    /// report: 今年三季度省厅下达补助2亿元 ("in the third quarter of this year the province granted 200 million
    /// yuan").
    pub(super) fn is_old_sum(&self, pair: &Pair<'_>) -> bool {
        let (before, _) = self.around(pair);
        let before = before.trim_matches(is_blank);
        let rest = before.strip_prefix("今年").or_else(|| before.strip_prefix("本年"));
        let Some(rest) = rest.filter(|_| !self.is_outlook(pair)) else { return false };
        let head: String = rest.chars().take(4).collect();
        let is_time = head.contains("季度") || head.contains("半年") || head.contains('月');
        let is_money = figure(pair.new).is_some_and(|it| it.quantity().dimension == Some(Dimension::Money));
        let letters = |words: &str| words.chars().filter(|c| is_han(*c)).count();
        is_time
            && is_money
            && letters(rest) >= MIN_LEAD
            && self.old_lead(pair).trim_matches(is_blank) == before
            && !head.contains("以来")
    }

    /// Returns names of disasters, such as 台风“某某” ("typhoon X"), that both reports date to their
    /// own year, with the spans in the new and in the old report. A disaster has one year only.
    pub(super) fn old_disasters(&self) -> impl Iterator<Item = (Span, Span)> {
        let comparison = self.years.comparison;
        let old_text = self.years.previous.document.text();
        let is_of_own_year = self.sentence.part == Part::Year && moved(self.pairs) > 0;
        let clauses = self.sentence.clauses.clone().filter(move |_| is_of_own_year);
        clauses.filter_map(move |at| {
            let (clause, old) = (&comparison.new.clauses[at], comparison.counterpart(at)?);
            let words = clause.span.of(self.text());
            let name = disaster(words)?;
            let is_of_year = comparison.old.sentences[old.sentence].part == Part::Year
                && !has_year(clause)
                && !has_year(old)
                && self.words(&previous::WITHSTAND).is_in(words)
                && !self.words(&previous::EARLIER).is_in(words);
            let old_at = old.span.of(old_text).find(name.of(words)).filter(|_| is_of_year)?;
            let old = Span::new(old.span.start() + old_at, old.span.start() + old_at + name.len());
            Some((Span::new(clause.span.start() + name.start(), clause.span.start() + name.end()), old))
        })
    }

    /// Returns disasters that both reports date to the previous year, such as 去年“7·21”暴雨 ("last
    /// year's rainstorm of 21 July"), with the spans in the new and in the old report.
    pub(super) fn disasters_of_earlier_year(&self) -> impl Iterator<Item = (Span, Span)> {
        let comparison = self.years.comparison;
        let old_text = self.years.previous.document.text();
        self.sentence.clauses.clone().filter_map(move |at| {
            let (clause, old) = (&comparison.new.clauses[at], comparison.counterpart(at)?);
            let words = clause.span.of(self.text());
            let name = disaster(words)?;
            let lead = ["去年", "上年"].into_iter().find(|lead| words[..name.start()].ends_with(lead))?;
            let named = Span::new(name.start() - lead.len(), name.end());
            let start = old.span.start() + old.span.of(old_text).find(named.of(words))?;
            let new = Span::new(clause.span.start() + named.start(), clause.span.start() + named.end());
            Some((new, Span::new(start, start + named.len())))
        })
    }

    /// Returns plans that are unchanged since last year's report, although the new report says
    /// elsewhere that they were carried out, with the spans in the new and in the old report.
    pub(super) fn old_plans(&self, done: &Done<'d>) -> impl Iterator<Item = (Span, Span)> {
        let comparison = self.years.comparison;
        let old_text = self.years.previous.document.text();
        let clauses = self.sentence.clauses.clone().filter(|_| self.sentence.part == Part::Outlook);
        clauses.filter_map(move |at| {
            let (clause, old) = (&comparison.new.clauses[at], comparison.counterpart(at)?);
            let is_kept = comparison.is_frame_kept(at) && comparison.pairs_in(at).all(|pair| pair.is_same());
            if !is_kept || comparison.old.sentences[old.sentence].part != Part::Outlook {
                return None;
            }
            let end = clause.slots.first().map_or(clause.span.end(), |slot| slot.span.start());
            let lead = Span::new(clause.span.start(), end).of(self.text());
            let rest = Span::new(clause.span.start(), clause.span.end()).of(self.text());
            let start = self.words(&previous::RESOLVE).start_of(lead).map_or(0, str::len);
            let once = self.words(&previous::ONCE);
            let verb_at = once.places_in(rest).into_iter().filter(|place| *place > start).min()?;
            let verb = once.start_of(&rest[verb_at..])?;
            let subject = &rest[start..lead.len().min(verb_at)];
            let time = self.words(&previous::TIME_WORD).places_in(subject).into_iter().min();
            let subject = time.map_or(subject, |at| &subject[..at]);
            let (subject, lead) = match subject {
                "" => (self.plan_before(at)?, comparison.new.clauses[at - 1].span),
                _ => (subject, clause.span),
            };
            let letters = subject.chars().filter(|c| is_han(*c)).count();
            let is_known =
                (MIN_SUBJECT..=MAX_SUBJECT).contains(&letters) && letters == subject.chars().count();
            (is_known && done.tells(subject, verb))
                .then(|| (trimmed(lead.join(clause.span), self.text()), trimmed(old.span, old_text)))
        })
    }

    /// Returns the subject of a plan from the clause before: 东郊变电站 in 推进东郊变电站建设，力争6月建成 ("push on
    /// with building the Dongjiao substation, aiming to finish it in June").
    fn plan_before(&self, clause: usize) -> Option<&'d str> {
        let comparison = self.years.comparison;
        let before = clause.checked_sub(1).filter(|at| self.sentence.clauses.contains(at))?;
        let words = trimmed(comparison.new.clauses[before].span, self.text()).of(self.text());
        let words = &words[self.words(&previous::RESOLVE).start_of(words)?.len()..];
        let words =
            ["项目建设", "工程建设", "建设", "项目", "工程"].iter().find_map(|end| words.strip_suffix(end));
        words.filter(|_| comparison.is_frame_kept(before))
    }

    /// True if the byte `at` is in quotation marks or a title. Used for words such as 首次 ("for the
    /// first time"), which are then part of a name.
    pub(super) fn is_in_quotes(&self, at: usize) -> bool {
        is_quoted(self.text(), self.sentence, at)
    }
}

/// Sentences of the new report about finished work, in which plans are searched.
pub(super) struct Done<'d> {
    sentences: Vec<&'d str>,
    /// Number of plans that may still be searched, so that time stays bounded.
    left: Cell<usize>,
}

impl<'d> Done<'d> {
    /// Collects the sentences. The caller selects those about past work with a verb for an event
    /// that happens only once (建成, "completed").
    pub(super) fn new(sentences: impl Iterator<Item = &'d str>) -> Self {
        Self { sentences: sentences.take(MAX_DONE).collect(), left: Cell::new(MAX_PLANS) }
    }

    /// True if a sentence states that `subject` was done: the clause after it contains `verb` and
    /// no word for the future, such as 将 ("will").
    fn tells(&self, subject: &str, verb: &str) -> bool {
        let Some(left) = self.left.get().checked_sub(1) else { return false };
        self.left.set(left);
        self.sentences.iter().any(|sentence| {
            let Some(at) = sentence.find(subject) else { return false };
            let behind = &sentence[at + subject.len()..];
            let clause = behind.split(['，', '；', '。']).next().unwrap_or_default();
            let is_open = ["将", "未", "预计", "计划", "力争"].iter().any(|word| clause.contains(word));
            clause.contains(verb) && !is_open
        })
    }
}

/// Returns a clause without the punctuation at its end.
fn trimmed(clause: Span, text: &str) -> Span {
    let words = clause.of(text);
    Span::new(clause.start(), clause.start() + words.trim_end_matches(|c: char| !c.is_alphanumeric()).len())
}

/// True if the text is about holding a meeting: 召开…会 ("convened a meeting").
fn is_meeting(event: &str) -> bool {
    (event.contains("召开") || event.contains("举行")) && event.contains('会')
}

/// True if a clause contains a year.
fn has_year(clause: &Clause) -> bool {
    clause.slots.iter().any(|slot| matches!(slot.kind, Kind::When(When { year: Some(_), .. })))
}

/// Returns the span of a disaster's name in a clause, with its quotation marks: 台风“某某” ("typhoon
/// X"), “7·20”特大暴雨 ("rainstorm of 20 July").
fn disaster(words: &str) -> Option<Span> {
    let open = words.find(QUOTES[0])?;
    let close = open + words[open..].find(QUOTES[1])?;
    let name = &words[open + QUOTES[0].len_utf8()..close];
    let is_storm =
        words[..open].ends_with("台风") || words[close + QUOTES[1].len_utf8()..].starts_with("台风");
    let is_date = name.split_once('·').is_some_and(|(month, day)| {
        [month, day].iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
    });
    let start = words[..open].strip_suffix("台风").map_or(open, str::len);
    (is_storm || is_date).then(|| Span::new(start, close + QUOTES[1].len_utf8()))
}
