//! A script as small as it goes.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// A module as small as it goes: without comments and spaces, and with short names for what is its own. One that
/// cannot be read as a module stays as it is.
pub fn small_script(script: &str) -> String {
    let allocator = Allocator::default();
    let mut parsed = Parser::new(&allocator, script, SourceType::mjs()).parse();
    if !parsed.diagnostics.is_empty() {
        return script.to_owned();
    }
    let made = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut parsed.program);
    Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(made.scoping)
        .with_private_member_mappings(made.class_private_mappings)
        .build(&parsed.program)
        .code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_loses_its_comments_and_long_names_but_not_what_it_offers() {
        let script = "// Why.\nconst quantity = Math.random();\nexport function twice() {\n  return quantity + quantity;\n}\n";
        let small = small_script(script);
        assert!(small.len() < 70, "{small}");
        assert!(
            small.contains("twice") && !small.contains("quantity"),
            "{small}"
        );
        assert_eq!(small_script("const a = ;"), "const a = ;");
    }
}
