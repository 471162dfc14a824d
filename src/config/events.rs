//! `[[events]]` entries: events that the user defines, such as a founding, each with its names and
//! its days.

use std::collections::BTreeSet;

use jiff::civil::Date as Day;
use toml::Spanned;

use crate::config::file;
use crate::config::mistakes::Mistakes;
use crate::config::place::Placed;
use crate::config::validator::Validator;
use crate::facts::events::Event;
use crate::rule::mistake::Mistake;
use crate::rule::mistake_text::MistakeText;
use crate::words::{Words, calendar, dating};

/// Maximum number of events in a configuration file: every date is compared with each of them.
const MAX_EVENTS: usize = 100;
/// Maximum number of aliases of an event.
const MAX_ALIASES: usize = 10;
/// Number of characters that an event's name may have.
const NAME: std::ops::RangeInclusive<usize> = 2..=30;
/// Years that an event may have.
const YEARS: std::ops::RangeInclusive<i64> = 1..=2200;

/// Validates the events of the configuration file with the number `index`. Mistakes are added to
/// `mistakes`.
pub(super) fn read(
    validator: &Validator<'_>,
    index: usize,
    written: &[file::Event],
    mistakes: &mut Mistakes,
) -> Vec<Placed<Event>> {
    let mut names = BTreeSet::new();
    let mut events = Vec::with_capacity(written.len().min(MAX_EVENTS));
    for event in written {
        let reader = Reader { validator, index, event };
        if events.len() == MAX_EVENTS {
            mistakes.add(reader.mistake(
                &event.name,
                MistakeText::new(format!("events 太多，最多 {MAX_EVENTS} 个")),
                MistakeText::new(format!("too many events; there may be {MAX_EVENTS}")),
            ));
            break;
        }
        events.extend(mistakes.keep(reader.read(&mut names)));
    }
    events
}

/// An event that is being validated, with the data needed for that.
struct Reader<'a> {
    validator: &'a Validator<'a>,
    index: usize,
    event: &'a file::Event,
}

impl Reader<'_> {
    fn read(&self, names: &mut BTreeSet<String>) -> Result<Placed<Event>, Box<Mistake>> {
        let event = self.event;
        if let Some(alias) = event.aliases.get(MAX_ALIASES) {
            return Err(self.mistake(
                alias,
                MistakeText::new(format!("aliases 太多，最多 {MAX_ALIASES} 个")),
                MistakeText::new(format!("too many aliases; there may be {MAX_ALIASES}")),
            ));
        }
        for name in std::iter::once(&event.name).chain(&event.aliases) {
            self.name(name, names)?;
        }
        let (first, last) = self.days()?;
        let known = std::iter::once(&event.name).chain(&event.aliases);
        let names = known.map(|name| name.as_ref().trim().to_owned()).collect();
        let event = Event { names, first, last, is_yearly: event.yearly };
        Ok(Placed::new(self.index, self.event.name.span(), event))
    }

    /// Returns an error for a name that is too short or too long, that another event already has,
    /// or that is built in with a date of its own.
    fn name(&self, written: &Spanned<String>, names: &mut BTreeSet<String>) -> Result<(), Box<Mistake>> {
        let name = written.as_ref().trim();
        if !NAME.contains(&name.chars().count()) || name.contains(char::is_control) {
            let (least, most) = (NAME.start(), NAME.end());
            return Err(self.mistake(
                written,
                MistakeText::new(format!("名称要有 {least} 到 {most} 个字，写在一行里")),
                MistakeText::new(format!("a name has {least} to {most} characters, in one line")),
            ));
        }
        if !names.insert(name.to_owned()) {
            return Err(self.mistake(
                written,
                MistakeText::new(format!("「{name}」写了两次"))
                    .help("同一件事只写一次，别的叫法写在 aliases 里。"),
                MistakeText::new(format!("`{name}` stands twice"))
                    .help("write an event once, with its other names as `aliases`"),
            ));
        }
        let words = Words::new();
        let classes = [&calendar::EVENT, &dating::HAPPENING, &dating::YEARLY_DAY, &dating::FIXED_DAY];
        if let Some(class) = classes.into_iter().find(|class| words.of(class).contains(name)) {
            return Err(self.mistake(
                written,
                MistakeText::new(format!("「{name}」是核稿已经知道的（{}）", class.id))
                    .help("删去它，或者换一个更具体的叫法。"),
                MistakeText::new(format!("`{name}` is known already ({})", class.id))
                    .help("delete it, or use a more particular name"),
            ));
        }
        Ok(())
    }

    /// Returns the first and the last day of the event.
    fn days(&self) -> Result<(Day, Day), Box<Mistake>> {
        let event = self.event;
        match (&event.date, &event.first, &event.last, &event.year) {
            (Some(date), None, None, None) => self.day(date).map(|day| (day, day)),
            (None, Some(first), Some(last), None) => {
                let (from, to) = (self.day(first)?, self.day(last)?);
                if to < from {
                    return Err(self.mistake(
                        last,
                        MistakeText::new(format!("last（{to}）在 first（{from}）前面")),
                        MistakeText::new(format!("`last` ({to}) is before `first` ({from})")),
                    ));
                }
                Ok((from, to))
            }
            (None, None, None, Some(year)) => self.year(year),
            _ => Err(self.mistake(
                &event.name,
                MistakeText::new("没有写清是什么时候".to_owned())
                    .help("写 date（一天）、first 和 last（几天），或者 year（一年），只写其中一种。"),
                MistakeText::new("it is not clear when it was".to_owned())
                    .help("write either `date` (a day), `first` and `last` (several), or `year`"),
            )),
        }
    }

    /// Returns the first and the last day of the year that the event states instead of days.
    fn year(&self, written: &Spanned<i64>) -> Result<(Day, Day), Box<Mistake>> {
        let year = *written.as_ref();
        let days = i16::try_from(year).ok().filter(|_| YEARS.contains(&year));
        let days = days.and_then(|year| Some((Day::new(year, 1, 1).ok()?, Day::new(year, 12, 31).ok()?)));
        days.ok_or_else(|| {
            let (least, most) = (YEARS.start(), YEARS.end());
            self.mistake(
                written,
                MistakeText::new(format!("year 应当在 {least} 到 {most} 之间")),
                MistakeText::new(format!("`year` is between {least} and {most}")),
            )
        })
    }

    fn day(&self, written: &Spanned<toml::Value>) -> Result<Day, Box<Mistake>> {
        let text = match written.as_ref() {
            toml::Value::Datetime(day) => day.to_string(),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        let day = text.parse::<Day>().ok().filter(|day| YEARS.contains(&day.year().into()));
        day.ok_or_else(|| {
            self.mistake(
                written,
                MistakeText::new(format!("「{text}」不是日期"))
                    .help("写成 2026-12-31 这样；只知道年份的，写 year。"),
                MistakeText::new(format!("`{text}` is not a date"))
                    .help("write it as 2026-12-31; if only the year is known, write `year`"),
            )
        })
    }

    fn mistake<T>(&self, at: &Spanned<T>, zh: MistakeText, en: MistakeText) -> Box<Mistake> {
        Placed::new(self.index, at.span(), ()).mistake(self.validator.origins, zh, en)
    }
}
