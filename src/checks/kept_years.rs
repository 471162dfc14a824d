//! Finds years, periods and dates that were kept from last year's report and should have been
//! advanced: 现将2024年工作情况 ("now reports the work of 2024"), 在2022年度考核中 ("in the assessment of
//! 2022"), 2024年底前完成 ("finish before the end of 2024") among the plans for 2025.

use crate::checks::carried::Carried;
use crate::checks::years::{is_quoted, moved, words_before};
use crate::facts::previous::Part;
use crate::facts::previous::comparison::Pair;
use crate::facts::previous::slots::{Kind, When};
use crate::text::chars::{is_blank, is_longer};
use crate::text::span::Span;
use crate::words::{measure, previous};

/// Maximum length of a heading that consists of a year and little else, in bytes.
const MAX_LINE: usize = 90;
/// Maximum number of characters before a date that fills its line: ——2025年1月17日.
const MAX_DASHES: usize = 3;
/// Maximum number of characters between a date and 以来 ("since"): 2024年4月开工以来 ("since work began in
/// April 2024").
const MAX_BEGUN: usize = 6;
/// Signs that join two years into a range.
const DASHES: [char; 7] = ['—', '-', '–', '－', '~', '～', '至'];

impl Carried<'_, '_, '_> {
    /// True if a year that is the same in both reports should have been advanced: the rest of the
    /// sentence was, or the year is past although the sentence is about plans.
    pub(super) fn is_old_year(&self, pair: &Pair<'_>, when: When) -> bool {
        let Some(year) = when.year else { return false };
        if self.is_old_period(pair, when, year) {
            return true;
        }
        if self.is_old_dateline(pair, when) {
            return true;
        }
        self.years.comparison.is_advanced_year(year)
            && (self.is_old_deadline(pair) || self.is_topic(pair, when, year))
    }

    /// True for a yearly event with its year: 2022年度考核 ("assessment of 2022"), 2024—2025学年 ("school
    /// year"), 2024届毕业生 ("graduates of 2024"), 印发《2024年工作要点》 ("issued the Work Plan for 2024").
    fn is_old_period(&self, pair: &Pair<'_>, when: When, year: u32) -> bool {
        let comparison = self.years.comparison;
        // A report is about the assessment of its own year or of the year before, and may be dated
        // one year later.
        let is_near = comparison.old.year.is_some_and(|own| (year..=year + 2).contains(&own));
        let is_alone = when.month.is_none() && !self.is_outlook(pair) && !self.has_year_before(pair);
        if !is_alone || !is_near && !comparison.is_advanced_year(year) {
            return false;
        }
        let (before, behind) = self.around(pair);
        let is_named = behind.starts_with(['度', '届', '级']) || behind.starts_with("学年");
        let issue = self.words(&previous::ISSUE);
        let is_range = before.ends_with(DASHES) || behind.starts_with(DASHES);
        let opened = |open: char, close: char| before.rfind(open).filter(|at| !before[*at..].contains(close));
        let title =
            opened('《', '》').or_else(|| opened('“', '”').filter(|at| before[*at..].chars().count() == 1));
        let has_moved = moved(self.pairs) > 0;
        let acts = [issue, self.words(&previous::HOLD), self.words(&previous::ONCE)];
        let follows_act = acts.iter().any(|act| act.end_of(before).is_some());
        match title {
            Some(at) => {
                let is_issued = issue.end_of(&before[..at]).is_some();
                let is_paper = !is_range && !before.ends_with(['（', '(']);
                is_issued && is_paper && (has_moved || comparison.is_frame_kept(pair.clause))
            }
            None if is_named || follows_act => {
                let is_issued = follows_act && comparison.is_frame_kept(pair.clause);
                let is_within =
                    before.ends_with('在') || self.words(&previous::BOUND).end_of(before).is_none();
                let is_quoted = is_quoted(self.text(), self.sentence, pair.new.span.start());
                is_within && !is_quoted && !is_range && (has_moved || is_issued)
            }
            None => false,
        }
    }

    /// True if the year is a deadline in the plans of both reports (2024年底前, "before the end of
    /// 2024"). It is past when the new report appears.
    fn is_old_deadline(&self, pair: &Pair<'_>) -> bool {
        let comparison = self.years.comparison;
        let is_plan = self.sentence.part == Part::Outlook && comparison.old_part(pair) == Part::Outlook;
        let (before, behind) = self.around(pair);
        let is_end = behind.starts_with(['底', '末', '前', '内']) || behind.starts_with("年底");
        let is_until = before.ends_with(['到', '至'])
            || self.words(&previous::RESOLVE).end_of(before).is_some_and(|word| word.len() == before.len());
        let is_standing = before.ends_with(['自', '从', '于', '比', '较']) || behind.starts_with("以");
        let is_own = comparison.new.year.is_some();
        is_plan
            && is_own
            && (is_end || is_until)
            && !is_standing
            && !is_quoted(self.text(), self.sentence, pair.new.span.start())
    }

    /// True if the slot is a line with the date on which last year's report was signed or read
    /// aloud.
    fn is_old_dateline(&self, pair: &Pair<'_>, when: When) -> bool {
        let (before, behind) = self.around(pair);
        let is_bare = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).count() == 0;
        let is_line = self.sentence.is_heading && self.sentence.span.len() <= MAX_LINE;
        let is_first = is_bare(before) && before.chars().count() <= MAX_DASHES;
        let is_whole = is_bare(behind) && self.sentence.clauses.len() == 1;
        let is_read = before.trim_matches(is_blank).starts_with(['—', '（', '(']);
        when.day.is_some() && is_line && is_first && (is_whole || is_read)
    }

    /// True if the year is the topic of the sentence and not only mentioned in it (2024年，全市… "in
    /// 2024, the city …"), and the rest of the sentence was changed.
    fn is_topic(&self, pair: &Pair<'_>, when: When, year: u32) -> bool {
        let comparison = self.years.comparison;
        let text = self.text();
        let (before, behind) = self.around(pair);
        let (before, behind) = (before.trim_matches(is_blank), behind.trim_start_matches(is_blank));
        let until = before.ends_with("截至") || before.ends_with("截止");
        let is_end = behind.starts_with(['底', '末']) || when.month == Some(12);
        let has_moved = moved(self.pairs) > 0;
        let is_until = until && (is_end || when.day.is_some() && has_moved);
        let is_held =
            when.day.is_none() && has_moved && (behind.starts_with(DASHES) || self.is_held_month(pair));
        if (when.day.is_some() || when.month.is_some()) && !is_until && !is_held {
            return false;
        }
        let is_bound = self.words(&previous::BOUND).end_of(before).is_some() && !until;
        let is_range = when.month.is_some() && behind.starts_with(DASHES);
        // 2024年以来 ("since 2024") in the report of 2024 means the year itself.
        let is_own_year =
            before.is_empty() && behind.starts_with("以来") && comparison.old.year == Some(year);
        let is_since = self.words(&previous::SINCE).start_of(behind).is_some() && !is_range && !is_own_year;
        // An event between the date and 以来 ("since"): 2024年4月开工以来 ("since work began in April
        // 2024").
        let begins = behind.find("以来").is_some_and(|at| !is_longer(&behind[..at], MAX_BEGUN) && at > 0);
        if is_bound || is_since || begins || is_quoted(text, self.sentence, pair.new.span.start()) {
            return false;
        }
        let is_whole = |word: Option<&str>| word.is_some_and(|word| word.len() == before.len());
        let is_subject = is_whole(self.words(&measure::ALL).end_of(before));
        let is_led_in = is_whole(self.words(&previous::LEAD_IN).end_of(before));
        let is_title = comparison.new.title.is_some_and(|title| title.contains(pair.new.span));
        let is_topic = before.is_empty() || until || is_subject || is_led_in || is_title || is_mark(before);
        let is_line = self.sentence.is_heading && self.sentence.span.len() <= MAX_LINE;
        // 2025年是收官之年 ("2025 is the final year") in the report of 2026: the sentence has no figure
        // that could have changed.
        let has_figures = self.pairs.iter().any(|pair| matches!(pair.new.kind, Kind::Figure(_)));
        let is_being = behind.starts_with('是') && !has_figures && comparison.is_frame_kept(pair.clause);
        let is_plan = self.sentence.part == Part::Outlook && comparison.new.year.is_some();
        let is_next = comparison.new.year.is_none_or(|own| own >= year);
        // 现就2024年工作情况报告如下 ("now reports on the work of 2024") states the year of the report.
        let is_announced = is_led_in && comparison.new.year.is_some_and(|own| own > year);
        let is_all_kept = (is_line || is_title) && self.is_own_line() || is_being || is_announced;
        is_topic && is_next && (has_moved || is_plan || is_all_kept)
    }

    /// True for the month of an event whose figures changed: 2024年5月，举办运动会，参赛620人 ("in May 2024,
    /// held games with 620 participants").
    fn is_held_month(&self, pair: &Pair<'_>) -> bool {
        let comparison = self.years.comparison;
        let (_, behind) = self.around(pair);
        let rest = behind.trim_matches(|c: char| is_blank(c) || matches!(c, '，' | ','));
        let is_bare = rest.is_empty() && pair.clause + 1 < self.sentence.clauses.end;
        let held = if is_bare { pair.clause + 1 } else { pair.clause };
        let event = if is_bare { comparison.new.clauses[held].span.of(self.text()) } else { rest };
        self.words(&previous::HOLD).start_of(event).is_some() && comparison.is_frame_kept(held)
    }

    /// True if the year is the only slot of the sentence and everything else in it is unchanged, as
    /// in a heading.
    fn is_own_line(&self) -> bool {
        let clauses = self.sentence.clauses.clone();
        self.pairs.len() == 1 && clauses.into_iter().all(|clause| self.years.comparison.is_frame_kept(clause))
    }

    /// Returns words that fit one year only, such as 收官之年 ("final year of a plan"), but that both
    /// reports use, each for its own year, with the spans in the new and in the old report.
    pub(super) fn old_turns(&self) -> impl Iterator<Item = (Span, Span)> {
        let comparison = self.years.comparison;
        let (text, old_text) = (self.text(), self.years.previous.document.text());
        let turns = self.words(&previous::TURN);
        self.pairs.iter().filter_map(move |pair| {
            let Kind::When(When { year: Some(_), month: None, .. }) = pair.new.kind else { return None };
            let (new, old) = (&comparison.new.clauses[pair.clause], &comparison.old.clauses[pair.old_clause]);
            let before = words_before(text, new.span.start(), pair.new.span.start());
            let behind = Span::new(pair.new.span.end(), new.span.end()).of(text);
            let is_kept = !pair.is_same() && comparison.is_frame_kept(pair.clause) && new.slots.len() == 1;
            if !is_kept || !before.trim_matches(is_blank).is_empty() || !behind.starts_with('是') {
                return None;
            }
            let word = turns.found_in(behind).into_iter().max_by_key(|word| word.len())?;
            let place = |text: &str, clause: Span| {
                let start = clause.start() + clause.of(text).find(word)?;
                Some(Span::new(start, start + word.len()))
            };
            Some((place(text, new.span)?, place(old_text, old.span)?))
        })
    }
}

/// True if the text ends with the number of a heading or an item: 一、 ("1."), （二） ("(2)"), 一是
/// ("first is").
fn is_mark(before: &str) -> bool {
    before.ends_with(['、', '）', ')', '.', '．', '是']) && before.chars().count() <= 5
}
