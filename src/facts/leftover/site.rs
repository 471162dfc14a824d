//! Text that web sites add to a document: 以下是小编为大家整理的范文，欢迎下载 ("here are samples collected by the
//! editor, download them"), （本文来源于网络，侵权请联系删除） ("(from the internet, contact us to remove it)"),
//! 开通VIP查看完整内容 ("become VIP to see everything").

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::leftover::claims::{
    COUNTER, ENOUGH, LANGUAGE, SHARE_OF_REQUEST, is_request, is_talk, is_warning, is_weak, meet, stretch,
};
use crate::facts::leftover::frame::Frame;
use crate::facts::leftover::reading::{Piece, Score, without_quotes};
use crate::facts::leftover::role::Role::{Action, Giver, Goods, Origin, Own, Price, Sign, Thing, Watermark};
use crate::facts::leftover::units::{self, Form, Unit};
use crate::facts::leftover::{Talk, apart};
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::rules::leftover::site::{BECKONING, SOURCES};
use crate::words::site;

/// Classes of words of which a unit must contain one to be tested at all.
pub const TRIGGERS: [&Class; 9] = [
    &site::SIGN,
    &site::WATERMARK,
    &site::OWN,
    &site::ORIGIN,
    &site::TRADE,
    &site::PRICE,
    &site::RIGHTS,
    &site::GOODS,
    &site::GIVER,
];
/// Classes of the words for requests to the reader (点赞, "like"). A line in the middle of the text
/// that has none of them is not tested.
pub const REQUESTS: [&Class; 1] = [&site::ACTION];

/// Minimum weight of the words of sites in a unit, if the document itself is about web sites, as a
/// law on them is.
const ENOUGH_BESIDE_SITES: u32 = 8;
/// Minimum share of words of sites in a unit (line, bracket or sentence), in percent.
const SHARE: usize = 60;
/// Minimum share of words of sites in a sentence without a name, a price or a claim of a site, in
/// percent.
const SHARE_OF_WEAK: usize = 75;
/// Maximum number of characters of a line that consists of requests. A longer line is running text.
const MAX_REQUEST: usize = 24;
/// Number of characters of a line in which all words are about a price: 开通VIP查看 ("become VIP to
/// read").
const PAID: std::ops::RangeInclusive<usize> = 5..=12;
/// Maximum number of bytes of a line of requests in the middle of the text. A longer line is
/// running text.
const MAX_SLOGAN: usize = 90;
/// Minimum number of requests in a line of requests in the middle of the text.
const FEW_REQUESTS: usize = 3;
/// Maximum number of bytes of the name of a site. A longer text is not read as a name.
const MAX_NAME: usize = 36;

/// Finds text of sites around `found`, the occurrences of words of [`TRIGGERS`], and around
/// `asked`, those of [`REQUESTS`].
pub fn find(facts: &Facts<'_>, found: &[Span], asked: &[Span]) -> Vec<Talk> {
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
    let frame = Frame::of(facts);
    for (at, block) in units::edge_lines(facts).filter(|(_, block)| block.kind == BlockKind::Paragraph) {
        let span = units::trimmed(facts, block.span);
        let is_beyond = frame.is_beyond(facts.doc.slice(span), at);
        let unit = Unit { span, form: Form::Line, is_at_edge: true, is_beyond };
        talk.extend(judge.line(unit, Some(span) == title));
    }
    let mut seen: Vec<Span> = Vec::new();
    for word in found {
        for unit in units::around(facts, *word) {
            let unit = frame.placed(facts, unit);
            // The words of a unit come in order, so only the last few units can occur again.
            if seen.iter().rev().take(4).any(|known| *known == unit.span) {
                continue;
            }
            if units::is_quoted(facts, unit.span, *word) {
                continue;
            }
            seen.push(unit.span);
            if let Some(found) = judge.unit(unit, *word) {
                talk.push(found);
                break;
            }
        }
    }
    if !is_beside_sites {
        talk.extend(judge.slogans(asked));
    }
    apart(talk)
}

struct Judge<'f, 'd> {
    facts: &'f Facts<'d>,
    is_beside_sites: bool,
}

impl Judge<'_, '_> {
    /// Reads a line at the beginning or end of the document, without its quotations: 点击上方“笔杆”关注我们
    /// ("click 'Bigan' above to follow us").
    fn line(&self, unit: Unit, is_title: bool) -> Option<Talk> {
        let text = without_quotes(self.facts.doc.slice(unit.span));
        let (pieces, mut score) = LANGUAGE.heard(&text, self.facts.words());
        if score.total() + unit.bonus() < ENOUGH - 1 {
            return None;
        }
        let names_site = self.recognize_site(&text, &pieces, &mut score);
        let total = score.total() + unit.bonus() + u32::from(names_site) * 2;
        if self.is_prose(&text, &score, &pieces) {
            return None;
        }
        let is_one = self.is_enough(&score, unit, total, ENOUGH) && (is_talk(&score) || names_site);
        if is_one && text.len() == unit.span.len() {
            let is_certain = score.has(&[Sign, Watermark, Own, Origin]);
            return Some(Talk { span: unit.span, is_certain });
        }
        if score.characters() > MAX_REQUEST || self.is_beside_sites {
            return None;
        }
        // 下载使用说明 ("instructions for downloading") is a title, unless it has two requests.
        // 登录平台，再查一次。 ("Log in and check again.") is an instruction.
        let is_plain = is_title && !unit.is_beyond || text.ends_with('。');
        let is_request =
            is_request(&score, unit) && total >= ENOUGH - 1 && (!is_plain || score.weight(Action) > 1);
        let is_counter = meet(&score, COUNTER)
            && score.share() >= SHARE_OF_WEAK
            && text.contains(|c: char| c.is_ascii_digit());
        let is_found = is_request || is_counter || is_warning(&score);
        is_found.then_some(Talk { span: unit.span, is_certain: false })
    }

    /// Finds lines in the middle of the text that consist of at least three requests: 请不吝点赞 转发 收藏
    /// ("please like, share, save").
    fn slogans(&self, asked: &[Span]) -> Vec<Talk> {
        let doc = self.facts.doc;
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for word in asked {
            let block = doc.block_at(word.start());
            match counts.last_mut() {
                Some((known, count)) if *known == block => *count += 1,
                _ => counts.push((block, 1)),
            }
        }
        let blocks =
            counts.iter().filter(|(_, count)| *count >= FEW_REQUESTS).map(|(at, _)| doc.blocks()[*at]);
        let lines = blocks
            .filter(|block| block.kind == BlockKind::Paragraph && block.span.len() <= MAX_SLOGAN)
            .map(|block| units::trimmed(self.facts, block.span));
        let is_slogan = |span: &Span| {
            let text = doc.slice(*span);
            let (pieces, score) = LANGUAGE.heard(text, self.facts.words());
            let asked = pieces.iter().filter(|piece| piece.role == Some(Action)).count();
            !text.ends_with(['。', '；', '：', ':'])
                && asked >= FEW_REQUESTS
                && score.share() >= SHARE_OF_REQUEST
        };
        lines.filter(is_slogan).map(|span| Talk { span, is_certain: false }).collect()
    }

    /// True if the words of a unit have enough weight (`total` is at least `least`) and a large
    /// enough share of the unit to be text of a site.
    fn is_enough(&self, score: &Score, unit: Unit, total: u32, least: u32) -> bool {
        let enough = if self.is_beside_sites { ENOUGH_BESIDE_SITES } else { least };
        // 本文还针对下载的方法作了描述 ("this text also describes how to download") has words of sites too.
        let share = if is_weak(score) { SHARE_OF_WEAK } else { SHARE };
        score.share() + unit.ease() >= share && total >= enough
    }

    /// True if the text may be part of a document: a law on sites, or a sentence about what should
    /// be done.
    fn is_prose(&self, text: &str, score: &Score, pieces: &[Piece]) -> bool {
        // 扫描二维码报名 ("scan the code to register"): the reader is to do something for the subject of
        // the document.
        let words = self.facts.words();
        let mut signs =
            pieces.iter().filter(|piece| piece.role == Some(Sign)).map(|piece| piece.span.of(text));
        let is_errand = score.has(&[Sign])
            && signs.all(|sign| BECKONING.iter().any(|word| sign.contains(word)))
            && words.of(&site::ERRAND).is_in(text);
        if is_errand && !score.has(&[Watermark, Own, Origin, Price]) {
            return true;
        }
        let is_own = score.has(&[Sign, Watermark, Own]);
        let is_norm = || words.of(&site::NORM).is_in(text);
        // 不点击陌生链接 ("do not click unknown links"): advice to the reader.
        let is_advice = text.trim_start_matches(|c| !is_han(c)).starts_with(['不', '勿', '莫']);
        if is_advice && is_weak(score) {
            return true;
        }
        !is_own && (self.is_beside_sites || !score.has(&[Price]) && is_norm())
    }

    /// True if a text names a site as its source: 来自好文网 ("from Haowen Web"), 出自某某文库. The characters
    /// of the name then count as known.
    fn recognize_site(&self, text: &str, pieces: &[Piece], score: &mut Score) -> bool {
        if !score.has(&[Giver]) || !score.has(&[Goods, Thing]) {
            return false;
        }
        let media = self.facts.words().of(&site::MEDIUM);
        let is_source =
            |piece: &&Piece| piece.role == Some(Giver) && piece.span.of(text).starts_with(SOURCES);
        let name = pieces.iter().filter(is_source).find_map(|piece| {
            let behind = text[piece.span.end()..].trim_start_matches(['：', ':', '于', ' ']);
            let name = behind
                .find(['，', '。', '）', ')', '；', ' ', '　', '、'])
                .map_or(behind, |end| &behind[..end]);
            let is_name =
                name.len() <= MAX_NAME && media.end_of(name).is_some_and(|end| end.len() < name.len());
            is_name.then(|| name.chars().count())
        });
        score.recognize(name.unwrap_or(0));
        name.is_some()
    }

    /// Reads the leftover text in a unit around the word at `word`: the whole unit, or the part of
    /// a sentence that is text of a site. `None` if there is none.
    fn unit(&self, unit: Unit, word: Span) -> Option<Talk> {
        let whole = self.facts.doc.slice(unit.span);
        // Quotations are content, but in 点击“阅读原文” ("click 'Read the original'") the quotation is
        // part of the word.
        let is_kept = whole.starts_with(['“', '「']) || self.facts.doc.slice(word).contains('“');
        let text = if is_kept { whole.into() } else { without_quotes(whole) };
        let text = text.as_ref();
        let (pieces, mut score) = LANGUAGE.heard(text, self.facts.words());
        if score.total() + unit.bonus() < ENOUGH - 1 && !score.has(&[Price]) {
            return None;
        }
        let names_site = self.recognize_site(text, &pieces, &mut score);
        let total = score.total() + unit.bonus() + u32::from(names_site) * 2;
        if self.is_prose(text, &score, &pieces) {
            return None;
        }
        let is_certain = score.has(&[Sign, Watermark]) || score.has(&[Own, Origin]) && score.total() > ENOUGH;
        let found = |is_certain| Some(Talk { span: unit.span, is_certain });
        let is_bracket = unit.form == Form::Bracket;
        let least = if is_bracket && score.share() == 100 { ENOUGH - 1 } else { ENOUGH };
        if self.is_enough(&score, unit, total, least) && (is_talk(&score) || names_site) {
            return found(is_certain);
        }
        let is_paid = score.has(&[Price]) && score.share() == 100 && PAID.contains(&score.characters());
        let names_thing = score.has(&[Giver]) && score.has(&[Thing, Goods]) && score.total() >= ENOUGH - 1;
        if is_paid || is_warning(&score) && (is_bracket || names_thing) {
            return found(false);
        }
        if score.has(&[Watermark]) {
            return found(true);
        }
        let is_sign = score.has(&[Sign]);
        if is_bracket || unit.form == Form::Sentence && !is_sign && self.is_beside_sites {
            return if is_sign { found(is_certain) } else { None };
        }
        // A short line with a sign has no room for other text.
        if is_sign && (score.share() >= SHARE / 2 || score.characters() <= MAX_REQUEST) {
            return found(is_certain);
        }
        let span = if text.len() == whole.len() { stretch(text, &pieces) } else { None }?;
        let span = Span::new(unit.span.start() + span.start(), unit.span.start() + span.end());
        Some(Talk { span, is_certain: false })
    }
}
