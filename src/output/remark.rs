//! Findings as remarks to be written into the document itself: what is wrong, what to do, why, and where the other end is.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::document::block::BlockKind;
use crate::output::Run;
use crate::writers::Remark;

/// Longest quotation in a remark, in characters.
const MAX_QUOTE: usize = 40;

/// The remark that `found` makes on its document.
pub fn remark(run: &Run<'_>, doc: &Document, found: &Diagnostic) -> Remark {
    let words = run.wording(found);
    let language = run.language;
    let mut paragraphs = Vec::new();
    if let Some(words) = words {
        paragraphs.push(words.message(&found.message));
        let block = doc.blocks().get(doc.block_at(found.span.start));
        match block.map(|block| block.kind) {
            // Where a comment cannot stand at the words themselves, it says which words.
            Some(BlockKind::Aside) => paragraphs.push(language.pick(
                format!("在文本框、注释、页眉或页脚里：「{}」", quoted(doc, found)),
                format!("In a text box, a note, a header or a footer: `{}`", quoted(doc, found)),
            )),
            Some(BlockKind::Hidden) => paragraphs.push(language.pick(
                format!("是隐藏文字：「{}」", quoted(doc, found)),
                format!("Hidden text: `{}`", quoted(doc, found)),
            )),
            _ => {}
        }
        for label in &found.related {
            let line = doc.locate_start(label.span).line;
            let quote = short(doc.slice(label.span));
            let text = words.label(label.name, &found.message);
            paragraphs.push(
                language.pick(
                    format!("第 {line} 行「{quote}」：{text}"),
                    format!("Line {line}, `{quote}`: {text}"),
                ),
            );
        }
        paragraphs.extend(words.help(&found.message));
        paragraphs.push(words.why.clone());
    }
    paragraphs.push(format!("({} {})", found.severity.name(), found.rule));
    Remark { span: found.span, rule: found.rule.to_string(), paragraphs }
}

fn quoted(doc: &Document, found: &Diagnostic) -> String {
    short(doc.slice(found.span))
}

fn short(text: &str) -> String {
    match text.char_indices().nth(MAX_QUOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
