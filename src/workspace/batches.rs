//! Old Word and WPS files of a run, converted many at a time: LibreOffice takes a second or two to start, and some milliseconds for a
//! file. Whoever needs a file that nobody converted yet takes it with those that follow in the run; each process has a profile of its
//! own, so that threads convert at once. What a process leaves undone, by a crash or by its limit of time, is tried again without
//! the file that it ended at, which is converted by itself.

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tempfile::TempDir;

use crate::config::limits::Size;
use crate::document::source::Source;
use crate::engine::report::Problem;
use crate::readers;
use crate::readers::content::Content;
use crate::workspace::converter::{self, Program, Stopped};
use crate::workspace::{bounded, kept, soffice};

/// Most files of one process. More would save little and keep the others waiting.
const MAX_FILES: usize = 64;
/// Most bytes of the files of one process, beside the first, and of each of them.
const MAX_BYTES: usize = 64 << 20;
/// Files of the run that are looked at to fill a process: most of them may be kept from an earlier run.
const MAX_LOOKED_AT: usize = 512;

/// The files of a run that LibreOffice reads.
pub(crate) struct Batches {
    /// In the order in which they are asked for.
    files: Vec<PathBuf>,
    places: FxHashMap<String, usize>,
    state: Mutex<State>,
    changed: Condvar,
    /// Hears how many files were converted, of how many.
    tell: Box<dyn Fn(usize, usize) + Send + Sync>,
}

/// What came of files, by the names of their results.
#[derive(Default)]
struct State {
    files: FxHashMap<String, Stage>,
    /// The first file that was not looked at, for each filter.
    next: FxHashMap<&'static str, usize>,
    converted: usize,
}

enum Stage {
    /// Somebody converts it, and so many wait for it: documents may have the same content.
    Taken { waiting: usize },
    /// So many are still to take it.
    Done { result: Result<Made, Problem>, takers: usize },
}

/// A result, in a folder that goes with the last result in it.
#[derive(Clone)]
pub(super) struct Made {
    path: PathBuf,
    _folder: Arc<TempDir>,
}

impl Made {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// A file of a batch, under the name of its result.
struct Member {
    name: String,
    source: Source,
}

impl fmt::Debug for Batches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batches").field("files", &self.files).finish_non_exhaustive()
    }
}

impl Batches {
    /// Batches of those of `files` that LibreOffice reads; `None` if there is no second one.
    pub(crate) fn new<'f>(
        files: impl Iterator<Item = &'f Path>,
        tell: Box<dyn Fn(usize, usize) + Send + Sync>,
    ) -> Option<Self> {
        let is_read = |path: &&Path| {
            let name = path.to_string_lossy();
            let program = readers::format_of(&name).and_then(converter::program);
            program == Some(Program::LibreOffice) && !readers::is_lock_file(&name)
        };
        let files: Vec<PathBuf> = files.filter(is_read).map(Path::to_owned).collect();
        let places = files.iter().enumerate().map(|(at, path)| (path.display().to_string(), at)).collect();
        let (state, changed) = (Mutex::default(), Condvar::new());
        (files.len() > 1).then_some(Self { files, places, state, changed, tell })
    }

    /// What LibreOffice makes of a Word file by this filter. `name` is that of the result.
    pub(super) fn convert(&self, source: &Source, name: &str, filter: &'static str) -> Result<Made, Problem> {
        let mut is_waiting = false;
        let mut state = self.state();
        loop {
            match state.files.get_mut(name) {
                Some(Stage::Done { result, takers }) => {
                    let result = result.clone();
                    *takers = takers.saturating_sub(1);
                    if *takers == 0 {
                        state.files.remove(name);
                    }
                    return result;
                }
                Some(Stage::Taken { .. }) if is_waiting => {
                    state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
                Some(Stage::Taken { waiting }) => {
                    *waiting += 1;
                    is_waiting = true;
                    drop(state);
                    // Another thread converts it: meanwhile this one converts those that come then.
                    self.run(Vec::new(), filter);
                    state = self.state();
                }
                None => {
                    state.files.insert(name.to_owned(), Stage::Taken { waiting: 1 });
                    is_waiting = true;
                    let place = self.places.get(&source.name).map_or(0, |place| place + 1);
                    let next = state.next.entry(filter).or_default();
                    *next = place.max(*next);
                    drop(state);
                    let source = Source { name: source.name.clone(), bytes: source.bytes.clone() };
                    self.run(vec![Member { name: name.to_owned(), source }], filter);
                    state = self.state();
                }
            }
        }
    }

    /// Fills a batch and converts it.
    fn run(&self, mut members: Vec<Member>, filter: &'static str) {
        self.fill(&mut members, filter);
        let names: Vec<String> = members.iter().map(|member| member.name.clone()).collect();
        // Nobody waits for a thread that died.
        let _taken = Taken { batches: self, names: &names };
        let mut rest: Vec<&Member> = members.iter().collect();
        let mut fruitless = 0;
        while rest.len() > 1 && fruitless < 2 {
            let made = match self.convert_together(&rest, filter) {
                Ok(made) => made,
                Err(Stopped::System(error)) if error.kind() == ErrorKind::NotFound => {
                    let problem = Problem::NoProgram(Program::LibreOffice.name());
                    rest.iter().for_each(|member| self.settle(&member.name, Err(problem.clone())));
                    return;
                }
                // Each file by itself then says what is wrong.
                Err(_) => break,
            };
            fruitless = if made.iter().any(Option::is_some) { 0 } else { fruitless + 1 };
            let mut left = Vec::new();
            for (member, made) in rest.iter().zip(made) {
                match made {
                    Some(made) => self.settle(&member.name, Ok(made)),
                    None => left.push(*member),
                }
            }
            rest = left;
            // LibreOffice goes by the order of the files: the first that is missing is the one that it ended at. If that one can be
            // read by itself and nothing was made, files are not converted together here.
            if !rest.is_empty() && self.convert_alone(rest.remove(0), filter) && fruitless > 0 {
                break;
            }
        }
        for member in rest {
            self.convert_alone(member, filter);
        }
    }

    /// Adds files that come next in the run, that this filter reads, and that nobody converted.
    fn fill(&self, members: &mut Vec<Member>, filter: &'static str) {
        let mut bytes = 0;
        for _ in 0..MAX_LOOKED_AT {
            if members.len() >= MAX_FILES || bytes >= MAX_BYTES {
                return;
            }
            let at = {
                let mut state = self.state();
                let next = state.next.entry(filter).or_default();
                *next += 1;
                *next - 1
            };
            let Some(path) = self.files.get(at) else { return };
            let Some(member) = member(path, filter) else { continue };
            let mut state = self.state();
            if !state.files.contains_key(&member.name) {
                state.files.insert(member.name.clone(), Stage::Taken { waiting: 0 });
                bytes += member.source.bytes.len();
                members.push(member);
            }
        }
    }

    /// Converts files in one process; `None` for those of which it made nothing.
    fn convert_together(&self, members: &[&Member], filter: &str) -> Result<Vec<Option<Made>>, Stopped> {
        let sources: Vec<&Source> = members.iter().map(|member| &member.source).collect();
        let folder = TempDir::new()?;
        let made = converter::many(&sources, filter, folder.path(), &|more| self.count(more))?;
        let folder = Arc::new(folder);
        let of_folder = |path| Made { path, _folder: folder.clone() };
        Ok(made.into_iter().map(|path| path.map(of_folder)).collect())
    }

    /// Converts a file in a process of its own. True if it can be read.
    fn convert_alone(&self, member: &Member, filter: &str) -> bool {
        let program = (Program::LibreOffice, Some(filter));
        let made = TempDir::new().map_err(Stopped::from).and_then(|folder| {
            let path = converter::one(&member.source, program, folder.path())?;
            Ok(Made { path, _folder: Arc::new(folder) })
        });
        let is_read = made.is_ok();
        self.settle(&member.name, made.map_err(|stopped| stopped.problem(program.0)));
        self.count(1);
        is_read
    }

    /// A file of the run whose result is kept.
    pub(super) fn pass_over(&self) {
        self.count(1);
    }

    fn count(&self, more: usize) {
        let mut state = self.state();
        // What is converted again was counted already.
        state.converted = (state.converted + more).min(self.files.len());
        let converted = state.converted;
        drop(state);
        (self.tell)(converted, self.files.len());
    }

    fn settle(&self, name: &str, result: Result<Made, Problem>) {
        let mut state = self.state();
        let waiting = match state.files.get(name) {
            Some(Stage::Taken { waiting }) => *waiting,
            Some(Stage::Done { .. }) | None => 0,
        };
        // Of those that were converted ahead, nobody has asked for most.
        state.files.insert(name.to_owned(), Stage::Done { result, takers: waiting.max(1) });
        drop(state);
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that is done under the lock can fail.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The file at `path`, if LibreOffice is to read it by this filter and its result is not kept.
fn member(path: &Path, filter: &str) -> Option<Member> {
    let most = Size::new(MAX_BYTES as u64)?;
    let bytes = bounded::file(path, most).ok()??;
    let is_of_filter =
        matches!(Content::of(&bytes), Ok(Content::Word(head)) if soffice::filter(head) == filter);
    let source = Source { name: path.display().to_string(), bytes };
    let name = kept::name(&source, Program::LibreOffice);
    let is_kept = kept::path(&name).is_some_and(|path| path.exists());
    (is_of_filter && !is_kept).then_some(Member { name, source })
}

/// Files that a thread converts. Those that it leaves without a result go back.
struct Taken<'b> {
    batches: &'b Batches,
    names: &'b [String],
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut state = self.batches.state();
        for name in self.names {
            if matches!(state.files.get(name), Some(Stage::Taken { .. })) {
                state.files.remove(name);
            }
        }
        drop(state);
        self.batches.changed.notify_all();
    }
}
