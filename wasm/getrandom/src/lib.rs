//! Replacement for the crate `getrandom` in WebAssembly, which has no source of random numbers
//! here. The zip library needs random numbers only to encrypt, which hegao never does.

use core::fmt;

/// Error: there are no random numbers.
#[derive(Clone, Copy, Debug)]
pub struct Error;

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("no random numbers in the page")
    }
}

impl std::error::Error for Error {}

impl From<Error> for std::io::Error {
    fn from(error: Error) -> Self {
        Self::other(error)
    }
}

/// Always fails.
///
/// # Errors
/// Always.
pub fn fill(_: &mut [u8]) -> Result<(), Error> {
    Err(Error)
}

/// Always fails.
///
/// # Errors
/// Always.
pub fn u32() -> Result<u32, Error> {
    Err(Error)
}

/// Always fails.
///
/// # Errors
/// Always.
pub fn u64() -> Result<u64, Error> {
    Err(Error)
}
