//! Time and place at which a meeting begins, from the first lines and the sentences of a paper,
//! without labels: （2026年3月12日上午9:00，三楼报告厅） ("(12 March 2026, 9:00 a.m., hall on the 3rd floor)")
//! under the title, 上午9时，会议正式开始 ("the meeting began at 9 in the morning"), 今天是星期四 ("today is
//! Thursday").

use rustc_hash::FxHashSet;

use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::date::own_date::OwnDatePlace;
use crate::facts::date::times::TimeMention;
use crate::facts::set::ahead;
use crate::facts::set::date_clauses::without_weekday;
use crate::facts::set::meeting_statement::{MeetingDetail, MeetingStatement};
use crate::facts::set::occasion::{MIN_NAME, Occasion, Reader, day, name_before};
use crate::facts::set::wording::near;
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::set;

/// Maximum number of statements about meetings that are kept per paper, the first ones. Limited,
/// because all pairs of statements are compared.
const MAX_STATEMENTS: usize = 100;
/// Number of blocks at the beginning in which a line may give the day and the place.
const HEAD_BLOCKS: usize = 5;
/// Names of the plenary sitting of a meeting.
const WHOLE: [&str; 3] = ["全体会议", "大会", "第一次全体会议"];
/// Signs and words that may come between an hour and the meeting that begins: 许 ("about") in
/// 上午9时许，会议开始 ("at about 9 the meeting began").
const BETWEEN: [char; 5] = ['，', ',', '许', '整', '在'];
/// Verb for holding a meeting that needs no subject: 9:00开会 ("we meet at 9").
const MEETS: &str = "开会";
/// Words before 印发 ("handed out") at the end of a line: 3月12日全县水利工作会议印发 ("handed out at the
/// county's meeting on water on 12 March").
const HANDED_OUT: &str = "印发";
/// Prefixes of a weekday before its number: 星期 in 星期四 ("Thursday", literally "weekday four").
const WEEKDAYS: [&str; 3] = ["星期", "礼拜", "周"];
/// Number of characters that may precede the date at the start of a news report: 本报讯（记者 江月） ("from
/// our correspondent Jiang Yue").
const MAX_DATELINE: usize = 24;
/// Number of characters after 今天 ("today") that are searched for its weekday.
const MAX_TODAY: usize = 16;

/// Adds statements about the beginning of the meeting, and of other meetings with names, to the
/// statements of the document.
pub(super) fn complete(facts: &Facts<'_>, occasion: Occasion) -> Occasion {
    let Occasion { meeting, mut statements } = occasion;
    let reader = Reader::new(facts, meeting.clone());
    if meeting.is_some() {
        weekdays(&reader, &mut statements);
        in_head(&reader, &mut statements);
        dated(&reader, &mut statements);
        opened(&reader, &mut statements);
        begun(&reader, &mut statements);
        sat(&reader, &mut statements);
    }
    convened(&reader, &mut statements);
    // One place may match twice.
    let mut seen = FxHashSet::default();
    statements.retain(|one| {
        // A range of days is several statements at one place.
        let day = if let MeetingDetail::Day(.., day) = one.detail { day } else { 0 };
        seen.insert((one.span, std::mem::discriminant(&one.detail), day))
    });
    statements.truncate(MAX_STATEMENTS);
    Occasion { meeting, statements }
}

/// Reads a line under the title of a script, also with blanks between its parts:
/// （2026年3月12日上午9:00，县会展中心三楼报告厅） ("(12 March 2026, 9:00 a.m., hall on the 3rd floor of the
/// exhibition centre)").
fn in_head(reader: &Reader<'_, '_>, found: &mut Vec<MeetingStatement>) {
    let facts = reader.facts;
    let places = facts.words().of(&set::PLACE_END);
    for block in facts.doc.blocks().iter().take(HEAD_BLOCKS) {
        let line = block.span.of(reader.text);
        let Some(inside) = line.strip_prefix(['（', '(']) else { continue };
        let start = block.span.end() - inside.len();
        let end = start + inside.trim_end_matches([')', '）']).len();
        let is_dated = facts.dates().iter().any(|date| date.span.start() == start && date.day.is_some());
        if !is_dated || facts.words().of(&set::PASSED).is_in(inside) {
            continue;
        }
        found.extend(reader.times(Span::new(start, end)));
        let is_divider = |c: char| is_blank(c) || matches!(c, '，' | ',' | '；');
        let place = reader.text[start..end].rsplit(is_divider).next().unwrap_or_default();
        if place.len() < end - start && places.end_of(place).is_some() {
            found.extend(reader.place(Span::new(end - place.len(), end)));
        }
    }
}

/// Reads the day under the title of a speech: 在全县水利工作会议上的讲话（2026年3月12日） ("speech at the county's
/// meeting on water (12 March 2026)"). The day on which a text was passed is not the day of the
/// meeting.
fn dated(reader: &Reader<'_, '_>, found: &mut Vec<MeetingStatement>) {
    let facts = reader.facts;
    let head = facts.own_dates().iter().find(|date| date.place == OwnDatePlace::Head);
    let Some(span) = head.and_then(|date| date.span) else { return };
    let is_own = |date: &&DateMention| span.start() <= date.span.start() && date.span.end() <= span.end();
    let Some(date) = facts.dates().iter().find(is_own) else { return };
    let behind = ahead(reader.text, date.span.end());
    let line = &behind[..behind.find(['\n', '）', ')']).unwrap_or(behind.len())];
    if facts.words().of(&set::PASSED).is_in(line) {
        return;
    }
    found.extend(day(date, None));
    let time = facts.times().iter().find(|time| time.span.start() == date.span.end());
    found.extend(time.map(begins));
}

/// Reads hours in the notice of a meeting: 1月22日（星期四）上午9:00召开全体会议 ("plenary meeting on 22 January
/// (Thursday) at 9:00 a.m.").
fn opened(reader: &Reader<'_, '_>, found: &mut Vec<MeetingStatement>) {
    let holds = reader.facts.words().of(&set::HOLD);
    for time in reader.facts.times() {
        let behind = &reader.text[time.span.end()..];
        // 上午9:30　全体会议 ("9:30 a.m., plenary meeting")
        let rest = holds.start_of(behind).map_or(0, str::len);
        let rest = Some(behind[rest..].trim_start_matches(is_blank))
            .filter(|_| rest > 0 || behind.starts_with(is_blank));
        if rest.is_some_and(|rest| WHOLE.iter().any(|word| rest.starts_with(word))) {
            found.push(begins(time));
            found.extend(day_before(reader, time).and_then(|date| day(date, None)));
        }
    }
}

/// Date directly before a time of day, with at most a weekday in brackets between them:
/// 3月12日（星期四）上午9:00 ("12 March (Thursday), 9:00 a.m.").
fn day_before<'f>(reader: &Reader<'f, '_>, time: &TimeMention) -> Option<&'f DateMention> {
    let dates = reader.facts.dates();
    let date = dates[..dates.partition_point(|date| date.span.end() <= time.span.start())].last()?;
    let between = &reader.text[date.span.end()..time.span.start()];
    without_weekday(between).trim_matches(is_blank).is_empty().then_some(date)
}

/// Reads hours of a meeting that is called by a word such as 大会 ("assembly") or 会议 ("meeting"):
/// 大会于3月12日上午8:30开幕 ("the assembly opens on 12 March at 8:30 a.m."), 上午9时，会议正式开始 ("at 9 the
/// meeting began").
fn begun(reader: &Reader<'_, '_>, found: &mut Vec<MeetingStatement>) {
    let [itself, starts, adverbs] =
        [&set::ITSELF, &set::BEGINNING, &set::SOLEMN].map(|class| reader.facts.words().of(class));
    for time in reader.facts.times() {
        let Some(sentence) = reader.facts.sentences().at(time.span.start()) else { continue };
        let before = near(reader.text, sentence.start(), time.span.start());
        let clause = before.rsplit(['，', ',', '；', '。', '：', ':']).next().unwrap_or_default();
        let subject_of =
            |clause: &'_ str| clause.split(['于', '定', '将']).next().unwrap_or_default().trim().to_owned();
        // 会议于3月12日召开，9:00开始 ("the meeting is held on 12 March, and begins at 9"): the verb has the
        // subject of the sentence.
        let subject =
            Some(subject_of(clause)).filter(|own| !own.is_empty()).unwrap_or_else(|| subject_of(before));
        let rest = &reader.text[time.span.end()..sentence.end().max(time.span.end())];
        let rest = rest.trim_start_matches(BETWEEN);
        let is_behind = || {
            let subject = itself.start_of(rest);
            subject.is_some_and(|subject| starts.start_of(&rest[subject.len()..]).is_some())
        };
        // 上午9:00正式开会 ("the meeting begins at 9 a.m."): the verb names the meeting.
        let adverb = adverbs.start_of(rest).map_or(0, str::len);
        let is_verb = || clause.trim().is_empty() && rest[adverb..].starts_with(MEETS);
        if itself.contains(&subject) && starts.start_of(rest).is_some() || is_behind() || is_verb() {
            found.push(begins(time));
        }
    }
}

/// Reads paragraphs that begin with a word for the plenary sitting: （二）大会。3月12日上午9:00在三楼报告厅召开 ("(2)
/// Plenary. Held on 12 March at 9:00 a.m. in the hall on the 3rd floor").
fn sat(reader: &Reader<'_, '_>, found: &mut Vec<MeetingStatement>) {
    for block in reader.facts.doc.blocks() {
        let line = block.span.of(reader.text);
        let name = line.trim_start_matches(|c: char| !is_han(c) || is_numeral(c));
        let rest = WHOLE.iter().find_map(|word| name.strip_prefix(word)?.strip_prefix(['。', '：', ':']));
        let Some(rest) = rest else { continue };
        let start = block.span.end() - rest.len();
        let sentence = &rest[..rest.find('。').unwrap_or(rest.len())];
        found.extend(reader.times(Span::new(start, start + sentence.len())));
        let held = reader.held(sentence);
        let place = held.and_then(|end| Some((sentence[..end].rfind('在')? + '在'.len_utf8(), end)));
        let place = place.map(|(from, end)| Span::new(start + from, start + end));
        found.extend(place.and_then(|place| reader.place(place)));
    }
}

/// Reads times of a meeting with its name: 3月12日上午9:00，全县水利工作会议准时开始 ("on 12 March at 9:00 the
/// county's meeting on water began"), 3月12日，我县召开全县水利工作会议 ("on 12 March our county held its meeting
/// on water").
fn convened(reader: &Reader<'_, '_>, found: &mut Vec<MeetingStatement>) {
    let words = reader.facts.words();
    let [names, starts, holds] = [&set::MEETING, &set::BEGINNING, &set::HOLD].map(|class| words.of(class));
    let mut last = None;
    for date in reader.facts.dates().iter().filter(|date| date.day.is_some()) {
        let Some(sentence) = reader.facts.sentences().at(date.span.start()) else { continue };
        // Only the first date of a sentence, if the news report begins with it.
        if last.replace(sentence) == Some(sentence) {
            continue;
        }
        let lead = &reader.text[sentence.start().min(date.span.start())..date.span.start()];
        let is_far = lead.chars().nth(MAX_DATELINE).is_some();
        let is_last_year = words.of(&set::LAST_YEAR).is_in(lead);
        if is_last_year || is_far && !lead.contains('会') {
            continue;
        }
        let behind = ahead(&reader.text[..sentence.end().max(date.span.end())], date.span.end());
        let verbs = starts.places_in(behind).into_iter().chain(holds.places_in(behind));
        let named = verbs.filter_map(|verb| {
            let before = &behind[..verb];
            // …会议召开 ("the … meeting was held"), …会议在县政府召开 ("was held in the county government")
            let subject = before.rsplit_once('在').map_or(before, |(subject, _)| subject);
            if let Some(before) = [before, subject].into_iter().find(|words| names.end_of(words).is_some()) {
                return Some((verb, name_before(before)));
            }
            // 我县召开全县水利工作会议; but 贯彻3月2日全省会议精神，决定召开 gives the day of the other meeting.
            let word = holds.start_of(&behind[verb..]).filter(|_| !names.is_in(before))?;
            // 全市住房保障、城市更新工作会议 ("the city's meeting on housing and renewal")
            let is_part = |c: char| is_han(c) || c.is_ascii_digit() || c == '、';
            let clause = behind[verb + word.len()..].split(|c| !is_part(c)).next()?;
            let ends = clause.char_indices().map(|(at, c)| at + c.len_utf8());
            let end = ends.filter(|end| names.end_of(&clause[..*end]).is_some()).max()?;
            Some((verb, name_before(&clause[..end])))
        });
        // 全县水利工作会议3月12日召开 ("the county's meeting on water is held on 12 March")
        let called = lead.trim_end_matches(['将', '定', '于', '在']);
        let is_behind = holds.start_of(behind).is_some() && names.end_of(called).is_some();
        let called = is_behind.then(|| (0, name_before(called)));
        let handed_out = behind.find(HANDED_OUT).and_then(|at| {
            let before = &behind[..at];
            let is_name = before.chars().all(|c| is_han(c) || c == '、') && names.end_of(before).is_some();
            is_name.then(|| (at, name_before(before)))
        });
        let Some((verb, meeting)) = called.or(handed_out).or(named.min()) else { continue };
        if meeting.chars().count() >= MIN_NAME {
            let times = reader.times(Span::new(date.span.start(), date.span.end() + verb));
            found.extend(
                times.into_iter().map(|one| MeetingStatement { meeting: Some(meeting.clone()), ..one }),
            );
        }
    }
}

/// Statement that the meeting begins at `time`.
fn begins(time: &TimeMention) -> MeetingStatement {
    MeetingStatement { span: time.span, detail: MeetingDetail::Time(time.minutes()), meeting: None }
}

/// Reads statements about the weekday: 今天是星期四 ("today is Thursday"), 今天是3月12日，周四 ("today is 12
/// March, Thursday").
fn weekdays(reader: &Reader<'_, '_>, found: &mut Vec<MeetingStatement>) {
    for at in reader.facts.places_of("今天") {
        let start = at + "今天".len();
        let behind = ahead(reader.text, start);
        let near = &behind[..behind.char_indices().nth(MAX_TODAY).map_or(behind.len(), |(end, _)| end)];
        let near = near.split(['。', '；', '\n']).next().unwrap_or_default();
        let named = WEEKDAYS.iter().filter_map(|word| Some((near.find(word)?, *word))).min();
        let Some((place, word)) = named else { continue };
        // 今天离周五还有两天 ("from today it is two days to Friday"): only a date may come between.
        let between = near[..place].trim_start_matches(['是', '（', '(', '，', ',']);
        let from = start + place - between.len();
        let is_date = || {
            let date = reader.facts.dates().iter().find(|date| date.span.start() == from);
            date.is_some_and(|date| {
                let rest = &reader.text[date.span.end().min(start + place)..start + place];
                rest.trim_matches(['，', ',', '（', '(', ' ', '\u{3000}']).is_empty()
            })
        };
        if !between.is_empty() && !is_date() {
            continue;
        }
        let Some(sign) = near[place + word.len()..].chars().next() else { continue };
        let number = match sign {
            '日' | '天' => Some(7),
            sign => cardinal(sign.encode_utf8(&mut [0; 4])).filter(|number| (1..7).contains(number)),
        };
        if let Some(number) = number.and_then(|number| i8::try_from(number).ok()) {
            let span = Span::new(start + place, start + place + word.len() + sign.len_utf8());
            found.push(MeetingStatement { span, detail: MeetingDetail::Weekday(number), meeting: None });
        }
    }
}
