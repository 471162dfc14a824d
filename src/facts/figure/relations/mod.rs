//! Relations: groups of figures of which one (the stated figure) follows from the others (its
//! operands), as a total from its parts, with the result of the check.
//!
//! A reading is a kind of statement by which figures are recognised as a relation: 由2亿元增加到3亿元，增长50%
//! ("from 200 to 300 million yuan, a growth of 50 %") has the reading `growth`. Published documents
//! are nearly always right, so a reading is reliable if its relations hold in them, and only
//! reliable readings may report errors.

mod ahead_of;
mod based;
mod blend;
mod bounds;
mod capacity;
pub(in crate::facts) mod change;
mod complement;
mod contribution;
mod conversion;
mod each;
mod echo;
mod formula;
mod gap;
mod index;
mod intervals;
mod limit;
mod listed;
mod mean;
mod multiples;
mod nearly;
mod net;
mod places;
mod portion;
mod possible;
mod product;
mod quorum;
mod quotient;
mod ranked;
mod rated;
mod ratio;
pub mod reading;
mod rest;
mod rounded;
mod running;
mod scaled;
mod scores;
mod sized;
pub mod slip;
mod split;
mod stock;
mod structure;
mod sum;
mod table;
mod tenth;
mod term;
mod tiers;
pub(in crate::facts) mod told;
mod trend;
mod votes;
mod weighted;

use crate::facts::Facts;
use crate::facts::figure::measures::{Measure, Measures, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::first_chars::LastChars;
use crate::words::{Words, time, total};

/// Maximum number of bytes between two paragraphs of which the second may refer to figures of the
/// first. There may be a heading between them.
const NEAR: usize = 90;

/// Maximum number of bytes that are read of a name and the bracket after it, if the bracket is
/// between the name of a figure and the verb.
const MAX_BRACKET: usize = 160;
/// Characters between the name of a figure and its value: 为 ("is"), 达 ("reaches").
static NAMING: Signs = Signs::of("为达是到了共约即等于：: ");
/// Punctuation that ends the clause around a figure.
const CLAUSES: [char; 5] = ['，', '。', '；', '、', ','];

/// A figure from which the stated figure of a relation is computed.
#[derive(Clone, Copy, Debug)]
pub struct Operand<'w> {
    /// Role in the relation: `from`, `part`, `whole`. Used as a label in messages.
    pub label: &'static str,
    /// Number and unit of the figure.
    pub quantity: Quantity<'w>,
}

impl<'w> Operand<'w> {
    /// Creates an operand with this label.
    pub const fn new(label: &'static str, quantity: Quantity<'w>) -> Self {
        Self { label, quantity }
    }
}

/// A group of figures of which one, the stated figure, follows from the others, with the result of
/// the check.
#[derive(Clone, Debug)]
pub struct Relation<'w> {
    /// Kind of statement by which the figures were recognised as a relation.
    pub reading: FigureReading,
    /// Figure that follows from the others.
    pub stated: Quantity<'w>,
    /// Span that is reported if the relation is wrong: the stated figure, perhaps with its verb.
    pub place: Span,
    /// Figures from which the stated one is computed.
    pub operands: Vec<Operand<'w>>,
    /// True if the stated figure may be right: it fits the operands, or the same figures can be
    /// read in another way that makes it right.
    pub holds: bool,
    /// True if the figures can hardly be meant in another way. Only then is a relation that does
    /// not hold an error.
    pub is_unambiguous: bool,
    /// Calculation as text for the message: (3 − 2) ÷ 2.
    pub formula: String,
    /// Result of the calculation, as text for the message.
    pub computed: String,
}

/// Result of comparing the stated figure with the computed one.
#[derive(Clone, Copy)]
struct Verdict {
    /// True if the stated figure may be right.
    holds: bool,
    /// True if these figures can only be read as this relation.
    is_unambiguous: bool,
}

impl Verdict {
    /// Verdict for a stated figure that fits.
    const HOLDS: Self = Self { holds: true, is_unambiguous: true };
}

impl Relation<'_> {
    /// True if the relation is an error: it does not hold, and no other relation can be meant.
    pub fn is_wrong(&self) -> bool {
        self.is_unambiguous && !self.holds
    }
}

impl<'d> Facts<'d> {
    /// True if the relations between figures were already computed.
    pub fn has_relations(&self) -> bool {
        self.cells.relations.get().is_some()
    }

    /// Relations between the figures of the document, in the order of the readings.
    pub fn relations(&self) -> &[Relation<'d>] {
        self.cells.relations.get_or_init(|| {
            let text = self.doc.text();
            let mut relations: Vec<Relation<'d>> = Vec::new();
            let measures = &*self.passing_measures();
            let changes = self.changes_among(measures).iter();
            relations.extend(changes.flat_map(|change| change::judge(text, change)));
            let input = &FigureText::of(self);
            let mut before: Option<Measures<'_, 'd>> = None;
            for block in measures.blocks() {
                find_in_block(input, block, before, &mut relations);
                before = Some(block);
            }
            for sentence in measures.sentences() {
                find_in_sentence(self, input, sentence, &mut relations);
            }
            relations.extend(portion::find(text, self.words(), measures));
            relations.extend(places::find(self));
            relations.extend(echo::find(text, measures));
            relations.extend(term::find(self));
            relations.extend(told::find(self.doc, |block| self.piece_of(block), self.words(), measures));
            relations.extend(table::find(self, measures));
            let is_product = |relation: &&mut Relation<'_>| {
                matches!(relation.reading, FigureReading::Product | FigureReading::Rated)
            };
            for relation in relations.iter_mut().filter(is_product).filter(|relation| !relation.holds) {
                // 每人12.6元，12人，四舍五入后合计151元 ("12.6 yuan each, 12 people, rounded 151 yuan in all"):
                // the product is printed like this.
                relation.holds = relation.stated.of(text) == relation.computed;
            }
            relations
        })
    }
}

/// A text with the readings for which it has words, and filters for the words that several
/// readings look for before each figure. Both are made once for a text.
struct FigureText<'a, 'w> {
    text: &'w str,
    words: &'a Words,
    /// True if the text may name a whole, such as 进出口 ("trade").
    wholes: bool,
    /// True if it may name a highest, lowest or mean value.
    ranks: bool,
    /// True if it may say that values rise or fall one after another: 连续 ("continuously").
    trends: bool,
    /// Last characters of the words for a total.
    total_ends: LastChars,
    /// Last characters of the words for a highest, lowest or mean value.
    rank_ends: LastChars,
    /// Last characters of the words for a difference.
    gap_ends: LastChars,
}

impl<'a, 'w> FigureText<'a, 'w> {
    fn of(facts: &'a Facts<'w>) -> Self {
        let words = facts.words();
        let holds = |class| facts.may_hold_any(words.of(class));
        Self {
            text: facts.doc.text(),
            words,
            wholes: holds(&total::WHOLE),
            ranks: mean::RANKS.iter().any(|(class, _)| holds(class)),
            trends: holds(&time::RUNNING),
            total_ends: LastChars::of(&sum::CUES.map(|class| words.of(class))),
            rank_ends: LastChars::of(&mean::RANKS.map(|(class, _)| words.of(class))),
            gap_ends: LastChars::of(&gap::SIDES.map(|(class, _)| words.of(class))),
        }
    }
}

/// Adds the relations of the figures of a block. `before` is the previous block with figures.
fn find_in_block<'w>(
    input: &FigureText<'_, 'w>,
    block: Measures<'_, 'w>,
    before: Option<Measures<'_, 'w>>,
    relations: &mut Vec<Relation<'w>>,
) {
    let list = figures_near(before, block);
    if block.list.len() == 1 {
        find_of_one(input, block, list, relations);
    } else {
        find_of_several(input, block, before, relations);
    }
}

/// Adds the relations of the figures of a block that has several.
fn find_of_several<'w>(
    input: &FigureText<'_, 'w>,
    block: Measures<'_, 'w>,
    before: Option<Measures<'_, 'w>>,
    relations: &mut Vec<Relation<'w>>,
) {
    let list = figures_near(before, block);
    let FigureText { text, words, .. } = *input;
    let mut add = |mut found: Vec<Relation<'w>>| relations.append(&mut found);
    add(sum::find((text, words, &input.total_ends), block, before));
    add(rest::find(text, words, block));
    add(ratio::find(text, words, list, block.list));
    add(split::find(text, words, block.list));
    add(product::find(text, words, block.list));
    add(quotient::find(text, words, list, block.list));
    add(rated::find(text, words, block.list));
    add(listed::find(text, block.list));
    add(formula::find(text, words, block.list));
    add(scores::find(text, block.list));
    add(weighted::find(text, list, block.list));
    add(running::find(text, block.list));
    add(bounds::find(text, block.list));
    add(ranked::find(text, words, block.list));
    add(scaled::find(text, words, block.list));
    add(tiers::find(text, block.list));
    add(based::find(text, block.list));
    add(tenth::find(text, block.list));
    add(rounded::find(text, block.list));
    add(contribution::find(text, block.list));
    add(capacity::find(text, block.list));
    add(votes::find(text, block.list));
    add(scaled::solutions(text, words, block.list));
    add(nearly::find(text, words, block.list));
    add(possible::find(text, words, block.list));
    add(intervals::find(text, words, block.list));
    add(quorum::find(text, block.list));
    add(multiples::find(text, block.list));
    add(net::find(text, list, block.list));
    add(complement::find(text, block.list));
    if input.wholes {
        add(blend::find(text, words, block.list));
    }
    add(ahead_of::find(text, words, list, block.list));
}

/// Figures of the block `before`, if the next block is near enough to refer to them.
fn figures_near<'a, 'w>(before: Option<Measures<'a, 'w>>, block: Measures<'_, 'w>) -> &'a [Measure<'w>] {
    let near = before.filter(|before| before.span.end() + NEAR >= block.span.start());
    near.map_or(&[], |near| near.list)
}

/// Adds the relations of the only figure of a block. More than half of all blocks with figures have
/// one, and all other readings need two figures in the block. `before` are the figures of the
/// previous block, if it is near.
fn find_of_one<'w>(
    input: &FigureText<'_, 'w>,
    block: Measures<'_, 'w>,
    before: &[Measure<'w>],
    relations: &mut Vec<Relation<'w>>,
) {
    let FigureText { text, words, .. } = *input;
    let mut add = |mut found: Vec<Relation<'w>>| relations.append(&mut found);
    let is_near = !before.is_empty();
    if is_near {
        add(ratio::find(text, words, before, block.list));
        add(quotient::find(text, words, before, block.list));
    }
    add(bounds::find(text, block.list));
    if is_near {
        add(net::find(text, before, block.list));
        add(ahead_of::find(text, words, before, block.list));
    }
}

/// Adds the relations between the figures of one sentence.
fn find_in_sentence<'d>(
    facts: &Facts<'d>,
    input: &FigureText<'_, 'd>,
    sentence: &[Measure<'d>],
    relations: &mut Vec<Relation<'d>>,
) {
    let FigureText { text, words, .. } = *input;
    let mut add = |mut found: Vec<Relation<'d>>| relations.append(&mut found);
    // Most sentences have one figure. The other readings compare two figures of a sentence.
    let has_several = sentence.len() > 1;
    if has_several {
        add(structure::find(text, words, sentence));
        add(conversion::find(text, words, sentence));
    }
    if has_several && input.ranks {
        add(mean::find((text, words, &input.rank_ends), sentence));
    }
    if has_several && input.trends {
        add(trend::find(text, words, sentence));
    }
    add(limit::find(text, words, sentence));
    if has_several {
        add(gap::find((text, words, &input.gap_ends), sentence));
        add(stock::find(text, words, sentence));
        add(index::find(text, sentence));
    }
    add(each::find(facts, sentence));
}

/// Factor of a growth or decline in per cent: 100 plus or minus the rate.
fn factor(measure: &Measure<'_>) -> Interval {
    let hundred = Interval::exact(Decimal::integer(100));
    let rate = measure.quantity.interval();
    if measure.role == Role::By(Way::Down) { hundred.minus(rate) } else { hundred.plus(rate) }
}

/// Range of all values that may be printed as `value`, rounded or truncated. `step` is half a unit
/// of the last digit.
fn rounded_or_cut(value: Decimal, step: Decimal) -> Interval {
    // A value higher by one unit of the last digit would be printed differently.
    let high = value.plus(step).plus(step).minus(step.hundredths());
    Interval { low: value.minus(step), high }
}

/// Name of a figure: the words before it in its clause without verbs, and without a bracket between
/// the name and the verb. It is 体质指数 ("body mass index") for 体质指数（体重除以身高的平方）为 ("body mass index
/// (weight by square of height) is").
fn called<'t>(text: &'t str, measure: &Measure<'_>) -> &'t str {
    let is_verb = |c: char| NAMING.contains(c);
    let lead = measure.lead(text).trim_end_matches(is_verb);
    if !lead.is_empty() {
        return lead;
    }
    let end = measure.start.min(measure.quantity.span.start());
    let from =
        text.ceil_char_boundary(end.saturating_sub(MAX_BRACKET)).max(measure.sentence.start()).min(end);
    let before = text[from..end].trim_end_matches(is_verb);
    let inside = before.strip_suffix(['）', ')']);
    let open = inside.and_then(|inside| inside.rfind(['（', '(']));
    let name = open.map_or(before, |open| &before[..open]);
    name.rsplit(CLAUSES).next().unwrap_or_default()
}

/// True for values with the same unit. All classifiers of persons count as one unit.
fn are_alike(one: &Measure<'_>, other: &Measure<'_>) -> bool {
    let (one, other) = (one.quantity.unit, other.quantity.unit);
    one == other || is_person(one) && is_person(other)
}

/// True for a classifier of persons, a word between a number and a noun: 人, 名, 位.
pub(in crate::facts) fn is_person(unit: &str) -> bool {
    matches!(unit, "人" | "名" | "位")
}

/// True for an exact value with a unit that can be added to others: it is neither a rate nor a
/// change.
fn is_value(measure: &Measure<'_>) -> bool {
    let quantity = &measure.quantity;
    matches!(measure.role, Role::Value | Role::To(_))
        && !quantity.is_approximate
        && !quantity.is_rate()
        && !quantity.unit.is_empty()
}

/// Helpers for the tests of readings.
#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::{FigureText, Relation, find_in_block, find_of_several};
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    /// Stated figures of the wrong relations in `text` that were found by one of `readings`.
    pub(super) fn wrong(text: &str, readings: &[FigureReading]) -> Vec<String> {
        of_wrong(text, readings, |relation| relation.stated.of(text).to_owned())
    }

    /// Formulas of the wrong relations in `text` that were found by one of `readings`, with the
    /// computed results: `3 + 4 = 7`.
    pub(super) fn reckoned(text: &str, readings: &[FigureReading]) -> Vec<String> {
        of_wrong(text, readings, |relation| format!("{} = {}", relation.formula, relation.computed))
    }

    fn of_wrong(
        text: &str,
        readings: &[FigureReading],
        shown: impl Fn(&Relation<'_>) -> String,
    ) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let relations = facts.relations().iter().filter(|relation| readings.contains(&relation.reading));
        let wrong = relations.filter(|relation| relation.is_wrong());
        wrong.map(shown).collect()
    }

    /// The readings that are left out for the only figure of a block would find nothing in it.
    #[test]
    fn one_figure_has_only_relations_with_the_block_before() {
        let befores = [
            "营业收入120亿元，利润30亿元。",
            "出口36亿元，增长5.2%，进口12.5亿元。",
            "应到150人，实到142人。",
            "亏损12.5万元，上年盈利8万元。",
            "全市增长6.1%，全省增长5.2%。",
            "全年共发放工资36万元。",
        ];
        let leads = [
            "单价", "均价为", "每人", "人均", "月均", "合计", "共", "其余", "相关系数为", "满分", "增盈",
            "扭亏增盈", "净增", "净出口", "到会率为", "占比为", "占营业收入的", "比全省高", "累计", "其中",
            "间隔", "每满", "男", "超过", "按1:", "年末", "贡献率为",
        ];
        let tails = ["元", "亿元", "%", "个百分点", "人", "倍", "分", "", "万元以内", "米", "成"];
        let mut found = 0;
        for before in befores {
            for (lead, tail) in leads.iter().flat_map(|lead| tails.iter().map(move |tail| (lead, tail))) {
                let text = format!("{before}\n{lead}20.5{tail}。");
                let doc =
                    readers::read(&Source { name: "a.txt".into(), bytes: text.as_str().into() }).unwrap();
                let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
                let facts = Facts::new(&doc, &lexicon, &vocabulary);
                let blocks: Vec<_> = facts.measures().blocks().collect();
                let Some((last, others)) = blocks.split_last().filter(|(last, _)| last.list.len() == 1)
                else {
                    continue;
                };
                let (mut short, mut all) = (Vec::new(), Vec::new());
                let input = FigureText { wholes: true, ranks: true, trends: true, ..FigureText::of(&facts) };
                find_in_block(&input, *last, others.last().copied(), &mut short);
                find_of_several(&input, *last, others.last().copied(), &mut all);
                assert_eq!(format!("{short:?}"), format!("{all:?}"), "{text}");
                found += short.len();
            }
        }
        assert!(found > 5, "{found}");
    }
}
