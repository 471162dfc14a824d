//! When and where the meeting is that a paper is of: 会议时间：…, 地点：…, the date under the title of a speech, and what other papers say
//! of it: 3月12日召开的全县水利工作会议.

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::date::own_date::Place as OwnPlace;
use crate::facts::date::times::Half;
use crate::facts::set::head;
use crate::facts::set::place::Place;
use crate::facts::set::statement::{Statement, What};
use crate::facts::set::wording::near;
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::numeral::cardinal;
use crate::text::span::Span;
use crate::words::{set, time};

/// Longest head of what is said of the meeting: 一、会议时间.
const MAX_HEAD: usize = 12;
/// Shortest name of a meeting by which others mean it, in characters.
const MIN_NAME: usize = 5;
/// Longest name of a meeting, in characters.
const MAX_NAME: usize = 30;
/// Most characters of a value that is a place only if it ends as one.
const MIN_PLACE: usize = 3;
/// Blocks from the top in which a line tells the day and the place.
const HEAD_BLOCKS: usize = 5;
/// Names of the sitting that all take part in.
const WHOLE: [&str; 3] = ["全体会议", "大会", "第一次全体会议"];
/// Statements on meetings that are kept of a paper, the first ones: each is held against each.
const MAX_STATEMENTS: usize = 100;
/// Longest clause that is read for a place, in bytes.
const MAX_CLAUSE: usize = 240;
/// Longest words between a date and 召开的, in characters.
const MAX_BETWEEN: usize = 12;

/// The meeting that a paper is of, and what papers say of meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occasion {
    /// The name of its meeting, from its title.
    pub meeting: Option<String>,
    /// What it says.
    pub statements: Vec<Statement>,
}

/// What the document says of meetings.
pub(super) fn find(facts: &Facts<'_>) -> Occasion {
    let mut reader = Reader { facts, text: facts.doc.text(), meeting: None };
    let meeting = head(facts).find_map(|line| reader.meeting(line));
    reader.meeting.clone_from(&meeting);
    // The times and places in an annex are those of what it lists.
    let is_annex = head(facts).any(|line| facts.words().of(&set::ANNEX_TITLE).is_in(line.of(reader.text)));
    let mut statements = Vec::new();
    if meeting.is_some() {
        if !is_annex {
            reader.labelled(&mut statements);
        }
        reader.called(&mut statements);
        reader.held_here(&mut statements);
        reader.weekdays(&mut statements);
        reader.in_head(&mut statements);
        // 在全县水利工作会议上的讲话（2026年3月12日）
        let head = facts.own_dates().iter().find(|date| date.place == OwnPlace::Head);
        let span = head.and_then(|date| date.span);
        let dates = || facts.dates().iter();
        let date = span.and_then(|span| {
            dates().find(|date| span.start() <= date.span.start() && date.span.end() <= span.end())
        });
        statements.extend(date.and_then(|date| day(date, None)));
        // （2026年3月12日上午9:00，县会展中心三楼报告厅）
        let time =
            date.and_then(|date| facts.times().iter().find(|time| time.span.start() == date.span.end()));
        statements.extend(time.map(|time| {
            let what = What::Time(time.minutes());
            Statement { span: time.span, what, meeting: None }
        }));
        reader.opened(&mut statements);
        reader.begun(&mut statements);
    }
    reader.mentioned(&mut statements);
    reader.named(&mut statements);
    statements.truncate(MAX_STATEMENTS);
    Occasion { meeting, statements }
}

struct Reader<'f, 'd> {
    facts: &'f Facts<'d>,
    text: &'d str,
    /// The name of the meeting that the paper is of.
    meeting: Option<String>,
}

impl Reader<'_, '_> {
    /// The name of the meeting in a title: 在全县水利工作会议上的讲话.
    fn meeting(&self, title: Span) -> Option<String> {
        let text = title.of(self.text);
        let words = self.facts.words().of(&set::MEETING);
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let end = ends.filter(|end| words.end_of(&text[..*end]).is_some()).max()?;
        Some(name_before(&text[..end])).filter(|name| !name.is_empty())
    }

    /// 时间：…, 地点：…, headings 会议时间 with what stands below, and rows of tables that begin with such a word.
    fn labelled(&self, found: &mut Vec<Statement>) {
        let doc = self.facts.doc;
        let blocks = doc.blocks();
        for (at, block) in blocks.iter().enumerate() {
            let line = doc.slice(block.span);
            let next = blocks.get(at + 1);
            let (label, value) = match (block.kind, line.split_once(['：', ':'])) {
                (BlockKind::Cell(cell), _) => match next.map(|next| (next.kind, next.span)) {
                    Some((BlockKind::Cell(other), value))
                        if (other.table, other.row) == (cell.table, cell.row) =>
                    {
                        (line, value)
                    }
                    _ => continue,
                },
                (_, Some((label, value))) => {
                    (label, Span::new(block.span.end() - value.len(), block.span.end()))
                }
                (_, None) => match next {
                    Some(next) => (line, next.span),
                    None => continue,
                },
            };
            if !is_longer(label, MAX_HEAD) {
                // 时　间：
                let label: String = label.chars().filter(|&c| !is_blank(c) && c != '*').collect();
                self.under(&label, value, found);
            }
        }
    }

    /// What stands under a label for the time, the place, or both.
    fn under(&self, label: &str, value: Span, found: &mut Vec<Statement>) {
        let words = self.facts.words();
        let has = |class| words.of(class).end_of(label).is_some_and(|word| is_whole(label, word));
        // 时间：预备会议，1月15日: the day of another one.
        if words.of(&set::OTHER_MEETING).is_in(value.of(self.text)) {
            return;
        }
        let has_both = has(&set::TIME_AND_PLACE);
        if has_both || has(&set::TIME) {
            found.extend(self.times(value));
        }
        if has(&set::PLACE) && self.is_place(value.of(self.text)) {
            found.extend(self.place(value));
        }
    }

    /// 会议定于3月12日上午9:00在县会展中心召开, in the notice of a meeting.
    fn called(&self, found: &mut Vec<Statement>) {
        let leads = self.facts.words().of(&set::CALLED);
        let mut last = None;
        for date in self.facts.dates().iter().filter(|date| date.day.is_some()) {
            let Some(sentence) = self.facts.sentences().at(date.span.start()) else { continue };
            if last.replace(sentence) == Some(sentence) {
                continue;
            }
            let text = sentence.of(self.text);
            let held = self.held(text).filter(|end| date.span.end() <= sentence.start() + end);
            let Some(end) = held else { continue };
            // 集中开工活动定于3月20日在…举行 is another thing than the meeting.
            let lead = leads.iter().filter_map(|lead| text[..end].find(lead)).min();
            let is_of_meeting = lead.is_some_and(|lead| self.is_meeting(&text[..lead]));
            if !is_of_meeting {
                continue;
            }
            let lead = text[..end].rfind('在').filter(|lead| date.span.end() <= sentence.start() + lead);
            let times = lead.unwrap_or(end);
            found.extend(self.times(Span::new(sentence.start(), sentence.start() + times)));
            if let Some(lead) = lead {
                let place = Span::new(sentence.start() + lead + '在'.len_utf8(), sentence.start() + end);
                found.extend(self.place(place));
            }
        }
    }

    /// （2026年3月12日上午9:00，县会展中心三楼报告厅）, a line under the title of a script.
    fn in_head(&self, found: &mut Vec<Statement>) {
        let places = self.facts.words().of(&set::PLACE_END);
        for block in self.facts.doc.blocks().iter().take(HEAD_BLOCKS) {
            let line = block.span.of(self.text);
            let Some(inside) = line.strip_prefix(['（', '(']) else { continue };
            let start = block.span.end() - inside.len();
            let is_dated =
                self.facts.dates().iter().any(|date| date.span.start() == start && date.day.is_some());
            let Some(comma) = inside.find(['，', ',', '；']).filter(|_| is_dated) else { continue };
            found.extend(self.times(Span::new(start, start + comma)));
            let place = inside[comma..].trim_start_matches(['，', ',', '；']);
            if places.end_of(place.trim_end_matches(['）', ')'])).is_some() {
                let end = block.span.end() - inside[comma..].len()
                    + inside[comma..].trim_end_matches(['）', ')']).len();
                found.extend(self.place(Span::new(block.span.end() - place.len(), end)));
            }
        }
    }

    /// 1月22日（星期四）上午9:00召开全体会议, in the notice of a meeting.
    fn opened(&self, found: &mut Vec<Statement>) {
        let holds = self.facts.words().of(&set::HOLD);
        for time in self.facts.times() {
            let behind = &self.text[time.span.end()..];
            let rest = holds.start_of(behind).map(|verb| &behind[verb.len()..]);
            if rest.is_some_and(|rest| WHOLE.iter().any(|word| rest.starts_with(word))) {
                let what = What::Time(time.minutes());
                found.push(Statement { span: time.span, what, meeting: None });
            }
        }
    }

    /// 大会于3月12日上午8:30开幕: the hour of a meeting that is called by its last word.
    fn begun(&self, found: &mut Vec<Statement>) {
        for time in self.facts.times() {
            let Some(sentence) = self.facts.sentences().at(time.span.start()) else { continue };
            let before = near(self.text, sentence.start(), time.span.start());
            let clause = before.rsplit(['，', ',', '；', '。']).next().unwrap_or_default();
            let subject = clause.split(['于', '定']).next().unwrap_or_default();
            let is_meeting = ["大会", "会议", "本次大会", "本次会议"].contains(&subject.trim());
            if is_meeting && self.text[time.span.end()..].starts_with("开幕") {
                let what = What::Time(time.minutes());
                found.push(Statement { span: time.span, what, meeting: None });
            }
        }
    }

    /// 1月22日，全市水务工作会议在水务大厦五楼报告厅召开, in a paper whose own title names no meeting.
    fn named(&self, found: &mut Vec<Statement>) {
        let words = self.facts.words().of(&set::MEETING);
        for (at, lead) in self.text.match_indices('在') {
            let before = &self.text[..at];
            if words.end_of(before).is_none() {
                continue;
            }
            let meeting = name_before(before);
            let behind = &self.text[at + lead.len()..];
            let behind = behind.char_indices().nth(MAX_NAME).map_or(behind, |(end, _)| &behind[..end]);
            let clause = behind.split(['，', ',', '。', '；', ';', '\n']).next().unwrap_or_default();
            let Some(length) = self.held(clause) else { continue };
            if meeting.chars().count() < MIN_NAME
                || self.facts.words().of(&set::PLACE_END).end_of(&clause[..length]).is_none()
            {
                continue;
            }
            let place = self.place(Span::new(at + lead.len(), at + lead.len() + length));
            found.extend(place.map(|place| Statement { meeting: Some(meeting), ..place }));
        }
    }

    /// 今天在县会展中心隆重开幕, 地点在三楼报告厅: the place in running text.
    fn held_here(&self, found: &mut Vec<Statement>) {
        // 主会场设在总院3号楼五楼
        let halls = self.facts.words().of(&set::MAIN_HALL);
        for (at, word) in halls.iter().flat_map(|word| self.text.match_indices(word)) {
            let end = self.text.ceil_char_boundary((at + MAX_CLAUSE).min(self.text.len()));
            let end = self.text[at..end].find('\n').map_or(end, |line| at + line);
            found.extend(self.place(Span::new(at + word.len(), end)));
        }
        let words = self.facts.words().of(&set::PLACE);
        for (at, _) in self.text.match_indices('在') {
            let behind = at + '在'.len_utf8();
            let before = &self.text[..at];
            let end = self.text.ceil_char_boundary((behind + MAX_CLAUSE).min(self.text.len()));
            let rest = &self.text[behind..end];
            let clause = &rest[..rest.find(['，', ',', '。', '；', ';', '\n']).unwrap_or(rest.len())];
            let near =
                before.char_indices().rev().take(MAX_HEAD * 3).last().map_or("", |(near, _)| &before[near..]);
            let near = near.rsplit(['，', ',', '。', '；', ';', '\n']).next().unwrap_or_default();
            // 在总院三号楼，召开集团年度工作会议
            let next = rest[clause.len()..].trim_start_matches(['，', ',']);
            let is_held_next = self.facts.words().of(&set::HOLD).start_of(next).is_some();
            let length = match (words.end_of(before).is_some(), self.held(clause)) {
                (true, _) => clause.len(),
                // 昨天下午在二楼召开了预备会议: another meeting, at another time.
                (false, Some(end)) if near.contains("今天") => end,
                (false, None) if is_held_next && self.is_today(at) => clause.len(),
                // 2月27日，全市教育工作会议在师范学院附属中学报告厅召开
                (false, Some(end)) if self.is_own_meeting(before) => {
                    let sentence = self.facts.sentences().at(at);
                    found.extend(
                        sentence
                            .into_iter()
                            .flat_map(|sentence| self.times(Span::new(sentence.start().min(at), at))),
                    );
                    end
                }
                _ => continue,
            };
            found.extend(self.place(Span::new(behind, behind + length)));
        }
    }

    /// True if a value may be a place: 时间 | 地点 | 主持 is the head of a table.
    fn is_place(&self, value: &str) -> bool {
        let value = value.trim_end_matches(|c: char| is_blank(c) || matches!(c, '。' | '）' | ')'));
        is_longer(value, MIN_PLACE) || self.facts.words().of(&set::PLACE_END).end_of(value).is_some()
    }

    /// True if a clause names nothing else that is held: 集中开工活动.
    fn is_meeting(&self, before: &str) -> bool {
        let clause = before.rsplit(|c: char| !is_han(c)).next().unwrap_or_default();
        self.facts.words().of(&set::EVENT).end_of(clause).is_none()
    }

    /// True if the words at the end name the meeting that the paper is of, in full or by its last words.
    fn is_own_meeting(&self, before: &str) -> bool {
        let Some(meeting) = &self.meeting else { return false };
        let named = name_before(before);
        named.chars().count() >= MIN_NAME && (meeting.ends_with(&named) || named.ends_with(meeting.as_str()))
    }

    /// The start of the first word for holding a meeting: 召开.
    fn held(&self, text: &str) -> Option<usize> {
        self.facts.words().of(&set::HOLD).iter().filter_map(|word| text.find(word)).min()
    }

    /// True if the sentence speaks of today before `at`.
    fn is_today(&self, at: usize) -> bool {
        let sentence = self.facts.sentences().at(at);
        sentence.is_some_and(|sentence| near(self.text, sentence.start(), at).contains("今天"))
    }

    /// The first day and the first time of day.
    fn times(&self, value: Span) -> Vec<Statement> {
        let is_in = |span: Span| value.start() <= span.start() && span.end() <= value.end();
        let (dates, times) = (self.facts.dates(), self.facts.times());
        let date = dates.get(dates.partition_point(|date| date.span.start() < value.start()));
        let date = date.filter(|date| is_in(date.span));
        let time = times.get(times.partition_point(|time| time.span.start() < value.start()));
        let time = time.filter(|time| is_in(time.span));
        let time = match (time, date) {
            (Some(time), _) => Some((time.span, What::Time(time.minutes()))),
            (None, Some(date)) => self.half(date.span.end().min(value.end()), value.end()),
            (None, None) => None,
        };
        let time = time.map(|(span, what)| Statement { span, what, meeting: None });
        date.and_then(|date| day(date, None)).into_iter().chain(time).collect()
    }

    /// The half of the day that is named directly behind a date.
    fn half(&self, at: usize, end: usize) -> Option<(Span, What)> {
        let words = self.facts.words();
        let halves = [(&time::MORNING, Half::Morning), (&time::AFTERNOON, Half::Afternoon)];
        halves.into_iter().find_map(|(class, half)| {
            let word = words.of(class).start_of(&self.text[at..end])?;
            Some((Span::new(at, at + word.len()), What::Half(half)))
        })
    }

    /// 今天是星期四.
    fn weekdays(&self, found: &mut Vec<Statement>) {
        for (at, word) in self.text.match_indices("今天是星期") {
            let behind = at + word.len();
            let Some(sign) = self.text[behind..].chars().next() else { continue };
            let number = match sign {
                '日' | '天' => Some(7),
                _ => cardinal(&self.text[behind..behind + sign.len_utf8()]).filter(|number| *number < 7),
            };
            if let Some(number) = number.and_then(|number| i8::try_from(number).ok()) {
                let span = Span::new(behind - "星期".len(), behind + sign.len_utf8());
                let what = What::Weekday(number);
                found.push(Statement { span, what, meeting: None });
            }
        }
    }

    /// The place up to the first sign, without words before it.
    fn place(&self, value: Span) -> Option<Statement> {
        let text = value.of(self.text);
        let leads = self.facts.words().of(&set::HELD_AT);
        let skipped = text.len() - text.trim_start_matches(is_blank).len();
        let lead = leads.start_of(&text[skipped..]).map_or(0, str::len);
        let start = skipped + lead;
        let length =
            text[start..].find(['，', ',', '；', ';', '。', '（', '(', '\n']).unwrap_or(text.len() - start);
        let place = text[start..start + length].trim_end_matches(is_blank);
        let adverb = self.facts.words().of(&set::SOLEMN).end_of(place).map_or(0, str::len);
        let place = &place[..place.len() - adverb];
        let span = Span::new(value.start() + start, value.start() + start + place.len());
        let what = What::Place(Place::new(place, self.facts.words()));
        // 在澜州召开: a town is no place that others tell.
        let is_place = place.contains(is_han) && is_longer(place, MIN_PLACE);
        is_place.then_some(Statement { span, what, meeting: None })
    }

    /// 3月12日召开的全县水利工作会议.
    fn mentioned(&self, found: &mut Vec<Statement>) {
        let words = self.facts.words().of(&set::MEETING);
        for (at, held) in self.text.match_indices("召开的") {
            let behind = &self.text[at + held.len()..];
            let ends = behind.char_indices().take(MAX_NAME).take_while(|(_, c)| is_han(*c));
            let ends = ends.map(|(at, c)| at + c.len_utf8());
            let end = ends.filter(|end| words.end_of(&behind[..*end]).is_some()).last();
            let dates = self.facts.dates();
            let behind_date = dates.partition_point(|date| date.span.end() <= at);
            let date = dates[..behind_date].last().filter(|date| {
                let between = &self.text[date.span.end()..at];
                !is_longer(between, MAX_BETWEEN) && !between.contains(['，', '。', '；', ',', ';', '\n'])
            });
            let (Some(end), Some(date)) = (end, date) else { continue };
            if behind[..end].chars().count() >= MIN_NAME {
                found.extend(day(date, Some(behind[..end].to_owned())));
            }
        }
    }
}

/// True if a label is a word for a time or a place with nothing before it but a number and 会议.
fn is_whole(label: &str, word: &str) -> bool {
    let before = &label[..label.len() - word.len()];
    before
        .trim_start_matches(|c: char| {
            !is_han(c) || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
        })
        .is_empty()
}

/// The name of a meeting at the end, back to what is no part of it: 关于召开|全县水利工作会议.
fn name_before(text: &str) -> String {
    let han = text.char_indices().rev().take(MAX_NAME).take_while(|(_, c)| is_han(*c)).last();
    let name = han.map_or("", |(start, _)| &text[start..]);
    let cut = ["召开", "举行", "举办", "关于", "在"]
        .iter()
        .filter_map(|word| Some(name.find(word)? + word.len()))
        .max();
    name[cut.unwrap_or(0)..].to_owned()
}

fn day(date: &DateMention, meeting: Option<String>) -> Option<Statement> {
    let what = What::Day(date.known_year(), date.known_month()?, date.known_day()?);
    Some(Statement { span: date.span, what, meeting })
}
