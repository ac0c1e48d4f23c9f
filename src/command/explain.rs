//! `upfront explain`: the page of help of a code, or every code in a line.

use super::Report;
use crate::diagnostics::{Code, suggest::did_you_mean};

pub(super) fn explain(code: Option<Code>) -> Report {
    Report {
        out: code.map_or_else(list, |code| code.page().text()),
        ..Report::default()
    }
}

/// Every code in a line, in the order of the names.
fn list() -> String {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.name());
    let widest = codes.iter().map(|code| code.name().len()).max();
    let width = widest.unwrap_or_default();
    let lines = codes.iter().map(|code| {
        let name = code.name();
        format!("{name:width$}  {}\n", code.page().meaning)
    });
    lines.collect()
}

/// The code that somebody typed, or which one was probably meant.
pub(super) fn code(typed: &str) -> Result<Code, String> {
    let typed = typed.trim();
    let known = || Code::ALL.iter().map(|code| code.name());
    Code::named(typed).ok_or_else(|| match did_you_mean(typed, known()) {
        Some(meant) => format!("there is no such code. Did you mean {meant}?"),
        None => "there is no such code. To list all of them, run: upfront explain".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_code_is_told_what_was_meant() {
        assert_eq!(code(" band-gap "), Ok(Code::BandGap));
        assert_eq!(
            code("bnad-gap"),
            Err("there is no such code. Did you mean band-gap?".to_owned())
        );
        let told = code("nonsense").unwrap_err();
        assert!(told.ends_with("run: upfront explain"), "{told}");
    }

    #[test]
    fn all_codes_are_listed_each_in_a_line() {
        let listed = explain(None).out;
        assert_eq!(listed.lines().count(), Code::ALL.len());
        let mut names: Vec<_> = listed.lines().map(|line| line.split("  ").next()).collect();
        assert!(names.is_sorted());
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn a_page_fits_a_terminal_but_for_its_example() {
        for code in Code::ALL {
            let page = explain(Some(*code)).out;
            assert!(page.starts_with(code.name()) && page.ends_with('\n'));
            for line in page.lines().filter(|line| !line.starts_with("    ")) {
                assert!(line.chars().count() <= 100, "{code:?}: {line}");
            }
        }
    }
}
