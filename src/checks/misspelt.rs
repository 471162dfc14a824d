//! Finds names of organisations and villages that differ in one character from the name in another
//! paper: 颐安医疗器械公司, 怡安医疗器械公司 (both are read "Yi'an Medical Devices").

use rustc_hash::FxHashSet;

use crate::check::{Paper, PaperSpan};
use crate::checks::organisations::{DIRECTIONS, SIZES};
use crate::checks::people::Around;
use crate::checks::variants::{self, Slip, Variant};
use crate::document::block::BlockKind;
use crate::facts::set::titles::{Kind, Name};
use crate::text::chars::is_han;
use crate::text::homophones::sound_alike;
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Minimum number of characters of a name.
const MIN_NAME: usize = 6;
/// Minimum number of common characters of two names that are one organisation, if the characters
/// that differ do not sound alike.
const MIN_SHARED: usize = 8;
/// Minimum number of common characters before the character that differs, if the two characters do
/// not sound alike.
const MIN_HEAD: usize = 2;
/// Minimum number of common characters between the character that differs and the last word of the
/// name, such as 公司 ("company"), if the two characters do not sound alike.
const MIN_TAIL: usize = 2;
/// Minimum number of characters of a company's name without its place and legal form. `MAX_PLACE`
/// is the maximum number of characters of the place.
const MIN_CORE: usize = 4;
const MAX_PLACE: usize = 6;
/// Legal forms at the end of names of companies.
const LEGAL: &str = "股份有限公司 有限责任公司 有限公司";
/// The word for a group of companies.
const GROUP: [char; 2] = ['集', '团'];
/// Signs after a member of a list.
const LIST_ENDS: [char; 6] = ['、', '；', ';', '。', '）', '\n'];
/// Number of consecutive characters that the text around two names must share for them to mean one
/// village.
const SHARED: usize = 4;
/// Maximum number of characters before and after the name of a village that are compared, and the
/// sign at which the comparison ends: 第二站：柳河镇前张村。看水渠施工 ("Second stop: Qianzhang village in Liuhe
/// town. See the building of the canal").
const NEAR: (usize, char) = (20, '\n');
/// Maximum number of places of a name that are compared by the text around them, the first ones.
const MAX_PLACES: usize = 16;
/// Number of characters of the name of a village, before 村 ("village"). `TOWN` is the number of
/// characters of the town's name that are read with it.
const VILLAGE: std::ops::RangeInclusive<usize> = 1..=4;
const TOWN: usize = 2;
/// Last words of the names of villages: 村 ("village"), 社区 ("community"). `TOWNS` and `STREET` end
/// the names of the towns and streets that they belong to.
const VILLAGES: [&str; 2] = ["村", "社区"];
static TOWNS: Signs = Signs::of("镇乡");
const STREET: [char; 2] = ['街', '道'];
/// Characters before the beginning of a name in running text.
static BEFORE: Signs = Signs::of("的由与和及在为请向是到对同让给把被经从以");
/// Last characters of the names of places and of offices of different levels.
static LEVELS: Signs = Signs::of("省市州盟县区旗镇乡村厅局处科部委院所站办");

/// A misspelt name, and the right spelling in other papers.
pub(super) struct MisspeltName {
    /// All places of the misspelt name.
    pub(super) wrong: Vec<PaperSpan>,
    /// All places of the right spelling.
    pub(super) right: Vec<PaperSpan>,
}

/// Name of an organisation or a village that is searched in all papers. It is certain where it
/// begins.
struct Known {
    characters: Vec<char>,
    kind: NameKind,
}

/// Kind of a known name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NameKind {
    /// An organisation, with the number of characters of the last word of its name.
    Organisation(usize),
    /// Name of a company without its place and legal form: 通顺客运 ("Tongshun Coaches") of
    /// 岚溪县通顺客运有限责任公司 ("Tongshun Coaches Ltd of Lanxi county").
    Core,
    Village,
}

/// Finds spellings that differ from a known name by a slip, in papers that do not contain the name
/// itself.
pub(super) fn misspelt_names(papers: &[Paper<'_>]) -> Vec<MisspeltName> {
    let known = known(papers);
    let names: Vec<Vec<char>> = known.iter().map(|name| name.characters.clone()).collect();
    let is_slip = |at: usize, variant: &Variant| is_slip(&papers[at], &known[variant.name], variant);
    let (right, wrong) = variants::places(papers, &names, &is_slip);
    let mut seen: FxHashSet<[String; 2]> = FxHashSet::default();
    let mut found = Vec::new();
    for ((number, written), places) in wrong {
        let (name, right) = (&known[number], &right[number]);
        let own: String = name.characters.iter().collect();
        let is_apart = !right.is_empty() && variants::are_apart(right, &places);
        if !is_apart
            || name.kind == NameKind::Village && !is_one_village(papers, (&own, right), (written, &places))
        {
            continue;
        }
        let mut pair = [own, written.to_owned()];
        pair.sort_unstable();
        if seen.insert(pair) {
            found.push(MisspeltName { wrong: places, right: right.clone() });
        }
    }
    found
}

/// Names of organisations and villages, each once.
fn known(papers: &[Paper<'_>]) -> Vec<Known> {
    let mut seen: FxHashSet<Vec<char>> = FxHashSet::default();
    let mut found = Vec::new();
    for paper in papers {
        let names = paper.facts.names.iter().filter(|name| name.kind == Kind::Organisation);
        for name in names.filter(|name| name.characters.len() >= MIN_NAME && is_whole(paper, name)) {
            let full = name.characters.as_slice();
            // Other papers leave out 有限公司 ("limited company").
            let written: String = full.iter().collect();
            let legal = LEGAL.split(' ').find(|end| written.ends_with(*end)).map(|end| end.chars().count());
            let short = legal.map(|legal| &full[..full.len() - legal]).filter(|short| is_group(short));
            let core = legal.and_then(|legal| core(&full[..full.len() - legal]));
            let all = [
                (Some(full), NameKind::Organisation(name.suffix)),
                (short, NameKind::Organisation(GROUP.len())),
                (core, NameKind::Core),
            ];
            for (characters, kind) in all {
                if let Some(characters) = characters.filter(|name| seen.insert(name.to_vec())) {
                    found.push(Known { characters: characters.to_vec(), kind });
                }
            }
        }
        for block in paper.doc.blocks() {
            for village in villages(block.span.of(paper.doc.text())) {
                if seen.insert(village.clone()) {
                    found.push(Known { characters: village, kind: NameKind::Village });
                }
            }
        }
    }
    found
}

/// Name of a company without the place at its beginning, which other papers leave out. `None` if
/// there is no place or the rest is too short to be recognized.
fn core(name: &[char]) -> Option<&[char]> {
    let place = name.iter().take(MAX_PLACE).rposition(|c| LEVELS.contains(*c))?;
    name.get(place + 1..).filter(|core| core.len() >= MIN_CORE)
}

/// True if a name without its legal form is long enough, and ends with 集团 ("group").
fn is_group(name: &[char]) -> bool {
    name.len() >= MIN_NAME && name.ends_with(&GROUP)
}

/// True if a name fills a cell or a member of a list, or begins a line. In a sentence, the
/// beginning of a name is not known.
fn is_whole(paper: &Paper<'_>, name: &Name) -> bool {
    let text = paper.doc.text();
    let (before, behind) = (&text[..name.span.start()], &text[name.span.end()..]);
    if behind.starts_with(is_han) {
        return false;
    }
    let Some(block) = paper.doc.blocks().get(paper.doc.block_at(name.span.start())) else { return false };
    let lead = before.get(block.span.start()..).unwrap_or_default();
    let is_first = !lead.contains(is_han);
    let is_cell = matches!(block.kind, BlockKind::Cell(_));
    is_first && (is_cell || behind.chars().next().is_none_or(|c| c != '，'))
        || before.ends_with('、') && (is_cell || behind.starts_with(LIST_ENDS) || behind.is_empty())
}

/// Names of villages with the last characters of their town's name: 柳河镇前张村 ("Qianzhang village,
/// Liuhe town").
fn villages(text: &str) -> Vec<Vec<char>> {
    let mut found = Vec::new();
    for (at, word) in VILLAGES.iter().flat_map(|word| text.match_indices(word)) {
        let before = text[..at].chars().rev().take(VILLAGE.end() + STREET.len() + TOWN);
        let mut before: Vec<char> = before.take_while(|c| is_han(*c)).collect();
        before.reverse();
        let mut towns = (0..before.len()).filter_map(|at| {
            let is_street = before[at..].starts_with(&STREET);
            let length = if is_street { STREET.len() } else { 1 };
            (is_street || TOWNS.contains(before[at])).then_some((at, at + length))
        });
        let town = towns.rfind(|(at, end)| *at >= TOWN && VILLAGE.contains(&(before.len() - end)));
        let Some((town, _)) = town else { continue };
        found.push(before[town - TOWN..].iter().copied().chain(word.chars()).collect());
    }
    found
}

/// True if a variant may be a slip of the name, judging by the name and the character before the
/// variant.
fn is_slip(paper: &Paper<'_>, name: &Known, variant: &Variant) -> bool {
    let before = paper.doc.text()[..variant.span.start()].chars().next_back();
    let is_begun = before.is_none_or(|c| !is_han(c) || BEFORE.contains(c));
    let (own, other) = match variant.slip {
        Slip::Swapped => {
            return match name.kind {
                NameKind::Organisation(_) => is_begun,
                // 县顺通客运公司: the place may be written before it.
                NameKind::Core => is_begun || before.is_some_and(|c| LEVELS.contains(c)),
                NameKind::Village => false,
            };
        }
        Slip::Replaced(own, other) => (own, other),
        Slip::Same => return false,
    };
    if is_numeral(own) || is_numeral(other) {
        return false;
    }
    let suffix = match name.kind {
        NameKind::Organisation(suffix) => suffix,
        NameKind::Village => return variant.head > 0 && !(LEVELS.contains(own) || LEVELS.contains(other)),
        // Companies of one place and trade may differ in one character.
        NameKind::Core => return false,
    };
    if variant.head == 0 && !is_begun {
        return false;
    }
    let rest = name.characters.len() - variant.head - 1;
    if sound_alike(own, other) {
        return rest >= suffix && !LEVELS.contains(own);
    }
    let is_kind = |c: char| DIRECTIONS.contains(c) || SIZES.contains(c) || LEVELS.contains(c);
    variant.head >= MIN_HEAD
        && rest >= suffix + MIN_TAIL
        && variant.head + rest >= MIN_SHARED
        && !is_kind(own)
        && !is_kind(other)
}

/// True if two names of villages of one town mean one village: they sound alike, or the words
/// around them agree.
fn is_one_village(
    papers: &[Paper<'_>],
    (name, right): (&str, &[PaperSpan]),
    (written, wrong): (&str, &[PaperSpan]),
) -> bool {
    if name.chars().zip(written.chars()).all(|(one, other)| one == other || sound_alike(one, other)) {
        return true;
    }
    let around = |places: &[PaperSpan]| -> Vec<Around> {
        let places = places.iter().take(MAX_PLACES);
        let near = |&(paper, span): &(usize, Span)| Around::within(papers[paper].doc.text(), span, NEAR);
        places.map(near).collect()
    };
    let right = around(right);
    around(wrong).iter().any(|one| right.iter().any(|other| one.shares(other, SHARED, papers)))
}

#[cfg(test)]
mod tests {
    use super::villages;

    #[test]
    fn villages_are_read_with_their_town() {
        let of =
            |text: &str| villages(text).iter().map(|name| name.iter().collect()).collect::<Vec<String>>();
        assert_eq!(of("先到柳河镇前张村，再到望湖街道月牙社区。"), ["柳河镇前张村", "望湖街道月牙社区"]);
        assert_eq!(of("各村和社区，全镇村"), Vec::<String>::new());
    }
}
