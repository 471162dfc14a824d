//! Growth of a whole and of all its parts: 进出口增长4.5%，其中出口增长6.1%，进口增长2.2% ("trade grew by 4.5 %,
//! exports by 6.1 %, imports by 2.2 %"). Like any mean, the growth of the whole is between those of
//! the parts. The same holds for the mean income of all people, of towns and of villages.

use crate::facts::figure::measures::{Basis, Measure, Role};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, factor};
use crate::text::chars::{Codes, is_han};
use crate::words::first_chars::FirstChars;
use crate::words::{Words, measure, total};

/// Maximum number of bytes before a figure that are searched for the word for its subject: 出口
/// ("exports").
const MAX_HEAD: usize = 120;
/// Maximum number of characters after the name of a part: 总值 in 出口|总值 ("total exports"), 居民人均可支配收入
/// in 城镇|居民人均可支配收入 ("income in towns"). With more, the figure is not that of the part.
const MAX_REST: usize = 12;
/// Minimum number of figures in a block that is read: one for a whole and two for its parts.
const MIN_FIGURES: usize = 3;
/// Maximum number of parts of a whole.
const MAX_PARTS: usize = 4;
/// Punctuation that ends the clause around a figure.
const ENDS: [char; 13] = ['，', ',', '；', ';', '。', '、', '：', ':', '（', '(', '）', ')', '\n'];
/// Words that may precede the name of a part: 其中 ("of these").
const BEFORE: [&str; 4] = ["其中", "货物", "商品", "分"];
/// Thing that a figure is about: a whole such as 进出口 ("trade"), a part of it such as 出口
/// ("exports"), or another thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// A whole: 进出口 ("trade"). The number is that of the set of words for its parts.
    Whole(u32),
    /// A part of a whole: 出口 ("exports"). `set` is the number of the set of words for the parts of
    /// this whole, `size` the number of words in the set, and `member` the number of this word.
    Part {
        set: u32,
        size: u32,
        member: u32,
    },
    Other,
}

/// Figures of one whole and its parts, collected while a block is read. `set` is the number of the
/// set of words for the parts.
#[derive(Default)]
struct Run<'w> {
    set: u32,
    whole: Option<Measure<'w>>,
    parts: Vec<(u32, Measure<'w>)>,
}

/// Checks the growth of wholes and their parts in one block.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let whole = |first: &Measure<'_>, last: &Measure<'_>| {
        words.of(&total::WHOLE).is_in(&text[first.sentence.start()..last.quantity.span.start()])
    };
    if list.len() < MIN_FIGURES
        || !list.first().zip(list.last()).is_some_and(|(first, last)| whole(first, last))
    {
        return Vec::new();
    }
    let reader = Reader { text, words };
    let mut relations = Vec::new();
    // One run for growth, one for values of means.
    let mut runs = [Run::default(), Run::default()];
    let mut subject = Subject::Other;
    let mut from = list.first().map_or(0, |first| first.sentence.start());
    for measure in list {
        let gap = &text[from.min(measure.quantity.span.start())..measure.quantity.span.start()];
        from = measure.quantity.span.end();
        subject = reader.subject(gap, measure, subject);
        let Some(kind) = reader.kind(measure, gap) else { continue };
        let run = &mut runs[kind];
        match subject {
            Subject::Whole(set) if run.set != set || !run.parts.is_empty() || run.whole.is_none() => {
                *run = Run { set, whole: Some(*measure), parts: Vec::new() };
            }
            Subject::Part { set, size, member } if run.set == set => {
                let is_new = run.parts.iter().all(|(known, _)| *known != member);
                if is_new && run.parts.len() < MAX_PARTS {
                    run.parts.push((member, *measure));
                }
                if run.parts.len() == size as usize {
                    let run = std::mem::take(run);
                    relations.extend(reader.judge(&run, kind));
                }
            }
            _ => {}
        }
    }
    relations
}

struct Reader<'a> {
    text: &'a str,
    words: &'a Words,
}

impl Reader<'_> {
    /// Kind of a figure, as the index of the run that collects it: 0 for a rate of growth, 1 for a
    /// mean in yuan. `None` for other figures.
    fn kind(&self, measure: &Measure<'_>, gap: &str) -> Option<usize> {
        let quantity = &measure.quantity;
        let is_growth = quantity.is_percentage()
            && matches!(measure.role, Role::By(_))
            && matches!(measure.basis, Basis::Unsaid | Basis::YearBefore);
        if is_growth {
            return Some(0);
        }
        let is_mean = quantity.unit == "元"
            && matches!(measure.role, Role::Value | Role::To(_))
            && !quantity.is_approximate
            && self.words.of(&measure::AVERAGE).is_in(gap);
        is_mean.then_some(1)
    }

    /// Subject of a figure: the thing that the last known word in `gap`, the text before the
    /// figure, names. Without such a word it is `known`, the subject of the previous figure, unless
    /// the figure has another name.
    fn subject(&self, gap: &str, measure: &Measure<'_>, known: Subject) -> Subject {
        let gap = &gap[gap.ceil_char_boundary(gap.len().saturating_sub(MAX_HEAD))..];
        let (wholes, parts) = (self.words.of(&total::WHOLE), self.words.of(&total::SIBLING));
        let mut found = None;
        let heads = FirstChars::of(&[wholes, parts], "");
        let mut next = 0;
        for (at, ..) in Codes::of(gap).filter(|(_, _, code)| heads.may_begin_code(*code)) {
            let whole = wholes.start_of(&gap[at..]);
            let word = whole.or_else(|| parts.start_of(&gap[at..]));
            if let Some(word) = word.filter(|_| at >= next) {
                found = Some((at, word, whole.is_some()));
                next = at + word.len();
            }
        }
        let Some((at, word, is_whole)) = found else {
            // 其中民营企业增长6% ("of these private companies grew by 6 %"): another subject is named.
            let goes_on = measure.name.is_empty()
                || !gap.contains(['。', '；', ';', '\n'])
                    && matches!(measure.role, Role::By(_))
                    && measure.name.len() <= self.neutral(measure);
            return if goes_on { known } else { Subject::Other };
        };
        if is_whole {
            return wholes.value(word).map_or(Subject::Other, Subject::Whole);
        }
        let before = gap[..at].rsplit(ENDS).next().unwrap_or_default();
        let before = BEFORE.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
        let rest = gap[at + word.len()..].chars().take_while(|c| is_han(*c)).count();
        let Some(value) = parts.value(word).filter(|_| before.trim().is_empty() && rest <= MAX_REST) else {
            return Subject::Other;
        };
        Subject::Part { set: value / 100, size: value / 10 % 10, member: value % 10 }
    }

    /// Length in bytes of a name that only states how a change is computed: 按不变价格计算 ("at constant
    /// prices"); 0 for other names.
    fn neutral(&self, measure: &Measure<'_>) -> usize {
        let name = measure.name.of(self.text);
        if name.starts_with('按') || name.starts_with("扣除") { name.len() } else { 0 }
    }

    /// Checks that the value of the whole is between the smallest and the greatest value of its
    /// parts. `kind` is the kind of the figures, as an index.
    fn judge<'w>(&self, run: &Run<'w>, kind: usize) -> Option<Relation<'w>> {
        let whole = run.whole?;
        let factor =
            |measure: &Measure<'_>| if kind == 0 { factor(measure) } else { measure.quantity.interval() };
        let parts = || run.parts.iter().map(|(_, part)| part);
        let low = parts().min_by_key(|part| factor(part).low)?;
        let high = parts().max_by_key(|part| factor(part).high)?;
        let of = factor(&whole);
        let holds = factor(low).low <= of.high && of.low <= factor(high).high;
        let shown = |part: &Measure<'_>| part.verb.join(part.quantity.span).of(self.text).to_owned();
        let shown =
            |part: &Measure<'_>| if kind == 0 { shown(part) } else { part.quantity.of(self.text).to_owned() };
        Some(Relation {
            reading: FigureReading::Blend,
            stated: whole.quantity,
            place: whole.quantity.span,
            operands: parts().map(|part| Operand::new("part", part.quantity)).collect(),
            is_unambiguous: true,
            holds,
            formula: String::new(),
            computed: format!("{}～{}", shown(low), shown(high)),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn holds_wholes_between_their_parts() {
        let cases: [(&str, &[&str]); 9] = [
            (
                "进出口总值32.6亿元，增长9.4%。其中，出口20.1亿元，增长6.3%；进口12.5亿元，增长2.1%。",
                &["9.4%"],
            ),
            (
                "生产总值320亿元，按可比价格计算，增长2.6%。第一产业增加值40亿元，增长3.1%；第二产业增长6.2%；第三产业增长5.8%。",
                &["2.6%"],
            ),
            ("进出口增长3.2%，其中出口增长5.1%，进口下降4.6%。", &[]),
            ("进出口增长8.2%，其中出口增长5.1%，进口下降4.6%。", &["8.2%"]),
            (
                "全体居民人均可支配收入32600元，城镇居民人均可支配收入31200元，农村居民人均可支配收入18400元。",
                &["32600元"],
            ),
            (
                "全体居民人均可支配收入26300元，城镇居民人均可支配收入31200元，农村居民人均可支配收入18400元。",
                &[],
            ),
            ("进出口增长9.2%，机电产品出口增长5.1%，进口下降4.6%。", &[]),
            ("外贸增长9.2%，民营企业增长6%，出口增长5.1%。", &[]),
            ("进出口增长9.2%，利润增长3%。出口增长12%，进口增长5%。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Blend]), expected, "{text}");
        }
    }
}
