//! Gaps: places that need content and have none. Either a number was deleted (辖个乡镇, "governs
//! townships"; 达到元, "reached yuan"), or there are blanks in place of a number, a name or a date
//! (工期为　　天, "works take    days"; 第　条, "Article   "; 联系电话：　　；, "telephone:    ;").
//!
//! The words before and after a place decide. A place with another possible reading (同比增长，, "grew
//! over the year before,") counts only in a text that also has a certain gap.

mod around;
mod brackets;
mod cells;
mod damaged;
mod frames;
mod items;
mod labels;
mod lost;
mod open;
mod prepositions;
mod rows;

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::document::marking::MarkingKind;
use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::junctions::{ANYWHERE, Junction, Junctions, Kinds};
use crate::facts::placeholder::blanks::Blank;
use crate::facts::placeholder::gaps::around::Around;
use crate::facts::tables::Table;
use crate::text::chars::{is_blank, is_han};
use crate::text::fold::narrow;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::{Words, gap};

/// Kind of a gap. A rule reports the gaps of one or several kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapKind {
    /// A number deleted before its unit: 完成亿元 ("completed hundred million yuan").
    Number,
    /// A deleted rank: 排名第。 ("ranks no.")
    Rank,
    /// A deleted number of an article or a meeting: 依据第条 ("by article").
    Ordinal,
    /// Deleted numbers of a date: 于年月日签订 ("signed on the day of the month").
    Date,
    /// A deleted rate: 同比增长， ("grew over the year before by,").
    Rate,
    /// A damaged number: 1。24万, 3 2 6万 (ten thousands).
    Broken,
    /// A year without 年 before 月 (month), so that the number of the month is missing: 2026月.
    Month,
    /// Blanks before a unit: 工期为　　天 ("works take    days").
    OpenNumber,
    /// Blanks in an ordinal number: 第　条 ("Article   ").
    OpenOrdinal,
    /// Blanks in a document number: 〔2026〕　号 ("No. … of 2026").
    OpenSerial,
    /// Blanks after a label: 联系电话：　　； ("telephone:    ;").
    OpenLabel,
    /// Blanks before 同志 ("comrade") or 有限公司 ("Co., Ltd."), or brackets in place of a name.
    OpenName,
    /// Brackets in place of the numbers of a date: [ ]年[ ]月[ ]日 (year, month, day).
    OpenDate,
    /// A label with an empty cell beside or below it.
    EmptyLabel,
    /// An empty cell in a row or column of a table whose other cells are filled.
    OpenCell,
    /// An item missing from an enumeration: 二是。 ("the second is."), 、、.
    Item,
    /// A heading without text among siblings that have text.
    Section,
    /// A sentence or a document that ends after words that announce more: 包括。 ("including."), 如下：
    /// ("as follows:").
    Hanging,
    /// Blanks that belong to none of the other kinds, such as those that the file format
    /// underlines.
    Open,
}

/// A place that needs content and has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Span of the blanks, or of the words around the missing content.
    pub span: Span,
    /// Kind of the gap.
    pub kind: GapKind,
}

/// A place that may be a gap. All of them are found first; a doubtful one counts only if the
/// document has other gaps.
#[derive(Clone, Copy, Debug)]
struct GapCandidate {
    gap: Gap,
    /// True if the text can also be read as complete, such as 同比增长， ("grew over the year before,").
    is_doubtful: bool,
}

impl GapCandidate {
    fn certain(kind: GapKind, span: Span) -> Self {
        Self { gap: Gap { span, kind }, is_doubtful: false }
    }

    fn doubtful(kind: GapKind, span: Span) -> Self {
        Self { gap: Gap { span, kind }, is_doubtful: true }
    }
}

impl Facts<'_> {
    /// Gaps of the document, in text order, without overlaps with each other or with masks.
    pub fn gaps(&self) -> &[Gap] {
        self.cells
            .gaps
            .get_or_init(|| find(self.doc, self.blanks(), (self.tables(), self.junctions()), self.words()))
    }
}

/// Finds all gaps, in order. A gap that overlaps one of `masked` is left out, because it was found
/// already.
pub fn find(
    doc: &Document,
    masked: &[Blank],
    (tables, junctions): (&[Table], &Junctions),
    words: &Words,
) -> Vec<Gap> {
    let text = doc.text();
    let mut signs: Vec<GapCandidate> = Vec::new();
    let is_marked_up = matches!(doc.origin().format, Format::Markdown | Format::Html);
    for (block, junctions) in doc.blocks().iter().zip(junctions.blocks()) {
        if block.kind != BlockKind::Contents {
            let around = Around { text, block: *block, words, is_marked_up };
            signs.extend(junctions.iter().filter_map(|junction| at_junction(&around, *junction)));
        }
    }
    signs.extend(underlined(doc));
    signs.extend(
        rows::find(doc, words).into_iter().map(|span| GapCandidate::certain(GapKind::OpenCell, span)),
    );
    signs.extend(cells::find(doc, tables, words));
    signs.extend(
        labels::find(doc, words).into_iter().map(|span| GapCandidate::certain(GapKind::OpenLabel, span)),
    );
    signs.extend(
        items::find(doc, words).into_iter().map(|span| GapCandidate::certain(GapKind::Section, span)),
    );
    signs.extend(
        items::attachments(doc).into_iter().map(|span| GapCandidate::certain(GapKind::OpenLabel, span)),
    );
    signs.extend(items::last(doc, words).map(|span| GapCandidate::certain(GapKind::Hanging, span)));
    let is_deleted = |kind: GapKind| {
        matches!(kind, GapKind::Number | GapKind::Rank | GapKind::Ordinal | GapKind::Date | GapKind::Rate)
    };
    let is_sure = signs.iter().any(|sign| !sign.is_doubtful && is_deleted(sign.gap.kind));
    let twins = twins(doc, &signs);
    signs.retain(|sign| !sign.is_doubtful || is_sure || twins.contains(&sign.gap));
    let mut gaps: Vec<Gap> = signs.into_iter().map(|sign| sign.gap).collect();
    gaps.sort_unstable();
    let mut end = 0;
    let mut masked = masked.iter().peekable();
    gaps.retain(|gap| {
        while masked.next_if(|blank| blank.span.end() <= gap.span.start()).is_some() {}
        let is_free =
            gap.span.start() >= end && masked.peek().is_none_or(|blank| !blank.span.overlaps(gap.span));
        end = if is_free { gap.span.end() } else { end };
        is_free
    });
    gaps
}

/// Finds pairs of doubtful gaps that are near each other in a line and end with the same unit, so
/// that each confirms the other: 男性名，女性名 ("men persons, women persons").
fn twins(doc: &Document, signs: &[GapCandidate]) -> Vec<Gap> {
    /// Maximum number of bytes between the two gaps.
    const NEAR: usize = 30;
    let gaps: Vec<Gap> = signs.iter().filter(|sign| sign.is_doubtful).map(|sign| sign.gap).collect();
    let is_twin = |pair: &&[Gap]| {
        let [one, other] = pair else { return false };
        let (first, second) = (doc.slice(one.span), doc.slice(other.span));
        let is_near = one.span.end() <= other.span.start() && other.span.start() - one.span.end() <= NEAR;
        let is_counted = one.kind == GapKind::Number && other.kind == GapKind::Number && is_near;
        let is_line = doc.block_at(one.span.start()) == doc.block_at(other.span.start());
        is_counted && is_line && first != second && first.chars().next_back() == second.chars().next_back()
    };
    gaps.windows(2).filter(is_twin).flatten().copied().collect()
}

/// Reads the gap at a junction.
fn at_junction(around: &Around<'_>, junction: Junction) -> Option<GapCandidate> {
    let Junction { at, before, .. } = junction;
    let rest = &around.text[at..around.block.span.end()];
    let c = rest.chars().next()?;
    if !is_blank(c) {
        return at_sign(around, junction, c);
    }
    let behind = rest.trim_start_matches(is_blank);
    let run = Span::new(at, at + rest.len() - behind.len());
    (!is_blank(before)).then(|| open::read(around, run)).flatten()
}

/// Reads the gap at a junction that the character `c` follows, by calling the reader for this
/// character.
fn at_sign(around: &Around<'_>, Junction { at, before, kinds }: Junction, c: char) -> Option<GapCandidate> {
    let is_word = || is_han(before);
    let may_lack = || may_lack(around, at, kinds) && !is_numeral(before);
    match c {
        '第' => lost::ordinal(around, at),
        '年' | '月' => lost::date(around, at)
            .or_else(|| (is_word() && may_lack()).then(|| lost::unit(around, at, kinds)).flatten()),
        '%' | '％' | '‰' => {
            let read = || lost::percent(around, at).or_else(|| frames::share(around, at));
            is_word().then(read).flatten()
        }
        '星' => frames::weekday(around, at),
        '.' | '．' | '…' | '～' | '~' => {
            let read = || lost::point(around, at).or_else(|| damaged::headless(around, at));
            is_word().then(read).flatten()
        }
        '，' | '。' | '；' => {
            let other = || frames::fraction(around, at).or_else(|| frames::hanging(around, at));
            lost::rate(around, at).or_else(other).or_else(|| prepositions::stopped(around, at))
        }
        '由' | '于' | '起' | '同' => prepositions::read(around, (at, c), before),
        '、' => is_word().then(|| frames::list(around, at, kinds)).flatten(),
        '：' | ':' => open::salutation(around, at),
        '[' | '［' | '《' | '〈' | '“' => brackets::empty(around, at),
        '号' if matches!(before, '〕' | ']' | '］') => open::serial(around, at),
        _ if narrow(c).is_ascii_digit() => {
            (!narrow(before).is_ascii_digit()).then(|| damaged::read(around, at, before)).flatten()
        }
        _ if before == '、' => frames::listed(around, at),
        _ if matches!(before, '：' | ':') => lost::labelled(around, at),
        _ if is_word() && may_lack() => {
            let counted = || kinds.has(Kinds::COUNTED).then(|| frames::counted(around, at)).flatten();
            lost::unit(around, at, kinds).or_else(|| frames::read(around, at, kinds)).or_else(counted)
        }
        _ => None,
    }
}

/// True if a number may be missing at byte `at`, before a unit or a word for a limit, if the
/// character before it is no numeral.
fn may_lack(around: &Around<'_>, at: usize, kinds: Kinds) -> bool {
    let is_bare = || {
        let rest = &around.text[at..around.block.span.end()];
        around.words.of(&gap::BARE).start_of(rest).is_some()
            || ANYWHERE.iter().any(|unit| rest.starts_with(unit))
    };
    kinds.has(Kinds::UNIT | Kinds::LIMIT) || kinds.has(Kinds::BARE) && is_bare()
}

/// Underlined spans that contain only blanks.
fn underlined(doc: &Document) -> impl Iterator<Item = GapCandidate> {
    let lines = doc.markings().iter().filter(|marking| marking.kind == MarkingKind::Underline);
    lines.filter_map(|marking| {
        let content = doc.slice(marking.span);
        let width: usize = content.chars().map(open::width).sum();
        let is_inside = doc.blocks().get(doc.block_at(marking.span.start()));
        let is_inside = is_inside.is_some_and(|block| block.span.contains(marking.span));
        let is_open = is_inside && width > 1 && content.chars().all(is_blank);
        is_open.then(|| GapCandidate::certain(GapKind::Open, marking.span))
    })
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::facts::junctions::Junctions;
    use crate::facts::tables;
    use crate::readers;
    use crate::words::Words;

    static NONE: Words = Words::new();

    fn gaps(text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        find(&doc, &[], (&tables::find(&doc), &Junctions::find(&doc, &NONE)), &NONE)
            .into_iter()
            .map(|gap| doc.slice(gap.span).to_owned())
            .collect()
    }

    #[test]
    fn finds_what_a_deleted_number_leaves() {
        for (text, found) in [
            ("全年完成投资亿元，", "投资亿元"),
            ("工业税收达到元，", "达到元"),
            ("全镇辖个村。", "辖个"),
            ("全镇下辖个行政村。", "下辖个"),
            ("覆盖率提高个百分点。", "提高个百分点"),
            ("产量约吨，", "约吨"),
            ("综合排名第。", "综合排名第"),
            ("于年月日签约。", "于年月日"),
            ("镇政府距县城公里。", "距县城公里"),
            ("去年月下旬入汛。", "去年月下旬"),
            ("合同为期年。", "为期年"),
            ("全年培训名干部。", "培训名"),
            ("工程于2026年月日开工。", "2026年月日"),
            ("占比达%，", "%"),
            ("现有耕地面积亩，", "面积亩"),
            ("新建厂房万平方米。", "厂房万平方米"),
            ("定于月日开会。", "定于月日"),
            ("同比增长了%。", "%"),
            ("召开第届代表大会。", "第届"),
        ] {
            assert_eq!(gaps(text), [found], "{text}");
        }
    }

    #[test]
    fn words_that_begin_like_units_are_no_gaps() {
        for text in [
            "去年完成亿元以上项目30个。",
            "辖区有亿元村、万元户。",
            "表彰个人和名师，发放户籍证明，完成项目验收。",
            "新增户用光伏，建成家庭农场。",
            "元旦期间，达到条件的均可申请。",
            "填写年月日，出生年月日不得涂改。",
            "两国和平共处，中央组织部印发。",
            "同比增长，环比下降。",
            "产值突破亿元，参与超过万人。",
            "下降两个百分点，涨幅不到半个百分点。",
            "贫困户人均增收，住户人口减少。",
            "今年月均用电减少，2026年月度考核。",
            "有个别人，连续几个冬天，增长率（%）。",
            "科举及第，住进府第。",
            "请看这个，你要哪个。",
            "接待游客人次、旅游花费增长。",
            "年收入近万元，过亿元。",
        ] {
            assert_eq!(gaps(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn finds_neighbours_that_a_number_stands_between() {
        for (text, found) in [
            ("本合同一式份，共三页。", "一式份"),
            ("3月12日时许，", "日时许"),
            ("报名时间：自至，逾期不候。", "自至"),
            ("施工期为5月至月。", "月至月"),
            ("年均增长以上，", "增长以上"),
            ("比重达到百分之，", "百分之"),
            ("是去年同期的倍，", "的倍"),
            ("标准从元提高到元，", "从元提高到元"),
            ("年满周岁，", "年满周岁"),
            ("价款为人民币元整。", "人民币元整"),
            ("金额（大写）：元整，", "大写）：元整"),
            ("收入.8亿元，", ".8"),
            ("问题有：一是。", "一是"),
            ("内容包括。", "包括"),
            ("由工会、、团委承办。", "、、"),
            ("学习了《》，", "《》"),
            ("依照第、第条办理。", "第、第条"),
            ("展期至3月5日至，", "日至"),
            ("联系电话：，", "联系电话："),
            ("第季度，", "第季度"),
            ("会议应到人，", "应到人"),
            ("收到货物后日内付清。", "后日内"),
            ("3月5日（星期）召开。", "星期"),
            ("按合同总额的%支付。", "总额的%"),
            ("质保期为年。", "期为年"),
            ("征收工作由负责，", "由负责"),
            ("大会将于召开，", "将于召开"),
            ("本办法自起施行。", "自起施行"),
            ("授予同志模范称号。", "授予同志"),
            ("新校区位于，占地百亩。", "位于"),
            ("最高气温℃，", "最高气温℃"),
            ("农户户、人，", "农户户、人"),
            ("年月日，双方签约。", "年月日"),
        ] {
            assert_eq!(gaps(text), [found], "{text}");
        }
        for text in [
            "节日时分，灯火通明，无愧于时代。",
            "由个人申请，发放到个人。",
            "人人讲安全、个个会应急。",
            "人人享有自由，由组织部门牵头。",
            "将于开标前三日公告，自发布之日起施行。",
            "授予同志们奖状，企业家、企业家。",
            "处三年以上，增长以上各项。",
            "单位：人民币元，（人民币万元）",
            "主要有引号“”、书名号《》。",
            "从个别到一般。",
        ] {
            assert_eq!(gaps(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn finds_a_heading_with_nothing_under_it() {
        let text =
            "一、加强领导\n各村要负责。\n二、加大宣传\n三、严格督查\n每月通报。\n四、保障经费\n列入预算。\n";
        assert_eq!(gaps(text), ["二、加大宣传"]);
        assert_eq!(gaps("一、签到\n二、讲话\n三、颁奖\n四、合影\n"), Vec::<String>::new());
    }

    #[test]
    fn finds_an_end_that_announces_more() {
        assert_eq!(gaps("现将有关事项通知如下：\n县教育局\n2024年3月5日\n"), ["如下："]);
        assert_eq!(gaps("现通知如下：\n三月五日放假。\n"), Vec::<String>::new());
    }

    #[test]
    fn finds_the_one_empty_cell_of_a_filled_table() {
        let text = "姓名\t笔试\t面试\n张一\t80\t85\n李二\t\t90\n王三\t77\t82\n";
        assert_eq!(gaps(text), ["李二\t\t90"]);
        assert_eq!(gaps(&text.replace("77", "")), Vec::<String>::new());
    }

    #[test]
    fn finds_blanks_where_something_belongs() {
        for (text, found) in [
            ("保修期为   年，", "   "),
            ("押金   元。", "   "),
            ("全村现有    家企业。", "    "),
            ("依照第 条办理。", "第 条"),
            ("召开第　　次会议。", "第　　次"),
            ("（农办〔2026〕　号）", "〔2026〕　号"),
            ("（农办〔2026〕号）", "〔2026〕号"),
            ("项目经理：      ；", "      "),
            ("地址：      电话：010", "      "),
            ("授予      同志荣誉称号", "      "),
            ("并由[    ]负责。", "[    ]"),
            ("应于[ ]年[ ]月[ ]日前交付。", "[ ]年[ ]月[ ]日"),
            ("按照《    》要求，", "《    》"),
            ("任命      为组长。", "      "),
            ("自1日开工，      个工作日内完工。", "      "),
            ("二、　　　　致辞", "　　　　"),
        ] {
            assert_eq!(gaps(text), [found], "{text}");
        }
    }

    #[test]
    fn blanks_for_the_eye_are_no_gaps() {
        for text in [
            "第二章　家庭承包", "张　元、李　明、王　户。", "目　录", "- [ ] 已核对", "[ ]是 [ ]否",
            "副书记　刘大海　张一凡", "主任：  李强",
        ] {
            assert_eq!(gaps(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn finds_numbers_that_are_broken() {
        for (text, found) in
            [("总产量达1。24万吨", "1。24"), ("惠及3 2 6户", "3 2 6"), ("项目2026月完工", "2026月")]
        {
            assert_eq!(gaps(text), [found], "{text}");
        }
        for text in ["共3项。24万人参加", "得分为1。2026年再赛", "3 2 6", "2026年6月", "12月刊"]
        {
            assert_eq!(gaps(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn finds_the_row_that_has_no_name() {
        let text = "序号\t姓名\t单位\n1\t周明\t甲校\n2\t\t乙校\n3\t孙丽\t丙校\n";
        assert_eq!(gaps(text), ["2\t\t乙校"]);
        assert_eq!(gaps("序号\t姓名\t单位\n1\t周明\t甲校\n2\t\t乙校\n3\t\t丙校\n"), Vec::<String>::new());
    }

    #[test]
    fn finds_two_gaps_that_are_alike() {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: "男性名，女性名。".into() }).unwrap();
        assert_eq!(find(&doc, &[], (&tables::find(&doc), &Junctions::find(&doc, &NONE)), &NONE).len(), 2);
    }

    #[test]
    fn finds_labels_that_no_content_can_follow() {
        assert_eq!(gaps("请按时报送。\n联系人及电话："), ["联系人及电话："]);
        assert_eq!(gaps("（一）分享会。邀请三人。\n主讲人：\n地点：\n（二）征文。"), ["主讲人：\n地点："]);
        assert_eq!(gaps("甲方：\n乙方：\n甲乙双方就房屋租赁事宜协商一致，订立本合同。"), ["甲方：\n乙方："]);
        assert_eq!(gaps("附件：1.\n2.\n县教育局"), ["附件：1.\n2."]);
        assert_eq!(gaps("主办单位：\n县教育局\n承办单位：\n县一中"), [""; 0]);
        assert_eq!(
            gaps("出租方：\n承租方：\n双方就房屋租赁一事，经友好协商，达成如下条款，共同遵守。"),
            ["出租方：\n承租方："]
        );
    }

    #[test]
    fn finds_a_label_that_is_empty_among_filled_ones() {
        assert_eq!(gaps("联系人：周明\n联系电话：\n地址：甲路3号\n"), ["联系电话："]);
        for text in [
            "联系人：\n联系电话：\n",
            "主办单位：\n甲局\n",
            "时间：周三\n地点：\n甲会议室\n",
            "联系人：周明\n要求：\n地点：甲\n",
        ] {
            assert_eq!(gaps(text), Vec::<String>::new(), "{text}");
        }
    }
}
