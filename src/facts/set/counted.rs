//! Words behind a figure that name the counted things, or the thing that has the size.

use crate::facts::set::sums::PROJECT_NOUNS;
use crate::text::chars::is_han;
use crate::text::signs::Signs;

/// Number of characters after a unit that name the counted things: 小型病险水库 in 18座小型病险水库 ("18 small
/// reservoirs at risk").
const MAX_TAIL: usize = 8;
/// Maximum number of characters after a unit that are searched for the name of a project.
const MAX_PROJECT: usize = 24;
/// Characters at which the words about a project go on behind its name: 今 in 今年 ("this year"), 将
/// ("will").
static GOES_ON: Signs = Signs::of("今将已于在正要是");

/// Words behind the unit that ends at byte `end`: 小型病险水库 in 18座小型病险水库, and the whole name of a
/// project in 2.4亿元的东垣客运枢纽项目 ("the Dongyuan coach station for 240 million yuan").
pub(super) fn tail(text: &str, end: usize) -> &str {
    let behind = &text[end..];
    let most = if behind.starts_with('的') { MAX_PROJECT } else { MAX_TAIL };
    let other = behind.char_indices().take(most).find(|(_, c)| !is_han(*c));
    let end = other.or_else(|| behind.char_indices().nth(most)).map_or(behind.len(), |(end, _)| end);
    let clause = &behind[..end];
    if most == MAX_TAIL {
        return clause;
    }
    let nouns = PROJECT_NOUNS.iter().filter_map(|noun| Some(clause.find(noun)? + noun.len()));
    let end = nouns.min().or_else(|| clause.find(|c| GOES_ON.contains(c)));
    &clause[..end.unwrap_or(clause.len())]
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn a_project_is_read_to_the_end_of_its_name() {
        let behind = |text: &str| tail(text, 0).to_owned();
        assert_eq!(behind("小型病险水库除险加固任务"), "小型病险水库除险");
        assert_eq!(behind("小型水库，完工"), "小型水库");
        assert_eq!(behind("的东垣客运枢纽项目今年开工"), "的东垣客运枢纽项目");
        assert_eq!(behind("的东垣客运枢纽今年开工"), "的东垣客运枢纽");
        assert_eq!(behind(""), "");
    }
}
