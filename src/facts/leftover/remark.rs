//! Remarks of the people who edit a text: （这半句删掉） ("(delete this half sentence)"), （刘主任意见：再加一个例子）
//! ("(Director Liu: add another example)"), 【批注：…】 ("Comment: …"), @张三 核一下 ("@Zhang San check"),
//! 带格式的: 字体: 楷体 ("Formatted: Font: …").

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::leftover::editor::{LANGUAGE, MAX_NAME, MAX_REMARK, SHARE, heard};
use crate::facts::leftover::reading::{Piece, Score, without_quotes};
use crate::facts::leftover::role::Role::{
    Check, Edit, Fact, Fault, Legal, Opinion, Person, Plain, Request, Target,
};
use crate::facts::leftover::{Talk, apart, margin, units};
use crate::text::chars::{is_blank, is_longer};
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::remark;
use crate::words::rules::leftover::remark::{LEADS, POINTING, SUPPLYING};

/// Classes of the words that begin a label of change tracking, such as 带格式的 ("Formatted").
pub const TRIGGERS: [&Class; 1] = [&remark::LABEL];

/// Maximum number of characters of a remark that does not say which place of the text it is about.
/// A longer one is not recognised.
const MAX_SHORT: usize = 12;
/// Minimum share of an editor's words in a line without brackets, in percent.
const SHARE_OF_LINE: usize = 90;
/// Maximum number of characters of a remark that has other words beside those of editors. A longer
/// one is not recognised.
const MAX_AT_ONCE: usize = 30;

/// Finds remarks. `labels` are occurrences of words of [`TRIGGERS`].
pub fn find(facts: &Facts<'_>, labels: &[Span]) -> Vec<Talk> {
    let kind = facts.kind();
    let is_formal = matches!(
        kind,
        Some(
            DocumentKind::Regulation
                | DocumentKind::Manual
                | DocumentKind::Judgment
                | DocumentKind::Form
                | DocumentKind::Examination
                | DocumentKind::Handbook
        )
    );
    let remarks = Remarks { facts, is_formal };
    let is_manual = kind == Some(DocumentKind::Manual);
    let labels = labels.iter().filter(|_| !is_manual);
    let mut talk: Vec<Talk> = labels.map(|label| margin::tracked(facts, *label)).collect();
    talk.extend(margin::addressed(facts));
    for block in 0..facts.doc.blocks().len() {
        let brackets = units::brackets(facts, block).filter(|span| !units::is_note(facts, *span));
        talk.extend(brackets.filter_map(|span| remarks.bracket(span)));
    }
    if !is_formal {
        talk.extend(margin::comments(facts));
        talk.extend(margin::rulers(facts));
        let lines = facts.short_lines().iter().filter(|line| line.kind == BlockKind::Paragraph);
        talk.extend(lines.filter_map(|line| remarks.line(line.span)));
    }
    apart(talk)
}

struct Remarks<'f, 'd> {
    facts: &'f Facts<'d>,
    is_formal: bool,
}

impl Remarks<'_, '_> {
    /// Reads the brackets at `span` as a remark; `None` if they are not one.
    fn bracket(&self, span: Span) -> Option<Talk> {
        let text = self.facts.doc.slice(span);
        let inner = units::inside(text)?.trim_matches(is_blank);
        let words = self.facts.words();
        if let Some(is_certain) = self.read_marked(inner, text) {
            return Some(Talk { span, is_certain });
        }
        let supply = words.of(&remark::SUPPLY);
        if is_longer(inner, MAX_REMARK) || supply.start_of(inner).is_some() {
            return None;
        }
        if !self.is_formal && self.tells_done(inner) {
            return Some(Talk { span, is_certain: false });
        }
        let spoken = without_quotes(inner);
        let inner: &str = &spoken;
        let (pieces, score) = LANGUAGE.heard(inner, words);
        if self.is_opinion(inner, &pieces, &score) {
            return Some(Talk { span, is_certain: true });
        }
        let is_said = || score.has(&[Target]) && inner.contains(['：', ':']);
        if score.share() >= SHARE - 10
            && (score.has(&[Check, Plain, Edit, Fault]) || is_said())
            && self.is_named(inner)
        {
            return Some(Talk { span, is_certain: true });
        }
        if asks_at_once(inner, &pieces) && !score.has(&[Legal]) && !self.is_formal {
            return Some(Talk { span, is_certain: false });
        }
        if !self.is_formal && self.is_spoken(inner, &pieces, &score) {
            return Some(Talk { span, is_certain: false });
        }
        if score.has(&[Legal]) || score.share() < SHARE {
            return None;
        }
        if is_on_target(&score) && (!self.is_formal || points(inner, &pieces)) {
            return Some(Talk { span, is_certain: points(inner, &pieces) });
        }
        let is_doubt = score.has(&[Fact]) && score.has(&[Check, Fault]) && !is_done(inner);
        let is_swap = score.has(&[Fact])
            && changes(inner, &pieces)
            && score.share() >= SHARE_OF_LINE
            && !is_done(inner);
        let is_doubt = is_doubt || is_swap;
        let is_short = score.share() == 100 && inner.chars().count() <= MAX_SHORT && !is_done(inner);
        let is_plain = score.has(&[Plain])
            || score.has(&[Request]) && (score.has(&[Check]) || changes(inner, &pieces))
            || inner.starts_with('再') && changes(inner, &pieces)
            || score.has(&[Check, Fault]) && score.has(&[Edit, Fault, Request]) && score.total() > 1;
        (!self.is_formal && (is_doubt || is_short && is_plain)).then_some(Talk { span, is_certain: false })
    }

    /// Reads a bracket that begins with a word for a remark: 【备注：…】 ("Note: …"). Returns
    /// `Some(true)` if it certainly is a remark, `Some(false)` if documents may also contain it,
    /// `None` if it is not one. `inner` is the content of the bracket, `text` the bracket.
    fn read_marked(&self, inner: &str, text: &str) -> Option<bool> {
        let words = self.facts.words();
        let marker =
            words.of(&remark::MARKER).start_of(inner).or(words.of(&remark::MARKER_WEAK).start_of(inner));
        let is_square = text.starts_with(['【', '[', '［']);
        if let Some(marker) = marker {
            let rest = inner[marker.len()..].trim_start_matches(is_blank);
            let is_headed = rest.starts_with(['：', ':', '，', '—'])
                || rest.starts_with(|c: char| c.is_ascii_digit()) && is_square
                || rest.is_empty() && is_square;
            let rest = rest.trim_start_matches(['：', ':']);
            let asks = |text: &str| {
                let (_, score) = LANGUAGE.heard(text, words);
                score.has(&[Target, Fact, Check, Plain, Edit, Fault])
            };
            let is_weak = words.of(&remark::MARKER_WEAK).contains(marker);
            if is_headed && (!is_weak || asks(rest)) {
                return Some(is_longer(marker, 1) && !is_weak);
            }
        }
        None
    }

    /// True for a remark in brackets that is said to a colleague: （这个数跟统计局再对一下） ("(check this
    /// number with the statistics office)"), （回头找老王问问） ("(ask Lao Wang later)").
    fn is_spoken(&self, inner: &str, pieces: &[Piece], score: &Score) -> bool {
        let words = self.facts.words();
        let points = pieces.first().is_some_and(|piece| {
            matches!(piece.role, Some(Target | Fact))
                && piece.span.start() == 0
                && is_pointing(piece.span.of(inner))
        });
        (points || words.of(&remark::ADDRESSING).start_of(inner).is_some())
            && words.of(&remark::SPOKEN).is_in(inner)
            && score.has(&[Edit, Check, Plain, Fault, Request])
            && !score.has(&[Legal])
            && !inner.contains(['。', '”', '"'])
            && !is_longer(inner, MAX_AT_ONCE)
    }

    /// True for a remark in brackets that reports finished work: （已改） ("(changed)"), （小王已核）
    /// ("(checked by Xiao Wang)"), （已按意见修改，请领导审） ("(changed as asked, please review)").
    fn tells_done(&self, inner: &str) -> bool {
        let words = self.facts.words();
        let (done, surnames, persons) =
            (words.of(&remark::DONE), words.of(&remark::SURNAME), words.of(&remark::PERSON));
        let mut clauses = inner.split(['，', ',', '；', ' ', '！', '。']).filter(|clause| !clause.is_empty());
        clauses.clone().count() > 0
            && clauses.all(|clause| {
                if done.contains(clause) {
                    return true;
                }
                let Some(word) = done.end_of(clause) else { return false };
                let who = &clause[..clause.len() - word.len()];
                let is_told =
                    who.starts_with(['按', '根', '照']) && words.of(&remark::OPINION).end_of(who).is_some();
                if is_told {
                    return true;
                }
                let name = surnames.start_of(who).map_or("", |surname| &who[surname.len()..]);
                !name.is_empty() && (persons.contains(name) || name.chars().count() <= 2)
            })
    }

    /// True for a remark in brackets with a person's opinion of the text: （刘主任意见：…） ("(Director
    /// Liu: …)"), （按李书记要求修改） ("(change as Secretary Li asked)").
    fn is_opinion(&self, inner: &str, pieces: &[Piece], score: &Score) -> bool {
        let at = pieces.iter().position(|piece| piece.role == Some(Person));
        let Some(at) = at.filter(|at| pieces[*at].span.start() <= 18) else { return false };
        let Some(opinion) = pieces.get(at + 1).filter(|next| next.role == Some(Opinion)) else {
            return false;
        };
        let is_said = inner[opinion.span.end()..].starts_with(['：', ':', '，']);
        is_said && score.has(&[Target, Fact, Edit, Check, Plain, Fault])
            || score.has(&[Target, Edit, Plain]) && score.share() >= SHARE && !score.has(&[Legal])
    }

    /// True for a remark that begins with a surname and an office: 李科核一下 ("Section Head Li,
    /// check"), 请王处把关 ("Division Head Wang, please check").
    fn is_named(&self, inner: &str) -> bool {
        let words = self.facts.words();
        let lead = LEADS.into_iter().find(|lead| inner.starts_with(lead));
        let name = &inner[lead.map_or(0, str::len)..];
        let Some(surname) = words.of(&remark::SURNAME).start_of(name) else { return false };
        words.of(&remark::PERSON).start_of(&name[surname.len()..]).is_some()
    }

    /// True for a person's opinion in a line of its own, with a request: 王局意见：第二部分再压缩 ("Bureau Head
    /// Wang: shorten part 2"), 张三 批注：重写 ("Zhang San, comment: rewrite").
    fn is_signed(&self, text: &str) -> bool {
        let words = self.facts.words();
        let Some((head, said)) = text.split_once(['：', ':']) else { return false };
        let head = head.trim_end_matches(is_blank);
        let Some(opinion) =
            words.of(&remark::OPINION).end_of(head).filter(|word| word.len() > '说'.len_utf8())
        else {
            return false;
        };
        let name = head[..head.len() - opinion.len()].trim_end_matches(is_blank);
        let surnames = words.of(&remark::SURNAME);
        if name.chars().count() > MAX_NAME || surnames.start_of(name).is_none() {
            return false;
        }
        let said = without_quotes(said);
        let (_, score) = LANGUAGE.heard(&said, words);
        score.has(&[Edit, Plain, Fault, Check]) && score.share() >= SHARE - 20 && !score.has(&[Legal])
    }

    /// Reads a line that is a remark without brackets: 这段与第二部分重复，删掉 ("this repeats part 2,
    /// delete").
    fn line(&self, span: Span) -> Option<Talk> {
        let text = self.facts.doc.slice(span);
        let text = text.trim_start_matches(|c: char| is_blank(c) || matches!(c, '←' | '↑' | '↓' | '→' | '※'));
        let words = self.facts.words();
        let (targets, markers) = (words.of(&remark::TARGET), words.of(&remark::MARKER));
        if let Some(marker) = markers.start_of(text)
            && marker.ends_with(['注', '见'])
            && text[marker.len()..].starts_with(['：', ':'])
        {
            return Some(Talk { span, is_certain: false });
        }
        if !is_longer(text, MAX_REMARK) && self.is_signed(text) {
            return Some(Talk { span, is_certain: false });
        }
        // 备注：本稿为第三稿，红色部分为新增 ("Note: this is the third draft, red parts are new")
        if let Some(marker) = words.of(&remark::MARKER_WEAK).start_of(text)
            && let Some(rest) = text[marker.len()..].strip_prefix(['：', ':'])
            && !is_longer(rest, MAX_REMARK)
        {
            let score = heard(self.facts, &without_quotes(rest));
            let is_remark = is_on_target(&score) && score.share() >= SHARE - 10 && !score.has(&[Legal]);
            return is_remark.then_some(Talk { span, is_certain: false });
        }
        let target = targets.start_of(text).filter(|target| is_pointing(target))?;
        if is_longer(text, MAX_REMARK) || target.len() == text.len() {
            return None;
        }
        let (pieces, score) = LANGUAGE.heard(text, words);
        let is_remark = score.share() >= SHARE_OF_LINE && is_on_target(&score) || asks_at_once(text, &pieces);
        let is_remark = is_remark && !score.has(&[Legal]);
        (is_remark && !text.ends_with('：')).then_some(Talk { span, is_certain: false })
    }
}

/// True if the words name a part of the text and an edit to make there, or what is wrong with it.
fn is_on_target(score: &Score) -> bool {
    score.has(&[Target]) && score.has(&[Edit, Plain, Fault, Check])
}

/// True if the text begins with a place and a request that directly follows it: 此处加一段关于水价的内容 ("add
/// something about the price of water here"). It must be short and must not end like a sentence.
fn asks_at_once(text: &str, pieces: &[Piece]) -> bool {
    let [target, edit, ..] = pieces else { return false };
    let word = edit.span.of(text);
    target.role == Some(Target)
        && target.span.start() == 0
        && is_pointing(target.span.of(text))
        && edit.role == Some(Edit)
        && edit.span.start() == target.span.end()
        && word.len() > '改'.len_utf8()
        && !text[edit.span.end()..].starts_with(['了', '的', '过'])
        && !is_longer(text, MAX_AT_ONCE)
        && !text.ends_with(['。', '；', '：'])
}

/// True if one of the words points at a place in the text: 这段 ("this paragraph"), 上文 ("the text
/// above").
fn points(text: &str, pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| piece.role == Some(Target) && is_pointing(piece.span.of(text)))
}

/// True for a word that points at a place in the text: 这段 ("this paragraph"), 此处 ("here"), 前半句
/// ("first half of the sentence").
fn is_pointing(target: &str) -> bool {
    target.starts_with('第') && target.ends_with(['段', '句'])
        || target.starts_with(POINTING)
        || target.contains('半')
}

/// True if one of the words asks to delete, move or reword something. Words that ask to add
/// something do not count.
fn changes(text: &str, pieces: &[Piece]) -> bool {
    let supplies = |word: &str| word.starts_with(SUPPLYING);
    pieces.iter().any(|piece| piece.role == Some(Edit) && !supplies(piece.span.of(text)))
}

/// True if the text says that work on it is finished: 数据已核实 ("data checked").
fn is_done(text: &str) -> bool {
    text.contains(['已', '经']) || text.contains("无误")
}
