//! Numbers of the points of a speech, and the numbers of points that other papers state for it:
//! 讲话从四个方面 ("the speech, from four sides"). Also numbers of honoured persons and offices, speakers,
//! groups and projects.

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::count::counts::Count;
use crate::facts::set::group_rooms::GroupRoom;
use crate::facts::set::persons::name_at;
use crate::facts::set::point_lists::{PointList, Tense};
use crate::facts::set::stated_count::StatedCount;
use crate::facts::set::{ahead, head, point_lists, projects, visits, wording};
use crate::text::chars::is_han;
use crate::words::{Words, set};

/// Maximum number of characters of a sentence about a speech in another paper. A longer one is not
/// read.
const MAX_SENTENCE: usize = 120;
/// Maximum number of characters between a number and the noun of an honour. If they are farther
/// apart, they do not belong together.
const MAX_NOUN: usize = 6;

/// Words before the number of a speech's points: 讲了 ("spoke about").
const SPOKEN: [&str; 3] = ["讲了", "会上强调了", "会上提出了"];
/// The word for a speech.
const SPEECH: &str = "讲话";
/// Words at the beginning of a clause that lists points before their number: 围绕 ("around").
const LISTING: [&str; 4] = ["围绕", "聚焦", "从", "就"];
/// Maximum number of characters of the name of a person before a number of points.
const MAX_PERSON: usize = 3;
/// Nouns of the points of a speech or report: tasks, work, demands, opinions, measures.
const POINTS: [&str; 5] = ["任务", "工作", "要求", "意见", "举措"];

/// Nouns of the points that sum up what was learnt: lessons, experience, insights. They need no
/// other word before them.
const LESSONS: [&str; 3] = ["体会", "经验", "启示"];

/// Minimum number of characters of the name that a paper gives to its points, with the noun: 重点任务
/// ("key tasks").
const MIN_CALLED: usize = 3;
/// Maximum number of characters of the name that a paper gives to its points.
const MAX_CALLED: usize = 6;
/// Maximum number of bytes between a number and 发言 ("speak"). If they are farther apart, the number
/// is not that of the speakers: 5家单位交流发言 ("5 units speak").
const MAX_SPEAKERS: usize = 30;
/// Noun under which the numbers of groups of a meeting are compared ("discussion group").
const GROUPS: &str = "讨论组";
/// Word for the branch venues of a meeting, halls at other places.
const HALLS: &str = "分会场";
/// Maximum number of characters between the number of branch venues and the word for them.
const MAX_HALLS: usize = 10;
/// Kinds of the honoured: persons, groups.
const KINDS: [&str; 2] = ["个人", "集体"];

/// Number of characters before a number that are searched for its year.
const MAX_YEAR: usize = 14;
/// Maximum number of bytes from the opening to the closing quotation mark of the title of an
/// honour.
const MAX_TITLE: usize = 600;
/// Maximum number of bytes of a list of names before 等 ("etc.") and the number of honoured persons.
/// Of a longer one, only the end is read.
const MAX_LEAD: usize = 3000;

/// Numbers that can be compared between papers: of the points of a speech or report, of honoured
/// persons, of speakers, groups and projects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperCounts {
    /// Noun by which other papers refer to this one: 讲话 ("speech"), 工作报告 ("work report"). Empty if
    /// its title has no such noun.
    pub called: String,
    /// Lists of points under the headings of this paper. The first level comes first.
    pub points: Vec<PointList>,
    /// Numbers of points that this paper states for other papers: 讲话从四个方面 ("the speech, from four
    /// sides"), 报告提出的六项任务 ("the six tasks of the report").
    pub of_others: Vec<StatedCount>,
    /// Numbers of points that this paper announces for itself: 抓好七项重点任务 ("do seven key tasks
    /// well").
    pub announced: Vec<StatedCount>,
    /// Numbers of honoured persons and offices (24名先进个人, "24 honoured persons"), of speakers, of
    /// groups and branch venues, and of listed projects.
    pub honours: Vec<StatedCount>,
}

/// Reads all numbers that can be compared with other papers: counts the points of this paper, and
/// collects the numbers that its text states. `groups` are the groups of the meeting with rooms, of
/// which the highest number is the number of groups.
pub(super) fn find(facts: &Facts<'_>, groups: &[GroupRoom]) -> PaperCounts {
    let text = facts.doc.text();
    let names = facts.words().of(&set::REPORT);
    let called = head(facts).find_map(|line| names.end_of(line.of(text))).unwrap_or_default().to_owned();
    let (of_others, announced) = stated_points(facts);
    let mut honours = honours(facts);
    honours.extend(facts.counts().iter().filter_map(|count| speakers(facts, count)));
    honours.extend(projects::find(facts));
    honours.extend(facts.counts().iter().filter_map(|count| divided(facts, count)));
    honours.extend(visits::find(facts));
    honours.extend(groups.iter().max_by_key(|group| group.group.0).map(|last| StatedCount {
        span: last.label,
        number: last.group.0,
        noun: GROUPS.to_owned(),
        points: String::new(),
        tense: None,
    }));
    PaperCounts { called, points: point_lists::find(facts), of_others, announced, honours }
}

/// Finds numbers of points in sentences about a paper: 讲话…从四个方面… ("the speech … from four sides
/// …"), 报告提出的六项任务 ("the six tasks of the report"). Returns two lists: the numbers for other papers,
/// and those for this paper.
fn stated_points(facts: &Facts<'_>) -> (Vec<StatedCount>, Vec<StatedCount>) {
    let text = facts.doc.text();
    let classifiers = facts.words().of(&set::POINTS);
    let (mut of_others, mut announced) = (Vec::new(), Vec::new());
    for count in facts.counts() {
        let Some(sentence) = facts.sentences().at(count.number.start()) else { continue };
        let before = &text[sentence.start().min(count.number.start())..count.number.start()];
        let is_short = sentence.of(text).chars().nth(MAX_SENTENCE).is_none();
        let behind = &text[count.number.end()..];
        let Some(classifier) = classifiers.start_of(behind).filter(|_| is_short) else { continue };
        let points = called(ahead(behind, classifier.len()));
        let counted = behind[classifier.len()..].trim_start_matches(['的', '重', '点', '主', '要']);
        let around = AroundPoints::new(facts, before, counted);
        let noun = around.noun();
        if noun.is_some() && around.is_of_host() {
            continue;
        }
        let stated = |noun: &str| StatedCount {
            span: count.number,
            number: count.value,
            noun: noun.to_owned(),
            points: points.clone(),
            tense: around.tense(),
        };
        match noun.filter(|_| around.is_announced()) {
            Some(noun) => of_others.push(stated(noun)),
            None if noun.is_none() && !points.is_empty() => announced.push(stated("")),
            None => {}
        }
    }
    (of_others, announced)
}

/// Words of a sentence around a number of points.
struct AroundPoints<'t> {
    words: &'t Words,
    /// All words before the number.
    before: &'t str,
    /// Words of its clause before it.
    clause: &'t str,
    /// Words behind the number and its classifier.
    counted: &'t str,
    /// Words of its clause behind the classifier, and the clause after it.
    own: &'t str,
    next: &'t str,
    /// True if the points are listed before their number: 围绕设施、服务、队伍三个方面 ("around the three
    /// points of facilities, services and staff").
    is_listed: bool,
}

impl<'t> AroundPoints<'t> {
    fn new(facts: &Facts<'t>, before: &'t str, counted: &'t str) -> Self {
        let clause = before.rsplit(['，', ',', '；']).next().unwrap_or_default();
        let mut rest = ahead(counted, 0).split(['，', ',', '；', '。', '\n']);
        let (own, next) = (rest.next().unwrap_or_default(), rest.next().unwrap_or_default());
        let is_listed =
            LISTING.iter().any(|word| clause.rfind(word).is_some_and(|at| clause[at..].contains('、')));
        Self { words: facts.words(), before, clause, counted, own, next, is_listed }
    }

    /// True if the number is that of points that a paper has: 从四个方面 ("from four sides"), 提出了三点
    /// ("made three points"), 部署的六项任务 ("the six tasks assigned"); 作了报告，七个方面的任务部署得很清楚 ("the
    /// report assigned tasks of seven kinds clearly").
    fn is_announced(&self) -> bool {
        // 对照报告，从思想、作风两个方面查找差距 ("Against the report, look for gaps in mind and style"): the
        // listed points are not those of the report.
        let is_subject = || self.is_named_in_clause() || self.subject_behind().is_some();
        self.is_listed && is_subject()
            || self.words.of(&set::TELLING).end_of(self.before).is_some()
            || self.before.ends_with(['，', ',']) && POINTS.iter().any(|noun| self.counted.starts_with(noun))
    }

    /// True if the clause of the number names the paper.
    fn is_named_in_clause(&self) -> bool {
        self.named().is_some_and(|name| self.clause.contains(name))
    }

    /// Paper named at the start of the clause behind listed points.
    fn subject_behind(&self) -> Option<&'t str> {
        self.words.of(&set::REPORT).start_of(self.next).filter(|_| self.is_listed)
    }

    /// The last paper named before the number.
    fn named(&self) -> Option<&'t str> {
        let names = self.words.of(&set::REPORT);
        last_of(self.before, |rest| names.start_of(rest))
    }

    /// Word for the paper that has the points: one named before them, the speech if a person speaks
    /// (在会上讲了五点意见, "made five points at the meeting"; 从四个方面作了讲话, "spoke from four sides"), or the
    /// subject of the clause behind listed points.
    fn noun(&self) -> Option<&'t str> {
        let is_spoken = || {
            SPOKEN.iter().any(|word| self.before.ends_with(word))
                || is_asked_by(self)
                || spoken_behind(self.counted)
        };
        self.named().or_else(|| is_spoken().then_some(SPEECH)).or_else(|| self.subject_behind())
    }

    /// True for points of the host, behind a clause about another paper: 报告很实在，下面我讲三点 ("The report
    /// is sound; now I will make three points"), 落实报告，要从两个方面发力 ("To carry out the report, act in
    /// two respects").
    fn is_of_host(&self) -> bool {
        let is_order = self.clause.trim_start().starts_with(['要', '请', '须', '应']);
        (self.clause.contains('我') || is_order) && !self.is_named_in_clause()
    }

    /// Time of the work that the points are about: 对今年的工作从五个方面作了安排 ("planned five kinds of work for
    /// this year").
    fn tense(&self) -> Option<Tense> {
        let next = if self.is_listed { self.next } else { "" };
        Tense::read(&[self.clause, "，", self.own, "，", next].concat(), self.words)
    }
}

/// True if the words before a number of points name the person who asks for these points:
/// 何青山就做好工作提出|四点要求 ("He Qingshan made four demands for the work"). False for the host, whose points
/// are not those of the speech.
fn is_asked_by(around: &AroundPoints<'_>) -> bool {
    let before = around.before.trim_end_matches('了');
    let verbs = ["提出", "强调", "讲"];
    // 市长何青山从四个方面提出要求 ("Mayor He Qingshan made demands in four respects")
    let person = before.strip_suffix('从').filter(|_| verbs.iter().any(|verb| around.own.contains(verb)));
    let is_verb = verbs.iter().any(|verb| before.ends_with(verb));
    let is_host = before.contains("主持") || before.contains('我');
    let has_name = |clause: &str| name_at(around.words, clause).is_some();
    let ends_with_name = |words: &str| {
        let starts = words.char_indices().rev().take(MAX_PERSON).skip(1);
        starts.map(|(at, _)| at).any(|at| name_at(around.words, &words[at..]) == Some(&words[at..]))
    };
    let mut clauses = before.split(['，', ',', '：', '、']);
    !is_host && (is_verb && clauses.any(has_name) || person.is_some_and(ends_with_name))
}

/// True if the words after a number of points say that a speech was made: 作了重要讲话 ("made an
/// important speech"), 发表了讲话.
fn spoken_behind(behind: &str) -> bool {
    let clause = ahead(behind, 0).split(['，', ',', '。', '；', '\n']).next().unwrap_or_default();
    let rest = ["作了", "做了", "发表了", "作", "发表"].iter().find_map(|verb| clause.strip_prefix(verb));
    rest.is_some_and(|rest| rest.trim_start_matches(['重', '要', '的']).starts_with(SPEECH))
}

/// Name of the points, from the words after their classifier: 重点任务 ("key tasks"). Empty if the noun
/// has no other word before it.
fn called(behind: &str) -> String {
    let words = behind.trim_start_matches('的');
    let near = words.char_indices().nth(MAX_CALLED).map_or(words, |(end, _)| &words[..end]);
    let near = near.split(|c| !is_han(c)).next().unwrap_or_default();
    if let Some(lesson) = LESSONS.iter().find(|lesson| near.contains(*lesson)) {
        return (*lesson).to_owned();
    }
    let end = POINTS.iter().filter_map(|noun| Some(words.find(noun)? + noun.len())).min();
    let name = end.map_or("", |end| &words[..end]);
    let is_name = (MIN_CALLED..=MAX_CALLED).contains(&name.chars().count()) && name.chars().all(is_han);
    if is_name { name.to_owned() } else { String::new() }
}

/// Reads the number of groups: 分四个组讨论 ("discuss in four groups").
fn divided(facts: &Facts<'_>, count: &Count) -> Option<StatedCount> {
    let text = facts.doc.text();
    let is_divided = ["分", "分成", "分为"].iter().any(|verb| text[..count.number.start()].ends_with(verb));
    let rest = text[count.number.end()..].trim_start_matches('个');
    let word = facts.words().of(&set::GROUP).start_of(rest)?;
    let rest = rest[word.len()..].trim_start_matches(['进', '行', '开', '展']);
    let is_discussion = facts.words().of(&set::DISCUSSION).start_of(rest).is_some();
    (is_divided && is_discussion).then(|| StatedCount::honour(count, GROUPS))
}

/// Reads the number of speakers: 安排5家单位交流发言 ("5 units will speak").
fn speakers(facts: &Facts<'_>, count: &Count) -> Option<StatedCount> {
    let text = facts.doc.text();
    let behind = ahead(text, count.number.end());
    let clause = behind.split(['，', ',', '；', '。', '、', '（', '：', '\n']).next().unwrap_or_default();
    let at = clause.find("发言").filter(|at| *at <= MAX_SPEAKERS)?;
    let words = &clause[..at];
    let is_unit = ["家单位", "个单位", "家", "名同志", "位同志"].iter().any(|unit| words.starts_with(unit));
    // 表态发言 ("pledges"), 书面发言 ("written speeches") and parts of the speakers are counted separately.
    // 5家单位代表 ("representatives of 5 units") are as many as the units.
    let words =
        words.strip_prefix("家单位代表").or_else(|| words.strip_prefix("个单位代表")).unwrap_or(words);
    let is_other = ["表态", "书面", "代表", "其中"].iter().any(|word| words.contains(word));
    (is_unit && !is_other).then(|| StatedCount::honour(count, "发言"))
}

/// Last match of `word` in a text. Does not find 报告 ("report") in 工作报告 ("work report").
fn last_of<'t>(text: &'t str, word: impl Fn(&'t str) -> Option<&'t str>) -> Option<&'t str> {
    let (mut at, mut last) = (0, None);
    while let Some(c) = text[at..].chars().next() {
        let found = word(&text[at..]);
        last = found.or(last);
        at += found.map_or(c.len_utf8(), str::len);
    }
    last
}

/// Finds numbers of honours: 26名先进个人 ("26 honoured persons"), and 等24名同志“…先进个人”称号 ("24 comrades …
/// the title of …"). Leaves out numbers of another year.
fn honours(facts: &Facts<'_>) -> Vec<StatedCount> {
    let text = facts.doc.text();
    let [nouns, others, honoured] =
        [&set::HONOUR, &set::OTHER_TIME, &set::HONOURED].map(|class| facts.words().of(class));
    let stated = facts.counts().iter().filter_map(|count| {
        let sentence = facts.sentences().at(count.number.start())?;
        let before = &text[sentence.start().min(count.number.start())..count.number.start()];
        let near = before.char_indices().rev().take(MAX_YEAR).last().map_or("", |(at, _)| &before[at..]);
        let behind = &text[count.number.end()..sentence.end().max(count.number.end())];
        let unit = behind.chars().next().map_or(0, char::len_utf8);
        let plain = nouns.start_of(&behind[unit..]);
        // 等24名同志“2025年度全县先进个人”称号 ("24 comrades the title 'Honoured Person of 2025'")
        let mut opening = behind.char_indices().take(MAX_NOUN + 1);
        let quoted = opening.find(|(_, c)| *c == '“').and_then(|(open, _)| {
            let title = &behind[open..behind.floor_char_boundary(open + MAX_TITLE)];
            let title = &title[..title.find('”')?];
            let lead = &before[before.ceil_char_boundary(before.len().saturating_sub(MAX_LEAD))..];
            let is_all = lead.contains('等') || lead.ends_with("授予");
            is_all.then(|| nouns.end_of(title)).flatten()
        });
        // 14个乡镇设分会场 ("14 townships have their own halls")
        let ends = ['，', ',', '。', '；', '、', '（', '）', '\n'];
        let clause = behind.split(ends).next().unwrap_or_default();
        let hall = clause
            .find(HALLS)
            .filter(|at| behind.starts_with('个') && clause[..*at].chars().count() <= MAX_HALLS);
        let hall = hall.map(|_| HALLS);
        // 二、先进个人（20名） ("2. Honoured persons (20)")
        let listed = behind[unit..]
            .starts_with(['）', ')', '，', ',', '；'])
            .then(|| before.strip_suffix(['（', '(']));
        let listed = listed.flatten().map(|before| before.strip_suffix("名单").unwrap_or(before));
        let listed = listed.and_then(|before| nouns.end_of(before));
        // 议程共五项 ("the agenda has five items")
        let counted = before.trim_end_matches(['共', '有', '为', '计', '总']);
        let before_number = (counted.len() < before.len()).then(|| nouns.end_of(counted)).flatten();
        // 请10名先进个人代表上台 ("10 of the honoured persons please come to the stage")
        let plain = plain.filter(|noun| !behind[unit + noun.len()..].starts_with("代表"));
        // 5个先进单位作了发言 ("five of the honoured units spoke")
        let plain = plain.filter(|_| !clause.contains("发言"));
        // 受表彰的先进个人22名 ("22 persons who are honoured"), but not 先进个人代表 ("for the honoured persons").
        let block = facts.doc.kind_at(count.number.start());
        // 规上企业代表，受表彰的先进个人22名 ("representatives of large companies, 22 honoured persons")
        let words_before = wording::near(text, sentence.start(), count.number.start());
        let clause = words_before.rsplit(['，', ',', '；', '、', '：']).next().unwrap_or_default();
        let is_all = honoured.start_of(clause).is_some() && !clause.contains("代表");
        let is_of_all = sentence.len() <= MAX_SENTENCE * 3
            && (is_all || !sentence.of(text).contains("代表"))
            && !matches!(block, BlockKind::Cell(_));
        // 教学能手8名，就业工作先进个人25名: one of several kinds of awards.
        let is_kind = |noun: &str| {
            let modified = clause.len() > noun.len() && !clause.trim_end_matches(noun).ends_with('的');
            let earlier = &words_before[..words_before.len() - clause.len()];
            !is_all && modified && earlier.trim_end_matches(['，', ',', '、']).ends_with(['名', '人', '个'])
        };
        let named = nouns.end_of(before).filter(|noun| is_of_all && !is_kind(noun));
        // 受到表扬的是10个集体和20名个人 ("ten groups and 20 persons are commended"), 受表扬个人共18名
        let is_honoured = || honoured.is_in(words_before);
        let kind = KINDS.into_iter().find(|kind| behind[unit..].starts_with(kind) || counted.ends_with(kind));
        let kind = kind.filter(|_| plain.is_none() && is_honoured());
        let noun = plain.or(quoted).or(listed).or(before_number).or(named).or(hall).or(kind)?;
        let is_other_year = plain.is_some() && near.contains('年') || others.is_in(words_before);
        (!is_other_year).then(|| StatedCount::honour(count, noun))
    });
    stated.collect()
}
