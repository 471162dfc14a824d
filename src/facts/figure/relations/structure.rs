//! Shares that add up to the whole: 三次产业占比分别为9.1%、40.2%、50.7% ("the three sectors make up 9.1, 40.2
//! and 50.7 %"); 市级承担30%，县级承担70% ("the city pays 30 %, the county 70 %"); 余下10% ("the remaining 10
//! %").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::chars::{is_han, is_longer};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::phrases::Phrases;
use crate::text::span::Span;
use crate::words::rules::figure::share::{self, EXCLUSIVE, INDUSTRIES, LAST, WHOLE};
use crate::words::{Words, rate};

static CLOSING: Phrases = Phrases::of(&share::CLOSING);
static NAMED: Phrases = Phrases::of(&INDUSTRIES);

/// Minimum number of shares that are listed one by one without 分别 ("respectively").
const MIN_LISTED: usize = 3;
/// Maximum difference between the sum of the shares and 100 that is an error, in percentage points.
/// If the difference is greater, the shares are not those of one whole.
const MAX_OFF: u64 = 20;
/// Maximum distance, in figures, from one share to the next. Other figures may be between them:
/// 15—59岁人口78人，占 ("78 people aged 15–59, making up").
const MAX_APART: usize = 4;
/// Maximum number of characters between two shares. With more between them, they are not of one
/// list.
const MAX_BETWEEN: usize = 24;

/// Checks the shares of one sentence that make up a whole.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let reader = Reader { text, words, list };
    let mut relations = reader.sectors();
    let told: Vec<Span> = relations.iter().map(|relation| relation.stated.span).collect();
    let runs = reader.runs();
    let others =
        runs.iter().filter(|run| !run.iter().any(|share| told.iter().any(|told| told.overlaps(share.span))));
    relations.extend(others.filter_map(|run| reader.judge(run)));
    relations
}

struct Reader<'a, 'w> {
    text: &'a str,
    words: &'a Words,
    list: &'a [Measure<'w>],
}

impl<'w> Reader<'_, 'w> {
    /// Checks the shares of the three sectors of the economy, as a ratio or one by one.
    fn sectors(&self) -> Vec<Relation<'w>> {
        let mut relations = Vec::new();
        let Some(first) = self.list.first().filter(|_| self.list.len() >= 3) else { return relations };
        let sentence = first.sentence.of(self.text);
        if !NAMED.is_in(sentence) {
            return relations;
        }
        let Some(named) =
            INDUSTRIES.iter().filter_map(|word| sentence.find(word).map(|at| at + word.len())).min()
        else {
            return relations;
        };
        let named = first.sentence.start() + named;
        let mut rest = &self.list[self.list.partition_point(|figure| figure.quantity.span.start() < named)..];
        while rest.len() >= 3 {
            let three: Vec<Quantity<'w>> = rest[..3].iter().map(|measure| measure.quantity).collect();
            let between = |at: usize| self.text[three[at].span.end()..three[at + 1].span.start()].trim();
            let is_ratio = |sign: &str| matches!(sign, ":" | "：" | "∶" | "比");
            let ratio = is_ratio(between(0)) && is_ratio(between(1));
            let listed = three.iter().all(Quantity::is_percentage)
                && matches!((between(0), between(1)), ("、", "、" | "和") | ("，", "，"))
                && self.text[named..three[0].span.start()].contains("分别");
            if ratio || listed {
                let sum = sum(&three);
                let is_percent = sum.distance(Decimal::integer(100)) < Decimal::integer(MAX_OFF);
                relations
                    .extend(is_percent.then(|| relation(FigureReading::Sectors, &three, true)).flatten());
                rest = &rest[3..];
            } else {
                rest = &rest[1..];
            }
        }
        relations
    }

    /// Groups of at least two shares that follow each other closely. A share after 其中 ("of these")
    /// is left out, because it is a share of a part.
    fn runs(&self) -> Vec<Vec<Quantity<'w>>> {
        let mut runs: Vec<Vec<Quantity<'w>>> = Vec::new();
        let mut last = None;
        for (at, measure) in self.list.iter().enumerate().filter(|(_, measure)| self.is_share(measure)) {
            let lead = measure.lead(self.text);
            let goes_on = last.is_some_and(|last: usize| {
                let end = self.list[last].quantity.span.end();
                let between = &self.text[end..measure.quantity.span.start()];
                let is_list =
                    at - last <= MAX_APART && !between.contains(['。', '“']) && !between.contains("其中");
                is_list && !is_longer(between, MAX_BETWEEN)
            });
            if lead.contains("其中") {
                continue;
            }
            match runs.last_mut().filter(|_| goes_on) {
                Some(run) => run.push(measure.quantity),
                None => runs.push(vec![measure.quantity]),
            }
            last = Some(at);
        }
        runs.retain(|run| run.len() > 1);
        runs
    }

    /// Checks a run if the words around the shares show that they are of one whole.
    fn judge(&self, run: &[Quantity<'w>]) -> Option<Relation<'w>> {
        let total = sum(run);
        let hundred = Decimal::integer(100);
        let off = total.distance(hundred);
        if off > Decimal::integer(MAX_OFF) {
            return None;
        }
        let is_above = total > hundred;
        let gap = |at: usize| &self.text[run[at - 1].span.end()..run[at].span.start()];
        let is_bare = (1..run.len()).all(|at| matches!(gap(at).trim(), "、" | "和" | "，" | "："));
        let lead = self.lead(run.first()?);
        let is_named = lead.trim_end_matches(['为', '是', '达']).ends_with("分别")
            && (lead.contains('占') || WHOLE.iter().any(|word| lead.contains(word)));
        let is_itemized = run.len() >= MIN_LISTED && self.is_itemized(run);
        let is_split = run.iter().all(|share| {
            EXCLUSIVE.iter().any(|verb| self.lead(share).trim_end_matches(['了', '约']).ends_with(verb))
        }) || is_bare && EXCLUSIVE.iter().any(|verb| lead.contains(&format!("分别{verb}")));
        let is_listed = run.len() >= MIN_LISTED && run.iter().all(|share| self.is_share_of_all(share));
        let is_last = run.last().is_some_and(|share| {
            let lead = self.lead(share);
            LAST.iter().any(|word| lead.starts_with(word))
        });
        let is_slip = run.iter().any(|share| {
            let others = total.minus(share.printed);
            slip(share.printed, hundred.minus(others)).is_some_and(Slip::is_rare)
        });
        let is_digit = run.len() >= MIN_LISTED
            && run
                .iter()
                .any(|share| slip(share.printed, hundred.minus(total.minus(share.printed))).is_some());
        let is_reached = run.iter().any(|share| self.lead(share).ends_with(['至', '到']));
        let is_composed = is_above && self.is_composed(run);
        let is_unambiguous = is_last && !is_reached
            || is_composed
            || (is_split && is_above)
            || (is_named && is_bare && (is_slip || is_digit))
            || (is_itemized && (is_slip || is_digit))
            || (is_listed && (is_slip || is_digit && self.is_closed(run)));
        let is_told = is_last || is_split || is_named || is_itemized || is_composed || is_listed;
        is_told.then(|| relation(FigureReading::Structure, run, is_unambiguous)).flatten()
    }

    /// True if each share has a noun, after a word for the whole: 评分权重分别为：业绩40%、能力30% ("the weights
    /// are: results 40 %, skill 30 %").
    fn is_itemized(&self, run: &[Quantity<'_>]) -> bool {
        let Some(first) =
            self.list.iter().find(|measure| Some(measure.quantity.span) == run.first().map(|it| it.span))
        else {
            return false;
        };
        let words = &self.text[first.sentence.start()..first.quantity.span.start()];
        let Some((before, _)) = words.rsplit_once(['：', ':']) else { return false };
        let is_whole = WHOLE
            .iter()
            .any(|word| before.trim_end_matches(['为', '是']).trim_end_matches("分别").ends_with(word));
        is_whole
            && run.windows(2).all(|two| {
                let between = &self.text[two[0].span.end()..two[1].span.start()];
                between.starts_with(['、', '，', '；']) && between.chars().skip(1).all(is_han)
            })
    }

    /// True if the text names all parts of the whole before their shares: 由平时成绩和期末成绩构成，平时成绩占40%
    /// ("made up of the marks of the term and of the test, of which the first is 40 %").
    fn is_composed(&self, run: &[Quantity<'_>]) -> bool {
        let Some(first) =
            self.list.iter().find(|measure| Some(measure.quantity.span) == run.first().map(|it| it.span))
        else {
            return false;
        };
        let words = &self.text[first.sentence.start()..first.quantity.span.start()];
        let Some((_, parts)) = words.split_once('由') else { return false };
        let clause = parts.split(['，', '：']).next().unwrap_or_default();
        let is_all = run.iter().all(|share| self.is_share_of_all(share));
        is_all && WHOLE.iter().any(|word| clause.ends_with(word))
    }

    /// True if the last share contains the remainder of the whole: 其他占5% ("others 5 %"), 60岁及以上占18%
    /// ("aged 60 and over 18 %").
    fn is_closed(&self, run: &[Quantity<'_>]) -> bool {
        let lead = run.last().map_or("", |share| self.lead(share));
        CLOSING.is_in(lead)
    }

    /// Text of the clause before a share.
    fn lead(&self, share: &Quantity<'_>) -> &str {
        let measure = self.list.iter().find(|measure| measure.quantity.span == share.span);
        measure.map_or("", |measure| &self.text[measure.start..share.span.start()])
    }

    /// True for an exact percentage that is not a change. The 由 ("by") of 由市级承担30% ("paid by the
    /// city 30 %") does not begin a change.
    fn is_share(&self, measure: &Measure<'_>) -> bool {
        let lead = measure.lead(self.text);
        let is_value = matches!(measure.role, Role::Value | Role::To(None))
            || measure.role == Role::From && EXCLUSIVE.iter().any(|verb| lead.ends_with(verb));
        is_value && measure.quantity.is_percentage() && !measure.quantity.is_approximate
    }

    /// True if the words before a share name no whole, or only the total: 占 ("make up"), 占比
    /// ("share"), 占总数的 ("of the total").
    fn is_share_of_all(&self, share: &Quantity<'_>) -> bool {
        let lead = self.lead(share).trim_end_matches(['为', '达', '约', '是']);
        let noun = self.words.of(&rate::SHARE).end_of(lead);
        noun.is_some_and(|noun| {
            lead[..lead.len() - noun.len()]
                .chars()
                .all(|c| is_han(c) || c.is_ascii_digit() || matches!(c, '—' | '-' | '（' | '）'))
        })
    }
}

fn sum(shares: &[Quantity<'_>]) -> Decimal {
    shares.iter().fold(Decimal::integer(0), |sum, share| sum.plus(share.printed))
}

/// Compares the sum of the shares with 100.
fn relation<'w>(
    reading: FigureReading,
    shares: &[Quantity<'w>],
    is_unambiguous: bool,
) -> Option<Relation<'w>> {
    let total = sum(shares);
    let margin = shares.iter().fold(Decimal::integer(0), |sum, share| sum.plus(share.printed.half_step()));
    let (first, last) = (shares.first()?, *shares.last()?);
    let terms: Vec<String> = shares.iter().map(|share| share.printed.to_string()).collect();
    Some(Relation {
        reading,
        stated: Quantity { span: first.span.join(last.span), ..last },
        place: first.span.join(last.span),

        operands: shares.iter().map(|share| Operand::new("part", *share)).collect(),
        holds: Interval::around(total, margin).meets(Interval::exact(Decimal::integer(100))),
        is_unambiguous,
        formula: terms.join(" + "),
        computed: total.to_string(),
    })
}
