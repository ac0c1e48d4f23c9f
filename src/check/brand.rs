//! The brand of a site: its colours and font, its logo, and links to other sites.

use std::path::Path;

use crate::{
    diagnostics::Findings,
    language::{Reader, site::BRAND_LINK},
    source::{NodeKind, Picture, Span},
    world::World,
};

/// How a site looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// Its colours, and its font as `font`.
    pub settings: Vec<Setting>,
    /// The picture at the head of every page.
    pub logo: Option<Logo>,
    /// Links at the end of the menu.
    pub header_links: Vec<BrandLink>,
    /// Links at the foot.
    pub footer_links: Vec<BrandLink>,
}

/// One setting of the style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name, such as `light-brand`.
    pub name: String,
    /// Where that stands.
    pub key: Span,
    /// What it is set to.
    pub value: String,
    /// Where that stands.
    pub at: Span,
}

/// The picture at the head of every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The picture.
    pub picture: Picture,
    /// What it says.
    pub alternative: String,
    /// Whether it stands in the place of the name.
    pub is_the_name: bool,
}

/// A link to another site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BrandLink {
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub page: String,
}

/// Reads the brand out of `site.yaml`.
pub(super) fn read(top: &Reader<'_>, world: &dyn World, findings: &mut Findings) -> Brand {
    let Some(brand) = top.map("brand", findings) else {
        return Brand::default();
    };
    let colours = brand.value("colours").map(|node| &node.kind);
    let mut settings = Vec::new();
    if let Some(NodeKind::Map(entries)) = colours {
        settings.extend(entries.iter().filter_map(|entry| {
            Some(Setting {
                name: entry.key.clone(),
                key: entry.key_span,
                value: entry.value.text()?.trim().to_owned(),
                at: entry.value.span,
            })
        }));
    }
    if let (Some(font), Some((text, at))) = (brand.entry("font"), brand.text("font")) {
        settings.push(Setting {
            name: "font".to_owned(),
            key: font.key_span,
            value: text.trim().to_owned(),
            at,
        });
    }
    let logo = brand.map("logo", findings).and_then(|logo| {
        let (file, at) = logo.text("file")?;
        Some(Logo {
            picture: Picture::read(world, Path::new(""), file.trim(), at, findings)?,
            alternative: logo.string("alternative"),
            is_the_name: logo.yes_no("instead of the name") == Some(true),
        })
    });
    let mut links = |key: &str| -> Vec<BrandLink> {
        let items = brand.list(key).iter();
        items
            .filter_map(|item| Reader::new(item, &BRAND_LINK, findings))
            .map(|link| BrandLink {
                text: link.string("text"),
                page: link.string("page"),
            })
            .collect()
    };
    let (header_links, footer_links) = (links("header links"), links("footer links"));
    Brand {
        settings,
        logo,
        header_links,
        footer_links,
    }
}
