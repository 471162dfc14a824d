//! Days of the lunar calendar as written: `正月初一` (1st day of the 1st month, New Year), `农历五月初五`
//! (5th of the 5th), `腊月廿三` (23rd of the 12th), `闰六月十五` (15th of the leap 6th month).

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::date::calendar::lunar::LunarDay;
use crate::facts::tokens::{Token, TokenKind, Tokens};
use crate::text::chars::after;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::{Words, calendar};

/// A day of the lunar calendar in the text. The year is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarMention {
    /// Span from the name of the calendar (农历), if there is one, to the last numeral.
    pub span: Span,
    /// The day. It may be one that no month has: 正月三十一 (day 31).
    pub day: LunarDay,
}

impl Facts<'_> {
    /// Days of the lunar calendar in the document: 农历八月十五 ("15th of the 8th lunar month").
    pub fn lunar_days(&self) -> &[LunarMention] {
        self.cells.lunar_days.get_or_init(|| find(self.doc, self.tokens(), self.words()))
    }
}

/// Finds all lunar days, in text order. 八月十五 alone is left out, as it may be 15 August.
pub fn find(doc: &Document, tokens: &Tokens, words: &Words) -> Vec<LunarMention> {
    let text = doc.text();
    tokens
        .numbers()
        .filter(|token| token.kind == TokenKind::Numeral)
        .filter_map(|&token| mention(text, token, words))
        .collect()
}

fn mention(text: &str, day: Token, words: &Words) -> Option<LunarMention> {
    let day = day.span();
    let lead = &text[..day.start()];
    let (lead, is_early) = lead.strip_suffix('初').map_or((lead, false), |lead| (lead, true));
    let (start, month) = month_before(text, lead, words)?;
    if matches!(
        after(text, day.end()),
        Some('日' | '号' | '个' | '天' | '年' | '月' | '周' | '时' | '点' | '多')
    ) {
        return None;
    }
    let written = day.of(text);
    let value = match written.strip_prefix('廿') {
        Some("") => 20,
        Some(ones) => 20 + cardinal(ones).filter(|ones| *ones < 10)?,
        None => cardinal(written)?,
    };
    let lead = &text[..start];
    let (lead, is_leap) = lead.strip_suffix('闰').map_or((lead, false), |lead| (lead, true));
    let calendar = words.of(&calendar::LUNAR).end_of(lead);
    let is_named = words.of(&calendar::LUNAR_MONTH).start_of(&text[start..]).is_some();
    let is_lunar = calendar.is_some() || is_leap || is_early || is_named || written.starts_with('廿');
    let day_of = u8::try_from(value).ok().filter(|&day| day > 0 && (!is_early || day <= 10))?;
    let start = lead.len() - calendar.map_or(0, str::len);
    is_lunar.then(|| LunarMention {
        span: Span::new(start, day.end()),
        day: LunarDay { month, is_leap, day: day_of },
    })
}

/// Month that ends at the end of `lead`, and the position of its first byte.
fn month_before(text: &str, lead: &str, words: &Words) -> Option<(usize, u8)> {
    let named = words.of(&calendar::LUNAR_MONTH);
    if let Some(name) = named.end_of(lead) {
        return Some((lead.len() - name.len(), u8::try_from(named.value(name)?).ok()?));
    }
    let lead = lead.strip_suffix('月')?;
    let numeral: usize = lead.chars().rev().take(3).take_while(|&c| is_numeral(c)).map(char::len_utf8).sum();
    let start = lead.len() - numeral;
    let month = cardinal(&text[start..lead.len()]).and_then(|month| u8::try_from(month).ok())?;
    (1..=12).contains(&month).then_some((start, month))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::Words;

    fn days(text: &str) -> Vec<(String, u8, bool, u8)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let found = find(&doc, &Tokens::lex(&doc), &Words::new());
        found
            .into_iter()
            .map(|found| {
                (doc.slice(found.span).to_owned(), found.day.month, found.day.is_leap, found.day.day)
            })
            .collect()
    }

    #[test]
    fn reads_lunar_days_in_every_form() {
        for (text, month, is_leap, day) in [
            ("正月初一", 1, false, 1),
            ("农历五月初五", 5, false, 5),
            ("腊月廿三", 12, false, 23),
            ("闰六月十五", 6, true, 15),
            ("阴历十二月三十", 12, false, 30),
            ("冬月十九", 11, false, 19),
        ] {
            assert_eq!(days(&format!("定在{text}，大家参加"))[..], [(text.to_owned(), month, is_leap, day)]);
        }
    }

    #[test]
    fn passes_over_days_of_the_common_calendar() {
        for text in ["三月二十日", "八月十五", "十二月初", "正月里", "三月十五号", "二月二十多天"]
        {
            assert!(days(text).is_empty(), "{text}: {:?}", days(text));
        }
    }
}
