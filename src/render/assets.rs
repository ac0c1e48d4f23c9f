//! Files that pages load: their name holds a hash of their bytes, so that a copy kept by a browser is never stale.

use crate::{digest::named_by_bytes, pipeline::BuiltSite};

/// Adds an asset to the site and gives its path: `assets/upfront-1a2b3c4d.css`.
pub(super) fn add(site: &mut BuiltSite, stem: &str, ending: &str, bytes: Vec<u8>) -> String {
    let path = named_by_bytes(stem, ending, &bytes);
    site.insert(path.clone(), bytes);
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_follows_the_bytes() {
        let mut site = BuiltSite::new();
        let one = add(&mut site, "upfront", "css", b"a".to_vec());
        let other = add(&mut site, "upfront", "css", b"b".to_vec());
        assert_eq!(one, "assets/upfront-ca978112.css");
        assert_ne!(one, other);
        assert_eq!(site.len(), 2);
    }
}
