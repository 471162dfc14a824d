//! Lists of names followed by a list with one word for each name: 甲、乙、丙分别获得一等奖、二等奖、三等奖 ("A, B and C
//! won the first, second and third prize respectively").

use crate::facts::Facts;
use crate::facts::lists::List;
use crate::text::chars::{is_han, is_longer};
use crate::text::span::Span;
use crate::words::count;

/// Maximum number of characters of an item in the list of words, with the verb before the word. A
/// longer item is a clause.
const MAX_WORD: usize = 10;
/// Number of bytes after 分别 ("respectively") that are read.
const MAX_BYTES: usize = 240;

/// The list of names before 分别 ("respectively") and the list after it, with one word for each name.
#[derive(Clone, Debug)]
pub struct Paired {
    /// Names before 分别 ("respectively").
    pub names: List,
    /// Words after 分别 ("respectively"), one for each name. The first item contains the verb.
    pub words: List,
    /// True if the lists fit together: there may be one word for each name, or two, three … words,
    /// the same number for each.
    pub holds: bool,
}

impl Facts<'_> {
    /// Reads the lists on both sides of the 分别 ("respectively") at `word`. `None` if the words
    /// after it are not all of one kind, or if a list may continue.
    pub fn paired(&self, word: Span) -> Option<Paired> {
        let text = self.doc.text();
        let index = self.doc.block_at(word.start());
        let block = self.doc.blocks()[index].span;
        let behind = &text[word.end()..block.end()];
        let near = behind.char_indices().take_while(|(at, _)| *at < MAX_BYTES);
        let (end, _) = near.into_iter().find(|(_, c)| matches!(c, '。' | '，' | '；' | ',' | '：' | '（'))?;
        if !behind[end..].starts_with(['。', '，', '；']) {
            return None;
        }
        let lists = self.lists_in(index);
        let words = lists.within(Span::new(word.end(), word.end() + end));
        let names = lists.before(word.start());
        let kind = words.items.last()?.of(text).chars().next_back().filter(|&c| is_han(c))?;
        let is_alike = words.items.iter().all(|item| {
            let item = item.of(text);
            item.ends_with(kind)
                && !is_longer(item, MAX_WORD)
                && item.chars().all(|c| is_han(c) || matches!(c, '“' | '”' | '《' | '》'))
        });
        let gets = self.words().of(&count::GETS).start_of(words.items[0].of(text)).is_some();
        // 于2009年9月、2015年6月分别 ("in September 2009 and June 2015 respectively"): times are not names.
        let are_times = names.items.iter().any(|item| item.of(text).contains(|c: char| c.is_ascii_digit()));
        let first = *names.items.first()?;
        let goes_on = text[block.start()..first.start()].ends_with(['；', ';', '：', '（']);
        let is_open =
            names.is_open || words.is_open || names.items.iter().any(|item| item.of(text).contains('等'));
        if names.items.len() < 2
            || words.items.len() < 2
            || !is_alike
            || !gets
            || are_times
            || goes_on
            || is_open
        {
            return None;
        }
        let counts = words.counts();
        let is_several = |names: u64| counts.clone().any(|count| count.is_multiple_of(names));
        let holds =
            names.counts().any(is_several) || counts.clone().any(|count| lists.began_earlier(&names, count));
        Some(Paired { names, words, holds })
    }
}
