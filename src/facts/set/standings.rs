//! Ranks that a paper states: 接待总量居全省第4位 ("the fourth in the province by the number of visitors"),
//! 由第七位升至第四位 ("rose from the seventh to the fourth place").

use crate::facts::Facts;
use crate::facts::set::ahead;
use crate::facts::set::ranked_subject::{Measure, Subject, SubjectReading};
use crate::facts::set::ranked_whole::{Whole, level_above, place_in_list, place_of, without_brackets};
use crate::facts::set::scope::{Scope, ScopeWords};
use crate::facts::set::wording::{Pair, Wording, near, pair};
use crate::text::chars::{is_blank, is_han};
use crate::text::fold::narrow;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::{Words, set, standing};

/// Greatest number that is read as a rank.
const MAX_RANK: u64 = 500;
/// Signs between the clauses of a sentence.
pub(super) const CLAUSE_ENDS: [char; 13] =
    ['，', ',', '、', '；', ';', '：', ':', '（', '）', '(', ')', '。', '\n'];
/// Maximum number of clauses before a rank that are searched for its subject.
const MAX_CLAUSES: usize = 6;
/// Characters behind a number that make it a rank: 位, 名 ("place").
pub(super) const UNITS: [char; 2] = ['位', '名'];
/// First characters of comparisons: 比上年 ("than the year before").
const COMPARED: [char; 2] = ['比', '较'];
/// Words for what is still to come.
const WILL: [char; 2] = ['要', '将'];
/// Number of bytes behind a rank that may say how it changed.
const MAX_CHANGE: usize = 75;

/// A rank, or a limit of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// 第四 ("the fourth").
    Exact(u64),
    /// 前四 ("among the first four").
    Within(u64),
}

/// The rank before the stated one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EarlierRank {
    /// Span of the words that give it: 第七位 ("seventh"), 3位 in 前移3位 ("three places forward").
    pub span: Span,
    /// The rank itself.
    pub rank: u64,
    /// Year of the earlier rank. `None` for the year before.
    pub year: Option<u32>,
}

/// A rank with its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Span of the rank: 第4位 ("fourth place").
    pub span: Span,
    /// The rank itself, or its limit.
    pub rank: Rank,
    /// The rank before, if the rank is said to have changed.
    pub earlier: Option<EarlierRank>,
    /// The whole within which the rank holds.
    pub whole: Whole,
    /// Name of the place whose rank it is, if a list gives the ranks of several. Otherwise empty.
    pub place: Box<str>,
    /// Name of what is ranked, without words for time, place and measure: 接待 ("visits").
    pub subject: Box<str>,
    /// The quantity by which it is ranked.
    pub measure: Measure,
    /// Names of organisations in the clauses of the rank and its subject. Each is given by the two
    /// characters before its last word: 油脂 for 云岑油脂公司 ("Yuncen Oils Company").
    pub owners: Box<[Pair]>,
    /// Words of the clauses of the rank and its subject, and those before.
    pub wording: Wording,
    /// Time for which the rank holds.
    pub scope: Scope,
    /// True for a rank that is only aimed at.
    pub is_aim: bool,
}

/// Finds all ranks of a document, in order. `own` is the year of the document.
pub(super) fn find(facts: &Facts<'_>, own: Option<u32>) -> Vec<Standing> {
    let words = facts.words();
    let mut places: Vec<(usize, &str)> = facts.words_in(words.of(&standing::PLACE)).collect();
    places.retain(|(at, word)| number(&facts.doc.text()[at + word.len()..]).is_some() || word.len() > 3);
    if places.is_empty() {
        return Vec::new();
    }
    places.sort_unstable();
    let reader = Reader { facts, text: facts.doc.text(), words, scope_words: ScopeWords::new(words), own };
    places.into_iter().filter_map(|(at, word)| reader.standing(at, word)).collect()
}

struct Reader<'f, 'd> {
    facts: &'f Facts<'d>,
    text: &'d str,
    words: &'d Words,
    scope_words: ScopeWords<'d>,
    own: Option<u32>,
}

impl Reader<'_, '_> {
    /// Reads the rank that begins at byte `at` with `word`: 第 ("number"), 前 ("first"), 首位 ("first
    /// place").
    fn standing(&self, at: usize, word: &str) -> Option<Standing> {
        let (rank, end) = self.rank(at, word)?;
        let span = Span::new(at, end);
        let sentence = self.facts.sentences().at(at)?;
        let block = self.facts.doc.blocks().get(self.facts.doc.block_at(at))?.span;
        let before = without_brackets(near(self.text, sentence.start(), at));
        let paragraph = near(self.text, block.start(), sentence.start());
        let earlier_words = without_brackets(paragraph);
        let mut clauses: Vec<&str> = before.split(CLAUSE_ENDS).collect();
        let (phrase, place) = self.phrase(&mut clauses, &self.text[end..])?;
        let mut subject = self.subject(&mut clauses);
        // 评价结果公布了。我市居全省第四 ("The results of the evaluation are out. Our city is the fourth"): the
        // sentence before names the subject.
        if subject == SubjectReading::Missing {
            let sentence = earlier_words.trim_end_matches(is_sentence_end);
            let sentence = sentence.rsplit(is_sentence_end).next().unwrap_or_default();
            let own = std::mem::take(&mut clauses);
            clauses.extend(sentence.split(CLAUSE_ENDS).chain(own));
            subject = self.subject(&mut clauses);
        }
        let SubjectReading::Named(subject) = subject else { return None };
        if phrase.is_won && !subject.is_judged {
            return None;
        }
        let whole_in = |clause: &&str| {
            let evaluation = clause.rsplit_once('在').map_or(*clause, |(_, behind)| behind);
            Whole::last_in(clause, self.words).or_else(|| Whole::of_evaluation(evaluation, self.words))
        };
        let whole = phrase.whole.or_else(|| clauses.iter().rev().find_map(whole_in))?;
        let scope = self.scope(paragraph, &clauses);
        let earlier = match rank {
            Rank::Exact(rank) => {
                let raw = near(self.text, sentence.start(), at);
                let before = || self.moved_before(&clauses, rank, (raw, at));
                let from = phrase.earlier.map(|(rank, words)| Moved { rank, year: None, words });
                let from = from.map(|from| from.earlier(span_before(raw, at, from.words), None));
                from.or_else(|| self.moved_behind(end, rank, scope.year)).or_else(before)
            }
            Rank::Within(_) => None,
        };
        let is_aim = self.is_aim(&clauses);
        Some(Standing {
            span,
            rank,
            earlier,
            whole,
            place: place.unwrap_or_default().into(),
            subject: subject.name.into(),
            measure: subject.measure,
            owners: clauses.iter().flat_map(|clause| self.owners(clause)).collect(),
            wording: Wording::new(&clauses, &[paragraph]),
            scope,
            is_aim,
        })
    }

    /// Reads the words before a rank from the last clause, and the place if a list gives the ranks
    /// of several: 柳河镇第一、前张镇第二 ("Liuhe is the first, Qianzhang the second"). `behind` are
    /// the words behind the rank. The clauses before are left.
    fn phrase<'t>(&self, clauses: &mut Vec<&'t str>, behind: &str) -> Option<(Phrase<'t>, Option<&'t str>)> {
        let last = clauses.pop()?;
        let in_list = |clause: &str| place_in_list(clause, self.words).is_some();
        let place = place_of(last, self.words).filter(|_| {
            let next = behind.strip_prefix('、').map(|next| ahead(next, 0));
            clauses.last().is_some_and(|clause| in_list(clause)) || next.is_some_and(in_list)
        });
        if let Some(place) = place {
            clauses.retain(|clause| !in_list(clause));
            return Some((Phrase::of_place(place), Some(place)));
        }
        let phrase = Phrase::read(last, self.words)?;
        clauses.push(phrase.rest);
        // 分别居第5、第6位 ("the fifth and sixth"): of several things.
        let is_several = phrase.rest.ends_with("分别") || behind.starts_with(['、', '和', '与', '或']);
        (!is_several).then_some((phrase, None))
    }

    /// Time of a rank, from the words before its sentence and the clauses before it, without those
    /// that compare it with another time: 比上年增长6% ("6 % more than the year before").
    fn scope(&self, paragraph: &str, clauses: &[&str]) -> Scope {
        let mut scope = Scope::default();
        let is_compared = |clause: &&&str| clause.trim_start().starts_with(COMPARED);
        let own = clauses.iter().filter(|clause| !is_compared(clause));
        for words in [&paragraph].into_iter().chain(own) {
            scope.read(words, &self.scope_words, self.own);
            scope.read("，", &self.scope_words, self.own);
        }
        scope
    }

    /// True if the clauses before a rank say that it is only aimed at.
    fn is_aim(&self, clauses: &[&str]) -> bool {
        let is_ahead = |clause: &&str| clause.trim_matches(is_blank).starts_with(WILL);
        clauses.iter().any(|clause| self.words.of(&standing::AIM).is_in(clause))
            || clauses.iter().any(is_ahead)
            || clauses.last().is_some_and(|clause| clause.ends_with(WILL))
    }

    /// Reads the subject from the last of these clauses, without ranks in them. The others are
    /// dropped.
    fn subject(&self, clauses: &mut Vec<&str>) -> SubjectReading {
        clauses.drain(..clauses.len().saturating_sub(MAX_CLAUSES));
        let bare: Vec<&str> = clauses.iter().map(|clause| without_rank(clause, self.words)).collect();
        Subject::read(&bare, self.words)
    }

    /// Names of the organisations in a clause.
    fn owners(&self, clause: &str) -> Vec<Pair> {
        let ends = self.words.of(&set::ORGANISATION);
        let places = clause.char_indices().filter(|(at, _)| ends.start_of(&clause[*at..]).is_some());
        let named = places.filter_map(|(at, _)| {
            let mut before = clause[..at].chars().rev().filter(|c| is_han(*c));
            let (second, first) = (before.next()?, before.next()?);
            pair(first, second)
        });
        named.collect()
    }

    /// The rank at byte `at`, and its end.
    fn rank(&self, at: usize, word: &str) -> Option<(Rank, usize)> {
        let start = at + word.len();
        let is_open = |rest: &str| !rest.starts_with(|c: char| is_han(c) && c != '的' || c.is_ascii_digit());
        if word.len() > '第'.len_utf8() {
            return is_open(&self.text[start..]).then_some((Rank::Exact(1), start));
        }
        let (value, length) = number(&self.text[start..])?;
        let mut end = start + length;
        let rest = &self.text[end..];
        let unit = rest.chars().next().filter(|c| UNITS.contains(c));
        end += unit.map_or(0, char::len_utf8);
        match word {
            "前" => {
                let is_limit = !self.text[end..].starts_with(|c: char| is_han(c) || c.is_ascii_digit());
                is_limit.then_some((Rank::Within(value), end))
            }
            _ => is_open(&self.text[end..]).then_some((Rank::Exact(value), end)),
        }
    }

    /// Rank before the one that ends at byte `end`: 比上年前移2位 ("two places better than the year
    /// before"). `year` is that of the rank.
    fn moved_behind(&self, end: usize, rank: u64, year: Option<u32>) -> Option<EarlierRank> {
        let behind = ahead(self.text, end);
        let rest = behind.trim_start_matches(['，', ',', '、', ' ']);
        let clause = rest.split(CLAUSE_ENDS).next().unwrap_or_default();
        let clause = &clause[..clause.floor_char_boundary(MAX_CHANGE.min(clause.len()))];
        let moved = self.moved(clause, rank)?;
        let start = end + behind.len() - rest.len() + clause.find(moved.words)?;
        Some(moved.earlier(Span::new(start, start + moved.words.len()), year))
    }

    /// Rank before the stated one, from the clause before it: 较上年前移3位，居全省第4位 ("three places better
    /// than last year, the fourth"). `place` are the words of the sentence before the rank, and its
    /// first byte.
    fn moved_before(&self, clauses: &[&str], rank: u64, place: (&str, usize)) -> Option<EarlierRank> {
        let moved = clauses.iter().rev().nth(1).and_then(|clause| self.moved(clause, rank))?;
        Some(moved.earlier(span_before(place.0, place.1, moved.words), None))
    }

    /// Reads a clause about the change of a rank: 比上年前移2位 ("two places better than the year
    /// before"), 比上年的第7位前进3位 ("three places better than the seventh of the year before").
    fn moved<'t>(&self, clause: &'t str, rank: u64) -> Option<Moved<'t>> {
        let clause_start = clause.len() - clause.trim_start_matches(is_blank).len();
        let is_compared = clause.contains(['比', '较']);
        let year = base_year(clause);
        if is_compared && year.is_none() && !self.words.of(&set::LAST_YEAR).is_in(clause) {
            return None;
        }
        let moves = [(&standing::FORWARD, true), (&standing::BACKWARD, false)];
        let places = clause.char_indices().filter(|(at, _)| is_compared || *at == clause_start);
        places.map(|(at, _)| at).find_map(|at| {
            let verb = |class| self.words.of(class).start_of(&clause[at..]);
            let (verb, is_forward) = moves.into_iter().find_map(|(class, way)| Some((verb(class)?, way)))?;
            let from = at + verb.len();
            let (steps, length) = number(&clause[from..])?;
            let rest = clause[from + length..].trim_start_matches('个');
            let unit = rest.chars().next().filter(|c| UNITS.contains(c))?;
            let rank = if is_forward { rank + steps } else { rank.checked_sub(steps)? };
            Some(Moved { rank, year, words: &clause[at..clause.len() - rest.len() + unit.len_utf8()] })
        })
    }
}

/// A rank before the stated one, as a clause tells it.
struct Moved<'t> {
    rank: u64,
    /// Year of the rank, if it is written.
    year: Option<u32>,
    /// Words for the change: 前移2位 ("two places better").
    words: &'t str,
}

impl Moved<'_> {
    /// The rank, with the span of the words for the change. `year` is that of the stated rank.
    fn earlier(&self, span: Span, year: Option<u32>) -> EarlierRank {
        let is_before = |base: &u32| year.is_none_or(|year| *base + 1 == year);
        EarlierRank { span, rank: self.rank, year: self.year.filter(|base| !is_before(base)) }
    }
}

/// Span of the last occurrence of `words` in `before`, the words that end at byte `at`.
fn span_before(before: &str, at: usize, words: &str) -> Span {
    let start = before.rfind(words).map_or(at, |from| at - before.len() + from);
    Span::new(start, start + words.len())
}

/// True for signs that end a sentence.
fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '\n')
}

/// Words directly before a rank.
struct Phrase<'t> {
    /// Words of the clause before those for the rank.
    rest: &'t str,
    whole: Option<Whole>,
    /// True if the verb only goes with evaluations: 获 ("won").
    is_won: bool,
    /// The earlier rank with its words: 第七位 in 由第七位升至 ("rose from the seventh to").
    earlier: Option<(u64, &'t str)>,
}

impl<'t> Phrase<'t> {
    /// The phrase of a list of places with their ranks, which tells only an evaluation.
    fn of_place(place: &str) -> Self {
        let level = place.char_indices().next_back().and_then(|(at, _)| level_above(&place[at..]));
        let whole = level.map(|level| Whole { level: Some(level), group: "".into() });
        Self { rest: "", whole, is_won: true, earlier: None }
    }

    /// Reads the end of a clause before a rank: a verb and a whole (居全省 or 在全省排, "is … in the
    /// province"), or a whole alone (数量全国, "number … in the country"). `None` if neither is there.
    fn read(clause: &'t str, words: &Words) -> Option<Self> {
        let clause = clause.trim_end_matches(is_blank);
        let verbs = words.of(&standing::VERB);
        let end = |class| words.of(class).end_of(clause).map(|verb| &clause[..clause.len() - verb.len()]);
        if let Some(rest) = end(&standing::VERB) {
            return Some(Self::behind_whole(rest, None, words));
        }
        // 在全省考核中获第三名 ("won the third place in the evaluation"), 全省考核第三名 ("third in the evaluation")
        let is_judged = words.of(&standing::JUDGED).end_of(clause).is_some();
        if let Some(rest) = end(&standing::WON).or(is_judged.then_some(clause)) {
            return Some(Self { is_won: true, ..Self::behind_whole(rest, None, words) });
        }
        let behind_verb = |at: &usize| {
            let verb = verbs.start_of(&clause[*at..])?;
            let (before, behind) = clause.split_at(at + verb.len());
            let verb = verbs.end_of(before)?;
            Some((&before[..before.len() - verb.len()], Whole::read(behind, words)?))
        };
        let starts = clause.char_indices().map(|(at, _)| at);
        if let Some((rest, whole)) = starts.rev().find_map(|at| behind_verb(&at)) {
            return Some(Self::behind_whole(rest, Some(whole), words));
        }
        let (rest, _) = clause.rsplit_once('全')?;
        let whole = Whole::read(&clause[rest.len()..], words).filter(|whole| whole.group.is_empty())?;
        Some(Self::behind_whole(rest, Some(whole), words))
    }

    /// Reads a whole and an earlier rank at the end of the words before the verb: 总量在省属企业中
    /// ("by amount, among the companies of the province"), 由第七位 ("from the seventh").
    fn behind_whole(rest: &'t str, whole: Option<Whole>, words: &Words) -> Self {
        let mut phrase = Self { rest, whole, is_won: false, earlier: None };
        if let Some((before, behind)) = rest.rsplit_once(['由', '从'])
            && let Some(at) = behind.rfind('第')
            && let (lead, rank) = behind.split_at(at)
            && let Some((value, length)) = number(&rank['第'.len_utf8()..])
            && rank['第'.len_utf8() + length..].trim_start_matches(UNITS).is_empty()
        {
            // 从全省第七位 ("from the seventh place of the province")
            (phrase.rest, phrase.earlier) = (before, Some((value, rank)));
            phrase.whole = phrase.whole.or_else(|| Whole::last_in(lead, words));
        } else if phrase.whole.is_none()
            && let Some((before, behind)) = rest.rsplit_once('在')
            && let Some(whole) = Whole::read(behind, words)
        {
            (phrase.rest, phrase.whole) = (before, Some(whole));
        } else if phrase.whole.is_none()
            && let Some((before, _)) = rest.rsplit_once('全')
            && let Some(whole) = Whole::read(&rest[before.len()..], words)
            && whole.group.is_empty()
        {
            // 综合评价全省|排名 ("rank of the evaluation in the province")
            (phrase.rest, phrase.whole) = (before, Some(whole));
        }
        phrase
    }
}

/// Words of a clause before its rank: 接待总量 ("number of visitors") for 接待总量居全省第4位 ("the fourth in
/// the province by the number of visitors").
fn without_rank<'t>(clause: &'t str, words: &Words) -> &'t str {
    let rank = clause.rsplit_once('第').filter(|(_, rank)| number(rank).is_some());
    rank.and_then(|(before, _)| Phrase::read(before, words)).map_or(clause, |phrase| phrase.rest)
}

/// Number at the start of `text`, with its length in bytes.
pub(super) fn number(text: &str) -> Option<(u64, usize)> {
    let start = text.len() - text.trim_start_matches(' ').len();
    let rest = &text[start..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| narrow(c).is_ascii_digit()).len();
    let (value, length) = match digits {
        0 => {
            let length = rest.find(|c| !is_numeral(c)).unwrap_or(rest.len());
            let value = if &rest[..length] == "两" { Some(2) } else { cardinal(&rest[..length]) };
            (value, length)
        }
        _ => (rest[..digits].chars().map(narrow).collect::<String>().parse().ok(), digits),
    };
    value.filter(|value| (1..=MAX_RANK).contains(value)).map(|value| (value, start + length))
}

/// Year of four digits in a clause.
fn base_year(clause: &str) -> Option<u32> {
    let end = clause.find('年')?;
    let start = clause[..end].char_indices().rev().take(4).last().map_or(end, |(at, _)| at);
    clause[start..end].parse().ok().filter(|year| (1900..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::{Rank, find};
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    /// Ranks in `text`: the subject, the level of the whole with its group, the rank, and the rank
    /// before.
    fn ranks(text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let found = find(&Facts::new(&doc, &lexicon, &vocabulary), Some(2025));
        let shown = found.iter().map(|standing| {
            let rank = match standing.rank {
                Rank::Exact(rank) => rank.to_string(),
                Rank::Within(limit) => format!("≤{limit}"),
            };
            let level = standing.whole.level.map(String::from).unwrap_or_default();
            let earlier = standing.earlier.map_or(String::new(), |earlier| format!("<{}", earlier.rank));
            format!("{} {level}{} {rank}{earlier}", standing.subject, standing.whole.group)
        });
        shown.collect()
    }

    #[test]
    fn ranks_are_read_in_every_order() {
        assert_eq!(ranks("货运总量居全省第4位，增幅居第2位。"), ["货运 省 4", "货运 省 2"]);
        assert_eq!(ranks("在全省平安建设考核中，我市列13个市（州）第五位。"), ["平安建设 省 5"]);
        assert_eq!(ranks("净利润6.2亿元，总量在省属企业中排第三。"), ["净利润 省属企业 3"]);
        assert_eq!(ranks("林业产值12亿元，位居全市首位。"), ["林业产 市 1"]);
        assert_eq!(ranks("信访工作考核全市第二名。"), ["信访工作 市 2"]);
        assert_eq!(ranks("粮食产量稳居全国前三。"), ["粮食产 国 ≤3"]);
        assert_eq!(ranks("考核结果已经公布。我市居全省第六。"), Vec::<String>::new());
        assert_eq!(ranks("营商环境评价结果公布了。我市居全省第六。"), ["营商环境 省 6"]);
    }

    #[test]
    fn the_rank_before_is_read() {
        assert_eq!(ranks("信访工作考核由全省第七位升至第四位。"), ["信访工作 省 4<7"]);
        assert_eq!(ranks("信访工作考核居全省第4位，比上年前移三位。"), ["信访工作 省 4<7"]);
        assert_eq!(ranks("信访工作考核居全省第4位，较2024年下降1个位次。"), ["信访工作 省 4<3"]);
        assert_eq!(ranks("信访工作考核较上年前进2位，居全省第4位。"), ["信访工作 省 4<6"]);
    }

    #[test]
    fn other_ordinals_and_unclear_subjects_are_no_ranks() {
        for text in [
            "这是全县第一个百亿产业。",
            "第三，全省的形势好。",
            "一产、二产增加值分别居全省第二、第七。",
            "净利润6.2亿元，增长8%，居全省第三。",
            "新增48家绿色制造示范企业，居全省第三。",
            "进入全国前列，第四次获奖。",
        ] {
            assert_eq!(ranks(text), Vec::<String>::new(), "{text}");
        }
    }
}
