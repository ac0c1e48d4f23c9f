//! A site's own scripts, linked with the tool's and made small, or the findings that say why they cannot be.

use std::collections::BTreeMap;

use crate::{
    diagnostics::{Code, Finding},
    site::Script,
    source::FileId,
};

/// A script out of the files of a theme, each by its name. Those `beside` it run whether or not anything imports them, and
/// `own` knows the files that are the site's.
#[cfg(feature = "scripts")]
pub(super) fn linked(
    files: &BTreeMap<&str, &str>,
    script: Script,
    beside: &[&str],
    own: impl Fn(&str) -> Option<FileId>,
) -> Result<String, Vec<Finding>> {
    use crate::{diagnostics::suggest::did_you_mean, source::Span};

    let meant =
        |name: &str, known: &[&str]| did_you_mean(name, known.iter().copied()).map(str::to_owned);
    let linked = upfront_scripts::link(files, script.start(), beside, &meant);
    let linked = linked.map(|linked| upfront_scripts::small_script(&linked));
    linked.map_err(|faults| {
        let faults = faults.into_iter().map(|fault| {
            let message = format!("the script of the theme cannot be read: {}", fault.message);
            let finding = match own(&fault.file) {
                Some(file) => {
                    let at = Span {
                        file,
                        start: fault.place.start,
                        end: fault.place.end,
                    };
                    Finding::new(Code::BadScript, at, message)
                }
                None => Finding::nowhere(Code::BadScript, message)
                    .advice(format!("The tool's own `js/{}` needs it.", fault.file)),
            };
            match fault.advice {
                Some(advice) => finding.advice(advice),
                None => finding,
            }
        });
        let faults = faults.map(|finding| {
            finding.advice(
                "Without its script a page has no estimator. Mend the file, or take it out of the theme.",
            )
        });
        faults.collect()
    })
}

/// Where scripts cannot be read at all, which is in a browser.
#[cfg(not(feature = "scripts"))]
pub(super) fn linked(
    _: &BTreeMap<&str, &str>,
    _: Script,
    _: &[&str],
    _: impl Fn(&str) -> Option<FileId>,
) -> Result<String, Vec<Finding>> {
    let message = "the theme has scripts of its own, and only the command line can join them";
    Err(vec![Finding::nowhere(Code::BadScript, message).advice(
        "Build this site with `upfront build`, or take the scripts out of the theme.",
    )])
}
