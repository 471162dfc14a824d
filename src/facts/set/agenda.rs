//! Acts and speakers of a meeting: 副县长贺建明宣读表彰决定 ("Deputy County Head He Jianming reads out the
//! decision on honours"), and lists of speakers: 发言单位依次为东浦区水务局、南渚县水务局 ("the speakers are, in this
//! order, the water bureaus of Dongpu District and Nanzhu County").

use crate::facts::Facts;
use crate::facts::set::persons::{Person, name_at, post_at_start, without_mark};
use crate::facts::set::wording::near;
use crate::facts::set::{ahead, head};
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::set;

/// Number of characters before 依次为 ("are, in this order") that are searched for a word for
/// speaking, such as 发言 ("speak").
const MAX_LEAD: usize = 60;
/// Number of characters between 请 ("please") and the verb for speaking. They name the person or
/// office that is invited.
const INVITED: std::ops::RangeInclusive<usize> = 4..=40;
/// Number of characters that are searched for the name of a thing that is read out or reported.
const MAX_OBJECT: usize = 18;
/// Maximum number of characters that are read of the title of a text that is read out.
const MAX_TITLE: usize = 60;
/// Last word of the title of a host's script: 主持词 ("words of the host").
const SCRIPT: &str = "主持词";
/// Number of blocks at the beginning of a script in which the host is named.
const HEAD_BLOCKS: usize = 5;
/// Minimum number of speakers in a list.
const MIN_SPEAKERS: usize = 3;
/// Characters of words between a list of speakers and the verb: 分别 ("each"), 先后 ("one after the
/// other").
static ONE_BY_ONE: Signs = Signs::of("分别先后等将");
/// Maximum number of Han characters before the clause with the host that say nothing about an
/// activity. If there are more, and none of them is 会 ("meeting"), the person hosts another
/// activity.
const MIN_ACTIVITY: usize = 4;
/// Signs that end a clause.
const ENDS: [char; 9] = ['，', ',', '；', ';', '。', '）', ')', '：', '\n'];

/// Act that one person performs alone at a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads a text aloud: 宣读表彰决定 ("read out the decision on honours").
    Reads,
    /// Hosts the meeting: 主持会议 ("host").
    Hosts,
    /// Gives a report: 作工作报告 ("give the work report").
    Reports,
    /// Informs about something: 通报情况 ("inform about the situation").
    Informs,
    /// Passes on the results of another meeting: 传达会议精神 ("convey the spirit of the meeting").
    Conveys,
    /// Announces something: 发布重点项目 ("announce key projects").
    Publishes,
    /// Explains a document: 就方案作说明 ("explain the plan").
    Explains,
}

impl Act {
    /// All acts.
    pub const ALL: [Self; 7] = [
        Self::Reads,
        Self::Hosts,
        Self::Reports,
        Self::Informs,
        Self::Conveys,
        Self::Publishes,
        Self::Explains,
    ];

    /// Verbs at the beginning of a clause, each with the act that it names. The object follows.
    const VERBS: [(&'static str, Self); 5] = [
        ("宣读", Self::Reads),
        ("通报", Self::Informs),
        ("传达", Self::Conveys),
        ("发布", Self::Publishes),
        ("解读", Self::Explains),
    ];
}

/// An act that a person performs at a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaAct {
    /// Span of the name.
    pub span: Span,
    /// Name of the person.
    pub name: Box<str>,
    /// Kind of the act.
    pub act: Act,
    /// Text or matter that is read or reported; empty if none is named.
    pub object: Box<str>,
}

/// Acts and speakers of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// Acts of persons, in order.
    pub acts: Vec<AgendaAct>,
    /// Names in a list of speakers, in order.
    pub listed: Vec<Span>,
    /// Persons and offices that are invited to speak, in order.
    pub invited: Vec<Span>,
}

/// Finds the acts and the speakers in a document.
pub(super) fn find(facts: &Facts<'_>, persons: &[Person]) -> Agenda {
    let mut names: Vec<Span> = persons.iter().map(|person| person.name_at).collect();
    names.extend(asked(facts));
    names.sort_unstable();
    names.dedup();
    let mut acts: Vec<AgendaAct> = names.into_iter().filter_map(|name| act(facts, name)).collect();
    acts.extend(byline(facts, persons));
    Agenda { acts, listed: listed(facts), invited: invited(facts) }
}

/// The person under the title of a script: the host of the meeting.
fn byline(facts: &Facts<'_>, persons: &[Person]) -> Option<AgendaAct> {
    let (text, doc) = (facts.doc.text(), facts.doc);
    if !head(facts).any(|line| line.of(text).ends_with(SCRIPT)) {
        return None;
    }
    let lines = doc.blocks().iter().take(HEAD_BLOCKS).map(|block| block.span);
    let named = lines.filter_map(|line| {
        let is_in = |span: Span| line.start() <= span.start() && span.end() <= line.end();
        let person = persons.iter().find(|person| is_in(person.name_at));
        // Finds the person named under the title of a host's script: the host of the meeting.
        let alone = line.of(text).trim();
        let is_name = alone.chars().count() > 1 && name_at(facts.words(), alone) == Some(alone);
        let name = person.map(|person| person.name_at).or(is_name.then_some(line))?;
        let rest =
            text[name.end()..line.end()].trim_matches(|c: char| is_blank(c) || matches!(c, '同' | '志'));
        rest.is_empty().then_some(name)
    });
    let mut named = named;
    let name = named.next()?;
    Some(AgendaAct { span: name, name: name.of(text).trim().into(), act: Act::Hosts, object: Box::default() })
}

/// Spans of names after 请 ("please") and 由 ("by"): 请罗维桢同志宣读 ("Comrade Luo Weizhen, please read").
fn asked(facts: &Facts<'_>) -> Vec<Span> {
    let text = facts.doc.text();
    let starts = ["请", "由"].into_iter().flat_map(|lead| facts.places_of(lead).map(|at| at + lead.len()));
    let names = starts.filter_map(|start| {
        let name = name_at(facts.words(), &text[start..])?;
        Some(Span::new(start, start + name.len()))
    });
    names.collect()
}

/// Reads the act directly after the name at `name`, or after the post that follows the name:
/// 秦雪|副市长宣读… ("Qin Xue, deputy mayor, reads out …").
fn act(facts: &Facts<'_>, name: Span) -> Option<AgendaAct> {
    let (text, words) = (facts.doc.text(), facts.words());
    let behind = ahead(text, name.end()).trim_start_matches(is_blank);
    let post = post_at_start(words, behind).map_or(0, str::len);
    let behind = behind[post..].strip_prefix("同志").unwrap_or(&behind[post..]);
    let lead = words.of(&set::BEFORE_ACT).start_of(behind).map_or(0, str::len);
    let clause = behind[lead..].split(ENDS).next().unwrap_or_default();
    let verb = Act::VERBS.iter().find_map(|(verb, act)| Some((*act, clause.strip_prefix(verb)?)));
    let (act, object) = match verb {
        Some((act, object)) => (act, object.trim_start_matches('了')),
        None if words.of(&set::HOSTING).contains(clause)
            && (clause.contains('会') || !is_of_activity(facts, name)) =>
        {
            (Act::Hosts, "")
        }
        None => {
            let near = clause.char_indices().nth(MAX_OBJECT).map_or(clause, |(end, _)| &clause[..end]);
            let rest = near.strip_prefix(['作', '做']).map(|rest| rest.trim_start_matches('了'));
            match (rest, clause.strip_prefix('就')) {
                (Some(rest), _) => (Act::Reports, &rest[..rest.find("报告")?]),
                // 就三年行动方案作说明 ("explain the three-year plan")
                (None, Some(rest)) => {
                    let ends = words.of(&set::EXPLAINING).places_in(rest);
                    (Act::Explains, &rest[..ends.into_iter().min()?])
                }
                (None, None) => return None,
            }
        }
    };
    // 主持第二次全体会议 ("host the second plenary meeting") is about another sitting. 宣读完毕 ("the reading is
    // finished") is a note.
    let object: String = object.chars().filter(|c| is_han(*c) && *c != '的').take(MAX_TITLE).collect();
    let is_note = object.starts_with(['完', '毕']);
    let name = (name, Box::from(name.of(text)));
    (!is_note).then(|| AgendaAct { span: name.0, name: name.1, act, object: object.into() })
}

/// True if the clauses before the name are about an activity other than a meeting: 办好教学沙龙，由沈伯钧主持
/// ("hold the teachers' salon, hosted by Shen Bojun").
fn is_of_activity(facts: &Facts<'_>, name: Span) -> bool {
    let Some(sentence) = facts.sentences().at(name.start()) else { return false };
    let before = near(facts.doc.text(), sentence.start(), name.start());
    let earlier = before.rfind(ENDS).map_or("", |end| &before[..end]);
    earlier.chars().filter(|c| is_han(*c)).nth(MIN_ACTIVITY).is_some() && !earlier.contains('会')
}

/// Spans of the names after 发言单位依次为 ("the speakers are, in this order"), up to the end of the
/// clause, or of those before 作交流发言 ("speak about their experience").
fn listed(facts: &Facts<'_>) -> Vec<Span> {
    let (text, words) = (facts.doc.text(), facts.words());
    let (leads, speaking) = (words.of(&set::IN_ORDER), words.of(&set::SPEAKING));
    let mut lists = facts.words_in(leads).filter_map(|(at, lead)| {
        let before = &text[facts.sentences().at(at)?.start().min(at)..at];
        let near = before.char_indices().rev().take(MAX_LEAD).last().map_or("", |(from, _)| &before[from..]);
        if !speaking.is_in(near) && !speaking.is_in(lead) {
            return None;
        }
        let start = at + lead.len();
        let list = ahead(text, start).split(ENDS).next().unwrap_or_default();
        items(text, Span::new(start, start + list.len()))
    });
    if let Some(list) = lists.next() {
        return list;
    }
    // 柏溪县人民政府、市公路局、市交投公司作交流发言 ("the government of Baixi County, the city's road bureau and
    // transport company speak about their experience")
    let before = facts.words_in(speaking).filter_map(|(at, _)| {
        let sentence = facts.sentences().at(at)?;
        let clause = &text[sentence.start().min(at)..at];
        let list = clause.rsplit(ENDS).next().unwrap_or_default();
        let list = list.trim_end_matches(|c| ONE_BY_ONE.contains(c));
        let end = at - (clause.len() - clause.rfind(list)? - list.len());
        let items = items(text, Span::new(end - list.len(), end))?;
        // 先进个人代表方简 ("Fang Jian for the honoured persons") is a person, not an organisation.
        let is_person = |item: &Span| ["代表", "同志"].iter().any(|word| item.of(text).contains(word));
        (!items.iter().any(is_person)).then_some(items)
    });
    let mut before: Vec<Vec<Span>> = before.collect();
    before.sort();
    before.into_iter().next().unwrap_or_default()
}

/// Spans of the items between 、 in a list. `None` if there are too few for a list of speakers.
fn items(text: &str, list: Span) -> Option<Vec<Span>> {
    let mut from = list.start();
    let items = list.of(text).split('、').map(|item| {
        let start = from + item.len() - without_mark(item).len();
        let span = Span::new(start, start + speaker(without_mark(item)).len());
        from += item.len() + '、'.len_utf8();
        span
    });
    let items: Vec<Span> = items.filter(|span| span.of(text).contains(is_han)).collect();
    (items.len() >= MIN_SPEAKERS).then_some(items)
}

/// The speaker in the last item of a list, without the words behind: 信访局 in 信访局四家单位作了 ("the office
/// for petitions, four offices, made"), 局长苗春华 in 局长苗春华分别作了 ("head Miao Chunhua, each made").
fn speaker(item: &str) -> &str {
    let number = item.char_indices().filter(|(_, c)| is_numeral(*c)).map(|(at, c)| (at, at + c.len_utf8()));
    let counted =
        number.filter(|(_, end)| item[*end..].starts_with(['家', '个', '位', '名'])).map(|(at, _)| at);
    let adverb = ["分别", "依次", "作了"].iter().filter_map(|word| item.find(word));
    let end = counted.chain(adverb).filter(|at| *at > 0).min();
    &item[..end.unwrap_or(item.len())]
}

/// Spans of persons and offices that are invited to speak: 请东浦区水务局局长祁向东同志发言 ("Comrade Qi Xiangdong,
/// head of Dongpu's water bureau, please speak").
fn invited(facts: &Facts<'_>) -> Vec<Span> {
    let (text, words) = (facts.doc.text(), facts.words());
    let speaking = words.of(&set::SPEAKING);
    let asked = facts.places_of("请").filter_map(|at| {
        let start = at + '请'.len_utf8();
        let clause = ahead(text, start).split(ENDS).next().unwrap_or_default();
        let clause = clause.char_indices().nth(*INVITED.end()).map_or(clause, |(end, _)| &clause[..end]);
        let end = speaking.iter().filter_map(|verb| clause.find(verb)).min()?;
        INVITED.contains(&clause[..end].chars().count()).then(|| Span::new(start, start + end))
    });
    let mut found: Vec<Span> = Vec::new();
    for span in asked {
        // Not counted twice: 请农投公司董事长何敬棠同志做准备 ("He Jingtang …, please get ready") comes before
        // 请何敬棠同志发言 ("He Jingtang, please speak").
        let name = span.of(text).trim_end_matches("同志");
        if !found.iter().rev().take(MIN_SPEAKERS).any(|last| last.of(text).contains(name)) {
            found.push(span);
        }
    }
    found
}
