//! A hash that is the same in every run and on every machine: FNV-1a with 64 bits.

/// Initial value of a hash.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// Continues `hash` with `bytes`.
pub fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
