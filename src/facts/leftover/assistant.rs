//! Text of AI writing assistants and of their users that was copied with a document:
//! 好的，以下是为您起草的讲话稿： ("Sure, here is the speech I drafted for you:"), 如需调整，请随时告诉我。 ("Tell me any time
//! if you want changes."), 帮我写一份讲话稿 ("write me a speech").

use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::leftover::frame::Frame;
use crate::facts::leftover::pattern::{Heard, LeftoverPattern, UnitPlace};
use crate::facts::leftover::reading::{Language, without_quotes};
use crate::facts::leftover::role::Role::{
    self, Answer, Asking, Audience, By, Caveat, Colon, Drafting, Fields, Handover, Length, MadeUp, Make, Me,
    Model, Myself, Note, OfModels, Offer, Opening, Opens, Order, Ordered, Pointing, Presenting, Product,
    Prompt, Question, Sample, Sign, Source, Stop, Thinking, This, Wish, You,
};
use crate::facts::leftover::units::{self, Form, Unit};
use crate::facts::leftover::{Talk, apart, forms, window};
use crate::text::span::Span;
use crate::words::assistant;
use crate::words::class::Class;

/// Classes of words of which an assistant's text has at least one. A unit (line, bracket or
/// sentence) with none of these words is not tested.
pub const TRIGGERS: [&Class; 12] = [
    &assistant::CITATION,
    &assistant::THIS,
    &assistant::NOTE,
    &assistant::MADE_UP,
    &assistant::SIGN,
    &assistant::YOU,
    &assistant::ME,
    &assistant::MODEL,
    &assistant::SAMPLE,
    &assistant::HANDOVER,
    &assistant::PROMPT,
    &assistant::THINKING,
];

static LANGUAGE: Language = Language::new(&[
    (Role::Sign, &assistant::SIGN),
    (Role::You, &assistant::YOU),
    (Role::Me, &assistant::ME),
    (Role::Model, &assistant::MODEL),
    (Role::Sample, &assistant::SAMPLE),
    (Role::This, &assistant::THIS),
    (Role::Thinking, &assistant::THINKING),
    (Role::Opening, &assistant::OPENING),
    (Role::Handover, &assistant::HANDOVER),
    (Role::Presenting, &assistant::PRESENTING),
    (Role::Product, &assistant::PRODUCT),
    (Role::Make, &assistant::MAKE),
    (Role::Offer, &assistant::OFFER),
    (Role::Wish, &assistant::WISH),
    (Role::Prompt, &assistant::PROMPT),
    (Role::MadeUp, &assistant::MADE_UP),
    (Role::Drafting, &assistant::DRAFTING),
    (Role::Glue, &assistant::CAVEAT),
    (Role::Glue, &assistant::GLUE),
]);

/// Roles of words for the two sides of a conversation: the user and the assistant.
const SPOKEN: &[Role] = &[You, Myself];
/// Roles of words for the text that the assistant wrote for its user.
const TEXT: &[Role] = &[Product, This];
/// Roles of words by which an assistant offers a text or more help.
const OFFERS: &[Role] = &[Offer, Wish, Handover, Sample, MadeUp, Opening];
/// Roles of words that occur only beside a text that an assistant wrote, as in 以下是 ("here is").
const OF_TEXT: &[Role] = &[This, Handover, Sample, MadeUp, Opening];
/// Roles that show that a unit is not an assistant's text: it addresses the audience of a speech,
/// or is about models.
const OTHERS: &[Role] = &[Audience, OfModels];

/// Roles of which a unit must have at least one to be tested fully, as an assistant's text nearly
/// always has one. Brackets with a sample word and units at the beginning or end of the document
/// need none.
const KEYS: &[Role] = &[You, Me, This, Handover, Model, MadeUp, Prompt, Thinking];

/// Base for patterns with other words between those of an assistant: they need a higher weight, but
/// only 65 % known words.
const MIXED: LeftoverPattern = LeftoverPattern { weight: 6, share: 65, certain: 7, ..LeftoverPattern::ANY };
/// Base for patterns that consist of an assistant's words: at least 85 % of the characters are in
/// known words.
const PURE: LeftoverPattern = LeftoverPattern { weight: 5, share: 85, certain: 7, ..LeftoverPattern::ANY };
/// Base for patterns in a line at the beginning or end of the document, with hardly any other
/// words.
const LINE: LeftoverPattern = LeftoverPattern { place: UnitPlace::EdgeLine, ..LeftoverPattern::ANY };

/// Combinations of roles by which an assistant makes a text for its user or offers to make one. A
/// unit must meet one of them.
const SERVING: [&[(&[Role], u32)]; 3] = [
    &[(SPOKEN, 1), (&[Make], 1), (TEXT, 1)],
    &[(SPOKEN, 1), (&[Make], 1), (OFFERS, 1)],
    &[(SPOKEN, 1), (TEXT, 1), (OFFERS, 1), (&[This, Handover, Sample, MadeUp, Length, Myself], 1)],
];

const PATTERNS: &[LeftoverPattern] = &[
    // 希望对您有帮助，祝您工作顺利！ ("I hope this helps, good luck with your work!")
    LeftoverPattern { needs: &[(&[Wish], 2), (&[You], 1)], most: 30, never: &[OfModels], ..LINE },
    // 我还可以继续，需要吗？ ("I can go on, do you want that?")
    LeftoverPattern {
        needs: &[(&[Myself], 1), (&[Offer], 1), (&[Question, You], 1)],
        most: 30,
        never: &[OfModels],
        ..LINE
    },
    LeftoverPattern {
        needs: &[(&[You], 1), (&[Offer], 2), (&[Asking], 1)],
        most: 30,
        never: &[OfModels],
        ..LINE
    },
    // 以下是起草的讲话稿： ("Here is the draft of the speech:")
    LeftoverPattern {
        needs: &[(&[Handover], 1), (&[Make], 1), (TEXT, 1), (&[Colon], 1)],
        place: UnitPlace::First,
        certain: u32::MAX,
        ..MIXED
    },
    LeftoverPattern {
        needs: &[(&[Handover], 1), (&[Make], 1), (TEXT, 1), (&[Colon], 1)],
        place: UnitPlace::First,
        certain: u32::MAX,
        ..PURE
    },
    LeftoverPattern {
        needs: &[(&[Opens], 1), (&[Handover], 1), (TEXT, 1), (&[Stop], 1)],
        place: UnitPlace::First,
        share: 65,
        ..LeftoverPattern::ANY
    },
    // 好的，以下是为您撰写的致辞，热情洋溢，约三分钟： ("Sure, here is the address I wrote for you, warm, about three
    // minutes:")
    LeftoverPattern {
        needs: &[(&[Handover], 1), (&[You], 1), (&[Make], 1), (TEXT, 1), (&[Colon], 1)],
        never: OTHERS,
        place: UnitPlace::First,
        share: 35,
        ..LeftoverPattern::ANY
    },
    // 抱歉，上一版漏了颁奖环节，这是补充后的主持词： ("Sorry, the last version lacked the prizes, this is the complete
    // script:")
    LeftoverPattern {
        needs: &[(&[Opens], 1), (&[Handover, Presenting], 1), (TEXT, 1), (&[Colon], 1)],
        never: OTHERS,
        place: UnitPlace::Edge,
        share: 35,
        ..LeftoverPattern::ANY
    },
    // 本文由AI生成 ("this text was generated by AI")
    LeftoverPattern {
        needs: &[(&[Model], 1), (&[Make], 1), (&[This], 1)],
        place: UnitPlace::Apart,
        weight: 4,
        certain: 0,
        ..LeftoverPattern::ANY
    },
    LeftoverPattern {
        needs: &[(&[Model], 1), (&[Make], 1)],
        place: UnitPlace::Bracket,
        weight: 4,
        certain: 0,
        ..LeftoverPattern::ANY
    },
    LeftoverPattern {
        needs: &[(&[Model], 1), (&[Make], 1), (&[By, Sample], 1)],
        weight: 4,
        certain: 0,
        ..LINE
    },
    LeftoverPattern {
        needs: &[(&[Model], 1), (&[Make], 1), (&[This], 1)],
        weight: 4,
        ..LeftoverPattern::ANY
    },
    LeftoverPattern {
        needs: &[(&[Model], 1), (&[Source], 1)],
        place: UnitPlace::Bracket,
        share: 100,
        certain: 0,
        ..LeftoverPattern::ANY
    },
    // 以上数据为示例 ("the data above are examples")
    LeftoverPattern {
        needs: &[(&[MadeUp], 1), (TEXT, 1)],
        place: UnitPlace::Apart,
        weight: 5,
        share: 65,
        ..LeftoverPattern::ANY
    },
    LeftoverPattern {
        needs: &[(&[MadeUp], 1), (TEXT, 1), (&[Sample], 1)],
        weight: 5,
        share: 65,
        ..LeftoverPattern::ANY
    },
    // （可根据实际情况补充具体数据） ("(real data can be added as needed)")
    LeftoverPattern {
        needs: &[(&[Sample], 1), (&[Make], 1), (&[Product], 1)],
        place: UnitPlace::Bracket,
        most: 30,
        ..LeftoverPattern::ANY
    },
    // 说明：文中数据可根据实际情况调整。 ("Note: the data can be changed as needed.")
    LeftoverPattern {
        needs: &[(&[Caveat], 1), (&[Pointing], 1), (&[Sample], 1), (&[Make], 1)],
        share: 65,
        ..LINE
    },
    // 以上内容仅供参考，请根据实际情况调整。 ("The above is only for reference, please change it as needed.")
    LeftoverPattern { needs: &[(&[This], 1), (&[Sample], 2), (&[Make], 1)], share: 80, ..LINE },
    // 这篇稿子约1500字，需要我再压缩吗 ("This draft has about 1500 characters, shall I shorten it?")
    LeftoverPattern {
        needs: &[(&[This], 1), (&[Length], 1), (&[Make, Sample, Wish, You], 1)],
        share: 80,
        ..LINE
    },
    // 使用提示：请替换单位名称 ("Hint: please replace the name of the office")
    LeftoverPattern {
        needs: &[(&[Note], 1), (&[Make, Sample, Product], 1)],
        place: UnitPlace::Edge,
        share: 65,
        ..LeftoverPattern::ANY
    },
    // 喜欢这个回答吗？ ("Do you like this answer?")
    LeftoverPattern { needs: &[(&[This], 1), (&[Answer], 1), (&[Question, Sample], 1)], most: 16, ..LINE },
    // 嗯，这里应该再举一个例子，我想想可以写一位老大爷。 ("Hm, another example is needed here, let me think, an old man.")
    LeftoverPattern {
        needs: &[(&[Thinking], 1), (&[Drafting], 1)],
        never: &[OfModels],
        place: UnitPlace::Line,
        share: 45,
        ..LeftoverPattern::ANY
    },
    // 扩写成2000字，语气正式一些 ("extend it to 2000 characters, in a more formal tone")
    LeftoverPattern {
        needs: &[(&[Order], 1), (&[Length], 1)],
        place: UnitPlace::First,
        share: 65,
        ..LeftoverPattern::ANY
    },
    // 角色：你是一名秘书。任务：写一篇讲话稿。 ("Role: you are a secretary. Task: write a speech.")
    LeftoverPattern {
        needs: &[(&[Fields], 1), (&[Prompt], 1)],
        place: UnitPlace::First,
        share: 0,
        ..LeftoverPattern::ANY
    },
    // 帮我写一份讲话稿 ("write me a speech")
    LeftoverPattern {
        needs: &[(&[Ordered], 1), (TEXT, 1)],
        place: UnitPlace::Edge,
        share: 32,
        ..LeftoverPattern::ANY
    },
];

/// Maximum number of characters of a line with a word that only assistants use, for the whole line
/// to be leftover text. A longer line is tested like any other.
const MAX_SIGNED: usize = 60;
/// Minimum weight of a unit's words. A unit with less is not an assistant's text and is not tested
/// further.
const MIN_WEIGHT: u32 = 2;

/// Finds text of assistants around `found`, the occurrences of words of [`TRIGGERS`], and lines of
/// an assistant's window.
pub fn find(facts: &Facts<'_>, found: &[Span]) -> Vec<Talk> {
    let mut talk = Vec::new();
    let is_about = matches!(
        facts.kind(),
        Some(DocumentKind::Manual | DocumentKind::Regulation | DocumentKind::Judgment | DocumentKind::Form)
    );
    let words = facts.words();
    let (samples, signs) = (words.of(&assistant::SAMPLE), words.of(&assistant::SIGN));
    let frame = Frame::of(facts);
    let mut seen: Vec<Span> = Vec::new();
    for word in found {
        let spoken = word.of(facts.doc.text());
        let is_sample = samples.contains(spoken);
        if let Some(span) = window::citation(facts, *word) {
            talk.push(Talk { span, is_certain: true });
            continue;
        }
        for unit in units::around(facts, *word) {
            let unit = frame.placed(facts, unit);
            if seen.iter().rev().take(4).any(|known| *known == unit.span) {
                continue;
            }
            // （可根据实际情况补充） ("(can be added as needed)"): the request to replace something is in
            // brackets.
            if is_sample && unit.form != Form::Bracket || units::is_quoted(facts, unit.span, *word) {
                continue;
            }
            seen.push(unit.span);
            // 回复“继续” ("reply 'go on'") is a sign that contains a quotation.
            let is_said = signs.contains(spoken) && spoken.contains('“');
            let judged = if is_said { Some(true) } else { judge(facts, unit, is_about) };
            if let Some(is_certain) = judged {
                talk.push(Talk { span: unit.span, is_certain });
                break;
            }
        }
    }
    if !is_about {
        for (at, block) in units::edge_lines(facts) {
            let span = units::trimmed(facts, block.span);
            let is_beyond = frame.is_beyond(facts.doc.slice(span), at);
            let unit = Unit { span, form: Form::Line, is_at_edge: true, is_beyond };
            if (is_beyond || !seen.contains(&span)) && !facts.doc.slice(span).contains('“') {
                let is_found = talk.iter().any(|found: &Talk| found.span.overlaps(span));
                let judged = if is_found { None } else { judge(facts, unit, false) };
                talk.extend(judged.map(|is_certain| Talk { span, is_certain }));
            }
        }
        talk.extend(window::notes(facts));
        talk.extend(window::windows(facts));
        talk.extend(window::lengths(facts));
    }
    apart(talk)
}

/// Tests if a unit is an assistant's text. Returns `None` if it is not, `Some(true)` if it
/// certainly is, and `Some(false)` if documents may also contain it. `is_about` is true if the
/// document is about assistants.
fn judge(facts: &Facts<'_>, unit: Unit, is_about: bool) -> Option<bool> {
    let text = facts.doc.slice(unit.span);
    // Quoted words of a person or a program are content.
    let text = if text.starts_with(['“', '「']) { text.into() } else { without_quotes(text) };
    let (pieces, score) = LANGUAGE.heard(&text, facts.words());
    if score.has(&[Sign]) && (unit.form != Form::Line || score.characters() <= MAX_SIGNED) {
        return Some(true);
    }
    let is_sample = unit.form == Form::Bracket && score.has(&[Sample]);
    if is_about || score.total() < MIN_WEIGHT || !(is_sample || unit.is_at_edge || score.has(KEYS)) {
        return None;
    }
    let mut heard = Heard::new(facts, unit, score);
    forms::mark(facts, &text, &pieces, &mut heard);
    // In the middle of a text people may speak to each other too; a tender asks its readers for
    // documents.
    let is_inside = unit.form != Form::Bracket && !unit.is_at_edge;
    let is_tender = matches!(facts.kind(), Some(DocumentKind::Tender | DocumentKind::Contract));
    heard.total = heard.total.saturating_sub(u32::from(is_inside) + u32::from(is_tender) * 2);
    // 如果你需要生成内容，那就使用云函数 ("if you need to generate content, use cloud functions") occurs in the
    // middle of any handbook.
    let place = if heard.score.has(OF_TEXT) { UnitPlace::Anywhere } else { UnitPlace::Open };
    let served = SERVING.iter().find_map(|needs| {
        let said =
            |pattern: LeftoverPattern| LeftoverPattern { needs, never: OTHERS, place, ..pattern }.of(&heard);
        said(MIXED).or_else(|| said(PURE))
    });
    if served.is_some() || is_tender {
        return served;
    }
    let is_blank = || unit.form == Form::Bracket && units::is_note(facts, unit.span);
    PATTERNS.iter().find_map(|pattern| pattern.of(&heard)).filter(|_| !is_blank())
}
