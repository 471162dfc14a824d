//! Names of fields in place of what they name (`昨日，单位名称安排技术人员`, `尊敬的客户姓名：`, `在会议名称上的讲话`), and pairs of which
//! one was to be struck out (`同比增长（下降）  %`, `王芳先生/女士`).

use crate::document::block::BlockKind;
use crate::facts::kind::DocumentKind;
use crate::facts::placeholder::fields::{Certainty, Field, Place};
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::{dummy, own_place, person};

/// Longest clause that a name of a field may begin behind a comma, in characters.
const MAX_TIME: usize = 12;

/// Adds what one block has of both.
pub(super) fn find(place: &Place<'_>, fields: &mut Vec<Field>) {
    use DocumentKind::{Examination, Form, Handbook, Manual, Tender};
    let within = place.within();
    let base = place.block.span.start;
    let mut found: Vec<Span> = Vec::new();
    if matches!(place.block.kind, BlockKind::Cell(_)) {
        return;
    }
    let mut each = |class: &'static Class, is_found: &dyn Fn(&str, &str) -> bool| {
        for word in place.words.of(class).iter() {
            for (at, _) in within.match_indices(word) {
                let end = at + word.len();
                let is_longer =
                    place.words.of(class).start_of(&within[at..]).is_some_and(|long| long.len() > word.len());
                if !is_longer && is_found(&within[..at], &within[end..]) {
                    found.push(Span::new(base + at, base + end));
                }
            }
        }
    };
    if within.contains("名称") || within.contains("姓名") {
        each(&dummy::NAME, &|head, tail| is_agent(place, head, tail));
        each(&dummy::PERSON_NAME, &|head, tail| {
            place.words.of(&dummy::BESTOW).end_of(head).is_some()
                && place.words.of(&dummy::PERSON_BEHIND).start_of(tail).is_some()
        });
        each(&dummy::EVENT_NAME, &|head, tail| {
            let is_led = place.words.of(&dummy::EVENT_BEFORE).end_of(head).is_some();
            let behind = place.words.of(&dummy::EVENT_BEHIND).start_of(tail);
            is_led
                && behind.is_some_and(|word| {
                    word.chars().count() > 1 || !head.ends_with('在') && head.ends_with('了')
                })
        });
    }
    pairs(place, within, &mut found);
    let is_for_others = || matches!((place.kind)(), Some(Examination | Form | Handbook | Manual | Tender));
    if !found.is_empty() && !is_for_others() {
        fields.extend(found.into_iter().map(|span| Field { span, certainty: Certainty::Plain }));
    }
}

/// 昨日，单位名称安排技术人员: subject of a report; 由单位名称承办.
fn is_agent(place: &Place<'_>, head: &str, tail: &str) -> bool {
    let acts = place.words.of(&dummy::ACTION).start_of(tail).is_some();
    let time = head.trim_end_matches('，');
    let clause = time.rsplit(['。', '；', '，']).next().unwrap_or_default();
    let is_subject = head.trim_matches(is_blank).is_empty()
        || head.ends_with('，')
            && clause.chars().count() <= MAX_TIME
            && (place.words.of(&own_place::PERIOD).end_of(time).is_some()
                || clause.contains(|c: char| c.is_ascii_digit()));
    let is_led =
        head.ends_with('由') && !head.ends_with("自由") && tail.starts_with(['承', '牵', '主', '负']);
    acts && is_subject || is_led
}

/// 增长（下降）  %, 增长/下降3.1%, 王芳先生/女士.
fn pairs(place: &Place<'_>, within: &str, found: &mut Vec<Span>) {
    let base = place.block.span.start;
    if within.contains(['（', '/', '／', '(', '或']) && within.contains(['%', '％', '个', '元']) {
        for word in place.words.of(&dummy::RISE).iter() {
            for (at, _) in within.match_indices(word) {
                let rest = &within[at + word.len()..];
                let number = rest.trim_start_matches(is_blank);
                let blank = rest.len() - number.len();
                let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
                let digits = number.len() - unit.len();
                let is_unit = unit.starts_with(['%', '％']) || unit.starts_with("个百分点");
                // 每增长（下降）5%扣1分 sets a measure.
                let head = &within[..at];
                let is_rule =
                    head.ends_with(['每', '若', '或']) || head.ends_with("如果") || unit.contains('扣');
                let has_figures = head.contains(|c: char| c.is_ascii_digit());
                let stops = unit.contains(['。', '，', '；']);
                if is_unit && (blank > 0 || digits > 0) && !is_rule && has_figures && stops {
                    let sign = unit.chars().next().map_or(0, char::len_utf8);
                    let end = base + at + word.len() + blank + digits + sign;
                    found.push(Span::new(base + at, end));
                }
            }
        }
    }
    for pair in place.words.of(&dummy::ADDRESS).iter() {
        for (at, _) in within.match_indices(pair) {
            let name: String = within[..at].chars().rev().take(3).take_while(|c| is_han(*c)).collect();
            let name: String = name.chars().rev().collect();
            // 尊敬的王芳先生/女士: a surname stands two or three characters before.
            let is_name = [2, 3].iter().any(|&length| {
                let skip = name.chars().count().checked_sub(length);
                skip.is_some_and(|skip| {
                    let own: String = name.chars().skip(skip).collect();
                    let start = at - own.len();
                    let is_called = within[..start].is_empty()
                        || within[..start].ends_with("尊敬的")
                        || within[..start].ends_with(is_blank);
                    is_called && place.words.of(&person::SURNAME).start_of(&own).is_some()
                })
            });
            if is_name {
                found.push(Span::new(base + at, base + at + pair.len()));
            }
        }
    }
}
