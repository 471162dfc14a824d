//! Template fields in brackets: `[单位名称]` ("name of unit"), `【写明依据】` ("state the basis"), `{姓名}`
//! ("{name}"), `{{name}}`, `（联系人姓名）` ("(name of contact)"), `[●]`.

use crate::document::OPAQUE;
use crate::facts::kind::DocumentKind;
use crate::facts::placeholder::fields::{
    Certainty, Field, MAX_CHARS, REACH, SearchedBlock, is_camel, is_identifier,
};
use crate::facts::placeholder::notes::is_note;
use crate::facts::tokens::{Token, TokenKind};
use crate::text::chars::{after, before, is_blank, is_han, is_longer};
use crate::text::span::Span;
use crate::words::field;

/// Adds the fields in brackets of one block, such as 【项目名称】 ("name of project").
pub(super) fn find(place: &SearchedBlock<'_>, tokens: &[Token], fields: &mut Vec<Field>) {
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Open) {
        let Some(close) = closing(place.text, &tokens[at..]) else { continue };
        if let Some(certainty) = bracketed(place, token.span(), close) {
            fields.push(Field { span: whole(place.text, token.span().join(close)), certainty });
        }
    }
}

/// The span of a field in braces with the signs around it that belong to it: the outer braces of
/// `{{姓名}}` ("{{name}}"), the `$` of `${x}`.
fn whole(text: &str, span: Span) -> Span {
    let start =
        if text[..span.start()].ends_with(['{', '$', '#', '%']) && text[span.start()..].starts_with('{') {
            span.start() - 1
        } else {
            span.start()
        };
    let end = if text[..span.end()].ends_with('}')
        && text[start..].starts_with("{{")
        && text[span.end()..].starts_with('}')
    {
        span.end() + 1
    } else {
        span.end()
    };
    Span::new(start, end)
}

/// Span of the bracket that closes the first of `tokens`; quotation marks may be between them.
fn closing(text: &str, tokens: &[Token]) -> Option<Span> {
    let sign = |token: &Token| after(text, token.span().start());
    let open = sign(&tokens[0])?;
    let close = match open {
        '[' => ']',
        '［' => '］',
        '【' => '】',
        '{' => '}',
        '〈' => '〉',
        '（' => '）',
        '(' => ')',
        _ => return None,
    };
    let brackets =
        tokens[1..].iter().filter(|token| matches!(token.kind, TokenKind::Open | TokenKind::Close));
    let mut signs = brackets.filter_map(|token| Some((sign(token)?, token.span())));
    let (next, span) = signs.find(|(next, _)| [open, close].contains(next))?;
    (next == close).then_some(span)
}

/// Certainty that the bracket between `open` and `close` is a field; `None` if it is not one.
fn bracketed(place: &SearchedBlock<'_>, open: Span, close: Span) -> Option<Certainty> {
    let content = place.text[open.end()..close.start()].trim_matches(is_blank);
    if content.is_empty() || is_longer(content, MAX_CHARS) || content.contains(OPAQUE) {
        return None;
    }
    let (has_han, signs) = (content.chars().any(is_han), open.join(close));
    match (open.of(place.text), close.of(place.text)) {
        ("{", "}") => braced(place, content, signs),
        ("（", "）") | ("(", ")") => rounded(place, content, signs),
        ("〈", "〉") if is_inside_title(place, open.start()) => None,
        ("[", "]") | ("［", "］") | ("【", "】") if is_bullet(place, content, signs) => {
            Some(Certainty::Plain)
        }
        _ if !has_han || is_note(place.words, content) || content.contains(is_operator) => None,
        // a[甲] is an index, and A[初审] --> B[复审] has labels of nodes.
        ("[", "]") if before(place.text, open.start()).is_some_and(|c| c.is_ascii_alphanumeric()) => None,
        // 〈向前走〉 is a title itself.
        ("〈", "〉") => place.is_name(content).then_some(Certainty::Plain),
        ("[", "]") | ("［", "］") => {
            let is_plain = is_measured_name(place, content, close.end())
                || place.is_named(content) && !is_line_of_labels(place, open.of(place.text), 2);
            Some(if is_plain { Certainty::Plain } else { Certainty::Doubtful })
        }
        ("【", "】") => {
            // 【时间】3月5日 ("[Time] 5 March") and 第三条【目的】 ("Article 3 [Purpose]") are labels; 由【责任单位】牵头
            // ("led by [unit]") is a field.
            let before = before(place.text, open.start()).filter(|_| open.start() > place.block.span.start());
            let is_amid = before.is_some_and(|c| {
                is_han(c) && c != '条' || matches!(c, '《' | '“' | '（' | '(' | '、' | '：')
            });
            let is_plain = place.is_instruction(content)
                || is_numbered_field(place, content)
                || is_amid && is_measured_name(place, content, close.end())
                || is_amid && place.is_named(content) && !is_line_of_labels(place, "【", 4)
                || before == Some('。') && close.end() == place.block.span.end() && place.is_name(content);
            Some(if is_plain { Certainty::Plain } else { Certainty::Doubtful })
        }
        _ => None,
    }
}

/// True if the block begins with a bracket of at most `max` characters followed by words:
/// 【时间】周一【地点】礼堂 ("Time: Monday, place: hall"), [目的]…[方法]… ("Purpose … Method …").
fn is_line_of_labels(place: &SearchedBlock<'_>, open: &str, max: usize) -> bool {
    let Some(first) = place.within().strip_prefix(open) else { return false };
    let close = first.char_indices().take(max + 1).find(|(_, c)| matches!(c, ']' | '］' | '】'));
    close.is_some_and(|(at, c)| {
        let end = place.block.span.start() + open.len() + at + c.len_utf8();
        end < place.block.span.end() && !place.is_measured(end)
    })
}

/// True for an operator of a formula: [基准价÷报价] ("[base price ÷ offer]").
fn is_operator(c: char) -> bool {
    matches!(c, '=' | '÷' | '×' | '+' | '→' | '＝' | '＋')
}

fn is_numbered_field(place: &SearchedBlock<'_>, content: &str) -> bool {
    super::is_numbered(content) && (place.kind)() != Some(DocumentKind::Bulletin)
}

/// True if a unit follows the brackets at byte `end`, so that `content` is the name of a missing
/// number: 合同总额 of `[合同总额]元` ("[contract sum] yuan").
fn is_measured_name(place: &SearchedBlock<'_>, content: &str, end: usize) -> bool {
    content.chars().all(is_han) && content.chars().count() >= 2 && place.is_measured(end)
}

/// Certainty that the content of braces is a field: `{{姓名}}`, `${x}`, `{姓名}` ("{name}"), `{
/// MERGEFIELD 姓名 }`. `None` if it is not one.
fn braced(place: &SearchedBlock<'_>, content: &str, inner: Span) -> Option<Certainty> {
    let text = place.text;
    let signs = whole(text, inner);
    let is_double = signs.start() < inner.start();
    let is_triple = text[..signs.start()].ends_with('{') || text[signs.end()..].starts_with('}');
    let code = content.split_ascii_whitespace().next().unwrap_or_default();
    if place.words.of(&field::CODE).contains(code) && !is_triple {
        return Some(Certainty::Plain);
    }
    let has_han = content.chars().any(is_han);
    // {{ salary|round(2) }}, ${arrears?string("0.00")}
    let is_filtered = content.contains(['|', '?', '.']) && content.is_ascii();
    let signs_of_names = if is_filtered { "_.-# |/:?()\"',$" } else { "_.-# |/：:" };
    let is_name =
        content.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric() || signs_of_names.contains(c))
            && content.chars().any(|c| is_han(c) || c.is_ascii_alphabetic());
    let is_plain = if is_double {
        is_name && !is_triple && place.is_among_prose(signs)
    } else if text[..inner.start()].ends_with('$') && is_filtered {
        is_name && content.starts_with(|c: char| c.is_ascii_alphabetic()) && place.is_among_prose(signs)
    } else if has_han {
        place.is_named(content)
    } else {
        // 宏{name} ("macro {name}") and 集合{a} ("set {a}") are not template fields.
        let behind = after(text, signs.end()).filter(|_| signs.end() < place.block.span.end());
        let head = place.before(signs.start());
        is_identifier(content)
            && place.is_among_prose(signs)
            && (behind.is_some_and(is_han)
                || (head == Some('：') || is_variable(content))
                    && behind.is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | '）' | '：')))
    };
    (is_plain && !place.terms.explain(text, signs)).then_some(Certainty::Plain)
}

/// True for a variable name that is neither a word of a sentence nor a letter of a formula:
/// `customer_name`, `partyA`.
fn is_variable(content: &str) -> bool {
    content.contains('_') || is_camel(content)
}

/// Certainty that round brackets are a field: they contain the name of what is missing: `由（单位名称）承办`
/// ("organised by (name of unit)"). `None` if they do not, or if the document is a form for others.
fn rounded(place: &SearchedBlock<'_>, content: &str, signs: Span) -> Option<Certainty> {
    use DocumentKind::{Examination, Form, Handbook, Judgment, Regulation, Tender};
    let is_for_others =
        || matches!((place.kind)(), Some(Examination | Form | Handbook | Judgment | Regulation | Tender));
    // （各自报姓名） ("(they give their names)") is a stage direction.
    let is_name = place.is_name(content) && place.words.of(&field::STAGED).start_of(content).is_none();
    let is_entry = is_name && place.words.of(&field::ENTRY).end_of(content).is_some();
    // Forms of a tender name the bidder like this.
    if !is_entry || place.words.of(&field::BIDDER).is_in(place.around(signs)) || is_for_others() {
        return None;
    }
    let head = place.head(signs.start());
    let tail = place.tail(signs.end());
    let is_expected = place.words.of(&field::BEFORE).end_of(head).is_some() && !head.ends_with("所在");
    let is_addressed = head.ends_with("尊敬的");
    let is_plain = (is_expected || is_addressed)
        && (place.is_measured(signs.end()) || tail.starts_with(is_han))
        || is_expected && tail.starts_with(['。', '，', '；', '、', '”'])
        || place.is_labelled(signs) && content.chars().count() > 2;
    is_plain.then_some(Certainty::Plain)
}

/// True for a sign with which lawyers mark an open point: `[●]`, `【•】`. False for a box to tick and
/// for the dot of an item.
fn is_bullet(place: &SearchedBlock<'_>, content: &str, signs: Span) -> bool {
    let is_dots = content.chars().all(|c| matches!(c, '●' | '•' | '∙' | '·' | '・'));
    let is_at_head = signs.start() == place.block.span.start() && !place.is_measured(signs.end());
    let is_alone = signs.len() == place.block.span.len();
    let near = place.around(signs);
    let has_boxes = || ["[ ]", "[○]", "【 】", "【○】"].iter().any(|open| near.contains(open));
    is_dots && (!is_at_head || is_alone) && !has_boxes()
}

/// True if byte `at` is inside the title of a text (《…》), where brackets such as 〈…〉 are quotation
/// marks.
fn is_inside_title(place: &SearchedBlock<'_>, at: usize) -> bool {
    let start = place.text.floor_char_boundary(at.saturating_sub(REACH)).max(place.block.span.start());
    let head = &place.text[start..at];
    head.rfind('《') > head.rfind('》')
}
