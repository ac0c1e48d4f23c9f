//! Files that pages load: their name holds a hash of their bytes, so that a copy kept by a browser is never stale.

use super::BuiltSite;
use crate::digest::digest;

/// Adds an asset to the site and gives its path: `assets/upfront-1a2b3c4d.css`.
pub(super) fn add(site: &mut BuiltSite, stem: &str, ending: &str, bytes: Vec<u8>) -> String {
    let hash = digest(&bytes);
    let path = format!("assets/{stem}-{}.{ending}", hash.get(..8).unwrap_or(&hash));
    site.insert(path.clone(), bytes);
    path
}

/// A script without its comments and indentation, for a page to load. Only comments that have their lines to
/// themselves go, and a script with a text over several lines stays as it is.
pub fn lean_script(script: &str) -> String {
    let text_goes_on = |line: &str| !line.matches('`').count().is_multiple_of(2);
    if script.lines().any(text_goes_on) {
        return script.to_owned();
    }
    let mut lean = String::new();
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            lean.push_str(line);
            lean.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    lean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_loses_its_comments_and_indentation_and_nothing_else() {
        let script = "// Why.\nlet a = `b // c`;\n\n/** What. */\nfunction f() {\n  /*\n   * More.\n   */\n  a *= 2;\n}\n";
        assert_eq!(
            lean_script(script),
            "let a = `b // c`;\nfunction f() {\na *= 2;\n}\n"
        );
        let over_lines = "  let a = `b\n  // c`;\n";
        assert_eq!(lean_script(over_lines), over_lines);
    }

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
