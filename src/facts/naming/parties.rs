//! Parties of a contract or a tender that have another name than before: 乙方：云江建材有限公司 ("Party B:
//! Yunjiang Building Materials Co.") at the end of a contract that begins with 乙方：澄江医疗器械有限公司
//! ("Party B: Chengjiang Medical Devices Co.").

use rustc_hash::FxHashMap;

use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::naming::difference;
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::{naming, person, place};

/// Maximum number of characters of the name of a party. A longer text is not one.
const MAX_NAME: usize = 30;
/// Minimum number of characters of the name of an organisation.
const MIN_ORGANISATION: usize = 4;
/// Maximum number of places that give the name of one party. A file with more places contains
/// several contracts.
const MAX_STATEMENTS: usize = 4;
/// Number of bytes at the end of a text in which the name after a role is taken for a signature.
const MAX_END: usize = 600;
/// Maximum number of bytes in brackets after a role that are skipped: （盖章） ("(seal)"). After a
/// longer bracket, no name is read.
const MAX_NOTE: usize = 45;

/// A party of a contract with another name than the one that the text gives first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignParty {
    /// Span of the party's role: 乙方 ("Party B").
    pub role: Span,
    /// Span of the name that differs from the one stated first.
    pub span: Span,
    /// Span of the name that the text gives first.
    pub named: Span,
}

/// Place in the text that gives a name for the role of a party (乙方, "Party B").
#[derive(Clone, Copy)]
struct Statement {
    role: Span,
    name: Span,
    /// True if the party signs there, or if the name directly follows or precedes the role in a
    /// sentence.
    is_certain: bool,
}

impl Facts<'_> {
    /// Parties with another name than the one that the text gives first, in text order. `roles` are
    /// the occurrences of the words for roles (甲方, "Party A").
    pub fn foreign_parties(&self, roles: &[Span]) -> Vec<ForeignParty> {
        let is_about_others = self.kind().is_some_and(DocumentKind::is_about_others);
        if roles.len() < 2 || is_about_others {
            return Vec::new();
        }
        let statements: Vec<Statement> =
            roles.iter().filter_map(|role| self.labelled(*role).or_else(|| self.bracketed(*role))).collect();
        let text = self.doc.text();
        let mut parties: FxHashMap<&str, Vec<Statement>> = FxHashMap::default();
        for statement in statements {
            parties.entry(statement.role.of(text)).or_default().push(statement);
        }
        let mut found: Vec<ForeignParty> = Vec::new();
        let mut others = 0;
        for statements in parties.values() {
            let first = statements[0];
            let piece = self.piece_of(self.doc.block_at(first.role.start()));
            let is_other = |statement: &&Statement| !self.is_one(first.name, statement.name);
            let foreign: Vec<&Statement> = statements[1..].iter().filter(is_other).collect();
            others += usize::from(!foreign.is_empty());
            let is_one_contract =
                |statement: &Statement| self.piece_of(self.doc.block_at(statement.role.start())) == piece;
            if let [foreign] = foreign.as_slice()
                && statements.len() <= MAX_STATEMENTS
                && statements.iter().all(is_one_contract)
                && (foreign.is_certain || text.len() - foreign.role.end() <= MAX_END)
            {
                found.push(ForeignParty { role: foreign.role, span: foreign.name, named: first.name });
            }
        }
        // If several parties have another name, another contract has begun.
        if others > 1 {
            return Vec::new();
        }
        found.sort_unstable_by_key(|party| party.span);
        found
    }

    /// Reads a party's name after its role at the beginning of a block or a table cell:
    /// 乙方（盖章）：云江建材有限公司 ("Party B (seal): Yunjiang Building Materials Co.").
    fn labelled(&self, role: Span) -> Option<Statement> {
        let text = self.doc.text();
        let block = self.doc.blocks()[self.doc.block_at(role.start())].span;
        if !text[block.start()..role.start()].trim_matches(is_blank).is_empty() {
            return None;
        }
        let mut rest = text[role.end()..block.end()].trim_start_matches(is_blank);
        let mut is_certain = false;
        if rest.starts_with(['（', '(']) {
            let end = rest.find(['）', ')']).filter(|end| *end <= MAX_NOTE)?;
            is_certain = rest[..end].contains(['章', '签']);
            rest = rest[end..].trim_start_matches(['）', ')']).trim_start_matches(is_blank);
        }
        let name = rest.strip_prefix(['：', ':'])?.trim_start_matches(is_blank);
        let start = block.end() - name.len();
        let length = name.find(|c: char| !is_han(c)).unwrap_or(name.len());
        let run = Span::new(start, start + length);
        let is_last = self.doc.text()[run.end()..block.end()].trim_matches(is_blank).is_empty();
        let person = || Some(run).filter(|run| is_last && self.is_person(*run));
        self.organisation(run).or_else(person).map(|name| Statement { role, name, is_certain })
    }

    /// Reads the name of a party before its role in brackets: 云江建材有限公司（乙方） ("… Co. (Party B)") or
    /// （以下简称乙方） ("(hereinafter Party B)").
    fn bracketed(&self, role: Span) -> Option<Statement> {
        let text = self.doc.text();
        let block = self.doc.blocks()[self.doc.block_at(role.start())].span;
        let marks = ['“', '"', '「', '：', ':'];
        let head = text[block.start()..role.start()].trim_end_matches(marks);
        let head = self
            .words()
            .of(&naming::INTRODUCED)
            .end_of(head)
            .map_or(head, |cue| &head[..head.len() - cue.len()]);
        let head = head.strip_suffix(['（', '('])?;
        if !text[role.end()..].trim_start_matches(['”', '"', '」']).starts_with(['）', ')']) {
            return None;
        }
        let run = head.char_indices().rev().take(MAX_NAME).take_while(|(_, c)| is_han(*c)).last()?.0;
        let name = Span::new(block.start() + run, block.start() + head.len());
        self.organisation(name).map(|name| Statement { role, name, is_certain: true })
    }

    /// Returns the name if it ends like that of an organisation.
    fn organisation(&self, name: Span) -> Option<Span> {
        let written = name.of(self.doc.text());
        let length = written.chars().count();
        let is_organisation = self.words().of(&naming::ORGANISATION).end_of(written).is_some()
            || self.words().of(&place::INSTITUTION).end_of(written).is_some()
            || written.ends_with(['局', '院', '厅', '委']);
        (is_organisation && (MIN_ORGANISATION..=MAX_NAME).contains(&length)).then_some(name)
    }

    /// True for the name of a person: a surname and one or two characters.
    fn is_person(&self, name: Span) -> bool {
        let written = name.of(self.doc.text());
        let surname = written.chars().next();
        let classes = [&person::SURNAME, &naming::RARE_SURNAME];
        (2..=3).contains(&written.chars().count())
            && surname
                .is_some_and(|c| classes.into_iter().any(|class| difference::has(self.words(), class, c)))
    }

    /// True if two names may be of the same party: one is short for the other, one is a person (who
    /// may sign for an organisation), or one is masked.
    fn is_one(&self, first: Span, second: Span) -> bool {
        let text = self.doc.text();
        let (a, b) = (first.of(text), second.of(text));
        // A person may sign for an organisation.
        if self.is_person(first) != self.is_person(second) || a.contains('某') || b.contains('某') {
            return true;
        }
        let is_within = |short: &str, long: &str| {
            let mut chars = long.chars();
            short.chars().all(|c| chars.any(|other| other == c))
        };
        is_within(a, b) || is_within(b, a)
    }
}
