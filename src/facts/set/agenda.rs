//! Who does what at a meeting: 副县长贺建明宣读表彰决定, and those who speak one after another: 发言单位依次为东浦区水务局、南渚县水务局.

use crate::facts::Facts;
use crate::facts::set::ahead;
use crate::facts::set::persons::{Person, name_at};
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::set;

/// Characters between the words for speaking and the list of those who speak.
const MAX_LEAD: usize = 60;
/// Longest words between 请 and the verb for speaking, in characters, and shortest.
const INVITED: std::ops::RangeInclusive<usize> = 4..=40;
/// Longest words for what is read out or reported, in characters.
const MAX_OBJECT: usize = 18;
/// Fewest speakers of a list.
const MIN_SPEAKERS: usize = 3;
/// Signs that end a clause.
const ENDS: [char; 9] = ['，', ',', '；', ';', '。', '）', ')', '：', '\n'];

/// What one person of a meeting does alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// 宣读表彰决定.
    Reads,
    /// 主持会议.
    Hosts,
    /// 作工作报告.
    Reports,
}

/// An act of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidAct {
    /// Where the name stands.
    pub span: Span,
    /// The name.
    pub name: Box<str>,
    /// What the person does.
    pub act: Act,
    /// What is read or reported; empty if it is not told.
    pub object: Box<str>,
}

/// The acts and the speakers of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// Acts of persons, in order.
    pub acts: Vec<SaidAct>,
    /// The speakers of a list, in order.
    pub listed: Vec<Span>,
    /// Those who are asked to speak, in order.
    pub invited: Vec<Span>,
}

/// The agenda as a document tells it.
pub(super) fn find(facts: &Facts<'_>, persons: &[Person]) -> Agenda {
    let mut names: Vec<Span> = persons.iter().map(|person| person.name_at).collect();
    names.extend(asked(facts));
    names.sort_unstable();
    names.dedup();
    let acts = names.into_iter().filter_map(|name| act(facts, name)).collect();
    Agenda { acts, listed: listed(facts), invited: invited(facts) }
}

/// Names behind 请 and 由: 请罗维桢同志宣读.
fn asked(facts: &Facts<'_>) -> Vec<Span> {
    let text = facts.doc.text();
    let leads = ["请", "由"].into_iter().flat_map(|lead| text.match_indices(lead));
    let names = leads.filter_map(|(at, lead)| {
        let start = at + lead.len();
        let name = name_at(facts.words(), &text[start..])?;
        Some(Span::new(start, start + name.len()))
    });
    names.collect()
}

/// What is said of a person directly behind the name.
fn act(facts: &Facts<'_>, name: Span) -> Option<SaidAct> {
    let text = facts.doc.text();
    let behind = ahead(text, name.end()).trim_start_matches(is_blank);
    let behind = behind.strip_prefix("同志").unwrap_or(behind);
    let clause = behind.split(ENDS).next().unwrap_or_default();
    let clause = clause.char_indices().nth(MAX_OBJECT).map_or(clause, |(end, _)| &clause[..end]);
    let (act, object) = match () {
        () if clause.starts_with("宣读") => (Act::Reads, &clause["宣读".len()..]),
        () if clause == "主持" || clause == "主持会议" || clause == "主持大会" => (Act::Hosts, ""),
        () => {
            let rest = clause.strip_prefix(['作', '做'])?;
            (Act::Reports, &rest[..rest.find("报告")?])
        }
    };
    // 主持第二次全体会议: another sitting.
    let object: String = object.chars().filter(|c| is_han(*c)).collect();
    Some(SaidAct { span: name, name: name.of(text).into(), act, object: object.into() })
}

/// The names behind 发言单位依次为, up to the end of the clause.
fn listed(facts: &Facts<'_>) -> Vec<Span> {
    let (text, words) = (facts.doc.text(), facts.words());
    let (leads, speaking) = (words.of(&set::IN_ORDER), words.of(&set::SPEAKING));
    let mut lists = leads.iter().flat_map(|lead| text.match_indices(lead)).filter_map(|(at, lead)| {
        let before = &text[facts.sentences().at(at)?.start().min(at)..at];
        let near = before.char_indices().rev().take(MAX_LEAD).last().map_or("", |(from, _)| &before[from..]);
        if !speaking.is_in(near) {
            return None;
        }
        let start = at + lead.len();
        let list = ahead(text, start).split(ENDS).next().unwrap_or_default();
        let mut from = start;
        let items = list.split('、').map(|item| {
            let span = Span::new(from, from + item.len());
            from = span.end() + '、'.len_utf8();
            span
        });
        let items: Vec<Span> = items.filter(|span| span.of(text).contains(is_han)).collect();
        (items.len() >= MIN_SPEAKERS).then_some(items)
    });
    lists.next().unwrap_or_default()
}

/// 请东浦区水务局局长祁向东同志发言: those who are asked to speak.
fn invited(facts: &Facts<'_>) -> Vec<Span> {
    let (text, words) = (facts.doc.text(), facts.words());
    let speaking = words.of(&set::SPEAKING);
    let asked = text.match_indices('请').filter_map(|(at, word)| {
        let start = at + word.len();
        let clause = ahead(text, start).split(ENDS).next().unwrap_or_default();
        let clause = clause.char_indices().nth(*INVITED.end()).map_or(clause, |(end, _)| &clause[..end]);
        let end = speaking.iter().filter_map(|verb| clause.find(verb)).min()?;
        INVITED.contains(&clause[..end].chars().count()).then(|| Span::new(start, start + end))
    });
    asked.collect()
}
