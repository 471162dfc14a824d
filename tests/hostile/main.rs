//! Hostile input, one test per row: each input gets a clear error within its limits, the other
//! files of the run are still checked, and nothing panics, hangs or is left half-written. Sizes are
//! those of a release build; a debug build, which is ten to twenty times slower, uses a twentieth.
//! Anything slower than linear fails in both.
//!
//! Rows in other files: bombs, lying sizes, DTDs, entities, deep XML and parts that are not XML
//! (`docx::bad_files_are_refused_with_the_reason`), bad bytes and mixed encodings
//! (`cli::bad_input_fails_its_file_and_no_other`), names and texts in reports for programs
//! (`formats::hostile_names_and_texts_stay_text`), converters that fail or hang
//! (`convert::a_program_that_is_missing_fails_or_hangs_is_named`), cycles of `extends`
//! (`config::extends_refuses_rings_and_what_is_not_there`), closed pipes
//! (`cli::a_closed_pipe_ends_quietly`).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod encodings;
#[cfg(unix)]
mod files;
mod limits;
mod markup;
#[cfg(unix)]
mod names;
#[cfg(unix)]
mod outside;
mod packages;
#[path = "../program/mod.rs"]
mod program;
mod run;
mod settings;
mod texts;
#[cfg(unix)]
mod writing;
