//! Places in which any repeated sign is a mask: `校长△△致辞` ("headmaster △△ gave an address"),
//! `～～～等5名职工` ("… and others, 5 workers"), `达到%%，` ("reached %%,"), `联系电话：~~~~`
//! ("telephone: …"), `同意口口口同志` ("agree, Comrade 口口口").

use crate::facts::placeholder::masks::conventions::run::Run;
use crate::facts::placeholder::masks::conventions::run::fixed::is_rating;
use crate::facts::placeholder::masks::conventions::{Grade, MaskSign};
use crate::text::chars::{is_blank, is_han};
use crate::words::{dummy, number, place};

/// Minimum number of signs after a hyphen that count as the digits of a telephone number.
const TELEPHONE: usize = 6;

impl Run<'_> {
    /// Grade of a run of at least two signs, if the words on both sides show that a name or a
    /// number is missing; else `None`.
    pub(super) fn slot(&self) -> Option<Grade> {
        let is_dots = self.sign == MaskSign::Ellipsis;
        if self.length < 2
            || matches!(
                self.sign,
                MaskSign::Dash
                    | MaskSign::Line
                    | MaskSign::Zero
                    | MaskSign::Cross
                    | MaskSign::Tail
                    | MaskSign::Star
            )
            || is_dots && (self.length < 3 || self.written.starts_with('…'))
            || self.follows_numeral()
            || self.right.is_some_and(is_blank)
        {
            return None;
        }
        if self.place.precedes_listed()
            && self.left.is_some_and(|c| is_han(c) || matches!(c, '，' | '、' | '：'))
        {
            return Some(Grade::Certain);
        }
        if is_dots {
            return None;
        }
        let is_word = self.left.is_some_and(is_han) && !self.asks();
        if is_word && self.is_person() || self.is_telephone() {
            return Some(Grade::Certain);
        }
        if is_word && (self.is_called() || self.is_value()) || self.is_labelled() {
            return Some(Grade::Certain);
        }
        let is_listed = self.is_listed();
        if is_listed || is_word && self.place.precedes_figure() && self.sign != MaskSign::Question {
            return Some(Grade::Likely);
        }
        let goes_on = self.right.is_some_and(is_han)
            && self.left.is_some_and(|c| is_han(c) || matches!(c, '，' | '、' | '：'));
        goes_on.then_some(Grade::Doubtful)
    }

    /// True if a person's title follows the run, so that a name is missing: 同意口口口同志 ("agree,
    /// Comrade 口口口"). False for ～ and ？, which also end sentences: 谢谢～～老师 ("thank you ~~ teacher").
    fn is_called(&self) -> bool {
        let is_plain = !matches!(self.sign, MaskSign::Tilde | MaskSign::Question);
        is_plain && self.place.precedes_title() && !self.is_plural()
    }

    /// True if the name of a person is missing after a word for a person: 学生◇◇被送医 ("pupil ◇◇ was
    /// taken to hospital"). ～ and ？ also end sentences, so a verb of speaking must follow them:
    /// 居民？？说 ("resident ?? said").
    fn is_person(&self) -> bool {
        let goes_on =
            !matches!(self.sign, MaskSign::Tilde | MaskSign::Question) && self.right.is_some_and(is_han);
        self.place.follows_person() && (goes_on || self.place.precedes_speech())
    }

    /// True if the run is between a word that needs a name or a number and the end of the clause:
    /// 我叫★★★， ("my name is ★★★,"), 达到%%， ("reached %%,").
    fn is_value(&self) -> bool {
        let is_long = |word: &str| word.chars().count() > 1;
        let calls = self.words.of(&place::NAME_CUE).end_of(self.before).is_some_and(is_long)
            || self.words.of(&number::CUE).end_of(self.before).is_some_and(is_long);
        // 拟录用◎◎◎为公务员 ("◎◎◎ is to be hired as an official").
        let is_office = self.behind.starts_with(['为', '任'])
            && self.words.of(&place::NAME_CUE).end_of(self.before).is_some_and(is_long);
        calls && self.right.is_some_and(|c| matches!(c, '，' | '；' | '。' | '、')) || is_office
    }

    /// True if the run is the whole value of a label: 联系电话：~~~~。 ("telephone: ~~~~."). False for
    /// signs and labels of ratings.
    fn is_labelled(&self) -> bool {
        let label = self.before.trim_end_matches(['：', ':']);
        let is_end = self.right.is_none_or(|c| matches!(c, '。' | '；' | '，'));
        let is_rated = matches!(self.sign, MaskSign::Shape(c) if is_rating(c))
            || self.words.of(&dummy::RATING).end_of(label).is_some();
        is_end && self.place.follows_label() && !is_rated && self.sign != MaskSign::Question
    }

    /// True if the run replaces the digits of a telephone number: 0576-○○○○○○○.
    fn is_telephone(&self) -> bool {
        let code = self.before.strip_suffix(['-', '－', '—']);
        self.length >= TELEPHONE && code.is_some_and(|code| code.ends_with(|c: char| c.is_ascii_digit()))
    }

    /// True if the same sign is on the other side of 、 or 和 ("and"): 派○○○、○○○前往 ("send ○○○ and
    /// ○○○").
    fn is_listed(&self) -> bool {
        let is_same = |c: Option<char>| c.and_then(MaskSign::of) == Some(self.sign);
        let behind = self.behind.strip_prefix(['、', '和']).is_some_and(|rest| is_same(rest.chars().next()));
        let before =
            self.before.strip_suffix(['、', '和']).is_some_and(|rest| is_same(rest.chars().next_back()));
        behind || before
    }

    /// True for a sign in place of a surname in a list of names: 周志平、△立群、何秀芬 (Zhou Zhiping, △
    /// Liqun, He Xiufen).
    pub(super) fn is_surname_of_list(&self) -> bool {
        let given = self.behind.chars().take_while(|c| is_han(*c)).take(3).count();
        let end = self.behind.chars().nth(given);
        let is_name = (1..=2).contains(&given) && end.is_some_and(|c| matches!(c, '、' | '，' | '。'));
        is_name && matches!(self.left, Some('、' | '：'))
    }
}
