//! Words that name the thing that a figure in prose measures.

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::relations::told::reader::bare;
use crate::facts::set::bounds::before_limit;
use crate::facts::set::earlier::before_earlier;
use crate::facts::set::figures::{MAX_ITEM, Reader, Subject};
use crate::facts::set::wording::near;
use crate::text::chars::{is_blank, is_longer};

/// Maximum number of characters before a figure that may be only a verb, such as 达到 ("reach"),
/// and then do not name the figure.
const MAX_VERB: usize = 3;
/// Characters of words for each of several things.
const EACH: [char; 2] = ['每', '各'];

impl<'d> Reader<'_, 'd> {
    /// Shortened name of the thing that a figure measures. If a share has no other words than 占
    /// ("make up"), the words for the whole come before it.
    pub(super) fn short_name(&self, subject: Subject<'_>) -> String {
        let name = bare(subject.name, self.words);
        let is_short = name.chars().nth(1).is_none();
        if is_short { (bare(subject.whole, self.words) + &*name).into_owned() } else { name.into_owned() }
    }

    /// Words that name the thing that a figure measures: those before the figure, or those of the
    /// previous figure (`last`) if it has none of its own.
    pub(super) fn subject<'t>(&self, measure: &Measure<'_>, last: &'t str) -> Subject<'t>
    where
        'd: 't,
    {
        let lead = measure.lead(self.text);
        let is_nameless = measure.name.of(self.text).is_empty();
        // 产值120亿元，比上年增长7.2% ("output 12 billion yuan, 7.2 % more than last year")
        let is_change = is_nameless && matches!(measure.role, Role::By(_));
        let is_empty = is_nameless && bare(lead, self.words).chars().nth(MAX_VERB).is_none();
        let is_sum = matches!(measure.role, Role::Value) && bare(lead, self.words).is_empty();
        // 投入11.2亿元，占营业收入的2.9% ("1.12 billion yuan invested, 2.9 % of the sales")
        let is_share = lead.trim_start_matches(is_blank).starts_with('占');
        let earlier = before_earlier(measure, lead);
        let name = match measure.role {
            // 事故由上年的12起减至7起 ("accidents, from 12 in the year before down to 7")
            _ if let Some(before) = earlier => {
                if bare(before, self.words).is_empty() {
                    last
                } else {
                    before
                }
            }
            // 办理件次，同比减少31.7% ("cases handled, 31.7 % fewer than the year before")
            // 捐赠图书、课桌等，合计36万元 ("books, desks and so on given, 360,000 yuan in all")
            _ if (is_change || is_empty || is_sum) && last.is_empty() => self.clause_before(measure),
            _ if is_empty || is_change => last,
            // 营业收入同比增长7.9% ("sales grew by 7.9 % over the year before"): the words for the
            // change do not belong to the name.
            Role::By(_) => measure.name.of(self.text),
            _ => before_limit(lead, self.words).unwrap_or(lead),
        };
        let whole = match () {
            () if is_share => last,
            // 质量奖评出6家，每家奖励50万元 ("6 quality awards given, 500,000 yuan for each")
            () if lead.trim_start_matches(is_blank).starts_with(EACH) => self.clause_before(measure),
            () => "",
        };
        Subject { name, whole }
    }

    /// Words of the clause before that of a figure. Empty if they are too many for a name.
    pub(super) fn clause_before(&self, measure: &Measure<'_>) -> &'d str {
        let start = measure.sentence.start();
        let before = near(self.text, start, measure.start.max(start)).trim_end_matches(is_blank);
        // 落实率（含升学）达到93.6% ("rate of those with work (with those who study on) 93.6 %")
        let bracketed = before.strip_suffix(['）', ')']).and_then(|rest| rest.rfind(['（', '(']));
        let before = match before.strip_suffix(['，', ',']) {
            Some(before) => before,
            None => bracketed.map_or("", |at| &before[..at]),
        };
        let clause = before.rsplit(['，', ',', '；', ';', '：', ':', '。']).next().unwrap_or_default();
        if is_longer(clause, MAX_ITEM) { "" } else { clause }
    }

    /// The subject, or else the words behind the previous figure: 9274户领取租赁补贴，共计3860万元
    /// ("9274 households get subsidies, 38.6 million yuan in all").
    pub(super) fn named_by<'t>(&self, subject: Subject<'t>, last_tail: &'t str) -> Subject<'t> {
        let is_unnamed = bare(subject.name, self.words).chars().nth(1).is_none();
        match is_unnamed && subject.whole.is_empty() && !last_tail.is_empty() {
            true => Subject { name: last_tail, ..subject },
            false => subject,
        }
    }
}
