//! Notes that a drafter left for later: `（待核）` ("(to be checked)"), `【请补充数据】` ("please add
//! data"), `（根据实际情况填写）` ("(fill in as the case may be)"), `TODO`, `此处省去两段` ("two paragraphs left
//! out here").
//!
//! A note names work that is still to be done:
//!
//! - something is pending (待补充, "to be added"; 后补, "later"; 暂缺, "missing for now"),
//! - someone is asked to supply it (请填写, "please fill in"),
//! - the content depends on circumstances (根据实际填写, "fill in as the case may be"),
//! - content was left out (此处省略, "left out here").

use memchr::memmem;

use crate::document::Document;
use crate::document::block::{Block, BlockKind};
use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::rare::Rare;
use crate::facts::tokens::{TokenKind, Tokens};
use crate::text::chars::{is_blank, is_han, is_longer, is_stop};
use crate::text::numeral::is_numeral;
use crate::text::phrases::Phrases;
use crate::text::span::Span;
use crate::words::{Words, note};

/// Maximum number of characters of a note in brackets. A longer text in brackets is not read as a
/// note.
const MAX_NOTE: usize = 60;
/// First words of the dummy text with which page layouts are tried.
const DUMMY: &str = "lorem ipsum";
/// 此处 ("here"), the word for a place of the text.
static HERE: Phrases = Phrases::of(&["此处"]);
/// Maximum number of characters of the subject of a note: 名单 in 名单待定 ("list to be decided"). With a
/// longer one, the words are part of the text.
const MAX_SUBJECT: usize = 10;

impl Facts<'_> {
    /// Spans of the notes that a drafter left for later, in text order.
    pub fn notes(&self) -> &[Span] {
        self.cells.notes.get_or_init(|| {
            let mut notes = find(self.doc, (self.tokens(), self.rare()), self.words());
            // Forms ask others to fill them in.
            if matches!(
                self.kind(),
                Some(DocumentKind::Form | DocumentKind::Tender | DocumentKind::Examination)
            ) {
                notes.retain(|note| !self.doc.slice(*note).contains(['请', '填']));
            }
            notes
        })
    }
}

/// Finds all notes, in order and without overlaps.
pub fn find(doc: &Document, (tokens, rare): (&Tokens, &Rare), words: &Words) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut waits = memmem::find_iter(doc.text().as_bytes(), "待").peekable();
    let lists = tokens.blocks().zip(rare.blocks());
    for ((at, block), (tokens, rare)) in doc.blocks().iter().enumerate().zip(lists) {
        let text = doc.slice(block.span);
        let mut end = found.last().map_or(block.span.start(), |last| last.end().max(block.span.start()));
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Open) {
            let (start, open) = (token.span().start(), token.span().of(doc.text()));
            if start < end || !open.starts_with(is_open) {
                continue;
            }
            let span = bracketed(words, text, block, start, open)
                .or_else(|| broken_by_line_end(doc, words, (block, doc.blocks().get(at + 1)?), start, open));
            if let Some(span) = span {
                end = span.end();
                found.push(span);
            }
        }
        found.extend(rare.iter().filter_map(|&(at, c)| latin(words, text, block, (at, c))));
        while waits.next_if(|at| *at < block.span.start()).is_some() {}
        if end <= block.span.start() {
            let is_cued =
                waits.peek().is_some_and(|at| *at < block.span.end()) || rare.iter().any(|(_, c)| *c == '此');
            found.extend(alone(words, text, block, is_cued));
        }
    }
    found.sort_unstable();
    found.dedup_by(|second, first| first.overlaps(*second));
    found
}

fn is_open(c: char) -> bool {
    matches!(c, '（' | '(' | '【' | '[' | '［')
}

fn is_close(c: char) -> bool {
    matches!(c, '）' | ')' | '】' | ']' | '］')
}

/// Span of the note in brackets that begins at byte `start`, if its brackets close in the same
/// block.
fn bracketed(words: &Words, text: &str, block: &Block, start: usize, open: &str) -> Option<Span> {
    let behind = &text[start - block.span.start() + open.len()..];
    let (length, close) = closing(behind)?;
    let content = &behind[..length];
    let span = Span::new(start, start + open.len() + length + close.len_utf8());
    let is_whole = || {
        text[..start - block.span.start()].trim_matches(is_blank).is_empty()
            && text[span.end() - block.span.start()..].trim_matches(|c| is_blank(c) || is_stop(c)).is_empty()
    };
    let is_left_out = words.of(&note::LEFT_OUT).contains(content) && is_whole();
    (is_left_out || is_note(words, content) || is_marked(words, content)).then_some(span)
}

/// True if the content begins with an English word for unfinished work: TBD, or TODO in TODO 停水范围
/// ("TODO area without water").
fn is_marked(words: &Words, content: &str) -> bool {
    let content = content.trim_start_matches(is_blank);
    let mark = words.of(&note::MARK).start_of(content);
    mark.is_some_and(|mark| !content[mark.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Reads an English mark (TBD, TODO), dummy text, or an HTML comment with a note (`<!-- TODO 停水范围
/// -->`, "area without water") that begins at byte `start`.
fn latin(words: &Words, text: &str, block: &Block, (start, c): (usize, char)) -> Option<Span> {
    let at = start - block.span.start();
    let length = match c {
        '<' => comment_note(words, &text[at..])?,
        _ if c.is_ascii_alphabetic() => {
            let word = words.of(&note::MARK).start_of(&text[at..])?;
            dummy_text(&text[at..]).or_else(|| is_mark(words, text, at, word).then_some(word.len()))?
        }
        _ => return None,
    };
    Some(Span::new(start, start + length))
}

/// Length in bytes of dummy text at the beginning of `rest`: Lorem ipsum dolor sit amet.
fn dummy_text(rest: &str) -> Option<usize> {
    let is_dummy = rest.get(..DUMMY.len()).is_some_and(|head| head.eq_ignore_ascii_case(DUMMY));
    let length = rest.bytes().take_while(u8::is_ascii).count();
    is_dummy.then(|| rest[..length].trim_end().len())
}

/// Length in bytes of the HTML comment with which `rest` begins, if the comment is a note.
pub fn comment_note(words: &Words, rest: &str) -> Option<usize> {
    let near = &rest[..rest.floor_char_boundary((4 * MAX_NOTE).min(rest.len()))];
    let content = near.strip_prefix("<!--")?;
    let end = content.find("-->")?;
    let content = &content[..end];
    (is_marked(words, content) || is_note(words, content)).then_some("<!--".len() + end + "-->".len())
}

/// Length in bytes of the content of a bracket, and its closing sign. `None` if the content is too
/// long.
fn closing(behind: &str) -> Option<(usize, char)> {
    let near = behind.char_indices().take(MAX_NOTE + 1);
    near.take_while(|(_, c)| !is_open(*c)).find(|(_, c)| is_close(*c))
}

/// Span of a note in brackets that a line break divides: （根据实 at the end of a block, 际数据填写） in the
/// next ("(fill in the real data)"). `blocks` are the two blocks, `start` is the position of the
/// opening bracket `open`.
fn broken_by_line_end(
    doc: &Document,
    words: &Words,
    blocks: (&Block, &Block),
    start: usize,
    open: &str,
) -> Option<Span> {
    let (block, next) = blocks;
    let head = &doc.text()[start + open.len()..block.span.end()];
    let is_line = |block: &Block| block.kind == BlockKind::Paragraph;
    if !is_line(block) || !is_line(next) || is_longer(head, MAX_NOTE) || head.contains(is_close) {
        return None;
    }
    let tail = doc.slice(next.span);
    let (length, close) = closing(tail)?;
    let content = format!("{head}{}", &tail[..length]);
    let end = next.span.start() + length + close.len_utf8();
    (!is_longer(&content, MAX_NOTE) && is_note(words, &content)).then_some(Span::new(start, end))
}

/// True if an English mark such as TODO is alone, in brackets or in place of a value.
fn is_mark(words: &Words, text: &str, at: usize, word: &str) -> bool {
    let (head, tail) = (text[..at].trim_end_matches(is_blank), &text[at + word.len()..]);
    let is_led = head.is_empty()
        || head.ends_with(|c: char| {
            is_open(c) || matches!(c, '：' | ':' | '、' | '，' | '；') || is_han(c) && head.len() == at
        });
    let rest = tail.trim_start_matches(is_blank);
    let is_unit = words.units().start_of(rest).is_some() || rest.starts_with(['%', '％', '万', '亿']);
    let is_task = rest
        .strip_prefix(['：', ':'])
        .is_some_and(|task| words.of(&note::SUPPLY).start_of(task.trim_start()).is_some());
    let is_closed = tail.starts_with(|c: char| is_close(c) || is_stop(c) || matches!(c, '，' | '、' | '\t'));
    is_led && (tail.trim().is_empty() || is_closed || is_unit || is_task)
}

/// Reads a note without brackets that fills a line or a cell, or follows a label or an item mark:
/// 会议地点：待补充具体房间 ("place: room to be added"), 此处省去两段 ("two paragraphs left out here"), （3）待定 ("(3)
/// to be decided"). `is_cued` is true if the block contains 待 or 此.
fn alone(words: &Words, text: &str, block: &Block, is_cued: bool) -> Option<Span> {
    let trimmed = text.trim_end_matches(|c| is_blank(c) || is_stop(c));
    if !is_cued && words.of(&note::MISSING).end_of(trimmed).is_none() {
        return None;
    }
    let near = trimmed.char_indices().take(MAX_NOTE);
    let label = near.take_while(|(_, c)| *c != '。').find(|(_, c)| matches!(c, '：' | ':'));
    let start = label.map_or(0, |(at, c)| at + c.len_utf8());
    // The last item of a line: （2）议题；（3）待定 ("(2) topics; (3) to be decided").
    let tail = trimmed.ceil_char_boundary(trimmed.len().saturating_sub(4 * MAX_SUBJECT));
    let item = trimmed[tail..].rfind(['）', ')']).map(|at| trimmed[tail..].ceil_char_boundary(at + 1) + tail);
    let is_numbered = |end: usize| {
        let head = trimmed[..end].trim_end_matches(['）', ')']);
        let number = head.trim_end_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
        number.len() < head.len() && number.ends_with(['（', '('])
    };
    let item = item.filter(|end| is_numbered(*end) && !trimmed[*end..].contains(['：', ':']));
    let start = item.map_or(start, |item| item.max(start));
    let content = trimmed[start..].trim_start_matches(is_blank);
    if content.is_empty() || content.len() > 4 * MAX_NOTE || content.contains(['。', '；']) {
        return None;
    }
    let is_cell = matches!(block.kind, BlockKind::Cell(_));
    let is_labelled = label.is_some() || item.is_some();
    let waits = content.strip_prefix('待').is_some_and(|verb| {
        let supply = words.of(&note::SUPPLY).start_of(verb).or_else(|| {
            let later = words.of(&note::LATER).start_of(verb)?;
            (is_labelled && later.len() == verb.len()).then_some(later)
        });
        supply.is_some_and(|word| is_labelled || is_cell || verb.len() == word.len())
    });
    let is_missing = (is_labelled || is_cell) && words.of(&note::MISSING).contains(content);
    let is_left_out =
        content.starts_with("此处") && is_supplied_here(words, content) && !content.contains('，');
    let is_note = waits || is_missing || is_left_out;
    let start = block.span.start() + trimmed.len() - content.len();
    is_note.then(|| Span::new(start, if is_left_out { block.span.end() } else { start + content.len() }))
}

/// True if the content of a bracket is a note: it names work that is still to be done.
pub fn is_note(words: &Words, content: &str) -> bool {
    if content.starts_with(['？', '?']) && is_task(words, content) {
        return true;
    }
    let content = content.trim_matches(|c| is_blank(c) || is_stop(c));
    let content = ["注：", "注:", "备注：", "说明："]
        .iter()
        .find_map(|head| content.strip_prefix(head))
        .unwrap_or(content);
    // 名单以附件为准，待补充 ("for the list see the annex, to be added"): the last clause names the work.
    let clause = content.rsplit(['，', '；']).next().filter(|clause| clause.starts_with('待'));
    is_pending(words, content)
        || clause.is_some_and(|clause| is_pending(words, clause))
        || is_supplied_here(words, content)
        || is_requested(words, content)
        || follows_circumstances(words, content)
        || is_missing(words, content)
        || is_order(words, content)
        || is_task(words, content)
}

/// True if the content is a task in spoken words, for the drafter or a colleague: 这里要补传承人情况 ("the
/// heirs must be added here"), 照片找小周要 ("ask Xiao Zhou for the photos"), 等行政回复 ("wait for an
/// answer").
fn is_task(words: &Words, content: &str) -> bool {
    let is_doubt = content.starts_with(['？', '?']);
    content.split(['，', '；', '。', '？', '?', ',']).any(|clause| {
        let clause = clause.trim_matches(|c| is_blank(c) || is_stop(c));
        if clause.is_empty() || clause.chars().nth(2 * MAX_SUBJECT).is_some() {
            return false;
        }
        let plain = clause.strip_suffix("一下").unwrap_or(clause);
        let verb = words.of(&note::TASK).end_of(plain);
        let is_brief = verb.is_some() && plain.len() < clause.len();
        let head = words.of(&note::TASK_HEAD);
        let is_led = head.start_of(clause).is_some_and(|lead| {
            let rest = &clause[lead.len()..];
            let starts =
                words.of(&note::TASK).start_of(rest).or_else(|| words.of(&note::ORDER).start_of(rest));
            starts.is_some_and(|verb| rest[verb.len()..].chars().count() <= MAX_SUBJECT)
        });
        // 照片找小周要 ("ask Xiao Zhou for the photos"): the verb follows a colleague.
        let with = |verb: &str| {
            let rest = &plain[..plain.len() - verb.len()];
            let partner = words.of(&note::PARTNER);
            let mut starts = rest.char_indices().take(2 * MAX_SUBJECT);
            starts.any(|(at, _)| {
                partner.start_of(&rest[at..]).is_some_and(|word| {
                    let name = rest[at + word.len()..].chars().count();
                    (2..=MAX_SUBJECT).contains(&name)
                        && (at == 0 || words.of(&note::MATERIAL).end_of(&rest[..at]).is_some())
                })
            })
        };
        // 数字等统计局报来 ("figures: wait for the statistics office"): the clause begins with the awaited
        // material.
        let subject =
            clause.find('等').filter(|at| words.of(&note::MATERIAL).end_of(&clause[..*at]).is_some());
        let waits = clause[subject.unwrap_or(0)..].strip_prefix('等').is_some_and(|rest| {
            let answer = words.of(&note::ANSWER).end_of(rest);
            answer.is_some_and(|word| {
                (2..=MAX_SUBJECT).contains(&(rest.chars().count() - word.chars().count()))
            })
        });
        is_brief || is_led || waits || verb.is_some_and(with) || is_doubt && verb.is_some()
    })
}

/// True if the content says with 待 ("to be") that work is pending: 待核 ("to be checked"), 名单待定
/// ("list to be decided"), 待财务处核实后补上 ("to be added after a check by the finance office").
fn is_pending(words: &Words, content: &str) -> bool {
    let subject = content.find('待').filter(|&at| content[..at].chars().count() <= MAX_SUBJECT);
    let Some(at) = subject else { return false };
    let rest = &content[at + '待'.len_utf8()..];
    let is_subject = at == 0
        || words
            .of(&note::MATERIAL)
            .end_of(content[..at].trim_end_matches(['尚', '还', '仍', '均']))
            .is_some();
    // 待遇不变 ("pay unchanged"), 待人诚恳 ("sincere to people"): no verb for later work follows.
    let verbs = words.of(&note::LATER);
    let is_later = rest.char_indices().take(MAX_SUBJECT + 1).any(|(at, _)| {
        let verb = verbs.start_of(&rest[at..]);
        verb.is_some_and(|verb| {
            rest[at + verb.len()..].chars().count() <= MAX_SUBJECT && !is_attribute(&rest[at + verb.len()..])
        })
    });
    let is_word = words.of(&note::NO_WAITING).start_of(&content[at..]).is_some();
    is_subject && is_later && !is_word
}

/// True if the particle 的 follows, so that the clause modifies a noun: 待补充的水量 ("the water to be
/// added").
fn is_attribute(behind: &str) -> bool {
    behind.starts_with('的')
}

/// True if content is to be supplied here, or was left out here: 此处插入图片 ("insert picture here"),
/// 此处结合本地实际举例 ("give a local example here"), 此处省去两段 ("two paragraphs left out here"); not 此处不考虑…
/// ("not considered here").
fn is_supplied_here(words: &Words, content: &str) -> bool {
    // A search for one word costs more than this test, which is nearly always false.
    if !HERE.is_in(content) {
        return false;
    }
    let Some(at) = content.find("此处").filter(|&at| content[..at].chars().count() <= MAX_SUBJECT) else {
        return false;
    };
    let is_led = at == 0
        || words.of(&note::SUPPLY).start_of(content).is_some()
        || content[..at].ends_with(['请', '在']);
    let behind = &content[at + "此处".len()..];
    let is_supplied = words.of(&note::SUPPLY).is_in(behind)
        || words.of(&note::OMITTED).is_in(behind)
        || words.of(&note::MATERIAL).contains(behind);
    is_led && is_supplied && words.of(&note::STATED).start_of(behind).is_none()
}

/// True if the content is requested: 请补充 ("please add"), 具体数据请根据实际填写 ("please fill in the real
/// data"), 请在此处插入图片 ("please insert a picture here").
fn is_requested(words: &Words, content: &str) -> bool {
    let Some(at) = content.find('请').filter(|&at| content[..at].chars().count() <= MAX_SUBJECT) else {
        return false;
    };
    let behind = &content[at + '请'.len_utf8()..];
    let is_subject = at == 0 || words.of(&note::MATERIAL).end_of(&content[..at]).is_some();
    let adverb = words.of(&note::ADVERB).start_of(behind).map_or(0, str::len);
    let behind = &behind[adverb..];
    let is_asked = words.of(&note::SUPPLY).start_of(behind).is_some();
    // 请财务处提供 ("finance office, please supply"), 请根据实际填写 ("please fill in as the case may be"): a
    // person or a manner precedes the verb.
    let is_named = behind.char_indices().take(MAX_SUBJECT + 1).any(|(at, _)| {
        words.of(&note::SUPPLY).start_of(&behind[at..]).is_some_and(|verb| {
            verb.len() > '补'.len_utf8() && behind[at + verb.len()..].chars().count() <= 4
        })
    });
    let is_prescribed = words.of(&note::PRESCRIBED).is_in(behind);
    is_subject
        && !is_prescribed
        && (is_asked
            || is_named && (at > 0 || follows_circumstances(words, behind) || !behind.contains(['，', '。'])))
}

/// True if the content depends on circumstances: 根据实际情况填写 ("fill in as the case may be"), 结合本地实际补充
/// ("add local facts").
fn follows_circumstances(words: &Words, content: &str) -> bool {
    let according = words.of(&note::ACCORDING);
    let at = content
        .char_indices()
        .take(MAX_SUBJECT + 1)
        .find(|(at, _)| according.start_of(&content[*at..]).is_some());
    let Some((at, _)) = at else { return false };
    let word = according.start_of(&content[at..]).map_or(0, str::len);
    let behind = &content[at + word..];
    let is_subject = at == 0
        || words.of(&note::MATERIAL).end_of(&content[..at]).is_some()
        || content[..at].ends_with(['请', '可', '应', '需']);
    let circumstance = words.of(&note::CIRCUMSTANCE).iter().find_map(|word| behind.find(word));
    let is_near = circumstance.is_some_and(|at| behind[..at].chars().count() <= 8);
    let supply =
        words.of(&note::SUPPLY).iter().filter_map(|word| Some(behind.rfind(word)? + word.len())).max();
    is_subject && is_near && supply.is_some_and(|end| behind[end..].chars().count() <= 6)
}

/// True if the content says that something is missing: 数据暂缺 ("data missing for now"), 名单后补 ("list
/// later"), 后补 ("later").
fn is_missing(words: &Words, content: &str) -> bool {
    let missing = words.of(&note::MISSING);
    let word = missing.end_of(content);
    word.is_some_and(|word| {
        let subject = &content[..content.len() - word.len()];
        subject.is_empty()
            || words.of(&note::MATERIAL).end_of(subject).is_some() && subject.chars().count() <= MAX_SUBJECT
    })
}

/// True for an instruction: 补充案例 ("add a case"), 插入一张图片 ("insert a picture"), 填写具体数据 ("fill in the
/// data"), 结尾引用一句名言 ("end with a quotation").
fn is_order(words: &Words, content: &str) -> bool {
    let place = words.of(&note::POSITION).start_of(content).map_or(0, str::len);
    let content = content[place..].trim_start_matches(['，', '：', '处', '可']);
    let Some(verb) = words.of(&note::ORDER).start_of(content) else { return false };
    let object = &content[verb.len()..];
    let is_measured = words.of(&note::MEASURE).start_of(object).map_or(0, str::len);
    let noun = &object[is_measured..];
    let ends = |class| words.of(class).end_of(noun).is_some() && noun.chars().count() <= MAX_SUBJECT;
    let is_filling = words.of(&note::FILL).contains(verb);
    place > 0 && is_measured > 0 && !noun.is_empty() && noun.chars().count() <= MAX_SUBJECT
        || words.of(&note::EXAMPLE).contains(noun)
        || is_measured > 0 && (ends(&note::EXAMPLE) || words.of(&note::MATERIAL).contains(noun))
        || is_filling && (ends(&note::MATERIAL) || ends(&note::EXAMPLE))
}
