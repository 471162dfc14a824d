//! Converts the old Word and WPS files of a run in batches, because LibreOffice takes a second or
//! two to start, but only milliseconds per file. A thread that needs an unconverted file converts
//! it together with the files that follow it in the run. Each process has its own profile, so that
//! several threads can convert at once. If a process crashes or times out, the unfinished files of
//! its batch are tried again. The file at which it stopped is then converted alone.

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

/// Maximum number of files that one process converts. More would save little time and make other
/// threads wait longer.
const MAX_FILES: usize = 64;
/// Maximum number of bytes of a file that is added to a batch; its first file may be longer. A
/// batch is also full when the files added to it have this many bytes together.
const MAX_BYTES: usize = 64 << 20;
/// Maximum number of files that are considered for one batch. Most of them may already have a
/// result from an earlier run.
const MAX_LOOKED_AT: usize = 512;

/// The files of a run that LibreOffice converts.
pub(crate) struct Batches {
    /// The files to convert, in the order in which they will be needed.
    files: Vec<PathBuf>,
    places: FxHashMap<String, usize>,
    state: Mutex<State>,
    changed: Condvar,
    /// Callback for showing progress: it gets the number of converted files and the number of all.
    tell: Box<dyn Fn(usize, usize) + Send + Sync>,
}

/// Progress of the conversion of each file, by the name of its result.
#[derive(Default)]
struct State {
    files: FxHashMap<String, Stage>,
    /// For each import filter of LibreOffice, the index of the first file that was not considered
    /// for a batch yet.
    next: FxHashMap<&'static str, usize>,
    converted: usize,
}

enum Stage {
    /// A thread is converting the file. `waiting` counts the threads that need the result; several
    /// documents may have the same content.
    Taken { waiting: usize },
    /// The file was converted. `takers` counts the threads that have not taken the result yet.
    Done { result: Result<Made, Problem>, takers: usize },
}

/// A converted file. Its folder is deleted when the last result in it is dropped.
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

/// A file in a batch, and the name of its result.
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
    /// Creates batches for those of `files` that LibreOffice converts; `None` if there are fewer
    /// than two.
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

    /// Converts a Word file with the import filter `filter` of LibreOffice, together with files
    /// that follow it in the run. `name` is the name of the result in the cache.
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
                    // Another thread is converting it. In the meantime this thread converts files
                    // that come later.
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
        // If this thread panics, its files are released, so that no other thread waits for them
        // forever.
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
                // Converting each file alone gives each its own error.
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
            // LibreOffice works in the order of the files, so it stopped at the first file without
            // a result. If that file can be converted alone and the batch produced nothing, batches
            // do not work here.
            if !rest.is_empty() && self.convert_alone(rest.remove(0), filter) && fruitless > 0 {
                break;
            }
        }
        for member in rest {
            self.convert_alone(member, filter);
        }
    }

    /// Adds the next files of the run to a batch: those that the filter reads and that are not
    /// converted yet.
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

    /// Converts files in one process. Returns the result of each; `None` for a file without a
    /// result.
    fn convert_together(&self, members: &[&Member], filter: &str) -> Result<Vec<Option<Made>>, Stopped> {
        let sources: Vec<&Source> = members.iter().map(|member| &member.source).collect();
        let folder = TempDir::new()?;
        let made = converter::many(&sources, filter, folder.path(), &|more| self.count(more))?;
        let folder = Arc::new(folder);
        let of_folder = |path| Made { path, _folder: folder.clone() };
        Ok(made.into_iter().map(|path| path.map(of_folder)).collect())
    }

    /// Converts a file in a process of its own. Returns true if that worked.
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

    /// Counts a file as converted, because its result was kept from an earlier run.
    pub(super) fn pass_over(&self) {
        self.count(1);
    }

    fn count(&self, more: usize) {
        let mut state = self.state();
        // A file that is converted a second time was counted the first time.
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
        // Nobody waits yet for a file that was converted ahead of time. Its first taker is still to
        // come.
        state.files.insert(name.to_owned(), Stage::Done { result, takers: waiting.max(1) });
        drop(state);
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // No code that holds the lock can panic, so it is never poisoned.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads the file at `path`. `None` if this filter does not apply to it, or if its result was kept
/// from an earlier run.
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

/// Files that a thread is converting. When it is dropped, those without a result become available
/// to other threads.
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
