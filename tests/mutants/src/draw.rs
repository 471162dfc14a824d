//! Draws a random sample of the sites (places that can be mutated). The seed determines the sample.

use std::collections::HashMap;

use crate::sites::Site;

/// A drawn site: a mutant to be tested.
pub(crate) struct Mutant {
    /// Number in the sample, from 1.
    pub(crate) number: u32,
    /// Hash by which the site was drawn. The same in every run.
    pub(crate) key: u64,
    pub(crate) site: Site,
}

/// Draws `count` sites: those with the smallest hashes of seed, path, line and change. This is a
/// random sample in which every site has the same weight.
///
/// The hash uses the text of the line and not its number, so that a change elsewhere in the file
/// leaves the sample as it was.
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

/// Hashes bytes with FNV-1a and the final mix of splitmix64. The hashers of the standard library
/// may change between versions.
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
