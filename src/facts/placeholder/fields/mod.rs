//! Template fields that were not filled in: `[单位名称]` ("name of unit"), `【写明依据】` ("state the
//! basis"), `{{姓名}}` ("{{name}}"), `${x}`, `«姓名»`, `%s`, `#姓名#`, `[●]`, and prompts that were not
//! overwritten.
//!
//! Square brackets have other uses (【本报讯】, "our correspondent"; `[注]`, "note"), so words and
//! neighbours decide. If a document has several plain fields, the doubtful ones count too.

mod alternatives;
mod brackets;
mod names;
mod prompts;
mod signs;

use crate::document::Document;
use crate::document::block::Block;
use crate::document::marking::MarkingKind;
use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::placeholder::programs::Terms;
use crate::facts::rare::Rare;
use crate::facts::tokens::Tokens;
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::span::Span;
use crate::words::{Words, dummy, field, person};

/// Maximum number of characters between the brackets of a field. A longer text in brackets is not
/// read as a field.
const MAX_CHARS: usize = 60;
/// Maximum number of characters of the name of a field, if it is Chinese.
const MAX_NAME: usize = 10;
/// Number of bytes before and after a field that are read to recognise it.
const REACH: usize = 120;
/// Number of [`Certainty::Plain`] fields from which on the [`Certainty::Doubtful`] ones of the
/// document count as fields too.
const ENOUGH: usize = 2;

/// Certainty that a span is a template field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The span is a field, whatever else the document contains.
    Plain,
    /// The span is a field only if the document has several plain ones.
    Doubtful,
}

/// A template field: a place that a template marks for content, such as `[单位名称]` ("name of unit"),
/// which was not filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Span from its first sign to its last.
    pub span: Span,
    /// Certainty that it is a field.
    pub certainty: Certainty,
}

impl Facts<'_> {
    /// Fields of the document that were not filled in, in text order and without overlaps.
    pub fn fields(&self) -> &[Field] {
        self.cells.fields.get_or_init(|| {
            let prompts = form_prompts(self.doc).map(|span| Field { span, certainty: Certainty::Plain });
            let mut fields = find(self.doc, (self.tokens(), self.rare()), &|| self.kind(), self.words());
            if !fields.is_empty() && self.speaks_of_programs() {
                fields.clear();
            }
            settled(prompts.chain(fields).collect())
        })
    }
}

/// Finds all possible fields, in no particular order.
fn find(
    doc: &Document,
    (tokens, rare): (&Tokens, &Rare),
    kind: &dyn Fn() -> Option<DocumentKind>,
    words: &Words,
) -> Vec<Field> {
    let mut fields = Vec::new();
    let terms = Terms::new(doc.text(), words);
    let place = |block| SearchedBlock { text: doc.text(), block, kind, words, terms: &terms };
    for ((block, tokens), rare) in doc.blocks().iter().zip(tokens.blocks()).zip(rare.blocks()) {
        let place = place(block);
        brackets::find(&place, tokens, &mut fields);
        signs::find(&place, rare, &mut fields);
        alternatives::find(&place, tokens, rare, &mut fields);
    }
    let at = |at: usize| place(&doc.blocks()[doc.block_at(at)]);
    prompts::find(doc.text(), rare, &at, &mut fields);
    names::find(doc.text(), words, &at, &mut fields);
    fields
}

/// Keeps the plain fields, and the doubtful ones if there are enough plain ones. The result is in
/// text order and without overlaps.
fn settled(mut fields: Vec<Field>) -> Vec<Field> {
    fields.sort_by_key(|field| (field.span.start(), std::cmp::Reverse(field.span.end())));
    let plain = fields.iter().filter(|field| field.certainty == Certainty::Plain).count();
    let mut end = 0;
    fields.retain(|field| {
        let counts = field.span.start() >= end && (field.certainty == Certainty::Plain || plain >= ENOUGH);
        if counts {
            end = field.span.end();
        }
        counts
    });
    fields
}

/// Spans that the file format marks as prompts of form controls, texts that ask to enter something:
/// 单击此处输入文字。 ("Click here to enter text.") A prompt over several paragraphs is cut to the first.
fn form_prompts(doc: &Document) -> impl Iterator<Item = Span> {
    let prompts = doc.markings().iter().filter(|marking| marking.kind == MarkingKind::Prompt);
    prompts.filter_map(|marking| {
        let block = doc.blocks().get(doc.block_at(marking.span.start()))?.span;
        let span = Span::new(marking.span.start().max(block.start()), marking.span.end().min(block.end()));
        (!span.is_empty()).then_some(span)
    })
}

/// A block that is searched for fields, with the words and other data that the search needs.
struct SearchedBlock<'d> {
    text: &'d str,
    block: &'d Block,
    kind: &'d dyn Fn() -> Option<DocumentKind>,
    words: &'d Words,
    terms: &'d Terms<'d>,
}

impl SearchedBlock<'_> {
    fn within(&self) -> &str {
        self.block.span.of(self.text)
    }

    /// Text around a span. Both the span and the text are relative to the block.
    fn near(&self, span: Span) -> &str {
        let within = self.within();
        let start = within.floor_char_boundary(span.start().saturating_sub(REACH));
        let end = within.floor_char_boundary((span.end() + REACH).min(within.len()));
        &within[start..end]
    }

    /// Last character before byte `at` that is not a blank.
    fn before(&self, at: usize) -> Option<char> {
        self.head(at).chars().next_back()
    }

    /// Text of the block around a span of the document.
    fn around(&self, span: Span) -> &str {
        let base = self.block.span.start();
        self.near(Span::new(span.start() - base, span.end() - base))
    }

    /// First character from byte `at` on that is not a blank.
    fn behind(&self, at: usize) -> Option<char> {
        self.tail(at).chars().next()
    }

    /// Text of the block before byte `at`, without trailing blanks.
    fn head(&self, at: usize) -> &str {
        self.text[self.block.span.start()..at].trim_end_matches(is_blank)
    }

    /// Text of the block from byte `at` on, without leading blanks.
    fn tail(&self, at: usize) -> &str {
        self.text[at..self.block.span.end()].trim_start_matches(is_blank)
    }

    /// True if `span` is alone or in Chinese text, not in program code.
    fn is_among_prose(&self, span: Span) -> bool {
        let is_prose = |c: Option<char>| {
            c.is_none_or(|c| {
                !c.is_ascii_graphic()
                    || matches!(
                        c,
                        '(' | ')'
                            | '['
                            | ']'
                            | '{'
                            | '}'
                            | '<'
                            | '>'
                            | '$'
                            | ':'
                            | ','
                            | '%'
                            | '/'
                            | '-'
                            | '|'
                    )
            })
        };
        is_prose(self.before(span.start())) && is_prose(self.behind(span.end()))
    }

    /// True if a unit or a title follows at byte `at`: [合同总额]元 ("contract sum, yuan"), {name}同志
    /// ("Comrade {name}").
    fn is_measured(&self, at: usize) -> bool {
        let tail = self.tail(at);
        let large = tail.trim_start_matches(['十', '百', '千', '万', '亿']);
        large.len() < tail.len()
            || tail.starts_with(['%', '％', '年', '月', '日', '号'])
            || self.words.units().start_of(tail).is_some()
            || self.words.of(&person::TITLE).start_of(tail).is_some()
    }

    /// True if `span` is the whole content after a label with a colon.
    fn is_labelled(&self, span: Span) -> bool {
        let label = self.head(span.start()).strip_suffix(['：', ':']);
        label.is_some_and(|label| label.ends_with(|c| is_han(c) || matches!(c, '）' | ')' | '】')))
            && (self.text[span.end()..self.block.span.end()].starts_with(is_blank)
                || self.behind(span.end()).is_none_or(|c| !is_han(c) && !c.is_ascii_alphanumeric()))
    }

    /// True if `content` ends like the name of a field, is an instruction, or is numbered: `单位名称`
    /// ("name of unit"), `写明依据` ("state the basis"), `任务2` ("task 2"), `您的姓名` ("your name").
    fn is_named(&self, content: &str) -> bool {
        self.words.of(&field::NOUN).end_of(content).is_some()
            || self.is_instruction(content)
            || is_numbered(content)
            || self.words.of(&field::ADDRESSED).start_of(content).is_some()
            || self.words.of(&dummy::TEXT).contains(content)
    }

    /// True if `content` is only the name of a field: 单位名称 ("name of unit"), not 我爱我的单位 ("I love my
    /// unit").
    fn is_name(&self, content: &str) -> bool {
        content.chars().all(is_han)
            && !is_longer(content, MAX_NAME)
            && self.words.of(&field::NOUN).end_of(content).is_some()
    }

    fn is_instruction(&self, content: &str) -> bool {
        let word = self.words.of(&field::INSTRUCTION).start_of(content);
        word.is_some_and(|word| content.len() > word.len()) || content == "简述"
    }
}

/// True for a name with a number: `成效1` ("result 1"), `任务2` ("task 2"); not 我们的2025 ("our 2025"),
/// which has a year.
fn is_numbered(content: &str) -> bool {
    let name = content.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = content.len() - name.len();
    (1..=2).contains(&digits) && !name.is_empty() && name.chars().all(is_han) && name.chars().count() <= 6
}

/// True for the name of a variable: `student_name`, `order.no`, `r supplierName`.
fn is_identifier(content: &str) -> bool {
    let content = content.trim();
    content.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && content.len() >= 2
        && content.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | ' '))
}

/// True if a capital follows a small letter, as in `partyName` or `PartyName`.
fn is_camel(content: &str) -> bool {
    content.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::{find, settled};
    use crate::document::source::Source;
    use crate::facts::rare::Rare;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::Words;

    fn fields(text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let found = settled(find(&doc, (&Tokens::lex(&doc), &Rare::find(&doc)), &|| None, &Words::new()));
        found.iter().map(|field| doc.slice(field.span).to_owned()).collect()
    }

    #[test]
    fn finds_fields_of_every_spelling() {
        for (text, field) in [
            ("付款{{amount}}元", "{{amount}}"),
            ("电话：{{r phoneNo }}  邮箱", "{{r phoneNo }}"),
            ("尊敬的{{ user.name | upper }}：", "{{ user.name | upper }}"),
            ("会议于${date}召开", "${date}"),
            ("{姓名}同志", "{姓名}"),
            ("学员{name}同学", "{name}"),
            ("申请人：<<ApplicantName>>", "<<ApplicantName>>"),
            ("证书编号：«证书编号»", "«证书编号»"),
            ("授予＜姓名＞同志", "＜姓名＞"),
            ("新增%.2f万元", "%.2f"),
            ("尊敬的%(name)s先生", "%(name)s"),
            ("#收货人#，您好", "#收货人#"),
            ("联系人@姓名@。", "@姓名@"),
            ("编号__ORDER_NO__。", "__ORDER_NO__"),
            ("负责人：<%= leader %>", "<%= leader %>"),
            ("{ MERGEFIELD 姓名 }同志", "{ MERGEFIELD 姓名 }"),
            ("兹证明MERGEFIELD 姓名 系我校教师", "MERGEFIELD 姓名"),
            ("地址：单击或点击此处输入文字。", "单击或点击此处输入文字。"),
            ("类别：选择一项。", "选择一项。"),
            ("电话：请输入手机号码", "请输入手机号码"),
            ("金额：【●】万元", "【●】"),
            ("于[•]年付清", "[•]"),
            ("价款为（金额）元", "（金额）"),
            ("联系人：（联系人姓名）", "（联系人姓名）"),
            ("培训费[培训费]元", "[培训费]"),
            ("我是[您的姓名]。", "[您的姓名]"),
            ("自【生效日期】起", "【生效日期】"),
            ("工资{{ pay|round(2) }}元", "{{ pay|round(2) }}"),
            ("欠费${owed?string(\"0.00\")}元", "${owed?string(\"0.00\")}"),
            ("授予«等次»奖", "«等次»"),
            ("手机：请输入11位手机号", "请输入11位手机号"),
            ("日期：单击以输入日期。", "单击以输入日期。"),
            ("综合评定：优秀/良好/合格", "优秀/良好/合格"),
        ] {
            assert_eq!(fields(text), [field], "{text}");
        }
    }

    #[test]
    fn passes_over_other_uses_of_the_signs() {
        for text in [
            "集合{a,b}的元素，{x|x>0}",
            "《〈民法典〉问答》",
            "【本报讯】今天上午",
            "第五条【保护范围】本办法所称",
            "【时间】3月5日　【地点】二楼",
            "话题#乡村城市#登上热搜",
            "增长5%，其中服务业增长6%。",
            "满意度100%s。",
            "展出«Guernica»等作品",
            "表中金额（金额单位：元）",
            "请输入密码，然后点击确定。",
            "请填写附表，于5日前交回。",
            "点击此处下载附件",
            "选择一项运动，坚持下去。",
            "【●】同意【○】不同意",
            "A[初步审查] --> B[详细审查]",
            "[美]约翰著，[清]曹雪芹著",
            "文件名__init__.py不能改",
            "（各自报姓名）",
            "分为优秀、良好、合格三等。",
        ] {
            assert_eq!(fields(text), [""; 0], "{text}");
        }
    }
}
