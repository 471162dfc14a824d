//! Capacities of vehicles and rooms, which must suffice for all persons: 师生386人，租用载客49人的大巴8辆 ("386
//! people, 8 buses for 49 each"); 每间住4人，安排96间，共380人 ("4 people per room, 96 rooms, 380 people").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, is_person, is_value};
use crate::text::decimal::Decimal;
use crate::text::phrases::Phrases;
use crate::words::rules::figure::product::{self, HOLDERS, SEATS};

static ENOUGH: Phrases = Phrases::of(&product::ENOUGH);

/// Number of figures on each side of a capacity (49人, "49 people" in a bus) that are searched for
/// the number of vehicles or rooms and for the number of persons.
const REACH: usize = 4;

/// Checks if the vehicles or rooms that a paragraph mentions have enough places for all persons.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    (0..list.len()).filter_map(|at| judge(text, list, at)).collect()
}

fn judge<'w>(text: &'w str, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let seats = &list[at];
    let lead = seats.lead(text);
    let is_seats = is_person(seats.quantity.unit) || seats.quantity.unit == "座";
    let is_one = is_seats && SEATS.iter().any(|word| lead.ends_with(word)) && !seats.quantity.is_approximate;
    let sentence = seats.sentence.of(text);
    if !is_one || !ENOUGH.is_in(sentence) {
        return None;
    }
    let last = list.len().min(at + REACH + 1);
    let near = || (at.saturating_sub(REACH)..last).filter(|other| *other != at).map(|other| &list[other]);
    let mut holders = near().filter(|holder| {
        HOLDERS.contains(&holder.quantity.unit) && holder.sentence == seats.sentence && is_value(holder)
    });
    let mut persons = near().filter(|persons| {
        is_value(persons) && is_person(persons.quantity.unit) && persons.quantity.value > seats.quantity.value
    });
    let (holder, all) = (holders.next()?.quantity, persons.next()?.quantity);
    if holders.next().is_some() || persons.next().is_some() {
        return None;
    }
    let each = seats.quantity;
    let capacity = each.value.times(holder.value)?;
    Some(Relation {
        reading: FigureReading::Capacity,
        stated: holder,
        place: holder.span,
        operands: vec![Operand::new("each", each), Operand::new("number", all)],
        holds: capacity >= all.value,
        is_unambiguous: capacity > Decimal::integer(0),
        formula: format!("{} × {}", each.scaled(), holder.scaled()),
        computed: each.like(capacity),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn counts_seats() {
        let cases: [(&str, &[&str]); 2] = [
            ("师生共260人，拟租用载客45人的大巴5辆，保证一人一座。", &["5辆"]),
            ("师生共260人，拟租用载客45人的大巴6辆，保证一人一座。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Capacity]), expected, "{text}");
        }
    }
}
