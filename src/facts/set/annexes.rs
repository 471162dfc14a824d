//! Annexes (附件) that a paper lists, contains or refers to, and the number of a paper that is an
//! annex itself.

use crate::document::block::Block;
use crate::facts::Facts;
use crate::facts::set::MAX_TITLE;
use crate::facts::set::wording::near;
use crate::text::chars::{is_han, is_longer};
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::members::Members;
use crate::words::set;

/// Number of blocks at the beginning in which a paper says which annex it is.
const HEAD_BLOCKS: usize = 3;
/// Number of blocks at the beginning that may contain the title, below the name of the office and
/// the number of the paper.
const TITLE_BLOCKS: usize = 5;
/// The word for an annex.
pub const ANNEX: &str = "附件";
/// The word for a notice.
const NOTICE: &str = "通知";
/// Number of characters at the end of a paper's name by which an annex identifies the paper: 报告
/// ("report") in 工作报告附件1 ("Annex 1 of the work report").
const OWNER: usize = 2;
/// Maximum number of characters of the name of the paper to which an annex belongs. A longer text
/// is not read as a name.
const MAX_OWNER: usize = 50;

/// Signs that end a clause. The words for what an annex is about begin after the last of them.
static ENDS: Signs = Signs::of("，,。；：\n（(");
/// Characters of words before 见 or 看 ("see") that do not belong to the words for what an annex is
/// about: 请 ("please") in 请看 ("please see").
static BEFORE_SEE: Signs = Signs::of("请详可参另查");

/// An annex that a paper lists below its text or on a line of its own: 附件1：任务分解表 ("Annex 1:
/// Division of tasks").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedAnnex {
    /// Span of its title.
    pub span: Span,
    /// Its number.
    pub number: u32,
    /// Its title, without blanks and signs.
    pub title: String,
    /// False for an attached sheet without a number: 附表：… ("Sheet: …").
    pub is_numbered: bool,
    /// True if the note says that the annex is handed out separately: 另册印发 ("printed separately"),
    /// 会上印发 ("handed out at the meeting").
    pub is_given_elsewhere: bool,
}

/// A reference to an annex by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Span of 附件 ("annex") and the number.
    pub span: Span,
    /// The number.
    pub number: u32,
    /// The noun for the paper to which the annex belongs: 通知 ("notice") in 会议通知附件3. Empty if none
    /// is given.
    pub owner: Box<str>,
    /// Words before 见 ("see") that say what the annex is about: 分组名单 ("list of the groups") in
    /// 分组名单请看会议通知附件3 ("for the list of the groups see Annex 3 of the notice"). Empty if there are
    /// none.
    pub about: Box<str>,
}

/// The annexes of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annexes {
    /// Annexes in the list below the text of the paper or on lines of their own.
    pub listed: Vec<ListedAnnex>,
    /// Numbers of the annexes that the file of the paper contains. For a paper that is an annex
    /// itself and contains no other, its own number.
    pub attached: Vec<u32>,
    /// True if the paper is an annex itself.
    pub is_annex: bool,
    /// First lines of the paper, without blanks and signs. Other papers may refer to it by one of
    /// them.
    pub titles: Vec<String>,
    /// References in the text to annexes by their number.
    pub referred: Vec<Reference>,
    /// The line at the beginning of a paper that says which annex of another paper it is: 工作报告附件1
    /// ("Annex 1 of the work report").
    pub mark: Option<OwnMark>,
    /// Highest number of the sheets (numbered tables) of the paper: 3 for 附表三 ("Sheet 3"). 0 if it
    /// has none.
    pub sheets: u32,
    /// Sheets of other papers that the paper refers to: 项目清单附表4 ("Sheet 4 of the list of
    /// projects").
    pub other_sheets: Vec<OtherSheet>,
    /// Annexes that the paper refers to by number and title: 会议通知附件4《现场观摩分组乘车表》 ("Annex 4 of the
    /// notice, Buses for the visits").
    pub titled: Vec<(u32, Span, String)>,
    /// Spans of titles that a list is said to enclose: 清单后附《责任表》 ("the list has the Table of Duties
    /// attached").
    pub enclosed: Vec<Span>,
}

/// Line with which a paper says that it is an annex of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnMark {
    /// Span of 附件 ("Annex") and the number.
    pub span: Span,
    /// The number.
    pub number: u32,
    /// Last characters of the name of the paper that it belongs to: 报告 ("report"). Empty if none is
    /// named.
    pub owner: String,
}

/// A numbered sheet of another paper that a paper refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherSheet {
    /// Span of 附表 ("Sheet") and the number.
    pub span: Span,
    /// The number.
    pub number: u32,
    /// Title or name of the paper that has the sheet, without blanks and signs.
    pub of: String,
}

/// Finds the annexes of a document.
pub(super) fn find(facts: &Facts<'_>) -> Annexes {
    let doc = facts.doc;
    let text = doc.text();
    let known = facts.attachments();
    let elsewhere = facts.words().of(&set::GIVEN_ELSEWHERE);
    let noted = known.listed.iter().map(|listed| ListedAnnex {
        span: listed.place(),
        number: listed.number.unwrap_or(1),
        title: plain(listed.title.of(text)),
        is_numbered: true,
        is_given_elsewhere: elsewhere.is_in(listed.title.of(text)),
    });
    let noted = noted.chain(in_lines(text, doc.blocks()));
    let listed = noted.chain(doc.blocks().iter().filter_map(|block| sheet(text, block.span, elsewhere)));
    let head: Vec<Span> = doc.blocks().iter().take(HEAD_BLOCKS).map(|block| block.span).collect();
    let is_annex =
        head.first().is_some_and(|span| span.of(text).starts_with(ANNEX) && known.listed.is_empty());
    let mut attached: Vec<u32> = known.attached.iter().map(|attached| attached.number.unwrap_or(1)).collect();
    if is_annex && attached.is_empty() {
        attached.extend(
            head.first().and_then(|span| number(&span.of(text)[ANNEX.len()..])).map(|(number, _)| number),
        );
    }
    let first = doc.blocks().iter().take(TITLE_BLOCKS).filter(|block| block.span.len() <= MAX_TITLE);
    let titles = first.map(|block| plain(block.span.of(text))).collect();
    let refers = facts.words().of(&set::BEFORE_ANNEX);
    let referred = facts.places_of(ANNEX).filter_map(|at| {
        let (number, length) = number(&text[at + ANNEX.len()..])?;
        let before = near(text, 0, at);
        let is_reference = refers.end_of(before).is_some();
        let nouns = facts.words().of(&set::REPORT);
        let noun = nouns.end_of(before).or(before.ends_with(NOTICE).then_some(NOTICE));
        // 《实施方案》附件3 ("Annex 3 of the Plan")
        let title =
            before.strip_suffix('》').and_then(|before| before.rsplit_once('《')).map(|(_, title)| title);
        let owner = title.filter(|title| !is_longer(title, MAX_OWNER)).map(plain);
        is_reference.then(|| Reference {
            span: Span::new(at, at + ANNEX.len() + length),
            number,
            owner: owner.unwrap_or_else(|| noun.unwrap_or_default().to_owned()).into(),
            about: about(before).into(),
        })
    });
    Annexes {
        listed: listed.collect(),
        attached,
        is_annex,
        titles,
        referred: referred.collect(),
        mark: head.iter().find_map(|span| mark(text, *span)),
        ..Annexes::default()
    }
}

/// Words for what an annex is about: those before 见 or 看 ("see") in the last clause of `before`.
fn about(before: &str) -> &str {
    let clause = before.rsplit(|c| ENDS.contains(c)).next().unwrap_or_default();
    let seen = clause.rfind(['见', '看']).map_or("", |at| &clause[..at]);
    seen.trim_end_matches(|c| BEFORE_SEE.contains(c))
}

/// Reads a line such as 工作报告附件1 ("Annex 1 of the work report"), or 附件2 ("Annex 2") on a line of its
/// own.
fn mark(text: &str, line: Span) -> Option<OwnMark> {
    let words = line.of(text);
    let at = words.rfind(ANNEX)?;
    let (number, length) = number(&words[at + ANNEX.len()..])?;
    // 《行动方案（2026—2028年）》附件3: the period does not belong to the noun.
    let owner = words[..at].trim_end_matches('》');
    let owner = owner
        .strip_suffix(['）', ')'])
        .and_then(|head| head.rfind(['（', '(']).map(|open| &head[..open]))
        .unwrap_or(owner);
    let before: Vec<char> = owner.chars().filter(|c| is_han(*c)).collect();
    // 附件3（县卫发〔2026〕2号)
    let behind = words[at + ANNEX.len() + length..].trim();
    let is_whole = behind.is_empty() || behind.starts_with(['（', '(']) && behind.ends_with(['）', ')']);
    let owner = before[before.len().saturating_sub(OWNER)..].iter().collect();
    let start = line.start() + at;
    (is_whole && before.len() <= MAX_OWNER).then(|| OwnMark {
        span: Span::new(start, start + ANNEX.len() + length),
        number,
        owner,
    })
}

/// Annexes on consecutive lines: 附件1：任务分解表 ("Annex 1: Division of tasks"), 附件2：项目清单 ("Annex 2: List
/// of projects"). They may be handed out separately.
fn in_lines(text: &str, blocks: &[Block]) -> Vec<ListedAnnex> {
    let item = |block: &Block| {
        let words = block.span.of(text);
        let rest = words.strip_prefix(ANNEX)?;
        let (number, length) = number(rest)?;
        let title = rest[length..].strip_prefix(['：', ':'])?;
        Some(ListedAnnex {
            span: Span::new(block.span.start(), block.span.end()),
            number,
            title: plain(title),
            is_numbered: true,
            is_given_elsewhere: true,
        })
    };
    let items: Vec<Option<ListedAnnex>> = blocks.iter().map(item).collect();
    let is_beside = |at: usize| {
        let number = |at: usize| items.get(at)?.as_ref().map(|item| item.number);
        let own = number(at);
        let before = at.checked_sub(1).and_then(number).map(|number| number + 1);
        own.is_some() && (before == own || number(at + 1) == own.map(|own| own + 1))
    };
    let places: Vec<bool> = (0..items.len()).map(is_beside).collect();
    items.into_iter().zip(places).filter(|(_, is_beside)| *is_beside).filter_map(|(item, _)| item).collect()
}

/// Sheet on a line of its own: 附表：2025年重点工程计划表 ("Sheet: Plan of key works in 2025").
fn sheet(text: &str, block: Span, elsewhere: Members<'_>) -> Option<ListedAnnex> {
    let line = block.of(text);
    let title =
        ["附表", "附图"].iter().find_map(|word| line.strip_prefix(word)?.strip_prefix(['：', ':']))?;
    let span = Span::new(block.end() - title.len(), block.end());
    (!title.trim().is_empty()).then(|| ListedAnnex {
        span,
        number: 0,
        title: plain(title),
        is_numbered: false,
        is_given_elsewhere: elsewhere.is_in(title),
    })
}

/// Number of an annex at the start of `text`, and its length in bytes: 附件3, 附件三 ("Annex 3").
pub(super) fn number(text: &str) -> Option<(u32, usize)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        return Some((text[..digits].parse().ok()?, digits));
    }
    let numeral = text.len() - text.trim_start_matches(is_numeral).len();
    Some((u32::try_from(cardinal(&text[..numeral])?).ok()?, numeral))
}

/// Han characters and digits of a title, without blanks and signs.
pub fn plain(title: &str) -> String {
    title.chars().filter(|&c| is_han(c) || c.is_ascii_digit()).collect()
}
