//! hegao as WebAssembly with a plain C interface. No glue code is generated, so all the JavaScript
//! is in the page and in the package for Node.
//!
//! A caller allocates a buffer with [`hegao_alloc`], writes UTF-8 or the bytes of a file into it,
//! and passes it to a call, which takes ownership of it. Calls return 0 for an answer and 1 for an
//! error message. Either can be read at [`hegao_answer`] until the next call, with additional data
//! for programs at [`hegao_details`]. There is one linter at a time, created by [`hegao_options`].
//! Documents to compare are passed one by one to [`hegao_add`]; [`hegao_together`] takes all of
//! them.

mod asked;
mod told;

use std::cell::RefCell;

use hegao::{Linter, Options};

use crate::asked::Document;
use crate::told::{Answer, Failure};

thread_local! {
    static LINTER: RefCell<Option<Linter>> = const { RefCell::new(None) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static DETAILS: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    /// Documents passed with [`hegao_add`], which wait to be compared.
    static WAITING: RefCell<Vec<Document>> = const { RefCell::new(Vec::new()) };
}

/// Allocates a buffer of `len` bytes and returns its address.
#[unsafe(no_mangle)]
pub extern "C" fn hegao_alloc(len: usize) -> *mut u8 {
    let room = vec![0_u8; len.max(1)].into_boxed_slice();
    Box::into_raw(room).cast()
}

/// Takes ownership of a buffer from [`hegao_alloc`].
///
/// # Safety
/// `at` and `len` must belong to one call of [`hegao_alloc`], and the buffer must not have been
/// taken before.
unsafe fn taken(at: *mut u8, len: usize) -> Vec<u8> {
    let whole = std::ptr::slice_from_raw_parts_mut(at, len.max(1));
    // SAFETY: the caller guarantees that this is a box from `hegao_alloc`.
    let mut bytes = unsafe { Box::from_raw(whole) }.into_vec();
    bytes.truncate(len);
    bytes
}

fn answer(outcome: Result<Answer, Failure>) -> i32 {
    let (code, bytes, details) = match outcome {
        Ok(Answer { bytes, details }) => (0, bytes, details),
        Err(Failure { message, details }) => (1, message.into_bytes(), details),
    };
    ANSWER.with(|answer| *answer.borrow_mut() = bytes);
    DETAILS.with(|kept| *kept.borrow_mut() = details.into_bytes());
    code
}

/// Returns the address of the last answer.
#[unsafe(no_mangle)]
pub extern "C" fn hegao_answer() -> *const u8 {
    ANSWER.with(|answer| answer.borrow().as_ptr())
}

/// Returns the length of the last answer, in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn hegao_answer_len() -> usize {
    ANSWER.with(|answer| answer.borrow().len())
}

/// Returns the address of the details of the last answer, a JSON object: for a report, the quoted
/// texts of its findings; for an error, its kind. Empty if the answer is complete without them.
#[unsafe(no_mangle)]
pub extern "C" fn hegao_details() -> *const u8 {
    DETAILS.with(|details| details.borrow().as_ptr())
}

/// Returns the length of the details, in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn hegao_details_len() -> usize {
    DETAILS.with(|details| details.borrow().len())
}

/// Creates the linter from options in JSON. The answer is empty, or a sentence that names the
/// calendar tables of this version that end before today.
///
/// # Safety
/// The buffer must come from [`hegao_alloc`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hegao_options(at: *mut u8, len: usize) -> i32 {
    // SAFETY: as above.
    let text = unsafe { taken(at, len) };
    let made = serde_json::from_slice::<Options>(&text)
        .map_err(|error| Failure::of_caller(error.to_string()))
        .and_then(|options| Ok(Linter::new(&options)?));
    answer(made.map(|linter| {
        let outdated = linter.outdated().unwrap_or_default();
        LINTER.with(|held| *held.borrow_mut() = Some(linter));
        Answer::plain(outdated)
    }))
}

/// Queries the linter about a document. `what` is
///
/// - 0 for the report with the text as JSON,
/// - 1 for the file with comments, with the argument as their author (核稿 or hegao if it is empty),
/// - 2 for the file with safe fixes,
/// - 3 for the ledger of figures as JSON,
/// - 4 for the file with the fix of the finding whose fingerprint is the argument,
/// - 5 for the report as printed by `hegao check --format json`, with details,
/// - 6 and 7 for the file with safe or all fixes, empty if there is nothing to change, with
///   details,
/// - 8 for the outline as JSON, 9 for the lines of the text,
/// - 10 for the report after a comparison with the waiting document of the year before (see
///   [`hegao_add`]), with details,
/// - 11 for the length of the longest document that is read under this name,
/// - 12 for the error of a document that the system cannot provide: the argument contains the
///   system's name of the error and its message,
/// - 13 for the language of messages,
/// - 14 for the fingerprints that `hegao similar` compares, as a JSON list.
///
/// # Safety
/// All buffers must come from [`hegao_alloc`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hegao_do(
    what: i32,
    name: *mut u8,
    name_len: usize,
    bytes: *mut u8,
    len: usize,
    argument: *mut u8,
    argument_len: usize,
) -> i32 {
    // SAFETY: as above.
    let (name, bytes, argument) =
        unsafe { (taken(name, name_len), taken(bytes, len), taken(argument, argument_len)) };
    let (name, argument) = (String::from_utf8_lossy(&name), String::from_utf8_lossy(&argument));
    // A waiting document is compared with this one, or dropped.
    let waiting = WAITING.with(|waiting| std::mem::take(&mut *waiting.borrow_mut()));
    let outcome = LINTER.with(|held| match &*held.borrow() {
        Some(linter) => asked::about_one(linter, what, (name.into_owned(), bytes), &argument, waiting),
        None => Err(Failure::of_caller("no options")),
    });
    answer(outcome)
}

/// Adds a document to the waiting ones, for [`hegao_together`], or as the document of the year
/// before for [`hegao_do`].
///
/// # Safety
/// All buffers must come from [`hegao_alloc`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hegao_add(name: *mut u8, name_len: usize, bytes: *mut u8, len: usize) {
    // SAFETY: as above.
    let (name, bytes) = unsafe { (taken(name, name_len), taken(bytes, len)) };
    let name = String::from_utf8_lossy(&name).into_owned();
    WAITING.with(|waiting| waiting.borrow_mut().push((name, bytes)));
}

/// Compares the waiting documents as papers of one set, and removes them. `what` is
///
/// - 0 for the report on all of them with their texts as JSON,
/// - 1 for the file with comments of the document whose index (from 0) is the argument,
/// - 2 for a JSON list with the report or the error of each,
/// - 3 for the files with comments of all documents, concatenated, with the argument as their
///   author; the details then contain the length or the error of each.
///
/// # Safety
/// The buffer must come from [`hegao_alloc`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hegao_together(what: i32, argument: *mut u8, argument_len: usize) -> i32 {
    // SAFETY: as above.
    let argument = unsafe { taken(argument, argument_len) };
    let documents = WAITING.with(|waiting| std::mem::take(&mut *waiting.borrow_mut()));
    let outcome = LINTER.with(|held| match &*held.borrow() {
        Some(linter) => asked::about_all(linter, what, documents, &String::from_utf8_lossy(&argument)),
        None => Err(Failure::of_caller("no options")),
    });
    answer(outcome)
}
