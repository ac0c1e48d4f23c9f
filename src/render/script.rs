//! The script of the pages: whether it can be read as a module, and as small as it goes.

use std::ops::Range;

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_semantic::SemanticBuilder;
use oxc_span::SourceType;

/// Why a text cannot be read as a module.
#[derive(Debug)]
pub(super) struct Fault {
    /// What is wrong, in the words of the parser.
    pub(super) message: String,
    /// The bytes that it is about, the first of them first.
    pub(super) places: Vec<Range<usize>>,
}

/// What keeps a text from being read as a module: what is not the language, and names that are given twice.
pub(super) fn faults(script: &str) -> Vec<Fault> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::mjs()).parse();
    let mut found = parsed.diagnostics;
    if found.is_empty() {
        found = SemanticBuilder::new_compiler()
            .build(&parsed.program)
            .diagnostics;
    }
    found
        .into_iter()
        .map(|fault| Fault {
            places: fault
                .labels
                .iter()
                .map(|label| {
                    let start = usize::try_from(label.offset()).unwrap_or(usize::MAX);
                    let length = usize::try_from(label.len()).unwrap_or(usize::MAX);
                    start..start.saturating_add(length)
                })
                .collect(),
            message: fault.message.clone().into_owned(),
        })
        .collect()
}

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
        assert!(faults(script).is_empty());
    }

    #[test]
    fn what_is_no_module_is_told_with_its_place() {
        let places = |script| {
            let faults = faults(script);
            assert_eq!(faults.len(), 1, "{faults:?}");
            faults[0].places.clone()
        };
        assert_eq!(places("const a = ;").first(), Some(&(10..11)));
        assert_eq!(places("const a = 1;\nconst a = 2;"), [6..7, 19..20]);
    }
}
