//! Numbers that were deleted, so that only the words around them are left: 完成亿元 ("completed hundred
//! million yuan").

use crate::document::block::BlockKind;
use crate::facts::junctions::{Kinds, is_length};
use crate::facts::placeholder::gaps::around::Around;
use crate::facts::placeholder::gaps::{GapCandidate, GapKind};
use crate::facts::tokens::is_plain_han;
use crate::text::chars::{after, is_blank, is_closing, is_han};
use crate::text::fold::narrow;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::{gap, number, time};

/// Maximum number of characters between the two parts of an expression of which the number was
/// deleted: between 距 ("at a distance from") and 公里 ("km"), or 排名 ("rank") and 第 (prefix of
/// ordinals).
const MAX_BETWEEN: usize = 8;

/// Reads a unit at byte `at` directly after a Han character: 完成亿元 ("completed hundred million
/// yuan"), 辖个乡镇 ("governs townships"), 提高个百分点 ("raised by percentage points").
///
/// `kinds` are the gaps that the characters before and after the place allow.
pub(super) fn unit(around: &Around<'_>, at: usize, kinds: Kinds) -> Option<GapCandidate> {
    let is_cell = || matches!(around.block.kind, BlockKind::Cell(_)) && !around.is_sentence();
    let is_any = kinds.has(Kinds::BARE | Kinds::MEASURED | Kinds::DISTANT | Kinds::LASTING | Kinds::COUNTING);
    let found = if is_any { unit_behind(around, at, kinds) } else { None };
    found.filter(|_| !around.is_longer_word(at) && !is_cell())
}

fn unit_behind(around: &Around<'_>, at: usize, kinds: Kinds) -> Option<GapCandidate> {
    let (head, behind) = (around.before(at), around.behind(at));
    let words = around.words;
    if behind.starts_with("个百分点") || behind.starts_with("個百分點") {
        return points(around, at);
    }
    // 叁拾万元 ("300,000 yuan") and 数个 ("several") have a number.
    if words.of(&gap::INEXACT).end_of(head).is_some() && words.of(&gap::QUANTITY).end_of(head).is_none() {
        return None;
    }
    if kinds.has(Kinds::MEASURED | Kinds::DISTANT)
        && let Some(unit) = words.of(&gap::MEASURE).start_of(behind)
    {
        let found = kinds.has(Kinds::MEASURED).then(|| measured(around, at, unit));
        match found.unwrap_or(Measured::Unread) {
            Measured::Gap(found) => return Some(found),
            Measured::Word => return None,
            Measured::Unread => {}
        }
        if let Some(found) = kinds.has(Kinds::DISTANT).then(|| distance(around, at, unit)).flatten() {
            return Some(found);
        }
    }
    if kinds.has(Kinds::LASTING)
        && let Some(lasting) = words.of(&gap::LASTING).end_of(head)
        && let Some(word) = words.of(&gap::PERIOD).start_of(behind)
    {
        return Some(GapCandidate::certain(GapKind::Number, around.with_word(lasting, at, at + word.len())));
    }
    let counted = || kinds.has(Kinds::COUNTING).then(|| counted(around, at)).flatten();
    kinds.has(Kinds::BARE).then(|| bare(around, at)).flatten().or_else(counted)
}

/// Result of reading a unit after a noun or verb for a quantity.
enum Measured {
    /// The number before the unit was deleted.
    Gap(GapCandidate),
    /// The verb and the unit form a word.
    Word,
    /// Neither of them, so that other readings are tried.
    Unread,
}

/// Reads a unit of measurement at byte `at` after a noun or verb for a quantity: 投资亿元 ("investment
/// of … yuan"), 完成了亿元 ("completed … yuan").
fn measured(around: &Around<'_>, at: usize, unit: &str) -> Measured {
    let (head, words) = (around.before(at), around.words);
    // 完成了亿元 ("completed … yuan"), 增加到个 ("raised to …"): skip 了, 到 and 至 after the verb.
    let verbs =
        head.strip_suffix(['了', '到', '至']).filter(|_| words.of(&gap::QUANTITY).end_of(head).is_none());
    let verbs = verbs.unwrap_or(head);
    let quantity = words.of(&gap::QUANTITY).end_of(verbs).map(|verb| &head[verbs.len() - verb.len()..]);
    let end = at + unit.len();
    let sign = |start: &str| around.with_word(start, at, end);
    let is_bounded =
        !unit.starts_with(['万', '亿']) && words.of(&gap::BOUND).start_of(around.behind(end)).is_some();
    let is_end = around.is_end(end) || is_bounded;
    // 突破亿元 ("more than a hundred million yuan") and 产值亿元 ("output of a hundred million yuan")
    // may mean "one 亿元".
    let is_one = unit.starts_with("万亿")
        || unit.starts_with(['万', '亿']) && words.of(&gap::MAGNITUDE).end_of(head).is_some();
    // （人民币万元） ("(in 10,000 yuan)") gives the unit of a table.
    let is_unit = |noun: &str| {
        let before = around.before(at - noun.len()).trim_end_matches(['：', ':']);
        around.behind(end).starts_with(is_closing) || before.ends_with("单位")
    };
    if let Some(noun) = words.of(&gap::SUBJECT).end_of(head).filter(|noun| is_end && !is_unit(noun)) {
        // 完成投资亿元 ("completed investment of … yuan"): a verb before the noun makes the reading
        // certain.
        let clause = around.clause(at - noun.len());
        let is_said = words.of(&gap::QUANTITY).end_of(clause).is_some();
        return Measured::Gap(number(is_one && !is_said, sign(noun)));
    }
    let Some(verb) = quantity.filter(|_| is_end) else { return Measured::Unread };
    let is_word = is_word_of_two(verb, unit) && !words.of(&number::ABOUT).contains(verb);
    if is_word { Measured::Word } else { Measured::Gap(number(is_one, sign(verb))) }
}

/// Reads a classifier after a verb of counting, without a number: 辖个乡镇 ("governs townships").
fn counted(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let (head, behind) = (around.before(at), around.behind(at));
    let words = around.words;
    let word = words.of(&gap::CLASSIFIER).start_of(behind)?;
    let end = at + word.len();
    let verb = words.of(&gap::COUNTING).end_of(head)?;
    let span = around.with_word(verb, at, end);
    if is_inside_word(around, at, verb) {
        return None;
    }
    let follows_noun = around.behind(end).starts_with(is_plain_han);
    match follows_noun || around.is_end(end) {
        true if word == "个" || verb.chars().count() > 1 || starts_clause(around, at - verb.len()) => {
            Some(GapCandidate::certain(GapKind::Number, span))
        }
        true => Some(GapCandidate::doubtful(GapKind::Number, span)),
        false => None,
    }
}

fn number(is_doubtful: bool, span: Span) -> GapCandidate {
    if is_doubtful {
        GapCandidate::doubtful(GapKind::Number, span)
    } else {
        GapCandidate::certain(GapKind::Number, span)
    }
}

/// Reads a unit between a noun and the end of a clause, without a number: 厂房万平方米， ("halls of ten
/// thousand m²,"), 议题个。 ("topics.").
fn bare(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let (head, words) = (around.before(at), around.words);
    let word = words.of(&gap::BARE).start_of(around.behind(at))?;
    let noun = head.char_indices().rev().take(2).take_while(|(_, c)| is_plain_han(*c)).last();
    let noun = noun.map(|(start, _)| &head[start..]).filter(|noun| noun.chars().count() == 2)?;
    let counts =
        words.of(&gap::PRONOUN).end_of(head).is_some() || words.of(&gap::INEXACT).end_of(head).is_some();
    let is_one = words.of(&gap::MAGNITUDE).end_of(head).is_some() || matches!(word, "个" | "人次");
    let end = at + word.len();
    let is_open = around.is_end(end) && !counts && !around.behind(end).starts_with(is_closing);
    is_open.then(|| number(is_one, around.with_word(noun, at, at + word.len())))
}

/// True for a verb of one character and a unit that form a word: 高个 ("tall person"), 低个.
fn is_word_of_two(verb: &str, unit: &str) -> bool {
    verb.chars().count() == 1 && unit.chars().count() == 1
}

/// Reads a unit at byte `at` after the label of a quantity: 大写：元整， ("in words: yuan,").
pub(super) fn labelled(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let head = around.before(at);
    let label = head.trim_end_matches(['：', ':']);
    let label = label.strip_suffix(['）', ')']).unwrap_or(label);
    let noun = around.words.of(&gap::SUBJECT).end_of(label)?;
    let unit = around.words.of(&gap::MEASURE).start_of(around.behind(at))?;
    let end = at + unit.len();
    let is_open = around.is_end(end) && !around.behind(end).starts_with(is_closing);
    let start = at - (head.len() - label.len()) - noun.len();
    is_open.then(|| GapCandidate::certain(GapKind::Number, Span::new(start, end)))
}

/// True if the verb is the end of another word: 共 of 公共 ("public"), 组织 ("organise").
fn is_inside_word(around: &Around<'_>, at: usize, verb: &str) -> bool {
    let head = around.before(at - verb.len());
    verb.chars().count() == 1
        && verb != "辖"
        && head.ends_with(is_han)
        && !starts_clause(around, at - verb.len())
}

/// True if at most two characters of the clause are before byte `at`, such as 全镇 ("the whole town")
/// before the verb in 全镇共户 ("in the whole town households").
fn starts_clause(around: &Around<'_>, at: usize) -> bool {
    around.clause(at).chars().count() <= 2
}

/// Reads a lost number of percentage points: 提高个百分点 ("raised by percentage points").
fn points(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let head = around.before(at);
    let before = head.chars().next_back()?;
    let is_number = !is_plain_han(before) || around.words.of(&gap::INEXACT).end_of(head).is_some();
    let word =
        around.words.of(&gap::QUANTITY).end_of(head).unwrap_or(&head[head.len() - before.len_utf8()..]);
    (!is_number)
        .then(|| GapCandidate::certain(GapKind::Number, around.with_word(word, at, at + "个百分点".len())))
}

/// Reads a distance without a number, introduced by a word earlier in the clause: 距县城公里 ("km from
/// the county town").
fn distance(around: &Around<'_>, at: usize, unit: &str) -> Option<GapCandidate> {
    if !is_length(unit) {
        return None;
    }
    let clause = around.clause(at);
    let from = around.words.of(&gap::DISTANCE).iter().filter_map(|word| clause.rfind(word)).min()?;
    let between = &clause[from..];
    let is_short = between.chars().count() <= MAX_BETWEEN + 2 && between.chars().all(is_plain_han);
    let is_open = around.is_end(at + unit.len()) && !unit.starts_with('平');
    let counts = around.words.of(&number::SEVERAL).end_of(clause).is_some() || clause.ends_with('每');
    (is_short && is_open && !counts)
        .then(|| GapCandidate::certain(GapKind::Number, Span::new(at - between.len(), at + unit.len())))
}

/// Reads the ordinal prefix 第 at byte `at` without a number: 排名第。 ("ranks no."), 依据第条 ("by
/// article"). Blanks (`第　条`) are read by `open`.
pub(super) fn ordinal(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let end = at + '第'.len_utf8();
    let next = after(&around.text[..around.block.span.end()], end);
    if next.is_some_and(|c| is_numeral(c) || narrow(c).is_ascii_alphanumeric() || is_blank(c)) {
        return None;
    }
    let behind = around.behind(end);
    let clause = around.clause(at);
    let rank = || {
        let ranks = around.words.of(&gap::RANK);
        let from = ranks.iter().filter_map(|word| clause.rfind(word)).min()?;
        let between = &clause[from..];
        let is_word = around.words.of(&gap::ENDS_WITH_ORDINAL).end_of(around.before(end)).is_some();
        let is_near = between.chars().count() <= MAX_BETWEEN + 2 && !is_word;
        (is_near && between.chars().all(is_han)).then(|| Span::new(at - between.len(), end))
    };
    // 第、第条 ("articles and")
    if let Some(next) = behind.strip_prefix("、第").filter(|next| !next.starts_with(is_numeral)) {
        let word = around.words.of(&gap::ORDINAL).start_of(next)?;
        let end = end + behind.len() - next.len() + word.len();
        return Some(GapCandidate::certain(GapKind::Ordinal, Span::new(at, end)));
    }
    if around.is_end(end) {
        return rank().map(|span| GapCandidate::certain(GapKind::Rank, span));
    }
    let word = around.words.of(&gap::ORDINAL).start_of(behind)?;
    let span = Span::new(at, end + word.len());
    // 次第 ("in turn"), 及第 ("pass an examination"), 府第 ("mansion"): here 第 is the end of a word.
    let is_free = around.words.of(&gap::ENDS_WITH_ORDINAL).end_of(around.before(end)).is_none();
    let longer = around.words.of(&gap::LONGER).start_of(behind);
    let is_longer = longer.is_some_and(|longer| longer.len() > word.len());
    (is_free && !is_longer).then(|| GapCandidate::certain(GapKind::Ordinal, span))
}

/// Reads 年 (year) or 月 (month) at byte `at` without its number: 于年月日 ("on the day of the month"),
/// 今年月上旬 ("early in the month of this year"), 2026年月日.
pub(super) fn date(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let behind = around.behind(at);
    if !behind.starts_with("年月") && !behind.starts_with("月日") {
        return None;
    }
    let head = around.before(at);
    let cue = around.words.of(&time::DATE_CUE).end_of(head);
    let is_digit = |c: char| narrow(c).is_ascii_digit();
    if behind.starts_with("年月日") {
        let end = at + "年月日".len();
        let year = head.len() - head.trim_end_matches(is_digit).len();
        if year >= 4 {
            return Some(GapCandidate::certain(GapKind::Date, Span::new(at - year, end)));
        }
        // A line of its own, or the value of a label, is a date to be filled in.
        let is_stopped = at == around.block.span.start() && rest_of(around, end).starts_with('，');
        let is_open = is_stopped || around.block.span == Span::new(at, end) || head.ends_with(['：', ':']);
        let sign = |word: &str, kind| GapCandidate::certain(kind, around.with_word(word, at, end));
        return if is_open {
            Some(sign("", GapKind::OpenDate))
        } else {
            cue.map(|cue| sign(cue, GapKind::Date))
        };
    }
    if behind.starts_with("月日") && !head.ends_with('年') {
        let cue = cue.filter(|cue| !matches!(*cue, "在" | "到" | "从" | "前"))?;
        return Some(GapCandidate::certain(GapKind::Date, around.with_word(cue, at, at + "月日".len())));
    }
    let rest = behind.strip_prefix("年月")?;
    let end = at + "年月".len();
    let year = head.trim_end_matches(is_digit);
    let digits = head.len() - year.len();
    let word =
        ["今", "去", "明", "当"].into_iter().find(|word| head.ends_with(word)).map_or(digits, str::len);
    let part = around.words.of(&gap::MONTH_PART).start_of(rest);
    // 2026年月均 ("monthly average in 2026"), 今年月供 ("monthly payment this year").
    let is_longer = around.is_longer_word(at + '年'.len_utf8());
    (word > 2 && !is_longer && (part.is_some() || around.is_end(end)))
        .then(|| GapCandidate::certain(GapKind::Date, Span::new(at - word, end + part.map_or(0, str::len))))
}

/// Text of the block from byte `at` on.
fn rest_of<'t>(around: &Around<'t>, at: usize) -> &'t str {
    &around.text[at..around.block.span.end().max(at)]
}

/// Reads % at byte `at` directly after a Han character: 增长%， ("grew by %,").
pub(super) fn percent(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let end = at + around.behind(at).chars().next()?.len_utf8();
    let head = around.before(at);
    let is_cue = around.words.of(&gap::QUANTITY).end_of(head.strip_suffix('了').unwrap_or(head)).is_some();
    let behind = around.behind(end);
    let is_place = around.is_end(end) && !behind.starts_with(['）', ')'])
        || around.words.of(&number::AROUND).start_of(behind).is_some()
        || around.words.of(&number::OR_MORE).start_of(behind).is_some();
    let is_cell = matches!(around.block.kind, BlockKind::Cell(_));
    let span = Span::new(at, end);
    (is_cue && is_place && !is_cell && !behind.is_empty())
        .then(|| GapCandidate::certain(GapKind::Number, span))
}

/// Reads a decimal point or a dash that was part of a number: 生产总值.万元 ("product of . ten thousand
/// yuan"), 投资……亿元 ("investment of … hundred million yuan").
pub(super) fn point(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let behind = around.behind(at);
    let rest = behind.trim_start_matches(['.', '．', '…', '～', '~']);
    let signs = &behind[..behind.len() - rest.len()];
    let is_point = matches!(signs, "." | "．");
    let scale = rest.len() - rest.trim_start_matches(['万', '亿']).len();
    let unit = if rest.starts_with(['%', '％']) {
        rest.chars().next()?.len_utf8()
    } else if is_point && rest.starts_with("个百分点") {
        "个百分点".len()
    } else if scale > 0 && is_point {
        scale + if rest[scale..].starts_with('元') { '元'.len_utf8() } else { 0 }
    } else if scale > 0 && rest[scale..].starts_with(['元', '吨', '亩', '斤', '千']) {
        0
    } else {
        return None;
    };
    let is_known = !signs.contains(['.', '．']) || is_point;
    is_known.then(|| GapCandidate::certain(GapKind::Number, Span::new(at, at + signs.len() + unit)))
}

/// Reads a verb of a change without a rate, before punctuation at byte `at`: 同比增长， ("grew over the
/// year before by,").
pub(super) fn rate(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let head = around.before(at);
    let verb = around.words.of(&gap::GROWTH).end_of(head)?;
    let before = &head[..head.len() - verb.len()];
    let word = around.words.of(&gap::COMPARISON).end_of(before)?;
    Some(GapCandidate::doubtful(GapKind::Rate, Span::new(at - verb.len() - word.len(), at)))
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::junctions::Junctions;
    use crate::facts::placeholder::gaps::find;
    use crate::readers;
    use crate::words::Words;

    static NONE: Words = Words::new();

    /// Words, units and signs at which gaps are read.
    const FRAGMENTS: [&str; 48] = [
        "完成", "投资", "元", "亿元", "个", "个百分点", "辖", "人", "名", "距县城", "公里", "为期", "年",
        "月", "日", "一式", "份", "时许", "自", "至", "从", "提高到", "增长", "以上", "是去年的", "倍",
        "应到", "户", "、", "人口", "之日起", "日内", "，", "。", "：", "同比", "位于", "是", "第", "条",
        "%", "由", "负责", "　　", "12", "1。24万", "包括", "全镇",
    ];

    #[test]
    fn junctions_are_all_places_at_which_gaps_are() {
        let pairs = FRAGMENTS.iter().flat_map(|one| FRAGMENTS.iter().map(move |other| (*one, *other)));
        let lines = pairs.enumerate().map(|(at, (one, other))| {
            format!("全年{}{one}{other}{}，其余\n", FRAGMENTS[at % 47], FRAGMENTS[(at * 7) % 43])
        });
        let text: String = lines.collect();
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let found = |junctions: &Junctions| find(&doc, &[], (&[], junctions), &NONE);
        let (few, all) = (Junctions::find(&doc, &NONE), Junctions::everywhere(&doc));
        let count = |junctions: &Junctions| junctions.blocks().flatten().count();
        assert_eq!(found(&few), found(&all));
        assert!(found(&few).len() > 300 && 2 * count(&few) < count(&all));
    }
}
