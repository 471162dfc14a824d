//! Durations in several units: 2小时34分35秒 ("2 h 34 min 35 s") is one figure.

use crate::facts::figure::quantities::Quantity;
use crate::text::decimal::Decimal;
use crate::text::span::Span;
use crate::words::dimension::Dimension;

/// Seconds in an hour.
const HOUR: u64 = 3600;
/// Seconds in a minute.
const MINUTE: u64 = 60;

/// Returns the quantities, with the parts of each duration joined to one quantity in seconds.
pub(super) fn joined<'w>(text: &str, quantities: &[Quantity<'w>]) -> Vec<Quantity<'w>> {
    let mut joined = Vec::with_capacity(quantities.len());
    let mut at = 0;
    while at < quantities.len() {
        let (spell, count) = spell(text, &quantities[at..]).unwrap_or((quantities[at], 1));
        joined.push(spell);
        at += count;
    }
    joined
}

/// Joins the parts of the duration at the beginning of `quantities` to one quantity in seconds.
/// Also returns the number of parts. `None` for fewer than two parts.
fn spell<'w>(text: &str, quantities: &[Quantity<'w>]) -> Option<(Quantity<'w>, usize)> {
    let first = quantities.first().filter(|first| is_spell(first))?;
    let next = quantities.get(1).filter(|next| is_spell(next))?;
    let (mut size, mut end) = part(text, first)?;
    if end != next.span.start() {
        return None;
    }
    let mut seconds = first.value.times(Decimal::integer(size))?;
    let mut count = 1;
    while let Some(part_of) =
        quantities.get(count).filter(|part_of| part_of.span.start() == end && is_spell(part_of))
    {
        let Some((smaller, stop)) = part(text, part_of).filter(|(smaller, _)| *smaller < size) else { break };
        seconds = seconds.plus(part_of.value.times(Decimal::integer(smaller))?);
        (size, end) = (smaller, stop);
        count += 1;
    }
    let whole = Quantity {
        span: Span::new(first.span.start(), end),
        value: seconds,
        printed: seconds,
        scale: 0,
        unit: "秒",
        dimension: Some(Dimension::Time),
        is_approximate: quantities[..count].iter().any(|part| part.is_approximate),
    };
    // Minutes may be the largest unit (10分20秒, "10 min 20 s"), but 34分 alone are marks.
    (count > 1).then_some((whole, count))
}

fn is_spell(quantity: &Quantity<'_>) -> bool {
    quantity.scale == 0 && matches!(quantity.unit, "" | "分" | "分钟" | "小时" | "秒")
}

/// Number of seconds in the unit of one part of a duration, and the byte at which the part ends: 60
/// for 34分 ("34 min"). `None` for other units.
fn part(text: &str, quantity: &Quantity<'_>) -> Option<(u64, usize)> {
    let end = quantity.span.end();
    let behind = &text[end..];
    match quantity.unit {
        "小时" => Some((HOUR, end)),
        "分钟" | "分" => Some((MINUTE, end)),
        "秒" => Some((1, end)),
        _ if behind.starts_with("分") => {
            let length = if behind.starts_with("分钟") { "分钟".len() } else { "分".len() };
            Some((MINUTE, end + length))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    #[test]
    fn joins_hours_minutes_and_seconds() {
        let text = "用时2小时31分40秒，比第二名的2小时32分快20秒，得分95分。";
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let figures = facts.measures().all().iter();
        let shown: Vec<String> =
            figures.map(|figure| format!("{}{}", figure.quantity.scaled(), figure.quantity.unit)).collect();
        assert_eq!(shown, ["9100秒", "9120秒", "20秒", "95分"]);
    }
}
