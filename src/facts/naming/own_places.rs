//! The name of another place instead of the document's own, as in a text copied from another
//! county: 我代表平川县人民政府 ("I represent the government of Pingchuan County") in a report to the
//! congress of 南渡县 (Nandu County).
//!
//! The first lines name the own place. Texts mention other places too, so another name is reported
//! only in a role that only the own place can have: the place that the speaker represents, whose
//! leaders lead, that signs the document, or whose congress meets.

use memchr::memmem;

use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::numbering::pieces::PieceKind;
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::{naming, own_place, place};

/// Number of blocks at the beginning of a document in which its own place is looked for.
const HEAD: usize = 5;
/// Maximum number of characters of a line at the beginning that may name the place, and of a
/// signature. A longer line is running text.
const MAX_LINE: usize = 60;
/// Last characters of the names of places, one for each level: county, city, district, town,
/// township.
const RANKS: [char; 5] = ['县', '市', '区', '镇', '乡'];
/// Levels at which no place is part of another one of this level. A city, in contrast, may be part
/// of another city.
const SINGLE: [char; 3] = ['县', '镇', '乡'];
/// Characters of a title after which the name of the own place may begin.
static BEFORE_OWN: Signs = Signs::of("在—（(日共省市州区·　 -");
/// Characters after which the name of a congress may begin: 平川县第十七届人民代表大会 ("17th people's congress
/// of Pingchuan County") after 在 ("at").
const BEFORE_CONGRESS: [char; 5] = ['，', '。', '在', '—', '向'];
/// Characters of words that occur in front of 县 ("county") and the like without being a name: 各县
/// ("each county"), 有关县 ("the counties concerned").
static NO_NAME: Signs = Signs::of("各全我本该有关相等几多数两每省州级族治和及与的在是到赴");
/// Maximum number of names that are collected, to bound the time.
const MAX_FOUND: usize = 100;
/// Maximum number of occurrences of another place's name that count as a mistake. A text that names
/// it more often is about that place too.
const MAX_OCCURRENCES: usize = 2;
/// Number of bytes of the sentence that are read before and after a name.
const REACH: usize = 120;

/// Name of another place that is used like that of the document's own place, as when a speaker
/// represents its government. It is probably left over from another text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignPlace {
    /// Span of the other place's name.
    pub span: Span,
    /// Span of the own place's name in the first lines.
    pub own: Span,
}

impl Facts<'_> {
    /// Names of other places that are used like that of the own place, in text order. See
    /// [`ForeignPlace`].
    pub fn foreign_places(&self) -> Vec<ForeignPlace> {
        let is_about_others =
            self.kind().is_some_and(|kind| kind.is_about_others() || kind == DocumentKind::Form);
        if is_about_others || self.pieces().iter().any(|piece| piece.kind == PieceKind::Collected) {
            return Vec::new();
        }
        let mut found: Vec<ForeignPlace> = Vec::new();
        for rank in RANKS {
            if let Some(own) = self.own_name(rank) {
                found.extend(self.others(own, rank).into_iter().map(|span| ForeignPlace { span, own }));
            }
        }
        found.sort_unstable_by_key(|place| place.span);
        found
    }

    /// Name of the place of this level in the first lines. `None` if there is none, or more than
    /// one.
    fn own_name(&self, rank: char) -> Option<Span> {
        let text = self.doc.text();
        let running = self.doc.blocks().iter().filter(|block| block.kind.is_running());
        let mut own: Option<Span> = None;
        for block in running.take(HEAD) {
            let line = block.span.of(text);
            // The running text begins.
            if is_longer(line, MAX_LINE) || line.ends_with(['。', '；', '：', ':']) {
                break;
            }
            for (at, _) in line.match_indices(rank) {
                let name = self.name_at(block.span.start(), block.span.start() + at, rank, |head| {
                    head.is_empty() || head.ends_with(|c| BEFORE_OWN.contains(c))
                });
                let Some(name) = name else { continue };
                match own {
                    Some(own) if own.of(text) != name.of(text) => return None,
                    Some(_) => {}
                    None => own = Some(name),
                }
            }
        }
        let own = own?;
        let is_said = ["全", "我", "本"].iter().any(|word| {
            let word = format!("{word}{rank}");
            memmem::find(text.as_bytes(), word.as_bytes()).is_some()
        });
        let places = memmem::find_iter(text.as_bytes(), own.of(text)).count();
        (is_said || places > 1).then_some(own)
    }

    /// Name of a place whose last character is `rank` (县, "county"), at byte `at`. The name begins
    /// after a text of the block for which `begins` returns true. `start` is the start of the
    /// block. `None` if the characters are not a name.
    fn name_at(&self, start: usize, at: usize, rank: char, begins: impl Fn(&str) -> bool) -> Option<Span> {
        let text = self.doc.text();
        let end = at + rank.len_utf8();
        if self.words().of(&place::NO_DIVISION).start_of(&text[at..]).is_some() {
            return None;
        }
        let head = &text[start..at];
        let stems = head.char_indices().rev().take(4).take_while(|(_, c)| is_han(*c));
        let mut stems = stems.map(|(from, _)| start + from).skip(1);
        let from = stems.find(|from| begins(&text[start..*from]))?;
        let stem = &text[from..at];
        let is_word = |c: char| RANKS.contains(&c) || is_numeral(c) || NO_NAME.contains(c);
        (!stem.contains(is_word)).then_some(Span::new(from, end))
    }

    /// Spans of the names of other places of the level `rank` that are used like the own place: as
    /// represented by the speaker, leading, signing, or holding the congress.
    fn others(&self, own: Span, rank: char) -> Vec<Span> {
        let text = self.doc.text();
        let mut found: Vec<Span> = Vec::new();
        for at in memmem::find_iter(text.as_bytes(), rank.encode_utf8(&mut [0; 4]).as_bytes()) {
            let block = self.doc.blocks()[self.doc.block_at(at)];
            if at < own.end() || !block.kind.is_running() {
                continue;
            }
            let start = block.span.start();
            let spoken_for = self.name_at(start, at, rank, |head| self.is_spoken_for(head));
            let leading = || {
                let name = self.name_at(start, at, rank, |head| head.ends_with('在'))?;
                self.leads(name, own, rank).then_some(name)
            };
            let signing = || {
                let name = self.name_at(start, at, rank, str::is_empty)?;
                self.signs(name, block.span).then_some(name)
            };
            let convening = || {
                let begins = |head: &str| head.is_empty() || head.ends_with(BEFORE_CONGRESS);
                let name = self.name_at(start, at, rank, begins)?;
                self.convenes(name, own).then_some(name)
            };
            let name = spoken_for.or_else(leading).or_else(signing).or_else(convening);
            found.extend(name.filter(|name| name.of(text) != own.of(text) && !self.is_within(*name, own)));
            if found.len() == MAX_FOUND {
                break;
            }
        }
        found.retain(|name| memmem::find_iter(text.as_bytes(), name.of(text)).count() <= MAX_OCCURRENCES);
        found
    }

    /// True if one name contains the other: 阳县 and 安阳县 (Anyang County).
    fn is_within(&self, name: Span, own: Span) -> bool {
        let text = self.doc.text();
        name.of(text).ends_with(own.of(text)) || own.of(text).ends_with(name.of(text))
    }

    /// True if `head` ends with 我代表 ("I represent"). 我们 ("we") alone comes before other words too:
    /// 我们到平川县 ("we went to Pingchuan County"), 我们农业县 ("we, a farming county").
    fn is_spoken_for(&self, head: &str) -> bool {
        let speaker = self.words().of(&own_place::SPEAKER).end_of(head);
        let near = &head[head.ceil_char_boundary(head.len().saturating_sub(REACH))..];
        let is_quoted = || near.rfind('“') > near.rfind('”');
        speaker.is_some_and(|word| word.ends_with("代表")) && !is_quoted()
    }

    /// True if the place's leaders lead, in a sentence that does not name the own place:
    /// 在平川县委、县政府的正确领导下 ("under the right leadership of the Party committee and government of
    /// Pingchuan County").
    fn leads(&self, name: Span, own: Span, rank: char) -> bool {
        let text = self.doc.text();
        let sentence = self.sentences().at(name.start()).unwrap_or(name);
        let end = text.floor_char_boundary((name.end() + REACH).min(text.len())).min(sentence.end());
        let behind = &text[name.end()..end.max(name.end())];
        let clause = behind.split('，').next().unwrap_or_default();
        SINGLE.contains(&rank)
            && ["委", "党委", "人民政府", "政府"].iter().any(|word| behind.starts_with(word))
            && clause.contains("领导下")
            && !behind.contains(own.of(text))
    }

    /// True if the name belongs to the signature of the document: 平川县人民政府 ("government of Pingchuan
    /// County") in a line of its own, before the date.
    fn signs(&self, name: Span, block: Span) -> bool {
        let text = self.doc.text();
        let line = block.of(text).trim_matches(is_blank);
        let is_signature = !is_longer(line, MAX_LINE)
            && self.words().of(&own_place::SIGNATURE).end_of(line).is_some()
            && line.chars().all(is_han)
            && name.start() == block.start();
        let next = self.doc.blocks().get(self.doc.block_at(block.start()) + 1);
        let is_date = |line: &str| {
            let line = line.trim_matches(is_blank);
            line.ends_with('日') && line.contains('年') && line.chars().count() <= 16
        };
        is_signature && next.is_some_and(|next| is_date(next.span.of(text)))
    }

    /// True if the place's congress meets, in a document whose first lines name the congress of the
    /// own place: 平川县第十七届人民代表大会 ("17th people's congress of Pingchuan County").
    fn convenes(&self, name: Span, own: Span) -> bool {
        let text = self.doc.text();
        let is_congress = |at: usize| {
            let Some(rest) = text[at..].strip_prefix('第') else { return false };
            let rest = rest.trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_digit());
            self.words().of(&naming::CONGRESS).start_of(rest).is_some()
        };
        is_congress(name.end()) && is_congress(own.end())
    }
}
