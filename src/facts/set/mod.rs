//! Facts that a paper states and that other papers of the same set may repeat: dates, figures,
//! places, names. A set is a group of documents for one occasion, for example the notice, the
//! speech and the host's script of a meeting. They can be compared after the analysis of the paper
//! ([`Facts`]) is dropped.

pub mod activity_venues;
pub mod agenda;
mod agenda_rows;
mod anchors;
pub mod annexes;
mod appointments;
mod around;
pub mod aspects;
pub mod attendance;
mod bounds;
mod cells;
mod column_units;
mod counted;
mod date_clauses;
mod earlier;
pub mod entities;
pub mod event_venues;
pub mod events;
pub mod facilities;
mod figures;
pub mod grades;
pub mod group_rooms;
mod lead_ins;
pub mod locations;
mod measured;
pub mod meeting_statement;
mod members;
pub mod moments;
pub mod named_counts;
pub mod names;
pub mod occasion;
mod opening;
pub mod owners;
pub mod paper_counts;
pub mod part_start;
mod part_starts;
pub mod periods;
pub mod persons;
pub mod point_lists;
pub mod prizes;
pub mod programme;
mod projects;
mod ranked_cells;
pub mod ranked_subject;
pub mod ranked_whole;
mod records;
mod references;
pub mod rooms;
pub mod scope;
pub mod sites;
pub mod stages;
pub mod standings;
pub mod stated_count;
pub mod stated_figure;
mod subjects;
pub mod submissions;
mod sums;
mod table_figures;
pub mod titles;
pub mod venue;
mod visits;
pub mod wording;

use crate::facts::Facts;
use crate::facts::set::activity_venues::ActivityVenue;
use crate::facts::set::agenda::Agenda;
use crate::facts::set::annexes::Annexes;
use crate::facts::set::attendance::Attendance;
use crate::facts::set::cells::Cells;
use crate::facts::set::entities::Occurrences;
use crate::facts::set::event_venues::EventVenue;
use crate::facts::set::events::NamedEvent;
use crate::facts::set::facilities::Facility;
use crate::facts::set::grades::GradedPlace;
use crate::facts::set::group_rooms::GroupRoom;
use crate::facts::set::locations::Location;
use crate::facts::set::moments::Moment;
use crate::facts::set::named_counts::{NamedCount, PaperKinds};
use crate::facts::set::occasion::Occasion;
use crate::facts::set::owners::Owners;
use crate::facts::set::paper_counts::PaperCounts;
use crate::facts::set::part_start::PartStart;
use crate::facts::set::periods::Period;
use crate::facts::set::persons::Person;
use crate::facts::set::prizes::PrizeAmount;
use crate::facts::set::programme::PlanCount;
use crate::facts::set::rooms::Room;
use crate::facts::set::sites::Site;
use crate::facts::set::stages::ProjectStage;
use crate::facts::set::standings::Standing;
use crate::facts::set::stated_figure::StatedFigure;
use crate::facts::set::submissions::SubmissionDeadline;
use crate::facts::set::titles::Name;
use crate::facts::set::wording::{Pair, Wording};
use crate::text::chars::is_stop;
use crate::text::span::Span;

/// Facts that one paper states and that other papers of its set may repeat. A set is a group of
/// documents for one occasion, such as a meeting; a paper is a document of a set.
#[derive(Clone, Debug, Default)]
pub struct PaperFacts {
    /// Year that the paper is about.
    pub year: Option<u32>,
    /// Figures with their names, in order.
    pub figures: Vec<StatedFigure>,
    /// Names of places and organisations below the one that issues the paper, such as a district of
    /// the city. Each is given by its first two characters.
    pub entities: Vec<(Pair, Occurrences)>,
    /// Names of places and organisations in the first lines of the paper, by their first two
    /// characters.
    pub own_entities: Vec<Pair>,
    /// Days and times with the words around them, in order.
    pub moments: Vec<Moment>,
    /// Places with the words around them, in order.
    pub locations: Vec<Location>,
    /// Deadlines for papers to hand in, in order.
    pub submissions: Vec<SubmissionDeadline>,
    /// Hours and days at which the parts of the meeting begin, in order.
    pub part_starts: Vec<PartStart>,
    /// Locations of the parts of the meeting, and of other events beside it, in order.
    pub activity_venues: Vec<ActivityVenue>,
    /// Rooms of the groups of the meeting, in order.
    pub group_rooms: Vec<GroupRoom>,
    /// Facilities with the places that are told of them, in order.
    pub sites: Vec<Site>,
    /// Halls with their floors, in order.
    pub rooms: Vec<Room>,
    /// Facilities with the areas in which they are, in order.
    pub facilities: Vec<Facility>,
    /// Periods with their first and last day, in order.
    pub periods: Vec<Period>,
    /// Stages of projects with their dates, in order.
    pub project_stages: Vec<ProjectStage>,
    /// Ranks of what the paper speaks of, in order.
    pub standings: Vec<Standing>,
    /// Prizes for honours, in order.
    pub prizes: Vec<PrizeAmount>,
    /// Builders and operators of projects.
    pub owners: Owners,
    /// Locations of events, in order.
    pub event_venues: Vec<EventVenue>,
    /// Events with names of their own, in order.
    pub events: Vec<NamedEvent>,
    /// The meeting of the paper, and its statements about meetings.
    pub occasion: Occasion,
    /// Acts of persons at the meeting, such as reading a decision, and its speakers.
    pub agenda: Agenda,
    /// Annexes that the paper lists, contains or refers to.
    pub annexes: Annexes,
    /// Numbers of the points of a speech or report, of honoured persons, of speakers, groups and
    /// projects.
    pub counts: PaperCounts,
    /// Numbers of all who take part in the meeting, in order.
    pub attendances: Vec<Attendance>,
    /// Numbers of actions, works, tasks and measures in a plan, in order.
    pub plan_counts: Vec<PlanCount>,
    /// Numbers of things with their nouns, in order.
    pub named_counts: Vec<NamedCount>,
    /// Kinds of the paper, such as a report.
    pub kinds: PaperKinds,
    /// Persons with their posts.
    pub persons: Vec<Person>,
    /// Persons with a post whose names are certain only if another place confirms them.
    pub guessed: Vec<Person>,
    /// Names of persons in tables and lists, with or without a post.
    pub mentions: Vec<Span>,
    /// Spans of three characters that may be the name of a person, judging by the words before and
    /// after them.
    pub likely_names: Vec<Span>,
    /// Places with grades such as 省级 ("provincial"), in order.
    pub graded_places: Vec<GradedPlace>,
    /// Titles and names of organisations, in order.
    pub names: Vec<Name>,
}

impl Facts<'_> {
    /// Collects the facts that other papers of the set may repeat.
    pub fn paper_facts(&self) -> PaperFacts {
        let year = scope::year_of(self);
        let cells = Cells::new(self);
        let persons::Persons { certain: persons, guessed } = persons::find(self);
        let group_rooms = group_rooms::find(self);
        let agenda_rows = agenda_rows::find(self);
        let mut found = PaperFacts {
            year,
            figures: figures::find(self, year, &cells),
            entities: entities::find(self, &cells),
            own_entities: head(self)
                .flat_map(|line| Wording::new(&[line.of(self.doc.text())], &[]).own().to_vec())
                .collect(),
            moments: moments::find(self, &cells),
            locations: locations::find(self, &cells),
            submissions: submissions::find(self),
            part_starts: part_starts::find(self, &agenda_rows),
            activity_venues: activity_venues::find(self, &agenda_rows),
            owners: owners::find(self),
            prizes: prizes::find(self),
            standings: ranked_cells::complete(self, year, standings::find(self, year)),
            project_stages: stages::find(self, year),
            facilities: facilities::find(self),
            sites: sites::find(self),
            rooms: rooms::find(self),
            periods: periods::find(self),
            event_venues: event_venues::find(self),
            events: events::find(self, year),
            occasion: opening::complete(self, occasion::find(self)),
            annexes: references::complete(self, annexes::find(self)),
            counts: paper_counts::find(self, &group_rooms),
            attendances: attendance::find(self),
            plan_counts: programme::find(self),
            named_counts: named_counts::find(self),
            kinds: named_counts::kinds(self),
            group_rooms: group_rooms.into_iter().chain(group_rooms::distributed(self)).collect(),
            agenda: agenda::find(self, &persons),
            persons,
            guessed,
            mentions: names::mentions(self),
            likely_names: names::likely(self),
            graded_places: grades::find(self),
            names: titles::find(self),
        };
        found.shrink();
        found
    }
}

impl PaperFacts {
    /// Frees the unused capacity of the lists, because those of all papers are kept until the last
    /// paper is read.
    fn shrink(&mut self) {
        self.submissions.truncate(MAX_KEPT);
        self.part_starts.truncate(MAX_KEPT);
        self.activity_venues.truncate(MAX_KEPT);
        self.facilities.truncate(MAX_KEPT);
        self.sites.truncate(MAX_KEPT);
        self.rooms.truncate(MAX_KEPT);
        self.periods.truncate(MAX_KEPT);
        self.attendances.truncate(MAX_KEPT);
        self.plan_counts.truncate(MAX_KEPT);
        self.named_counts.truncate(MAX_KEPT);
        self.prizes.truncate(MAX_KEPT);
        self.standings.truncate(MAX_KEPT);
        self.events.truncate(MAX_KEPT);
        self.agenda.acts.truncate(MAX_KEPT);
        self.agenda.listed.truncate(MAX_KEPT);
        self.agenda.invited.truncate(MAX_KEPT);
        self.annexes.titled.truncate(MAX_KEPT);
        self.annexes.other_sheets.truncate(MAX_KEPT);
        self.annexes.enclosed.truncate(MAX_KEPT);
        self.figures.shrink_to_fit();
        self.moments.shrink_to_fit();
        self.locations.shrink_to_fit();
        self.submissions.shrink_to_fit();
        self.part_starts.shrink_to_fit();
        self.activity_venues.shrink_to_fit();
        self.facilities.shrink_to_fit();
        self.sites.shrink_to_fit();
        self.rooms.shrink_to_fit();
        self.periods.shrink_to_fit();
        self.graded_places.shrink_to_fit();
        self.attendances.shrink_to_fit();
        self.plan_counts.shrink_to_fit();
        self.named_counts.shrink_to_fit();
        self.group_rooms.shrink_to_fit();
        self.project_stages.shrink_to_fit();
        self.prizes.shrink_to_fit();
        self.standings.shrink_to_fit();
        self.event_venues.shrink_to_fit();
        self.events.shrink_to_fit();
        self.persons.shrink_to_fit();
        self.guessed.shrink_to_fit();
        self.mentions.shrink_to_fit();
        self.likely_names.shrink_to_fit();
        self.names.shrink_to_fit();
        self.entities.shrink_to_fit();
        self.own_entities.shrink_to_fit();
    }
}

/// Number of characters after a position within which a clause ends. Longer clauses are cut, so
/// that time stays linear.
const MAX_AHEAD: usize = 120;
/// Maximum number of facts of one kind that are kept per paper, the first ones. Limited,
/// because all pairs of facts of a set are compared.
const MAX_KEPT: usize = 200;

/// Text from byte `at` on that may belong to one clause.
pub(super) fn ahead(text: &str, at: usize) -> &str {
    let behind = &text[at..];
    behind.char_indices().nth(MAX_AHEAD).map_or(behind, |(end, _)| &behind[..end])
}

/// Maximum number of bytes of a line of a title. A longer line is running text.
const MAX_TITLE: usize = 180;
/// Number of lines at the beginning in which the title and its subtitle are looked for:
/// ——在全县水利工作会议上的报告 ("Report to the county's meeting on water").
const TITLE_LINES: usize = 4;

/// Spans of the lines at the beginning that may be the title or its subtitle.
pub(super) fn head<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = Span> + 'f {
    let lines = facts.doc.blocks().iter().filter(|block| block.kind.is_running());
    let text = facts.doc.text();
    let is_title = move |span: &Span| span.len() <= MAX_TITLE && !span.of(text).ends_with(is_stop);
    lines.take(TITLE_LINES).map(|block| block.span).filter(is_title)
}
