//! Rich Text Format (Microsoft, RTF 1.9.1), as written by WordPad, Word and WPS.
//!
//! The file is not divided into parts, so places in it are byte offsets. Chinese characters are
//! escaped (`\'d6\'d0`, `\u20013?`): they can be located, but not replaced. ASCII is copied. List
//! numbers are those that the writing program has written out.

mod characters;
mod groups;
mod lines;
mod reader;
mod tokens;
mod words;

use crate::document::Document;
use crate::document::bytes::ByteMap;
use crate::document::parts::FileParts;
use crate::document::source::{Format, Origin, Revisions};
use crate::package::PackageError;
use crate::package::fault::Damage;
use crate::readers::ReadError;
use crate::readers::rtf::reader::Reader;
use crate::readers::rtf::tokens::Tokens;

/// First bytes of each RTF file.
const HEAD: &str = "{\\rtf";

/// Reads a document, with all tracked changes accepted or all rejected (`revisions`).
pub(super) fn read(bytes: &[u8], revisions: Revisions) -> Result<Document, ReadError> {
    let blanks = bytes.len() - bytes.trim_ascii_start().len();
    if !bytes[blanks..].starts_with(HEAD.as_bytes()) {
        return Err(PackageError::NotTheFormat { missing: HEAD }.into());
    }
    let mut reader = Reader::new(revisions);
    let mut is_complete = false;
    let tokens = Tokens::new(bytes).skip_while(|(_, span)| span.start() < blanks);
    for (token, span) in tokens {
        if !reader.token(token, span)? {
            is_complete = true;
            break;
        }
    }
    if !is_complete {
        return Err(PackageError::Damaged(Damage::OpenGroup).into());
    }
    let origin = Origin::packaged(Format::Rtf, reader.properties);
    let flow = reader.lines.finish(bytes.len());
    let parts = FileParts::new(vec![(String::new(), bytes.len())], flow.map, flow.paragraphs);
    Ok(Document::verbatim(flow.text, ByteMap::Parts(parts), flow.blocks, origin).with_markings(flow.markings))
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::document::block::{Aside, BlockKind};
    use crate::document::source::{Revisions, Source};
    use crate::package::PackageError;
    use crate::readers::{ReadError, ReadOptions, read_as};
    use crate::text::span::Span;

    const HEAD: &str = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}\
        {\f1\fcharset0 Arial;}{\f2\fcharset136 Ming;}{\f3\fcharset2 Symbol;}}{\colortbl;\red0;}";

    fn read_bytes(bytes: &[u8], revisions: Revisions) -> Result<Document, ReadError> {
        let source = Source { name: "a.rtf".to_owned(), bytes: bytes.to_vec() };
        read_as(&source, &ReadOptions { revisions, ..ReadOptions::default() })
    }

    /// Test helper: reads an RTF body, in which Chinese characters are first escaped as GBK.
    fn doc(body: &str) -> Document {
        read_bytes(file(body).as_bytes(), Revisions::Final).unwrap()
    }

    fn file(body: &str) -> String {
        let escaped = |c: char| match c.is_ascii() {
            true => c.to_string(),
            false => encoding_rs::GBK
                .encode(c.encode_utf8(&mut [0; 4]))
                .0
                .iter()
                .fold(String::new(), |escapes, byte| escapes + &format!("\\'{byte:02x}")),
        };
        HEAD.replace("\\\n        ", "") + &body.chars().map(escaped).collect::<String>() + "}"
    }

    fn blocks_of(doc: &Document) -> Vec<&str> {
        doc.blocks().iter().map(|block| doc.slice(block.span)).collect()
    }

    fn kinds(body: &str) -> Vec<BlockKind> {
        doc(body).blocks().iter().map(|block| block.kind).collect()
    }

    #[test]
    fn decodes_bytes_and_units() {
        for (body, expected) in [
            (r"各位同志：\par 今天\line 开会。", &["各位同志：", "今天", "开会。"][..]),
            (r"{\f2\'a4\'a4}{\f1 \'e9t\'e9 a\'b7A}\f3\'b7", &["中été a·A\u{fffc}"]),
            (r"\u20013?\u25991\'3f{\uc0\u-10176}{\uc2\u-8502??}\uc0\u65B", &["中文𠋊AB"]),
            (r"\'81@\{a\\b\}\~c\_d\-e\emdash\ldblquote f", &["丂{a\\b}\u{a0}c-de—“f"]),
            ("\\'d6\r\n\\'d0\\\n文", &["中", "文"]),
            (r"{\upr{\'3f?}{\*\ud{\u20013?}}}{\*\unknown no}{\pict 89504e47}", &["中\u{fffc}"]),
        ] {
            assert_eq!(blocks_of(&doc(body)), expected, "{body}");
        }
    }

    #[test]
    fn numbers_that_were_written_out_are_labels() {
        let doc =
            doc(r"{\listtext\pard 一、\tab}甲\par{\pntext 1.\tab}乙\par{\listtext\f3\'b7\tab}丙\par 丁");
        assert_eq!(blocks_of(&doc), ["一、甲", "1. 乙", "丙", "丁"]);
        let kinds: Vec<BlockKind> = doc.blocks().iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Item, BlockKind::Item, BlockKind::Item, BlockKind::Paragraph]);
    }

    #[test]
    fn blocks_are_of_their_kinds() {
        let row = r"\trowd\cellx1\cellx2\pard\intbl 甲\cell 乙\cell\row";
        let body = format!(r"\pard\outlinelevel0 题\par\pard {row}{row}\pard 文\par {row}");
        let cells: Vec<(u32, u32, u32)> = kinds(&body)
            .into_iter()
            .filter_map(|kind| match kind {
                BlockKind::Cell(cell) => Some((cell.table, cell.row, cell.column)),
                _ => None,
            })
            .collect();
        assert_eq!(cells, [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1)]);
        assert_eq!(kinds(&body)[0], BlockKind::Heading(1));
        let apart = doc(r"{\header 页眉\par}甲{\footnote 注}乙{\v 藏}丙\par");
        assert_eq!(blocks_of(&apart), ["甲乙丙", "藏", "页眉", "注"]);
        let expected = [
            BlockKind::Paragraph,
            BlockKind::Hidden,
            BlockKind::Aside(Aside::Header),
            BlockKind::Aside(Aside::Footnote(1)),
        ];
        assert_eq!(kinds(r"{\header 页眉\par}甲{\footnote 注}乙{\v 藏}丙\par"), expected);
        let contents =
            r"{\field{\*\fldinst TOC \\o}{\fldrslt 一、形势 1\par}}文{\field{\*\fldinst PAGE}{\fldrslt 3}}";
        assert_eq!(kinds(contents), [BlockKind::Contents, BlockKind::Paragraph]);
    }

    #[test]
    fn reads_one_state_of_tracked_changes() {
        let file = file(r"{\info{\title 稿}}甲{\deleted 乙\par}{\revised 丙}{\*\annotation 评}");
        let last = read_bytes(file.as_bytes(), Revisions::Final).unwrap();
        assert_eq!(blocks_of(&last), ["甲丙"]);
        let properties = last.origin().properties.clone().unwrap();
        assert_eq!((properties.title.as_deref(), properties.comments), (Some("稿"), 1));
        assert!(properties.has_revisions);
        let first = read_bytes(file.as_bytes(), Revisions::Original).unwrap();
        assert_eq!(blocks_of(&first), ["甲乙"]);
    }

    #[test]
    fn spans_lead_back_to_the_source() {
        let file = file(r"{\listtext 1.\tab}增长53.2{\b %}，\bin4 }}}}完");
        let doc = read_bytes(file.as_bytes(), Revisions::Final).unwrap();
        let span = |word: &str| {
            let start = doc.text().find(word).unwrap();
            Span::new(start, start + word.len())
        };
        assert_eq!(doc.source(span("53.2")).bytes.of(&file), "53.2");
        assert_eq!(doc.source(span("增长")).bytes.of(&file), r"\'d4\'f6\'b3\'a4");
        assert!(doc.editable(span("53.2")).is_some());
        assert!(doc.editable(span("53.2%")).is_none() && doc.editable(span("长5")).is_none());
    }

    #[test]
    fn says_what_is_wrong() {
        let error = |bytes: &[u8]| read_bytes(bytes, Revisions::Final).unwrap_err();
        assert_eq!(error(b"hello"), PackageError::NotTheFormat { missing: "{\\rtf" }.into());
        assert!(matches!(error(b"{\\rtf1 a{b}"), ReadError::Package(PackageError::Damaged(_))));
        let deep = "{\\rtf1 ".to_owned() + &"{".repeat(2000);
        assert!(matches!(error(deep.as_bytes()), ReadError::Package(PackageError::TooDeep { .. })));
    }

    #[test]
    fn nothing_makes_it_panic() {
        let file = file(
            r"{\footnote{\v\u-10187?\trowd}\row}甲\'d6{\upr{\shptxt\cell}{\*\ud\par}}\u10?\'0a\bin99\bin-1\uc-1\u9",
        );
        let mut seed = 7_u64;
        for end in 0..file.len() {
            let mut bytes = file.as_bytes()[..end].to_vec();
            for _ in 0..4 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = (seed >> 33) as usize % file.len();
                if let Some(byte) = bytes.get_mut(at).filter(|_| at > HEAD.len() / 2) {
                    *byte = b"{}\\'\xd6u*0"[(seed >> 60) as usize % 8];
                }
            }
            bytes.extend(b"}".repeat(8));
            if let Ok(doc) = read_bytes(&bytes, Revisions::Final) {
                for block in doc.blocks() {
                    assert!(!doc.slice(block.span).contains('\n'));
                    assert!(doc.source(block.span).bytes.end() <= bytes.len());
                    doc.locate(block.span);
                    doc.place(block.span);
                }
            }
        }
    }
}
