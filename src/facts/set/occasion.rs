//! Time and place of the meeting that a paper belongs to: 会议时间：… ("time of the meeting: …"), 地点：…
//! ("place: …"), the date under the title of a speech, and mentions in other papers:
//! 3月12日召开的全县水利工作会议 ("the county's meeting on water held on 12 March").

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::date::resolved::Resolved;
use crate::facts::date::times::Half;
use crate::facts::set::meeting_statement::{MeetingDetail, MeetingStatement};
use crate::facts::set::part_starts::part_in;
use crate::facts::set::venue::Venue;
use crate::facts::set::wording::near;
use crate::facts::set::{ahead, head};
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::span::Span;
use crate::words::{set, time};

/// Maximum number of characters of a heading above a statement about the meeting: 一、会议时间 ("1. Time
/// of the meeting"). A longer line is not read as such a heading.
const MAX_HEAD: usize = 12;
/// Maximum number of characters of a word for the meeting itself, such as 本次会议 ("this meeting"),
/// and of one more, which shows that the word is part of a name.
const MAX_ITSELF: usize = 7;
/// Minimum number of characters of a name by which other papers refer to a meeting. A shorter one
/// does not identify the meeting.
pub(super) const MIN_NAME: usize = 5;
/// Maximum number of characters that are read of the name of a meeting.
const MAX_NAME: usize = 30;
/// Number of characters up to which a name is too short to identify a place, and up to which a text
/// after a label must end like a place.
const MIN_PLACE: usize = 3;
const SHORT_PLACE: usize = 5;
/// Maximum number of days that a meeting lasts.
const MAX_DAYS: u32 = 7;
/// Number of bytes of a clause that are searched for a place.
const MAX_CLAUSE: usize = 240;
/// Maximum number of characters between a date and 召开的 ("held"). If they are farther apart, the
/// date is not that of the meeting.
const MAX_BETWEEN: usize = 12;

/// Meeting of a paper, with the paper's statements about meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occasion {
    /// Name of the paper's meeting, from its title.
    pub meeting: Option<String>,
    /// Statements about this and other meetings.
    pub statements: Vec<MeetingStatement>,
}

/// Finds the statements of a document about meetings.
pub(super) fn find(facts: &Facts<'_>) -> Occasion {
    let mut reader = Reader::new(facts, None);
    let meeting = head(facts).find_map(|line| reader.meeting(line));
    reader.meeting.clone_from(&meeting);
    // The times and places in an annex belong to the items that it lists.
    let is_annex = head(facts).any(|line| facts.words().of(&set::ANNEX_TITLE).is_in(line.of(reader.text)));
    let mut statements = Vec::new();
    if meeting.is_some() {
        if !is_annex {
            reader.labelled(&mut statements);
        }
        reader.called(&mut statements);
        reader.held_here(&mut statements);
    }
    reader.mentioned(&mut statements);
    reader.named(&mut statements);
    reader.held_there(&mut statements);
    Occasion { meeting, statements }
}

/// Reader of the statements in a document, which knows the name of the document's meeting.
pub(super) struct Reader<'f, 'd> {
    pub(super) facts: &'f Facts<'d>,
    pub(super) text: &'d str,
    /// Name of the meeting that the paper belongs to.
    meeting: Option<String>,
}

impl<'f, 'd> Reader<'f, 'd> {
    /// Creates a reader for a document of `meeting`.
    pub(super) fn new(facts: &'f Facts<'d>, meeting: Option<String>) -> Self {
        Self { facts, text: facts.doc.text(), meeting }
    }
}

impl Reader<'_, '_> {
    /// Name of the meeting in a title: 全县水利工作会议 ("the county's meeting on water") in 在全县水利工作会议上的讲话
    /// ("speech at the county's meeting on water").
    fn meeting(&self, title: Span) -> Option<String> {
        let text = title.of(self.text);
        let words = self.facts.words().of(&set::MEETING);
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let end = ends.filter(|end| words.end_of(&text[..*end]).is_some()).max()?;
        Some(name_before(&text[..end])).filter(|name| !name.is_empty())
    }

    /// Reads lines 时间：… ("time: …") and 地点：… ("place: …"), headings 会议时间 ("time of the meeting")
    /// with the text below, and rows of tables that begin with such a word.
    fn labelled(&self, found: &mut Vec<MeetingStatement>) {
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

    /// Reads the text `value` under a label for the time, the place, or both.
    fn under(&self, label: &str, value: Span, found: &mut Vec<MeetingStatement>) {
        let words = self.facts.words();
        let has = |class| words.of(class).end_of(label).is_some_and(|word| is_whole(label, word));
        // 时间：预备会议，1月15日 ("time: preparatory meeting, 15 January"): the day of another meeting.
        let first = self.facts.dates().partition_point(|date| date.span.start() < value.start());
        let first = self.facts.dates().get(first).map_or(value.start(), |date| date.span.start());
        // （一）现场观摩。3月11日 ("(1) Visit. 11 March"): the day of a part of the meeting.
        let lead = Span::new(value.start(), first.min(value.end())).of(self.text);
        let is_of_part = part_in(self.facts, lead).is_some();
        if is_of_part || words.of(&set::OTHER_MEETING).is_in(value.of(self.text)) {
            return;
        }
        let has_both = has(&set::TIME_AND_PLACE);
        if has_both || has(&set::TIME) {
            found.extend(self.times(value));
        }
        if has(&set::PLACE) {
            found.extend(self.labelled_place(value));
        }
    }

    /// Reads the announcement in the notice of a meeting: 会议定于3月12日上午9:00在县会展中心召开 ("the meeting
    /// will be held on 12 March at 9:00 in the county's exhibition centre").
    fn called(&self, found: &mut Vec<MeetingStatement>) {
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
            // 集中开工活动定于3月20日在…举行 ("the start of works will be celebrated on 20 March in …") is not
            // about the meeting.
            let lead = leads.iter().filter_map(|lead| text[..end].find(lead)).min();
            let lead = lead.or_else(|| self.itself_at(&text[..end]));
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

    /// Reads sentences about meetings with names: 1月22日，全市水务工作会议在水务大厦五楼报告厅召开 ("on 22 January the
    /// city's meeting on water was held in the hall on the 5th floor"), 我市在水务大厦召开全市水务工作会议 ("our
    /// city held its meeting on water in the Water Building").
    fn named(&self, found: &mut Vec<MeetingStatement>) {
        let words = self.facts.words().of(&set::MEETING);
        let lead = '在'.len_utf8();
        for at in self.facts.places_of("在") {
            let before = &self.text[..at];
            let behind = &self.text[at + lead..];
            let behind = behind.char_indices().nth(MAX_NAME * 2).map_or(behind, |(end, _)| &behind[..end]);
            let clause = clause(behind);
            let Some(length) = self.held(clause) else { continue };
            let meeting = match words.end_of(before) {
                Some(_) => name_before(before),
                None => {
                    let verb =
                        self.facts.words().of(&set::HOLD).start_of(&clause[length..]).map_or(0, str::len);
                    let named = &clause[length + verb..];
                    let ends = named.char_indices().map(|(at, c)| at + c.len_utf8());
                    let Some(end) = ends.filter(|end| words.end_of(&named[..*end]).is_some()).max() else {
                        continue;
                    };
                    name_before(&named[..end])
                }
            };
            if meeting.chars().count() < MIN_NAME
                || self.facts.words().of(&set::PLACE_END).end_of(&clause[..length]).is_none()
            {
                continue;
            }
            let place = self.place(Span::new(at + lead, at + lead + length));
            let sentence = self.facts.sentences().at(at);
            // 去年3月召开 ("held in March last year") is about another year.
            let said = sentence.map_or("", |sentence| near(self.text, sentence.start(), at));
            if self.facts.words().of(&set::LAST_YEAR).is_in(said) {
                continue;
            }
            let times = sentence.map(|sentence| self.times(Span::new(sentence.start().min(at), at)));
            let all = place.into_iter().chain(times.into_iter().flatten());
            found.extend(all.map(|one| MeetingStatement { meeting: Some(meeting.clone()), ..one }));
        }
    }

    /// Reads the place in running text: 今天在县会展中心隆重开幕 ("opens today in the county's exhibition
    /// centre"), 地点在三楼报告厅 ("the place is the hall on the 3rd floor").
    fn held_here(&self, found: &mut Vec<MeetingStatement>) {
        // 主会场设在总院3号楼五楼 ("the main hall is on the 5th floor of building 3")
        let halls = self.facts.words().of(&set::MAIN_HALL);
        // 分会场设在 ("the other halls are in")
        for (at, word) in self.facts.words_in(halls).filter(|(at, _)| !self.text[..*at].ends_with('分')) {
            let end = self.text.ceil_char_boundary((at + MAX_CLAUSE).min(self.text.len()));
            let end = self.text[at..end].find('\n').map_or(end, |line| at + line);
            found.extend(self.place(Span::new(at + word.len(), end)));
        }
        let gathers = self.facts.words().of(&set::GATHERED_AT);
        for (at, word) in self.facts.words_in(gathers) {
            let clause = clause(ahead(self.text, at + word.len()));
            if self.is_today(at) && self.ends_like_a_place(clause) {
                found.extend(self.place(Span::new(at + word.len(), at + word.len() + clause.len())));
            }
        }
        let words = self.facts.words().of(&set::PLACE);
        for at in self.facts.places_of("在") {
            let behind = at + '在'.len_utf8();
            let before = &self.text[..at];
            let end = self.text.ceil_char_boundary((behind + MAX_CLAUSE).min(self.text.len()));
            let rest = &self.text[behind..end];
            let clause = clause(rest);
            let near =
                before.char_indices().rev().take(MAX_HEAD * 3).last().map_or("", |(near, _)| &before[near..]);
            let near = near.rsplit(['，', ',', '。', '；', ';', '\n']).next().unwrap_or_default();
            // 在总院三号楼，召开集团年度工作会议 ("in building 3, the group's yearly meeting was held")
            let next = rest[clause.len()..].trim_start_matches(['，', ',']);
            let is_held_next = self.facts.words().of(&set::HOLD).start_of(next).is_some();
            let length = match (words.end_of(before).is_some(), self.held(clause)) {
                // 1月15日报到，地点在宾馆大堂 ("registration on 15 January in the hotel's lobby")
                (true, _) if self.is_of_part(at) => continue,
                (true, _) => clause.len(),
                // 昨天下午在二楼召开了预备会议 ("yesterday afternoon the preparatory meeting was held on the 2nd
                // floor"): another meeting, at another time.
                (false, Some(end)) if near.contains("今天") => end,
                (false, None) if is_held_next && self.is_today(at) => clause.len(),
                // 2月27日，全市教育工作会议在师范学院附属中学报告厅召开 ("on 27 February the city's meeting on education was
                // held in the hall of the school")
                (false, Some(end)) if self.is_own_meeting(before) || self.is_called_here(near) => {
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

    /// Reads the place that a sentence names before another one about the meeting: 县文化中心大剧院座无虚席。
    /// 全县招商大会在这里举行 ("The grand theatre is packed. The county's meeting … is held here").
    fn held_there(&self, found: &mut Vec<MeetingStatement>) {
        let words = self.facts.words().of(&set::MEETING);
        let places = ["在这里", "在此"].map(|here| self.facts.places_of(here).map(move |at| (at, here)));
        for (at, here) in places.into_iter().flatten() {
            let is_held = self.held(clause(ahead(self.text, at + here.len()))) == Some(0);
            if !is_held || words.end_of(&self.text[..at]).is_none() {
                continue;
            }
            let meeting = name_before(&self.text[..at]);
            let start = self.facts.sentences().at(at).map_or(at, Span::start);
            let lead = near(self.text, 0, start);
            let before = lead.trim_end_matches(['。', '，', '！']);
            let said = before.rsplit(['，', ',', '。', '；', '\n', '！']).next().unwrap_or_default();
            let from = start - lead.len() + before.len() - said.len();
            let ends = said.char_indices().map(|(at, c)| at + c.len_utf8());
            let Some(end) = ends.filter(|end| self.ends_like_a_place(&said[..*end])).max() else { continue };
            let place = self.place(Span::new(from, from + end));
            found.extend(place.map(|one| MeetingStatement { meeting: Some(meeting.clone()), ..one }));
        }
    }

    /// True for words that end like the name of a place.
    fn ends_like_a_place(&self, words: &str) -> bool {
        self.facts.words().of(&set::PLACE_END).end_of(words).is_some()
    }

    /// Offset of 于 after a word for the meeting itself: 会议|于3月12日召开 ("the meeting | is held on 12
    /// March").
    fn itself_at(&self, text: &str) -> Option<usize> {
        let itself = self.facts.words().of(&set::ITSELF);
        let mut places = text.match_indices('于').map(|(at, _)| at);
        places.find(|at| {
            let before = text[..*at].char_indices().rev().take(MAX_ITSELF);
            let start = before.take_while(|(_, c)| is_han(*c)).last();
            start.is_some_and(|(start, _)| itself.contains(&text[start..*at]))
        })
    }

    /// True unless the words before end with the name of another event, such as 集中开工活动 ("start of
    /// works").
    fn is_meeting(&self, before: &str) -> bool {
        let clause = before.rsplit(|c: char| !is_han(c)).next().unwrap_or_default();
        self.facts.words().of(&set::EVENT).end_of(clause).is_none()
    }

    /// True if the last words of `before` name the meeting of the paper, in full or by its last
    /// words.
    fn is_own_meeting(&self, before: &str) -> bool {
        let Some(meeting) = &self.meeting else { return false };
        let named = name_before(before);
        named.chars().count() >= MIN_NAME && (meeting.ends_with(&named) || named.ends_with(meeting.as_str()))
    }

    /// True if a clause of a notice is only a word for the meeting itself: 大会|在三楼报告厅召开 ("the
    /// meeting | is held in the hall on the 3rd floor").
    fn is_called_here(&self, clause: &str) -> bool {
        let is_notice = || head(self.facts).any(|line| line.of(self.text).contains("通知"));
        // 会议拟在 ("the meeting will be held in")
        let itself = clause.trim_end_matches(['拟', '将', '定', '于']);
        self.facts.words().of(&set::ITSELF).contains(itself) && is_notice()
    }

    /// Offset of the first word for holding a meeting: 召开 ("held").
    pub(super) fn held(&self, text: &str) -> Option<usize> {
        self.facts.words().of(&set::HOLD).iter().filter_map(|word| text.find(word)).min()
    }

    /// True if the sentence names a part of the meeting before byte `at`, such as registration.
    fn is_of_part(&self, at: usize) -> bool {
        let before =
            self.facts.sentences().at(at).map_or("", |sentence| near(self.text, sentence.start(), at));
        part_in(self.facts, before).is_some()
    }

    /// True if the sentence contains 今天 ("today") before byte `at`.
    fn is_today(&self, at: usize) -> bool {
        let sentence = self.facts.sentences().at(at);
        sentence.is_some_and(|sentence| near(self.text, sentence.start(), at).contains("今天"))
    }

    /// First day and first time of day in `value`.
    pub(super) fn times(&self, value: Span) -> Vec<MeetingStatement> {
        let is_in = |span: Span| value.start() <= span.start() && span.end() <= value.end();
        let (dates, times) = (self.facts.dates(), self.facts.times());
        let date = dates.get(dates.partition_point(|date| date.span.start() < value.start()));
        let date = date.filter(|date| is_in(date.span));
        let time = times.get(times.partition_point(|time| time.span.start() < value.start()));
        let time = time.filter(|time| is_in(time.span));
        let time = match (time, date) {
            (Some(time), _) => Some((time.span, MeetingDetail::Time(time.minutes()))),
            (None, Some(date)) => self.half(date.span.end().min(value.end()), value.end()),
            (None, None) => None,
        };
        let time = time.map(|(span, detail)| MeetingStatement { span, detail, meeting: None });
        let days = date.into_iter().flat_map(|date| self.days(date));
        days.chain(time).collect()
    }

    /// The day `date`, and the days after it if a range begins with it: 3月12日至13日 ("12 to 13
    /// March").
    fn days(&self, date: &DateMention) -> Vec<MeetingStatement> {
        let ranges = self.facts.date_ranges();
        let range = ranges.get(ranges.partition_point(|range| range.span.start() < date.span.start()));
        let month = |date: Resolved| date.month.map(|month| month.value);
        let range = range
            .filter(|range| range.first.span == date.span && month(range.first) == month(range.last))
            .and_then(|range| Some(range.first.day?..=range.last.day?.min(range.first.day? + MAX_DAYS)));
        let Some(one) = day(date, None) else { return Vec::new() };
        let MeetingDetail::Day(year, month, number) = one.detail else { return vec![one] };
        let days = range.unwrap_or(number..=number);
        let other = |number| MeetingDetail::Day(year, month, number);
        days.map(|number| MeetingStatement { detail: other(number), ..one.clone() }).collect()
    }

    /// Half of the day named directly after a date.
    fn half(&self, at: usize, end: usize) -> Option<(Span, MeetingDetail)> {
        let words = self.facts.words();
        let halves = [(&time::MORNING, Half::Morning), (&time::AFTERNOON, Half::Afternoon)];
        halves.into_iter().find_map(|(class, half)| {
            let word = words.of(class).start_of(&self.text[at..end])?;
            Some((Span::new(at, at + word.len()), MeetingDetail::Half(half)))
        })
    }

    /// Venue at the start of `value`, up to the first sign, without its lead-in. `None` for a short
    /// name, such as a town in 在澜州召开 ("held in Lanzhou"): it is too general to compare.
    pub(super) fn place(&self, value: Span) -> Option<MeetingStatement> {
        self.any_place(value).filter(|place| is_longer(place.span.of(self.text), MIN_PLACE))
    }

    /// Venue in the text after a label. A short text must end like a place and name it: 大礼堂 ("main
    /// hall"), but neither 本校 ("our school") nor 主持 ("host") in the head of a table.
    fn labelled_place(&self, value: Span) -> Option<MeetingStatement> {
        let ends = self.facts.words().of(&set::PLACE_END);
        self.any_place(value).filter(|place| {
            let name = place.span.of(self.text);
            let is_named = || !name.starts_with(['本', '我', '各', '另']) && ends.end_of(name).is_some();
            is_longer(name, SHORT_PLACE) || is_named()
        })
    }

    /// Venue at the start of `value`, even if its name is too general to be compared.
    fn any_place(&self, value: Span) -> Option<MeetingStatement> {
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
        let detail = MeetingDetail::Venue(Venue::new(place, self.facts.words()));
        place.contains(is_han).then_some(MeetingStatement { span, detail, meeting: None })
    }

    /// Reads mentions of meetings with their date: 3月12日召开的全县水利工作会议 ("the county's meeting on water
    /// held on 12 March").
    fn mentioned(&self, found: &mut Vec<MeetingStatement>) {
        let words = self.facts.words().of(&set::MEETING);
        for at in self.facts.places_of("召开的") {
            let behind = &self.text[at + "召开的".len()..];
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

/// Words up to the first sign that ends a clause.
fn clause(text: &str) -> &str {
    text.split(['，', ',', '。', '；', ';', '\n']).next().unwrap_or_default()
}

/// True if a label is the word `word` for a time or a place, preceded at most by a number and 会议
/// ("meeting").
fn is_whole(label: &str, word: &str) -> bool {
    let before = &label[..label.len() - word.len()];
    before
        .trim_start_matches(|c: char| {
            !is_han(c) || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
        })
        .is_empty()
}

/// Name of a meeting at the end of a text: 全县水利工作会议 in 关于召开|全县水利工作会议 ("about the holding of the
/// county's meeting on water").
pub(super) fn name_before(text: &str) -> String {
    // 集团2025年工作会议 ("the group's yearly meeting 2025")
    let is_part = |c: &(usize, char)| is_han(c.1) || c.1.is_ascii_digit();
    let han = text.char_indices().rev().take(MAX_NAME).take_while(is_part).last();
    let name = han.map_or("", |(start, _)| &text[start..]);
    let cut = ["召开", "举行", "举办", "关于", "在"]
        .iter()
        .filter_map(|word| Some(name.find(word)? + word.len()))
        .max();
    name[cut.unwrap_or(0)..].to_owned()
}

/// Statement about the day of a meeting.
pub(super) fn day(date: &DateMention, meeting: Option<String>) -> Option<MeetingStatement> {
    let detail = MeetingDetail::Day(date.known_year(), date.known_month()?, date.known_day()?);
    Some(MeetingStatement { span: date.span, detail, meeting })
}
