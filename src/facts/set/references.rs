//! Annexes and sheets of other papers that a paper refers to: 会议通知附件4《乘车表》 ("Annex 4 of the notice,
//! Buses"), 项目清单附表3 ("Sheet 3 of the list of projects"), 清单后附《责任表》 ("the list has the Table of
//! Duties attached").

use crate::facts::Facts;
use crate::facts::set::ahead;
use crate::facts::set::annexes::{ANNEX, Annexes, OtherSheet, number, plain};
use crate::facts::set::wording::near;
use crate::text::chars::is_han;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::members::Members;
use crate::words::set;

/// Word for a numbered sheet.
const SHEET: &str = "附表";
/// Short form of the word for a numbered sheet, directly after a title: 《…》表四 ("…, Sheet 4").
const TABLE: &str = "》表";
/// Short form of the word for a numbered sheet, directly after the word for a list: 清单表四 ("list,
/// Sheet 4").
const LISTED: &str = "清单表";
/// Highest number that is read as the number of a sheet. A higher number is something else: 附表2026年
/// ("sheet of the year 2026").
const MAX_SHEET: u32 = 60;
/// Maximum number of bytes of a title in 《》. A longer text is not read as a title.
const MAX_TITLE: usize = 180;
/// Maximum number of characters that are read of the name of a paper without 《》.
const MAX_NAME: usize = 4;
/// Number of characters of an annex's name in a clause: 项目清单 in 项目清单见附件2 ("for the list of projects
/// see Annex 2").
const REFERRED: std::ops::RangeInclusive<usize> = 4..=16;
/// Number of characters before 附有 ("has attached") that are searched for the name of the list.
const MAX_LEAD: usize = 24;
/// Characters before the name of a list: 见清单 ("see the list"), 按照清单 ("according to the list").
static BEFORE_NAME: Signs = Signs::of("见在按照和与");
/// Signs that end a clause.
const ENDS: [char; 9] = ['，', ',', '；', ';', '。', '：', '（', '(', '\n'];

/// Adds references to annexes and sheets of other papers to those of the paper itself.
pub(super) fn complete(facts: &Facts<'_>, own: Annexes) -> Annexes {
    Annexes {
        sheets: sheets(facts),
        other_sheets: other_sheets(facts),
        titled: titled(facts),
        enclosed: enclosed(facts),
        ..own
    }
}

/// Highest number of the sheets that a paper has: 附表三 ("Sheet 3") anywhere, 表3 ("Table 3") at the
/// start of a line.
fn sheets(facts: &Facts<'_>) -> u32 {
    let text = facts.doc.text();
    let named = facts.places_of(SHEET).map(|at| at + SHEET.len());
    let lines = facts.doc.blocks().iter().map(|block| block.span);
    let captions =
        lines.filter(|line| line.of(text).starts_with('表')).map(|line| line.start() + '表'.len_utf8());
    let numbers = named.chain(captions).filter_map(|at| number(&text[at..])).map(|(number, _)| number);
    numbers.filter(|number| *number <= MAX_SHEET).max().unwrap_or(0)
}

/// Finds sheets of other papers: 《2026年重点项目清单》附表四 or 表四 ("List of key projects of 2026, Sheet 4"),
/// 项目清单附表3 ("Sheet 3 of the list of projects").
fn other_sheets(facts: &Facts<'_>) -> Vec<OtherSheet> {
    let text = facts.doc.text();
    let names = facts.words().of(&set::ANNEX_TITLE);
    let sheets = facts.places_of(SHEET).map(|at| (at, at + SHEET.len()));
    let tables = facts.places_of(TABLE).map(|at| (at + '》'.len_utf8(), at + TABLE.len()));
    let listed = facts.places_of(LISTED).map(|at| (at + LISTED.len() - '表'.len_utf8(), at + LISTED.len()));
    let found = sheets.chain(tables).chain(listed).filter_map(|(at, behind)| {
        let (number, length) = number(&text[behind..])?;
        let before = near(text, 0, at).trim_end_matches(['的', '中']);
        let name = match before.strip_suffix('》') {
            Some(title) => title.rsplit('《').next().filter(|title| title.len() <= MAX_TITLE)?,
            None => {
                names.end_of(before)?;
                let start =
                    before.char_indices().rev().take(MAX_NAME).take_while(|(_, c)| is_han(*c)).last()?.0;
                before[start..].rsplit(|c| BEFORE_NAME.contains(c)).next()?
            }
        };
        Some(OtherSheet { span: Span::new(at, behind + length), number, of: plain(name) })
    });
    found.collect()
}

/// Finds annexes with a number and a title: 附件4《现场观摩分组乘车表》 or 附件4“现场观摩分组乘车表” ("Annex 4, Buses for
/// the visits"), 项目清单见该方案附件2 ("for the list of projects see Annex 2 of that plan").
fn titled(facts: &Facts<'_>) -> Vec<(u32, Span, String)> {
    let text = facts.doc.text();
    let names = facts.words().of(&set::ANNEX_TITLE);
    // In a paper with annexes of its own, 附件2 ("Annex 2") is one of those.
    let has_own = !facts.attachments().listed.is_empty();
    let named = facts.places_of(ANNEX).filter_map(|at| {
        let (number, length) = number(&text[at + ANNEX.len()..])?;
        let end = at + ANNEX.len() + length;
        let title = match ahead(text, end).strip_prefix(['《', '“']) {
            Some(rest) => &rest[..rest.find(['》', '”', '\n']).filter(|length| *length <= MAX_TITLE)?],
            None => referred(near(text, 0, at), names, has_own)?,
        };
        Some((number, Span::new(at, end), plain(title)))
    });
    named.collect()
}

/// Name of the annex in the words before its number: 项目清单 ("list of projects") in 项目清单见该方案|附件2
/// ("for the list of projects see Annex 2 of that plan").
fn referred<'t>(before: &'t str, names: Members<'_>, has_own: bool) -> Option<&'t str> {
    let clause = before.rsplit(ENDS).next().unwrap_or_default();
    // 项目清单见方案附件2, 项目清单作为方案的附件2
    let (name, owner) = clause.rsplit_once('见').or_else(|| clause.rsplit_once("作为"))?;
    let name = name.trim_end_matches(['详', '可', '请', '参']);
    let name = name.rsplit('、').next().unwrap_or_default();
    let is_named = names.end_of(name).is_some() && REFERRED.contains(&name.chars().count());
    (is_named && (!has_own || !owner.is_empty())).then_some(name)
}

/// Spans of the titles of enclosures, of this or of another paper: 清单后附《责任表》 ("the list has the
/// Table of Duties attached"), 《决定》后附先进集体名单、资金分配表 ("the Decision has the list of honours and the
/// table of funds attached").
fn enclosed(facts: &Facts<'_>) -> Vec<Span> {
    let text = facts.doc.text();
    let [names, leads, tables] =
        [&set::ANNEX_TITLE, &set::ENCLOSING, &set::ENCLOSED].map(|class| facts.words().of(class));
    let mut found = Vec::new();
    for (at, lead) in facts.words_in(leads) {
        let start = at + lead.len();
        let before =
            text[..at].char_indices().rev().take(MAX_LEAD).last().map_or("", |(from, _)| &text[from..at]);
        let before = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
        let rest = ahead(text, start);
        if let Some(title) = rest.strip_prefix('《') {
            let length = title.find(['》', '\n']).filter(|length| *length <= MAX_TITLE);
            let open = start + '《'.len_utf8();
            found.extend(length.filter(|_| names.is_in(before)).map(|length| Span::new(open, open + length)));
        } else if before.ends_with('》') || names.end_of(before).is_some() {
            let clause = rest.split(ENDS).next().unwrap_or_default();
            found.extend(items(clause, start, tables));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Spans of the names in a list of several tables: 先进集体名单、先进个人名单、资金分配表三个附件 ("three annexes: the
/// lists of honoured groups and persons, and the table of funds").
fn items(clause: &str, start: usize, tables: Members<'_>) -> Vec<Span> {
    let mut from = start;
    let items = clause.split(['、', '和', '及']).map_while(|item| {
        let end = tables
            .places_in(item)
            .into_iter()
            .filter_map(|at| Some(at + tables.start_of(&item[at..])?.len()));
        let span = Span::new(from, from + end.max()?);
        let joint = clause[from + item.len() - start..].chars().next();
        from += item.len() + joint.map_or(0, char::len_utf8);
        Some(span)
    });
    let items: Vec<Span> = items.collect();
    if items.len() > 1 { items } else { Vec::new() }
}
