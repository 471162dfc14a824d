//! Describes, in a sentence, places of findings outside the running text, such as the table of
//! contents or hidden text.

use crate::document::Document;
use crate::document::block::{Aside, BlockKind};
use crate::language::Language;
use crate::output::place::SpokenPlace;
use crate::text::span::Span;

/// A sentence on the place of `span`; `None` if it is in the running text or in a table.
pub(super) fn whereabouts(doc: &Document, span: Span, language: Language) -> Option<String> {
    let advice = match doc.kind_at(span.start()) {
        BlockKind::Contents => language.pick(
            "在目录里。目录若是自动生成的，改正文的标题，再更新目录。",
            "It is in the table of contents. If that is generated, correct the heading in the text and update it.",
        ),
        BlockKind::Hidden => language.pick(
            "是隐藏文字，打印时看不到；在 Word 里按 Ctrl+Shift+8 显示。",
            "It is hidden text, which is not printed; Ctrl+Shift+8 shows it in Word.",
        ),
        BlockKind::Aside(Aside::Other) => language.pick("在正文以外。", "It is beside the text."),
        BlockKind::Aside(_) => {
            let place = SpokenPlace::under(doc, &[], span).words(language);
            return Some(language.pick(format!("在{place}里。"), format!("It is in {place}.")));
        }
        BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Item | BlockKind::Cell(_) => return None,
    };
    Some(advice.to_owned())
}
