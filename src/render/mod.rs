//! Writing: models into HTML by a theme's templates, assets under names that hold their hash, and the whole
//! site swapped in at once.

mod assets;
mod contrast;
mod languages;
pub mod markup;
pub mod script;
mod strays;
pub mod templates;
pub mod theme;
mod tokens;
pub mod write;

pub use theme::Theme;
pub use write::{Stamp, write_site};

use std::{collections::BTreeMap, path::Path};

use jiff::civil::Date;
use upfront_engine::Scheme;

use self::languages::{Parts, languages};
use crate::{
    check::{Site, Wordings},
    diagnostics::{Code, Finding, Findings},
    site::pages,
    source::{Files, disk::is_there},
};

/// The files of a built site: their path inside it, with `/` between folders, and their bytes.
pub type BuiltSite = BTreeMap<String, Vec<u8>>;

/// Every file of a site, in memory. `folder` is the site's own, where it may keep `content/` and `themes/NAME/`.
///
/// `None` where something is wrong enough that nothing ought to be published; the findings then say what.
pub fn build(
    folder: &Path,
    site: &Site,
    schemes: &[Scheme],
    wordings: &BTreeMap<String, Wordings>,
    as_of: Option<Date>,
    sources: &mut Files,
    findings: &mut Findings,
) -> Option<BuiltSite> {
    let mut found = Findings::default();
    let own_theme = folder.join("themes").join(&site.theme);
    let has_own_theme = is_there(&own_theme);
    if site.theme != theme::NAME && !has_own_theme {
        found.push(
            Finding::nowhere(
                Code::UnreadableFile,
                format!("there is no theme `{}` in the folder `themes`", site.theme),
            )
            .advice("Make that folder, or leave `theme` out of `site.yaml`."),
        );
    }
    let theme = Theme::load(
        folder,
        has_own_theme.then_some(own_theme.as_path()),
        sources,
        &mut found,
    );
    strays::check(folder, site, &theme, &mut found);
    let parts = Parts {
        root: folder,
        site,
        schemes,
        wordings,
        theme: &theme,
    };
    let languages = languages(parts, sources, &mut found);
    if found.has_errors() {
        findings.append(found);
        return None;
    }
    let pages = pages(&languages, as_of, &mut found);
    let built = templates::render(&pages, &languages, &theme, &mut found);
    if let Some(built) = &built {
        found.append(markup::check(built));
    }
    let is_sound = !found.has_errors();
    findings.append(found);
    built.filter(|_| is_sound)
}

#[cfg(test)]
mod tests;
