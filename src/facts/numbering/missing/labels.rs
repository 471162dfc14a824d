//! Checks references to labelled items and formulas: 见步骤6 ("see step 6"), 按专栏5 ("as in Box 5"),
//! 见附录D ("see Appendix D"), 由（3） ("from (3)").

use rustc_hash::FxHashMap;

use crate::facts::Facts;
use crate::facts::numbering::captions::FORMULA;
use crate::facts::numbering::marks::{Family, MarkPlace, number};
use crate::facts::numbering::missing::counted::Counted;
use crate::facts::numbering::missing::{Lack, MIN_COUNTED, Missing};
use crate::facts::numbering::series::Series;
use crate::text::chars::{is_han, is_longer};
use crate::text::span::Span;
use crate::words::rules::numbering::reference::TO_FORMULA;
use crate::words::{mark, reference};

/// Maximum number of different labels (步骤, "step") whose references are looked for, to bound the
/// time.
const MAX_LABELS: usize = 20;
/// Maximum number of characters of the name of a formula: 式（3-12） ("formula (3-12)"). A longer text
/// is not read as a name.
const MAX_FORMULA: usize = 10;

/// Adds references to a labelled item with a number higher than the last: 见步骤6 ("see step 6") if
/// there are five steps, 按专栏5 ("as in Box 5"), 见附录D ("see Appendix D"). The items must have all
/// numbers from one to the last.
pub(super) fn read(facts: &Facts<'_>, out: &mut Vec<Missing>) {
    let marks = facts.marks();
    let is_whole = |series: &&Series| {
        matches!(series.family, Family::Label(_)) && series.is_regular() && series.members.len() > MIN_COUNTED
    };
    let mut all: FxHashMap<Family, Vec<&Series>> = FxHashMap::default();
    for series in facts.series().iter().filter(is_whole) {
        all.entry(series.family).or_default().push(series);
    }
    let leads = facts.words().of(&reference::TO_CAPTION);
    let amounts = facts.words().of(&mark::QUANTITY);
    // Only for words with one series: a reference may mean any of several.
    for only in all.values().filter(|series| series.len() == 1).take(MAX_LABELS).map(|series| series[0]) {
        let first = &marks[only.members[0]];
        let word = facts
            .doc
            .slice(Span::new(first.span.start(), first.number.start()))
            .trim()
            .trim_start_matches('【');
        let text = facts.doc.text();
        for at in facts.places_of(word).filter(|_| !word.is_empty()) {
            let block = facts.doc.blocks()[facts.doc.block_at(at)].span;
            let (number, end) = number::behind(&text[..block.end()], at + word.len());
            let lead = text[block.start().min(at)..at].trim_end_matches(['（', '(', '“']);
            // 议案四涉及担保 ("motion 4 is about guarantees"), of three: for a word of two characters or
            // more, the next number is reported without 见 ("see") too.
            let is_next = |number| {
                number == only.last_ordinal() + 1
                    && is_longer(word, 1)
                    && word.chars().all(is_han)
                    && !word.starts_with('附')
                    && !lead.ends_with(['—', '-', '、', '.'])
            };
            if let Some(number) = number
                && number > only.last_ordinal()
                && (leads.end_of(lead).is_some() || is_next(number))
                && amounts.start_of(&text[end..block.end()]).is_none()
            {
                Missing::push(out, Span::new(at, end), Lack::Label, only.last_ordinal());
            }
        }
    }
}

/// Adds references to a formula with a number higher than the last: 由（3） ("from (3)") or 代入（2）
/// ("substitute into (2)"). The formulas of the text must have all numbers from one to the last.
pub(super) fn formulas(facts: &Facts<'_>, out: &mut Vec<Missing>, counted: &Counted<'_>) {
    let last = counted.captions.get(&(FORMULA, "")).copied().flatten();
    let Some(last) = last.filter(|&last| last as usize >= MIN_COUNTED) else { return };
    for block in facts.doc.blocks() {
        let text = facts.doc.slice(block.span);
        // 由（1）、（4） ("from (1), (4)"): the second is a reference like the first.
        let mut chain = 0;
        for (at, sign) in text.match_indices(['（', '(']) {
            let lead = text[..at].trim_end_matches(['、', '和', '与', '及']);
            let is_pointed = TO_FORMULA.iter().any(|word| text[..at].ends_with(word));
            let (number, end) = number::behind(text, at + sign.len());
            let Some(close) = text[end..].chars().next().filter(|c| matches!(c, '）' | ')')) else {
                continue;
            };
            if is_pointed || chain > 0 && lead.len() == chain {
                chain = end + close.len_utf8();
                if number.is_some_and(|number| number > last) {
                    let span = Span::new(block.span.start() + at, block.span.start() + chain);
                    Missing::push(out, span, Lack::Caption, last);
                }
            }
        }
    }
}

/// Adds references in a step to a range of steps that includes this step: 步骤1至5 ("steps 1 to 5") in
/// the fifth step, which should be 1 to 4.
pub(super) fn steps(facts: &Facts<'_>, out: &mut Vec<Missing>) {
    let text = facts.doc.text();
    let word = "步骤";
    for at in facts.places_of(word) {
        let block = facts.doc.block_at(at);
        let end = facts.doc.blocks()[block].span.end();
        let from = at + word.len();
        if from > end {
            continue;
        }
        let (Some(mut number), mut past) = number::behind(&text[..end], from) else { continue };
        let rest = text[past..end].trim_start_matches(['至', '到', '-', '—', '～', '~']);
        if rest.len() < end - past
            && let (Some(last), behind) = number::behind(&text[..end], end - rest.len())
        {
            (number, past) = (last, behind);
        }
        let first = facts.marks().partition_point(|mark| mark.block < block);
        let own =
            facts.marks().get(first).filter(|mark| mark.block == block && mark.place == MarkPlace::Head);
        let is_series = || {
            facts
                .place_of(first)
                .is_some_and(|(series, _)| series.is_regular() && series.members.len() > MIN_COUNTED)
        };
        if own
            .is_some_and(|own| own.family == Family::Arabic && own.ordinal == number && own.span.end() <= at)
            && is_series()
        {
            Missing::push(out, Span::new(at, past), Lack::Own, number);
        }
    }
}

/// Adds formulas that are substituted into themselves: 将式（2）代入式（2） ("substitute formula (2) into
/// formula (2)").
pub(super) fn substituted(facts: &Facts<'_>, out: &mut Vec<Missing>) {
    let text = facts.doc.text();
    let word = "代入";
    for at in facts.places_of(word) {
        let block = facts.doc.blocks()[facts.doc.block_at(at)].span;
        let behind = &text[at + word.len()..block.end().max(at + word.len())];
        let length = behind.char_indices().take(MAX_FORMULA).find(|(_, c)| matches!(c, '）' | ')'));
        let name = match (length, behind.chars().next()) {
            (Some((end, close)), Some('式' | '（' | '(' | '公')) => &behind[..end + close.len_utf8()],
            (_, Some(c)) if number::enclosed(c).is_some() => &behind[..c.len_utf8()],
            _ => continue,
        };
        let lead = text[block.start().min(at)..at].trim_end_matches('，');
        let rest = lead.strip_suffix(name);
        if rest.is_some_and(|rest| rest.ends_with(['将', '把', '，', '再', '由', '，'])) {
            let start = at - (text[..at].len() - block.start().min(at) - lead.len()) - name.len();
            Missing::push(out, Span::new(start, at + word.len() + name.len()), Lack::Itself, 0);
        }
    }
}
