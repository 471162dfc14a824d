//! Words that are adjacent only if the number between them was deleted: 一式份 ("in copies"), 日时分
//! ("day hour minute"), 从元提高到元 ("raised from yuan to yuan").

use crate::facts::junctions::Kinds;
use crate::facts::placeholder::gaps::around::{Around, is_mark};
use crate::facts::placeholder::gaps::{GapCandidate, GapKind};
use crate::text::chars::{is_blank, is_han};
use crate::text::fold::narrow;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::{gap, number};

/// A position in a block, with the text before it (`head`) and after it (`behind`).
#[derive(Clone, Copy)]
struct Seen<'t> {
    around: Around<'t>,
    at: usize,
    head: &'t str,
    behind: &'t str,
}

/// Reader of one kind of gap.
type Reader = fn(Seen<'_>) -> Option<GapCandidate>;

/// The readers of this module, in the order in which they are tried, with the kinds of places at
/// which each can find something.
const READERS: [(Kinds, Reader); 9] = [
    (Kinds::COPIES, copies),
    (Kinds::CLOCK, clock),
    (Kinds::RANGE, range),
    (Kinds::BOUND, bound),
    (Kinds::TIMES, times),
    (Kinds::CHANGE, change),
    (Kinds::TALLY, tally),
    (Kinds::DEADLINE, deadline),
    (Kinds::TWINS, twins),
];

/// Gap at byte `at`, if the words before and after it need a number between them. `kinds` are the
/// gaps that the characters before and after it allow.
pub(super) fn read(around: &Around<'_>, at: usize, kinds: Kinds) -> Option<GapCandidate> {
    let mut readers = READERS.iter().filter(|(kind, _)| kinds.has(*kind)).peekable();
    readers.peek()?;
    let seen = Seen { around: *around, at, head: around.before(at), behind: around.behind(at) };
    readers.find_map(|(_, read)| read(seen))
}

fn number_between(around: &Around<'_>, left: &str, at: usize, end: usize) -> GapCandidate {
    GapCandidate::certain(GapKind::Number, around.with_word(left, at, end))
}

/// Reads a lost number of copies: 一式份 ("in copies"), 各执份 ("each keeps copies").
fn copies(seen: Seen<'_>) -> Option<GapCandidate> {
    let Seen { around, at, head, behind } = seen;
    let unit = around.words.of(&gap::COPY_UNIT).start_of(behind)?;
    let left = around.words.of(&gap::COPY).end_of(head)?;
    let end = at + unit.len();
    around.is_end(end).then(|| number_between(&around, left, at, end))
}

/// Reads a lost time of day: 5月9日时分 ("9 May, hour minute"), 于时许 ("at about o'clock").
fn clock(seen: Seen<'_>) -> Option<GapCandidate> {
    let Seen { around, at, head, behind } = seen;
    let unit = around.words.of(&gap::CLOCK).start_of(behind)?;
    let left = around.words.of(&gap::BEFORE_CLOCK).end_of(head)?;
    let before = head[..head.len() - left.len()].chars().next_back();
    // 节日时分 ("at festival time") is a period of time.
    let is_date =
        !left.starts_with('日') || before.is_some_and(|c| narrow(c).is_ascii_digit() || is_numeral(c));
    let end = at + unit.len();
    is_date.then(|| GapCandidate::certain(GapKind::Date, around.with_word(left, at, end)))
}

/// Reads a range of dates of which one or both ends were deleted: 自至， ("from to,"), 3月至月， ("March
/// to month,").
fn range(seen: Seen<'_>) -> Option<GapCandidate> {
    let Seen { around, at, head, behind } = seen;
    let to = around.words.of(&gap::RANGE_END).start_of(behind)?;
    let end = at + to.len();
    let sign = |start, end| Some(GapCandidate::certain(GapKind::Date, Span::new(start, end)));
    let from = around.words.of(&gap::RANGE_START).end_of(head);
    if let Some(from) = from.filter(|_| around.is_end(end) && around.behind(end).starts_with(is_mark)) {
        let is_word = head[..head.len() - from.len()].ends_with(is_han);
        return if is_word { None } else { sign(at - from.len(), end) };
    }
    let unit = head.chars().next_back().filter(|c| matches!(c, '年' | '月' | '日'))?;
    let start = at - unit.len_utf8();
    let before = around.before(start);
    let is_written = before.ends_with(|c: char| narrow(c).is_ascii_digit());
    if is_written && to == "至" && around.behind(end).starts_with(['，', '。', '；']) {
        return sign(start, end);
    }
    let behind = around.behind(end).strip_prefix(unit)?;
    let is_open = around.words.of(&gap::RANGE_START).end_of(before).is_some();
    let end = end + unit.len_utf8();
    let is_part = around.is_end(end) || behind.starts_with(['份', '期']);
    ((is_written || is_open) && is_part).then(|| sign(start, end)).flatten()
}

/// Reads a limit without its number: 增长以上， ("grew by more than,"), 控制在以内。 ("kept within."), 百分之，
/// ("per cent,").
fn bound(seen: Seen<'_>) -> Option<GapCandidate> {
    let Seen { around, at, head, behind } = seen;
    let words = around.words;
    let bound = words.of(&gap::BOUND).start_of(behind)?;
    let left = words.of(&gap::GROWTH).end_of(head).or_else(|| words.of(&gap::BOUNDED).end_of(head))?;
    let end = at + bound.len();
    around.is_end(end).then(|| number_between(&around, left, at, end))
}

/// Reads a multiple whose number was deleted: 是去年的倍， ("is times last year,"), 增长倍。 ("grew times.").
fn times(seen: Seen<'_>) -> Option<GapCandidate> {
    let Seen { around, at, head, behind } = seen;
    let words = around.words;
    let unit = words.of(&gap::MULTIPLE).start_of(behind)?;
    let left = words.of(&gap::MULTIPLIED).end_of(head).or_else(|| words.of(&gap::GROWTH).end_of(head))?;
    let end = at + unit.len();
    let is_open = around.is_end(end) || words.of(&number::AROUND).start_of(around.behind(end)).is_some();
    is_open.then(|| number_between(&around, left, at, end))
}

/// Reads a change between two lost values: 从元提高到元 ("raised from yuan to yuan"), 由个增加到个. The unit
/// after 从 or 由 ("from") is repeated after the verb.
fn change(seen: Seen<'_>) -> Option<GapCandidate> {
    let Seen { around, at, head, behind } = seen;
    let words = around.words;
    let from = head.chars().next_back().filter(|c| matches!(c, '从' | '由' | '自'))?;
    let measure = words.of(&gap::MEASURE).start_of(behind);
    let unit = measure.or_else(|| words.of(&gap::CLASSIFIER).start_of(behind))?;
    let rest = &behind[unit.len()..];
    let verb = words.of(&gap::GROWTH).start_of(rest).or_else(|| words.of(&gap::RISE).start_of(rest))?;
    let rest = rest[verb.len()..].strip_prefix(['到', '至', '为'])?;
    let length = behind.len() - rest.len() + if rest.starts_with(unit) { unit.len() } else { 0 };
    Some(GapCandidate::certain(GapKind::Number, Span::new(at - from.len_utf8(), at + length)))
}

/// Reads a lost count of people or things, whose unit is at byte `at`: 应到人， ("expected people,"),
/// 收回张， ("returned sheets,").
fn tally(seen: Seen<'_>) -> Option<GapCandidate> {
    let Seen { around, at, head, behind } = seen;
    let words = around.words;
    let unit = words.of(&gap::TALLY_UNIT).start_of(behind)?;
    let left =
        words.of(&gap::TALLY).end_of(head).filter(|_| words.of(&gap::NO_TALLY).end_of(head).is_none())?;
    let end = at + unit.len();
    let rest = around.behind(end);
    let is_end = rest.starts_with(is_mark) || words.of(&gap::BOUND).start_of(rest).is_some();
    (is_end && !around.is_longer_word(at)).then(|| number_between(&around, left, at, end))
}

/// Reads two units of one subject without numbers: 户籍人口户、人， ("registered: households, people,").
fn twins(seen: Seen<'_>) -> Option<GapCandidate> {
    let Seen { around, at, head, .. } = seen;
    let words = around.words;
    let unit = |at: usize| {
        let classes = [&gap::CLASSIFIER, &gap::TALLY_UNIT];
        classes.into_iter().find_map(|class| words.of(class).start_of(around.behind(at))).map(str::len)
    };
    let noun = words.of(&gap::SUBJECT).end_of(head).or_else(|| words.of(&gap::COUNTED).end_of(head))?;
    let first = at + unit(at)?;
    let second = around.behind(first).strip_prefix('、').map(|_| first + '、'.len_utf8())?;
    let end = second + unit(second)?;
    around.is_end(end).then(|| number_between(&around, noun, at, end))
}

/// Reads a lost time limit: 收到货物后日内 ("within days of receipt"), 签订之日起个工作日内 ("within working days of
/// the signing").
fn deadline(seen: Seen<'_>) -> Option<GapCandidate> {
    let Seen { around, at, head, behind } = seen;
    let unit = around.words.of(&gap::DEADLINE).start_of(behind)?;
    let left = around.words.of(&gap::SINCE).end_of(head)?;
    let end = at + unit.len();
    // 日内瓦 (Geneva) is a city.
    let is_name = around.behind(end).starts_with('瓦');
    (!is_name).then(|| number_between(&around, left, at, end))
}

/// Reads 星期 ("weekday") at byte `at` of which the number was deleted: （星期） ("(weekday)"), 本周星期下午
/// ("in the afternoon of this weekday").
pub(super) fn weekday(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let behind = around.behind(at).strip_prefix("星期")?;
    let head = around.before(at);
    let is_bracketed = head.ends_with(['（', '(']) && behind.starts_with(['）', ')']);
    let is_day =
        head.ends_with(['日', '周']) && around.words.of(&gap::PART_OF_DAY).start_of(behind).is_some();
    (is_bracketed || is_day).then(|| GapCandidate::certain(GapKind::Date, Span::new(at, at + "星期".len())))
}

/// Reads a share of a sum of which the number was deleted: 合同总额的%支付 ("% of the contract sum is
/// paid"). The sign % is at byte `at`.
pub(super) fn share(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let sign = around.behind(at).chars().next()?;
    let head = around.before(at).strip_suffix('的')?;
    let noun =
        around.words.of(&gap::SUBJECT).end_of(head).or_else(|| around.words.of(&gap::WHOLE).end_of(head))?;
    let end = at + sign.len_utf8();
    let is_open = around.is_sentence() && !around.behind(end).starts_with(is_blank);
    let start = at - '的'.len_utf8() - noun.len();
    is_open.then(|| GapCandidate::certain(GapKind::Number, Span::new(start, end)))
}

/// Reads 百分之 ("per cent of") directly before the punctuation mark at byte `at`, so that its number
/// was deleted.
pub(super) fn fraction(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let word = around.words.of(&gap::FRACTION).end_of(around.before(at))?;
    Some(GapCandidate::certain(GapKind::Number, around.with_word(word, at, at)))
}

/// Reads a word after which content must follow, directly before the punctuation mark at byte `at`:
/// 二是。 ("the second is."), 包括。 ("including.").
pub(super) fn hanging(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    // 一是， ("the first is,"): the content may follow after a comma.
    if around.text[at..].starts_with('，') {
        return None;
    }
    let head = around.before(at);
    if head.strip_suffix(['是', '要']).is_some_and(|item| item.ends_with(is_numeral)) {
        let clause = around.clause(at);
        let is_item = clause.trim_end_matches(['是', '要']).chars().all(is_numeral);
        return is_item.then(|| GapCandidate::certain(GapKind::Item, Span::new(at - clause.len(), at)));
    }
    let word = around.words.of(&gap::HANGING).end_of(head)?;
    Some(GapCandidate::certain(GapKind::Hanging, around.with_word(word, at, at)))
}

/// Reads a list of which an item was deleted, so that two punctuation marks meet: 、、 or 、。. The
/// first one is at byte `at`.
pub(super) fn list(around: &Around<'_>, at: usize, kinds: Kinds) -> Option<GapCandidate> {
    let end = at + '、'.len_utf8();
    if kinds.has(Kinds::STOPPED)
        && let Some(word) = around.words.of(&gap::HANGING).end_of(around.before(at))
    {
        return Some(GapCandidate::certain(GapKind::Item, around.with_word(word, at, end)));
    }
    let mark = around.behind(end).chars().next().filter(|c| matches!(c, '、' | '，' | '。' | '；'))?;
    let is_word = around.before(at).ends_with(is_han);
    is_word.then(|| GapCandidate::certain(GapKind::Item, Span::new(at, end + mark.len_utf8())))
}

/// Reads a classifier at byte `at` directly after 、: 辖个行政村、个社区 ("governs villages, communities").
pub(super) fn listed(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let words = around.words;
    let behind = around.behind(at);
    let unit = words.of(&gap::CLASSIFIER).start_of(behind)?;
    let end = at + unit.len();
    let rest = around.behind(end);
    let is_longer = around.is_longer_word(at) || rest.starts_with(unit);
    let is_counted = rest.starts_with(is_han) || around.is_end(end);
    let span = Span::new(at - '、'.len_utf8(), end);
    match is_counted && !is_longer {
        true if unit == "个" => Some(GapCandidate::certain(GapKind::Number, span)),
        true => Some(GapCandidate::doubtful(GapKind::Number, span)),
        false => None,
    }
}

/// Reads a noun and its classifier (at byte `at`) at the end of a clause, without a number: 党员名，
/// ("Party members,"), 农户户。 ("farmers' households.").
pub(super) fn counted(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let noun = around.words.of(&gap::COUNTED).end_of(around.before(at))?;
    let unit = around.words.of(&gap::CLASSIFIER).start_of(around.behind(at))?;
    let end = at + unit.len();
    let is_end = around.is_end(end) && around.behind(end).starts_with(is_mark) && !around.is_longer_word(at);
    is_end.then(|| GapCandidate::doubtful(GapKind::Number, around.with_word(noun, at, end)))
}
