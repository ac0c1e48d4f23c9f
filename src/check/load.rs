//! Everything below a site's folder: the site's own file, and every scheme.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use rayon::prelude::*;
use upfront_engine::Scheme;

use super::{
    Site, dated, editions,
    faulty::error_places,
    national::{NATIONAL, Nations},
    overrides, pairs,
    parts::one_or_more,
    references::{self, edition_named},
    scheme::{Base, Compiled, compile_over},
    site, texts_in,
    wordings::{self, Wordings},
};
use crate::{
    analyse::distribution::Counted,
    councils::{PERSONAS, Shared, is_shared},
    diagnostics::{Code, Finding, Findings, suggest::one_slip_from},
    facts::Facts,
    language::{is_name, meant_name},
    lint::{self, Editions},
    rules::Rules,
    source::{
        FileId, Files, Layers, Node, NodeKind, Picture, RuleNames, Span, curly, is_rules, layer,
        markdown::{Mention, Prose},
        merge,
        read::{files_below, look_into},
        read_file, read_folder, read_rules,
    },
    world::{Stands, World},
};

/// How many schemes are compiled side by side before what they were read from is let go of. The same on every machine: in
/// which order files are read, findings are told.
const AT_A_TIME: usize = 8;

/// What was read, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Every file that was read.
    pub files: Files,
    /// Every finding.
    pub findings: Findings,
    /// The site, where its file holds no error.
    pub site: Option<Site>,
    /// The schemes whose rules hold no error, in the order of their folders. One whose worked example does not
    /// come out is among them, and the finding says so.
    pub schemes: Vec<Scheme>,
    /// The councils that declare facts and have no rules: schemes that hold what facts need, such as rates and sources.
    pub fact_sheets: Vec<Scheme>,
    /// The wordings of the schemes that have any, by the schemes' ids.
    pub wordings: BTreeMap<String, Wordings>,
    /// What the schemes declare beside their rules, by the schemes' ids.
    pub facts: BTreeMap<String, Facts>,
    /// What all answers to the questions of the schemes lead to, by the schemes' ids, where they can be counted.
    pub counted: BTreeMap<String, Counted>,
    /// The site as far as its file could be read, with or without an error.
    pub draft: Site,
    /// What stands for the schemes whose rules hold an error.
    pub faulty: Vec<Scheme>,
    /// What the texts of the rules and of `site.yaml` lead to, name and state.
    pub prose: Prose,
    /// The shared vocabulary, and the people who go through every council's rules.
    pub shared: Shared,
    /// How many figures of the site's own national rules nobody has read in their source. They are told where those
    /// rules are checked by themselves.
    pub unverified: usize,
}

/// The files of one scheme: the rules merged into one node, and their wordings.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    /// The rules.
    pub(super) node: Node,
    /// Their wordings.
    pub(super) wordings: Wordings,
    /// Whether every file could be read to its end.
    pub(super) is_whole: bool,
    /// The places of what was found wrong while the files were read and merged.
    pub(super) earlier: Vec<Span>,
}

impl Folder {
    /// Out of the files of a scheme, in which `read` was found while they were read; `None` where none holds rules.
    pub(super) fn of(
        mut nodes: Vec<Node>,
        read: &Findings,
        findings: &mut Findings,
    ) -> Option<Self> {
        let mut own = Findings::default();
        for node in &mut nodes {
            curly::name_without_marks(node, &mut own);
        }
        let (rules, wordings) = wordings::part(nodes, &mut own);
        let files: BTreeSet<FileId> = rules.iter().map(|node| node.span.file).collect();
        let node = merge(rules, &mut own);
        let mut earlier = error_places(read);
        earlier.extend(error_places(&own));
        // What is wrong with a wording is none of the rules'.
        earlier.retain(|at| files.contains(&at.file));
        findings.append(own);
        Some(Self {
            node: node?,
            wordings,
            is_whole: !read.has_unread_file(),
            earlier,
        })
    }
}

/// Reads `site.yaml` and every `schemes/COUNCIL/EDITION/` of a site. An error where its folder cannot be listed, or there
/// is none.
///
/// Where a day is given, what was right once may be too old by then, and a rate that changes within its edition has its
/// amount of that day.
pub fn read_site(world: &dyn World, as_of: Option<Date>) -> io::Result<Loaded> {
    let mut loaded = Loaded::default();
    let (root, site_file) = (Path::new(""), Path::new("site.yaml"));
    if world.is_there(site_file) {
        let node = read_file(world, site_file, &mut loaded.files, &mut loaded.findings);
        match node {
            Some(node) => {
                (loaded.draft, loaded.site) = site::read(world, &node, as_of, &mut loaded.findings);
                let prose = texts_in::site(&node, &loaded.files, &mut loaded.findings);
                loaded.prose.append(prose);
            }
            None if !loaded.findings.has_errors() => loaded.findings.push(
                Finding::nowhere(Code::MissingKey, "`site.yaml` is empty")
                    .advice("Add `title:` and `accessibility:`."),
            ),
            None => {}
        }
    } else {
        world.list(root)?;
        let near = look_into(world, root, |_| false, &mut Findings::default());
        let near: Vec<String> = near.files.iter().map(|path| name(path)).collect();
        let missing = Finding::nowhere(
            Code::UnreadableFile,
            format!(
                "there is no `site.yaml` in `{}`",
                world.outside(root).display()
            ),
        );
        loaded.findings.push(
            match near
                .iter()
                .find(|file| one_slip_from(file, ["site.yaml"].into_iter()).is_some())
            {
                Some(near) => missing.advice(format!("Rename `{near}` to `site.yaml`.")),
                None => missing
                    .advice("Add one with the site's `title:` and its `accessibility:` statement."),
            },
        );
    }
    loaded.shared = Shared::read(world, &mut loaded.files, &mut loaded.findings);
    let mut editions = Vec::new();
    let schemes = Path::new("schemes");
    if world.is_there(schemes) {
        let councils = loaded.folders(world, schemes);
        loaded.refuse_clashes(world, &councils, &Nations::of(world));
        for council in councils {
            // National rules have a folder more, and are read by their own names. People are no rules.
            if name(&council) == "national" || council == Path::new(PERSONAS) {
                continue;
            }
            loaded.refuse_folder_name(world, &council);
            if holds_nothing_but_rules(world, &council) {
                editions.push((name(&council), Waiting::OfCouncil(council)));
                continue;
            }
            for edition in loaded.folders(world, &council) {
                loaded.refuse_folder_name(world, &edition);
                let id = format!("{}/{}", name(&council), name(&edition));
                editions.push((id, Waiting::In(edition)));
            }
        }
    }
    let mut nations = Nations::of(world);
    loaded.national(&mut nations, &mut editions);
    if editions.is_empty() && !loaded.findings.has_unread_file() {
        loaded.findings.push(
            Finding::nowhere(
                Code::MissingKey,
                format!(
                    "there are no rules in `{}`",
                    world.outside(schemes).display()
                ),
            )
            .advice("Put them into a folder for the council and in it one for the edition, such as `schemes/exampleshire/2026-27/scheme.yaml`."),
        );
    }
    loaded.compile(world, editions, &mut nations);
    loaded.refuse_fact_sheets_of_editions(world);
    pairs::check(&mut loaded);
    // Whoever publishes the site can hardly mend them.
    let is_national = |at: Span| {
        let file = loaded.files.get(at.file);
        file.is_some_and(|file| file.path.starts_with(NATIONAL))
    };
    loaded.unverified = loaded.findings.take_out(|finding| {
        finding.code == Code::NotVerified && finding.at.is_some_and(is_national)
    });
    if let Some(day) = as_of {
        let schemes = loaded.schemes.iter().chain(&loaded.fact_sheets);
        let found = schemes.flat_map(|scheme| dated::check_day(scheme, day));
        loaded.findings.extend(found);
    }
    loaded.findings.hush(&loaded.files);
    for scheme in loaded.schemes.iter_mut().chain(&mut loaded.fact_sheets) {
        if let Cow::Owned(on_the_day) = dated::on(scheme, as_of) {
            *scheme = on_the_day;
            loaded.counted.remove(&scheme.id);
            let counted = Counted::in_scheme(scheme);
            let counted = counted.map(|counted| (scheme.id.clone(), counted));
            loaded.counted.extend(counted);
        }
    }
    Ok(loaded)
}

/// Reads one edition's folder, or one file that holds a whole scheme.
pub fn read_scheme(world: &dyn World, place: &Path) -> Loaded {
    let edition = match world.stands(place) {
        Stands::File(_) => place.with_extension(""),
        _ => place.to_owned(),
    };
    let council = edition.parent().map(name).unwrap_or_default();
    let id = format!("{council}/{}", name(&edition));
    let mut loaded = Loaded::default();
    let mut nations = Nations::around(world, place);
    let rules = match (national(place), world.stands(place)) {
        (Some(name), _) => nations.rules(&name, &mut loaded.files, &mut loaded.findings),
        (None, Stands::Folder) => loaded.read(world, place),
        (None, _) => {
            let nodes = read_rules(world, place, &mut loaded.files, &mut loaded.findings);
            if nodes.is_empty() && loaded.findings.has_errors() {
                None
            } else {
                loaded.merged(&world.shown(place), nodes, &Findings::default())
            }
        }
    };
    loaded.shared = Shared::read(world, &mut loaded.files, &mut loaded.findings);
    let rules = rules.map(|rules| (id, Waiting::Read(rules)));
    loaded.compile(world, rules.into_iter().collect(), &mut nations);
    loaded
}

/// Reads every edition in a folder and below it: each folder that itself holds rules is one. A folder that holds
/// rules is read as [`read_scheme`] does. An error where the folder cannot be listed.
pub fn read_schemes(world: &dyn World, place: &Path) -> io::Result<Loaded> {
    let is_one_scheme =
        national(place).map_or_else(|| holds_rules(world, place), |name| name.contains('/'));
    if is_one_scheme || !matches!(world.stands(place), Stands::Folder) {
        return Ok(read_scheme(world, place));
    }
    world.list(place)?;
    let mut loaded = Loaded::default();
    loaded.shared = Shared::read(world, &mut loaded.files, &mut loaded.findings);
    let mut all = Vec::new();
    let mut nations = Nations::around(world, place);
    let rules = files_below(world, place, is_rules, &mut loaded.findings);
    let editions: BTreeSet<&Path> = rules
        .iter()
        .filter(|file| is_rules(file) && !is_shared(file))
        .filter_map(|file| file.parent())
        .collect();
    for edition in editions {
        let council = edition.parent().map(name).unwrap_or_default();
        let id = format!("{council}/{}", name(edition));
        let rules = match national(edition) {
            // What holds for every year is no edition by itself.
            Some(name) if !name.contains('/') => None,
            Some(name) => nations
                .rules(&name, &mut loaded.files, &mut loaded.findings)
                .map(Waiting::Read),
            None => Some(Waiting::In(edition.to_owned())),
        };
        all.extend(rules.map(|rules| (id, rules)));
    }
    loaded.compile(world, all, &mut nations);
    Ok(loaded)
}

/// The name of a folder of national rules: a nation, or a nation and a year. `None` for any other folder.
fn national(folder: &Path) -> Option<String> {
    let name = folder.strip_prefix(NATIONAL).ok()?;
    Some(name.to_string_lossy().into_owned())
}

/// Whether a folder is that of a year of national rules, which the files in the folder above belong to.
#[cfg(feature = "cli")]
pub(crate) fn is_national_year(folder: &Path) -> bool {
    national(folder).is_some_and(|name| name.contains('/'))
}

/// Whether a folder itself, not one below it, holds YAML files.
fn holds_rules(world: &dyn World, folder: &Path) -> bool {
    let inside = look_into(world, folder, is_rules, &mut Findings::default());
    let mut files = inside.files.iter();
    files.any(|file| is_rules(file) && !is_shared(file))
}

/// Whether a folder holds YAML files and no folders.
fn holds_nothing_but_rules(world: &dyn World, folder: &Path) -> bool {
    let inside = look_into(world, folder, is_rules, &mut Findings::default());
    inside.folders.is_empty() && inside.files.iter().any(|file| is_rules(file))
}

/// Whether files say that they are facts only.
fn is_fact_sheet(node: &Node) -> bool {
    let said = node.entry("facts only").and_then(|said| said.value.text());
    said.is_some_and(|said| said.trim().eq_ignore_ascii_case("yes") || said.trim() == "true")
}

/// The rules of an edition that wait to be compiled.
enum Waiting {
    /// They have been read.
    Read(Folder),
    /// They stand in this folder, and are read when it is their turn: all of them at once would be large.
    In(PathBuf),
    /// They stand in the folder of a council, which is no edition's: only facts may.
    OfCouncil(PathBuf),
}

/// The national rules under a scheme.
struct Layered {
    /// Their name.
    name: String,
    /// What the council has instead.
    changed: RuleNames,
    /// The rates that it chooses, and of which nobody has seen what it chose.
    not_known: BTreeSet<String>,
}

/// What stands for an edition of which nothing could be read.
fn unread(id: &str) -> Scheme {
    let (council, edition) = id.split_once('/').unwrap_or((id, id));
    Scheme {
        id: id.to_owned(),
        council: council.to_owned(),
        edition: edition.to_owned(),
        title: edition.to_owned(),
        ..Scheme::default()
    }
}

/// The rules of an edition, laid over the national ones that they rest on.
struct Laid {
    id: String,
    /// `None` where they cannot be laid over those.
    found: Option<(Node, Option<Layered>)>,
    wordings: Wordings,
    /// Whether every file could be read to its end.
    is_whole: bool,
    /// Whether nothing was found wrong since the files were read.
    is_as_read: bool,
    /// The places of what was found wrong before.
    earlier: Vec<Span>,
    findings: Findings,
}

impl Laid {
    fn compile(mut self, nations: &Nations<'_>) -> (String, Option<Compiled>, Wordings, Findings) {
        let mut compiled = self.compiled(nations);
        if !self.is_whole {
            self.findings.keep_what_stands_alone();
            if let Some((compiled, _)) = &mut compiled {
                compiled.is_sound = false;
            }
        }
        // Of a scheme with an error, not all names may be known.
        let sound = compiled.as_ref().filter(|(compiled, _)| compiled.is_sound);
        if let Some((compiled, rules)) = sound {
            let extends = rules.extends.at();
            self.wordings
                .check(&compiled.scheme, extends, &mut self.findings);
        }
        let compiled = compiled.map(|(compiled, _)| compiled);
        (self.id, compiled, self.wordings, self.findings)
    }

    fn compiled(&mut self, nations: &Nations<'_>) -> Option<(Compiled, Rules)> {
        let (node, base) = self.found.as_ref()?;
        // National rules that others rest on have been compiled.
        let nation = nations.nation(&self.id).filter(|nation| {
            self.is_as_read && base.is_none() && nation.files.contains(&node.span.file)
        });
        if let Some(nation) = nation {
            self.findings.append(nation.findings.clone());
            return Some((nation.compiled.clone(), nation.rules.clone()));
        }
        let base = base.as_ref().and_then(|base| {
            let nation = nations.nation(&base.name)?;
            Some(Base {
                name: &base.name,
                scheme: nation.scheme(),
                changed: &base.changed,
                not_known: &base.not_known,
                files: &nation.files,
                is_here: nations.are_here(),
                is_faulty: !nation.is_sound,
                left_out: None,
            })
        });
        compile_over(&self.id, node, base, &self.earlier, &mut self.findings)
    }
}

impl Loaded {
    /// The site's own national rules, each as a scheme of its own.
    fn national(&mut self, nations: &mut Nations<'_>, editions: &mut Vec<(String, Waiting)>) {
        if !nations.are_here() {
            return;
        }
        for name in nations.names(&mut self.findings).to_vec() {
            if let Some((nation, _)) = name.split_once('/') {
                let sites = self.site.iter_mut().chain([&mut self.draft]);
                sites.for_each(|site| _ = site.nations.insert(nation.to_owned()));
            }
            if let Some(node) = nations.rules(&name, &mut self.files, &mut self.findings) {
                editions.push((name, Waiting::Read(node)));
            }
        }
    }

    /// Folders of councils whose pages would stand where others do.
    fn refuse_clashes(&mut self, world: &dyn World, councils: &[PathBuf], nations: &Nations<'_>) {
        const RESERVED: [(&str, &str); 14] = [
            ("compare", "the comparison of councils at `/compare/`"),
            ("pages", "the site's own pages at `/pages/`"),
            ("schema", "the schema of the data at `/schema/`"),
            ("method", "how scorecards are worked out, at `/method/`"),
            ("privacy", "the page on privacy at `/privacy/`"),
            ("words", "the words explained at `/words/`"),
            (
                "accessibility",
                "the accessibility statement at `/accessibility/`",
            ),
            ("assets", "the site's styles and scripts at `/assets/`"),
            (
                "_headers",
                "the file `_headers`, which tells a host how to serve the site",
            ),
            (
                "404.html",
                "the page `404.html`, for addresses that the site does not have",
            ),
            (
                "build.json",
                "the file `build.json`, which lists what a build wrote",
            ),
            ("index.html", "the first page, `index.html`"),
            ("robots.txt", "the file `robots.txt`, for search engines"),
            ("sitemap.xml", "the file `sitemap.xml`, for search engines"),
        ];
        let national = if nations.are_here() {
            nations.names(&mut Findings::default())
        } else {
            &[]
        };
        for (place, council) in councils.iter().enumerate() {
            let own = name(council);
            let lower = own.to_lowercase();
            let shown = &world.shown(council);
            let reserved = RESERVED.iter().find(|(taken, _)| *taken == lower);
            let is_nation = || {
                let mut nations = national.iter().filter_map(|name| name.split_once('/'));
                nations.any(|(nation, _)| nation == lower)
            };
            let others = councils.get(..place).unwrap_or_default();
            let other = others
                .iter()
                .find(|other| name(other).to_lowercase() == lower);
            let with = match (reserved, other) {
                (Some((_, what)), _) => (*what).to_owned(),
                (None, Some(other)) => format!("those of `{}`", world.shown(other).display()),
                (None, None) if own != "national" && is_nation() => {
                    format!("those of `schemes/national/{lower}`")
                }
                (None, None) => continue,
            };
            self.findings.push(
                Finding::nowhere(
                    Code::DuplicateName,
                    format!(
                        "the pages of `{}` would stand in the same place as {with}",
                        shown.display()
                    ),
                )
                .about(shown)
                .advice(format!(
                    "Give the folder another name, such as `{}-council`.",
                    lower.trim_start_matches('_').replace('.', "-")
                )),
            );
        }
    }

    /// A folder whose name cannot be part of an address.
    fn refuse_folder_name(&mut self, world: &dyn World, folder: &Path) {
        if is_name(&name(folder)) {
            return;
        }
        let shown = &world.shown(folder);
        let finding = Finding::nowhere(
            Code::BadName,
            format!(
                "the folder `{}` has a name that cannot be part of an address",
                shown.display()
            ),
        )
        .about(shown);
        self.findings.push(match meant_name(&name(folder)) {
            Some(meant) => finding.advice(format!("Rename it `{meant}`.")),
            None => finding.advice("Use lower-case letters, digits, `_` and `-`."),
        });
    }

    /// The folders in a folder of councils or of a council. Rules beside them are told: nothing would read them.
    fn folders(&mut self, world: &dyn World, folder: &Path) -> Vec<PathBuf> {
        let inside = look_into(world, folder, is_rules, &mut self.findings);
        let is_unread = |path: &&PathBuf| is_rules(path) && !is_shared(path);
        for path in inside.files.iter().filter(is_unread) {
            let shown = &world.shown(path);
            self.findings.push(
                Finding::nowhere(
                    Code::UnreadableFile,
                    format!(
                        "`{}` is in no edition's folder, so nothing reads it",
                        shown.display()
                    ),
                )
                .about(shown)
                .advice("Move it into a folder for the council and in it one for the edition, such as `schemes/exampleshire/2026-27/`.")
                .advice("Where it holds facts about a council and no rules, write `facts only: yes` in it, and leave no folder beside it."),
            );
        }
        inside.folders
    }

    /// Reads and merges the files of one edition.
    fn read(&mut self, world: &dyn World, edition: &Path) -> Option<Folder> {
        let mut own = Findings::default();
        let nodes = read_folder(world, edition, &mut self.files, &mut own);
        let rules = if nodes.is_empty() && own.has_unread_file() {
            None
        } else {
            self.merged(&world.shown(edition), nodes, &own)
        };
        self.findings.append(own);
        rules
    }

    /// The rules of files, in which `read` was found while they were read.
    fn merged(&mut self, place: &Path, nodes: Vec<Node>, read: &Findings) -> Option<Folder> {
        if nodes.is_empty() {
            self.findings.push(
                Finding::nowhere(
                    Code::MissingKey,
                    format!("`{}` holds no rules", place.display()),
                )
                .advice("Add a `.yaml` file with `council:`, `title:` and `steps:`, or take the folder away."),
            );
            return None;
        }
        Folder::of(nodes, read, &mut self.findings)
    }

    /// Compiles schemes side by side; findings and schemes stay in the order given.
    fn compile(
        &mut self,
        world: &dyn World,
        editions: Vec<(String, Waiting)>,
        nations: &mut Nations<'_>,
    ) {
        let told: BTreeSet<String> = editions.iter().map(|(id, _)| id.clone()).collect();
        let mut places = Vec::new();
        // Those with an error are editions too: each with its place among all.
        let mut with_an_error = Vec::new();
        let mut editions = editions.into_iter().peekable();
        while editions.peek().is_some() {
            let mut some = Vec::new();
            for (id, rules) in editions.by_ref().take(AT_A_TIME) {
                let (rules, council) = match rules {
                    Waiting::Read(rules) => (Some(rules), None),
                    Waiting::In(folder) => (self.read(world, &folder), None),
                    Waiting::OfCouncil(folder) => (self.read(world, &folder), Some(folder)),
                };
                match (rules, council) {
                    (Some(rules), _) if is_fact_sheet(&rules.node) => {
                        self.compile_fact_sheet(id, rules);
                    }
                    (_, Some(council)) => _ = self.folders(world, &council),
                    (Some(rules), None) => some.push((id, rules)),
                    (None, None) => self.faulty.push(unread(&id)),
                }
            }
            let here = some.iter();
            places.extend(here.map(|(id, rules)| editions::Place::of(id, &rules.node)));
            self.compile_some(some, nations, &told, &mut with_an_error);
        }
        let mut all = Cow::Borrowed(self.schemes.as_slice());
        for (place, scheme) in with_an_error {
            all.to_mut().insert(place, scheme);
        }
        let folder = |id: &str| id.split('/').next().unwrap_or_default().to_owned();
        let compared = self
            .facts
            .iter()
            .filter(|(_, facts)| facts.compared.is_some());
        let compared: BTreeSet<String> = compared.map(|(id, _)| folder(id)).collect();
        let are_several = compared.difference(&self.draft.nations).nth(1).is_some();
        for (id, facts) in &mut self.facts {
            read_pictures(world, id, facts, &mut self.findings);
            if let Some(compared) = &facts.compared {
                let is_compared = are_several || compared.is_own;
                self.shared
                    .check(compared, is_compared, &self.files, &mut self.findings);
            }
        }
        let nation = |name: &str| nations.scheme(name);
        let editions = Editions {
            schemes: &self.schemes,
            all: &all,
            places: &places,
            nations: &self.draft.nations,
            nation: &nation,
        };
        lint::look_at_all(&editions, &mut self.findings);
        self.look_up_figures();
        curly::blame(&self.files, &mut self.findings);
        self.findings.hush(&self.files);
    }

    /// Looks up the figures that the texts of the rules name without an edition, and those that they state, in the rules
    /// themselves.
    fn look_up_figures(&mut self) {
        let own = |mention: &&Mention| {
            !mention.shown.is_empty() && edition_named(&mention.text).is_none()
        };
        let mentions = self.prose.references.iter().filter(own);
        let mentions = mentions.map(|mention| {
            let schemes = self.schemes.iter().chain(&self.fact_sheets);
            (
                mention,
                schemes
                    .filter(|scheme| scheme.id == mention.shown)
                    .collect(),
            )
        });
        references::check(mentions, &self.schemes, &self.faulty, &mut self.findings);
        for scheme in &self.schemes {
            let stated = self.prose.figures.iter();
            let own = stated.filter(|stated| stated.shown == scheme.id);
            lint::check_figures(own, scheme, &mut self.findings);
        }
    }

    /// Compiles what a council declares that has no rules here.
    fn compile_fact_sheet(&mut self, id: String, sheet: Folder) {
        let Folder {
            node,
            wordings,
            is_whole,
            earlier,
        } = sheet;
        let mut findings = Findings::default();
        let prose = texts_in::rules(&id, &node, &self.files, &mut findings);
        self.prose.append(prose);
        let compiled = compile_over(&id, &node, None, &earlier, &mut findings);
        if !is_whole {
            findings.keep_what_stands_alone();
        }
        if let Some((compiled, _)) = compiled.filter(|(compiled, _)| compiled.is_sound && is_whole)
        {
            wordings.check(&compiled.scheme, None, &mut findings);
            self.facts.insert(id, compiled.facts);
            self.fact_sheets.push(compiled.scheme);
        }
        self.findings.append(findings);
    }

    /// Facts that stand alone and in an edition's folder: they are of no edition.
    fn refuse_fact_sheets_of_editions(&mut self, world: &dyn World) {
        let of_editions = self
            .fact_sheets
            .extract_if(.., |sheet| sheet.id.contains('/'));
        let of_editions: Vec<Scheme> = of_editions.collect();
        for sheet in of_editions {
            let place = Path::new("schemes").join(&sheet.id);
            let council = place.parent().unwrap_or(&place);
            let (shown, above) = (world.shown(&place), world.shown(council));
            self.findings.push(
                Finding::nowhere(
                    Code::UnknownKey,
                    format!(
                        "`{}` says `facts only`, and facts alone are of no edition",
                        shown.display()
                    ),
                )
                .about(&shown)
                .advice(format!(
                    "Move its files into `{}` where the council has no rules here; or put them beside an edition’s rules, and take `facts only` out.",
                    above.display()
                )),
            );
        }
    }

    /// Compiles some schemes side by side: what the national rules are laid under is large, and let go of at once.
    fn compile_some(
        &mut self,
        nodes: Vec<(String, Folder)>,
        nations: &mut Nations<'_>,
        told: &BTreeSet<String>,
        with_an_error: &mut Vec<(usize, Scheme)>,
    ) {
        let mut layered = Vec::new();
        for (id, rules) in nodes {
            let Folder {
                node,
                wordings,
                is_whole,
                mut earlier,
            } = rules;
            let mut findings = Findings::default();
            let prose = texts_in::rules(&id, &node, &self.files, &mut findings);
            self.prose.append(prose);
            let prose = texts_in::wordings(&id, &wordings, &self.files, &mut findings);
            self.prose.append(prose);
            let mut layering = Findings::default();
            let found = self.over_national_rules(node, nations, told, &mut layering);
            let errors = error_places(&layering);
            let is_as_read = errors.is_empty();
            earlier.extend(errors);
            findings.append(layering);
            let wordings = match &found {
                Some((_, Some(Layered { name, .. }))) => match nations.nation(name) {
                    Some(nation) => wordings.over(nation.spoken()),
                    None => wordings,
                },
                _ => wordings,
            };
            layered.push(Laid {
                id,
                found,
                wordings,
                is_whole,
                is_as_read,
                earlier,
                findings,
            });
        }
        let nations = &*nations;
        let compiled: Vec<_> = layered
            .into_par_iter()
            .map(|laid| laid.compile(nations))
            .collect();
        for (id, compiled, wordings, findings) in compiled {
            match compiled {
                // What is kept to the end is copied: a copy has no room to grow, and stands apart from what is let go of.
                Some(compiled) if compiled.is_sound => {
                    self.wordings.insert(id.clone(), wordings.clone());
                    let counted = compiled.counted.map(|counted| (id.clone(), counted));
                    self.counted.extend(counted);
                    self.facts.insert(id, compiled.facts.clone());
                    self.schemes.push(compiled.scheme.clone());
                }
                Some(compiled) => {
                    self.wordings.insert(id, wordings);
                    let place = self.schemes.len() + with_an_error.len();
                    with_an_error.push((place, compiled.scheme.clone()));
                    self.faulty.push(compiled.stand_in());
                }
                None => self.faulty.push(unread(&id)),
            }
            self.findings.append(findings);
        }
    }

    /// A scheme's node, laid over the national rules where it extends any; `None` where there are no such rules, or
    /// they hold an error themselves.
    fn over_national_rules(
        &mut self,
        node: Node,
        nations: &mut Nations<'_>,
        told: &BTreeSet<String>,
        findings: &mut Findings,
    ) -> Option<(Node, Option<Layered>)> {
        let Some(extends) = node.entry("extends").cloned() else {
            if let Some(known) = node.entry("known").filter(|_| !is_fact_sheet(&node)) {
                findings.push(
                    Finding::new(Code::MissingKey, known.key_span, "`known` without `extends`: there are no national rules of which some choices are not known")
                        .label("known of what?")
                        .advice("Add `extends:` with a nation and a year, such as `extends: england/2024-25`.")
                        .advice("Where there are no national rules for the year, state the facts in the council’s own folder, with `facts only: yes`."),
                );
                return None;
            }
            if let Some(overrides) = node.entry("overrides") {
                findings.push(
                    Finding::new(Code::MissingKey, overrides.key_span, "`overrides` without `extends`: there are no national rules to override")
                        .label("overrides what?")
                        .advice("Add `extends:` with a nation and a year, such as `extends: england/2024-25`."),
                );
                return None;
            }
            for item in ["questions", "steps"]
                .iter()
                .filter_map(|key| node.entry(key))
            {
                let NodeKind::List(items) = &item.value.kind else {
                    continue;
                };
                let places = items
                    .iter()
                    .flat_map(|item| [item.entry("after"), item.entry("before")])
                    .flatten();
                for place in places {
                    let word = &place.key;
                    findings.push(
                        Finding::new(
                            Code::MissingKey,
                            place.key_span,
                            format!(
                                "`{word}` without `extends`: the order here is that of the list"
                            ),
                        )
                        .label(format!("{word} what?"))
                        .advice(format!(
                            "Put it where it belongs in the list, and take `{word}` out."
                        )),
                    );
                }
            }
            return Some((node, None));
        };
        let mut bases: Vec<(String, Span)> = Vec::new();
        for base in one_or_more(&extends.value) {
            let Some(name) = base.text().map(str::trim) else {
                // Told where the scheme is read.
                continue;
            };
            if let Some((_, first)) = bases.iter().find(|(other, _)| other == name) {
                findings.push(
                    Finding::new(
                        Code::DuplicateName,
                        base.span,
                        format!("`{name}` stands here twice"),
                    )
                    .label("once more")
                    .related(*first, "the first")
                    .advice("Take one of them out."),
                );
                continue;
            }
            bases.push((name.to_owned(), base.span));
        }
        if bases.is_empty() {
            return Some((node, None));
        }
        let mut are_known = true;
        for (name, at) in &bases {
            let Some(nation) = nations.get(name, &mut self.files, findings) else {
                findings.push(nations.missing(*at, name));
                are_known = false;
                continue;
            };
            // Their own findings say what to mend, where they are told in this run.
            if !nation.is_sound && !told.contains(name) {
                findings.push(
                    Finding::new(
                        Code::UnknownName,
                        *at,
                        format!("the national rules `{name}` hold an error"),
                    )
                    .label("cannot be extended")
                    .advice("Mend them first."),
                );
            }
        }
        let names: Vec<&str> = bases.iter().map(|(name, _)| name.as_str()).collect();
        let name = names.join(", ");
        let nation = match bases.as_slice() {
            _ if !are_known => None,
            [_] => nations.get(&name, &mut self.files, findings),
            _ => nations.join(&name, &bases, findings),
        }?;
        if let Some(overrides) = node.entry("overrides") {
            overrides::check(&overrides.value, &nation.node, findings);
        }
        let Layers {
            node,
            changed,
            not_known,
        } = layer(&nation.node, node, findings);
        let layered = Layered {
            name,
            changed,
            not_known,
        };
        Some((node, Some(layered)))
    }
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Reads the pictures that facts name, from the folder of their edition. Where rules are looked at outside a site, there is
/// none.
fn read_pictures(world: &dyn World, id: &str, facts: &mut Facts, findings: &mut Findings) {
    let folder = Path::new("schemes").join(id);
    if !world.is_there(&folder) {
        return;
    }
    for sentence in &mut facts.easy_read {
        let named = sentence.named.as_ref();
        sentence.picture =
            named.and_then(|(name, at)| Picture::read(world, &folder, name, *at, findings));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    /// What is wrong with a site that has these files and nothing in them.
    fn found(files: &[&str]) -> Vec<String> {
        let files = files.iter().map(|file| (*file, ""));
        let files = files.chain([("site.yaml", "title: A")]);
        let loaded = read_site(&Memory::new(files, Date::default()), None).unwrap();
        loaded
            .findings
            .sorted()
            .iter()
            .filter(|finding| finding.at.is_none())
            .map(|finding| finding.message.clone())
            .collect()
    }

    #[test]
    fn rules_in_the_wrong_place_are_told() {
        let found_in = |file: &str| found(&[file, "schemes/b/2026/scheme.yaml"]);
        for file in ["schemes/a.yaml", "schemes/a/a.yml"] {
            assert!(
                found_in(file).contains(&format!(
                    "`{file}` is in no edition's folder, so nothing reads it"
                )),
                "{file}"
            );
        }
        assert_eq!(found_in("schemes/a/2026/a.yaml").len(), 2);
        let named = found(&["schemes/Any Shire/2026–27/a.yaml"]);
        assert_eq!(named.len(), 3, "{named:?}");
        assert!(
            named.contains(
                &"the folder `schemes/Any Shire` has a name that cannot be part of an address"
                    .to_owned()
            )
        );
        for nothing in [&[][..], &["Schemes/a/2026/a.yaml"]] {
            let found = found(nothing);
            assert_eq!(found.len(), 1);
            assert!(found[0].starts_with("there are no rules in"), "{found:?}");
        }
    }
}
