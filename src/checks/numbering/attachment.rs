//! Rule `numbering/attachment`: compares the list of attachments at the end of a document (附件：1.…
//! 2.…, "Attachments: 1. … 2. …") with the attachments that follow.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::diagnostic::Severity;
use crate::facts::numbering::attachments::{Attached, Attachments, Listed};
use crate::facts::numbering::references::{Owner, Target};
use crate::text::chars::is_longer;
use crate::text::fold::comparable_text;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Note))
}

struct Note;

impl Check for Note {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let attachments = cx.facts.attachments();
        let Some(first) = attachments.listed.first() else {
            absent(cx, out, attachments);
            return;
        };
        unnamed(cx, out, attachments);
        if let (Some(_), [_]) = (first.number, &attachments.listed[..]) {
            out.report(first.mark).at_most(Severity::Hint).variant("single");
        }
        for listed in &attachments.listed {
            pair(cx, out, attachments, listed);
        }
        for attached in &attachments.attached {
            let is_listed = attachments.listed.iter().any(|listed| is_same(listed, attached));
            if !is_listed && attached.number.is_some() {
                out.report(attached.head)
                    .variant("unlisted")
                    .arg("count", attachments.listed.len() as u64)
                    .related("note", first.mark);
            }
        }
    }
}

/// Reports a reference such as 见附件2 ("see attachment 2") if the document has neither a list of
/// attachments nor an attachment. Only a hint, because published texts often omit the attachments.
fn absent(cx: &Context<'_>, out: &mut Findings<'_>, attachments: &Attachments) {
    let mut named = cx.facts.references().iter().filter_map(|reference| match reference.target {
        Target::Attachment(number) if reference.owner == Owner::Bare => Some((reference, number)),
        _ => None,
    });
    let is_absent = attachments.attached.is_empty()
        && !cx.doc.blocks().iter().any(|block| cx.doc.slice(block.span).starts_with("附件"));
    if let Some((reference, number)) = named.next().filter(|_| is_absent) {
        out.report(reference.span).at_most(Severity::Hint).variant("lost").arg("number", u64::from(number));
    }
}

/// Reports the only listed attachment that the text does not mention, if it mentions all others by
/// number. Only a hint.
fn unnamed(cx: &Context<'_>, out: &mut Findings<'_>, attachments: &Attachments) {
    let named: Vec<u32> = cx
        .facts
        .references()
        .iter()
        .filter_map(|reference| match reference.target {
            Target::Attachment(number) => Some(number),
            _ => None,
        })
        .collect();
    let is_named = |listed: &&Listed| listed.number.is_none_or(|number| named.contains(&number));
    let mut lonely = attachments.listed.iter().filter(|listed| !is_named(listed));
    if let (Some(only), None) = (lonely.next(), lonely.next())
        && attachments.listed.len() > 2
    {
        out.report(only.place())
            .at_most(Severity::Hint)
            .variant("unnamed")
            .arg("number", u64::from(only.number.unwrap_or(1)));
    }
}

fn is_same(listed: &Listed, attached: &Attached) -> bool {
    listed.number.unwrap_or(1) == attached.number.unwrap_or(1)
}

/// Checks one listed attachment: it must exist and have the same title.
fn pair(cx: &Context<'_>, out: &mut Findings<'_>, attachments: &Attachments, listed: &Listed) {
    let title = cx.doc.slice(listed.title);
    let mut same = attachments.attached.iter().filter(|attached| is_same(listed, attached));
    match (same.next(), same.next()) {
        (None, _) if attachments.attached.iter().any(|attached| attached.number.is_some()) => {
            out.report(listed.place()).variant("absent").arg("number", listed.number.unwrap_or(1) as u64);
        }
        (Some(attached), None) if !attached.titles.is_empty() && !is_called(cx, attached, title) => {
            out.report(listed.title)
                .variant("title")
                .arg("found", cx.doc.slice(attached.titles[0]))
                .related("title", attached.titles[0]);
        }
        _ => {}
    }
}

/// True if the lines at the start of the attachment contain the title. It may be broken over
/// several lines, and the name of an office may come before it.
fn is_called(cx: &Context<'_>, attached: &Attached, title: &str) -> bool {
    let fold = |text: &str| comparable_text(text.trim_matches(['《', '》', '。', '；', '，', ';']));
    let title = fold(title);
    let lines: Vec<String> = attached.titles.iter().map(|&line| fold(cx.doc.slice(line))).collect();
    let joined = lines.concat();
    joined.contains(&title) || lines.iter().any(|line| is_longer(line, 3) && title.contains(line.as_str()))
}
