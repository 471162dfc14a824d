//! Signs of a conversation with an assistant in the form of a text, not in its words: its
//! beginning, its end, and the fields of an order.

use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::leftover::pattern::Heard;
use crate::facts::leftover::reading::Piece;
use crate::facts::leftover::role::Role::{
    self, Answer, Asking, Audience, By, Caveat, Colon, Fields, Length, MadeUp, Make, Me, Model, Myself, Note,
    OfModels, Opening, Opens, Order, Ordered, Pointing, Product, Prompt, Question, Source, Stop, Thinking,
    This,
};
use crate::facts::leftover::units::Form;
use crate::text::phrases::Phrases;
use crate::words::assistant;
use crate::words::rules::leftover::chat::{self, ORDERING};

static ANSWERS: Phrases = Phrases::of(&chat::ANSWERS);
static ASKING: Phrases = Phrases::of(&chat::ASKING);

/// Maximum number of characters of a heading such as 示范文本 ("model text"). In so short a line, the
/// word does not show that the text is made up.
const MAX_HEADING: usize = 6;

/// Adds the roles that follow from the form of a text, such as [`Role::Question`], to `heard`, and
/// removes roles that its form excludes.
pub fn mark(facts: &Facts<'_>, text: &str, pieces: &[Piece], heard: &mut Heard) {
    let words = facts.words();
    let score = &mut heard.score;
    let is_of = |role: Role| move |piece: &&Piece| piece.role == Some(role);
    let is_myself = pieces.iter().filter(is_of(Me)).any(|piece| piece.span.len() > '我'.len_utf8());
    let pointing = words.of(&assistant::DEMONSTRATIVE);
    let names_itself = pieces
        .iter()
        .filter(is_of(Product))
        .any(|piece| pointing.end_of(&text[..piece.span.start()]).is_some());
    let points =
        pieces.iter().filter(is_of(This)).any(|piece| !piece.span.of(text).starts_with(['本', '此', '该']));
    let length =
        || text.match_indices('字').any(|(at, _)| text[..at].ends_with(|c: char| c.is_ascii_digit()));
    let first = pieces.iter().find(|piece| piece.role.is_some());
    let is_at =
        |role, reach| first.is_some_and(|piece| piece.role == Some(role) && piece.span.start() <= reach);
    let asked = if text.starts_with("用户") { "用户：".len() } else { 0 };
    let bare = text.trim_start_matches(['【', '[', '（', '(']);
    let note = || words.of(&assistant::NOTE).start_of(bare).is_some() && text.contains(['：', ':', '】']);
    let caveat = || {
        let word = words.of(&assistant::CAVEAT).start_of(text);
        word.is_some_and(|word| text[word.len()..].starts_with(['：', ':']))
    };
    let is_exam = facts.kind() == Some(DocumentKind::Examination);
    let has_model = score.has(&[Model]);
    let forms = [
        (Myself, is_myself),
        (This, names_itself),
        (Pointing, points),
        (Length, length()),
        (Question, text.ends_with(['？', '?', '吗'])),
        (Colon, text.ends_with(['：', ':'])),
        (Stop, text.ends_with(['：', ':', '。'])),
        (Asking, ASKING.is_in(text)),
        (Audience, words.of(&assistant::AUDIENCE).is_in(text)),
        (By, text.contains('由')),
        (Source, has_model && text.contains("来源")),
        (Answer, ANSWERS.is_in(text)),
        (Caveat, caveat()),
        (Note, note()),
        (Fields, score.has(&[Prompt]) && has_fields(facts, text)),
        (Opens, first.is_some_and(|piece| piece.role == Some(Opening) && piece.span.start() == 0)),
        (Order, is_at(Make, 0) || text.starts_with(ORDERING) && score.has(&[Make])),
        (Ordered, is_at(Prompt, asked) && !is_exam),
    ];
    forms.iter().filter(|(_, is)| *is).for_each(|(role, _)| score.mark(*role));
    // 大模型可以为您写诗 ("a model can write poems for you") is about assistants.
    if has_model && !score.has(&[This]) && heard.unit.form != Form::Bracket {
        score.mark(OfModels);
    }
    // A thought is only recognised at the beginning.
    if !is_at(Thinking, 0) {
        score.clear(Thinking);
    }
    // 示范文本 ("model text") may be a heading.
    if heard.unit.form != Form::Bracket && score.characters() <= MAX_HEADING {
        score.clear(MadeUp);
    }
}

/// True if a text has at least two fields of an order to an assistant: 角色：…任务：…要求：… ("Role: … Task:
/// … Requirements: …").
fn has_fields(facts: &Facts<'_>, text: &str) -> bool {
    let fields = facts.words().of(&assistant::FIELD);
    let colons = text.char_indices().filter(|(_, c)| matches!(c, '：' | ':'));
    colons.filter(|(at, _)| fields.end_of(&text[..*at]).is_some()).count() > 1
}
