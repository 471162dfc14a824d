//! Remarks as marks in the line: `完成投资⟦XX⟧〔placeholder/mask：……〕亿元`.

use crate::document::Document;
use crate::document::source::Source;
use crate::text::span::Span;
use crate::writers::splice::{Splice, spliced};
use crate::writers::{Remark, WriteError, encoded};

/// Brackets for a stretch, the second for encodings without the first.
const BRACKETS: [(&str, &str); 2] = [("⟦", "⟧"), ("【", "】")];

/// The file with marks at all remarks.
pub(super) fn annotate(source: &Source, doc: &Document, remarks: &[Remark]) -> Result<Vec<u8>, WriteError> {
    let has_brackets = encoded(doc, BRACKETS[0].0).is_ok();
    let (open, close) = if has_brackets { BRACKETS[0] } else { BRACKETS[1] };
    let mut marks: Vec<Mark> = Vec::new();
    for same in remarks.chunk_by(|a, b| a.span == b.span) {
        let at = doc.source(same[0].span).bytes;
        let notes = same.iter().map(|remark| {
            let message = remark.paragraphs.first().map_or("", String::as_str);
            format!("〔{}：{}〕", remark.rule, message.replace(['\n', '\r'], " "))
        });
        marks.push(Mark { byte: at.start, rank: (1, usize::MAX - at.end), text: open.to_owned() });
        let text = close.to_owned() + &notes.collect::<String>();
        marks.push(Mark { byte: at.end, rank: (0, usize::MAX - at.start), text });
    }
    // At one byte, what ends comes before what begins, and the inner one ends first and begins last.
    marks.sort_by_key(|mark| (mark.byte, mark.rank));
    let splice =
        |mark: &Mark| Ok(Splice { at: Span::new(mark.byte, mark.byte), bytes: encoded(doc, &mark.text)? });
    let splices: Result<Vec<Splice>, WriteError> = marks.iter().map(splice).collect();
    Ok(spliced(&source.bytes, &splices?))
}

/// Something to be put in at a byte of the file.
struct Mark {
    byte: usize,
    rank: (u8, usize),
    text: String,
}
