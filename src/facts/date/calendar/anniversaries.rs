//! Events whose anniversaries are celebrated: 新中国成立 ("founding of New China") in 1949.

use crate::words::{Words, calendar};

/// An event, with the words for it before N周年 ("Nth anniversary").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event<'w> {
    /// Words for the event: `新中国成立` ("founding of New China").
    pub words: &'w str,
    /// The year of the event.
    pub year: u32,
}

/// Event whose words `text` ends with.
pub fn event_before<'w>(text: &str, words: &'w Words) -> Option<Event<'w>> {
    let events = words.of(&calendar::EVENT);
    let words = events.end_of(text)?;
    Some(Event { words, year: events.value(words)? })
}

#[cfg(test)]
mod tests {
    use super::event_before;
    use crate::words::{Words, calendar};

    #[test]
    fn knows_the_year_of_an_event() {
        let mut words = Words::new();
        words.add(&calendar::EVENT, ["建县".to_owned()]);
        let event = |text| event_before(text, &words).map(|event| (event.words, event.year));
        assert_eq!(event("庆祝新中国成立"), Some(("新中国成立", 1949)));
        assert_eq!(event("中国共产党成立"), Some(("中国共产党成立", 1921)));
        assert_eq!(event("庆祝建县"), None);
    }

    #[test]
    fn every_event_has_a_year() {
        let words = Words::new();
        let events = words.of(&calendar::EVENT);
        assert!(events.iter().all(|event| events.value(event).is_some_and(|year| year > 1800)));
    }
}
