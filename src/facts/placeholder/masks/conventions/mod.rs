//! Signs that one document uses as masks although they are none in general: `☆县的☆镇` ("☆ Town in ☆
//! County"), `_总` ("President _"), `定于~月~日` ("set for ~ ~"), `投资？？亿元` ("investment of ?? hundred
//! million yuan"), `授予〇〇同志` ("award to Comrade 〇〇").
//!
//! Nearly any sign may be used like this, and each has other uses: ranges (`3～5`), ratings (`★★★`),
//! bullets, questions. Therefore each occurrence is graded by its place. A certain occurrence is a
//! mask by itself. Likely and doubtful ones are masks only if the document uses the same sign as a
//! mask again.

mod run;

use std::cell::OnceCell;

use crate::document::Document;
use crate::facts::placeholder::masks::Mask;
use crate::facts::placeholder::masks::conventions::run::Run;
use crate::facts::rare::Rare;
use crate::facts::tokens::MaskScript;
use crate::text::chars::{after, before};
use crate::text::span::Span;
use crate::words::Words;

/// Marks of correct answers. In a text with such marks, × marks a wrong answer and is not a mask.
const TICKS: [char; 3] = ['√', '✓', '✔'];

/// A sign that may be a mask in a document that uses it so. Each variant is one sign in all its
/// forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MaskSign {
    /// `~`, `～`.
    Tilde,
    /// `…`, `...`.
    Ellipsis,
    /// `--`, `—`.
    Dash,
    /// `？`, `?`.
    Question,
    /// `%`, `％`.
    Percent,
    /// `N`, `n`.
    Letter,
    /// `#`.
    Hash,
    /// `OO`, with the letter O.
    Oh,
    /// `口口`, a character ("mouth") that is typed in place of boxes.
    Mouth,
    /// `☆`, `△` and other shapes. Each shape is a sign of its own.
    Shape(char),
    /// `〇`, unless it is a zero between Chinese numerals.
    Zero,
    /// `_`, `＿`.
    Line,
    /// `×` alone: `×安排了工作` ("× assigned the work").
    Cross,
    /// `*` alone: `学*贯彻` ("study * carry out").
    Star,
    /// `XX` directly after a name in Latin letters or a digit: `GDPXX亿元` ("GDP of XX hundred
    /// million yuan").
    Tail,
}

impl MaskSign {
    fn of(c: char) -> Option<Self> {
        Some(match c {
            '~' | '～' => Self::Tilde,
            '…' | '.' => Self::Ellipsis,
            '-' | '—' | '─' | '━' => Self::Dash,
            'O' | 'o' | 'Ｏ' | 'ｏ' => Self::Oh,
            '口' => Self::Mouth,
            '?' | '？' => Self::Question,
            '%' | '％' => Self::Percent,
            'N' | 'n' | 'Ｎ' | 'ｎ' => Self::Letter,
            '#' | '＃' => Self::Hash,
            c if is_shape(c) => Self::Shape(c),
            '〇' => Self::Zero,
            '_' | '＿' => Self::Line,
            '×' => Self::Cross,
            '*' | '＊' => Self::Star,
            'X' => Self::Tail,
            _ => return None,
        })
    }

    /// Minimum number of signs in a row that may be a mask. For some signs it is 2, as a single one
    /// is mostly punctuation or part of a word.
    fn shortest(self) -> usize {
        match self {
            Self::Percent | Self::Hash | Self::Dash | Self::Oh | Self::Mouth => 2,
            _ => 1,
        }
    }

    /// The script of [`Mask`] for masks that are made of this sign.
    fn script(self) -> MaskScript {
        match self {
            Self::Letter | Self::Oh | Self::Tail => MaskScript::Letter,
            Self::Shape('○' | '◯') | Self::Zero => MaskScript::Circle,
            Self::Line => MaskScript::Underscore,
            Self::Cross => MaskScript::Cross,
            Self::Star => MaskScript::Star,
            _ => MaskScript::Square,
        }
    }
}

/// True for shapes without a use in writing: blocks, geometric shapes, symbols such as stars, and
/// the marks ※ and 〓. Check marks (✓) and arrows are excluded.
fn is_shape(c: char) -> bool {
    matches!(c, '\u{2580}'..='\u{26FF}' | '\u{2B00}'..='\u{2BFF}' | '※' | '¤' | '〓' | '⊙' | '⊕')
}

/// Certainty that an occurrence of a sign is a mask, by the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// The occurrence may be a mask, but nothing shows that it is one.
    Doubtful,
    /// The words around it need a name or a number.
    Likely,
    /// The occurrence cannot be anything but a mask.
    Certain,
}

/// An occurrence of a sign, with its grade.
struct Occurrence {
    span: Span,
    sign: MaskSign,
    grade: Grade,
}

/// Finds masks made of signs that are not masks in general but in this document, in text order.
/// `known` are the masks of other signs, which were found before.
pub(super) fn find(doc: &Document, rare: &Rare, is_markup: bool, known: &[Mask], words: &Words) -> Vec<Mask> {
    let mut occurrences: Vec<Occurrence> = Vec::new();
    let mut explained: Vec<MaskSign> = Vec::new();
    let has_ticks = OnceCell::new();
    for (block, rare) in doc.blocks().iter().zip(rare.blocks()) {
        let text = block.span.of(doc.text());
        let mut end = 0;
        let bytes = text.as_bytes();
        for &(start, c) in rare {
            let Some(sign) = MaskSign::of(c) else { continue };
            let at = start - block.span.start();
            // After a letter or a digit only X is a mask: 3X0人 ("3X0 people"), GDPXX亿元.
            let is_joined = at > 0 && bytes[at - 1].is_ascii_alphanumeric() && c != 'X';
            if at < end || is_joined {
                continue;
            }
            let rest = &text[at..];
            end = at + rest.find(|c| MaskSign::of(c) != Some(sign)).unwrap_or(rest.len());
            if rest[..end - at].chars().count() < sign.shortest() {
                continue;
            }
            let run = Run::new(text, Span::new(at, end), sign, words);
            if is_markup && text[at..end].contains(['*', '_', '~', '#'])
                || sign == MaskSign::Cross && *has_ticks.get_or_init(|| doc.text().contains(TICKS))
            {
                continue;
            }
            if run.is_explained() {
                explained.push(sign);
            }
            if let Some(grade) = run.grade() {
                let span = Span::new(block.span.start() + at, block.span.start() + end);
                occurrences.push(Occurrence { span, sign, grade });
            }
        }
    }
    let settled: Vec<(MaskSign, Option<Grade>)> = lowest_grades(&occurrences, known, &explained);
    let weakest =
        |sign: MaskSign| settled.iter().find(|(known, _)| *known == sign).and_then(|(_, grade)| *grade);
    occurrences
        .into_iter()
        .filter(|occurrence| weakest(occurrence.sign).is_some_and(|weakest| occurrence.grade >= weakest))
        .map(|occurrence| Mask {
            span: occurrence.span,
            script: occurrence.sign.script(),
            touches_digit: occurrence.sign == MaskSign::Tail && touches_digit(doc.text(), occurrence.span),
        })
        .collect()
}

/// True if a digit is directly beside the mask.
fn touches_digit(text: &str, mask: Span) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    is_digit(before(text, mask.start())) || is_digit(after(text, mask.end()))
}

/// Decides for each sign if the document uses it as a mask. An occurrence then counts if its grade
/// is at least the returned one; `None` if no occurrence counts.
fn lowest_grades(
    occurrences: &[Occurrence],
    known: &[Mask],
    explained: &[MaskSign],
) -> Vec<(MaskSign, Option<Grade>)> {
    let mut settled: Vec<(MaskSign, Option<Grade>)> = Vec::new();
    for Occurrence { sign, .. } in occurrences {
        if settled.iter().any(|(known, _)| known == sign) {
            continue;
        }
        let of =
            |grade: Grade| occurrences.iter().filter(|one| one.sign == *sign && one.grade == grade).count();
        let (certain, likely, doubtful) = (of(Grade::Certain), of(Grade::Likely), of(Grade::Doubtful));
        // Only these signs share their script with other masks.
        let known = match sign {
            MaskSign::Cross | MaskSign::Line => {
                known.iter().filter(|mask| mask.script == sign.script()).count()
            }
            // Two stars are as often the rest of emphasis.
            MaskSign::Star => known.iter().filter(|mask| is_single_star(mask)).count(),
            // 20X8年: digits are replaced in the whole text.
            MaskSign::Tail => known.iter().filter(|mask| is_replaced_digit(mask)).count(),
            _ => 0,
        };
        let places = certain + likely;
        let is_free = matches!(sign, MaskSign::Cross | MaskSign::Line);
        let is_usual = places + known >= 2 || is_free && places >= 1 && places + doubtful >= 2;
        let weakest = match () {
            () if explained.contains(sign) => None,
            () if is_usual => Some(Grade::Doubtful),
            () if certain > 0 => Some(Grade::Certain),
            () => None,
        };
        settled.push((*sign, weakest));
    }
    settled
}

/// True for a mask of one star: `*县` ("* County").
fn is_single_star(mask: &Mask) -> bool {
    mask.script == MaskScript::Star && mask.span.len() == '*'.len_utf8()
}

/// True for a mask of one or two letters in place of single digits: `20X8` (2008, 2018 …).
fn is_replaced_digit(mask: &Mask) -> bool {
    mask.script == MaskScript::Letter && mask.touches_digit && mask.span.len() <= 2
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::placeholder::masks;
    use crate::facts::rare::Rare;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::Words;

    static WORDS: Words = Words::new();

    fn masks(text: &str) -> usize {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        masks::find(&doc, (&Tokens::lex(&doc), &Rare::find(&doc)), &[], &WORDS).len()
    }

    #[test]
    fn a_certain_place_makes_one_sign_a_mask() {
        for (text, count) in [
            ("拟于~月~日验收", 2),
            ("由……集团有限公司设计", 1),
            ("请...同志发言", 1),
            ("由--公司承建，投资--万元", 2),
            ("总投资？？万元", 1),
            ("人数？人，", 1),
            ("增长N%，截至N月N日", 3),
            ("表彰▲▲▲同志", 1),
            ("授予〇〇同志称号", 1),
            ("%%市是古城", 1),
            ("请OO同志领奖", 1),
            ("由口口公司承办", 1),
            ("GDPXX亿元", 1),
            ("二十届×中全会", 1),
            ("学*贯彻会议精神", 1),
            ("名次\t？\t备注", 1),
            ("副校长△△致辞", 1),
            ("居民####高兴地说", 1),
            ("其中，～～～等5名职工获奖", 1),
            ("联系电话：~~~~。", 1),
            ("我叫◇◇◇，来自一中", 1),
            ("普及率达到%%，", 1),
            ("同意口口口同志转正", 1),
            ("派□□□和△△△、△△△前往", 3),
            ("咨询0571-○○○○○○○", 1),
        ] {
            assert_eq!(masks(text), count, "{text}");
        }
    }

    #[test]
    fn likely_places_are_masks_if_the_sign_recurs() {
        for (text, count) in [
            ("全市☆个区达标，☆县的☆镇最好。", 3),
            ("进了__车间，_厂长带着我，_月份出师。", 3),
            ("我代表_乡，弘扬_精神，贯彻落实_，走在前列。", 3),
            ("会上×讲了话，×还看望了老人。", 2),
            ("成立于20X5年，员工3X0人。", 2),
            ("近年来，……镇变了样，……县也变了样。", 2),
            ("走访企业N家，收集诉求N条。", 2),
            ("出席：周明、△立、何芳。全市△个区达标，△县最好。", 3),
        ] {
            assert_eq!(masks(text), count, "{text}");
        }
        for text in ["☆县", "_厂长很好", "×讲了话", "员工3X0人", "近年来，……镇变了样"]
        {
            assert_eq!(masks(text), 0, "{text}");
        }
    }

    #[test]
    fn signs_that_are_used_as_themselves_are_none() {
        for text in [
            "气温3～5摄氏度，北京～县城",
            "谢谢～同学们～老师们",
            "五星★★★★☆，★★★级景区",
            "●县级：建账。●镇级：落实。",
            "注：☆表示重点，全市☆个县，☆个区。",
            "万元户？个人？",
            "为什么？？市里有答案",
            "从……到……，由省……市……县报",
            "有N个理由，第N次，N+1补偿",
            "#县城夜话#，1#楼",
            "一〇〇中学，二〇〇〇年",
            "口口声声，口口相传",
            "画√或画×，×不得用于",
            "非遗×科技，单价×工程量",
            "4X100米接力",
            "卫生：★★★★★",
            "谢谢～～老师们～～",
            "村民……说着笑了，等了……天",
            "user_id、文件_最终",
        ] {
            assert_eq!(masks(text), 0, "{text}");
        }
    }
}
