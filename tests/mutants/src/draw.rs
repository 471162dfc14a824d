//! The draw: a sample of the sites that the seed decides.

use std::collections::HashMap;

use crate::sites::Site;

/// A site that was drawn.
pub(crate) struct Mutant {
    /// Place in the draw, counted from 1.
    pub(crate) number: u32,
    /// The hash that it was drawn by, the same in every run.
    pub(crate) key: u64,
    pub(crate) site: Site,
}

/// Draws this many sites: those with the least hashes of the seed, the path, the line and the
/// change, which are a random sample in which every site weighs the same.
///
/// The hash reads the text of the line and not its number: a change elsewhere in the file leaves
/// the draw as it was.
pub(crate) fn draw(sites: Vec<Site>, seed: u64, count: usize) -> Vec<Mutant> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut keyed: Vec<(u64, Site)> = sites
        .into_iter()
        .map(|site| {
            let name = format!("{}\n{}\n{}\n{}", site.path, site.context, site.original, site.mutated);
            let alike = seen.entry(name.clone()).or_default();
            *alike += 1;
            (mixed(seed, format!("{name}\n{alike}").as_bytes()), site)
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    let drawn = (1..).zip(keyed).take(count);
    drawn.map(|(number, (key, site))| Mutant { number, key, site }).collect()
}

/// FNV-1a, with the last mix of splitmix64. The hashers of the standard library may change.
fn mixed(seed: u64, bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut hash =
        bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::sites::find;

    fn drawn(text: &str, seed: u64) -> Vec<String> {
        let mutants = draw(find("src/a.rs", text).expect("this is Rust"), seed, 6);
        mutants.into_iter().map(|mutant| mutant.site.original).collect()
    }

    #[test]
    fn the_seed_decides_and_other_lines_do_not() {
        let text = "fn f() { (1, 2, 3, 4, 5) }\nfn g() { (6, 7, 8, 9) }";
        assert_eq!(drawn(text, 1), drawn(text, 1));
        assert_ne!(drawn(text, 1), drawn(text, 2));
        assert_eq!(drawn(&format!("\n// A remark.\n{text}"), 1), drawn(text, 1));
    }
}
