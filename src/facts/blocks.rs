//! Classifies a block by its words alone: the heading of a part (第二篇：…, "Part two: …"), an
//! attachment (附件1, "Annex 1"), a table of contents, a salutation (同志们：, "Comrades:"), or running
//! text.

use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::numeral::is_numeral;

/// Maximum number of characters of a heading of a part. A longer line is running text.
const MAX_HEAD: usize = 40;

/// Maximum number of characters between 同志们 ("comrades") or 各位 ("dear") and the punctuation that
/// ends the salutation.
const MAX_ADDRESS: usize = 12;

/// Kind of a block, as its text alone shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Heading of one text in a collection of texts: 【篇一】… ("Text one …"), 第二篇：… ("Part two: …"),
    /// 范文三 ("model text three").
    CollectedHead,
    /// Heading of an attachment: 附件 ("Annex"), 附件1：… ("Annex 1: …").
    AttachmentHead,
    /// Heading of a table of contents: 目录 ("Contents").
    ContentsHead,
    /// Line that addresses the audience: 同志们： ("Comrades:").
    Salutation,
    /// Any other block: running text.
    Running,
}

/// Classifies a block by its text.
pub fn shape(text: &str) -> Shape {
    if is_longer(text, MAX_HEAD) {
        return Shape::Running;
    }
    if is_collected(text) {
        Shape::CollectedHead
    } else if is_attachment(text) {
        Shape::AttachmentHead
    } else if is_contents_head(text) {
        Shape::ContentsHead
    } else if text.ends_with(['：', ':'])
        && text.chars().all(|c| {
            is_han(c) || matches!(c, '：' | ':' | '、' | '，' | '（' | '）' | '(' | ')' | ' ' | '　')
        })
    {
        Shape::Salutation
    } else {
        Shape::Running
    }
}

/// True for the heading of a table of contents: `目录`, `目　录`, `【目录】`, `目次` ("Contents").
pub fn is_contents_head(text: &str) -> bool {
    let inner = text.trim_matches(|c| is_blank(c) || matches!(c, '【' | '】' | '[' | ']' | '：' | ':'));
    inner.starts_with('目')
        && ["目录", "目次", "目錄"]
            .iter()
            .any(|head| inner.chars().filter(|&c| !is_blank(c)).eq(head.chars()))
}

/// True for a block that begins by addressing the audience: 同志们，… ("Comrades, …") or 各位代表： ("Fellow
/// delegates:").
pub fn is_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("同志们").or_else(|| text.strip_prefix("各位")) else {
        return false;
    };
    let end = rest
        .char_indices()
        .take(MAX_ADDRESS)
        .find(|(_, c)| matches!(c, '，' | ',' | '：' | ':' | '！' | '!'));
    end.is_some_and(|(end, _)| rest[..end].chars().all(|c| is_han(c) || matches!(c, '、' | '（' | '）')))
}

/// True for the heading of one text in a collection: `【篇一】`, `【第3篇】`, `第二篇：`, `篇一：` (all "text
/// number …"), `范文三`, `【范例一】` ("model text three", "example one").
fn is_collected(text: &str) -> bool {
    let inner = text.trim_start_matches(['【', '[', '［']);
    let bracketed = inner.len() < text.len();
    let counted = |rest: &str, closers: &[char]| {
        let behind = rest.trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_digit());
        behind.len() < rest.len() && (behind.is_empty() || behind.starts_with(closers))
    };
    for word in ["篇", "范文", "范例", "讲话稿", "演讲稿"] {
        if let Some(rest) = inner.strip_prefix(word)
            && counted(rest, &['】', ']', '］', '：', ':', ' ', '　', '（', '('])
            && (bracketed || word != "篇" || rest.contains(['：', ':']))
        {
            return true;
        }
    }
    inner.strip_prefix('第').is_some_and(|rest| {
        let behind = rest.trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_digit());
        behind.len() < rest.len()
            && behind
                .strip_prefix('篇')
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['】', ']', '：', ':', ' ', '　']))
    })
}

/// True for the heading of an attachment: `附件` ("Annex"), `附件1`, `附件二：名单` ("Annex 2: list of
/// names"). False for `附件：1.名单`, the note that lists the attachments.
fn is_attachment(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("附件").or_else(|| text.strip_prefix("附录")) else {
        return false;
    };
    let rest = rest.trim_start_matches(is_blank);
    let behind =
        rest.trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_digit() || c.is_ascii_uppercase());
    rest.is_empty()
        || (behind.len() < rest.len() && (behind.is_empty() || behind.starts_with([' ', '　', '：', ':'])))
}

#[cfg(test)]
mod tests {
    use super::{Shape, shape};

    #[test]
    fn knows_heads_of_parts() {
        for text in ["【篇一】在动员会上的讲话", "第二篇：工作总结", "范文三", "篇四：表态发言", "【范例一】"]
        {
            assert_eq!(shape(text), Shape::CollectedHead, "{text}");
        }
        for text in ["附件", "附件1", "附件2：任务分工表", "附录A"] {
            assert_eq!(shape(text), Shape::AttachmentHead, "{text}");
        }
        for text in ["目　录", "目录", "【目录】", "目 次：", "目錄"] {
            assert_eq!(shape(text), Shape::ContentsHead, "{text}");
        }
        assert_eq!(shape("各位代表、同志们："), Shape::Salutation);
    }

    #[test]
    fn leaves_running_text_alone() {
        for text in ["附件：1.名单", "附件见后", "篇幅所限", "第一篇文章写得好", "范文正公集", "加强领导"]
        {
            assert_eq!(shape(text), Shape::Running, "{text}");
        }
    }
}
