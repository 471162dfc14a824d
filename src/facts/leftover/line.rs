//! Lines of a web page that are recognised by their form: bars of buttons (复制　打印　关闭, "copy, print,
//! close"), labels (相关推荐：…, "Related: …"; 责任编辑：…, "Editor: …"), breadcrumbs (首页 > 范文 > 讲话, "Home >
//! Samples > Speeches"), counters (浏览：123, "Views: 123").

use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::blocks::{self, Shape};
use crate::facts::kind::DocumentKind;
use crate::facts::leftover::Talk;
use crate::facts::leftover::reading::Language;
use crate::facts::leftover::role::Role;
use crate::facts::leftover::units::{self, ShortLine};
use crate::text::chars::is_blank;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::{assistant, site};

/// Number of bytes at the beginning of a document that are searched for words of news.
const SAMPLE: usize = 3_000;
/// Maximum number of bytes of the value after a label such as 来源： ("Source:"). A longer text is not
/// a value.
const MAX_VALUE: usize = 60;
/// Number of blocks at the beginning in which an address to the audience is looked for.
const HEAD: usize = 8;
/// Number of blocks up to which a text is too short to count as news.
const SHORT: usize = 6;
/// Maximum number of bytes of a button (复制, "copy"), of a step of a breadcrumb and of a line in a
/// list of short words.
const SHORT_WORD: usize = 12;
/// Minimum number of buttons in a bar of buttons, and of labels or counters in a line of them. A
/// breadcrumb must have more steps.
const MIN_ITEMS: usize = 2;
/// Signs between the steps of a breadcrumb.
const STEPS: [char; 4] = ['>', '＞', '»', '›'];
/// Maximum number of bytes of a step of a breadcrumb (the path to a page, shown at its top) and of
/// a button in brackets. A longer text is neither.
const MAX_CRUMB: usize = 40;

/// Words with which a line from a web page may begin. A fast test: a line that begins with none of
/// them is not tested further.
static LEADS: Language = Language::new(&[
    (Role::Page, &site::BUTTON),
    (Role::Page, &site::BUTTON_ALONE),
    (Role::Page, &site::PAGE),
    (Role::Page, &site::PAGE_LEAD),
    (Role::Page, &site::CRUMB),
    (Role::Page, &site::COUNTER),
    (Role::Page, &site::STAMP),
    (Role::Page, &site::EDITING),
    (Role::Page, &site::SOURCING),
    (Role::Page, &site::LABEL),
]);

/// Finds lines that were copied from a web page with the text, such as its menu.
pub fn find(facts: &Facts<'_>) -> Vec<Talk> {
    // A bulletin on the web has a link after each report.
    if matches!(facts.kind(), Some(DocumentKind::Manual | DocumentKind::Bulletin)) {
        return Vec::new();
    }
    let lines = Lines { facts };
    let has_steps = STEPS.iter().any(|step| facts.may_hold(step.encode_utf8(&mut [0; 4])));
    let mut talk = Vec::new();
    for ShortLine { at, span, .. } in facts.short_lines().iter().copied() {
        let text = facts.doc.slice(span);
        if !(lines.may_be_of_page(text) || has_steps && text.contains(STEPS)) {
            continue;
        }
        if let Some(is_certain) = lines.of_page(text, at) {
            talk.push(Talk { span, is_certain });
        }
    }
    talk
}

/// Finds buttons in brackets after the last sentence of a block: 请按时到会。`[复制]` ("Please be on time.
/// Copy").
pub fn buttons(facts: &Facts<'_>) -> Vec<Talk> {
    // The brackets may also be a link of a page in Markdown.
    let is_page = matches!(facts.doc.origin().format, Format::Markdown | Format::Html);
    if is_page || facts.kind() == Some(DocumentKind::Manual) {
        return Vec::new();
    }
    let alone = facts.words().of(&site::BUTTON_ALONE);
    let mut talk = Vec::new();
    for block in facts.doc.blocks().iter().filter(|block| block.kind.is_running()) {
        let span = units::trimmed(facts, block.span);
        let text = facts.doc.slice(span);
        let mut start = text.len();
        while let Some(close) = text[..start].trim_end_matches(is_blank).strip_suffix([']', '】', '］'])
            && let Some(open) = close[close.floor_char_boundary(close.len().saturating_sub(MAX_CRUMB))..]
                .rfind(['[', '【', '［'])
                .map(|open| close.floor_char_boundary(close.len().saturating_sub(MAX_CRUMB)) + open)
            && alone.contains(close[open..].trim_matches(is_divider))
        {
            start = open;
        }
        let is_behind =
            text[..start].trim_end_matches(is_blank).ends_with(['。', '！', '？', '；', '：', '”']);
        if start < text.len() && is_behind {
            talk.push(Talk { span: Span::new(span.start() + start, span.end()), is_certain: true });
        }
    }
    talk
}

/// Finds signatures of a site's editors in brackets: （责任编辑：…） ("(Editor: …)"), 【编辑：…】.
pub fn signatures(facts: &Facts<'_>, found: &[Span]) -> Vec<Talk> {
    let lines = Lines { facts };
    let mut talk = Vec::new();
    for word in found {
        let Some(unit) = units::around(facts, *word).next() else { continue };
        let Some(inner) = units::inside(facts.doc.slice(unit.span)) else { continue };
        let is_signature = value_of(inner, lines.class(&site::EDITING)).is_some_and(is_name);
        if is_signature && units::is_edge(facts, facts.doc.block_at(word.start())) && !lines.is_news() {
            talk.push(Talk { span: unit.span, is_certain: false });
        }
    }
    talk
}

struct Lines<'f, 'd> {
    facts: &'f Facts<'d>,
}

impl<'d> Lines<'_, 'd> {
    fn class(&self, class: &'static Class) -> impl Fn(&str) -> usize + use<'d> {
        let members = self.facts.words().of(class);
        move |text: &str| members.start_of(text).map_or(0, str::len)
    }

    /// Fast test: false for most lines, which do not begin with a word of a page.
    fn may_be_of_page(&self, line: &str) -> bool {
        let begins = line.trim_start_matches(|c: char| {
            c.is_ascii_digit() || is_divider(c) || matches!(c, '■' | '◆' | '▶' | '●')
        });
        LEADS.may_start(begins, self.facts.words())
            || begins.starts_with(['您', '你', '全', '完'])
            || line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(['：', ':', '|', '｜', '丨'])
    }

    /// Tests if a line is one of a web page. Returns `None` if it is not, else true if that is
    /// certain.
    fn of_page(&self, line: &str, at: usize) -> Option<bool> {
        if self.is_bar(line, at) || self.is_breadcrumb(line, at) {
            return Some(true);
        }
        let is_edge = units::is_edge(self.facts, at);
        // Handouts in Markdown may have 拓展阅读： ("Further reading:") of their own.
        let is_plain = self.facts.doc.origin().format != Format::Markdown;
        let is_notice = || self.facts.kind() == Some(DocumentKind::Notice) && line.contains("号：");
        if let Some(value) = value_of(line, |text| self.column(text)).filter(|_| is_plain || is_edge)
            && !is_notice()
        {
            return (!value.contains(['。', '；'])).then_some(is_edge);
        }
        let bare = line.trim_end_matches(is_divider);
        if is_edge && !bare.is_empty() && is_plain && self.column(bare) == bare.len() {
            return Some(false);
        }
        let web = [&site::COUNTER, &site::EDITING, &site::SOURCING].map(|class| self.facts.words().of(class));
        // 更多养老服务总结范文推荐： ("More sample texts on care of the aged:")
        let is_lead =
            line.ends_with(['：', ':']) && self.facts.words().of(&site::PAGE_LEAD).start_of(line).is_some();
        let is_lead = is_lead && at >= units::HEAD && self.facts.words().of(&site::GOODS).is_in(line);
        if is_edge && (is_lead || self.is_navigation(line)) {
            return Some(false);
        }
        let is_empty = bare.len() < line.len() && web.iter().any(|class| class.contains(bare));
        if is_edge && is_empty && !self.is_news() {
            return Some(false);
        }
        if is_edge && self.is_stamped(line) {
            return Some(false);
        }
        if self.is_counter(line) || is_visitor(line) {
            return Some(true);
        }
        (is_edge && self.is_labelled(line) && !self.is_news()).then_some(false)
    }

    /// True for a line that consists of buttons: 复制　重新生成　点赞 ("copy, regenerate, like"), 【打印】【关闭】
    /// ("Print", "Close").
    fn is_bar(&self, line: &str, at: usize) -> bool {
        let words = self.facts.words();
        let (buttons, alone) = (words.of(&site::BUTTON), words.of(&site::BUTTON_ALONE));
        let (pages, windows) = (words.of(&site::PAGE), words.of(&assistant::WINDOW));
        let channels = words.of(&site::CHANNEL);
        if alone.contains(line.trim_matches(is_divider)) && !line.ends_with(['：', ':', '。', '；']) {
            return line.len() > SHORT_WORD / 2 || !self.is_listed(at);
        }
        let begins = line.trim_start_matches(|c: char| is_divider(c) || c.is_ascii_digit());
        if buttons.start_of(begins).is_none() && self.column(begins) == 0 {
            return false;
        }
        let mut bar = 0;
        for item in line.split(is_divider).filter(|item| !item.is_empty()) {
            if item.starts_with(|c: char| c.is_ascii_digit()) && item.len() <= 8 {
                continue;
            }
            // Buttons may follow each other without a delimiter: 分享至微信朋友圈 ("share to
            // WeChat|Moments").
            let mut rest = if buttons.contains(item) { "" } else { item };
            while !rest.is_empty() {
                let found =
                    [buttons, pages, windows, channels].map(|class| class.start_of(rest).map_or(0, str::len));
                match found
                    .into_iter()
                    .chain([self.column(rest)])
                    .max()
                    .filter(|length| *length > '大'.len_utf8())
                {
                    Some(length) => rest = &rest[length..],
                    None => return false,
                }
                bar += usize::from(!rest.is_empty());
            }
            // 大 中 小 ("large, medium, small") alone does not count.
            bar += usize::from(item.len() > '大'.len_utf8());
        }
        bar >= MIN_ITEMS
    }

    /// True if a line beside the line `at` is short but not a button. Both are then entries of a
    /// list, such as 打印 ("printing") in a list of services.
    fn is_listed(&self, at: usize) -> bool {
        let blocks = self.facts.doc.blocks();
        let buttons = self.facts.words().of(&site::BUTTON);
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| blocks.get(at));
        let mut lines = beside.map(|block| self.facts.doc.slice(block.span));
        lines.any(|line| line.len() <= SHORT_WORD && !buttons.contains(line.trim_matches(is_divider)))
    }

    /// Length in bytes of a column's name at the start of a text: 相关推荐 ("Related"), or a compound:
    /// 热门 + 范文 ("popular" + "samples").
    fn column(&self, text: &str) -> usize {
        let words = self.facts.words();
        let own = words.of(&site::PAGE).start_of(text).map_or(0, str::len);
        let lead = words.of(&site::PAGE_LEAD).start_of(text).map_or(0, str::len);
        let noun = words.of(&site::PAGE_NOUN).start_of(&text[lead..]).map_or(0, str::len);
        if lead > 0 && noun > 0 { own.max(lead + noun) } else { own }
    }

    /// True for a line with the columns of a site: 首页 公文 总结 计划 登录 ("Home, Documents, Summaries,
    /// Plans, Log in").
    fn is_navigation(&self, line: &str) -> bool {
        let crumbs = self.facts.words().of(&site::CRUMB);
        let mut items = line.split(is_divider).filter(|item| !item.is_empty());
        items.next().is_some_and(|first| crumbs.contains(first))
            && items.clone().count() > MIN_ITEMS
            && items.all(|item| item.len() <= SHORT_WORD)
    }

    /// True for a line with the time of a post: 发表于 2023-06-01 10:22 ("posted on …").
    fn is_stamped(&self, line: &str) -> bool {
        let stamps = self.facts.words().of(&site::STAMP);
        // 编辑于 2023-05-06 10:22 · 江苏 ("edited on …, Jiangsu")
        let mut rest = line
            .rsplit_once('·')
            .filter(|(_, place)| place.len() <= SHORT_WORD)
            .map_or(line, |(time, _)| time);
        let line = rest;
        while let Some(word) = stamps.start_of(rest) {
            rest = rest[word.len()..].trim_start_matches(is_divider);
        }
        let is_date =
            |c: char| c.is_ascii_digit() || is_divider(c) || matches!(c, '年' | '月' | '日' | '时' | '分');
        rest.len() < line.len() && rest.len() >= 6 && rest.chars().all(is_date)
    }

    /// True for a breadcrumb, the path to a web page: 首页 > 公文 > 讲话稿 ("Home > Documents >
    /// Speeches"), 当前位置：首页 ("You are here: Home").
    fn is_breadcrumb(&self, line: &str, at: usize) -> bool {
        let crumbs = self.facts.words().of(&site::CRUMB);
        let is_step = |c: char| matches!(c, '>' | '＞' | '»' | '›' | '→' | '》' | '/' | '|' | '｜' | '-');
        if let Some(word) = crumbs.start_of(line) {
            let rest = line[word.len()..].trim_start_matches(is_blank);
            let is_place = word.ends_with("位置");
            return rest.starts_with(is_step) || is_place && rest.starts_with(['：', ':', '是']);
        }
        let steps = line.split(STEPS).map(|step| step.trim_matches(is_blank));
        let is_path = line.matches(STEPS).count() >= 2
            && steps.clone().all(|step| !step.is_empty() && step.len() <= MAX_CRUMB);
        let (goods, own) = (self.facts.words().of(&site::GOODS), self.facts.words().of(&site::OWN));
        let is_known = |step: &str| goods.is_in(step) || own.is_in(step) || crumbs.contains(step);
        let is_han = |step: &str| step.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        is_path && (steps.clone().any(is_known) || at == 0 && steps.clone().all(is_han))
    }

    /// True for a line with the counters of a page, each with a number: 浏览：123次 ("Views: 123"), 阅读
    /// 2301 ("Read 2301").
    fn is_counter(&self, line: &str) -> bool {
        let counters = self.facts.words().of(&site::COUNTER);
        let mut fields = 0;
        let is_date = |c: char| c.is_ascii_digit() || is_divider(c);
        let lead = if line.starts_with(|c: char| c.is_ascii_digit()) {
            line.trim_start_matches(is_date)
        } else {
            line
        };
        let mut rest = lead.trim_matches(is_divider);
        while let Some(word) = counters.start_of(rest) {
            let value = rest[word.len()..].trim_start_matches(is_divider);
            let behind =
                value.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '+'));
            if behind.len() == value.len() {
                return false;
            }
            let unit = behind.trim_start_matches(['次', '万', '人', '条', 'w', 'k', '+']);
            rest = unit.trim_start_matches(is_divider);
            fields += 1;
            // 评论 12 ("comments 12") alone may be a row of figures, 浏览：12 ("Views: 12") is not.
            let is_plain_word = !word.starts_with(['浏', '阅', '点', '人', '访']) || word == "点赞";
            if rest.is_empty() {
                return fields >= MIN_ITEMS || !is_plain_word;
            }
        }
        false
    }

    /// True for a line with labels of a web page: 来源：…　作者：…　发布时间：… ("Source: … Author: … Published:
    /// …"), 编辑：王某某 ("Editor: …"), 来源：某某网 ("Source: …").
    fn is_labelled(&self, line: &str) -> bool {
        let words = self.facts.words();
        let line = units::inside(line).unwrap_or(line);
        if value_of(line, self.class(&site::EDITING)).is_some_and(is_name) {
            return true;
        }
        let medium = words.of(&site::MEDIUM);
        let line =
            line.trim_start_matches(['（', '(', '【']).trim_start_matches("完").trim_start_matches("全文完");
        let line = line.trim_start_matches(['）', ')', '】']);
        let sourcing = value_of(line, self.class(&site::SOURCING));
        // 来源：新华网 ("Source: Xinhua") belongs to a text that was published there.
        let press = words.of(&site::PRESS);
        let sourcing = sourcing.filter(|value| press.end_of(value).is_none());
        if sourcing.is_some_and(|value| value.len() <= MAX_VALUE && medium.end_of(value).is_some()) {
            return true;
        }
        let labels = words.of(&site::LABEL);
        let (web, sources) = (words.of(&site::EDITING), words.of(&site::SOURCING));
        let (mut fields, mut is_web) = (0, false);
        for (colon, sign) in line.char_indices().filter(|(_, c)| matches!(c, '：' | ':' | '|' | '｜' | '丨'))
        {
            let before = line[..colon].trim_end_matches(is_blank);
            let is_time = sign == ':' && before.ends_with(|c: char| c.is_ascii_digit());
            let Some(label) = labels.end_of(before).filter(|_| !is_time) else { continue };
            fields += 1;
            is_web |= web.contains(label) || sources.contains(label);
            is_web |= ["发布", "上传", "文档", "字"].iter().any(|lead| label.starts_with(lead));
            is_web |= words.of(&site::COUNTER).contains(label);
        }
        let is_whole = labels.start_of(line).is_some() || line.starts_with(|c: char| c.is_ascii_digit());
        let has_clock = is_web && clock(line);
        is_whole && is_web && (fields >= MIN_ITEMS || has_clock)
    }

    /// True if the document may be a news item, which has a source and an editor of its own: it has
    /// words of news, or it is long, of no known kind and without an address.
    fn is_news(&self) -> bool {
        if self.facts.doc.origin().format == Format::Markdown {
            return true;
        }
        let blocks = self.facts.doc.blocks();
        let is_addressed = || {
            let head = blocks.iter().take(HEAD).map(|block| self.facts.doc.slice(block.span));
            head.map(blocks::shape).any(|shape| shape == Shape::Salutation)
        };
        if self.facts.kind().is_none() && blocks.len() > SHORT && !is_addressed() {
            return true;
        }
        let text = self.facts.doc.text();
        let sample = &text[..text.floor_char_boundary(SAMPLE.min(text.len()))];
        self.facts.kind() == Some(DocumentKind::Bulletin) || self.facts.words().of(&site::NEWS).is_in(sample)
    }
}

/// Value after the label with which a line begins, as in 相关推荐：… ("Related: …"). Brackets and
/// bullets before the label are skipped. `label` returns the length of a label at the start of a
/// text.
fn value_of(line: &str, label: impl Fn(&str) -> usize) -> Option<&str> {
    let line = line.trim_start_matches(['【', '[', '（', '(', '■', '◆', '▶', '●']);
    let length = label(line);
    if length == 0 {
        return None;
    }
    let rest = line[length..].trim_start_matches(is_blank);
    // 评论（12） ("Comments (12)")
    if rest.len() <= 12 && rest.starts_with(['（', '(']) && rest.contains(|c: char| c.is_ascii_digit()) {
        return Some(rest);
    }
    let value = rest.strip_prefix(['：', ':', '】', ']', '|', '｜', '丨', '>', '》', '»'])?;
    Some(value.trim_matches(|c: char| is_blank(c) || matches!(c, '】' | ']' | '）' | ')')))
}

/// True for a value that may be one or two names: short, and not a sentence.
fn is_name(value: &str) -> bool {
    !value.is_empty() && value.len() <= 36 && !value.contains(['。', '；', '！', '？', '：'])
}

/// True if a line contains a time such as 09:58 or 09:58:24.
fn clock(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    line.match_indices(':').any(|(at, _)| at > 0 && is_digit(at - 1) && is_digit(at + 1) && is_digit(at + 2))
}

/// True for a visitor counter: 您是第123位访客 ("you are visitor 123").
fn is_visitor(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("您是第").or_else(|| line.strip_prefix("你是第")) else {
        return false;
    };
    let rest = rest.trim_start_matches(|c: char| is_blank(c) || c.is_ascii_digit());
    rest.starts_with('位') && rest.len() <= 30 && !rest.ends_with('。')
}

/// True for characters between the buttons of a bar.
fn is_divider(c: char) -> bool {
    is_blank(c)
        // 👍 and 👎 are buttons without a word.
        || matches!(c, '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F300}'..='\u{1FAFF}')
        || matches!(
            c,
            '|' | '｜'
                | '·'
                | '•'
                | '/'
                | '\\'
                | '、'
                | '，'
                | ','
                | '：'
                | ':'
                | '+'
                | '-'
                | '_'
                | '>'
                | '»'
                | '<'
                | '«'
        )
        || matches!(
            c,
            '[' | ']'
                | '【'
                | '】'
                | '（'
                | '）'
                | '('
                | ')'
                | '{'
                | '}'
                | '「'
                | '」'
                | '▲'
                | '▼'
                | '↑'
                | '★'
                | '☆'
        )
}
