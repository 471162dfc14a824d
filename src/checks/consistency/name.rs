//! Rule `consistency/name`: reports a person, an organisation or a title that is spelt differently
//! once, and the same way everywhere else.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::lexicon::LiteralId;
use crate::facts::naming::spelling::Misspelling;
use crate::facts::naming::{organisations, persons};
use crate::words::{naming, person};

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    let posts = [&person::POST, &naming::OFFICE].into_iter().flat_map(|class| input.words.of(class).iter());
    let posts = posts.map(|word| input.lexicon.add(word)).collect();
    let kinds = input.words.of(&naming::ORGANISATION).iter().map(|word| input.lexicon.add(word)).collect();
    Ok(Box::new(Name { posts, kinds }))
}

struct Name {
    posts: Vec<LiteralId>,
    kinds: Vec<LiteralId>,
}

impl Check for Name {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let words = cx.facts.words();
        let mut found: Vec<Misspelling> = cx.facts.misspelt_titles().to_vec();
        let posts = self.posts.iter().map(|post| cx.facts.occurrences(*post));
        found.extend(persons::find(cx.doc, posts, words));
        for kind in &self.kinds {
            found.extend(organisations::find(cx.doc, cx.facts.occurrences(*kind), words));
        }
        found.sort_unstable_by_key(|misspelling| (misspelling.span, misspelling.usual));
        let mut end = 0;
        for misspelling in found {
            // A name that ends with two of the words, such as 研究院 ("institute") and 设计研究院 ("design
            // institute"), is found for both.
            if misspelling.span.start() < end {
                continue;
            }
            end = misspelling.span.end();
            out.report(misspelling.span)
                .arg("usual", cx.doc.slice(misspelling.usual))
                .arg("places", misspelling.places as u64)
                .related("usual", misspelling.usual);
        }
    }
}
