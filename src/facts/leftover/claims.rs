//! Words that document-sharing sites add to a text (小编, "the editor"; 下载, "download"), and the
//! combinations of such words that are not part of a document.

use crate::facts::leftover::pattern::{Need, meets};
use crate::facts::leftover::reading::{Language, Piece, Score};
use crate::facts::leftover::role::Role::{
    self, Action, Caution, Channel, Deed, Fee, Giver, Glue, Goods, Kindness, Origin, Own, Page, Price,
    Reader, Rights, Sign, Thing, Trade, Use, Watermark,
};
use crate::facts::leftover::units::Unit;
use crate::text::span::Span;
use crate::words::site;

/// The words of document-sharing sites, by role.
pub static LANGUAGE: Language = Language::new(&[
    (Role::Sign, &site::SIGN),
    (Role::Own, &site::OWN),
    (Role::Origin, &site::ORIGIN),
    (Role::Trade, &site::TRADE),
    (Role::Price, &site::PRICE),
    (Role::Rights, &site::RIGHTS),
    (Role::Goods, &site::GOODS),
    (Role::Giver, &site::GIVER),
    (Role::Deed, &site::DEED),
    (Role::Thing, &site::THING),
    (Role::Reader, &site::READER),
    (Role::Action, &site::ACTION),
    (Role::Fee, &site::FEE),
    (Role::Caution, &site::CAUTION),
    (Role::Channel, &site::CHANNEL),
    (Role::Kindness, &site::KINDNESS),
    (Role::Watermark, &site::WATERMARK),
    (Role::Use, &site::USE),
    (Role::Page, &site::PAGE),
    (Role::Glue, &site::GLUE),
]);

/// Roles of words by which a site asks its reader for something, such as 点击 ("click") or 公众号
/// ("official account").
const ASKS: &[Role] = &[Action, Channel, Fee, Caution];
/// All roles but those that name the site itself. The name of a site with a word of any of them is
/// text of the site.
const OTHER_ROLES: &[Role] =
    &[Action, Channel, Fee, Caution, Goods, Giver, Deed, Thing, Price, Rights, Kindness, Use];

/// Combinations of roles that occur only in texts of sites: the site's name with any other role, a
/// price, copyright claims, or goods with requests to the reader.
const TALK: [&[Need]; 11] = [
    &[(&[Sign, Watermark], 1)],
    &[(&[Price], 3)],
    &[(&[Rights], 3)],
    &[(&[Own, Origin], 1), (OTHER_ROLES, 1)],
    &[(&[Price], 1), (&[Action, Use, Goods, Thing, Fee], 1)],
    &[(&[Rights], 1), (ASKS, 1)],
    &[(&[Rights], 1), (&[Goods], 1)],
    &[(&[Goods], 1), (ASKS, 1)],
    &[(&[Goods], 1), (&[Kindness], 1), (&[Reader], 1)],
    &[(&[Goods], 3), (&[Deed, Use, Kindness], 1)],
    &[(&[Trade], 1), (ASKS, 1)],
];
/// Combinations of roles in a line that only asks the reader for something: 欢迎转发，点赞收藏！ ("please
/// share, like and save!"). One of them must be met.
const REQUEST: [&[Need]; 2] = [
    &[(&[Action], 2)],
    &[(&[Action, Page], 1), (&[Channel, Fee, Thing, Goods, Kindness, Reader, Deed, Page], 1)],
];
/// Roles of a short line that asks the reader for something without naming a button: 分享给大家！ ("to
/// share with you all!"). It must have all of them.
const SHORT_REQUEST: &[Need] = &[(&[Deed, Use], 1), (&[Reader], 1), (&[Kindness], 1)];
/// Roles of a counter of a web page, all of which it must have: 全文3200字 …阅读 ("3200 characters …
/// read").
pub const COUNTER: &[Need] = &[(&[Goods], 1), (&[Use], 1)];

/// Minimum weight of the words of sites in a unit for it to be text of a site.
pub const ENOUGH: u32 = 5;
/// Minimum weight of the words of sites in a part of a sentence for this part to be text of a site.
/// It is higher because the rest of the sentence belongs to the document.
const ENOUGH_IN_SENTENCE: u32 = 6;
/// Minimum share of words of sites in a part of a sentence, in percent.
const SHARE_IN_SENTENCE: usize = 85;
/// Minimum share of words of sites in a line that only asks the reader for something, in percent.
pub const SHARE_OF_REQUEST: usize = 90;
/// Maximum number of characters of a request without a button. A longer one is not taken for
/// leftover text.
const SHORT: usize = 10;
/// Maximum number of other characters between two words of one run.
const GAP: usize = 2;

/// True if the words of a unit meet each of `needs`.
pub fn meet(score: &Score, needs: &[Need]) -> bool {
    needs.iter().all(|need| meets(score, *need))
}

/// True if none of the words is the name of a site, a price or a claim of copyright. The unit then
/// needs a larger share of words of sites.
pub fn is_weak(score: &Score) -> bool {
    !score.has(&[Sign, Watermark, Own, Origin, Price, Rights])
}

/// True if the words of a unit have one of the combinations of roles that occur only in texts of
/// sites.
pub fn is_talk(score: &Score) -> bool {
    TALK.iter().any(|needs| meet(score, needs))
}

/// True for a line that only asks the reader for something: 欢迎转发，点赞收藏！ ("please share, like and
/// save!")
pub fn is_request(score: &Score, unit: Unit) -> bool {
    score.share() + unit.ease() >= SHARE_IN_SENTENCE
        && (REQUEST.iter().any(|needs| meet(score, needs))
            || meet(score, SHORT_REQUEST) && score.characters() <= SHORT)
}

/// True for a line that is only a warning to the reader: 未经授权，禁止转载 ("do not republish without
/// permission").
pub fn is_warning(score: &Score) -> bool {
    score.share() >= SHARE_OF_REQUEST && score.weight(Caution) > 1
}

/// Span of the part of a sentence that is text of a site; `None` if there is no such part.
pub fn stretch(text: &str, pieces: &[Piece]) -> Option<Span> {
    let stretch = stretches(pieces).find(|stretch| {
        let score = Score::of(text, stretch);
        let strong =
            [Own, Origin, Price, Rights, Goods, Fee].iter().filter(|role| score.has(&[**role])).count();
        let enough = if strong > 1 { ENOUGH } else { ENOUGH_IN_SENTENCE };
        score.total() >= enough && score.share() >= SHARE_IN_SENTENCE && is_talk(&score)
    })?;
    Some(Span::new(stretch.first()?.span.start(), stretch.last()?.span.end()))
}

/// Parts of a text in which at most [`GAP`] characters are between two words of sites. Each part
/// reaches from the first word with a weight to the last.
fn stretches(pieces: &[Piece]) -> impl Iterator<Item = &[Piece]> {
    let is_other = |piece: &Piece| piece.role.is_none() && piece.characters > GAP;
    pieces.split(is_other).filter_map(|run| {
        let weighs = |piece: &Piece| piece.role.is_some_and(|role| role != Glue);
        let first = run.iter().position(weighs)?;
        let last = run.iter().rposition(weighs)?;
        Some(&run[first..=last])
    })
}
