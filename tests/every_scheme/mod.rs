//! The schemes of the repository, for tests that go over all of them.

use std::{path::Path, sync::LazyLock};

use upfront::check::{load, load_schemes};
use upfront_engine::{Scheme, parts::join_parts};

/// Every scheme and every shape, each as one part, so that all of it is worked out.
pub(crate) static SCHEMES: LazyLock<Vec<Scheme>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut schemes = load(root).unwrap().schemes;
    schemes.extend(load_schemes(&root.join("tests/shapes")).unwrap().schemes);
    schemes.iter_mut().for_each(join_parts);
    schemes
});

/// The scheme of this id.
pub(crate) fn scheme(id: &str) -> &'static Scheme {
    SCHEMES.iter().find(|scheme| scheme.id == id).unwrap()
}
