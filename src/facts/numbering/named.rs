//! References that describe in words what they refer to: 现状照片见附件3 ("for photos see Annex 3"),
//! 名册（附件2） ("list (Annex 2)"), 图1为研究区位置 ("Figure 1 shows the area"). If the words are the title of
//! another number, the number is wrong.

use rustc_hash::FxHashSet;

use crate::facts::Facts;
use crate::facts::numbering::captions::FORMULA;
use crate::facts::numbering::references::{Owner, Reference, Target};
use crate::text::chars::is_blank;
use crate::text::fold::comparable_text;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::reference;

/// Maximum number of titles that are compared, to bound the time.
const MAX_TITLES: usize = 60;
/// Maximum number of characters of a clause that is compared with titles. A longer clause is not a
/// title.
const MAX_PHRASE: usize = 40;
/// Minimum number of characters of a title for it to count as found at the end of a clause.
const MIN_TITLE: usize = 4;
/// Minimum number of characters of a clause for it to count as found in a title.
const MIN_PHRASE: usize = 4;
/// Minimum number of characters of a clause that shows alone that the number of a reference is
/// wrong. A reference with a shorter clause is reported only if the clause differs clearly from the
/// title with the number of the reference ([`MAX_SHARED`]).
const MIN_WHOLE: usize = 6;
/// Maximum share of a clause that may also be in the title with the number of the reference, as a
/// divisor: of the pairs of neighbouring characters in the clause, at most one in three.
const MAX_SHARED: usize = 3;
/// Punctuation marks that end the clause before or after a reference.
static ENDS: Signs = Signs::of("，。；：、！？,;:!?（）()");
/// Punctuation after a reference that shows that its number is alone. After 、 or 和 ("and") more
/// numbers may follow.
static ALONE: Signs = Signs::of("，。；！？,;!?）)");

/// A reference with the number of one thing and the title of another: 现状照片见附件3 ("for photos see
/// Annex 3"), if Annex 2 has this title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misnamed {
    /// Span of the reference with the wrong number.
    pub reference: Span,
    /// Span of the title that the reference describes in words.
    pub title: Span,
    /// The right reference, the name of the thing with this title: 附件2 ("Annex 2").
    pub right: String,
}

/// A figure, table or attachment with a number and a title.
struct Titled {
    kind: Kind,
    number: u32,
    title: Span,
    folded: String,
}

/// Things that are numbered together: the kind (附 for attachments, else the kind of a caption) and
/// the prefix of the number.
type Kind = (char, String);

/// Finds references with the title of one thing and the number of another.
pub fn misnamed(facts: &Facts<'_>) -> Vec<Misnamed> {
    let titled = titles(facts);
    if titled.len() < 2 || titled.len() > MAX_TITLES {
        return Vec::new();
    }
    let heads: FxHashSet<usize> = facts.captions().iter().map(|caption| caption.span.start()).collect();
    let references = facts.references().iter().filter(|found| !heads.contains(&found.span.start()));
    references.filter_map(|found| judge(facts, &titled, found)).collect()
}

/// All figures, tables, formulas and attachments that have a number and a title. Empty if two of
/// them have the same number.
fn titles(facts: &Facts<'_>) -> Vec<Titled> {
    let doc = facts.doc;
    let listed = facts
        .attachments()
        .listed
        .iter()
        .filter_map(|listed| Some((('附', String::new()), listed.number?, listed.title)));
    let captions = facts.captions().iter().filter(|caption| caption.kind != FORMULA).map(|caption| {
        let end = doc.blocks()[doc.block_at(caption.span.start())].span.end();
        ((caption.kind, caption.prefix.clone()), caption.ordinal, Span::new(caption.span.end().min(end), end))
    });
    let mut known = FxHashSet::default();
    let mut found = Vec::new();
    for (kind, number, title) in listed.chain(captions) {
        let written = doc.slice(title);
        let trimmed = written.trim_start_matches(|c| is_blank(c) || matches!(c, '：' | ':' | '.' | '．'));
        let title = Span::new(title.end() - trimmed.len(), title.end());
        let folded = comparable_text(trimmed.trim_matches(['《', '》', '。', '；']));
        if !known.insert((kind.clone(), number)) {
            return Vec::new();
        }
        found.push(Titled { kind, number, title, folded });
    }
    found
}

fn judge(facts: &Facts<'_>, titled: &[Titled], found: &Reference) -> Option<Misnamed> {
    let (kind, number) = match &found.target {
        Target::Attachment(number) => (('附', String::new()), *number),
        Target::Caption(kind, prefix, number) if *kind != FORMULA => ((*kind, prefix.clone()), *number),
        _ => return None,
    };
    let same = |titled: &&Titled| titled.kind == kind;
    let named = titled.iter().filter(same).find(|titled| titled.number == number)?;
    let block = facts.doc.blocks()[found.block].span;
    let before = facts.doc.slice(Span::new(block.start(), found.span.start()));
    let behind = facts.doc.slice(Span::new(found.span.end(), block.end()));
    let shown = facts.words().of(&reference::SHOWN).start_of(behind);
    let is_alone = behind[shown.map_or(0, str::len)..].chars().next().is_none_or(|c| ALONE.contains(c));
    let first = (found.owner == Owner::Bare && is_alone).then(|| clause_before(facts, before));
    let phrase = first.or_else(|| clause_behind(facts, behind).filter(|_| kind.0 != '附'))?;
    let phrase = comparable_text(&phrase);
    let said = |titled: &Titled| shared_text(&phrase, &titled.folded);
    if said(named).is_some() {
        return None;
    }
    let mut others = titled.iter().filter(same).filter_map(|titled| Some((titled, said(titled)?)));
    let (right, words) = others.next()?;
    let is_strange = || {
        let all: Vec<char> = words.chars().collect();
        let shared = all.windows(2).filter(|pair| named.folded.contains(&pair.iter().collect::<String>()));
        shared.count() * MAX_SHARED <= all.len()
    };
    let is_whole = words == phrase && words.chars().nth(MIN_WHOLE - 1).is_some();
    (others.next().is_none() && (is_whole || is_strange())).then(|| Misnamed {
        reference: found.span,
        title: right.title,
        right: match kind.0 {
            '附' => format!("附件{}", right.number),
            sign => format!("{sign}{}{}", kind.1, right.number),
        },
    })
}

/// Text that a clause and a title have in common: the whole title if the clause ends with it, or
/// the whole clause if the title contains it. `None` if neither is so.
fn shared_text(phrase: &str, title: &str) -> Option<String> {
    let is_long = |text: &str, fewest: usize| text.chars().nth(fewest - 1).is_some();
    if is_long(title, MIN_TITLE) && phrase.ends_with(title) {
        Some(title.to_owned())
    } else {
        (is_long(phrase, MIN_PHRASE) && title.contains(phrase)).then(|| phrase.to_owned())
    }
}

/// Clause before a reference, without the words that introduce the reference: 现状照片 ("photos") in
/// 其中，现状照片见附件3 ("of these, for photos see Annex 3").
fn clause_before(facts: &Facts<'_>, before: &str) -> String {
    let start = before.char_indices().rev().nth(MAX_PHRASE - 1).map_or(0, |(at, _)| at);
    let mut text = before[start..].trim_end_matches(|c| is_blank(c) || matches!(c, '（' | '('));
    for _ in 0..2 {
        let pointer = facts.words().of(&reference::POINTER).end_of(text);
        text = pointer.map_or(text, |word| &text[..text.len() - word.len()]);
    }
    let text = text.trim_matches(['《', '》', '“', '”']);
    let clause = text.rfind(|c| ENDS.contains(c)).map_or(text, |at| &text[at..]);
    clause.trim_start_matches(|c| ENDS.contains(c)).to_owned()
}

/// Clause after a reference that describes the referenced figure or table: 研究区位置 in 图1为研究区位置
/// ("Figure 1 is the location of the area"), 各镇人口 in 表2列出各镇人口 ("Table 2 lists the population of
/// each town").
fn clause_behind(facts: &Facts<'_>, behind: &str) -> Option<String> {
    let word = facts.words().of(&reference::TELLS).start_of(behind)?;
    let rest = behind[word.len()..].trim_start_matches('了');
    let end = rest.find(|c| ENDS.contains(c)).unwrap_or(rest.len());
    rest[..end].chars().nth(MAX_PHRASE).is_none().then(|| rest[..end].to_owned())
}
