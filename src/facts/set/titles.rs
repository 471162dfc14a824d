//! Titles in 《》, names of campaigns and names of organisations, whose wording is fixed.

use crate::facts::Facts;
use crate::facts::set::head;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::set;

/// Minimum number of characters of a title that is compared. Shorter ones are too common.
const MIN_TITLE: usize = 8;
/// Maximum number of characters of a title. A longer text is not read as a title.
const MAX_TITLE: usize = 60;
/// Minimum number of characters of a campaign's name.
const MIN_CAMPAIGN: usize = 4;
/// Maximum number of characters of a campaign's name.
const MAX_CAMPAIGN: usize = 14;
/// Minimum number of characters of an organisation's name before its last word.
const MIN_NAME: usize = 4;
/// Number of characters after a name that are kept, because they help to match two names.
const BEHIND: usize = 4;
/// Maximum number of characters that are read of the name of an organisation.
const MAX_NAME: usize = 24;

/// Kind of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text, in 《》.
    Title,
    /// Campaign, in quotation marks: “质量提升年” ("Year of Quality").
    Campaign,
    /// Organisation, found by its last word. It is not known where its name begins.
    Organisation,
}

/// A title or name as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Span of the name.
    pub span: Span,
    /// Kind of the name.
    pub kind: Kind,
    /// Characters of the name.
    pub characters: Vec<char>,
    /// True for the title of the paper itself.
    pub is_own: bool,
    /// For an organisation, the number of characters of its last word.
    pub suffix: usize,
    /// For an organisation, the Han characters directly after its name: 实训基地 ("training centre").
    pub behind: Vec<char>,
}

/// Finds all titles, names of campaigns and names of organisations.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Name> {
    let text = facts.doc.text();
    let mut found = Vec::new();
    for open in facts.places_of("《") {
        let start = open + '《'.len_utf8();
        let end =
            text[start..].char_indices().take(MAX_TITLE + 1).find(|(_, c)| matches!(c, '》' | '\n' | '《'));
        let Some((length, '》')) = end else { continue };
        let span = Span::new(start, start + length);
        let characters: Vec<char> = span.of(text).chars().filter(|c| !c.is_whitespace()).collect();
        if characters.len() >= MIN_TITLE {
            found.push(Name {
                span,
                kind: Kind::Title,
                characters,
                is_own: false,
                suffix: 0,
                behind: Vec::new(),
            });
        }
    }
    found.extend(own_titles(facts));
    found.extend(campaigns(facts));
    for (at, suffix) in facts.words_in(facts.words().of(&set::ORGANISATION)) {
        let end = at + suffix.len();
        // 有限公司 ("Co., Ltd.") in 有限公司工会 ("trade union of …") does not end a name.
        let before = text[..end].char_indices().rev().take(MAX_NAME).take_while(|(_, c)| is_han(*c)).last();
        let Some((start, _)) = before else { continue };
        // 贯彻落实情况报省局办公室 ("report how it was carried out to the office of the bureau")
        let handed = facts.words().of(&set::HANDED_IN);
        let cut = handed.iter().filter_map(|word| Some(text[start..at].rfind(word)? + word.len())).max();
        let start = start + cut.unwrap_or_default();
        let characters: Vec<char> = text[start..end].chars().collect();
        let suffix = suffix.chars().count();
        if characters.len() >= MIN_NAME + suffix {
            let behind = text[end..].chars().take_while(|c| is_han(*c)).take(BEHIND).collect();
            let span = Span::new(start, end);
            found.push(Name { span, kind: Kind::Organisation, characters, is_own: false, suffix, behind });
        }
    }
    // 有限公司 ends with 公司 ("company"): the longer word is the last one.
    found.sort_by_key(|name| (name.span, usize::MAX - name.suffix));
    found.dedup_by_key(|name| (name.span, name.kind));
    found
}

/// Finds names in quotation marks that end like those of campaigns.
fn campaigns(facts: &Facts<'_>) -> impl Iterator<Item = Name> {
    let text = facts.doc.text();
    let ends = facts.words().of(&set::CAMPAIGN);
    facts.places_of("“").filter_map(move |at| {
        let start = at + '“'.len_utf8();
        let end = text[start..].char_indices().take(MAX_CAMPAIGN + 1).find(|(_, c)| !is_han(*c));
        let (length, '”') = end? else { return None };
        let span = Span::new(start, start + length);
        // “质量提升年” ("Year of Quality"), “百日攻坚”行动 ("operation 'Hundred Days'")
        let behind = &text[span.end() + '”'.len_utf8()..];
        if ends.end_of(span.of(text)).is_none() && ends.start_of(behind).is_none() {
            return None;
        }
        let characters: Vec<char> = span.of(text).chars().collect();
        let is_named = characters.len() >= MIN_CAMPAIGN;
        is_named.then(|| Name {
            span,
            kind: Kind::Campaign,
            characters,
            is_own: false,
            suffix: 0,
            behind: Vec::new(),
        })
    })
}

/// Titles of the paper itself: lines at its beginning that other papers may put in 《》.
fn own_titles(facts: &Facts<'_>) -> impl Iterator<Item = Name> {
    let text = facts.doc.text();
    head(facts).filter_map(move |span| {
        let line = span.of(text);
        let characters: Vec<char> =
            line.trim_start_matches('—').chars().filter(|c| !c.is_whitespace()).collect();
        let is_title = (MIN_TITLE..=MAX_TITLE).contains(&characters.len()) && !line.starts_with(['（', '(']);
        is_title.then(|| Name {
            span,
            kind: Kind::Title,
            characters,
            is_own: true,
            suffix: 0,
            behind: Vec::new(),
        })
    })
}
