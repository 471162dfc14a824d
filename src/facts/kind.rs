//! Detects the kind of a document (law, judgment, speech, …) from its title, its first lines and
//! typical forms in it. Rules use it to know what is normal in such a document: a judgment repeats
//! the charge, a news bulletin its headlines.

use crate::document::block::BlockKind;
use crate::document::source::Format;
use crate::document::{Document, OPAQUE};
use crate::facts::{Facts, title};
use crate::text::chars::{is_blank, is_longer};
use crate::text::numeral::cardinal;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::{Words, kind};

/// Number of blocks at the beginning of a document that may hold its title, number, parties and
/// labels.
const HEAD: usize = 20;
/// Maximum number of characters of a line that may be a title. A longer line is running text.
const MAX_TITLE: usize = 60;
/// Maximum number of characters of a line with the name of a court, without blanks.
const MAX_COURT: usize = 24;
/// Minimum number of articles (第八条, "Article 8") of a regulation if its title names it as one.
const FEW_ARTICLES: usize = 3;
/// Minimum number of articles (第八条, "Article 8") from which on a document without the title of a
/// regulation counts as one.
const MANY_ARTICLES: usize = 8;
/// Minimum number of labels (会议时间：, "time of the meeting:") by which minutes are recognised if
/// their title does not name them.
const FEW_LABELS: usize = 2;
/// Minimum number of headings of a news bulletin if it does not announce its headlines.
const FEW_REPORTS: usize = 3;
/// Minimum number of pieces of inline code per 1,000 Han characters by which a manual is
/// recognised.
const CODE: usize = 4;
/// Minimum number of words of the class `kind/manual` per 1,000 Han characters of a manual that has
/// less code than [`CODE`].
const MANUAL_WORDS: usize = 20;
/// Minimum number of words in Latin letters per 1,000 Han characters of a manual that has less code
/// than [`CODE`].
const LATIN_WORDS: usize = 70;
/// Number of bytes at the beginning of a text that are read to recognise a manual.
const SAMPLE: usize = 8_000;
/// Minimum number of Han characters of a text that may be classified as a manual. In shorter ones,
/// the rates of code and words would say nothing.
const FEW: usize = 200;

/// Kind of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// A law, a regulation, a decision about one, or the rules of an office.
    Regulation,
    /// A judgment or another document of a court.
    Judgment,
    /// A contract or an agreement.
    Contract,
    /// A document of a tender or a procurement.
    Tender,
    /// A form that other people fill in.
    Form,
    /// An examination.
    Examination,
    /// A handbook that defines formats or teaches how to write.
    Handbook,
    /// A news bulletin: headlines, then reports that repeat them.
    Bulletin,
    /// A technical manual.
    Manual,
    /// A speech.
    Speech,
    /// A report to an assembly or a superior.
    Report,
    /// A notice or another circular.
    Notice,
    /// Minutes or the agenda of a meeting.
    Minutes,
}

impl DocumentKind {
    /// True for kinds of documents that name places and parties other than those of the author, in
    /// examples or in cases of others. Such names may be hidden on purpose.
    pub fn is_about_others(self) -> bool {
        matches!(
            self,
            Self::Judgment
                | Self::Bulletin
                | Self::Examination
                | Self::Regulation
                | Self::Handbook
                | Self::Manual
        )
    }

    /// All kinds.
    pub const ALL: [Self; 13] = [
        Self::Regulation,
        Self::Judgment,
        Self::Contract,
        Self::Tender,
        Self::Form,
        Self::Examination,
        Self::Handbook,
        Self::Bulletin,
        Self::Manual,
        Self::Speech,
        Self::Report,
        Self::Notice,
        Self::Minutes,
    ];

    /// Name of the kind in JSON output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regulation => "regulation",
            Self::Judgment => "judgment",
            Self::Contract => "contract",
            Self::Tender => "tender",
            Self::Form => "form",
            Self::Examination => "examination",
            Self::Handbook => "handbook",
            Self::Bulletin => "bulletin",
            Self::Manual => "manual",
            Self::Speech => "speech",
            Self::Report => "report",
            Self::Notice => "notice",
            Self::Minutes => "minutes",
        }
    }
}

impl Facts<'_> {
    /// Kind of the document; `None` if it was not recognised.
    pub fn kind(&self) -> Option<DocumentKind> {
        *self.cells.kind.get_or_init(|| find(self.doc, self.words()))
    }
}

/// Detects the kind of a document. Returns `None` if no test matches.
pub fn find(doc: &Document, words: &Words) -> Option<DocumentKind> {
    let head = Head { doc, words };
    if head.is_judgment() {
        return Some(DocumentKind::Judgment);
    }
    if head.is_bulletin() {
        return Some(DocumentKind::Bulletin);
    }
    if head.is_minutes() {
        return Some(DocumentKind::Minutes);
    }
    if head.is_manual() {
        return Some(DocumentKind::Manual);
    }
    if head.is_regulation() {
        return Some(DocumentKind::Regulation);
    }
    if head.is_report() {
        return Some(DocumentKind::Report);
    }
    let kinds = [
        (&kind::TENDER, DocumentKind::Tender),
        (&kind::CONTRACT, DocumentKind::Contract),
        (&kind::FORM, DocumentKind::Form),
        (&kind::EXAMINATION, DocumentKind::Examination),
        (&kind::HANDBOOK, DocumentKind::Handbook),
        (&kind::SPEECH, DocumentKind::Speech),
        (&kind::NOTICE, DocumentKind::Notice),
    ];
    let titled = kinds.into_iter().find(|(class, _)| head.is_titled(class)).map(|(_, kind)| kind);
    // A chapter of a law in a file of its own has articles, but no title that identifies it.
    titled.or_else(|| head.has_articles(MANY_ARTICLES).then_some(DocumentKind::Regulation))
}

/// Beginning of a document, with the data by which its kind is recognised.
struct Head<'d> {
    doc: &'d Document,
    words: &'d Words,
}

impl<'d> Head<'d> {
    /// Texts of the first [`HEAD`] blocks of the body, without page headers and notes.
    fn lines(&self) -> impl Iterator<Item = &'d str> {
        let blocks = self.doc.blocks().iter().filter(|block| !block.kind.is_apart());
        blocks.take(HEAD).map(|block| self.doc.slice(block.span))
    }

    /// Lines that may be the title: the title that was found, and the other lines at the beginning
    /// that are short and do not end like a sentence.
    fn titles(&self) -> impl Iterator<Item = &'d str> {
        let title = title::find(self.doc).map(|span| self.doc.slice(span));
        let is_title = |line: &&str| !is_longer(line, MAX_TITLE) && !line.ends_with(['。', '；', '，', '：']);
        title.into_iter().chain(self.lines().filter(is_title))
    }

    /// True if the title, or a short line among the first four, ends with a word of `class`. A
    /// final pair of brackets is ignored.
    fn is_titled(&self, class: &'static Class) -> bool {
        let Some(title) = title::find(self.doc).map(|span| bare(self.doc.slice(span))) else { return false };
        let members = self.words.of(class);
        members.end_of(title).is_some()
            || self.lines().take(4).any(|line| is_short(line) && members.end_of(bare(line)).is_some())
    }

    /// True for a document of a court: a line with the court's name, and the case number or the
    /// parties.
    fn is_judgment(&self) -> bool {
        let names = self.words.of(&kind::JUDGMENT);
        let parties = self.words.of(&kind::PARTY);
        let is_name = |line: &str| {
            let characters = || line.chars().filter(|c| !is_blank(*c));
            characters().nth(MAX_COURT).is_none() && names.end_of(&characters().collect::<String>()).is_some()
        };
        self.lines().any(is_name)
            && self.lines().any(|line| is_case_number(line) || parties.start_of(line).is_some())
    }

    /// True for a news bulletin: its name in a title, and announced headlines or several headings.
    fn is_bulletin(&self) -> bool {
        let (names, leads) = (self.words.of(&kind::BULLETIN), self.words.of(&kind::HEADLINES));
        let headings = self.doc.blocks().iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        self.titles().any(|title| names.is_in(title))
            && (self.lines().any(|line| leads.start_of(line).is_some())
                || headings.take(FEW_REPORTS).count() == FEW_REPORTS)
    }

    /// True if a title ends like that of a regulation, and articles or words of enactment (予以公布,
    /// "is promulgated") follow.
    fn is_regulation(&self) -> bool {
        let nouns = self.words.of(&kind::REGULATION);
        let enactment = self.words.of(&kind::ENACTMENT);
        let is_titled = self.titles().take(6).any(|title| nouns.end_of(bare(title)).is_some());
        is_titled && (self.lines().any(|line| enactment.is_in(line)) || self.has_articles(FEW_ARTICLES))
    }

    /// True if the title is that of a report. If the text begins with the header of a web page, any
    /// of the first lines may be the title, but only if an assembly is addressed.
    fn is_report(&self) -> bool {
        let (nouns, assembly) = (self.words.of(&kind::REPORT), self.words.of(&kind::ASSEMBLY));
        let is_addressed = || self.lines().any(|line| assembly.start_of(line).is_some());
        self.is_titled(&kind::REPORT)
            || self.titles().any(|title| nouns.end_of(bare(title)).is_some()) && is_addressed()
    }

    /// True if the title is that of minutes, or if the first lines have the labels of minutes
    /// (会议时间：, "time of the meeting:").
    fn is_minutes(&self) -> bool {
        let labels = self.words.of(&kind::MEETING);
        let is_label = |line: &&str| labels.start_of(line.trim_start_matches("本次")).is_some();
        self.is_titled(&kind::MINUTES) || self.lines().filter(is_label).take(FEW_LABELS).count() == FEW_LABELS
    }

    fn has_articles(&self, few: usize) -> bool {
        let lines = self.doc.blocks().iter().map(|block| self.doc.slice(block.span));
        lines.filter(|line| is_article(line)).take(few).count() == few
    }

    /// True for a page of Markdown or HTML with code in its prose, or with the vocabulary and the
    /// Latin words of manuals.
    fn is_manual(&self) -> bool {
        if !matches!(self.doc.origin().format, Format::Markdown | Format::Html) {
            return false;
        }
        let whole = self.doc.text();
        let text = &whole[..whole.floor_char_boundary(SAMPLE.min(whole.len()))];
        // Characters beyond ASCII are nearly all Chinese, with three bytes each.
        let characters = text.bytes().filter(|byte| !byte.is_ascii()).count() / 3;
        if characters < FEW {
            return false;
        }
        let is_code = |at: usize| {
            let view = self.doc.in_view(Span::new(at, at + OPAQUE.len_utf8()));
            view.of(self.doc.view()).starts_with('`')
        };
        let code = text.match_indices(OPAQUE).filter(|(at, _)| is_code(*at)).count();
        if code * 1000 >= characters * CODE {
            return true;
        }
        if latin_words(text) * 1000 < characters * LATIN_WORDS {
            return false;
        }
        let named = self.words.of(&kind::MANUAL).count_in(text);
        named * 1000 >= characters * MANUAL_WORDS
    }
}

/// Number of words of two or more Latin letters in a text, without one at its beginning.
fn latin_words(text: &str) -> usize {
    let (mut count, mut letters) = (0, 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphabetic() {
            letters += 1;
            count += usize::from(letters == 2);
        } else {
            letters = 0;
        }
    }
    count
}

/// Title without a final pair of brackets: 关于……的决定 for 关于……的决定（修正） ("Decision on … (amended)").
fn bare(title: &str) -> &str {
    let title = title.trim_end_matches(is_blank);
    match title.strip_suffix(['）', ')']).and_then(|inside| inside.rfind(['（', '('])) {
        Some(open) => title[..open].trim_end_matches(is_blank),
        None => title,
    }
}

fn is_short(line: &str) -> bool {
    !is_longer(line, MAX_TITLE)
}

/// True for the number of a court case: （2024）某0102刑初15号 ("(2024), court 0102, criminal, first
/// instance, no. 15").
fn is_case_number(line: &str) -> bool {
    let line = line.trim_matches(is_blank);
    let Some(rest) = line.strip_prefix(['（', '(', '〔']) else { return false };
    let year = rest.bytes().take_while(u8::is_ascii_digit).count();
    year == 4 && rest[year..].starts_with(['）', ')', '〕']) && line.ends_with('号')
}

/// True if the line begins with the number of an article: 第八条 ("Article 8").
pub fn is_article(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('第') else { return false };
    let Some((number, _)) = rest.split_once('条') else { return false };
    number.len() <= 15 && (cardinal(number).is_some() || number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{DocumentKind, find, latin_words};
    use crate::document::source::Source;
    use crate::readers;
    use crate::words::Words;

    fn kind(name: &str, text: &str) -> Option<DocumentKind> {
        let doc = readers::read(&Source { name: name.into(), bytes: text.into() }).unwrap();
        find(&doc, &Words::new())
    }

    #[test]
    fn knows_kinds_by_title_and_form() {
        let cases = [
            ("安平县人民法院\n民 事 判 决 书\n（2025）某01民初12号\n原告张甲，男。", DocumentKind::Judgment),
            ("安平县物业管理办法\n第一条　为了……\n第二条　本县……\n第三条　物业……", DocumentKind::Regulation),
            (
                "关于修改《安平县章程》的决定\n2025年3月1日安平县第三次会议通过\n正文。",
                DocumentKind::Regulation,
            ),
            ("政府工作报告\n各位代表：\n现在报告工作。", DocumentKind::Report),
            ("在防汛工作会议上的讲话\n同志们：", DocumentKind::Speech),
            ("第三次局长办公会纪要\n会议由……", DocumentKind::Minutes),
            ("平川县防汛抗旱指挥部\n第三次成员会议纪要\n会议由……", DocumentKind::Minutes),
            ("关于做好防汛工作的通知\n各乡镇：", DocumentKind::Notice),
            ("房屋租赁合同\n甲方：", DocumentKind::Contract),
            ("职工子女入学申请表\n姓名", DocumentKind::Form),
        ];
        for (text, expected) in cases {
            assert_eq!(kind("a.txt", text), Some(expected), "{text}");
        }
    }

    #[test]
    fn knows_bulletins_and_manuals() {
        let bulletin = "# 《县新闻联播》\n\n## 新闻摘要\n\n本期节目主要内容：\n\n1.麦收过半；\n2.大桥通车；\n\n### 麦收过半\n\n正文。";
        assert_eq!(kind("a.md", bulletin), Some(DocumentKind::Bulletin));
        let line = "执行 `run` 之后，按 `config` 里的说明填写各项内容，再重新启动一次服务，等待几秒钟，直到界面上出现提示为止。\n\n";
        assert_eq!(kind("a.md", &format!("# 使用\n\n{}", line.repeat(8))), Some(DocumentKind::Manual));
    }

    #[test]
    fn latin_words_have_two_letters_and_follow_another_character() {
        for text in ["", "ab", "ab cd", "县ab县c县def", "a b cc d", "a1bc", " a", "abc。xy", "x"] {
            let is_letter = |at: usize| text.as_bytes()[at].is_ascii_alphabetic();
            let begins = |at: &usize| !is_letter(at - 1) && is_letter(*at) && is_letter(at + 1);
            let expected = (1..text.len().saturating_sub(1)).filter(begins).count();
            assert_eq!(latin_words(text), expected, "{text}");
        }
    }

    #[test]
    fn does_not_guess() {
        for text in ["春天来了\n万物复苏。", "学习宪法\n我们要学习。", "同志们：\n今天开会。", ""]
        {
            assert_eq!(kind("a.txt", text), None, "{text}");
        }
    }
}
