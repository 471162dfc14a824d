//! Talk of sites: 以下是小编为大家整理的范文，欢迎下载, （本文来源于网络，侵权请联系删除）, 开通VIP查看完整内容.

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::leftover::reading::{Piece, Role, Score, read, without_quotes};
use crate::facts::leftover::units::{self, Form, Unit};
use crate::facts::leftover::{Talk, apart};
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::rules::leftover::site::SOURCES;
use crate::words::site;

/// Words that a unit is looked at for.
pub const TRIGGERS: [&Class; 8] = [
    &site::SIGN,
    &site::WATERMARK,
    &site::OWN,
    &site::ORIGIN,
    &site::PRICE,
    &site::RIGHTS,
    &site::GOODS,
    &site::DEED,
];

const ROLES: [Role; 19] = [
    Role::new(&site::SIGN, 6, 1),
    Role::new(&site::OWN, 4, 1),
    Role::new(&site::ORIGIN, 4, 1),
    Role::new(&site::PRICE, 2, 2),
    Role::new(&site::RIGHTS, 2, 2),
    Role::new(&site::GOODS, 2, 2),
    Role::new(&site::GIVER, 1, 1),
    Role::new(&site::DEED, 1, 2),
    Role::new(&site::THING, 1, 2),
    Role::new(&site::READER, 1, 1),
    Role::new(&site::ACTION, 1, 2),
    Role::new(&site::FEE, 1, 2),
    Role::new(&site::CAUTION, 1, 2),
    Role::new(&site::CHANNEL, 1, 2),
    Role::new(&site::KINDNESS, 1, 2),
    Role::new(&site::WATERMARK, 6, 1),
    Role::new(&site::USE, 1, 2),
    Role::new(&site::PAGE, 1, 2),
    Role::new(&site::GLUE, 0, 0),
];
const SIGN: usize = 0;
const OWN: usize = 1;
const ORIGIN: usize = 2;
const PRICE: usize = 3;
const RIGHTS: usize = 4;
const GOODS: usize = 5;
const GIVER: usize = 6;
const DEED: usize = 7;
const THING: usize = 8;
const READER: usize = 9;
const ACTION: usize = 10;
const FEE: usize = 11;
const CAUTION: usize = 12;
const CHANNEL: usize = 13;
const KINDNESS: usize = 14;
const WATERMARK: usize = 15;
const USE: usize = 16;
const PAGE: usize = 17;
const GLUE: usize = 18;

/// Least weight of talk.
const ENOUGH: u32 = 5;
/// Least weight of talk that runs on into a sentence of the document.
const ENOUGH_IN_SENTENCE: u32 = 6;
/// Least weight of talk in a document that speaks of sites, as a law on them does.
const ENOUGH_BESIDE_SITES: u32 = 8;
/// Least share of such words in a unit, in percent.
const SHARE: usize = 60;
/// Least share of such words in a stretch of a sentence, in percent.
const SHARE_IN_SENTENCE: usize = 85;
/// Least share of such words in a sentence without a name, a price or a claim of a site, in percent.
const SHARE_OF_WEAK: usize = 75;
/// Least share of such words in a line of mere requests, in percent.
const SHARE_OF_REQUEST: usize = 90;
/// Longest line of mere requests, in characters.
const MAX_REQUEST: usize = 24;
/// Longest line of requests in the text, in bytes.
const MAX_SLOGAN: usize = 90;
/// Fewest requests of such a line.
const REQUESTS: usize = 3;
/// Longest name of a site, in bytes.
const MAX_NAME: usize = 36;
/// Most other characters between two words of a stretch.
const GAP: usize = 2;

/// Finds the talk of sites around `found`, places of words of [`TRIGGERS`].
pub fn find(facts: &Facts<'_>, found: &[Span]) -> Vec<Talk> {
    let kind = facts.kind();
    if kind == Some(DocumentKind::Manual) {
        return Vec::new();
    }
    let is_beside_sites = matches!(
        kind,
        Some(
            DocumentKind::Regulation
                | DocumentKind::Judgment
                | DocumentKind::Contract
                | DocumentKind::Tender
                | DocumentKind::Form
                | DocumentKind::Examination
        )
    );
    let judge = Judge { facts, is_beside_sites };
    let title = facts.title();
    let mut talk: Vec<Talk> = Vec::new();
    let mut seen: Vec<Span> = Vec::new();
    for (at, block) in units::short_lines(facts) {
        let span = units::trimmed(facts, block.span);
        if units::is_edge(facts, at) && block.kind == BlockKind::Paragraph {
            let unit = Unit { span, form: Form::Line, is_at_edge: true };
            talk.extend(judge.line(unit, Some(span) == title));
        } else if span.len() <= MAX_SLOGAN && block.kind == BlockKind::Paragraph && !is_beside_sites {
            talk.extend(judge.slogan(span));
        }
    }
    for word in found {
        for unit in units::around(facts, *word) {
            // The words of a unit come one after another: the last few units are those that may return.
            if seen.iter().rev().take(4).any(|known| *known == unit.span) {
                continue;
            }
            if units::is_quoted(facts, unit.span, *word) {
                continue;
            }
            seen.push(unit.span);
            if let Some(found) = judge.unit(unit) {
                talk.push(found);
                break;
            }
        }
    }
    apart(talk)
}

struct Judge<'f, 'd> {
    facts: &'f Facts<'d>,
    is_beside_sites: bool,
}

impl Judge<'_, '_> {
    /// A line at an edge of the document, what is in quotation marks left out: 点击上方“笔杆”关注我们.
    fn line(&self, unit: Unit, is_title: bool) -> Option<Talk> {
        let text = without_quotes(self.facts.doc.slice(unit.span));
        let pieces = read(&text, &ROLES, self.facts.words());
        let mut score = Score::of(&text, &pieces, &ROLES);
        let site = self.named_site(&text, &pieces);
        score.recognize(site.unwrap_or(0));
        let names_site = site.is_some();
        let total = score.total() + unit.bonus() + u32::from(names_site) * 2;
        let enough = if self.is_beside_sites { ENOUGH_BESIDE_SITES } else { ENOUGH };
        let share = if is_weak(&score) { SHARE_OF_WEAK } else { SHARE };
        if self.is_prose(&text, &score) {
            return None;
        }
        let is_one = score.share() >= share && total >= enough && (is_talk(&score) || names_site);
        let is_quoting = text.len() < unit.span.len();
        if is_one && !is_quoting {
            let is_certain = score.has(&[SIGN, WATERMARK, OWN, ORIGIN]);
            return Some(Talk { span: unit.span, is_certain });
        }
        let is_short = score.characters() <= MAX_REQUEST && !self.is_beside_sites;
        // 下载使用说明 is a title; one that asks for two things is none.
        // 登录平台，再查一次。 is an instruction.
        let is_plain = is_title || text.ends_with('。');
        let is_request = is_request(&score) && total >= ENOUGH - 1 && (!is_plain || score.weight(ACTION) > 1);
        let is_counter =
            score.has(&[GOODS]) && score.has(&[USE]) && text.contains(|c: char| c.is_ascii_digit());
        let is_warning = is_warning(&score) && is_short;
        let is_found = is_warning || is_short && (is_request || is_counter && score.share() >= SHARE_OF_WEAK);
        is_found.then_some(Talk { span: unit.span, is_certain: false })
    }

    /// 请不吝点赞 转发 收藏: a line in the text that asks for nothing else, and for three things at least.
    fn slogan(&self, span: Span) -> Option<Talk> {
        let text = self.facts.doc.slice(span);
        if text.ends_with(['。', '；', '：', ':']) {
            return None;
        }
        let pieces = read(text, &ROLES, self.facts.words());
        let score = Score::of(text, &pieces, &ROLES);
        let asked = pieces.iter().filter(|piece| piece.role == Some(ACTION)).count();
        let is_slogan = asked >= REQUESTS && score.share() >= SHARE_OF_REQUEST;
        is_slogan.then_some(Talk { span, is_certain: false })
    }

    /// True if a document may say so: a law on sites, or a sentence on what ought to be.
    fn is_prose(&self, text: &str, score: &Score) -> bool {
        let is_own = score.has(&[SIGN, WATERMARK, OWN]);
        let is_norm = || self.facts.words().of(&site::NORM).is_in(text);
        // 不点击陌生链接: advice to the reader.
        let is_advice = text.trim_start_matches(|c| !is_han(c)).starts_with(['不', '勿', '莫']);
        if is_advice && is_weak(score) {
            return true;
        }
        !is_own && (self.is_beside_sites || !score.has(&[PRICE]) && is_norm())
    }

    /// 来自好文网, 出自某某文库: a text is said to come from a site, whose name has as many characters.
    fn named_site(&self, text: &str, pieces: &[Piece]) -> Option<usize> {
        let media = self.facts.words().of(&site::MEDIUM);
        if !pieces.iter().any(|piece| matches!(piece.role, Some(GOODS | THING))) {
            return None;
        }
        let is_source =
            |piece: &&Piece| piece.role == Some(GIVER) && piece.span.of(text).starts_with(SOURCES);
        pieces.iter().filter(is_source).find_map(|piece| {
            let behind = text[piece.span.end..].trim_start_matches(['：', ':', '于', ' ']);
            let name = behind
                .find(['，', '。', '）', ')', '；', ' ', '　', '、'])
                .map_or(behind, |end| &behind[..end]);
            let is_name =
                name.len() <= MAX_NAME && media.end_of(name).is_some_and(|end| end.len() < name.len());
            is_name.then(|| name.chars().count())
        })
    }

    /// The talk in a unit: all of it, or the stretch of a sentence.
    fn unit(&self, unit: Unit) -> Option<Talk> {
        let text = self.facts.doc.slice(unit.span);
        let pieces = read(text, &ROLES, self.facts.words());
        let mut score = Score::of(text, &pieces, &ROLES);
        let site = self.named_site(text, &pieces);
        score.recognize(site.unwrap_or(0));
        let names_site = site.is_some();
        let is_certain = score.has(&[SIGN, WATERMARK]) || score.has(&[OWN, ORIGIN]) && score.total() > ENOUGH;
        let is_bracket = unit.form == Form::Bracket;
        let least = if is_bracket && score.share() == 100 { ENOUGH - 1 } else { ENOUGH };
        let enough = if self.is_beside_sites { ENOUGH_BESIDE_SITES } else { least };
        // 本文还针对下载的方法作了描述 has the words of a site too.
        let share = if is_weak(&score) { SHARE_OF_WEAK } else { SHARE };
        let total = score.total() + unit.bonus() + u32::from(names_site) * 2;
        if self.is_prose(text, &score) {
            return None;
        }
        if score.share() >= share && total >= enough && (is_talk(&score) || names_site) {
            return Some(Talk { span: unit.span, is_certain });
        }
        let is_paid = score.has(&[PRICE]) && score.share() == 100 && score.characters() <= 12;
        if is_paid && score.characters() >= 5 {
            return Some(Talk { span: unit.span, is_certain: false });
        }
        let names_thing = score.has(&[GIVER]) && score.has(&[THING, GOODS]) && score.total() >= ENOUGH - 1;
        let warns = is_warning(&score) && (is_bracket || names_thing);
        if warns {
            return Some(Talk { span: unit.span, is_certain: false });
        }
        if score.has(&[WATERMARK]) {
            return Some(Talk { span: unit.span, is_certain: true });
        }
        let is_sign = score.has(&[SIGN]);
        if is_bracket || unit.form == Form::Sentence && !is_sign && self.is_beside_sites {
            return is_sign.then_some(Talk { span: unit.span, is_certain });
        }
        // A short line with a sign has no room for anything else.
        if is_sign && (score.share() >= SHARE / 2 || score.characters() <= MAX_REQUEST) {
            return Some(Talk { span: unit.span, is_certain });
        }
        let stretch = stretches(&pieces).find(|stretch| {
            let score = Score::of(text, stretch, &ROLES);
            let strong =
                [OWN, ORIGIN, PRICE, RIGHTS, GOODS, FEE].iter().filter(|role| score.has(&[**role])).count();
            let enough = if strong > 1 { ENOUGH } else { ENOUGH_IN_SENTENCE };
            let is_enough = score.total() >= enough && score.share() >= SHARE_IN_SENTENCE;
            is_enough && is_talk(&score)
        })?;
        let (first, last) = (stretch.first()?.span, stretch.last()?.span);
        let span = Span::new(unit.span.start + first.start, unit.span.start + last.end);
        Some(Talk { span, is_certain: false })
    }
}

/// True if neither a name nor a price nor a claim of a site is among the words.
fn is_weak(score: &Score) -> bool {
    !score.has(&[SIGN, WATERMARK, OWN, ORIGIN, PRICE, RIGHTS])
}

/// True if the words are of roles that make sense together: what a site calls its own, or what it gives and asks.
fn is_talk(score: &Score) -> bool {
    if score.has(&[SIGN, WATERMARK]) || score.weight(PRICE) > 2 || score.weight(RIGHTS) > 2 {
        return true;
    }
    let asks = score.has(&[ACTION, CHANNEL, FEE, CAUTION]);
    score.has(&[OWN, ORIGIN])
        && (asks || score.has(&[GOODS, GIVER, DEED, THING, PRICE, RIGHTS, KINDNESS, USE]))
        || score.has(&[PRICE]) && score.has(&[ACTION, USE, GOODS, THING, FEE])
        || score.has(&[RIGHTS]) && (asks || score.has(&[GOODS]))
        || score.has(&[GOODS]) && (asks || score.has(&[KINDNESS]) && score.has(&[READER]))
        || score.weight(GOODS) > 2 && score.has(&[DEED, USE, KINDNESS])
}

/// True for a line of requests that names nothing else: 欢迎转发，点赞收藏！
fn is_request(score: &Score) -> bool {
    let company = [CHANNEL, FEE, THING, GOODS, KINDNESS, READER, DEED, PAGE];
    score.share() >= SHARE_IN_SENTENCE
        && (score.weight(ACTION) > 1
            || score.has(&[ACTION, PAGE]) && score.has(&company)
            || score.has(&[DEED, USE])
                && score.has(&[READER])
                && score.has(&[KINDNESS])
                && score.characters() <= 10)
}

/// True for a warning that names nothing else: 未经授权，禁止转载.
fn is_warning(score: &Score) -> bool {
    score.share() >= SHARE_OF_REQUEST && score.weight(CAUTION) > 1
}

/// Runs of words with hardly anything else between them, from the first word of weight to the last.
fn stretches(pieces: &[Piece]) -> impl Iterator<Item = &[Piece]> {
    let is_other = |piece: &Piece| piece.role.is_none() && piece.characters > GAP;
    pieces.split(is_other).filter_map(|run| {
        let weighs = |piece: &Piece| piece.role.is_some_and(|role| role != GLUE);
        let first = run.iter().position(weighs)?;
        let last = run.iter().rposition(weighs)?;
        Some(&run[first..=last])
    })
}
