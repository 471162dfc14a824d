//! FNV-1a with 64 bits: a hash that is the same in every run and on every machine.

/// Initial value of a hash, for [`fnv`].
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// Continues `hash` with `bytes`. A hash begins with [`START`].
pub const fn fnv(mut hash: u64, bytes: &[u8]) -> u64 {
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}
