//! Decides if characters that are often masks have a meaning of their own: letters of formulas,
//! names of platforms, stars of notes, number plates, and patterns in a text about writing.
//!
//! If a document explains a sign once (其中x为总数, "where x is the total"; *表示估计数, "* means an
//! estimate"), the sign has that meaning everywhere in it.

use crate::document::Document;
use crate::facts::placeholder::places::Surroundings;
use crate::facts::tokens::{MaskScript, TokenKind, Tokens};
use crate::text::chars::{before, is_blank, is_han};
use crate::text::fold::narrow;
use crate::text::span::Span;
use crate::words::{Words, dummy, form};

/// Number of bytes before and after a sign that are searched for words that explain it.
const REACH: usize = 300;

/// Meanings that a document gives to signs which are masks in other documents. They hold in the
/// whole document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// True if a small x is a variable of a formula.
    is_variable: bool,
    /// True if the text says that a small x replaces any digit.
    is_any_digit: bool,
    /// True if a capital X is a name.
    is_name: bool,
    /// True if a star marks a note.
    is_note: bool,
    /// True if a box replaces an illegible character.
    is_lost_character: bool,
}

impl Signs {
    /// Reads the meanings of all signs in a document. Costly, so only if one of them may be a mask.
    pub(super) fn read(doc: &Document, tokens: &Tokens, words: &Words) -> Self {
        let mut signs = Self::default();
        for (block, tokens) in doc.blocks().iter().zip(tokens.blocks()) {
            for token in tokens {
                let TokenKind::Mask(script) = token.kind else { continue };
                let run = Span::new(
                    token.span().start() - block.span.start(),
                    token.span().end() - block.span.start(),
                );
                let sign = SignInContext::new(doc.slice(block.span), run, words);
                match (script, sign.run.of(sign.block)) {
                    (MaskScript::Letter, "x" | "ｘ") => {
                        signs.is_variable |=
                            sign.is_variable() || sign.is_in_a_quoted_name() || sign.is_defined();
                        signs.is_any_digit |= sign.stands_for_something();
                    }
                    (MaskScript::Letter, "X" | "Ｘ") => {
                        signs.is_name |= sign.is_named() || sign.is_unknown() || sign.is_one_of_several();
                    }
                    (MaskScript::Star, _) => signs.is_note |= sign.is_explained_star(),
                    (MaskScript::Square, _) => signs.is_lost_character |= sign.stands_for_something(),
                    _ => {}
                }
            }
        }
        signs
    }

    /// True if the run is not a mask but has a meaning of its own, which the document or the text
    /// around the run gives to it.
    pub(super) fn explain(self, block: &str, run: Span, script: MaskScript, words: &Words) -> bool {
        let sign = SignInContext::new(block, run, words);
        let is_document_wide = match (script, run.of(block)) {
            (MaskScript::Letter, "x" | "ｘ") => {
                self.is_any_digit
                    || self.is_variable
                        && (!sign.is_counted() || sign.shares_its_noun() || sign.is_compared_nearby())
            }
            (MaskScript::Letter, "X" | "Ｘ") => self.is_name && !sign.is_counted(),
            (MaskScript::Star, _) => self.is_note,
            (MaskScript::Square, _) => self.is_lost_character,
            _ => false,
        };
        is_document_wide
            || script == MaskScript::Letter && (sign.is_factor_of_itself() || sign.is_defined())
            || sign.is_quoted_form()
            || sign.stands_for_something()
            || match script {
                MaskScript::Letter => {
                    sign.is_plate() || sign.is_letter_itself() || sign.ends_quoted_name() || sign.is_code()
                }
                MaskScript::Star => sign.is_product() || sign.is_in_a_title(),
                MaskScript::Cross => sign.joins_two_names() || sign.is_generation(),
                MaskScript::Circle => sign.is_generation(),
                MaskScript::Underscore | MaskScript::Square => false,
            }
    }
}

/// A run with the text of its block around it.
struct SignInContext<'t> {
    block: &'t str,
    run: Span,
    words: &'t Words,
}

impl<'t> SignInContext<'t> {
    /// Creates a run with the text near it. The rest of the block is left out, as a block may be as
    /// long as the document and contain as many runs.
    fn new(block: &'t str, run: Span, words: &'t Words) -> Self {
        let start = block.floor_char_boundary(run.start().saturating_sub(REACH));
        let end = block.floor_char_boundary((run.end() + REACH).min(block.len()));
        Self { block: &block[start..end], run: Span::new(run.start() - start, run.end() - start), words }
    }

    fn before(&self) -> &str {
        self.block[..self.run.start()].trim_end_matches(is_blank)
    }

    fn behind(&self) -> &str {
        self.block[self.run.end()..].trim_start_matches(is_blank)
    }

    /// True if a unit or a title follows, so that a number or a name is missing even in a document
    /// in which the letter has a meaning: X月 ("month X"), X名 ("X people"). False after a digit:
    /// 0.1x分 ("0.1x points").
    fn is_counted(&self) -> bool {
        calls_for_filling(self.behind(), self.words) && !self.before().ends_with(|c: char| c.is_ascii_digit())
    }

    /// True if the letter is used as a variable: 其中x为 ("where x is"), 设x为 ("let x be"), 若x大于 ("if x
    /// is greater than"), f(x), y=ax+b, 0.1x分 ("0.1x points").
    fn is_variable(&self) -> bool {
        let is_defined = self.words.of(&form::DEFINITION).end_of(self.before()).is_some();
        let is_compared = self.words.of(&form::COMPARISON).start_of(self.behind()).is_some();
        let is_argument = {
            let head = self.before().trim_end_matches(['（', '(']);
            head.len() < self.before().len() && head.ends_with(|c: char| c.is_ascii_alphabetic())
        };
        let is_operator = |c: char| matches!(c, '+' | '=' | '<' | '>' | '^' | '＋' | '＝' | '≥' | '≤');
        is_argument
            || is_defined && (is_compared || self.behind().starts_with(is_operator))
            || self.before().ends_with(is_operator)
            || self.behind().starts_with(is_operator)
            || self.before().ends_with(|c| narrow(c).is_ascii_digit()) && self.stands_with_another_letter()
            || self.stands_with_another_letter() && is_compared
            || self.shares_its_noun()
    }

    /// True if the text near the run compares `x` with a value, so that x元 ("x yuan") contains a
    /// variable: x>0.
    fn is_compared_nearby(&self) -> bool {
        let behind = self.block.match_indices('x').map(|(at, _)| &self.block[at + 1..]);
        behind.map(str::trim_start).any(|rest| rest.starts_with(['>', '<', '≥', '≤', '=', '＞', '＜', '＝']))
    }

    /// True if the letter occurs both alone and after a digit, in a sentence with 每 ("each"):
    /// 每晚x天罚0.5x元 ("for x days of delay 0.5x yuan").
    fn is_factor_of_itself(&self) -> bool {
        if !matches!(self.run.of(self.block), "x" | "ｘ") {
            return false;
        }
        let is_end = |c: char| matches!(c, '。' | '；' | '！');
        let start = self.block[..self.run.start()].rfind(is_end).unwrap_or(0);
        let end =
            self.block[self.run.end()..].find(is_end).map_or(self.block.len(), |at| self.run.end() + at);
        let sentence = &self.block[start..end];
        let letters = sentence.match_indices('x').map(|(at, _)| before(sentence, at));
        let (mut behind_digit, mut alone) = (false, false);
        for c in letters {
            behind_digit |= c.is_some_and(|c| c.is_ascii_digit());
            alone |= c.is_some_and(is_han);
        }
        behind_digit && alone && sentence.contains('每')
    }

    /// True if another small letter occurs alone in the block: n为容量 ("n is the volume").
    fn stands_with_another_letter(&self) -> bool {
        self.other_letters().next().is_some()
    }

    /// True if another letter is used with the same noun: 将y张量嵌入x张量 ("embed tensor y into tensor
    /// x").
    fn shares_its_noun(&self) -> bool {
        let noun = |text: &str| text.chars().take(2).filter(|c| is_han(*c)).collect::<String>();
        let own = noun(self.behind());
        own.chars().count() == 2 && self.other_letters().any(|at| noun(&self.block[at + 1..]) == own)
    }

    /// True if letters distinguish parties or classes: X公司, Y公司 ("Company X", "Company Y").
    fn is_one_of_several(&self) -> bool {
        let noun: String = self.behind().chars().take(2).filter(|c| is_han(*c)).collect();
        noun.chars().count() == 2
            && ['Y', 'Z', 'A', 'B'].iter().any(|letter| {
                self.block.match_indices(*letter).any(|(at, _)| self.block[at + 1..].starts_with(&noun))
            })
    }

    /// Byte offsets of small letters other than x that occur alone.
    fn other_letters(&self) -> impl Iterator<Item = usize> {
        let is_beside = |c: Option<char>| {
            c.is_none_or(|c| {
                is_han(c) || matches!(c, '，' | '。' | '、' | '（' | '）' | '(' | ')' | '*' | '+' | '=')
            })
        };
        let letters = self.block.char_indices().filter(|(_, c)| c.is_ascii_lowercase() && *c != 'x');
        letters.map(|(at, _)| at).filter(move |&at| {
            let behind = self.block[at + 1..].chars().next();
            is_beside(before(self.block, at)) && behind.is_some_and(|c| is_beside(Some(c)))
        })
    }

    /// True if the run is a variable that the text names or adds to something: 随机变量X ("random
    /// variable X"), Y=2X+1, 科研+X ("research + X"). False for +X% and +X.X个百分点 ("points"), in which
    /// a number is missing.
    fn is_unknown(&self) -> bool {
        let is_operator = |c: char| matches!(c, '+' | '=' | '＋' | '＝');
        let is_added = self.before().ends_with(is_operator) || self.behind().starts_with(is_operator);
        self.before().ends_with("变量") || is_added && !calls_for_filling(self.behind(), self.words)
    }

    /// True for a Roman numeral (第XX卷, "Volume XX", beside 第XXI卷) and for HTTP status codes (4xx,
    /// 5xx).
    fn is_code(&self) -> bool {
        let run = self.run.of(self.block);
        // Each Roman numeral of the class begins like the run itself, so searching for all of them
        // at once would stop at every sign in a list of runs.
        let mut romans = self.words.of(&form::ROMAN).iter();
        let is_roman = run.chars().all(|c| c == 'X') && romans.any(|word| self.block.contains(word));
        let is_answer = run == "xx"
            && self.before().ends_with(|c: char| ('1'..='5').contains(&c))
            && self.words.of(&form::ANSWER_CODE).is_in(self.block);
        is_roman || is_answer
    }

    /// True for the platform X: 社交平台X ("social platform X"), X（Twitter）, X、TikTok.
    fn is_named(&self) -> bool {
        let is_latin =
            |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'x' | 'X'));
        let behind = self.behind();
        let has_other_name = behind.strip_prefix(['（', '(', '、', '/']).is_some_and(is_latin);
        let is_called = self.words.of(&form::PLATFORM).end_of(self.before()).is_some();
        has_other_name || is_called && !calls_for_filling(behind, self.words)
    }

    /// True if the text explains the star: 注：*表示 ("note: * means"), （*号为必填） ("(* required)"), 带*号的
    /// ("those with *").
    fn is_explained_star(&self) -> bool {
        let before = self.before();
        let is_led = before.is_empty()
            || before.ends_with('。')
            || before.ends_with(['：', ':', '（', '(', '“', '带', '标', '，', '；', '中', '有', '注']);
        is_led && self.words.of(&form::STANDS_FOR).start_of(self.explanation()).is_some()
            || is_led && before.ends_with(['中', '注']) && self.behind().starts_with('为')
            || before.ends_with(['：', ':']) && self.behind().starts_with('为')
            || is_led && self.behind().starts_with("项为")
    }

    /// Text that may explain the run: the text after it, without further signs and 分别
    /// ("respectively"). For ***、**、*分别表示 ("mean respectively") it is 表示 ("mean").
    fn explanation(&self) -> &str {
        let behind = self.behind().trim_start_matches(['”', '*', '、', ',', '，', ' ']);
        behind.strip_prefix("分别").unwrap_or(behind)
    }

    /// True if the text after the run says what the sign means: 文中XX均指本单位 ("XX in the text means
    /// our unit").
    fn stands_for_something(&self) -> bool {
        let behind = self.behind().trim_start_matches(['”', '」']);
        if self.before().ends_with("注：") && behind.starts_with('为') {
            return true;
        }
        let word = self.words.of(&form::STANDS_FOR).start_of(behind);
        // X代表发言 ("Deputy X spoke") is about a deputy (代表 also means "stands for").
        let is_meaning =
            |word: &str| self.words.of(&dummy::MEANING).start_of(&behind[word.len()..]).is_some();
        word.is_some_and(|word| word.chars().count() > 1 && (word != "代表" || is_meaning(word)))
    }

    /// True for one letter that the text defines: 设单价为x元 ("let the price be x yuan"), 输入一个数字x
    /// ("enter a number x").
    fn is_defined(&self) -> bool {
        let run = self.run.of(self.block);
        let before = &self.block[..self.run.start()];
        let is_noun = || self.words.of(&dummy::QUANTITY).end_of(before).is_some();
        run.chars().count() == 1
            && (is_supposed(before, self.words) || is_noun() && !calls_for_filling(self.behind(), self.words))
    }

    /// True if the run is in a quotation that shows how something is written: 填写“XX省” ("write 'XX
    /// Province'"), “关于××的请示”为题 ("with the title 'Request about ××'"), 《××法》格式的书名号 ("title marks as
    /// in 《××法》").
    fn is_quoted_form(&self) -> bool {
        const MARKS: [(char, char); 3] = [('“', '”'), ('《', '》'), ('「', '」')];
        MARKS.iter().any(|&(open, close)| {
            let Some(start) = self.block[..self.run.start()].rfind(open) else { return false };
            let Some(length) = self.block[self.run.end()..].find(close) else { return false };
            let end = self.run.end() + length;
            if self.block[start..self.run.start()].contains(close)
                || self.block[self.run.end()..end].contains(open)
            {
                return false;
            }
            let (head, tail) = (&self.block[..start], &self.block[end + close.len_utf8()..]);
            let is_announced = self.words.of(&form::BEFORE_QUOTE).end_of(head);
            let is_shown = self.words.of(&form::BEHIND_QUOTE).start_of(tail).is_some()
                || is_called_a_form(tail, self.words);
            // 把, 将 and 以 alone do not announce a pattern: 把“XX”改为 ("change 'XX' to").
            is_shown
                || is_announced
                    .is_some_and(|word| word.len() > '把'.len_utf8() || matches!(word, "写" | "如" | "例"))
        })
    }

    /// True for the number plate of a car: 浙F·XX215.
    fn is_plate(&self) -> bool {
        let head = self.before().trim_end_matches(['·', '•', '.']);
        let letters = head.trim_end_matches(|c: char| c.is_ascii_uppercase());
        head.len() == letters.len() + 1
            && letters.ends_with(is_han)
            && self.behind().starts_with(|c: char| c.is_ascii_digit())
    }

    /// True if the text is about the letter itself: 大X、小x ("capital X, small x").
    fn is_letter_itself(&self) -> bool {
        self.run.of(self.block).chars().count() == 1 && self.words.of(&form::LETTER).is_in(self.block)
    }

    /// True if the run is one sign at the end of a quoted name: “创新X”系列 ("series 'Innovation X'"),
    /// “数据要素x” ("data element x").
    fn ends_quoted_name(&self) -> bool {
        if self.run.of(self.block).chars().count() > 1 || !self.block[self.run.end()..].starts_with('”') {
            return false;
        }
        let Some(start) = self.block[..self.run.start()].rfind('“') else { return false };
        let name = &self.block[start + '“'.len_utf8()..self.run.start()];
        name.chars().count() >= 2 && name.chars().all(is_han)
    }

    /// True if the run is one sign inside a quoted name, before its last character: 「三人行x师」 ("among
    /// three people, x teacher").
    fn is_in_a_quoted_name(&self) -> bool {
        const MARKS: [(char, char); 2] = [('“', '”'), ('「', '」')];
        MARKS.iter().any(|&(open, close)| {
            let head = &self.block[..self.run.start()];
            let Some(name) = head.rfind(open).map(|start| &head[start + open.len_utf8()..]) else {
                return false;
            };
            let tail = &self.block[self.run.end()..];
            let Some(rest) = tail.find(close).map(|end| &tail[..end]) else { return false };
            name.chars().count() >= 3
                && name.chars().chain(rest.chars()).all(is_han)
                && rest.chars().count() == 1
                && !calls_for_filling(rest, self.words)
        })
    }

    /// True if the run is a multiplication sign: one star between words, in a block that also has a
    /// star between two numbers: 长*宽*高为3*4*5米 ("length*width*height is 3*4*5 m").
    fn is_product(&self) -> bool {
        let digits = |text: &str| text.ends_with(|c| narrow(c).is_ascii_digit());
        let mut stars = self.block.match_indices('*');
        // The whole block is searched last, as this runs for each of its masks.
        self.run.of(self.block).chars().count() == 1
            && self.before().ends_with(is_han)
            && self.behind().starts_with(is_han)
            && stars.any(|(at, _)| {
                digits(&self.block[..at]) && self.block[at + 1..].starts_with(|c| narrow(c).is_ascii_digit())
            })
    }

    /// True if the run is one star inside a title: 《我在山上＊看海》 ("On the hill * I watch the sea").
    fn is_in_a_title(&self) -> bool {
        let before = &self.block[..self.run.start()];
        self.run.of(self.block).chars().count() == 1
            && before.ends_with(is_han)
            && self.block[self.run.end()..].starts_with(is_han)
            && before.matches('《').count() > before.matches('》').count()
    }

    /// True if the run is one sign between blanks that joins two names: 老街 × 新店 ("Old Street × New
    /// Shop").
    fn joins_two_names(&self) -> bool {
        self.run.of(self.block).chars().count() == 1
            && self.block[..self.run.start()].ends_with(' ')
            && self.block[self.run.end()..].starts_with(' ')
            && self.before().ends_with(is_han)
            && self.behind().starts_with(is_han)
    }

    /// True if the run and 后 name a generation by its years of birth: ○○后 ("born after 2000").
    fn is_generation(&self) -> bool {
        self.run.of(self.block).chars().count() == 2
            && self.behind().starts_with('后')
            && !self.behind().starts_with("后勤")
    }
}

/// True if `behind`, the text after a run, begins with a word that needs a name or a number before
/// it: 县 ("county"), 次 ("times").
fn calls_for_filling(behind: &str, words: &Words) -> bool {
    let place = Surroundings::new("", behind, words);
    place.precedes_figure() || place.precedes_division() || place.precedes_title() || behind.starts_with('局')
}

/// True if `tail`, the text after a quotation, says that the quotation is a pattern: 为发文字号的样式 ("is
/// the form of document numbers").
fn is_called_a_form(tail: &str, words: &Words) -> bool {
    /// Number of characters that are searched for the word for a pattern.
    const REACH: usize = 14;
    let end = tail.char_indices().nth(REACH).map_or(tail.len(), |(at, _)| at);
    let near = &tail[..end];
    near.starts_with(['为', '是']) && words.of(&form::CALLED_FORM).is_in(near)
}

/// True if `head` ends with the definition of the letter after it: 设单价为 ("let the price be") in
/// 设单价为x元, and 每月销量为 ("monthly sales are").
pub(super) fn is_supposed(head: &str, words: &Words) -> bool {
    let start = head.floor_char_boundary(head.len().saturating_sub(REACH));
    let near = &head[start..];
    let sentence = near
        .rfind(['。', '！', '？', '\n'])
        .map_or(near, |at| near[at..].trim_start_matches(['。', '！', '？', '\n']));
    let defines = |clause: &str| {
        let clause = clause.trim_start_matches(|c: char| !is_han(c));
        words.of(&dummy::SUPPOSE).start_of(clause).is_some()
            && words.of(&dummy::NO_SUPPOSE).start_of(clause).is_none()
    };
    let mut clauses = sentence.split(['，', '；', '：', '.', '、']);
    sentence.ends_with(['为', '是', '有', '='])
        && clauses.any(|clause| defines(clause) && clause.contains(['为', '是', '有', '=']))
}
