//! `date/conflict`: 去年（2019年） and 今年（2019年） in one text.

use crate::checks::{Parts, no_options};
use crate::facts::lexicon::LiteralId;
use crate::facts::pieces;
use crate::rule::check::{Check, Context, Findings};
use crate::text::span::Span;

/// Words for years, and how far they are from this one.
const WORDS: [(&str, i64); 5] = [("前年", -2), ("去年", -1), ("今年", 0), ("明年", 1), ("后年", 2)];
/// What stands between the word and the year it is.
const LEADS: [&str; 7] = ["（", "(", "，也就是", "，即", "即", "就是", "是"];

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Conflict { words: WORDS.map(|(word, offset)| (parts.lexicon.add(word), offset)) }))
}

struct Conflict {
    words: [(LiteralId, i64); 5],
}

/// 去年（2019年）: a word with the year it is.
struct Said {
    span: Span,
    piece: Option<usize>,
    /// The year that 今年 is by this.
    this: i64,
}

impl Check for Conflict {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut said: Vec<Said> = Vec::new();
        for (word, offset) in self.words {
            said.extend(cx.facts.occurrences(word).iter().filter_map(|&span| said_of(cx, span, offset)));
        }
        said.sort_by_key(|said| said.span);
        for pair in
            said.windows(2).filter(|pair| pair[0].piece == pair[1].piece && pair[0].this != pair[1].this)
        {
            let (first, second) = (pair[0].span, pair[1].span);
            out.report(second)
                .arg("first", cx.doc.slice(first))
                .arg("second", cx.doc.slice(second))
                .related("first", first);
        }
    }
}

fn said_of(cx: &Context<'_>, word: Span, offset: i64) -> Option<Said> {
    let text = cx.doc.text();
    let rest = &text[word.end..];
    let lead = LEADS.iter().find(|lead| rest.starts_with(**lead))?;
    let date = cx.facts.date_behind(word.end + lead.len()).filter(|date| date.is_year())?;
    // 今年是2019年以来最好的一年 says nothing of this year.
    let is_whole = text[date.span.end..].starts_with(['）', ')', '，', '。', '；', '、', '！', '：']);
    let piece = pieces::of_block(cx.facts.pieces(), cx.doc.block_at(word.start));
    let this = i64::from(date.known_year()?) - offset;
    let close =
        text[date.span.end..].chars().next().filter(|c| matches!(c, '）' | ')')).map_or(0, char::len_utf8);
    is_whole.then(|| Said { span: Span::new(word.start, date.span.end + close), piece, this })
}
