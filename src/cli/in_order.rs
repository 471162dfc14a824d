//! Work on many files by several threads. The calling thread receives the results in the order of
//! the files.

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Maximum number of tasks, per thread, that may be done before the oldest one is done. Their
/// results wait in memory, so this limits the memory used.
const AHEAD: usize = 8;

/// Calls `work` for each of `tasks` on several threads, and `hand_on` on this thread with the
/// results in the order of the tasks, until `hand_on` fails. `threads` includes the calling thread,
/// which also works if no result is ready; `None` means one thread per processor. If the system
/// starts fewer threads, those do all the work.
pub(super) fn in_order<T: Sync, R: Send, E>(
    tasks: &[T],
    threads: Option<NonZero<usize>>,
    work: impl Fn(&T) -> R + Sync,
    mut hand_on: impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let threads = threads.min(tasks.len());
    let queue = Queue {
        state: Mutex::new(State { taken: 0, handed_on: 0, done: VecDeque::new() }),
        changed: Condvar::new(),
        count: tasks.len(),
        ahead: AHEAD * threads,
    };
    // A panic in a worker is caught and resumed in the calling thread.
    let work = |at: usize| catch_unwind(AssertUnwindSafe(|| work(&tasks[at])));
    thread::scope(|scope| {
        for _ in 1..threads {
            let worker = || {
                while let Some(at) = queue.take() {
                    queue.put(at, work(at));
                }
            };
            if thread::Builder::new().spawn_scoped(scope, worker).is_err() {
                break;
            }
        }
        let _stop = StopWhenDropped(&queue);
        loop {
            match queue.next() {
                Next::HandOn(at, Ok(result)) => hand_on(&tasks[at], result)?,
                Next::HandOn(_, Err(panic)) => resume_unwind(panic),
                Next::Work(at) => queue.put(at, work(at)),
                Next::End => return Ok(()),
            }
        }
    })
}

/// The tasks that threads have taken, and the results that were not yet passed to `hand_on`.
struct Queue<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
    count: usize,
    ahead: usize,
}

struct State<R> {
    /// Index of the first task that no thread has taken.
    taken: usize,
    /// Index of the first task whose result was not yet passed to `hand_on`.
    handed_on: usize,
    /// Results from the task with index `handed_on` on; `None` for a task that is not done.
    done: VecDeque<Option<Outcome<R>>>,
}

type Outcome<R> = Result<R, Box<dyn Any + Send>>;

/// Next step of the calling thread: pass a result on, do a task itself, or end.
enum Next<R> {
    HandOn(usize, Outcome<R>),
    Work(usize),
    End,
}

impl<R> Queue<R> {
    /// Takes the next task, but waits as long as too many tasks are ahead of the oldest one. `None`
    /// if there is no task left.
    fn take(&self) -> Option<usize> {
        let mut state = self.state();
        while state.taken < self.count && !self.has_room(&state) {
            state = self.wait(state);
        }
        self.claim(&mut state)
    }

    fn put(&self, at: usize, result: Outcome<R>) {
        let mut state = self.state();
        let place = at - state.handed_on;
        while state.done.len() <= place {
            state.done.push_back(None);
        }
        state.done[place] = Some(result);
        drop(state);
        self.changed.notify_all();
    }

    fn next(&self) -> Next<R> {
        let mut state = self.state();
        loop {
            let at = state.handed_on;
            if at == self.count {
                return Next::End;
            }
            if let Some(Some(_)) = state.done.front()
                && let Some(result) = state.done.pop_front().flatten()
            {
                state.handed_on += 1;
                drop(state);
                self.changed.notify_all();
                return Next::HandOn(at, result);
            }
            if self.has_room(&state)
                && let Some(at) = self.claim(&mut state)
            {
                return Next::Work(at);
            }
            state = self.wait(state);
        }
    }

    fn claim(&self, state: &mut State<R>) -> Option<usize> {
        let at = state.taken;
        (at < self.count).then(|| {
            state.taken += 1;
            at
        })
    }

    fn has_room(&self, state: &State<R>) -> bool {
        state.taken < state.handed_on + self.ahead
    }

    fn state(&self) -> MutexGuard<'_, State<R>> {
        // No code can panic while it holds the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<R>>) -> MutexGuard<'a, State<R>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}

/// Guard that takes all remaining tasks when it is dropped, so that the workers stop even if the
/// calling thread fails or panics.
struct StopWhenDropped<'q, R>(&'q Queue<R>);

impl<R> Drop for StopWhenDropped<'_, R> {
    fn drop(&mut self) {
        self.0.state().taken = self.0.count;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::num::NonZero;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::{AHEAD, in_order};

    #[test]
    fn results_come_in_order_and_none_is_far_ahead() {
        for threads in 1..=4 {
            let tasks: Vec<usize> = (0..300).collect();
            let (begun, mut handed) = (AtomicUsize::new(0), Vec::new());
            let work = |at: &usize| {
                begun.fetch_add(1, Ordering::SeqCst);
                if at.is_multiple_of(37) {
                    thread::sleep(Duration::from_millis(2));
                }
                at * 2
            };
            let outcome: Result<(), Infallible> =
                in_order(&tasks, NonZero::new(threads), work, |at, result| {
                    assert!(begun.load(Ordering::SeqCst) <= at + 1 + AHEAD * threads + threads);
                    handed.push((*at, result));
                    Ok(())
                });
            outcome.unwrap();
            assert!(handed.iter().copied().eq((0..300).map(|at| (at, at * 2))), "{threads}");
        }
        let outcome: Result<(), Infallible> = in_order(&[0; 0], None, |at| *at, |_, _| Ok(()));
        outcome.unwrap();
    }

    #[test]
    fn the_first_failure_ends_it() {
        let tasks: Vec<usize> = (0..300).collect();
        let begun = AtomicUsize::new(0);
        let work = |at: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            *at
        };
        let outcome =
            in_order(&tasks, NonZero::new(3), work, |at, _| if *at == 5 { Err("no room") } else { Ok(()) });
        assert_eq!(outcome, Err("no room"));
        assert!(begun.load(Ordering::SeqCst) < 100);
    }

    #[test]
    #[should_panic(expected = "the seventh")]
    fn what_a_thread_dies_of_is_said() {
        let tasks: Vec<usize> = (0..30).collect();
        let work = |at: &usize| assert!(*at != 7, "the seventh");
        let _: Result<(), Infallible> = in_order(&tasks, NonZero::new(3), work, |_, ()| Ok(()));
    }
}
