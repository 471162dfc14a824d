//! hegao for Python: a thin layer over `hegao::Linter`, and the command line of the program. The
//! package in `package/hegao` is the only caller and converts the results into classes. Reports are
//! passed as the JSON that the program prints, so both are the same by construction.

mod answer;
mod document;
mod failure;
mod many;
mod together;

use std::ffi::OsString;

use hegao::{Contents, Fixes, Language, Options, Pack};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::answer::Answer;
use crate::document::Document;
use crate::failure::Failure;
use crate::many::Batch;

/// A linter that threads may share. Releases the interpreter while a document is read and checked.
#[pyclass(frozen, module = "hegao._native")]
struct Linter {
    inner: hegao::Linter,
}

/// Bytes of a file with comments, and the numbers of comments added, removed, kept and left out.
type Commented<'py> = (Bound<'py, PyBytes>, usize, usize, usize, usize);
/// Bytes of a file after fixes (`None` if nothing changed), the numbers of fixed and of remaining
/// findings, the rules whose fixes were not applied, and the result of a check afterwards.
type Mended<'py> = (Option<Bound<'py, PyBytes>>, usize, usize, Vec<String>, Answer);

#[pymethods]
impl Linter {
    #[new]
    #[pyo3(signature = (*, config, config_name, packs, select, ignore, language, today, clock))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn new(
        py: Python<'_>,
        config: Option<String>,
        config_name: Option<&str>,
        packs: Vec<(String, Vec<(String, String)>)>,
        select: Vec<String>,
        ignore: Vec<String>,
        language: Option<&str>,
        today: Option<String>,
        clock: Option<String>,
    ) -> PyResult<Self> {
        let language = language.map(language_of).transpose()?;
        let packs = packs.into_iter().map(|(name, files)| Pack { name, files }).collect();
        let options = Options { config, packs, select, ignore, language, today, clock };
        let made = py.detach(|| hegao::Linter::new(&options));
        match made {
            Ok(inner) => Ok(Self { inner }),
            Err(error) => Err(Failure::of_settings(error, config_name).raised(py)),
        }
    }

    /// The language of messages: `zh` or `en`.
    #[getter]
    fn language(&self) -> &'static str {
        self.inner.language().tag()
    }

    /// A sentence that names the calendar tables of this version that end before today, otherwise
    /// `None`.
    fn outdated(&self) -> Option<String> {
        self.inner.outdated()
    }

    fn check(&self, py: Python<'_>, document: Document) -> PyResult<Answer> {
        self.ask(py, &document, answer::of)
    }

    fn annotate<'py>(
        &self,
        py: Python<'py>,
        document: Document,
        author: Option<&str>,
    ) -> PyResult<Commented<'py>> {
        let author = self.author(author);
        let done =
            self.ask(py, &document, |linter, name, contents| linter.annotate(name, contents, author))?;
        let bytes = PyBytes::new(py, &done.bytes);
        Ok((bytes, done.added, done.removed, done.kept, done.without_place))
    }

    fn fix<'py>(&self, py: Python<'py>, document: Document, is_unsafe: bool) -> PyResult<Mended<'py>> {
        let fixes = if is_unsafe { Fixes::Unsafe } else { Fixes::Safe };
        let fixed = self.ask(py, &document, |linter, name, contents| linter.fix(name, contents, fixes))?;
        let bytes = fixed.bytes.map(|bytes| PyBytes::new(py, &bytes));
        Ok((bytes, fixed.applied, fixed.left, fixed.held_back, answer::from(&fixed.report)))
    }

    /// The JSON of `hegao figures`.
    fn figures(&self, py: Python<'_>, document: Document) -> PyResult<String> {
        self.ask(py, &document, hegao::Linter::figures_json)
    }

    /// The JSON of `hegao outline`.
    fn outline(&self, py: Python<'_>, document: Document) -> PyResult<String> {
        self.ask(py, &document, hegao::Linter::outline_json)
    }

    fn text(&self, py: Python<'_>, document: Document) -> PyResult<String> {
        self.ask(py, &document, hegao::Linter::text)
    }

    fn fingerprints(&self, py: Python<'_>, document: Document) -> PyResult<Vec<String>> {
        let hashes = self.ask(py, &document, hegao::Linter::fingerprints)?;
        Ok(hashes.iter().map(|hash| format!("{hash:016x}")).collect())
    }

    /// Checks documents in several threads. Returns an answer or an exception for each, in their
    /// order.
    fn check_many(
        &self,
        py: Python<'_>,
        documents: Vec<Document>,
        jobs: usize,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Vec<Py<PyAny>>> {
        let batch = Batch { documents: &documents, question: answer::of };
        many::ask(py, &self.inner, batch, jobs, progress.as_ref())
    }

    /// Computes the fingerprints of documents in several threads. Returns an exception or the
    /// hashes of each document, in ascending order, as 8 little-endian bytes each, so that a table
    /// can store them unchanged.
    fn fingerprints_many(
        &self,
        py: Python<'_>,
        documents: Vec<Document>,
        jobs: usize,
    ) -> PyResult<Vec<Py<PyAny>>> {
        let batch = Batch { documents: &documents, question: packed_fingerprints };
        many::ask(py, &self.inner, batch, jobs, None)
    }

    /// Checks documents and compares them with each other, as the papers of one meeting.
    fn check_together(&self, py: Python<'_>, documents: Vec<Document>) -> PyResult<Vec<Py<PyAny>>> {
        together::check(py, &self.inner, &documents)
    }

    /// Writes the findings of `check_together` into copies: the bytes of each with the counts of
    /// `annotate`, or an exception.
    fn annotate_together(
        &self,
        py: Python<'_>,
        documents: Vec<Document>,
        author: Option<&str>,
    ) -> PyResult<Vec<Py<PyAny>>> {
        together::annotate(py, &self.inner, &documents, self.author(author))
    }

    /// Checks a document and compares it with that of the year before.
    fn check_against(&self, py: Python<'_>, document: Document, previous: Document) -> PyResult<Answer> {
        let checked = py.detach(|| together::against(&self.inner, &document, &previous));
        checked.map_err(|failure| failure.raised(py))
    }
}

impl Linter {
    /// Returns the author of comments: the requested name, or the default of the program if none is
    /// passed.
    fn author<'a>(&self, asked: Option<&'a str>) -> &'a str {
        asked.unwrap_or_else(|| self.inner.language().pick("核稿", "hegao"))
    }

    /// Reads a document and runs a query of the linter on it. The interpreter is released
    /// meanwhile, so that other Python threads run.
    fn ask<T: Send>(
        &self,
        py: Python<'_>,
        document: &Document,
        question: impl FnOnce(&hegao::Linter, &str, Contents) -> Result<T, hegao::Error> + Send,
    ) -> PyResult<T> {
        py.detach(|| document.ask(&self.inner, question)).map_err(|failure| failure.raised(py))
    }
}

fn packed_fingerprints(
    linter: &hegao::Linter,
    name: &str,
    contents: Contents,
) -> Result<Vec<u8>, hegao::Error> {
    let hashes = linter.fingerprints(name, contents)?;
    Ok(hashes.into_iter().flat_map(u64::to_le_bytes).collect())
}

fn language_of(tag: &str) -> PyResult<Language> {
    match tag {
        "zh" => Ok(Language::Chinese),
        "en" => Ok(Language::English),
        _ => Err(PyValueError::new_err(format!("language: `zh` or `en`, not `{tag}`"))),
    }
}

/// Runs the command line program. The first of `arguments` is its name. Returns the exit code.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| hegao::cli::run_with(&arguments))
}

#[pymodule(gil_used = false)]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Linter>()?;
    module.add_function(wrap_pyfunction!(run, module)?)?;
    module.add("VERSION", env!("CARGO_PKG_VERSION"))?;
    module.add("FINGERPRINT_SCHEME", hegao::engine::similar::SCHEME)
}
