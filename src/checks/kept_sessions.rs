//! Finds numbers of sessions that must increase each year, but are those of last year's report:
//! 五届人大三次会议 ("third session of the fifth congress") if the new report elsewhere mentions the
//! fourth, 第40个教师节 ("40th Teachers' Day") in both reports, 成功举办第六届技能大赛 ("held the sixth skills
//! contest") in both.

use rustc_hash::FxHashMap;

use crate::checks::carried::Carried;
use crate::checks::years::{is_quoted, words_before};
use crate::facts::previous::comparison::Pair;
use crate::facts::previous::slots::{Kind, Slot, is_annual_day};
use crate::facts::previous::{Clause, Part, Record};
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::Words;
use crate::words::previous;

/// Maximum length of the text between the numbers of the term and of the session, in bytes. It may
/// name the body that meets, such as a congress.
const MAX_BODY: usize = 60;
/// Minimum number of characters of an event's name that is searched in last year's report.
const MIN_NAME: usize = 6;
/// Maximum number of characters of an event's name that are compared.
const MAX_NAME: usize = 20;
/// Maximum number of events of last year's report with the same number that are searched for a
/// name.
const MAX_EVENTS: usize = 16;

/// Sessions mentioned in the old and the new report, by the body that meets.
pub(super) struct Sessions<'c> {
    /// For a body (人大, "people's congress") and the number of its term: the highest session number
    /// in the old and in the new report.
    last: FxHashMap<(&'static str, u32), [u32; 2]>,
    /// For a party committee (县委, "county committee") and the number of its term: the highest
    /// number of a plenary session in the old and in the new report.
    plenary: FxHashMap<(String, u32), [u32; 2]>,
    /// Clauses of last year's report that mention a numbered event, by number and unit.
    events: FxHashMap<(u32, char), Vec<(&'c Clause, &'c Slot)>>,
}

impl<'c> Sessions<'c> {
    pub(super) fn new(words: &Words, old: (&'c Record, &str), new: (&Record, &str)) -> Self {
        let mut last: FxHashMap<(&'static str, u32), [u32; 2]> = FxHashMap::default();
        let mut plenary: FxHashMap<(String, u32), [u32; 2]> = FxHashMap::default();
        for (side, (record, text)) in [old, new].into_iter().enumerate() {
            for clause in &record.clauses {
                for at in 0..clause.slots.len() {
                    if let Some((key, number)) = body(words, text, clause, at) {
                        let known = &mut last.entry(key).or_default()[side];
                        *known = number.max(*known);
                    } else if let Some(((who, term), number)) = committee(words, text, clause, at) {
                        let known = &mut plenary.entry((who.to_owned(), term)).or_default()[side];
                        *known = number.max(*known);
                    }
                }
            }
        }
        let mut events: FxHashMap<(u32, char), Vec<(&'c Clause, &'c Slot)>> = FxHashMap::default();
        let of_year = |clause: &&Clause| old.0.sentences[clause.sentence].part == Part::Year;
        for clause in old.0.clauses.iter().filter(of_year) {
            for slot in &clause.slots {
                if let Kind::Session(number, unit) = slot.kind {
                    events.entry((number, unit)).or_default().push((clause, slot));
                }
            }
        }
        Self { last, plenary, events }
    }
}

/// Returns the body that holds the session at slot `at`, the number of its term, and the number of
/// the session. The body is empty if the text does not name it. `None` if the slot is not the
/// number of a session within a term.
fn body(words: &Words, text: &str, clause: &Clause, at: usize) -> Option<((&'static str, u32), u32)> {
    let slot = &clause.slots[at];
    let term = clause.slots.get(at.checked_sub(1)?)?;
    let (Kind::Session(number, '次'), Kind::Session(term_number, '届')) = (&slot.kind, &term.kind) else {
        return None;
    };
    let between = Span::new(term.span.end(), slot.span.start()).of(text);
    let before = words_before(text, clause.span.start(), term.span.start());
    let before = &before[before.floor_char_boundary(before.len().saturating_sub("政协第".len()))..];
    let behind = Span::new(slot.span.end(), clause.span.end()).of(text);
    let behind = behind.strip_prefix('次').unwrap_or(behind);
    let standing = words.of(&previous::STANDING_BODY);
    if between.len() > MAX_BODY || standing.is_in(between) || standing.start_of(behind).is_some() {
        return None;
    }
    let own = words.of(&previous::ANNUAL_BODY);
    let name = own.start_of(behind).or_else(|| own.found_in(between).into_iter().max_by_key(|it| it.len()));
    let name = name.or_else(|| own.end_of(before.trim_end_matches('第')));
    let body = match name? {
        "人民代表大会" | "人大" => "人大",
        "政协" => "政协",
        "职工代表大会" | "职代会" => "职代会",
        "教职工代表大会" | "教代会" => "教代会",
        "社员代表大会" | "社员大会" | "成员大会" => "社员大会",
        "会员代表大会" | "会员大会" => "会员大会",
        _ => "",
    };
    Some(((body, *term_number), *number))
}

/// Returns the party committee that holds the plenary session at slot `at`, the number of its term,
/// and the number of the session: 县委, 14 and 5 for 县委十四届五次全会 ("fifth plenary session of the 14th
/// county committee").
fn committee<'t>(words: &Words, text: &'t str, clause: &Clause, at: usize) -> Option<((&'t str, u32), u32)> {
    let slot = &clause.slots[at];
    let term = clause.slots.get(at.checked_sub(1)?)?;
    let (Kind::Session(number, '次'), Kind::Session(term_number, '届')) = (&slot.kind, &term.kind) else {
        return None;
    };
    let between = Span::new(term.span.end(), slot.span.start()).of(text);
    let behind = Span::new(slot.span.end(), clause.span.end()).of(text).strip_prefix('次')?;
    let before = words_before(text, clause.span.start(), term.span.start()).trim_end_matches('第');
    let who = words.of(&previous::LOCAL_PARTY).end_of(before)?.len();
    let is_plenary = behind.starts_with("全会") || behind.starts_with("全体会议");
    let is_bare = between.trim_end_matches('第') == "届";
    (is_plenary && is_bare).then_some(((&before[before.len() - who..], *term_number), *number))
}

impl Carried<'_, '_, '_> {
    /// True if the number of a session or event, which is the same in both reports, should have
    /// increased.
    pub(super) fn is_old_session(&self, pair: &Pair<'_>, unit: char, sessions: &Sessions<'_>) -> bool {
        self.is_past_session(pair, sessions)
            || self.is_past_plenary(pair, sessions)
            || self.is_same_day(pair, unit)
            || self.is_held(pair, unit)
    }

    /// True if the new report also mentions a later session of the same body: 三次会议 ("third
    /// session") beside the fourth.
    fn is_past_session(&self, pair: &Pair<'_>, sessions: &Sessions<'_>) -> bool {
        let clause = &self.years.comparison.new.clauses[pair.clause];
        let at = clause.slots.binary_search_by_key(&pair.new.span.start(), |slot| slot.span.start());
        let found = at.ok().and_then(|at| body(self.cx.facts.words(), self.text(), clause, at));
        let Some((key, number)) = found else { return false };
        let is_past = sessions.last.get(&key).is_some_and(|[old, new]| number <= *old && old < new);
        is_past && self.is_same_part(pair) && !self.has_year_before(pair)
    }

    /// True for the plenary session that set last year's work, if the plans of both reports refer
    /// to it and the new report mentions a later one, or says that it set this year's work.
    fn is_past_plenary(&self, pair: &Pair<'_>, sessions: &Sessions<'_>) -> bool {
        let comparison = self.years.comparison;
        let clause = &comparison.new.clauses[pair.clause];
        let words = self.cx.facts.words();
        let at = clause.slots.binary_search_by_key(&pair.new.span.start(), |slot| slot.span.start());
        let found = at.ok().and_then(|at| committee(words, self.text(), clause, at));
        let Some(((who, term), number)) = found else { return false };
        let is_plan = self.sentence.part == Part::Outlook && self.is_same_part(pair);
        let (_, behind) = self.around(pair);
        if !is_plan || self.has_year_before(pair) || !self.words(&previous::COMMISSION).is_in(behind) {
            return false;
        }
        let last = sessions.plenary.get(&(who.to_owned(), term));
        let is_past = last.is_some_and(|[old, new]| number <= *old && old < new);
        // 七次、九次全会精神 ("the spirit of the seventh and ninth plenum") lists both sessions.
        let is_listed = behind.starts_with("次、");
        let is_advanced = comparison
            .pairs_in(pair.clause)
            .any(|other| matches!(other.new.kind, Kind::When(_)) && !other.is_same());
        let is_of_this_year =
            is_advanced || ["今年工作", "今年的工作", "新一年"].iter().any(|year| behind.contains(year));
        (is_past || is_of_this_year) && !is_listed
    }

    /// True for an annual day whose number should have increased since last year's report: 第40个教师节
    /// ("40th Teachers' Day").
    fn is_same_day(&self, pair: &Pair<'_>, unit: char) -> bool {
        let (_, behind) = self.around(pair);
        is_annual_day(unit, &behind[unit.len_utf8().min(behind.len())..])
            && self.is_same_part(pair)
            && !self.has_year_before(pair)
    }

    /// True for an event with a number that was held within the year: 成功举办第七届文化节 ("held the seventh
    /// culture festival").
    fn is_held(&self, pair: &Pair<'_>, unit: char) -> bool {
        let (before, behind) = self.around(pair);
        if self.is_outlook(pair) || is_quoted(self.text(), self.sentence, pair.new.span.start()) {
            return false;
        }
        let clause = &self.years.comparison.new.clauses[pair.clause];
        let is_followed = clause
            .slots
            .iter()
            .any(|slot| matches!(slot.kind, Kind::Session(..)) && slot.span.start() > pair.new.span.start());
        if unit == '届' && (is_followed || self.words(&previous::LASTING).is_in(behind)) {
            return false;
        }
        let verbs = self.words(&previous::HOLD).iter();
        let Some(verb) = verbs.filter_map(|verb| Some((before.rfind(verb)?, verb))).max() else {
            return false;
        };
        let attribute = before[verb.0 + verb.1.len()..].starts_with('的');
        let is_soon = self.words(&previous::SOON).is_in(&before[..verb.0]);
        self.years.comparison.is_frame_kept(pair.clause) && (is_soon || !attribute)
    }

    /// Returns events of this year with the same number as in last year's report, but in other
    /// words, with the spans in the new and in the old report: 第六届技能大赛 ("the sixth skills contest")
    /// and 技能大赛……这是第六届 ("the skills contest … was the sixth").
    pub(super) fn old_events<'s>(
        &'s self,
        sessions: &'s Sessions<'_>,
    ) -> impl Iterator<Item = (Span, Span)> + 's {
        let comparison = self.years.comparison;
        let clauses = self.sentence.clauses.clone().filter(|_| self.sentence.part == Part::Year);
        let slots =
            clauses.flat_map(|at| comparison.new.clauses[at].slots.iter().map(move |slot| (at, slot)));
        slots.filter_map(move |(at, slot)| {
            let Kind::Session(number, unit @ ('届' | '次')) = slot.kind else { return None };
            if comparison.pair_of(at, slot).is_some() {
                return None;
            }
            let clause = comparison.new.clauses[at].span;
            let before = words_before(self.text(), clause.start(), slot.span.start());
            let behind = Span::new(slot.span.end(), clause.end()).of(self.text()).strip_prefix(unit)?;
            let name = name(behind)?;
            let is_lasting = self.words(&previous::LASTING).is_in(name);
            if is_lasting || !self.words(&previous::HOLD).is_in(before) {
                return None;
            }
            let old_text = self.years.previous.document.text();
            let events = sessions.events.get(&(number, unit))?.iter().take(MAX_EVENTS);
            let sentence = |clause: &Clause| comparison.old.sentences[clause.sentence].span.of(old_text);
            let (_, old) = events.into_iter().find(|(clause, _)| sentence(clause).contains(name))?;
            Some((Span::new(slot.span.start(), slot.span.end() + unit.len_utf8()), old.span))
        })
    }
}

/// Returns the name of an event at the start of the text: its leading Chinese characters. `None` if
/// there are fewer than [`MIN_NAME`].
fn name(words: &str) -> Option<&str> {
    let ends = words.char_indices().map(|(at, c)| (at, is_han(c)));
    let end = ends.take(MAX_NAME).take_while(|(_, is_han)| *is_han).last()?.0;
    let end = words.ceil_char_boundary(end + 1);
    let name = &words[..end];
    (name.chars().count() >= MIN_NAME).then_some(name)
}
