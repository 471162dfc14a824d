//! A number with the thing that it counts, and the points after it at which a list may begin (|):
//! 三个关口|： ("three passes|:"), “四员”|—— ("'four officers'|—"), 5名同志名单如下|： ("the 5 comrades are as
//! follows|:").

use crate::facts::Facts;
use crate::facts::count::counts::Count;
use crate::text::chars::{is_han, is_longer};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::{count, list};

/// Maximum number of characters of the noun after a classifier. A longer run of characters is not
/// shown as a noun.
const MAX_NOUN: usize = 12;
/// Maximum number of characters between a number and its list that may announce the list:
/// 家市级工程技术研究中心名单如下 ("municipal research centres are listed as follows"). Further characters are not
/// read.
const MAX_LISTING: usize = 28;
/// Maximum number of characters of a term in quotation marks: 四员 ("four officers"). A longer
/// quotation is not one.
const MAX_TERM: usize = 8;

/// Maximum number of bytes in which a quotation that begins with a number must end.
const MAX_QUOTED: usize = 60;
/// Number of bytes before a number that are searched for the ordinal prefix 第: in 第三、四|道 ("numbers
/// 3 and 4") the 四 is an ordinal too.
const MAX_ORDINALS: usize = 60;

/// A phrase that counts things, such as 四点意见 ("four points").
pub(super) struct Phrase<'t> {
    /// Span from the number to the noun, as it is reported.
    pub(super) span: Span,
    /// Index of the block that contains the phrase.
    pub(super) block: usize,
    /// Classifier after the number: 个 in 三个关口 ("three passes"). Empty in some quoted terms.
    pub(super) measure: &'t str,
    /// Word that every item should contain: 严禁 ("forbidden") for “三个严禁” ("'three forbidden'").
    /// Empty outside quotation marks.
    pub(super) keyword: &'t str,
    /// All words between the number and the list.
    pub(super) words: &'t str,
    /// Bytes at which the list of the counted things may begin, the nearest first.
    pub(super) ends: Vec<usize>,
}

/// Reads the phrase around a count. `None` if the number does not count listed things, as in times,
/// ordinals and names.
pub(super) fn read<'t>(facts: &Facts<'t>, of: &Count) -> Option<Phrase<'t>> {
    let doc: &'t _ = facts.doc;
    let block = doc.blocks()[of.block].span;
    let text: &'t str = &doc.text()[..block.end()];
    let before = &text[block.start()..of.number.start()];
    let behind = &text[of.number.end()..];
    let words = facts.words();
    let is_quoted = before.ends_with(['“', '「']);
    // 第三、四道 ("numbers 3 and 4"); 中亚五国 ("the five Central Asian states").
    let is_ordinal = words.of(&count::ORDINAL_BEFORE).end_of(before).is_some()
        || before
            .strip_suffix('、')
            .is_some_and(|before| before.ends_with(is_numeral) && tail(before, MAX_ORDINALS).contains('第'));
    let is_name = words.of(&list::NUMBERED_NAME).end_of(before).is_some_and(|name| is_longer(name, 1));
    if !is_quoted && (is_ordinal || is_name) {
        return None;
    }
    let measure = of.measure(text).unwrap_or_default();
    let (span, keyword, mut ends) = if is_quoted {
        let close = behind[..behind.floor_char_boundary(MAX_QUOTED)].find(['”', '」'])?;
        let inside = &behind[..close];
        let keyword = &inside[if measure == inside { 0 } else { measure.len() }..];
        let is_term = !keyword.is_empty()
            && !is_longer(keyword, MAX_TERM)
            && (keyword == "一" || keyword.chars().all(is_han))
            // 三统一 ("three unifications") is a term, but 三升一降 ("three up, one down") is not.
            && keyword.char_indices().all(|(at, c)| !is_numeral(c) || at + c.len_utf8() == keyword.len());
        if !is_term {
            return None;
        }
        let end = of.number.end() + close + "”".len();
        let keyword = if keyword == "一" { "" } else { keyword };
        (Span::new(of.number.start(), end - "”".len()), keyword, vec![end])
    } else {
        let rest = &behind[measure.len()..];
        // 三省一市 ("three provinces and one city") is not a phrase.
        if measure.is_empty()
            || rest.starts_with(is_numeral)
            || words.of(&count::NO_MEASURE).start_of(rest).is_some()
        {
            return None;
        }
        let shown = han_run(rest, MAX_NOUN);
        let end = of.number.end() + measure.len();
        let shown = if rest[shown.len()..].starts_with(is_han) { "" } else { shown };
        (Span::new(of.number.start(), end + shown.len()), "", vec![end])
    };
    // The words after the classifier or the quotation mark, up to the next punctuation or numeral.
    let from = ends[0];
    let run = han_run(&text[from..], MAX_LISTING);
    let is_long = is_longer(run, MAX_NOUN);
    let says_list =
        || words.of(&count::LISTING).is_in(run) || words.of(&count::LISTING).end_of(before).is_some();
    if !run.is_empty() && (!is_long || says_list()) {
        ends.push(from + run.len());
    }
    // 的依次是 ("are in this order"): a lead inside the run.
    let ranked = if before.ends_with('前') { run.find("的是") } else { None };
    // All these words contain one of two characters.
    let says_order = run.contains(['别', '次']);
    let mut words = ["的依次", "的分别", "分别", "依次"].iter().filter(|_| says_order);
    let naming = words.find_map(|word| run.find(word)).or(ranked);
    if let Some(at) = naming.filter(|&at| at > 0) {
        ends.insert(1, from + at);
    }
    let last = ends[ends.len() - 1];
    Some(Phrase { span, block: of.block, measure, keyword, words: &text[of.number.end()..last], ends })
}

/// Han characters at the start of `text`, up to a numeral; empty if there are more than `max`.
fn han_run(text: &str, max: usize) -> &str {
    let end = text.find(|c: char| !is_han(c) || is_numeral(c)).unwrap_or(text.len());
    let run = &text[..end];
    if run.chars().nth(max).is_some() { "" } else { run }
}

/// Last bytes of `text`, at most `max` of them.
fn tail(text: &str, max: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(max))..]
}
