//! Numbers that a seed gives again.

use std::{
    env,
    hash::{BuildHasher, RandomState},
};

/// The seed of a run: another each time, or the one that `UPFRONT_SEED` says, and printed, so that the run can be repeated.
pub(crate) fn seed() -> u64 {
    let seed = env::var("UPFRONT_SEED").map_or_else(
        |_| RandomState::new().hash_one(0),
        |text| text.parse().expect("UPFRONT_SEED is a whole number"),
    );
    println!("To repeat this run: UPFRONT_SEED={seed}");
    seed
}

/// A small generator (splitmix64).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from nothing to just under this one.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap()
    }

    /// One of these.
    pub(crate) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
