//! Changes: 由20.8%下降到18.2%，下降2.6个百分点.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::figure::figures::Figures;
use crate::facts::figure::quantities::Quantity;
use crate::text::chars::is_han;
use crate::text::decimal::Decimal;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::dimension::Dimension;
use crate::words::{Words, change, time};

/// Longest text between two figures of a change, in characters.
const MAX_BETWEEN: usize = 18;
/// Longest clause before the first of two values that is searched for 去年, in bytes.
const MAX_CLAUSE: usize = 90;
/// Longest text between 由 and the first figure, in characters.
const MAX_LEAD: usize = 14;

/// Words for how much more it is.
const MORE: [&Class; 2] = [&change::UP, &change::UP_RATE];
/// Words for how much less it is.
const LESS: [&Class; 2] = [&change::DOWN, &change::DOWN_RATE];

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
pub struct Change<'w> {
    /// The first value.
    pub from: Quantity<'w>,
    /// The second, of the same unit.
    pub to: Quantity<'w>,
    /// The direction that the verb between them says, if any.
    pub way: Option<Way>,
    /// How much, where it is said, with the direction.
    pub by: Option<(Quantity<'w>, Way)>,
    /// From the words before the first value to the last figure.
    pub span: Span,
}

impl<'d> Facts<'d> {
    /// Values that became others: 由a增至b，增长p%.
    pub fn changes(&self) -> &[Change<'d>] {
        self.cells.changes.get_or_init(|| find(self.doc, self.figures(), self.words()))
    }
}

/// All changes, in order.
pub fn find<'w>(doc: &Document, figures: &[Figures<'w>], words: &Words) -> Vec<Change<'w>> {
    let text = doc.text();
    let mut changes = Vec::new();
    for figures in figures {
        for (at, pair) in figures.list.windows(2).enumerate() {
            let next = figures.list.get(at + 2).copied();
            let is_exact = pair.iter().all(|value| !value.is_approximate) && pair[0].unit == pair[1].unit;
            if is_exact {
                let reader = Reader { text, sentence: figures.sentence, next, words };
                let (first, second) = (pair[0], pair[1]);
                let change = reader.between(first, second).or_else(|| reader.against(first, second));
                changes.extend(change.or_else(|| reader.year_by_year(first, second)));
            }
        }
    }
    changes
}

/// Reads two figures of a sentence and what is said of them.
struct Reader<'t, 'w> {
    text: &'t str,
    sentence: Span,
    /// The figure behind the two.
    next: Option<Quantity<'w>>,
    words: &'t Words,
}

impl<'w> Reader<'_, 'w> {
    /// 由a增加到b，增长p%.
    fn between(&self, from: Quantity<'w>, to: Quantity<'w>) -> Option<Change<'w>> {
        let start = lead(self.text, self.sentence.start, from.span.start)?;
        let way = self.verb(&self.text[from.span.end..to.span.start])?;
        Some(of(start, (from, to), way, self.by(to).or_else(|| self.doubled(to))))
    }

    /// b，比上年的a增长p%.
    fn against(&self, to: Quantity<'w>, from: Quantity<'w>) -> Option<Change<'w>> {
        let between = self.text[to.span.end..from.span.start].trim_start_matches(['，', ',', '（', '(']);
        let base = between.strip_prefix('比').or_else(|| between.strip_prefix('较'))?;
        let is_time = base.contains('年') || self.words.of(&time::BASE).is_in(base);
        let is_plain = base.chars().nth(MAX_LEAD).is_none()
            && (base.ends_with('的') || self.words.of(&time::PERIOD).end_of(base).is_some())
            && !MORE.iter().chain(&LESS).any(|class| self.words.of(class).is_in(base));
        let by = self.by(from).filter(|_| is_time && is_plain)?;
        Some(of(to.span.start, (from, to), None, Some(by)))
    }

    /// 去年产值a，今年产值b，增长p%: the same words for both.
    fn year_by_year(&self, from: Quantity<'w>, to: Quantity<'w>) -> Option<Change<'w>> {
        let near =
            self.text.ceil_char_boundary(from.span.start.saturating_sub(MAX_CLAUSE)).max(self.sentence.start);
        let clause = self.text[near..from.span.start].rsplit(['，', '；', '：']).next()?;
        let last = ["去年", "上年"].iter().find_map(|word| clause.split(word).nth(1))?;
        let between = self.text[from.span.end..to.span.start].trim_start_matches(['，', ',', '、']);
        let this = between.strip_prefix("今年").or_else(|| between.strip_prefix("本年"))?;
        let name = |words: &str| {
            words.trim_end_matches(['达', '到', '为', '是']).trim_start_matches(['的', '全']).to_owned()
        };
        let is_same = name(last) == name(this) || name(this).is_empty();
        let by = self.by(to).filter(|_| is_same)?;
        Some(of(from.span.start, (from, to), None, Some(by)))
    }

    /// How much, behind the second value.
    fn by(&self, second: Quantity<'w>) -> Option<(Quantity<'w>, Way)> {
        let by = self.next.filter(|by| !by.is_approximate)?;
        Some((by, self.result(&self.text[second.span.end..by.span.start])?))
    }

    /// ，实现翻番: once, without a number.
    fn doubled(&self, second: Quantity<'w>) -> Option<(Quantity<'w>, Way)> {
        let rest = self.text[second.span.end..self.sentence.end].trim_start_matches(['，', ',']);
        let rest = rest.strip_prefix("实现").unwrap_or(rest);
        let at = self.sentence.end - rest.len();
        let one = Decimal::integer(1);
        let span = Span::new(at, at + "翻番".len());
        let by = Quantity {
            span,
            value: one,
            printed: one,
            scale: 0,
            unit: "番",
            dimension: Some(Dimension::Ratio),
            is_approximate: false,
        };
        rest.starts_with("翻番").then_some((by, Way::Up))
    }

    /// The direction of the verb between two values; `None` if there is no such verb.
    fn verb(&self, between: &str) -> Option<Option<Way>> {
        let is_clause = between.chars().nth(MAX_BETWEEN).is_none()
            && between
                .chars()
                .all(|c| is_han(c) || c.is_ascii_digit() || matches!(c, '，' | '“' | '”' | '的'));
        let has = |class| self.words.of(class).is_in(between);
        if !is_clause {
            None
        } else if has(&change::UP_TO) {
            Some(Some(Way::Up))
        } else if has(&change::DOWN_TO) {
            Some(Some(Way::Down))
        } else {
            has(&change::TO).then_some(None)
        }
    }

    /// The direction of `，增长`, `，增幅达`; `None` if other words stand there.
    fn result(&self, between: &str) -> Option<Way> {
        let mut words = between.trim_start_matches(['，', ',', '（', '(', ' ']);
        while let Some(lead) = self.words.of(&change::BEFORE).start_of(words) {
            words = &words[lead.len()..];
        }
        let is_end = |rest: &str| {
            rest.chars().all(|c| "了达到为率的比例幅度约近共有".contains(c)) && !rest.contains('比')
        };
        let starts_with = |class| {
            let verb = self.words.of(class).start_of(words);
            verb.is_some_and(|verb| is_end(&words[verb.len()..].replace("比例", "")))
        };
        if MORE.into_iter().any(starts_with) {
            Some(Way::Up)
        } else {
            LESS.into_iter().any(starts_with).then_some(Way::Down)
        }
    }
}

fn of<'w>(
    start: usize,
    (from, to): (Quantity<'w>, Quantity<'w>),
    way: Option<Way>,
    by: Option<(Quantity<'w>, Way)>,
) -> Change<'w> {
    let end = by.map_or(from.span.end.max(to.span.end), |(by, _)| by.span.end);
    Change { from, to, way, by, span: Span::new(start, end) }
}

/// Where 由 or 从 stands before a figure, in the same clause.
fn lead(text: &str, start: usize, at: usize) -> Option<usize> {
    let before = &text[start..at];
    let nearest = before.char_indices().rev().take(MAX_LEAD);
    let mut clause = nearest.take_while(|(_, c)| !matches!(c, '，' | '；' | '：' | '、' | ',' | '（' | '('));
    clause.find(|(_, c)| matches!(c, '由' | '从')).map(|(offset, _)| start + offset)
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
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
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
            ("茶园由1.2万亩扩大到2.5万亩，实现翻番。", "1.2万亩>2.5万亩+翻番"),
            ("产值120亿元，比上年的100亿元增长20%。", "100亿元>120亿元+20%"),
            ("入学率达62.5%，较2018年的58.1%提升了4.4个百分点。", "58.1%>62.5%+4.4个百分点"),
            ("去年产值100亿元，今年产值120亿元，增长20%。", "100亿元>120亿元+20%"),
            ("村级收入从12万元增加到18万元。", "12万元>18万元"),
            ("入学率由18.6%降低到15.6%，实现同比下滑3.0个百分点。", "18.6%>15.6%-3.0个百分点"),
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
        assert!(changes("去年产值100亿元，今年利润12亿元，增长20%。").is_empty());
        assert!(changes("产值120亿元，比去年增加20亿元，增长20%。").is_empty());
    }
}
