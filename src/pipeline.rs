//! The whole order in one place: a world's files become rules, rules become schemes, schemes become pages, and pages
//! become files. What stands between two stations is one type; no station calls the one before it.
//!
//! | from | by | to |
//! | --- | --- | --- |
//! | [`World`] | [`check::read_site`] | [`Loaded`]: schemes, wordings, findings |
//! | [`Parts`] | [`Theme`], `languages` | [`Language`]: the schemes in words |
//! | [`Language`] | [`site::sections`] | [`Section`]: what is made at a time |
//! | [`Section`] | [`Section::make`] | [`Page`]: a model and an address each |
//! | [`Page`] | `Templates` | a file, handed to a [`Sink`] |

use std::{
    collections::BTreeMap,
    io,
    path::Path,
    sync::{Mutex, PoisonError},
};

use jiff::civil::Date;
use rayon::prelude::*;
use upfront_engine::{Outcome, Scheme};

use crate::{
    analyse::distribution::Counted,
    check::{self, Loaded, Site, Wordings, old_statement},
    councils::Shared,
    diagnostics::{Finding, Findings},
    digest::digest_of,
    facts::Facts,
    hosts::compressed::WithCopies,
    messages::Person,
    render::{
        Theme, languages,
        markup::{self, Outline},
        no_page_offered, strays,
        templates::Templates,
    },
    site::{
        self, AsWritten, Input, Language, Offered, Page, Piece, Section, frame, offered, prose,
        sitemap,
    },
    source::{Files, Picture, SITE_FILE, markdown::Prose, read_yaml},
    unsaid::is_said,
    world::World,
};

/// The files of a built site: their path inside it, with `/` between folders, and their bytes.
pub type BuiltSite = BTreeMap<String, Vec<u8>>;

/// Takes the files of a site, each as it is made, in any order.
pub trait Sink: Sync {
    /// Takes a file. What is made together has one key, which tells all that it was made from.
    fn put(&self, key: &str, path: String, bytes: Vec<u8>);

    /// Whether the files are for anybody to read.
    fn keeps(&self) -> bool {
        true
    }

    /// The files that were put under a key when the site was built before; `None` where they are not all at hand.
    fn earlier(&self, _key: &str) -> Option<Vec<(String, Vec<u8>)>> {
        None
    }
}

/// Lets every file go: for those who want to know what is found.
#[derive(Clone, Copy, Debug)]
pub struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: &str, _: String, _: Vec<u8>) {}

    fn keeps(&self) -> bool {
        false
    }
}

impl Sink for Mutex<BuiltSite> {
    fn put(&self, _: &str, path: String, bytes: Vec<u8>) {
        let mut site = self.lock().unwrap_or_else(PoisonError::into_inner);
        site.insert(path, bytes);
    }
}

/// What a site is built from, as it was read.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// Where the site may keep `content/` and `themes/NAME/`.
    pub world: &'a dyn World,
    /// What `site.yaml` says.
    pub site: &'a Site,
    /// The schemes without an error.
    pub schemes: &'a [Scheme],
    /// The councils that declare facts and have no rules.
    pub fact_sheets: &'a [Scheme],
    /// What stands for those with one, so that links to their pages lead somewhere.
    pub faulty: &'a [Scheme],
    /// The wordings of the schemes.
    pub wordings: &'a BTreeMap<String, Wordings>,
    /// What the schemes declare beside their rules.
    pub facts: &'a BTreeMap<String, Facts>,
    /// What all answers to their questions lead to, by the schemes' ids.
    pub counted: &'a BTreeMap<String, Counted>,
    /// The shared vocabulary, and the people who go through every council's rules.
    pub shared: &'a Shared,
    /// The files of the schemes as they were written, by the schemes' ids.
    pub yaml: &'a BTreeMap<String, Vec<AsWritten>>,
    /// What the texts of the rules and of `site.yaml` lead to, name and state.
    pub prose: &'a Prose,
    /// The day that the site is for, where one was given.
    pub as_of: Option<Date>,
}

/// Builds a site. Everything is looked at, whatever has been found before. Where the findings have an error, what the
/// sink was given is no site.
pub fn build(world: &dyn World, as_of: Option<Date>, sink: &dyn Sink) -> io::Result<Loaded> {
    let mut loaded = check::read_site(world, as_of)?;
    let is_sound = !loaded.findings.has_errors();
    let sink = if is_sound { sink } else { &Nowhere };
    let yaml = as_written(&loaded, sink);
    let parts = Parts {
        world,
        site: &loaded.draft,
        schemes: &loaded.schemes,
        fact_sheets: &loaded.fact_sheets,
        faulty: &loaded.faulty,
        wordings: &loaded.wordings,
        facts: &loaded.facts,
        counted: &loaded.counted,
        shared: &loaded.shared,
        yaml: &yaml,
        prose: &loaded.prose,
        as_of,
    };
    let found = write(parts, &mut loaded.files, sink);
    loaded.findings.append(found);
    loaded.findings.hush(&loaded.files);
    if is_sound {
        loaded.findings.tell_needless_silences();
    }
    Ok(loaded)
}

/// Every finding of a site: of its pages too, since a link that leads nowhere shows only there. The pages are the same on
/// every day; where none is given, what is said of the accessibility statement is of today.
pub fn check(world: &dyn World, as_of: Option<Date>) -> io::Result<Loaded> {
    let mut loaded = build(world, as_of, &Nowhere)?;
    if as_of.is_none() {
        let old = statement_by_now(world, &loaded.files);
        loaded.findings.extend(old);
        loaded.findings.hush(&loaded.files);
    }
    Ok(loaded)
}

/// That the accessibility statement is too old today, where it is.
fn statement_by_now(world: &dyn World, files: &Files) -> Option<Finding> {
    let file = files.of_path(Path::new(SITE_FILE))?;
    let node = read_yaml(file, files, &mut Findings::default())?;
    old_statement(&node, world.today())
}

/// The files of each scheme as they were written, a nation's with those that all its years share; none where nothing is kept.
fn as_written(loaded: &Loaded, sink: &dyn Sink) -> BTreeMap<String, Vec<AsWritten>> {
    if !sink.keeps() {
        return BTreeMap::new();
    }
    let folders = loaded.files.by_folder();
    let files = |folder: &str, below: &str| -> Vec<AsWritten> {
        let files = folders.get(folder).into_iter().flatten();
        let files = files.filter_map(|file| {
            let name = file.path.file_name()?.to_str()?;
            // A workbook is given as what was read of it.
            let (name, text) = match &file.cells {
                Some(cells) => (format!("{name}.yaml"), &cells.yaml),
                None => (name.to_owned(), &file.text),
            };
            Some(AsWritten {
                name: format!("{below}{name}"),
                text: text.clone(),
            })
        });
        files.collect()
    };
    let schemes = loaded.schemes.iter().map(|scheme| {
        let (above, _) = scheme.id.split_once('/').unwrap_or_default();
        let mut own = files(&scheme.id, "");
        own.extend(files(&format!("national/{above}"), "every-year/"));
        (scheme.id.clone(), own)
    });
    schemes.collect()
}

/// Writes what was read: from schemes to files.
pub fn write(parts: Parts<'_>, sources: &mut Files, sink: &dyn Sink) -> Findings {
    let copies = WithCopies(sink);
    let has_copies = sink.keeps() && parts.site.publish.iter().any(|host| host.serves_copies());
    let sink = if has_copies { &copies } else { sink };
    let mut findings = Findings::default();
    let theme = Theme::of_site(parts.world, parts.site, sources, &mut findings);
    let languages = languages(parts, &theme, sources, &mut findings);
    let shown = languages.iter().flat_map(Language::shown).collect();
    strays::check(parts.world, parts.site, &theme, &shown, &mut findings);
    prose::look_up_figures(parts, &languages, &mut findings);
    let (templates, assets) = Templates::new(&languages, &theme, &mut findings);
    let known = markup::Known::new(parts, &languages);
    let offered = offered(&languages, &templates, parts.as_of);
    for (language, tongue) in languages.iter().zip(&parts.site.languages) {
        findings.extend(no_page_offered(tongue, &language.folder, &offered));
    }
    let making = Making {
        languages: &languages,
        offered: &offered,
        as_of: parts.as_of,
        templates: &templates,
        known: &known,
        // What a site's own template makes of a page, only the whole page tells.
        is_kept: sink.keeps() || theme.has_templates(),
        sink,
    };
    let ground = sink
        .keeps()
        .then(|| digest_of(&(&theme, parts.as_of, &offered)));
    let sections = site::sections(&languages, ground.as_deref());
    let made = sections.par_iter().map(|one| making.section(one));
    let made: Vec<Made> = made.collect();
    let mut outline = Outline::default();
    for made in made {
        outline = outline.with(made.outline);
        findings.append(made.findings);
    }
    let mut files = assets;
    for picture in languages.iter().flat_map(Language::pictures) {
        let Picture { path, bytes, .. } = picture;
        files.insert(path.clone(), bytes.to_vec());
    }
    for (path, text) in Templates::for_hosts(parts.site) {
        files.insert(path.to_owned(), text.into_bytes());
    }
    sitemap::add(parts.site, parts.as_of, outline.pages(), &mut files);
    for (path, bytes) in files {
        outline.add(&path, &bytes, &known);
        sink.put("", path, bytes);
    }
    findings.append(markup::check(&outline, &known));
    findings
}

/// Pages that stand alone in a folder of their own, with what they load: `make` gives those of a language. In another language
/// than the first a page is left out that has not all of its words.
pub fn alone(
    parts: Parts<'_>,
    sources: &mut Files,
    make: impl Fn(Input<'_>, &Language<'_>) -> Vec<Page>,
) -> (BuiltSite, Findings) {
    let mut findings = Findings::default();
    let theme = Theme::of_site(parts.world, parts.site, sources, &mut findings);
    let languages = languages(parts, &theme, sources, &mut findings);
    let (templates, assets) = Templates::new(&languages, &theme, &mut findings);
    let is_loaded = |path: &String| {
        let is_script = [".js", ".wasm", ".txt"]
            .iter()
            .any(|ending| path.ends_with(ending));
        path.starts_with("assets/") && !is_script
    };
    let mut files: BuiltSite = assets
        .into_iter()
        .filter(|(path, _)| is_loaded(path))
        .collect();
    let logos = languages
        .iter()
        .flat_map(|language| &language.site.brand.logo);
    files.extend(logos.map(|logo| (logo.picture.path.clone(), logo.picture.bytes.to_vec())));
    let open = Outcome::default();
    let made = languages.iter().enumerate().map(|(place, language)| {
        let pages = make(language.input(place, parts.as_of, &open), language);
        (place, language, pages)
    });
    let made: Vec<_> = made.collect();
    let whole = made.iter().skip(1).flat_map(|(_, language, pages)| {
        let is_whole = |page: &&Page| templates.page(page).0.is_some_and(|html| is_said(&html));
        let paths = pages.iter().filter(is_whole);
        paths.map(|page| format!("{}{}", language.folder, page.path))
    });
    let offered = Offered::of(&languages, whole.collect::<Vec<_>>());
    for (place, language, pages) in made {
        for mut page in pages {
            let path = format!("{}{}", language.folder, page.path);
            if !offered.has(&path) {
                continue;
            }
            page.frame.languages = frame::alternates(&page, place, &languages, &offered);
            for other in &mut page.frame.languages {
                other.canonical.clear();
            }
            let (html, fault) = templates.page(&page);
            findings.extend(fault);
            if let Some(html) = html {
                files.insert(path, html.into_bytes());
            }
        }
    }
    (files, findings)
}

/// What the site has in its other languages. Whether every word of a page is there, only the whole page tells.
fn offered(languages: &[Language<'_>], templates: &Templates<'_>, as_of: Option<Date>) -> Offered {
    let sections = site::sections(languages, None);
    let all = &Offered::default();
    let others = sections.par_iter().filter(|one| !one.is_in_the_first());
    let whole = others.flat_map_iter(|section| {
        let (mut pages, mut files) = (Vec::new(), BTreeMap::new());
        let about_them = section.about_them();
        section.make(
            about_them.as_ref(),
            languages,
            all,
            as_of,
            true,
            &mut |piece| match piece {
                Piece::Page(page) => pages.push(*page),
                Piece::File(path, bytes) => _ = files.insert(path, bytes),
            },
        );
        offered::whole(section.language(), (&pages, &files), |page| {
            templates.page(page).0
        })
    });
    Offered::of(languages, whole.collect::<Vec<_>>())
}

/// What the sections are made with.
struct Making<'a> {
    languages: &'a [Language<'a>],
    offered: &'a Offered,
    as_of: Option<Date>,
    templates: &'a Templates<'a>,
    known: &'a markup::Known<'a>,
    is_kept: bool,
    sink: &'a dyn Sink,
}

/// What came of a section, beside its files.
#[derive(Default)]
struct Made {
    outline: Outline,
    findings: Findings,
}

impl Making<'_> {
    fn section(&self, section: &Section<'_>) -> Made {
        let mut made = Made::default();
        let about_them = section.about_them();
        let about_them = about_them.as_ref();
        let key = &section.key(about_them);
        let put = |outline: &mut Outline, path: String, bytes: Vec<u8>| {
            outline.add(&path, &bytes, self.known);
            self.sink.put(key, path, bytes);
        };
        if let Some(files) = self.sink.earlier(key) {
            for (path, bytes) in files {
                put(&mut made.outline, path, bytes);
            }
            made.outline.settle(self.known);
            return made;
        }
        let Made { outline, findings } = &mut made;
        let mut take = |piece| match piece {
            Piece::Page(page) if self.offered.has(&page.path) => {
                let (html, fault) = self.templates.page(&page);
                if let Some(fault) = fault {
                    findings.push(fault);
                    outline.leave_out(&page.path);
                }
                if let Some(html) = html {
                    let html = self.led_back(section, &page.path, &page.frame.top, html);
                    put(outline, page.path, html.into_bytes());
                }
            }
            Piece::File(path, bytes) if self.offered.has(&path) => put(outline, path, bytes),
            _ => {}
        };
        section.make(
            about_them,
            self.languages,
            self.offered,
            self.as_of,
            self.is_kept,
            &mut take,
        );
        made.outline.settle(self.known);
        made
    }

    /// A page of another language, each link to what the site has only in the first leading there.
    fn led_back(&self, section: &Section<'_>, path: &str, top: &str, html: String) -> String {
        let first = self.languages.first();
        let Some(first) = first.filter(|_| !section.is_in_the_first()) else {
            return html;
        };
        let words = first.catalogue.of(Person::Yourself);
        let name = words.say("page-language", &[]);
        let there = |target: &str| {
            let there = self.offered.in_the_first(target)?;
            (!self.offered.has(target)).then(|| format!("{top}{there}"))
        };
        self.known
            .led_to_another_language(path, &html, (&first.code, &name), there)
    }
}
