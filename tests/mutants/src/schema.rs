//! Mutant schemata: one text for each file that contains all of its mutants. Which of them is
//! active is decided when the program runs.

use std::ops::Range;

use crate::draw::Mutant;
use crate::sites::{Form, Site};

/// The text of a file with its mutants in it.
pub(crate) struct Schema {
    pub(crate) text: String,
    /// Bytes of the new text that belong to each mutant, with the mutant's number. Inner mutants
    /// follow those around them.
    pub(crate) places: Vec<(Range<usize>, u32)>,
}

/// Creates the text of a file with these mutants in it.
pub(crate) fn write(text: &str, mut mutants: Vec<&Mutant>) -> Schema {
    mutants.sort_by_key(|mutant| (mutant.site.range.start, std::cmp::Reverse(mutant.site.range.end)));
    let mut writer = Writer { source: text, out: String::new(), places: Vec::new() };
    writer.stretch(0..text.len(), &mutants);
    Schema { text: writer.out, places: writer.places }
}

struct Writer<'a> {
    source: &'a str,
    out: String,
    places: Vec<(Range<usize>, u32)>,
}

impl Writer<'_> {
    /// Appends a range of the source with the mutants in it, which are sorted.
    fn stretch(&mut self, range: Range<usize>, mut mutants: &[&Mutant]) {
        let mut at = range.start;
        while let [Mutant { number, site, .. }, rest @ ..] = mutants {
            // Mutants nest, for they are nodes of one tree.
            let inner = rest.iter().take_while(|other| other.site.range.start < site.range.end).count();
            self.out.push_str(&self.source[at..site.range.start]);
            let (start, place) = (self.out.len(), self.places.len());
            self.places.push((start..start, *number));
            self.mutant(*number, site, &rest[..inner]);
            self.places[place].0.end = self.out.len();
            at = site.range.end;
            mutants = &rest[inner..];
        }
        self.out.push_str(&self.source[at..range.end]);
    }

    fn mutant(&mut self, number: u32, site: &Site, inner: &[&Mutant]) {
        match site.form {
            Form::Expression => {
                self.out
                    .push_str(&format!("(if crate::mutant::is({number}) {{ {} }} else {{ ", site.mutated));
                self.stretch(site.range.clone(), inner);
                self.out.push_str(" })");
            }
            Form::Statement => {
                self.out.push_str(&format!("if !crate::mutant::is({number}) {{ "));
                self.stretch(site.range.clone(), inner);
                self.out.push_str(" }");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::draw::Mutant;
    use crate::sites::find;

    #[test]
    fn mutants_nest() {
        let text = "fn f() { if a < 3 { return; } 乙 }";
        let sites = find("src/a.rs", text).expect("this is Rust");
        let mutants: Vec<Mutant> =
            (1..).zip(sites).map(|(number, site)| Mutant { number, key: 0, site }).collect();
        let schema = write(text, mutants.iter().collect());
        assert_eq!(
            schema.text,
            "fn f() { if (if crate::mutant::is(1) { !(a < 3) } else { \
             (if crate::mutant::is(3) { (a) <= (3) } else { a < \
             (if crate::mutant::is(4) { 4 } else { 3 }) }) }) \
             { if !crate::mutant::is(2) { return; } } 乙 }"
        );
        syn::parse_file(&schema.text).expect("still Rust");
        let numbers: Vec<u32> = schema.places.iter().map(|(_, number)| *number).collect();
        assert_eq!(numbers, [1, 3, 4, 2]);
        let (last, _) = schema.places.last().expect("four places");
        assert_eq!(&schema.text[last.clone()], "if !crate::mutant::is(2) { return; }");
    }
}
