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

pub use theme::Theme;

use std::{collections::BTreeMap, path::Path};

use jiff::civil::Date;
use upfront_engine::Scheme;

use self::languages::languages;
use crate::{
    check::{Site, Wordings},
    diagnostics::{Code, Finding, Findings},
    site::pages,
    source::{Files, markdown::ProseLink},
    world::World,
};

/// The files of a built site: their path inside it, with `/` between folders, and their bytes.
pub type BuiltSite = BTreeMap<String, Vec<u8>>;

/// What a site is built from, as it was read.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// The site's own folder, where it may keep `content/` and `themes/NAME/`.
    pub world: &'a dyn World,
    /// What `site.yaml` says.
    pub site: &'a Site,
    /// The schemes without an error.
    pub schemes: &'a [Scheme],
    /// What stands for those with one, so that links to their pages lead somewhere.
    pub faulty: &'a [Scheme],
    /// The wordings of the schemes.
    pub wordings: &'a BTreeMap<String, Wordings>,
    /// The links in the texts of the rules and of `site.yaml`.
    pub links: &'a [ProseLink],
    /// The day that the site is for, where one was given.
    pub as_of: Option<Date>,
}

/// Every file of a site, in memory.
///
/// Everything is looked at, whatever has been found before. `None` where something here is wrong enough that nothing
/// ought to be published, or where a scheme holds an error; the findings then say what.
pub fn build(parts: Parts<'_>, sources: &mut Files, findings: &mut Findings) -> Option<BuiltSite> {
    let mut found = Findings::default();
    let Parts { world, site, .. } = parts;
    let own_theme = Path::new("themes").join(&site.theme);
    let has_own_theme = world.is_there(&own_theme);
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
        world,
        has_own_theme.then_some(own_theme.as_path()),
        sources,
        &mut found,
    );
    strays::check(world, site, &theme, &mut found);
    let languages = languages(parts, &theme, sources, &mut found);
    let pages = pages(&languages, parts.as_of);
    let (built, left_out) = templates::render(&pages, &languages, &theme, &mut found);
    let of_content = languages
        .iter()
        .flat_map(|language| [&language.content, &language.content_about_them])
        .flat_map(|content| &content.links);
    let links: Vec<&ProseLink> = parts.links.iter().chain(of_content).collect();
    let known = markup::Known {
        links: &links,
        left_out: &left_out,
        faulty: &parts
            .faulty
            .iter()
            .map(|one| one.id.as_str())
            .collect::<Vec<_>>(),
        folders: &languages
            .iter()
            .map(|one| one.folder.as_str())
            .collect::<Vec<_>>(),
        address: site.address.as_deref(),
    };
    found.append(markup::check(&built, known));
    let is_sound = !found.has_errors() && parts.faulty.is_empty();
    findings.append(found);
    is_sound.then_some(built)
}

#[cfg(test)]
mod tests;
