//! Changes: 由20.8%下降到18.2%，下降2.6个百分点.

use crate::document::Document;
use crate::facts::figures::Figures;
use crate::facts::quantities::Quantity;
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Longest text between two figures of a change, in characters.
const MAX_BETWEEN: usize = 18;
/// Longest text between 由 and the first figure, in characters.
const MAX_LEAD: usize = 14;

/// Verbs that lead from one value to another, upwards.
const UP: [&str; 25] = [
    "增加到", "增长到", "增至", "增加至", "增长至", "增到", "提高到", "提高至", "上升到", "上升至", "升至",
    "升到", "提升到", "提升至", "扩大到", "扩大至", "发展到", "攀升至", "攀升到", "跃升至", "跃升到",
    "壮大到", "拓展到", "拓展至", "上涨到",
];
/// The same, downwards.
const DOWN: [&str; 19] = [
    "下降到", "下降至", "减少到", "减少至", "降低到", "降低至", "降到", "降至", "减到", "减至", "压减到",
    "压减至", "缩短到", "缩短至", "缩小到", "缩减到", "回落到", "回落至", "下调到",
];
/// The same, without a direction.
const LEVEL: [&str; 5] = ["变为", "调整为", "调整到", "达到", "到"];
/// Words for how much more it is.
const MORE: [&str; 13] =
    ["增长", "增加", "增幅", "提高", "上升", "提升", "增速", "扩大", "上涨", "涨幅", "升幅", "翻", "增"];
/// Words for how much less it is.
const LESS: [&str; 10] = ["下降", "减少", "降低", "降幅", "回落", "压减", "缩短", "缩小", "下跌", "降"];

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// More.
    Up,
    /// Less.
    Down,
}

/// One value that became another, and by how much.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// The first value.
    pub from: Quantity,
    /// The second, of the same unit.
    pub to: Quantity,
    /// The direction that the verb between them says, if any.
    pub way: Option<Way>,
    /// How much, where it is said, with the direction.
    pub by: Option<(Quantity, Way)>,
    /// From the words before the first value to the last figure.
    pub span: Span,
}

/// All changes, in order.
pub fn find(doc: &Document, figures: &[Figures]) -> Vec<Change> {
    let text = doc.text();
    let mut changes = Vec::new();
    for figures in figures {
        for (at, pair) in figures.list.windows(2).enumerate() {
            let (from, to) = (pair[0], pair[1]);
            let between = &text[from.span.end..to.span.start];
            let Some(start) = lead(text, figures.sentence.start, from.span.start) else { continue };
            let Some(way) = verb(between) else { continue };
            if from.unit != to.unit || from.is_approximate || to.is_approximate {
                continue;
            }
            let by = figures.list.get(at + 2).filter(|by| !by.is_approximate);
            let by = by.and_then(|by| Some((*by, result(&text[to.span.end..by.span.start])?)));
            let end = by.map_or(to.span.end, |(by, _)| by.span.end);
            changes.push(Change { from, to, way, by, span: Span::new(start, end) });
        }
    }
    changes
}

/// Where 由 or 从 stands before a figure, in the same clause.
fn lead(text: &str, start: usize, at: usize) -> Option<usize> {
    let before = &text[start..at];
    let nearest = before.char_indices().rev().take(MAX_LEAD);
    let mut clause = nearest.take_while(|(_, c)| !matches!(c, '，' | '；' | '：' | '、' | ',' | '（' | '('));
    clause.find(|(_, c)| matches!(c, '由' | '从')).map(|(offset, _)| start + offset)
}

/// The direction of the verb between two values; `None` where there is none.
fn verb(between: &str) -> Option<Option<Way>> {
    let is_clause = between.chars().nth(MAX_BETWEEN).is_none()
        && between.chars().all(|c| is_han(c) || c.is_ascii_digit() || matches!(c, '，' | '“' | '”' | '的'));
    let has = |verbs: &[&str]| verbs.iter().any(|verb| between.contains(verb));
    if !is_clause {
        None
    } else if has(&UP) {
        Some(Some(Way::Up))
    } else if has(&DOWN) {
        Some(Some(Way::Down))
    } else {
        has(&LEVEL).then_some(None)
    }
}

/// The direction of `，增长`, `，增幅达`; `None` where other words stand there.
fn result(between: &str) -> Option<Way> {
    let words = between.trim_start_matches(['，', ',', '（', '(', ' ']);
    let words = ["同比", "累计", "净", "共", "总共", "实现", "总体"]
        .iter()
        .fold(words, |words, lead| words.strip_prefix(lead).unwrap_or(words));
    let is_end =
        |rest: &str| rest.chars().all(|c| "了达到为率的比例幅度约近共有".contains(c)) && !rest.contains("比");
    let of = |verbs: &[&str]| {
        verbs
            .iter()
            .any(|verb| words.strip_prefix(verb).is_some_and(|rest| is_end(&rest.replace("比例", ""))))
    };
    if of(&MORE) { Some(Way::Up) } else { of(&LESS).then_some(Way::Down) }
}

#[cfg(test)]
mod tests {
    use super::Way;
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    /// `from>to` and what follows: `+p` or `-p`.
    fn changes(text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build().unwrap(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let shown = facts.changes().iter().map(|change| {
            let by = change.by.map_or(String::new(), |(by, way)| {
                format!("{}{}", if way == Way::Up { "+" } else { "-" }, by.of(text))
            });
            format!("{}>{}{by}", change.from.of(text), change.to.of(text))
        });
        shown.collect()
    }

    #[test]
    fn reads_two_values_and_how_much() {
        let cases = [
            ("产值由82.6亿元增加到120.8亿元，增长46.2%。", "82.6亿元>120.8亿元+46.2%"),
            ("案件从906起减少到729起，同比下降19.5%。", "906起>729起-19.5%"),
            ("贫困率由2015年的18.6%下降到2019年的15.6%，下降3.0个百分点。", "18.6%>15.6%-3.0个百分点"),
            ("存款由28亿元增加到57亿元，翻了一番。", "28亿元>57亿元+一番"),
            ("村级收入从12万元增加到18万元。", "12万元>18万元"),
        ];
        for (text, expected) in cases {
            assert_eq!(changes(text), [expected], "{text}");
        }
    }

    #[test]
    fn passes_over_what_has_another_base() {
        assert_eq!(changes("产值由82亿元增加到120亿元，年均增长8%。"), ["82亿元>120亿元"]);
        assert_eq!(changes("产值由82亿元增加到120亿元，比全省高6%。"), ["82亿元>120亿元"]);
        assert!(changes("投资82亿元，增加到120亿元。").is_empty());
    }
}
