//! Blanks in place of content: 工期为　　天 ("works take    days"), 第　条 ("Article   "), 联系电话：　　；
//! ("telephone:    ;").

use crate::document::block::BlockKind;
use crate::facts::placeholder::gaps::around::{Around, is_mark};
use crate::facts::placeholder::gaps::{GapCandidate, GapKind};
use crate::facts::placeholder::places::Surroundings;
use crate::text::chars::{after, is_blank, is_closing, is_han, is_longer};
use crate::text::fold::narrow;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::{gap, number, place};

/// Minimum width of blanks between a word and a unit that may be a gap, in half-width characters.
const NARROW: usize = 2;
/// Minimum width of blanks between words that may be a gap, in half-width characters. Narrower
/// blanks may be only for layout.
const WIDE: usize = 4;
/// Number of bytes at the beginning of a document that may contain the salutation.
const HEAD: usize = 300;
/// Maximum number of characters of the next label after blanks.
const MAX_LABEL: usize = 10;

/// Width of a blank, in half-width characters.
pub(super) fn width(c: char) -> usize {
    match c {
        '\u{3000}' => 2,
        '\t' => 4,
        '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{AD}' => 0,
        _ => 1,
    }
}

/// Reads blanks in place of content. `run` is the span of the blanks, which have text of the same
/// block on both sides.
pub(super) fn read(around: &Around<'_>, run: Span) -> Option<GapCandidate> {
    let (head, behind) = (around.before(run.start()), around.behind(run.end()));
    let before = head.chars().next_back()?;
    let words = around.words;
    if before == '第'
        && let Some(word) = words.of(&gap::ORDINAL).start_of(behind)
    {
        let is_ordinal = words.of(&gap::LONGER).start_of(behind).is_none();
        let span = Span::new(run.start() - '第'.len_utf8(), run.end() + word.len());
        return is_ordinal.then(|| GapCandidate::certain(GapKind::OpenOrdinal, span));
    }
    if matches!(before, '〕' | ']' | '］') && behind.starts_with('号') {
        return serial(around, run.end());
    }
    let blanks = run.of(around.text);
    let width: usize = blanks.chars().map(width).sum();
    // Tabs divide columns, and headings are spread by blanks.
    if width < NARROW || blanks.contains('\t') || matches!(around.block.kind, BlockKind::Heading(_)) {
        return None;
    }
    if matches!(before, '：' | ':') {
        return label(around, run, width);
    }
    let is_long = words.of(&gap::LOOSE).start_of(behind).is_some_and(|unit| is_longer(unit, 1));
    if behind.starts_with(['年', '月', '日']) && !is_long && words.of(&gap::LASTING).end_of(head).is_none()
    {
        // Dates are read elsewhere.
        return None;
    }
    unit(around, run, width).or_else(|| speaker(around, run, width)).or_else(|| name(around, run, width))
}

/// Reads an item of a programme without its speaker: 二、　　　　宣读决定 ("2.     reads out the decision").
fn speaker(around: &Around<'_>, run: Span, width: usize) -> Option<GapCandidate> {
    /// Minimum width of the blanks, in half-width characters, to count as a gap.
    const LEAST: usize = 6;
    let head = &around.text[around.block.span.start()..run.start()];
    let number =
        head.strip_suffix('、').or_else(|| head.strip_suffix(['）', ')'])?.strip_prefix(['（', '(']))?;
    let is_item = !number.is_empty() && number.chars().all(|c| is_numeral(c) || c.is_ascii_digit());
    let behind = around.behind(run.end());
    let classes = [&place::SPEECH, &gap::DOING];
    let is_verb = classes.into_iter().any(|class| around.words.of(class).start_of(behind).is_some());
    (is_item && is_verb && width >= LEAST).then(|| GapCandidate::certain(GapKind::OpenName, run))
}

/// Reads blanks before a unit: 工期为　　天； ("works take    days;"), 现有　　家企业 ("there are    companies").
fn unit(around: &Around<'_>, run: Span, width: usize) -> Option<GapCandidate> {
    let (head, behind) = (around.before(run.start()), around.behind(run.end()));
    let words = around.words;
    let here = Surroundings::new(head, behind, words);
    let length = [&gap::MEASURE, &gap::CLASSIFIER, &gap::LOOSE, &gap::PERIOD, &number::BEHIND]
        .into_iter()
        .filter_map(|class| words.of(class).start_of(behind))
        .map(str::len)
        .max();
    let length = length.or_else(|| here.unit().map(str::len))?;
    if around.is_longer_word(run.end()) {
        return None;
    }
    let end = run.end() + length;
    let sign = GapCandidate::certain(GapKind::OpenNumber, run);
    let before = head.chars().next_back()?;
    let is_opening = matches!(before, '（' | '(' | '￥' | '¥');
    // 开工，　　　日历天内完工 ("start, finished within    calendar days").
    let is_clause =
        matches!(before, '，' | '；') && width >= WIDE && behind[..length].chars().nth(1).is_some();
    if is_clause {
        return Some(sign);
    }
    // 李　元 is the name of a person.
    let is_phrase = head.chars().rev().take_while(|c| is_han(*c)).count() > 1 || head.ends_with(['）', ')']);
    let follows_cue = words.of(&number::VERB).end_of(head).is_some()
        || words.of(&gap::QUANTITY).end_of(head).is_some()
        || words.of(&gap::SUBJECT).end_of(head).is_some()
        || words.of(&gap::LASTING).end_of(head).is_some();
    let is_counted = around.behind(end).starts_with(is_han) || around.behind(end).starts_with(['（', '(']);
    if around.is_end(end) || around.behind(end).is_empty() && is_phrase && width >= WIDE && follows_cue {
        return (is_opening || is_phrase && (width > NARROW || follows_cue || head.ends_with(['）', ')'])))
            .then_some(sign);
    }
    ((follows_cue && is_phrase || is_opening) && is_counted && width > NARROW).then_some(sign)
}

/// Reads blanks in place of a name: 授予　　　同志 ("award to Comrade    "), 由　　　　， ("by    ,").
fn name(around: &Around<'_>, run: Span, width: usize) -> Option<GapCandidate> {
    let (head, behind) = (around.before(run.start()), around.behind(run.end()));
    let place = Surroundings::new(head, behind, around.words);
    let is_asked = place.follows_name_cue() || place.follows_figure_cue() || place.follows_date_cue();
    let is_name =
        width > NARROW && place.follows_name_cue() && (place.precedes_name() || place.precedes_site());
    let is_end = width >= WIDE && is_asked && behind.starts_with(|c| is_mark(c) && c != '：');
    // 任命　　　为主任 ("appoint    as director"), 兹有我单位　　　同志 ("Comrade    of our unit").
    let is_named =
        width >= WIDE && around.words.of(&gap::NAMING).end_of(head).is_some() && behind.starts_with(is_han);
    let is_addressed =
        width >= WIDE && head.ends_with(is_han) && around.words.of(&gap::ADDRESS).start_of(behind).is_some();
    // 由　　　负责 ("   is responsible"), 报　　审批 ("to    for approval"), 尊敬的　　　： ("Dear    :")
    let is_done = width >= WIDE
        && around.words.of(&gap::AGENT).end_of(head).is_some()
        && around.words.of(&gap::DOING).start_of(behind).is_some();
    let is_greeted = around.words.of(&gap::GREETING).end_of(head).is_some()
        && (behind.starts_with(['：', ':']) || around.words.of(&gap::ADDRESS).start_of(behind).is_some());
    // 兹证明   ，性别   ，身份证号   ， ("this certifies that   , sex   , identity number   ,"): layout never
    // puts blanks before punctuation.
    let is_stop = behind.starts_with(['，', '。', '；', '、']);
    let least = if around.is_marked_up { 2 * WIDE } else { NARROW + 1 };
    let is_cut = is_stop && width >= least && head.ends_with(is_han) && around.block.kind.is_running();
    let is_name = is_name || is_named || is_addressed || is_done || is_greeted;
    let is_end = is_end || is_cut;
    let kind = if is_name { GapKind::OpenName } else { GapKind::Open };
    (is_name || is_end).then(|| GapCandidate::certain(kind, run))
}

/// Reads blanks between a label and punctuation or the next label: 联系电话：　　； ("telephone:    ;"),
/// 地址：　　电话： ("address:    telephone:").
fn label(around: &Around<'_>, run: Span, width: usize) -> Option<GapCandidate> {
    let (head, behind) = (around.before(run.start()), around.behind(run.end()));
    let label = head.trim_end_matches(['：', ':']);
    // 大　　类： ("class:") is spread by blanks, in forms for others.
    let is_word = label.chars().rev().take_while(|c| is_han(*c)).count() > 1;
    let is_label = is_word || label.ends_with(is_closing);
    let is_end =
        behind.starts_with(|c| is_mark(c) && !matches!(c, '：' | ':')) || behind.starts_with(is_closing);
    let next = behind.split(['：', ':']).next().filter(|next| next.len() < behind.len());
    let is_name = |next: &str| {
        let is_word = next.chars().all(|c| is_han(c) || matches!(c, '（' | '）' | '(' | ')'));
        !next.is_empty() && next.chars().count() <= MAX_LABEL && is_word
    };
    let is_next = width >= WIDE && next.is_some_and(is_name);
    // 大写：　　　元， ("in words:    yuan,")
    let unit = around.words.of(&gap::MEASURE).start_of(behind).filter(|_| width >= NARROW);
    let is_sum = unit.is_some_and(|unit| around.is_end(run.end() + unit.len()))
        && around.words.of(&gap::SUBJECT).end_of(label.trim_end_matches(is_closing)).is_some();
    (is_label && (is_end || is_next || is_sum)).then(|| GapCandidate::certain(GapKind::OpenLabel, run))
}

/// Reads a colon at byte `at` without an addressee, or after an empty label: 尊敬的： ("Dear:"), or ：
/// at the head of a line.
pub(super) fn salutation(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let block = around.block;
    let end = at + after(around.text, at)?.len_utf8();
    if at == block.span.start() && end == block.span.end() && block.kind.is_running() && at < HEAD {
        return Some(GapCandidate::certain(GapKind::OpenName, Span::new(at, end)));
    }
    // 联系电话：， ("telephone:,")
    let is_over = around.text[end..block.span.end().max(end)].starts_with(['，', '。', '；']);
    let label = || around.words.of(&gap::LABEL).end_of(around.before(at));
    if let Some(label) = is_over.then(label).flatten() {
        return Some(GapCandidate::certain(GapKind::OpenLabel, around.with_word(label, at, end)));
    }
    let word = around.words.of(&gap::GREETING).end_of(around.before(at))?;
    let is_line = block.span.start() + word.len() == at && is_longer(word, 1);
    is_line.then(|| GapCandidate::certain(GapKind::OpenName, around.with_word(word, at, end)))
}

/// Reads a document number without its serial number, with 号 ("No.") at byte `at`: 〔2026〕　号,
/// 〔2026〕号.
pub(super) fn serial(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let head = around.before(at).trim_end_matches(is_blank);
    let inside = head.strip_suffix(['〕', ']', '］'])?;
    let year = inside.trim_end_matches(|c: char| narrow(c).is_ascii_digit());
    let open = year.chars().next_back().filter(|c| matches!(c, '〔' | '[' | '［'))?;
    let digits = inside.len() - year.len();
    let start = at - around.before(at).len() + year.len() - open.len_utf8();
    (digits == 4).then(|| GapCandidate::certain(GapKind::OpenSerial, Span::new(start, at + '号'.len_utf8())))
}
