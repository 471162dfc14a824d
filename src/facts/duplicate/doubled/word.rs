//! Words that are typed twice in a row: 在在 ("at"), 不断不断 ("constantly"), 县政府县政府 ("county
//! government"), 加强和加强 ("strengthen and strengthen").

use crate::facts::duplicate::doubled::{Pair, figure};
use crate::text::chars::{is_han, is_opening};
use crate::text::numeral::is_numeral;
use crate::words::class::Class;
use crate::words::{change, doubled};

/// Maximum number of characters of a word or phrase that is reported if it is repeated.
const MAX_WORD: usize = 48;
/// Minimum number of characters of a phrase on both sides of 、 that is reported.
const MIN_LISTED: usize = 4;
/// Number of characters of a phrase made of two verbs: 贯彻落实 ("carry out and implement").
const TWO_VERBS: usize = 4;
/// Brackets that are normally not doubled.
const BRACKETS: [(char, char); 3] = [('《', '》'), ('（', '）'), ('【', '】')];
/// Number of characters within which the counterpart of a bracket is searched.
const REACH: usize = 120;
/// Pronouns (I, you, he, she, it) that are repeated in a stutter.
const PRONOUNS: [char; 5] = ['我', '你', '他', '她', '它'];

/// True if the character `c`, typed twice, is a slip: a function word, a mark, or a unit after a
/// number.
pub(super) fn is_character_slip(pair: &Pair<'_>, c: char) -> bool {
    if !is_han(c) {
        return is_mark_slip(pair, c);
    }
    // “有有有！” ("yes, yes, yes!") is an exclamation, 我我我 ("I, I, I") a stutter.
    let is_cry =
        pair.is_row() && (pair.before().ends_with(is_opening) || PRONOUNS.contains(&c) || is_spoken(pair));
    let is_single = !is_cry && pair.words.of(&doubled::SINGLE).contains(pair.unit());
    let is_unit = || figure::is_behind_number(pair) && pair.words.of(&doubled::ONCE).contains(pair.unit());
    !is_half(pair)
        && !is_cry
        && ((is_single || is_unit()) && !pair.meets()
            || is_unpaired_slip(pair)
            || is_clipped_slip(pair)
            || is_head_slip(pair)
            || is_tail_slip(pair))
}

/// True if the pair is in direct speech: an opening quotation mark comes shortly before it.
fn is_spoken(pair: &Pair<'_>) -> bool {
    let mut near = pair.before().chars().rev().take(REACH);
    near.find(|c| matches!(c, '“' | '”' | '。')) == Some('“')
}

/// True if the repeated character is never the end or never the beginning of a word, such as 第
/// (prefix of ordinals). Two of them in a row are then a mistake.
fn is_unpaired_slip(pair: &Pair<'_>) -> bool {
    pair.words.of(&doubled::UNPAIRED).contains(pair.unit())
        && !(pair.is_row() || pair.meets() || ends_word(pair) && begins_word(pair))
}

/// True if the repeated text is a function word and the second occurrence begins a longer word with
/// the same meaning: 应 in 应应当 ("should").
fn is_clipped_slip(pair: &Pair<'_>) -> bool {
    let behind = &pair.text[pair.second.start()..pair.block.end()];
    pair.words.of(&doubled::CLIPPED).contains(pair.unit())
        && pair.words.of(&doubled::MODIFIER).start_of(behind).is_some()
        && !pair.is_row()
        && !ends_word(pair)
        && !pair.ends_neighbour()
}

/// Classes of words that are tested for repetition.
const KNOWN: [&Class; 5] =
    [&doubled::VERB, &doubled::MODIFIER, &doubled::NOUN, &doubled::ACTION, &doubled::REDUPLICATED];

/// True if a known word ends with the first occurrence.
fn ends_word(pair: &Pair<'_>) -> bool {
    let text = &pair.text[pair.block.start()..pair.first.end()];
    KNOWN.iter().any(|class| pair.words.of(class).end_of(text).is_some())
}

/// True if a known word begins with the second occurrence.
fn begins_word(pair: &Pair<'_>) -> bool {
    let text = &pair.text[pair.second.start()..pair.block.end()];
    KNOWN.iter().any(|class| pair.words.of(class).start_of(text).is_some())
}

/// True if the first character of a verb was typed twice at the beginning of a phrase: 加 in 要加加强
/// ("must strengthen").
fn is_head_slip(pair: &Pair<'_>) -> bool {
    let behind = &pair.text[pair.second.start()..pair.block.end()];
    let Some((end, _)) = behind.char_indices().nth(2) else { return false };
    let is_one_of = |class| pair.words.of(class).contains(pair.unit());
    pair.words.of(&doubled::VERB).contains(&behind[..end])
        && !is_one_of(&doubled::SINGLE)
        && !is_one_of(&doubled::TWIN)
        && !pair.is_row()
        && !ends_word(pair)
        && !pair.ends_neighbour()
        && begins_phrase(pair)
}

/// True for the last character of a word that is typed twice at the end of a clause: 日前前， for 日前，
/// ("recently,").
fn is_tail_slip(pair: &Pair<'_>) -> bool {
    let whole = &pair.text[pair.block.start()..pair.first.end()];
    let Some((start, _)) = whole.char_indices().nth_back(1) else { return false };
    let classes = [&doubled::MODIFIER, &doubled::NOUN, &doubled::VERB];
    (pair.behind().is_empty() || pair.behind().starts_with(['，', '。', '；']))
        && !pair.words.of(&doubled::TWIN).contains(pair.unit())
        && !pair.is_row()
        && classes.iter().any(|class| pair.words.of(class).contains(&whole[start..]))
}

/// True if the doubled character is next to another doubled one, as in the words 实实在在 ("real") and
/// 是是非非 ("rights and wrongs").
fn is_half(pair: &Pair<'_>) -> bool {
    let (mut before, mut behind) = (pair.before().chars().rev(), pair.behind().chars());
    before.next().is_some_and(|last| is_han(last) && before.next() == Some(last))
        || behind.next().is_some_and(|next| is_han(next) && behind.next() == Some(next))
}

/// True for ，， or 15%%, but not for three marks in a row, and not for a gap in which a figure is
/// missing (增长，，, "grew by …,").
fn is_mark_slip(pair: &Pair<'_>, c: char) -> bool {
    let before = pair.before();
    if matches!(c, '%' | '％') {
        return figure::is_behind_number(pair) && !pair.is_row();
    }
    if is_bracket_slip(pair, c) {
        return true;
    }
    pair.words.of(&doubled::MARK).contains(pair.unit())
        && !pair.is_row()
        && before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '”' | '》' | '）' | '%'))
        && !pair.behind().starts_with(['，', '、', '；', '：', '。'])
        && pair.words.of(&change::UP).end_of(before).is_none()
        && pair.words.of(&change::DOWN).end_of(before).is_none()
}

/// True for a doubled bracket without a counterpart: 根据《《条例》 ("according to the Regulation").
/// Nested brackets have one each, which may be narrow: none of （三县(甲县、乙县）） ("three counties")
/// lacks one.
fn is_bracket_slip(pair: &Pair<'_>, c: char) -> bool {
    let Some(&(open, close)) = BRACKETS.iter().find(|(open, close)| c == *open || c == *close) else {
        return false;
    };
    let depth = |text: &mut dyn Iterator<Item = char>, inner: char, outer: char| {
        let mut depth = 2;
        for c in text.take(REACH).map(wide) {
            depth += usize::from(c == inner);
            depth -= usize::from(c == outer);
            if depth == 0 {
                break;
            }
        }
        depth
    };
    let left = match c == open {
        true => depth(&mut pair.behind().chars(), open, close),
        false => depth(&mut pair.before().chars().rev(), close, open),
    };
    left == 1 && !pair.is_row()
}

/// The full-width form of a half-width round bracket; other characters unchanged.
fn wide(c: char) -> char {
    match c {
        '(' => '（',
        ')' => '）',
        other => other,
    }
}

/// True if a text of Han characters that is typed twice in a row is a slip.
pub(super) fn is_slip(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    let length = unit.chars().count();
    if !(2..=MAX_WORD).contains(&length) || is_row_of_parts(unit) {
        return false;
    }
    if is_ordinal(unit) || figure::is_chinese_term(pair) {
        return true;
    }
    if figure::is_behind_number(pair) && figure::is_unit(unit, pair.words) || figure::is_chinese_year(unit) {
        return true;
    }
    let is_one_by_one = pair.words.of(&doubled::ONE_BY_ONE).start_of(unit).is_some();
    let is_number = unit.chars().filter(|c| is_numeral(*c)).count() * 2 >= length;
    if (is_one_by_one || is_number) && !pair.words.of(&doubled::MODIFIER).contains(unit) {
        return false;
    }
    match length {
        2 => is_short_slip(pair),
        3 if has_particle(pair) => is_with_particle(pair),
        3 => !pair.meets() && !is_followed_by_office(pair) && !begins_inside(pair),
        _ => true,
    }
}

fn is_short_slip(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    let is_one_of = |class| pair.words.of(class).contains(unit);
    // 加快、加快、再加快 ("speed up, speed up, speed up again") is rhetoric.
    let goes_on = pair
        .behind()
        .strip_prefix(['再', '，', '、'])
        .is_some_and(|rest| rest.starts_with(unit) || rest.starts_with('再'));
    if pair.is_row() || goes_on || pair.meets() {
        return false;
    }
    if is_one_of(&doubled::REDUPLICATED) {
        // A verb may be repeated as a suggestion (研究研究, "look into it a bit"), but not before a
        // particle and not after 经 ("after").
        let is_passive = pair.before().ends_with('经') && !pair.follows_neighbour();
        return is_passive || pair.behind().starts_with(['了', '过', '着']);
    }
    is_one_of(&doubled::VERB)
        || is_one_of(&doubled::MODIFIER)
        || is_one_of(&doubled::NOUN) && (ends_phrase(pair) || begins_phrase(pair))
        || is_one_of(&doubled::ACTION) && ends_phrase(pair)
        || has_function_words(pair)
        || !is_one_of(&doubled::NOUN) && !is_one_of(&doubled::ACTION) && is_whole_object(pair)
}

/// True for a word outside the word lists that is the whole object of a verb: 柑橘 in 种植柑橘柑橘、脐橙
/// ("grow mandarins mandarins, navel oranges").
fn is_whole_object(pair: &Pair<'_>) -> bool {
    let has = |class, at: usize, c: char| pair.words.of(class).contains(&pair.unit()[at..at + c.len_utf8()]);
    let before = pair.before();
    let is_end = |class| pair.words.of(class).end_of(before).is_some();
    (before.ends_with('、')
        || (is_end(&doubled::VERB) || is_end(&doubled::ACTION)) && !pair.follows_neighbour())
        && ends_phrase(pair)
        && pair
            .unit()
            .char_indices()
            .all(|(at, c)| !has(&doubled::SINGLE, at, c) && !has(&doubled::BOUNDARY, at, c))
}

/// True if the repeated text consists of function words only: 都要 in 都要都要 ("all must"). Expressions
/// of speech with 了 or a pronoun are excluded.
fn has_function_words(pair: &Pair<'_>) -> bool {
    let singles = pair.words.of(&doubled::SINGLE);
    // 是了是了 ("that's it") and 我和我 ("I and my") occur in speech.
    let is_spoken = pair.unit().contains(['了', '我', '你', '他', '她']);
    !is_spoken
        && pair.unit().char_indices().all(|(at, c)| singles.contains(&pair.unit()[at..at + c.len_utf8()]))
}

/// True if a noun phrase can end after the second occurrence, by the words that follow. It cannot
/// in 工作工作方案 ("work plan"), where the second 工作 ("work") modifies 方案 ("plan").
fn ends_phrase(pair: &Pair<'_>) -> bool {
    let behind = pair.behind();
    let is_start = |class| pair.words.of(class).start_of(behind).is_some();
    !behind.starts_with(|c: char| is_han(c) || matches!(c, '！' | '？'))
        || is_start(&doubled::MODIFIER)
        || (is_start(&doubled::BOUNDARY) || is_start(&doubled::VERB)) && !is_start(&doubled::NEIGHBOUR)
}

/// True if a noun phrase can begin with the first occurrence, by the words before it. It cannot in
/// 禁毒支队支队长 ("head of the drug squad"), where the first 支队 ("squad") ends a longer phrase.
fn begins_phrase(pair: &Pair<'_>) -> bool {
    let before = pair.before();
    let is_end = |class| pair.words.of(class).end_of(before).is_some();
    before.ends_with(['，', '。', '；', '、', '：'])
        || before.is_empty()
        || is_end(&doubled::MODIFIER)
        || (is_end(&doubled::SINGLE) || is_end(&doubled::VERB)) && !is_end(&doubled::NEIGHBOUR)
}

/// True if the repeated text contains a particle or a conjunction, so that it may be the end and
/// the beginning of two phrases: 的土地 in 的土地的土地 ("land of …'s land").
fn has_particle(pair: &Pair<'_>) -> bool {
    let joiners = pair.words.of(&doubled::JOINER);
    let unit = pair.unit();
    unit.contains(['的', '了', '着'])
        || unit.char_indices().any(|(at, _)| joiners.start_of(&unit[at..]).is_some())
}

/// True for a known word that is repeated with its particle or conjunction: 昂扬的昂扬的
/// ("high-spirited"), 发展和安全和安全 ("development and security and security").
fn is_with_particle(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    let is_known = |word: &str| {
        let classes = [&doubled::VERB, &doubled::MODIFIER, &doubled::NOUN, &doubled::ACTION];
        classes.iter().any(|class| pair.words.of(class).contains(word))
    };
    let joined = unit.char_indices().nth(1).map(|(at, _)| unit.split_at(at));
    unit.strip_suffix('的').is_some_and(is_known)
        || joined.is_some_and(|(joiner, word)| {
            pair.words.of(&doubled::JOINER).contains(joiner) && is_known(word) && ends_phrase(pair)
        })
}

/// True if a noun after the second occurrence is the head noun of the phrase: 任务 ("task") in
/// 完成植树造林、植树造林任务 ("complete the afforestation, afforestation tasks").
fn is_head(pair: &Pair<'_>) -> bool {
    let behind = pair.behind();
    let nouns = [&doubled::NOUN, &doubled::ACTION].map(|class| pair.words.of(class).start_of(behind));
    nouns.into_iter().flatten().any(|noun| !behind[noun.len()..].starts_with(is_han))
}

/// True if a phrase on both sides of 、 is a slip. A verb must come before it, so that the phrase is
/// a whole object: 主要经营场所、经营场所 ("main place of business, place of business") are two things.
pub(super) fn is_listed_slip(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    unit.chars().all(is_han)
        && unit.chars().nth(MIN_LISTED - 1).is_some()
        && !is_row_of_parts(unit)
        && pair.words.of(&doubled::ONE_BY_ONE).start_of(unit).is_none()
        && !pair.behind().starts_with(['、', '！', '？', '再'])
        && pair.words.of(&doubled::VERB).end_of(pair.before()).is_some()
        && (ends_phrase(pair) || is_head(pair))
}

/// True if the repeated text is an organisation and a post in it follows, so that it is rightly
/// named twice: 办公室办公室主任 ("the office, director of the office").
fn is_followed_by_office(pair: &Pair<'_>) -> bool {
    let behind = pair.behind();
    behind.starts_with('长') || pair.words.of(&doubled::OFFICE).start_of(behind).is_some()
}

/// True if the first character of the repeated text (会) is the end of the name before it, so that
/// nothing is repeated: 研究会理事会理事 ("member of the council of the research society").
fn begins_inside(pair: &Pair<'_>) -> bool {
    pair.unit().starts_with('会') && pair.before().ends_with(is_han)
}

/// True for the number of an item: 第二 in 第二第二 ("second"), 一是 in 一是一是 ("first").
fn is_ordinal(unit: &str) -> bool {
    let number = unit.strip_prefix('第').or_else(|| unit.strip_suffix('是')).unwrap_or_default();
    !number.is_empty() && number.chars().all(is_numeral)
}

/// True if the repeated text itself consists of copies of one or two characters, as 哈哈哈 ("ha ha
/// ha").
fn is_row_of_parts(unit: &str) -> bool {
    let unit: Vec<char> = unit.chars().take(MAX_WORD + 1).collect();
    let is_row = |length: usize| {
        unit.len() > length && unit.iter().zip(&unit[length..]).all(|(one, other)| one == other)
    };
    is_row(1) || is_row(2)
}

/// True if a verb on both sides of 和 ("and") is a slip: 加强和加强 ("strengthen and strengthen").
pub(super) fn is_joined_slip(pair: &Pair<'_>) -> bool {
    let verbs = pair.words.of(&doubled::VERB);
    let unit = pair.unit();
    let are_two = || {
        unit.chars().count() == TWO_VERBS
            && verbs.start_of(unit).is_some_and(|verb| verbs.contains(&unit[verb.len()..]))
    };
    // 切实提高及提高 ("truly raise and raise"): a word that may be reduplicated is a verb after an adverb.
    let is_verb = || {
        pair.words.of(&doubled::REDUPLICATED).contains(unit)
            && pair.words.of(&doubled::MODIFIER).end_of(pair.before()).is_some()
    };
    (verbs.contains(unit) || are_two() || is_verb()) && !pair.meets()
}

/// True if a verb on both sides of 或 ("or") is a slip: 切实提高或提高 ("truly raise or raise"). After an
/// adverb, a verb is not an alternative to itself.
pub(super) fn is_alternative_slip(pair: &Pair<'_>) -> bool {
    pair.words.of(&doubled::MODIFIER).end_of(pair.before()).is_some() && is_joined_slip(pair)
}

/// True for a verb on both sides of an adverb: 加强进一步加强 ("strengthen further strengthen").
pub(super) fn is_stressed_slip(pair: &Pair<'_>) -> bool {
    let is_one_of = |class| pair.words.of(class).contains(pair.unit());
    // 持续稳定长期稳定 ("lastingly stable, stable in the long run") is two phrases.
    let is_bare = || pair.words.of(&doubled::MODIFIER).end_of(pair.before()).is_none();
    (is_one_of(&doubled::VERB) || is_one_of(&doubled::REDUPLICATED) && is_bare())
        && pair.words.of(&doubled::GROUND).start_of(pair.between()).is_none()
        && !pair.between().contains(['们', '我', '这', '那', '各'])
        && begins_phrase(pair)
        && !pair.before().ends_with(['不', '未', '没', '经'])
        && !pair.meets()
}

/// True for a verb on both sides of 、, with an adverb before the first and an object after the
/// second: 不断推进、推进改革 ("constantly advance, advance the reform").
pub(super) fn is_verb_twice(pair: &Pair<'_>) -> bool {
    pair.words.of(&doubled::VERB).contains(pair.unit())
        && pair.words.of(&doubled::MODIFIER).end_of(pair.before()).is_some()
        && pair.behind().starts_with(is_han)
        && !pair.behind().starts_with('再')
        && !pair.meets()
}

/// True for a verb of speech on both sides of a comma: 他强调，强调， ("he stressed, stressed,").
pub(super) fn is_said_twice(pair: &Pair<'_>) -> bool {
    let behind = pair.behind();
    pair.words.of(&doubled::VERB).contains(pair.unit())
        && pair.before().ends_with(is_han)
        && behind
            .strip_prefix(['，', '：'])
            .is_some_and(|rest| !rest.starts_with('再') && !rest.starts_with(pair.unit()))
}
