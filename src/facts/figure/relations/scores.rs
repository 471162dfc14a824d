//! Points and matches: 胜一场得3分、平一场得1分，7胜4平3负，积25分 ("3 points a win, 1 a draw, 7 wins, 4 draws, 3
//! losses, 25 points"); 32人参赛，单败淘汰，共31场 ("32 players, knockout, 31 matches").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::Decimal;

/// Number of figures after the matches that may be the points.
const REACH: usize = 3;
/// Words for a knockout tournament.
const KNOCKOUT: [&str; 3] = ["单败淘汰", "单淘汰", "一场定胜负"];
/// Words for a tournament in which each team plays all others.
const LEAGUE: [&str; 3] = ["单循环", "单循环赛", "每两队赛一场"];
/// Words for further matches, such as the one for the third place.
const MORE: [&str; 5] = ["三四名", "第三名", "季军", "附加赛", "分组"];

/// Checks the points and the numbers of matches of a paragraph.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let behind = |at: usize| &text[list[at].quantity.span.end()..];
    let is_score = |at: usize| list[at].quantity.unit.is_empty() && behind(at).starts_with('胜');
    let mut relations: Vec<Relation<'w>> =
        (0..list.len()).filter(|&at| is_score(at)).filter_map(|at| points(text, list, at)).collect();
    let is_match = |at: &usize| behind(*at).starts_with("场") || list[*at].quantity.unit == "场";
    let matches = (1..list.len()).filter(is_match).filter_map(|at| matches(text, list, at));
    relations.extend(matches);
    relations
}

/// Compares points with wins, draws and losses: 7胜4平3负，积25分 ("7 wins, 4 draws, 3 losses, 25
/// points").
fn points<'w>(text: &'w str, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let [won, drawn, lost] = list.get(at..at + 3)? else { return None };
    let behind = |measure: &Measure<'_>| &text[measure.quantity.span.end()..];
    let is_next = text.get(won.quantity.span.end()..drawn.quantity.span.start()) == Some("胜")
        && matches!(text.get(drawn.quantity.span.end()..lost.quantity.span.start()), Some("平" | "和"))
        && behind(lost).starts_with('负');
    let is_points = |points: &&Measure<'w>| {
        let lead = points.lead(text);
        points.quantity.unit == "分"
            && (lead.contains('积') || lead.contains('得'))
            && points.sentence == won.sentence
    };
    let stated = list.iter().skip(at + 3).take(REACH).find(is_points).filter(|_| is_next)?;
    // Points for one match: 胜一场得3分 ("3 points a win").
    let rule = |names: [char; 2]| {
        let is_rule = |pair: &&[Measure<'w>]| {
            let (one, worth) = (&pair[0], &pair[1]);
            let is_one = one.quantity.value == Decimal::integer(1) && one.lead(text).ends_with(names);
            is_one && worth.quantity.unit == "分" && worth.lead(text).contains(['得', '积', '记', '计'])
        };
        list[..at].windows(2).find(is_rule).map(|pair| pair[1].quantity)
    };
    let (win, draw) = (rule(['胜', '赢'])?, rule(['平', '和'])?);
    let reckoned = won.quantity.value.times(win.value)?.plus(drawn.quantity.value.times(draw.value)?);
    let operands = [won, drawn].map(|measure| Operand::new("operand", measure.quantity));
    Some(Relation {
        reading: FigureReading::Scores,
        stated: stated.quantity,
        place: stated.quantity.span,
        operands: operands.to_vec(),
        holds: reckoned == stated.quantity.value,
        is_unambiguous: true,
        formula: format!(
            "{} × {} + {} × {}",
            won.quantity.printed, win.printed, drawn.quantity.printed, draw.printed
        ),
        computed: stated.quantity.like(reckoned),
    })
}

/// Compares the number of matches with the number of players: 32人参赛，采用单败淘汰制，共31场比赛 ("32 players,
/// knockout, 31 matches").
fn matches<'w>(text: &'w str, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let stated = list[at].quantity;
    let sentence = list[at].sentence.of(text);
    let is = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    let one = Decimal::integer(1);
    let is_field = |field: &&Measure<'w>| {
        let is_counted = matches!(field.quantity.unit, "人" | "支" | "名" | "个" | "对");
        let is_named = text[field.quantity.span.end()..].starts_with('队');
        field.sentence == list[at].sentence && (is_counted || is_named)
    };
    let mut fields = list[..at].iter().filter(is_field);
    let field = fields.next().filter(|_| fields.next().is_none())?.quantity;
    let is_all = list[at].lead(text).contains('共') || text[..stated.span.start()].ends_with('赛');
    let less = field.value.minus(one);
    let (reckoned, formula) = if is(&KNOCKOUT) && (!is(&MORE) || sentence.contains("不设")) {
        (less, format!("{} − 1", field.printed))
    } else if is(&LEAGUE) && !is(&MORE) {
        let pairs = field.value.times(less)?.divided(Decimal::integer(2), 0)?;
        (pairs, format!("{} × {less} ÷ 2", field.printed))
    } else {
        return None;
    };
    is_all.then(|| Relation {
        reading: FigureReading::Scores,
        stated,
        place: stated.span,
        operands: vec![Operand::new("operand", field)],
        holds: reckoned == stated.value,
        is_unambiguous: true,
        formula,
        computed: Quantity::like(&stated, reckoned),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_points_and_matches() {
        let cases: [(&str, &[&str]); 6] = [
            ("小组赛胜一场得3分、平一场得1分、负一场不得分，二队5胜3平2负，积19分。", &["19分"]),
            ("小组赛胜一场得3分、平一场得1分、负一场不得分，二队5胜3平2负，积18分。", &[]),
            ("共16人参赛，采用单败淘汰制，从首轮到决赛共16场比赛。", &["16场"]),
            ("共16人参赛，采用单败淘汰制，从首轮到决赛共15场比赛。", &[]),
            ("共16人参赛，采用单败淘汰制，另设季军赛，共16场比赛。", &[]),
            ("8支球队单循环，共赛28场。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Scores]), expected, "{text}");
        }
    }
}
