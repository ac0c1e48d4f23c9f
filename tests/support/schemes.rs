//! The schemes of the repository, for tests that go over all of them. They are read once for all tests.

use std::sync::LazyLock;

use upfront::{
    check::Loaded,
    folder::{load, load_schemes},
};
use upfront_engine::{Scheme, parts::join_parts};

use super::root;

/// The example site.
pub(crate) static EXAMPLE_SITE: LazyLock<Loaded> = LazyLock::new(|| load(root()).unwrap());

/// The shapes that rules take.
pub(crate) static SHAPES: LazyLock<Loaded> =
    LazyLock::new(|| load_schemes(&root().join("tests/shapes")).unwrap());

/// The councils known in part that stand for all: the others are the same national rules with other gaps.
const KNOWN_IN_PART: [&str; 3] = [
    "essex-charging/2024-25",
    "neath-port-talbot-charging/2024-25",
    "south-lanarkshire-charging/2023-24",
];

/// Every scheme and every shape as they are read, with but a few of the councils known in part.
pub(crate) fn every_scheme() -> Vec<&'static Scheme> {
    let schemes = EXAMPLE_SITE.schemes.iter().chain(&SHAPES.schemes);
    schemes.filter(|scheme| is_tried(scheme)).collect()
}

/// Whether a scheme is one of those that tests go over.
fn is_tried(scheme: &Scheme) -> bool {
    !scheme.known_in_part || KNOWN_IN_PART.contains(&&*scheme.id)
}

/// Every scheme and every shape, each as one part, so that all of it is worked out.
pub(crate) static SCHEMES: LazyLock<Vec<Scheme>> = LazyLock::new(|| {
    let mut schemes = [&*EXAMPLE_SITE, &*SHAPES].map(|loaded| loaded.schemes.clone());
    let mut schemes: Vec<Scheme> = schemes.iter_mut().flat_map(std::mem::take).collect();
    schemes.retain(is_tried);
    schemes.iter_mut().for_each(join_parts);
    schemes
});

/// The scheme of this id, as one part.
pub(crate) fn scheme(id: &str) -> &'static Scheme {
    SCHEMES.iter().find(|scheme| scheme.id == id).unwrap()
}
