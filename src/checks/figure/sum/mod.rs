//! `figure/sum`: 共53例，其中确诊28例、疑似30例; 甲14.8亿元，乙20.6亿元，合计37.7亿元.
//!
//! 其中 is no partition: what is listed may be only some of the parts, so only parts that exceed the total are wrong,
//! or two opposites (男/女, 确诊/疑似) that miss it. 合计 closes a list, and must be its sum.

mod composition;

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::figure::quantities::Quantity;
use crate::facts::lexicon::LiteralId;
use crate::text::chars::is_han;
use crate::text::decimal::Decimal;
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::rules::figure::sum::{ACROSS, NO_PART, OPEN, OPPOSITES, THINGS};
use crate::words::{change, measure, total};

/// Most bytes between a total and its parts.
const MAX_REACH: usize = 900;
/// Figures before a total, and parts behind it, that are tried for another sum.
const MAX_EARLIER: usize = 6;
const MAX_LISTED: usize = 12;
/// Longest words that name a part, in characters.
const MAX_LABEL: usize = 12;
/// Longest noun behind a unit, in characters.
const MAX_NOUN: usize = 4;
/// Longest verb between 合计 and its number, in characters.
const MAX_VERB: usize = 4;
/// Opposites that make up a whole between them.
const PAIRS: &[[&str; 2]] = {
    let (pairs, rest) = OPPOSITES.as_chunks();
    assert!(rest.is_empty(), "the last word has no opposite");
    pairs
};

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    let lexicon = &mut *parts.lexicon;
    let totals = [&total::LABEL, &total::ADVERB].into_iter().flat_map(|class| parts.words.of(class).iter());
    Ok(Box::new(Sum {
        within: lexicon.add("其中"),
        altogether: totals.map(|word| lexicon.add(word)).collect(),
        composed: ["组成", "构成"].map(|word| lexicon.add(word)),
    }))
}

struct Sum {
    within: LiteralId,
    altogether: Vec<LiteralId>,
    composed: [LiteralId; 2],
}

impl Check for Sum {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        opposites(cx, out);
        for word in cx.facts.occurrences(self.within) {
            check_parts(cx, out, *word);
        }
        for word in self.altogether.iter().flat_map(|&literal| cx.facts.occurrences(literal)) {
            check_total(cx, out, *word);
        }
        for word in self.composed.iter().flat_map(|&literal| cx.facts.occurrences(literal)) {
            composition::check(cx, out, *word);
        }
    }
}

/// A total, and what is said to make it up.
struct Breakdown<'a> {
    total: &'a Quantity<'a>,
    parts: Vec<&'a Quantity<'a>>,
}

impl Breakdown<'_> {
    fn sum(&self) -> Decimal {
        self.parts.iter().fold(Decimal::integer(0), |sum, part| sum.plus(part.value))
    }

    /// What rounding of the total and of each part may hide.
    fn tolerance(&self) -> Decimal {
        self.parts.iter().fold(self.total.rounding(), |sum, part| sum.plus(part.rounding()))
    }

    fn is_off(&self) -> bool {
        self.sum().distance(self.total.value) > self.tolerance()
    }

    /// Off by a quarter at most.
    fn is_near(&self) -> bool {
        let off = self.sum().distance(self.total.value).times(Decimal::integer(4));
        off.is_some_and(|off| off <= self.total.value)
    }

    /// As a slip leaves it: twice the total at most, or off by a power of ten.
    fn is_slip(&self) -> bool {
        let (sum, total) = (self.sum(), self.total.value);
        let is_tenfold = |power: u32| {
            let off = sum.distance(total.shifted(power)).times(Decimal::integer(100));
            off.is_some_and(|off| off <= sum)
        };
        sum <= total.plus(total) || (1..=4).any(is_tenfold)
    }

    fn exceeds(&self) -> bool {
        self.sum() > self.total.value.plus(self.tolerance())
    }

    /// Reports it at the total, with the arithmetic.
    fn report(&self, cx: &Context<'_>, out: &mut Findings<'_>, variant: &'static str) {
        let text = cx.doc.text();
        let is_one_scale = self.parts.iter().all(|part| part.scale == self.total.scale);
        let shown = |quantity: &Quantity| if is_one_scale { quantity.printed } else { quantity.value };
        let terms: Vec<String> = self.parts.iter().map(|part| shown(part).to_string()).collect();
        let sum = self.parts.iter().fold(Decimal::integer(0), |sum, part| sum.plus(shown(part)));
        let mut finding = out
            .report(self.total.span)
            .variant(variant)
            .arg("terms", terms.join(" + "))
            .arg("sum", sum.to_string())
            .arg("total", shown(self.total).to_string())
            .arg("printed", self.total.of(text));
        for part in &self.parts {
            finding = finding.related("part", part.span);
        }
    }
}

/// `共53例，其中…`: the quantity before 其中 against those behind it.
fn check_parts(cx: &Context<'_>, out: &mut Findings<'_>, word: Span) {
    let Some(sentence) = cx.facts.sentences().at(word.start) else { return };
    let quantities = within(cx.facts.quantities(), sentence);
    let behind = quantities.partition_point(|quantity| quantity.span.start < word.start);
    let Some(total) = behind.checked_sub(1).map(|index| &quantities[index]) else { return };
    let joint = &cx.doc.text()[total.span.end..word.start];
    let is_counted = !total.unit.is_empty() || total.scale > 0;
    if total.is_approximate || !is_counted || !adds_up(total) || joint.chars().any(is_han) {
        return;
    }
    let reach = cx.doc.text().floor_char_boundary(sentence.end.min(word.end + MAX_REACH));
    let region = until_end(cx.doc.text(), Span::new(word.end, reach), joint.contains(['（', '(']));
    let (parts, labels) = parts(cx, total, within(quantities, region), region);
    let is_split = labels.len() > 1 && is_split(labels[0], labels[1]);
    // 男180人、女130人，党员45人: what comes behind a split cuts across it.
    let parts = if is_split { parts[..2].to_vec() } else { parts };
    let first = (behind - 1).saturating_sub(MAX_EARLIER);
    let totals = quantities[first..behind].iter().filter(|earlier| earlier.unit == total.unit);
    if parts.is_empty() || is_another_sum(totals, &parts) {
        return;
    }
    let breakdown = Breakdown { total, parts };
    if breakdown.exceeds() {
        // What is far too much is another list: 新增铁路620公里、其中高铁350公里，新增公路5600公里.
        if breakdown.is_slip() {
            breakdown.report(cx, out, "exceeds");
        }
    } else if breakdown.is_off() && is_split && labels.len() == 2 && !has_any(region.of(cx.doc.text()), &OPEN)
    {
        breakdown.report(cx, out, "split");
    }
}

/// True if some of the first parts make up a figure before them, or the others the first: 其中运动员88人，女43人，男45人.
fn is_another_sum<'a>(
    mut totals: impl Iterator<Item = &'a Quantity<'a>>,
    parts: &[&'a Quantity<'a>],
) -> bool {
    let makes_up = |total: &'a Quantity<'a>, parts: &[&'a Quantity<'a>]| {
        let mut lists = (2..=parts.len().min(MAX_LISTED)).map(|count| parts[..count].to_vec());
        lists.any(|parts| !Breakdown { total, parts }.is_off())
    };
    parts.split_first().is_some_and(|(first, rest)| makes_up(first, rest))
        || totals.any(|total| makes_up(total, parts))
}

/// `学员120名，男生80名，女生50名`: a total, and two opposites directly behind it.
fn opposites(cx: &Context<'_>, out: &mut Findings<'_>) {
    let text = cx.doc.text();
    for three in cx.facts.figures().iter().flat_map(|figures| figures.list.windows(3)) {
        let [total, first, second] = [&three[0], &three[1], &three[2]];
        let alike = three.iter().all(|figure| !figure.is_approximate && figure.unit == total.unit);
        if !alike || total.unit.is_empty() || !adds_up(total) {
            continue;
        }
        let labels = [&text[total.span.end..first.span.start], &text[first.span.end..second.span.start]];
        let is_plain = |label: &&str| {
            label.chars().nth(MAX_LABEL).is_none()
                && !label.contains("其中")
                && !label.contains('；')
                && !is_no_part(cx, label)
        };
        // 男生, 女生: the words behind the last comma begin with what sets the two apart, 新增确诊 does not.
        let names = labels.map(|label| label.rsplit(['，', '、', '（', '(', ',']).next().unwrap_or_default());
        let is_named = PAIRS.iter().any(|[x, y]| {
            names[0].starts_with(x) && names[1].starts_with(y)
                || names[0].starts_with(y) && names[1].starts_with(x)
        });
        let breakdown = Breakdown { total, parts: vec![first, second] };
        if labels.iter().all(is_plain) && is_named && breakdown.is_near() && breakdown.is_off() {
            breakdown.report(cx, out, "split");
        }
    }
}

/// `甲3人，乙4人，合计8人`: the quantity behind 合计 against those before it.
fn check_total(cx: &Context<'_>, out: &mut Findings<'_>, word: Span) {
    let text = cx.doc.text();
    let Some(sentence) = cx.facts.sentences().at(word.start) else { return };
    let quantities = within(cx.facts.quantities(), sentence);
    let behind = quantities.partition_point(|quantity| quantity.span.start < word.start);
    let Some(total) = quantities.get(behind) else { return };
    let before = Span::new(sentence.start, word.start);
    let is_adverb = cx.facts.words().of(&total::ADVERB).contains(word.of(text));
    if before.len() > MAX_REACH || is_adverb && !before.of(text).ends_with(['，', ',']) {
        return;
    }
    let lead = text[word.end..total.span.start].trim();
    // 一期改造300户，二期改造200户，合计改造500户: the verb may be said again.
    let is_verb =
        lead.chars().nth(MAX_VERB).is_none() && lead.chars().all(is_han) && before.of(text).contains(lead);
    if !(is_verb || cx.facts.words().of(&measure::COPULA).contains(lead))
        || total.is_approximate
        || !adds_up(total)
        || has_any(before.of(text), &OPEN)
        || is_no_part(cx, before.of(text))
        || before.of(text).contains("其中")
        || cx.facts.masks().iter().any(|mask| before.contains(mask.span))
    {
        return;
    }
    let is_part = |quantity: &&Quantity| !is_stage(quantity) && quantity.span.end < word.start;
    let parts: Vec<&Quantity> = quantities[..behind].iter().filter(is_part).collect();
    let addable = |part: &&Quantity| {
        let is_thing = total.unit == "件" && THINGS.contains(&part.unit);
        !part.is_approximate && (part.unit == total.unit || is_thing)
    };
    if parts.len() < 2 || !parts.iter().all(addable) || !one_a_clause(text, &parts) {
        return;
    }
    // 去年100人，今年甲30人、乙20人，合计50人: some of the last ones may be meant.
    let any_reading_fits =
        (0..parts.len() - 1).any(|from| !Breakdown { total, parts: parts[from..].to_vec() }.is_off());
    let breakdown = Breakdown { total, parts };
    // 共 may begin another sentence: a slip leaves a sum near.
    if !any_reading_fits && (!is_adverb || !total.unit.is_empty() && breakdown.is_near()) {
        breakdown.report(cx, out, "total");
    }
}

/// False for rates, and for stretches of time, stages and degrees.
fn adds_up(quantity: &Quantity) -> bool {
    let is_rate_or_time = matches!(quantity.dimension, Some(Dimension::Ratio | Dimension::Time));
    !is_rate_or_time && !matches!(quantity.unit, "度" | "期")
}

/// True if the words of a clause make it speak of something else than a part.
fn is_no_part(cx: &Context<'_>, clause: &str) -> bool {
    let mut classes = [&measure::COMPARISON, &measure::TARGET, &measure::AVERAGE].into_iter();
    has_any(clause, &NO_PART) || classes.any(|class| cx.facts.words().of(class).is_in(clause))
}

/// A stage or a period: 一期改造300户.
fn is_stage(quantity: &Quantity) -> bool {
    matches!(quantity.unit, "期" | "批" | "年")
}

/// The quantities that lie in `region`.
fn within<'a>(quantities: &'a [Quantity<'a>], region: Span) -> &'a [Quantity<'a>] {
    let start = quantities.partition_point(|quantity| quantity.span.start < region.start);
    let end = quantities.partition_point(|quantity| quantity.span.end <= region.end);
    &quantities[start..end.max(start)]
}

/// Up to the ； or, where 其中 stands in brackets, the closing one.
fn until_end(text: &str, region: Span, in_brackets: bool) -> Span {
    let end = region.of(text).find(|c| matches!(c, '；' | ';') || (in_brackets && matches!(c, '）' | ')')));
    Span::new(region.start, end.map_or(region.end, |end| region.start + end))
}

/// The quantities of `region` that are parts of `total`, with the words that name them.
fn parts<'a>(
    cx: &'a Context<'_>,
    total: &Quantity,
    quantities: &'a [Quantity<'a>],
    region: Span,
) -> (Vec<&'a Quantity<'a>>, Vec<&'a str>) {
    let text = cx.doc.text();
    let start = cx.facts.sentences().at(total.span.start).map_or(0, |sentence| sentence.start);
    let start = text.floor_char_boundary(total.span.start.saturating_sub(MAX_REACH)).max(start);
    let head = &text[start..total.span.start];
    let (mut parts, mut labels) = (Vec::new(), Vec::new());
    let mut start = region.start;
    let mut depth = 0;
    for quantity in quantities {
        let between = &text[start..quantity.span.start];
        depth +=
            between.matches(['（', '(']).count() as isize - between.matches(['）', ')']).count() as isize;
        start = quantity.span.end;
        if depth > 0 {
            continue;
        }
        // 由40元提高到80元: what a value comes to is no further part.
        let is_result = [&change::TO, &change::UP_TO, &change::DOWN_TO]
            .iter()
            .any(|class| cx.facts.words().of(class).end_of(between).is_some());
        if quantity.unit != total.unit || quantity.is_approximate || is_result || is_no_part(cx, between) {
            break;
        }
        if !ACROSS.iter().any(|word| between.contains(word) && !head.contains(word)) {
            parts.push(quantity);
            labels.push(between);
        }
    }
    (parts, labels)
}

/// Two names that are opposites, or one the other with 不 or 非.
fn is_split(first: &str, second: &str) -> bool {
    let name = |label: &str| label.trim_matches(|c: char| !is_han(c)).to_owned();
    let (first, second) = (name(first), name(second));
    let opposite = |a: &str, b: &str| {
        PAIRS.iter().any(|[x, y]| a.contains(x) && b.contains(y) && !b.contains(x))
            || (!a.is_empty() && (b == format!("不{a}") || b == format!("非{a}")))
    };
    opposite(&first, &second) || opposite(&second, &first)
}

/// A comma, pause or semicolon stands between each part and the next: 甲3人，乙4人，合计8人.
fn one_a_clause(text: &str, parts: &[&Quantity]) -> bool {
    parts.windows(2).all(|pair| {
        let between = &text[pair[0].span.end..pair[1].span.start];
        // 5个镇、3个乡: a short noun may stand behind the unit.
        let noun = between.find(['，', '、', '；', ',', ';']).map(|at| &between[..at]);
        noun.is_some_and(|noun| noun.chars().nth(MAX_NOUN).is_none() && noun.chars().all(is_han))
            && between.matches(['，', '、', '；', ',', ';']).count() == 1
    })
}

fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
