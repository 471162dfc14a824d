//! Text that mail and chat programs put around a message: 发自我的iPhone ("Sent from my iPhone"),
//! -----原始邮件----- ("Original message"), 张三 2024/3/5 14:02 (speaker and time), `[图片]` ("picture").

use crate::document::block::BlockKind;
use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::leftover::reading::Language;
use crate::facts::leftover::role::Role;
use crate::facts::leftover::units::{self, ShortLine};
use crate::facts::leftover::{Talk, apart, transcript};
use crate::facts::placeholder::programs::is_quoted;
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::message;

/// Classes of words of which a line must contain one to be tested at all.
pub const TRIGGERS: [&Class; 2] = [&message::SIGN, &message::EMOTICON];

/// Minimum number of fields in the head of a mail, such as 收件人： ("To:").
const FEW_FIELDS: usize = 3;
/// Maximum number of blocks between two fields of a mail's head.
const GAP: usize = 2;
/// Maximum number of bytes of the name before a message of a chat program: “小王”撤回了一条消息 ("'Xiao
/// Wang' withdrew a message"). After a longer text, the words are part of a sentence.
const MAX_SUBJECT: usize = 36;
/// Number of characters of a speaker's name in a chat.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;
/// Maximum number of bytes of a line of a chat with a speaker and a time. A longer line is running
/// text.
const MAX_LINE: usize = 60;

/// Maximum number of characters of a line that names the device or program of the sender:
/// 发自我的iPhone ("Sent from my iPhone").
const MAX_SENDER: usize = 16;

/// Words of a reply to a message: 收到 ("received").
static LANGUAGE: Language = Language::new(&[(Role::Reply, &message::REPLY)]);
/// Number of blocks at the beginning in which the subject of a mail is looked for.
const NAME_LINES: usize = 8;
/// Maximum number of bytes of a reply in a chat. A longer line is running text.
const MAX_REPLY: usize = 90;
/// Minimum share of a line's characters that must be in words of a reply, in percent.
const SHARE: usize = 90;
/// Minimum weight of the words of a reply in a line. Each different word has the weight 1.
const FEW_WORDS: u32 = 2;

/// Finds remains of mails and chats. `found` are occurrences of words of [`TRIGGERS`].
pub fn find(facts: &Facts<'_>, found: &[Span]) -> Vec<Talk> {
    if facts.kind() == Some(DocumentKind::Manual) {
        return Vec::new();
    }
    let text = facts.doc.text();
    let signs = facts.words().of(&message::SIGN);
    let mut talk: Vec<Talk> = Vec::new();
    for word in found {
        let block = units::trimmed(facts, facts.doc.blocks()[facts.doc.block_at(word.start())].span);
        let lead = text[block.start()..word.start()]
            .trim_start_matches(|c: char| is_blank(c) || matches!(c, '-' | '—' | '=' | '*' | '>'));
        if !signs.contains(word.of(text)) {
            // Pages in Markdown and HTML may have such words of their own: [视频] ("[video]"). “[图片]”
            // ("picture") is only mentioned.
            let is_plain = !matches!(facts.doc.origin().format, Format::Markdown | Format::Html)
                && !is_quoted(text, *word);
            if is_plain {
                talk.push(Talk { span: *word, is_certain: false });
            }
        } else if (lead.is_empty() || lead.len() <= MAX_SUBJECT && block.end() == word.end())
            && block.len() <= MAX_LINE * 3
        {
            talk.push(Talk { span: block, is_certain: true });
        }
    }
    talk.extend(heads(facts));
    for ShortLine { kind, span, .. } in facts.short_lines().iter().copied() {
        let line = facts.doc.slice(span);
        let is_of_chat = || is_speaker(facts, line) || is_reply(facts, line) || is_sent_from(facts, line);
        if kind == BlockKind::Paragraph && is_of_chat() {
            talk.push(Talk { span, is_certain: false });
        }
    }
    talk.extend(transcript::find(facts));
    talk.extend(subjects(facts));
    apart(talk)
}

/// Finds the head of a mail, whose fields are in consecutive lines: 发件人：… ("From: …"), 收件人：… ("To:
/// …"), 主题：… ("Subject: …").
fn heads(facts: &Facts<'_>) -> Vec<Talk> {
    let fields = facts.words().of(&message::FIELD);
    let mut run: Vec<(usize, Span, &str)> = Vec::new();
    let mut talk = Vec::new();
    let mut close = |run: &mut Vec<(usize, Span, &str)>| {
        let is_mail =
            run.iter().any(|(_, _, word)| word.starts_with('发') || *word == "From" || *word == "寄件者");
        let has_address = run.iter().any(|(_, span, _)| facts.doc.slice(*span).contains('@'));
        if is_mail && (run.len() >= FEW_FIELDS || has_address) {
            talk.extend(run.iter().map(|(_, span, _)| Talk { span: *span, is_certain: true }));
        }
        run.clear();
    };
    for ShortLine { at, span, .. } in facts.short_lines().iter().copied() {
        let line = facts.doc.slice(span);
        let Some(word) = fields.start_of(line) else { continue };
        if !line[word.len()..].trim_start_matches(is_blank).starts_with(['：', ':']) {
            continue;
        }
        if run.last().is_some_and(|(last, _, _)| last + GAP < at) {
            close(&mut run);
        }
        run.push((at, span, word));
    }
    close(&mut run);
    talk
}

/// Finds the prefix of a mail's subject: Re:, or 转发： ("Fwd:") in the first line.
fn subjects(facts: &Facts<'_>) -> Vec<Talk> {
    let marks = facts.words().of(&message::SUBJECT);
    let mut talk = Vec::new();
    let first = facts.short_lines().iter().copied().take_while(|line| line.at < NAME_LINES);
    for ShortLine { at, span, .. } in first {
        let line = facts.doc.slice(span);
        let (mut rest, mut count, mut is_program) = (line, 0, false);
        while let Some(mark) = marks.start_of(rest) {
            count += 1;
            is_program |= mark.starts_with(|c: char| c.is_ascii());
            rest = rest[mark.len()..].trim_start_matches(is_blank);
        }
        if count == 0 || rest.is_empty() {
            continue;
        }
        // 转发： ("Forward:") may be a word of the document: it is a prefix only before a text.
        let is_first = at == 0 && line.len() <= MAX_LINE * 2 && !line.ends_with('。');
        let is_text = line.contains('稿') || rest.starts_with("关于");
        if is_program || count > 1 || is_first && is_text {
            let span = Span::new(span.start(), span.end() - rest.len());
            talk.push(Talk { span, is_certain: count > 1 });
        }
    }
    talk
}

/// True for a line that is a reply in a chat: 好的，这就改，改完发您 ("all right, I will change it and send it
/// to you"). It begins like a reply, has hardly any other words, and no full stop at its end.
fn is_reply(facts: &Facts<'_>, line: &str) -> bool {
    let words = facts.words();
    if line.len() > MAX_REPLY || words.of(&message::REPLY_HEAD).start_of(line).is_none() {
        return false;
    }
    if line.ends_with(['。', '：', '；', '、']) {
        return false;
    }
    if facts.kind() == Some(DocumentKind::Form) {
        return false;
    }
    let (pieces, score) = LANGUAGE.heard(line, words);
    let telling = pieces.iter().filter(|piece| piece.role.is_some() && piece.characters > 1).count();
    score.share() >= SHARE && score.total() >= FEW_WORDS && telling > 1
}

/// True for the line that a mail program adds after a mail: 来自小米手机 ("from my Xiaomi phone"), 通过钉钉发送
/// ("sent by DingTalk").
fn is_sent_from(facts: &Facts<'_>, line: &str) -> bool {
    let words = facts.words();
    words.of(&message::SENDER).start_of(line).is_some()
        && line.chars().count() <= MAX_SENDER
        && words.of(&message::DEVICE).end_of(line).is_some()
}

/// True for the first line of a chat message, which is only a name, a day and a time: 张三 2024/3/5
/// 14:02 (Zhang San is a name).
fn is_speaker(facts: &Facts<'_>, line: &str) -> bool {
    let surnames = facts.words().of(&message::SURNAME);
    if line.len() > MAX_LINE || surnames.start_of(line).is_none() || !line.contains([':', '：']) {
        return false;
    }
    let name: usize = line.chars().take_while(|c| is_han(*c)).map(char::len_utf8).sum();
    let (name, rest) = line.split_at(name);
    let is_name = NAME.contains(&name.chars().count()) && surnames.start_of(name).is_some();
    let mut rest = rest.trim_matches(is_blank);
    if let Some(day) = facts.words().of(&message::DAY).start_of(rest) {
        rest = &rest[day.len()..];
    } else if !rest.contains(['/', '-', '年', '月']) {
        return false;
    }
    let is_stamp = rest.chars().all(|c| {
        c.is_ascii_digit()
            || is_blank(c)
            || matches!(c, '/' | '-' | ':' | '：' | '年' | '月' | '日' | '上' | '下' | '午')
    });
    is_name && is_stamp && rest.chars().filter(char::is_ascii_digit).count() >= 3
}
