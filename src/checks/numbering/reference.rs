//! Rule `numbering/reference`: reports references to things that do not exist: 详见附件3 ("see
//! attachment 3") if there are two; 见第五部分 ("see part 5") if there are four; 本办法第四十条 ("Article 40 of
//! these rules") if there are thirty; 前款 ("the previous paragraph") in the first paragraph of an
//! article.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::numbering::missing::{self, Lack};
use crate::facts::numbering::{named, pointed, titled};

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(References))
}

struct References;

impl Check for References {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut misnamed = named::misnamed(cx.facts);
        misnamed.extend(pointed::mistaken(cx.facts));
        for found in misnamed {
            out.report(found.reference)
                .variant("named")
                .arg("last", "")
                .arg("title", cx.doc.slice(found.title))
                .arg("right", found.right)
                .related("title", found.title);
        }
        for found in titled::otherwise(cx.facts) {
            out.report(found.place)
                .variant("titled")
                .arg("last", "")
                .arg("title", cx.doc.slice(found.title))
                .related("title", found.title);
        }
        for found in missing::all(cx.facts) {
            let finding = out.report(found.span).variant(variant(found.lack));
            match found.lack {
                Lack::Letter => finding.arg("last", letter(found.last)),
                _ => finding.arg("last", u64::from(found.last)),
            };
        }
    }
}

fn variant(lack: Lack) -> &'static str {
    match lack {
        Lack::Article => "article",
        Lack::Item => "item",
        Lack::Paragraph => "paragraph",
        Lack::First => "first",
        Lack::Force => "force",
        Lack::Chapter => "chapter",
        Lack::Part => "part",
        Lack::Label => "label",
        Lack::Caption => "caption",
        Lack::Attachment => "attachment",
        Lack::Source => "source",
        Lack::Own => "own",
        Lack::Itself => "itself",
        Lack::Letter => "letter",
        Lack::Below => "below",
        Lack::Above => "above",
    }
}

/// Returns the capital letter at a position of the alphabet: A for 1.
fn letter(place: u32) -> String {
    let offset = place.saturating_sub(1).min(25) as u8;
    char::from(b'A' + offset).to_string()
}
