//! Masks: runs of `X`, `×`, `*`, `_` in place of content that was not filled in.
//!
//! The same characters have other uses (KTV, X光, "X-ray", 4×100米, "4×100 m", 138****1234), so the
//! neighbours decide. A run that cannot be distinguished from a term or a formula is not a mask.

mod conventions;
mod dummy;
mod neighbours;
mod signs;

use crate::document::Document;
use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::placeholder::masks::neighbours::{Around, Setting};
use crate::facts::placeholder::masks::signs::Signs;
use crate::facts::placeholder::places::Surroundings;
use crate::facts::rare::Rare;
use crate::facts::tokens::{MaskScript, Token, TokenKind, Tokens};
use crate::text::span::Span;
use crate::words::{Words, dummy as wording, person};

/// Maximum number of characters of a run that counts as a mask.
const MAX_RUN: usize = 12;

/// A run of signs in place of content that was not filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mask {
    /// Span of the run, with the digits of a year before it; `XX.XX` and `20XX` are one run.
    pub span: Span,
    /// Character of which the mask consists; the first one if it has several (`××*`).
    pub script: MaskScript,
    /// True if a digit is directly beside the run: `20XX`, `XX23名` ("XX23 people").
    pub touches_digit: bool,
}

impl Facts<'_> {
    /// Masks of the document, in text order: runs of `X`, `×`, `*` …, and the user's own words, in
    /// place of content that was not filled in.
    pub fn masks(&self) -> &[Mask] {
        self.cells.masks.get_or_init(|| {
            let said: Vec<(usize, &str)> = self.words_in(self.words().of(&wording::SPOKEN)).collect();
            let mut masks = find(self.doc, (self.tokens(), self.rare()), &said, self.words());
            let mask = |span| Mask { span, script: MaskScript::Letter, touches_digit: false };
            masks.extend(self.vocabulary.masks_in(self.doc).into_iter().map(mask));
            let is_pasted = |mask: &Mask| {
                let signs = self.pasted_signs();
                let next = signs.partition_point(|sign| sign.end() <= mask.span.start());
                signs.get(next).is_some_and(|sign| sign.overlaps(mask.span))
            };
            masks.retain(|mask| {
                !(self.is_allowed(mask.span) || mask.script == MaskScript::Star && is_pasted(mask))
            });
            masks.sort_by_key(|mask| mask.span);
            masks.dedup_by(|second, first| first.span.overlaps(second.span));
            masks
        })
    }
}

/// Finds all masks, in order. `said` are the words for a number that is not known yet, such as 多少多少
/// ("so and so many"), with their byte offsets.
pub fn find(
    doc: &Document,
    (all_tokens, rare): (&Tokens, &Rare),
    said: &[(usize, &str)],
    words: &Words,
) -> Vec<Mask> {
    let is_markup = doc.origin().format == Format::Markdown;
    let mut masks = Vec::new();
    let mut signs = None;
    for (block, tokens) in doc.blocks().iter().zip(all_tokens.blocks()) {
        let text = block.span.of(doc.text());
        let mut rest = tokens;
        let mut setting = None;
        while let Some((mask, behind)) = next_run(doc.text(), rest) {
            rest = behind;
            let run = Span::new(mask.span.start() - block.span.start(), mask.span.end() - block.span.start());
            let around = Around::new(text, run, words);
            if around.is_blank_to_fill(
                mask.script,
                *setting.get_or_insert_with(|| Setting::of(text, is_markup, words)),
            ) && !signs
                .get_or_insert_with(|| Signs::read(doc, all_tokens, words))
                .explain(text, run, mask.script, words)
            {
                let span = Span::new(mask.span.start() - around.year_digits(), mask.span.end());
                masks.push(Mask { span, touches_digit: around.touches_digit(), ..mask });
            }
        }
    }
    let mut others = conventions::find(doc, rare, is_markup, &masks, words);
    others.extend(dummy::find(doc, (all_tokens, rare), said, words));
    masks.extend(others);
    masks.sort_by_key(|mask| mask.span);
    masks.dedup_by(|second, first| first.span.overlaps(second.span));
    hide_persons(doc, words, &mut masks);
    masks
}

/// Removes masks such as 王×× and 李×× ("Wang ××", "Li ××") from a text that hides the names of
/// persons on purpose: it has at least two surnames, each with one or two signs, and hardly any
/// other mask.
fn hide_persons(doc: &Document, words: &Words, masks: &mut Vec<Mask>) {
    /// Number of bytes before and after a name that are read.
    const REACH: usize = 24;
    let text = doc.text();
    let surname = |mask: &Mask| {
        let start = text.floor_char_boundary(mask.span.start().saturating_sub(REACH));
        let end = text.floor_char_boundary((mask.span.end() + REACH).min(text.len()));
        let (head, tail) = (&text[start..mask.span.start()], &text[mask.span.end()..end]);
        let surname = words.of(&person::SURNAME).end_of(head)?;
        let place = Surroundings::new("", tail, words);
        let is_other = place.precedes_figure()
            || place.precedes_division()
            || place.precedes_institution()
            || place.precedes_site()
            || place.precedes_title();
        (doc.slice(mask.span).chars().count() <= 2 && !is_other).then_some(surname)
    };
    let surnames: Vec<&str> = masks.iter().filter_map(surname).collect();
    let is_usual = (masks.len() - surnames.len()) * 4 <= surnames.len();
    if is_usual && surnames.iter().any(|other| *other != surnames[0]) {
        masks.retain(|mask| surname(mask).is_none());
    }
}

/// The next mask in `tokens`, and the tokens after it. Tokens that are adjacent or joined by a
/// decimal point are one mask.
fn next_run<'t>(text: &str, tokens: &'t [Token]) -> Option<(Mask, &'t [Token])> {
    let script = |token: &Token| match token.kind {
        TokenKind::Mask(script) => Some(script),
        _ => None,
    };
    let first = tokens.iter().position(|token| script(token).is_some())?;
    let mut span = tokens[first].span();
    let mut next = first + 1;
    while let Some(token) = tokens.get(next).filter(|token| script(token).is_some()) {
        let between = &text[span.end()..token.span().start()];
        if !matches!(between, "" | "." | "．") {
            break;
        }
        span.set_end(token.span().end());
        next += 1;
    }
    let script = script(&tokens[first])?;
    Some((Mask { span, script, touches_digit: false }, &tokens[next..]))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::facts::rare::Rare;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::{Words, dummy as wording};

    fn masks(text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let words = Words::new();
        let places = |word: &'static str| doc.text().match_indices(word).map(move |(at, _)| (at, word));
        let said: Vec<(usize, &str)> =
            wording::SPOKEN.own_words().iter().flat_map(|word| places(word)).collect();
        let found = find(&doc, (&Tokens::lex(&doc), &Rare::find(&doc)), &said, &words);
        found.iter().map(|mask| doc.slice(mask.span).to_owned()).collect()
    }

    #[test]
    fn signs_that_are_explained_are_no_blanks() {
        for text in [
            "其中：x为样本数，n为容量。",
            "若x大于10，则停止。每晚x天扣0.1x分，n为天数。",
            "得分为60+（x-10）×2，其中x为完成率。",
            "把y向量嵌入x向量中，x的长度不变，y的长度也为x。",
            "社交平台X称，X将关闭，X的用户受影响。",
            "使用X（Twitter）的人",
            "粮食\t36\n油料*\t2\n注：*表示快报数。",
            "（*号表示必填）",
            "填写“XX省XX市”。",
            "以“关于××××的请示”为题。",
            "门牌写“XX会议室”字样。",
            "“×政发〔20××〕×号”为发文字号的样式。",
            "《××法》格式的书名号。",
            "文中XX均指本单位。",
            "号牌为浙F·XX215。",
            "大X和小x的写法不同。",
            "“数据要素X”行动",
            "长*宽*高为3*4*5米。",
            "老街 × 新店的联名",
            "○○后、90后",
            "设随机变量X服从正态分布，X的期望为零，记Y=2X+1。",
            "公式是“科研+X”，这个X，可以是农业。",
            "系数为0.083***，年龄为-0.012*。***、**、*分别表示显著。",
            "第XX卷收书信，第XXI卷为日记",
            "HTTP 返回 4xx 时检查参数",
            "省*市*县三级，“市×县×乡”联动",
            "那个姓X的又来了，他××的。",
            "王××说不知道，李××也说不知道。",
            "“维大中五年□月□日，弟子王□□敬造。”□表示残缺一字。",
        ] {
            assert_eq!(masks(text), [""; 0], "{text}");
        }
        for (text, count) in [
            ("x县x局的x同志", 3),
            ("其中X市完成X万元。", 2),
            ("“平安XX”建设", 1),
            ("经公司X届X次会议通过", 2),
            ("同比+X%，张××同志", 2),
            ("**同志代表**局发言", 2),
            ("把XX项目做实", 1),
        ] {
            assert_eq!(masks(text).len(), count, "{text}: {:?}", masks(text));
        }
    }

    #[test]
    fn finds_blanks_of_every_script() {
        let cases = [
            ("完成投资XX亿元", 1),
            ("增长x.x%", 1),
            ("ＸＸ同志", 1),
            ("来X人员", 1),
            ("在XX23名", 1),
            ("20XX年", 1),
            ("202x年", 1),
            ("20_年刚过", 1),
            ("20__年度", 1),
            ("××县", 1),
            ("×书记", 1),
            ("×××同志", 1),
            ("**市委", 1),
            ("20**年", 1),
            ("*月*日", 2),
            ("○○○同志", 1),
            ("xx、xx、xx等XX个地区", 4),
            ("XX 省长", 1),
            ("图片：XXX", 1),
            ("超××.××万元", 1),
            ("XX,XX和", 2),
            ("□□□□年□□月□□日", 3),
            ("召开□□□□会议", 1),
            ("**30多年", 1),
            ("**、**、**三名", 3),
            ("×、×、×三名同志", 3),
            ("＊＊.86万亿元", 1),
            ("XXX", 1),
            ("省、市、×启动", 1),
            ("￥XX万元", 1),
            ("增长+X.X个百分点", 1),
            ("成立×周年", 1),
            ("（2018－xxxx年）", 1),
            ("__月__日", 2),
            ("完成任务的×。", 1),
            ("主要问题是**，要", 1),
            ("惠及3***多万人次", 1),
            ("5*万名", 1),
            ("镇X委", 1),
            ("市*局", 1),
            ("（××××）×民初字第××号", 3),
            ("B         ××律师事务所", 1),
            ("校长***致辞", 1),
            ("请拨打05XX-XXXXXXX", 2),
            ("手机139XXXXXXXX", 1),
            ("见图X-X", 2),
            ("达到多少多少元", 1),
            ("电话0000-0000000", 1),
        ];
        for (text, count) in cases {
            assert_eq!(masks(text).len(), count, "{text}: {:?}", masks(text));
        }
    }

    #[test]
    fn a_decimal_is_one_mask() {
        assert_eq!(masks("累计XXXX.X万元"), ["XXXX.X"]);
    }

    #[test]
    fn passes_over_terms_formulas_and_codes() {
        for text in [
            "KTV、XML和XXL", "拍X光片", "XX染色体", "“1+X”证书", "4×100米接力", "3×3篮球", "分辨率1080x720",
            "x+y=1", "7×24小时", "单价×数量=金额", "138****1234", "330225****6789", "* 第一项", "***",
            "型号X200", "T-X型", "版本V1.x的", "右上角的 x 即可", "有**大格局", "见 http://xx.com/x",
            "“X”平台", "二○二六年", "snake_case", "210×297毫米", "100%×2",
        ] {
            assert!(masks(text).is_empty(), "{text}: {:?}", masks(text));
        }
    }
}
