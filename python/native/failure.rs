//! Converts errors of hegao to exceptions of the Python package.

use std::io;

use hegao::config::FILE_NAME;
use hegao::{Error, SettingPlace};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;

/// An error of hegao, and the file that it is about.
pub(crate) struct Failure {
    error: Box<Error>,
    /// Name of the document or of the configuration file.
    name: Option<String>,
    /// The error of the operating system, if it did not provide the file.
    cause: Option<io::Error>,
}

impl Failure {
    /// Creates the failure for an error of the settings, when a linter is created. `config` is the
    /// name of the configuration, if it came from a file.
    pub(crate) fn of_settings(error: Error, config: Option<&str>) -> Self {
        Self { error: Box::new(error), name: config.map(str::to_owned), cause: None }
    }

    /// Creates the failure for an error during the check of a document.
    pub(crate) fn of_document(error: Error, name: &str) -> Self {
        Self { error: Box::new(error), name: Some(name.to_owned()), cause: None }
    }

    /// Creates the failure for an error while a file is read.
    pub(crate) fn of_file(error: Error, name: &str, cause: io::Error) -> Self {
        Self { error: Box::new(error), name: Some(name.to_owned()), cause: Some(cause) }
    }

    /// Converts the failure to the exception to raise.
    pub(crate) fn raised(self, py: Python<'_>) -> PyErr {
        match self.exception(py) {
            Ok(exception) => PyErr::from_value(exception),
            Err(error) => error,
        }
    }

    /// Converts the failure to an exception object, to be returned in a list.
    pub(crate) fn exception(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        let exception = exception(py, &self.error, self.name.as_deref())?;
        if let Some(cause) = self.cause {
            PyErr::from_value(exception.clone()).set_cause(py, Some(PyErr::from(cause)));
        }
        Ok(exception)
    }
}

/// Creates the exception for an error. `name` is that of the document or of the configuration.
fn exception<'py>(py: Python<'py>, error: &Error, name: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
    let classes = py.import("hegao._errors")?;
    let (kind, help) = (error.kind(), error.help());
    match error {
        Error::Configuration { message, place, others, .. } => {
            let place = place.as_ref().map(|place| setting(&classes, place, name)).transpose()?;
            let others = others.iter().map(|other| exception(py, other, name));
            let others = others.collect::<PyResult<Vec<_>>>()?;
            classes.getattr("ConfigurationError")?.call1((message, kind, help, place, others))
        }
        Error::UnknownRule { message, name, suggestion } => {
            classes.getattr("UnknownRuleError")?.call1((message, kind, help, name, suggestion))
        }
        Error::BadDate { message, written } => {
            classes.getattr("DateError")?.call1((message, kind, help, written))
        }
        Error::NoRules { message } => classes.getattr("NoRulesError")?.call1((message, kind, help)),
        Error::Document { message, .. } => {
            classes.getattr("DocumentError")?.call1((message, kind, help, name))
        }
        Error::Previous { message, name, .. } => {
            classes.getattr("DocumentError")?.call1((message, kind, help, name))
        }
        // An error of a later version of the library.
        _ => classes.getattr("Error")?.call1((error.to_string(), kind, help)),
    }
}

/// Formats a place in a configuration or in a rule of a pack. The library calls every configuration
/// `hegao.toml`; `name` is the real name.
fn setting<'py>(
    classes: &Bound<'py, PyModule>,
    place: &SettingPlace,
    name: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let SettingPlace { file, line, column, bytes, .. } = place;
    let file = name.filter(|_| file == FILE_NAME).unwrap_or(file).into_bound_py_any(classes.py())?;
    classes.getattr("SettingPlace")?.call1((file, line, column, bytes.start, bytes.end))
}
