//! Shares whose whole is between the part and the rate: 女教师126人，占教师总数210人的60% ("126 women, 60 % of
//! the 210 teachers"); 96万件，是上年32万件的3倍 ("960,000, 3 times the 320,000 of last year").

use crate::facts::figure::relations::ratio::passage::Passage;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Relation, Verdict};
use crate::text::chars::{is_han, is_longer};
use crate::words::{rate, rules::figure::share::COMPARED};

/// Maximum number of characters between the part and the whole. If they are farther apart, they are
/// not compared.
const MAX_BETWEEN: usize = 16;
/// Maximum number of characters of the noun between a whole and 的 ("of"). With a longer one, the
/// figure is not the whole.
const MAX_NOUN: usize = 5;

/// Checks the shares of a paragraph that have their whole before 的 ("of").
pub(super) fn find<'w>(passage: Passage<'_, 'w>) -> Vec<Relation<'w>> {
    let relations = (2..passage.list.len()).filter_map(|at| {
        let [part, whole, rate] = [at - 2, at - 1, at].map(|at| &passage.list[at].quantity);
        let is_exact = [part, whole, rate].iter().all(|figure| !figure.is_approximate);
        let is_one = passage.are_together(at - 2, at) && passage.are_alike(at - 2, at - 1);
        let is_rate = rate.is_percentage() || rate.unit == "倍";
        if !is_exact || !is_one || !is_rate || part.is_rate() {
            return None;
        }
        let is_told = is_of(passage.gap(at - 1)) && is_whole_of(passage, at);
        let places = [at - 2, at - 1, at];
        let verdict = Verdict { holds: passage.fits(places), is_unambiguous: true };
        if is_told {
            passage.relation(FigureReading::ShareOf, places, ["part", "whole"], verdict)
        } else {
            None
        }
    });
    relations.collect()
}

/// True for `占…` ("make up"), `是…` ("is") or `相当于…` ("equals") between a part and a whole, without
/// another figure or clause. 占 may follow a description of the part: 1680户参加了合作社，占全镇总户数（4200户）
/// ("1680 households joined, of all households in the town (4200)").
pub(super) fn is_of(between: &str) -> bool {
    let words = between.trim_start_matches(['，', ',']).trim_end_matches(['（', '(']);
    let words = match between.split_once("，占") {
        Some((what, _)) if what.chars().all(is_han) => {
            between[what.len() + "，".len()..].trim_end_matches(['（', '('])
        }
        _ => words,
    };
    let is_short = !is_longer(words, MAX_BETWEEN);
    let leads = COMPARED.iter().any(|lead| words.starts_with(lead));
    is_short && leads && words.chars().all(|c| is_han(c) || matches!(c, '“' | '”' | '0'..='9'))
}

/// True if words connect a whole and its share: `的` ("of"), `农户的` ("of the farmers"), `）的比重为` (")
/// has a share of").
fn is_whole_of(passage: Passage<'_, '_>, at: usize) -> bool {
    let words = passage.gap(at).trim_start_matches(['）', ')']);
    let words = words.trim_end_matches(['为', '达', '到']);
    let noun = passage.words.of(&rate::SHARE).end_of(words);
    let words = noun.map_or(words, |noun| &words[..words.len() - noun.len()]);
    words.ends_with('的') && !is_longer(words, MAX_NOUN) && words.chars().all(is_han)
}
