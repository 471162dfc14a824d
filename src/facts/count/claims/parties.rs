//! Parties of a contract: 甲方：… ("Party A: …"), 乙方：…, 丙方：… compared with 双方协商一致 ("both parties
//! agree").

use crate::facts::Facts;
use crate::facts::count::claims::Claim;
use crate::facts::count::claims::reading::CountReading;
use crate::text::chars::is_blank;
use crate::text::numeral::cardinal;
use crate::text::span::Span;
use crate::words::count;

/// Signs of the parties to a contract, in order: 甲 ("A") of 甲方 ("Party A"), 乙 ("B") and so on.
const PARTIES: &str = "甲乙丙丁戊己";
/// Number of blocks at the beginning of a document in which the parties are named.
const HEAD: usize = 40;
/// Maximum number of occurrences of one word that are read, such as 双方 ("both parties").
const MAX_PLACES: usize = 400;

/// Claims for numbers of parties that agree or sign (双方, "both parties"), compared with the parties
/// named in the first lines.
pub(super) fn all(facts: &Facts<'_>) -> Vec<Claim> {
    let named = named(facts);
    if named.len() < 2 {
        return Vec::new();
    }
    let text = facts.doc.text();
    let mut claims = Vec::new();
    for word in ["双方", "三方", "四方", "五方"] {
        for at in facts.places_of(word).take(MAX_PLACES) {
            let end = at + word.len();
            let block = facts.doc.blocks()[facts.doc.block_at(at)].span;
            let sign = &word[.."双".len()];
            let Some(announced) = (if sign == "双" { Some(2) } else { cardinal(sign) }) else { continue };
            let lead = &text[block.start().min(at)..at];
            // 第三方 ("third party") is another party, and 甲乙双方 ("parties A and B") are only two of
            // them.
            let is_own = lead.is_empty()
                || lead.ends_with(['经', '由', '，', '。', '：', '自', '、', '　', ' ', '为', '（']);
            let acts = end <= block.end()
                && facts.words().of(&count::AGREEING).start_of(&text[end..block.end()]).is_some();
            if is_own && acts {
                let found = named.len() as u64;
                claims.push(Claim {
                    reading: CountReading::Parties,
                    place: Span::new(at, end),
                    announced,
                    found: found..=found,
                    items: named.clone(),
                    holds: announced == found,
                    is_strict: announced.abs_diff(found) == 1,
                });
            }
        }
    }
    claims
}

/// Parties that the first lines name in order: `甲方：…` ("Party A: …"), `乙方（承租人）：…` ("Party B
/// (tenant): …").
fn named(facts: &Facts<'_>) -> Vec<Span> {
    let text = facts.doc.text();
    let mut found = Vec::new();
    for block in facts.doc.blocks().iter().take(HEAD) {
        let Some(next) = PARTIES.chars().nth(found.len()) else { break };
        let line = block.span.of(text);
        let rest = line.strip_prefix(next).and_then(|rest| rest.strip_prefix('方'));
        let is_head =
            rest.is_some_and(|rest| rest.trim_start_matches(is_blank).starts_with(['：', ':', '（', '(']));
        if is_head {
            found.push(Span::new(block.span.start(), block.span.start() + 2 * '方'.len_utf8()));
        }
    }
    found
}
