//! Names of fields in place of the thing that they name: `昨日，单位名称安排技术人员` ("yesterday, NAME OF UNIT
//! sent technicians"), `尊敬的客户姓名：` ("Dear NAME OF CLIENT:"), `在会议名称上的讲话` ("speech at NAME OF
//! MEETING").

use memchr::memmem;

use crate::document::block::BlockKind;
use crate::facts::kind::DocumentKind;
use crate::facts::placeholder::fields::{Certainty, Field, SearchedBlock};
use crate::text::chars::is_blank;
use crate::text::span::Span;
use crate::words::{Words, dummy, own_place};

/// Maximum number of characters of the clause before the comma after which the name of a field may
/// be the subject: 昨日 in 昨日，单位名称安排 ("yesterday, NAME OF UNIT arranged").
const MAX_TIME: usize = 12;

/// Adds the names of fields that are used as if they were values, such as 单位名称 ("name of unit") in
/// 昨日，单位名称安排 ("yesterday, NAME OF UNIT arranged"). All of them end with 名称 or 姓名 ("name").
pub(super) fn find<'d>(
    text: &'d str,
    words: &'d Words,
    place_at: &dyn Fn(usize) -> SearchedBlock<'d>,
    fields: &mut Vec<Field>,
) {
    use DocumentKind::{Examination, Form, Handbook, Manual, Tender};
    let ends = |word: &'static str| {
        memmem::find_iter(text.as_bytes(), word).map(move |at| at + word.len()).collect::<Vec<_>>()
    };
    for end in ends("名称").into_iter().chain(ends("姓名")) {
        let place = place_at(end - 1);
        let head = &text[place.block.span.start().min(end)..end];
        let tail = &text[end..place.block.span.end().max(end)];
        let is_cell = matches!(place.block.kind, BlockKind::Cell(_));
        let is_for_others =
            || matches!((place.kind)(), Some(Examination | Form | Handbook | Manual | Tender));
        if let Some(name) = named(&place, words, head, tail).filter(|_| !is_cell && !is_for_others()) {
            let span = Span::new(end - name.len(), end);
            fields.push(Field { span, certainty: Certainty::Plain });
        }
    }
}

/// Name of a field at the end of `head` that is used as if it were a value, by the words before it
/// and those in `tail` after it. `None` if there is none, or if the text is about the field itself.
fn named<'w>(place: &SearchedBlock<'_>, words: &'w Words, head: &str, tail: &str) -> Option<&'w str> {
    let of = |class| {
        let name = words.of(class).end_of(head)?;
        Some((name, &head[..head.len() - name.len()]))
    };
    let agent = of(&dummy::NAME).filter(|(_, head)| is_agent(place, head, tail));
    let person = || {
        of(&dummy::PERSON_NAME).filter(|(_, head)| {
            words.of(&dummy::BESTOW).end_of(head).is_some()
                && words.of(&dummy::PERSON_BEHIND).start_of(tail).is_some()
        })
    };
    let event = || {
        of(&dummy::EVENT_NAME).filter(|(_, head)| {
            let behind = words.of(&dummy::EVENT_BEHIND).start_of(tail);
            words.of(&dummy::EVENT_BEFORE).end_of(head).is_some()
                && behind.is_some_and(|word| {
                    word.chars().count() > 1 || !head.ends_with('在') && head.ends_with('了')
                })
        })
    };
    agent.or_else(person).or_else(event).map(|(name, _)| name)
}

/// True if the name acts: as the subject of a report (昨日，单位名称安排技术人员, "yesterday, NAME OF UNIT sent
/// technicians") or after 由 ("by", 由单位名称承办).
fn is_agent(place: &SearchedBlock<'_>, head: &str, tail: &str) -> bool {
    let acts = place.words.of(&dummy::ACTION).start_of(tail).is_some();
    let time = head.trim_end_matches('，');
    let is_time = |clause: &str| {
        place.words.of(&own_place::PERIOD).end_of(time).is_some()
            || clause.contains(|c: char| c.is_ascii_digit())
    };
    let is_subject = || {
        head.trim_start_matches(is_blank).is_empty()
            || head.ends_with('，') && short_clause(time).is_some_and(is_time)
    };
    let is_led =
        head.ends_with('由') && !head.ends_with("自由") && tail.starts_with(['承', '牵', '主', '负']);
    acts && is_subject() || is_led
}

/// Last clause of `text`; `None` if it is longer than [`MAX_TIME`] characters. Only so many
/// characters are read, as this is called for each of a thousand names in a block.
fn short_clause(text: &str) -> Option<&str> {
    let far = text.char_indices().rev().nth(MAX_TIME);
    let near = &text[far.map_or(0, |(at, _)| at)..];
    let clause = near.rsplit(['。', '；', '，']).next()?;
    (far.is_none() || clause.len() < near.len()).then_some(clause)
}
