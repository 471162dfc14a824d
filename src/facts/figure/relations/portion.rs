//! Rates and the amounts that result from them: 预算金额160万元，缴纳预算金额2%的保证金，即3.2万元 ("budget 1.6 million
//! yuan, deposit of 2 %, that is, 32,000"); 税率13%，税额11050元 ("tax rate 13 %, tax 11,050 yuan");
//! 打九折，实收189元 ("10 % off, 189 yuan paid").

use crate::facts::figure::measures::{Measure, Measured, Role};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::sized::{Kind, Sized, sized};
use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::chars::{is_han, is_longer};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::phrases::Phrases;
use crate::words::rules::figure::product::{self, AMOUNTS};
use crate::words::{Words, rate};

static NO_PORTIONS: Phrases = Phrases::of(&product::NO_PORTIONS);

/// Number of figures before a rate among which a base is looked for that makes the amount right.
const FITTING_REACH: usize = 60;
/// Number of figures before a rate that may be its base if none makes the amount right.
const REACH: usize = 8;
/// Maximum number of bytes between such a base and the amount, if the amount is wrong. If they are
/// farther apart, no error is reported.
const MAX_APART: usize = 600;
/// Maximum number of characters between a rate and its amount. If they are farther apart, they are
/// not compared.
const MAX_BETWEEN: usize = 24;
/// Number of characters at the end of a base's name that must occur in the words before the rate.
const SHARED: usize = 2;
/// Number of decimals of a computed amount beyond the printed ones.
const EXTRA_DECIMALS: u32 = 3;

/// Checks each amount of a document that directly follows a rate: it must be the rate times a value
/// before it.
pub(super) fn find<'w>(text: &'w str, words: &Words, measures: &Measured<'w>) -> Vec<Relation<'w>> {
    let list = measures.all();
    let reader = Reader { text, words, list };
    (1..list.len()).filter(|&at| is_rate(&list[at - 1])).filter_map(|at| reader.portion(at)).collect()
}

/// True for a percentage or a discount that is not a change.
fn is_rate(measure: &Measure<'_>) -> bool {
    let quantity = measure.quantity;
    (quantity.is_percentage() || quantity.unit == "折")
        && !quantity.is_approximate
        && matches!(measure.role, Role::Value | Role::To(None))
}

struct Reader<'a, 'w> {
    text: &'w str,
    words: &'a Words,
    list: &'a [Measure<'w>],
}

impl<'w> Reader<'_, 'w> {
    fn sized(&self, at: usize) -> Option<Sized<'w>> {
        sized(self.text, self.words, &self.list[at])
    }

    fn portion(&self, at: usize) -> Option<Relation<'w>> {
        let amount = &self.list[at];
        let measured = self.sized(at)?;
        let Kind::Measured(_) = measured.kind else { return None };
        let share = at - 1;
        let of = &self.list[share];
        let between = &self.text[of.quantity.span.end()..amount.quantity.span.start()];
        if !is_rate(of)
            || amount.sentence != of.sentence
            || is_longer(between, MAX_BETWEEN)
            || NO_PORTIONS.is_in(between)
        {
            return None;
        }
        let lead = of.lead(self.text);
        let is_share = lead.contains('占')
            || self.words.of(&rate::SHARE).end_of(lead).is_some()
            || NO_PORTIONS.is_in(lead);
        let clause = amount.lead(self.text);
        let is_said = AMOUNTS.iter().any(|word| clause.starts_with(word) || clause.ends_with(word))
            && !between.contains(['；', '。'])
            && !lead.trim_start().starts_with('为');
        if is_share || !is_said {
            return None;
        }
        let alike = |&base: &usize| self.sized(base).is_some_and(|base| base.kind == measured.kind);
        let mut bases: Vec<usize> =
            (share.saturating_sub(FITTING_REACH)..share).rev().filter(alike).collect();
        let fits = |&&base: &&usize| self.fits(base, share, at).unwrap_or(true);
        if let Some(&base) = bases.iter().find(fits) {
            return self.relation([base, share, at], (true, true));
        }
        // 支付30%，即8.6万元；支付60%，即17.2万元 ("30 % is paid, that is, 86,000 yuan; 60 %, that is,
        // 172,000"): an amount that is a portion itself is not a base.
        bases.retain(|&base| {
            let is_portion = base.checked_sub(1).is_some_and(|rate| {
                is_rate(&self.list[rate]) && self.list[rate].sentence == self.list[base].sentence
            });
            let apart = amount.quantity.span.start() - self.list[base].quantity.span.end();
            base + REACH >= share && apart <= MAX_APART && !is_portion
        });
        let named = bases.iter().copied().find(|&base| self.is_named(base, share));
        let one = if let [base] = bases[..] { Some(base) } else { None };
        let slipped = bases.iter().copied().find(|&base| {
            let reckoned = self.reckoned([base, share, at]);
            reckoned
                .is_some_and(|reckoned| slip(amount.quantity.printed, reckoned).is_some_and(Slip::is_rare))
        });
        let sure = slipped.or(named).or(one.filter(|_| between.starts_with('的') || between.contains('即')));
        let base = sure.or_else(|| bases.first().copied())?;
        self.relation([base, share, at], (false, sure.is_some()))
    }

    /// The stated rate in per cent; a discount such as 八折 ("20 % off") is 80.
    fn percent(&self, share: usize) -> Option<Interval> {
        let quantity = self.list[share].quantity;
        let exact = |value| Some(Interval::exact(value));
        if quantity.unit != "折" {
            return exact(quantity.value);
        }
        let is_tenths = quantity.value < Decimal::integer(10);
        exact(if is_tenths { quantity.value.shifted(1) } else { quantity.value })
    }

    fn fits(&self, base: usize, share: usize, at: usize) -> Option<bool> {
        let [base, amount] = [self.sized(base)?, self.sized(at)?];
        let hundred = Interval::exact(Decimal::integer(100));
        let percent = self.percent(share)?;
        let whole = hundred.times(amount.interval)?;
        // The base may include the tax, and the rest may be given instead: 下浮5%，即95万元 ("5 % less,
        // that is, 950,000 yuan").
        let taxed = hundred.plus(percent).times(amount.interval)?;
        let rest = hundred.minus(percent);
        let more = hundred.plus(percent);
        Some(
            percent.times(base.interval)?.meets(whole)
                || percent.times(base.interval)?.meets(taxed)
                || rest.times(base.interval)?.meets(whole)
                || more.times(base.interval)?.meets(whole),
        )
    }

    fn reckoned(&self, [base, share, at]: [usize; 3]) -> Option<Decimal> {
        let [base, amount] = [self.sized(base)?, self.sized(at)?];
        let quantity = self.list[at].quantity;
        let size = Decimal::integer(10u64.pow(quantity.scale.min(18)));
        let below = amount.size.times(size)?.times(Decimal::integer(100))?;
        let percent = self.percent(share)?.low;
        base.value.times(percent)?.divided(below, quantity.printed.decimals() + EXTRA_DECIMALS)
    }

    /// True if the words before the rate contain the name of the base: 预算金额160万元 ("budget 1.6
    /// million yuan") for 预算金额2% ("2 % of the budget").
    fn is_named(&self, base: usize, share: usize) -> bool {
        let lead = self.list[share].lead(self.text);
        let name: Vec<char> = self.list[base]
            .lead(self.text)
            .trim_end_matches(['为', '是', '达', '计', '共'])
            .chars()
            .collect();
        let noun: String = name[name.len().saturating_sub(SHARED)..].iter().collect();
        noun.chars().count() == SHARED && noun.chars().all(is_han) && lead.contains(&noun)
    }

    fn relation(
        &self,
        [base, share, at]: [usize; 3],
        (holds, is_unambiguous): (bool, bool),
    ) -> Option<Relation<'w>> {
        let [base_of, rate, stated] = [base, share, at].map(|at| self.list[at].quantity);
        let computed = self.reckoned([base, share, at])?.shifted(stated.scale);
        Some(Relation {
            reading: FigureReading::Portion,
            stated,
            place: stated.span,
            operands: vec![Operand::new("each", base_of), Operand::new("number", rate)],
            holds,
            is_unambiguous,
            formula: format!("{}{} × {}{}", base_of.scaled(), base_of.unit, rate.scaled(), rate.unit),
            computed: stated.like(computed),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_what_rates_come_to() {
        let cases: [(&str, &[&str]); 3] = [
            ("项目预算金额120万元，投标人缴纳预算金额2%的保证金，即2.8万元。", &["2.8万元"]),
            ("项目预算金额120万元，投标人缴纳预算金额2%的保证金，即2.4万元。", &[]),
            ("支出预算为3.95亿元，完成3.9亿元，为预算的98.7%；高新区支出预算为4.93亿元。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Portion]), expected, "{text}");
        }
    }
}
