//! Changes: 由20.8%下降到18.2%，下降2.6个百分点; 产值120亿元，比上年增加20亿元，增长20%.
//!
//! A sentence is read figure by figure. What it says of one value is kept together until something else is spoken of: a clause
//! that names nothing goes on about the value before it.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::figure::measures::{Basis, Measure, Measures, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::text::decimal::Decimal;
use crate::text::span::Span;
use crate::words::dimension::Dimension;

/// Most figures that tell how much one value changed.
const MAX_BY: usize = 6;

/// One value, an earlier one, and what is said of how they differ.
#[derive(Clone, Debug)]
pub struct Change<'w> {
    /// The earlier value.
    pub from: Option<Quantity<'w>>,
    /// The later one, of the same unit.
    pub to: Option<Quantity<'w>>,
    /// The direction that the verb between them says, if any.
    pub way: Option<Way>,
    /// How much, as amounts and rates, each with its direction and with what it is compared with.
    pub by: Vec<(Quantity<'w>, Way, Basis)>,
    /// From the words before the first figure to the last one.
    pub span: Span,
}

impl<'d> Facts<'d> {
    /// Values that became others: 由a增至b，增长p%.
    pub fn changes(&self) -> &[Change<'d>] {
        self.cells.changes.get_or_init(|| find(self.doc, self.measures()))
    }
}

/// All changes of which three figures are told, or two values and the direction, in order.
fn find<'w>(doc: &Document, passages: &[Measures<'w>]) -> Vec<Change<'w>> {
    let mut changes = Vec::new();
    for measures in passages.iter().flat_map(Measures::sentences) {
        let mut group = Group::default();
        // What stands in brackets is said beside the sentence: （上年100亿元） alone belongs to it.
        let is_outside = |measure: &&Measure<'_>| measure.depth == 0 || measure.role == Role::Base;
        for measure in measures.iter().filter(is_outside) {
            let is_kept = group.add(doc.text(), measure);
            if !is_kept {
                changes.extend(std::mem::take(&mut group).change());
                group.add(doc.text(), measure);
            }
        }
        let doubled = group.doubled(doc.text(), measures[0].sentence);
        group.by.extend(doubled);
        changes.extend(group.change());
    }
    changes
}

/// What was said so far of one value.
#[derive(Default)]
struct Group<'w> {
    from: Option<Measure<'w>>,
    to: Option<Measure<'w>>,
    by: Vec<Measure<'w>>,
}

impl<'w> Group<'w> {
    /// Adds a measure, if it speaks of the value of the group.
    fn add(&mut self, text: &str, measure: &Measure<'w>) -> bool {
        let is_unnamed = measure.name.is_empty();
        let is_same_unit = |other: &Measure<'_>| other.quantity.unit == measure.quantity.unit;
        match measure.role {
            Role::From => {
                let is_first = self.from.is_none() && self.to.is_none() && self.by.is_empty();
                if is_first {
                    self.from = Some(*measure);
                }
                is_first
            }
            Role::To(_) => {
                let is_result =
                    is_unnamed && self.to.is_none() && self.from.as_ref().is_some_and(is_same_unit);
                let is_first = self.from.is_none() && self.to.is_none() && self.by.is_empty();
                if is_result || is_first {
                    self.to = Some(*measure);
                }
                is_result || is_first
            }
            Role::Value => {
                let is_first = self.to.is_none() && self.by.is_empty();
                // 去年产值a，今年产值b
                let is_next = is_first
                    && self.from.as_ref().is_none_or(|from| {
                        from.role == Role::Base && is_same_unit(from) && is_same_name(text, from, measure)
                    });
                if is_next {
                    self.to = Some(*measure);
                }
                is_next
            }
            Role::Base => {
                let is_base = self.from.is_none()
                    && self.by.is_empty()
                    && self.to.as_ref().is_none_or(|to| is_same_unit(to) && is_unnamed);
                if is_base {
                    self.from = Some(*measure);
                }
                is_base
            }
            Role::By(_) => {
                let is_said =
                    is_unnamed && (self.from.is_some() || self.to.is_some()) && self.by.len() < MAX_BY;
                if is_said {
                    self.by.push(*measure);
                }
                is_said
            }
            Role::Against => false,
        }
    }

    /// ，实现翻番: once, without a number.
    fn doubled(&self, text: &str, sentence: Span) -> Option<Measure<'w>> {
        let to = self.to.filter(|_| self.from.is_some())?;
        let rest = text[to.quantity.span.end..sentence.end].trim_start_matches(['，', ',']);
        let rest = rest.strip_prefix("实现").unwrap_or(rest);
        let at = sentence.end - rest.len();
        let one = Decimal::integer(1);
        let quantity = Quantity {
            span: Span::new(at, at + "翻番".len()),
            value: one,
            printed: one,
            scale: 0,
            unit: "番",
            dimension: Some(Dimension::Ratio),
            is_approximate: false,
        };
        let name = Span::new(at, at);
        rest.starts_with("翻番").then_some(Measure {
            quantity,
            role: Role::By(Way::Up),
            name,
            basis: Basis::Unsaid,
            verb: name,
            sentence,
            start: at,
            depth: 0,
        })
    }

    /// The change, if enough is said.
    fn change(self) -> Option<Change<'w>> {
        let exact = |measure: &Measure<'w>| !measure.quantity.is_approximate;
        let is_told = self.from.is_some() && self.to.is_some()
            || (self.from.is_some() || self.to.is_some()) && self.by.len() > 1;
        let values = || self.from.iter().chain(&self.to);
        if !is_told || !values().all(exact) {
            return None;
        }
        let by: Vec<_> = self
            .by
            .iter()
            .filter(|measure| exact(measure))
            .filter_map(|measure| match measure.role {
                Role::By(way) => Some((measure.quantity, way, measure.basis)),
                _ => None,
            })
            .collect();
        let start = values().chain(&self.by).map(|measure| measure.start).min()?;
        let end = values().chain(&self.by).map(|measure| measure.quantity.span.end).max()?;
        let way = self.to.and_then(|to| if let Role::To(way) = to.role { way } else { None });
        let quantity = |measure: Option<Measure<'w>>| measure.map(|measure| measure.quantity);
        Some(Change {
            from: quantity(self.from),
            to: quantity(self.to),
            way,
            by,
            span: Span::new(start, end),
        })
    }
}

/// The same words for both values, without those for the time: 去年产值a，今年产值b.
fn is_same_name(text: &str, first: &Measure<'_>, second: &Measure<'_>) -> bool {
    let name = |measure: &Measure<'_>| {
        let name = measure.name.of(text);
        let name =
            ["去年", "上年", "今年", "本年"].iter().find_map(|time| name.strip_prefix(time)).unwrap_or(name);
        name.trim_start_matches(['的', '全']).to_owned()
    };
    let second = name(second);
    second.is_empty() || name(first) == second
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
            let by: Vec<String> = change
                .by
                .iter()
                .map(|(by, way, _)| format!("{}{}", if *way == Way::Up { "+" } else { "-" }, by.of(text)))
                .collect();
            let shown = |value: Option<crate::facts::figure::quantities::Quantity<'_>>| {
                value.map_or("", |value| value.of(text))
            };
            format!("{}>{}{}", shown(change.from), shown(change.to), by.concat())
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
            ("产值120亿元，比去年增加20亿元，增长20%。", ">120亿元+20亿元+20%"),
            ("营业收入28.6亿元，上年同期为24.5亿元，同比增长16.7%。", "24.5亿元>28.6亿元+16.7%"),
            ("员工3126人，较期初的3284人净减少158人。", "3284人>3126人-158人"),
        ];
        for (text, expected) in cases {
            assert_eq!(changes(text), [expected], "{text}");
        }
    }

    #[test]
    fn passes_over_what_has_another_base() {
        assert_eq!(changes("产值由82亿元增加到120亿元，比全省高6%。"), ["82亿元>120亿元"]);
        assert!(changes("投资82亿元，增加到120亿元。").is_empty());
        assert!(changes("去年产值100亿元，今年利润12亿元，增长20%。").is_empty());
        assert!(changes("产值120亿元，增长20%，利润8亿元，增加2亿元。").is_empty());
    }
}
