//! Where a finding is, where that is not where the reader looks first.

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::language::Language;
use crate::text::span::Span;

/// A sentence on the place of `span`; `None` in the running text and in tables.
pub(super) fn whereabouts(doc: &Document, span: Span, language: Language) -> Option<&'static str> {
    match doc.kind_at(span.start) {
        BlockKind::Contents => Some(language.pick(
            "在目录里。目录若是自动生成的，改正文的标题，再更新目录。",
            "It is in the table of contents. If that is generated, correct the heading in the text and update it.",
        )),
        BlockKind::Aside => Some(language.pick(
            "在正文以外：文本框、注释或者页眉页脚里。",
            "It is beside the text: in a text box, a note, a header or a footer.",
        )),
        BlockKind::Hidden => Some(language.pick(
            "是隐藏文字，打印时看不到；在 Word 里按 Ctrl+Shift+8 显示。",
            "It is hidden text, which is not printed; Ctrl+Shift+8 shows it in Word.",
        )),
        BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Item | BlockKind::Cell(_) => None,
    }
}
