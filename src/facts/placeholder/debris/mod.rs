//! Debris that programs leave in a text when they convert it: characters that nobody typed and that
//! are not visible, codes of pages and fonts, and text decoded in the wrong encoding. None of it is
//! content.

mod characters;
mod markup;
mod mojibake;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::placeholder::programs::Terms;
use crate::facts::rare::Rare;
use crate::text::span::Span;
use crate::words::Words;

/// Maximum number of bytes of a garbled text that counts as an example if the text around it is
/// about encodings. A longer one is reported even there.
const MAX_EXAMPLE: usize = 24;

/// Kind of debris: characters or codes that a program left in the text when it converted a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DebrisKind {
    /// Text decoded in the wrong encoding, which has no meaning: 锛屾垜浠.
    Garbled,
    /// U+FFFD, which replaces a lost character.
    Lost,
    /// U+FFFC, which replaces a picture or another object.
    Object,
    /// A private-use character, whose look depends on the font.
    Private,
    /// A control character.
    Control,
    /// A character without width in Chinese text.
    Invisible,
    /// The number of a glyph without a character in a PDF: (cid:12).
    Glyph,
    /// An escaped character of a program: \u4e2d.
    Escape,
    /// An HTML tag: `<br>`.
    Tag,
    /// An HTML entity: `&nbsp;`.
    Entity,
    /// Style rules, or a piece of a script.
    Code,
}

impl DebrisKind {
    /// All kinds, in the order in which rules and reports list them.
    pub const ALL: [Self; 11] = [
        Self::Garbled,
        Self::Lost,
        Self::Object,
        Self::Private,
        Self::Control,
        Self::Invisible,
        Self::Glyph,
        Self::Escape,
        Self::Tag,
        Self::Entity,
        Self::Code,
    ];

    /// The name in rules and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Garbled => "garbled",
            Self::Lost => "lost",
            Self::Object => "object",
            Self::Private => "private",
            Self::Control => "control",
            Self::Invisible => "invisible",
            Self::Glyph => "glyph",
            Self::Escape => "escape",
            Self::Tag => "tag",
            Self::Entity => "entity",
            Self::Code => "code",
        }
    }
}

/// A run of characters or a code that a program left in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Debris {
    /// Span from its first character to its last.
    pub span: Span,
    /// Kind of the debris.
    pub kind: DebrisKind,
}

impl Facts<'_> {
    /// Debris of conversions in the document, in text order. Empty if the document is about
    /// programs.
    pub fn debris(&self) -> &[Debris] {
        self.cells.debris.get_or_init(|| {
            let found = find(self.doc, self.rare(), self.words());
            if found.is_empty() || self.speaks_of_programs() { Vec::new() } else { found }
        })
    }
}

/// Finds all debris, in order and without overlaps.
pub fn find(doc: &Document, rare: &Rare, words: &Words) -> Vec<Debris> {
    let garbled = mojibake::find(doc, rare);
    let terms = Terms::new(doc.text(), words);
    // A text may show short garbled text such as 锟斤拷 to explain it; a whole garbled line is not an
    // example.
    let is_explained = |span: Span| span.len() <= MAX_EXAMPLE && terms.explain(doc.text(), span);
    let mut found: Vec<Debris> =
        garbled.into_iter().map(|span| Debris { span, kind: DebrisKind::Garbled }).collect();
    characters::find(doc, rare, &mut found);
    let is_shown = |kind| matches!(kind, DebrisKind::Garbled | DebrisKind::Lost | DebrisKind::Private);
    found.retain(|debris| !is_shown(debris.kind) || !is_explained(debris.span));
    markup::find(doc, rare, words, &mut found);
    found.sort_by_key(|debris| (debris.span.start(), debris.kind));
    let mut end = 0;
    found.retain(|debris| {
        let is_free = debris.span.start() >= end;
        end = end.max(debris.span.end());
        is_free
    });
    found
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GBK, WINDOWS_1252};

    use super::{DebrisKind, find};
    use crate::document::source::Source;
    use crate::facts::rare::{GARBLED_FIRST_CHARS, Rare};
    use crate::readers;
    use crate::words::Words;

    fn debris(text: &str) -> Vec<(String, DebrisKind)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        find(&doc, &Rare::find(&doc), &Words::new())
            .iter()
            .map(|debris| (doc.slice(debris.span).to_owned(), debris.kind))
            .collect()
    }

    const SOUND: [&str; 16] = [
        "各位代表，现在开会。",
        "全镇修好水渠三十公里，",
        "村民用上了自来水，大家都很高兴。",
        "请各单位月底前报送材料。",
        "会议由副镇长主持，",
        "这条路通了，苹果就卖得出去。",
        "完成投资12亿元，增长6.5%。",
        "一是抓住春耕时节，二是备好种子化肥。",
        "“四好农村路”建成通车。",
        "财政收入稳步增长；",
        "老旧小区改造惠及八百户居民。",
        "推动教育、医疗、养老协调发展，",
        "谢谢大家！",
        "经研究，同意你校扩建操场。",
        "数据来自县统计局。",
        "乡村医生每月巡诊两次，",
    ];

    fn utf8_as_gbk(text: &str) -> String {
        GBK.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    fn utf8_as_latin(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    fn gbk_as_latin(text: &str) -> String {
        GBK.encode(text).0.iter().map(|byte| *byte as char).collect()
    }

    fn gbk_as_big5(text: &str) -> String {
        BIG5.decode_without_bom_handling(&GBK.encode(text).0).0.into_owned()
    }

    fn gbk_as_utf8(text: &str) -> String {
        String::from_utf8_lossy(&GBK.encode(text).0).into_owned()
    }

    fn lost_as_gbk(text: &str) -> String {
        utf8_as_gbk(&gbk_as_utf8(text))
    }

    /// Function that decodes a text in the wrong encoding, to make examples.
    type Garbling = fn(&str) -> String;

    fn garbled_twice(text: &str) -> String {
        utf8_as_gbk(&utf8_as_latin(text))
    }

    #[test]
    fn the_heads_are_those_that_the_encoder_makes() {
        let wide: [u8; 8] = [0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEF];
        for lead in wide.into_iter().chain([0xC2, 0xC3]) {
            for byte in 0x80..=0xBF {
                let text = GBK.decode_without_bom_handling(&[lead, byte]).0.into_owned();
                let c = text.chars().next().unwrap();
                assert!(GARBLED_FIRST_CHARS.contains(c) || !matches!(c, '\u{4E00}'..='\u{9FFF}'), "{c}");
            }
        }
    }

    #[test]
    fn finds_lines_that_were_garbled() {
        let ways: [(&str, Garbling); 7] = [
            ("UTF-8 as GBK", utf8_as_gbk),
            ("UTF-8 as Latin-1", utf8_as_latin),
            ("GBK as Latin-1", gbk_as_latin),
            ("GBK as Big5", gbk_as_big5),
            ("GBK as UTF-8", gbk_as_utf8),
            ("GBK as UTF-8, saved, read as GBK", lost_as_gbk),
            ("UTF-8 as Latin-1, saved, read as GBK", garbled_twice),
        ];
        for (name, way) in ways {
            let missed: Vec<String> = SOUND
                .iter()
                .map(|line| way(line))
                .filter(|line| debris(&format!("各地要认真落实。{line}")).is_empty())
                .collect();
            // Of GBK decoded as Big5, only clauses that end in a mark are found.
            assert!(missed.len() <= if name == "GBK as Big5" { 5 } else { 0 }, "{name}: {missed:?}");
        }
    }

    #[test]
    fn passes_over_sound_lines() {
        let lines = include_str!("sound.txt");
        let mut count = 0;
        for line in lines.lines().filter(|line| !line.is_empty()) {
            assert_eq!(debris(line), [], "{line}");
            count += 1;
        }
        assert!(count >= 200, "{count}");
        for line in SOUND {
            assert_eq!(debris(line), [], "{line}");
        }
    }

    #[test]
    fn finds_what_nobody_typed() {
        for (text, found, kind) in [
            ("村里说是â€œ连心路。", "â€œ", DebrisKind::Garbled),
            ("气温25Â°C", "Â°", DebrisKind::Garbled),
            ("本月锟斤拷增长", "锟斤拷", DebrisKind::Garbled),
            ("烫烫烫烫", "烫烫烫烫", DebrisKind::Garbled),
            ("见屯屯屯。", "屯屯屯", DebrisKind::Garbled),
            ("粮食\u{FFFD}\u{FFFD}丰收", "\u{FFFD}\u{FFFD}", DebrisKind::Lost),
            ("\u{FFFC}见上图", "\u{FFFC}", DebrisKind::Object),
            ("同志\u{E5E5}们", "\u{E5E5}", DebrisKind::Private),
            ("同志\u{7}们", "\u{7}", DebrisKind::Control),
            ("投入30\u{200B}万元", "\u{200B}", DebrisKind::Invisible),
            ("一\u{FEFF}、形势", "\u{FEFF}", DebrisKind::Invisible),
            ("丰\u{AD}收", "\u{AD}", DebrisKind::Invisible),
            ("(cid:12)(cid:3)全年", "(cid:12)(cid:3)", DebrisKind::Glyph),
            ("\\u5168\\u9547人民", "\\u5168\\u9547", DebrisKind::Escape),
            ("好。<br/><br/>二、措施", "<br/><br/>", DebrisKind::Tag),
            ("<span style='color:red'>重要</span>", "<span style='color:red'>", DebrisKind::Tag),
            ("<!--[if gte mso 9]-->一、形势", "<!--[if gte mso 9]-->", DebrisKind::Tag),
            ("&nbsp;&nbsp;一、形势", "&nbsp;&nbsp;", DebrisKind::Entity),
            ("第&#160;3条", "&#160;", DebrisKind::Entity),
            ("p{margin-top:0;}各位代表", "p{margin-top:0;}", DebrisKind::Code),
            ("document.write(\"x\");各位代表", "document.write(\"x\");", DebrisKind::Code),
        ] {
            let all = debris(text);
            assert_eq!(all.first(), Some(&(found.to_owned(), kind)), "{text}: {all:?}");
        }
    }
}
