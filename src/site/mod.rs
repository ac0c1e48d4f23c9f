//! What the site holds: a model and an address for every page, as plain data, and the files beside the pages.
//!
//! Each kind of page has a file of its own here and a template of the same name in the theme.

pub mod accessibility;
pub mod changed;
pub mod cite;
pub mod compare;
pub mod compare_estimate;
pub mod compare_method;
pub mod compare_moving;
pub mod compare_person;
pub mod compare_two;
mod compared_data;
pub mod content;
pub mod council;
pub mod data;
mod dataset;
pub mod dates;
pub mod directory;
pub mod easy_read;
pub mod estimate;
pub mod example;
pub mod examples;
pub mod fact_sheet;
mod feed;
pub mod formats;
pub mod frame;
pub mod gaps;
pub mod grid;
pub mod holding;
pub mod home;
pub mod how;
pub mod impact;
mod in_short;
mod key_figures;
pub mod known;
pub mod method;
pub mod money;
pub mod not_found;
pub mod offered;
pub mod own;
pub mod pay;
mod possible;
pub mod privacy;
pub mod prose;
pub mod published;
pub mod question;
pub mod questions;
pub mod results;
pub mod rights;
pub mod route;
pub mod rule_compared;
pub mod rule_in_both;
mod rules;
pub mod sheets;
pub mod sitemap;
pub mod support;
mod taken_over;
pub mod terms;
pub mod times;
pub mod told;
pub mod whose;
pub mod words;
pub mod worked;

use std::{borrow::Cow, collections::BTreeMap, iter, path::Path, sync::Arc};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;
use upfront_engine::{Outcome, Scheme, explain::describe_step, scheme::Step, wire, words::Words};

pub use content::Content;
pub use frame::Frame;
pub use offered::Offered;
pub use route::Route;
use terms::Terms;

use crate::analyse::{distribution::Counted, nothing_known};
use crate::check::{Site, Wordings};
use crate::councils::{Comparison, Placings, Shared};
use crate::digest::digest_of;
use crate::facts::Facts;
use crate::messages::{Catalogue, Person};
use crate::source::Picture;

/// The site in one of its languages.
#[derive(Clone, Debug)]
pub struct Language<'a> {
    /// The language, as a code: `en-GB`.
    pub code: String,
    /// The folder that its pages stand in, such as `cy/`; empty for the site's first language.
    pub folder: String,
    /// The site's own particulars.
    pub site: Site,
    /// Every scheme that it shows.
    pub schemes: Cow<'a, [Scheme]>,
    /// The councils that declare facts and have no rules; none in a language that facts are not written in.
    pub fact_sheets: &'a [Scheme],
    /// What the schemes in words for someone else are made from: see [`Language::about_them`].
    pub(crate) written: Written<'a>,
    /// What the schemes declare beside their rules, by the schemes' ids.
    pub(crate) facts: Cow<'a, BTreeMap<String, Facts>>,
    /// What all answers to the schemes' questions lead to, by the schemes' ids.
    pub(crate) counted: &'a BTreeMap<String, Counted>,
    /// The shared vocabulary, and the people who go through every council's rules.
    pub(crate) shared: &'a Shared,
    /// The files of the schemes as they were written, by the schemes' ids.
    pub(crate) yaml: &'a BTreeMap<String, Vec<AsWritten>>,
    /// The words of the theme.
    pub catalogue: Catalogue,
    /// Those of them that they explain: to the reader, and to who answers for someone else.
    pub(crate) terms: [Terms; 2],
    /// The prose that stands on several councils' pages.
    pub content: Content,
    /// The same for someone else.
    pub content_about_them: Content,
}

/// A file of a scheme, as somebody wrote it.
#[derive(Clone, Debug)]
pub struct AsWritten {
    /// Its name, below a folder's where others have that name too.
    pub name: String,
    /// All of it.
    pub text: Arc<str>,
}

/// The schemes as they are written, and their other words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'a> {
    /// The schemes without an error.
    pub(crate) schemes: &'a [Scheme],
    /// What stands for those with one.
    pub(crate) faulty: &'a [Scheme],
    /// Their wordings, by the schemes' ids.
    pub(crate) wordings: &'a BTreeMap<String, Wordings>,
    /// The language that they are put into; `None` for the one that they are written in.
    pub(crate) language: Option<&'a str>,
}

/// Which words a page is told in: a language, by its place among the site's, and for whom.
pub type Voice = (usize, Person);

/// What the pages are made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The site's own particulars.
    pub site: &'a Site,
    /// Every scheme that it shows.
    pub schemes: &'a [Scheme],
    /// The councils that declare facts and have no rules.
    pub fact_sheets: &'a [Scheme],
    /// The words of the theme.
    pub words: &'a Words,
    /// Those that it explains.
    pub terms: &'a Terms,
    /// The prose that stands on several councils' pages.
    pub content: &'a Content,
    /// The day the site is built for, where one was given.
    pub as_of: Option<Date>,
    /// The language, as a code.
    pub language: &'a str,
    /// The folder of the language.
    pub folder: &'a str,
    /// Which words these are.
    pub voice: Voice,
    /// What the schemes declare beside their rules, by the schemes' ids.
    pub facts: &'a BTreeMap<String, Facts>,
    /// What all answers to the schemes' questions lead to, by the schemes' ids.
    pub counted: &'a BTreeMap<String, Counted>,
    /// The shared vocabulary, and the people who go through every council's rules.
    pub shared: &'a Shared,
    /// The files of the schemes as they were written, by the schemes' ids.
    pub yaml: &'a BTreeMap<String, Vec<AsWritten>>,
    /// What the scheme gives while nothing is known, on the pages of one scheme; empty on others.
    pub open: &'a Outcome,
    /// Whether anybody reads the pages. Where they are only tried, what takes long and can hold no mistake is left out.
    pub is_kept: bool,
}

impl Input<'_> {
    /// A step's rule in words; nothing where nobody reads it, since it leads nowhere.
    pub(crate) fn rule(self, scheme: &Scheme, step: &Step) -> String {
        if self.is_kept {
            describe_step(scheme, step, self.words)
        } else {
            String::new()
        }
    }
}

/// A thing that a section holds, before templates.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A page.
    Page(Box<Page>),
    /// A file that is no page: its path, and its bytes.
    File(String, Vec<u8>),
}

/// Takes what a section holds, each piece as it is made: all pages of a large site at once would be large.
pub struct Pages<'t> {
    take: &'t mut dyn FnMut(Piece),
}

impl<'t> Pages<'t> {
    /// Hands every piece on.
    pub fn to(take: &'t mut dyn FnMut(Piece)) -> Self {
        Self { take }
    }

    /// A page.
    fn page(&mut self, page: Page) {
        (self.take)(Piece::Page(Box::new(page)));
    }

    /// Several pages, or perhaps one.
    fn pages(&mut self, pages: impl IntoIterator<Item = Page>) {
        pages.into_iter().for_each(|page| self.page(page));
    }

    /// A file that is no page.
    fn file(&mut self, path: String, bytes: Vec<u8>) {
        (self.take)(Piece::File(path, bytes));
    }
}

/// A page: its address, what every page has, and what this kind of page has.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// Its path inside the site, such as `essex/2024-25/how/index.html`.
    pub path: String,
    /// What every page has.
    pub frame: Frame,
    /// What this kind of page has.
    #[serde(rename = "page")]
    pub body: Body,
}

/// The kinds of page.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// Every council.
    Directory(directory::Directory),
    /// One council's editions.
    Council(council::Council),
    /// A council that declares facts and has no rules.
    FactSheet(Box<fact_sheet::FactSheet>),
    /// A council whose choices are known in part.
    Known(Box<known::Known>),
    /// One edition.
    Home(Box<home::Home>),
    /// How the amount is worked out.
    How(how::How),
    /// What all answers together lead to.
    Results(Box<results::Results>),
    /// Every question.
    Questions(questions::Questions),
    /// Worked examples.
    Examples(examples::Examples),
    /// One worked example.
    Example(Box<example::Example>),
    /// The ways to hold a budget.
    Holding(holding::Holding),
    /// What changed since the edition before.
    Changed(Box<changed::Changed>),
    /// What a change would do to people of a file.
    Impact(Box<impact::ImpactPage>),
    /// What somebody might pay.
    Pay(Box<pay::Pay>),
    /// The rules as data.
    Data(data::Data),
    /// The worksheet and the estimator.
    Estimate(Box<estimate::Estimate>),
    /// Facts: who can get support, rights, other money, times.
    Told(told::Told),
    /// What an edition is about, in Easy Read.
    EasyRead(easy_read::EasyRead),
    /// What is and is not published.
    Published(published::Published),
    /// How that is worked out.
    Method(method::Method),
    /// Words explained.
    Words(words::Explained),
    /// Every rule that is compared between councils.
    RulesCompared(rule_compared::RulesCompared),
    /// One rule in every council.
    RuleCompared(Box<rule_compared::RuleCompared>),
    /// Councils side by side.
    Compare(compare::Compare),
    /// One person in every council.
    Person(Box<compare_person::PersonPage>),
    /// An estimate in several councils at once.
    CompareEstimate(Box<compare_estimate::CompareEstimate>),
    /// Two councils, rule by rule.
    Two(Box<compare_two::TwoPage>),
    /// A move from one council to another.
    Moving(Box<compare_moving::MovingPage>),
    /// How councils are compared.
    CompareMethod(compare_method::CompareMethod),
    /// What is done with what people answer.
    Privacy(privacy::Privacy),
    /// The accessibility statement.
    Accessibility(accessibility::Accessibility),
    /// A page of the site's own.
    Own(own::Own),
    /// What an address shows that the site does not have.
    NotFound(not_found::NotFound),
}

impl Body {
    /// Whether there is such a page only in the site's first language, which facts are written in.
    pub(crate) const fn is_of_facts(&self) -> bool {
        matches!(
            self,
            Self::Told(_)
                | Self::FactSheet(_)
                | Self::EasyRead(_)
                | Self::Published(_)
                | Self::Method(_)
                | Self::Compare(_)
                | Self::Person(_)
                | Self::CompareEstimate(_)
                | Self::Two(_)
                | Self::Moving(_)
                | Self::CompareMethod(_)
        )
    }

    /// The script that the page loads; `None` where it loads none.
    pub(crate) const fn script(&self) -> Option<Script> {
        match self {
            Self::Estimate(_) => Some(Script::Estimate),
            Self::CompareEstimate(_) => Some(Script::Several),
            Self::Directory(directory) if directory.filter.is_some() => Some(Script::Find),
            Self::Compare(compare) if compare.councils.len() > 1 => Some(Script::Choose),
            _ => None,
        }
    }

    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Directory(_) => "directory.html",
            Self::Council(_) => "council.html",
            Self::FactSheet(_) => "fact_sheet.html",
            Self::Known(_) => "known.html",
            Self::Home(_) => "home.html",
            Self::How(_) => "how.html",
            Self::Questions(_) => "questions.html",
            Self::Results(_) => "results.html",
            Self::Examples(_) => "examples.html",
            Self::Example(_) => "example.html",
            Self::Holding(_) => "ways.html",
            Self::Impact(_) => "impact.html",
            Self::Pay(_) => "pay.html",
            Self::Data(_) => "data.html",
            Self::Changed(_) => "changed.html",
            Self::Estimate(_) => "estimate.html",
            Self::Told(_) => "told.html",
            Self::EasyRead(_) => "easy_read.html",
            Self::Published(_) => "published.html",
            Self::Method(_) => "method.html",
            Self::Words(_) => "words.html",
            Self::RulesCompared(_) => "rules_compared.html",
            Self::RuleCompared(_) => "rule_compared.html",
            Self::Compare(_) => "compare.html",
            Self::Person(_) => "compare_person.html",
            Self::CompareEstimate(_) => "compare_estimate.html",
            Self::Two(_) => "compare_two.html",
            Self::Moving(_) => "compare_moving.html",
            Self::CompareMethod(_) => "compare_method.html",
            Self::Privacy(_) => "privacy.html",
            Self::Accessibility(_) => "accessibility.html",
            Self::Own(_) => "own.html",
            Self::NotFound(_) => "not_found.html",
        }
    }
}

/// What scripts do on the pages that load one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Script {
    /// An estimate by the rules of one council.
    Estimate,
    /// An estimate in several councils at once.
    Several,
    /// Finding councils in the list of all.
    Find,
    /// Putting councils of one's own choice side by side.
    Choose,
}

impl Script {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Estimate, Self::Several, Self::Find, Self::Choose];

    /// The name of its asset.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Estimate => "estimate",
            Self::Several => "several",
            Self::Find => "find",
            Self::Choose => "choose",
        }
    }

    /// The file of the theme's `js/` that starts it: what that imports is the script.
    #[cfg(feature = "scripts")]
    pub(crate) const fn start(self) -> &'static str {
        match self {
            Self::Estimate => "actions.js",
            Self::Several => "several.js",
            Self::Find => "find.js",
            Self::Choose => "choose.js",
        }
    }
}

/// What is made at a time: the pages of an edition, or those that are about no edition, in one language.
#[derive(Clone, Debug)]
pub struct Section<'a> {
    /// The place of the language among the site's.
    place: usize,
    language: &'a Language<'a>,
    /// The edition, or the council that has facts alone.
    scheme: Option<&'a Scheme>,
    /// Tells what it is made from beside its own words for someone else.
    ground: Option<String>,
}

/// Everything that a site is made of. `ground` tells what it is made from beside its languages, such as the theme; without
/// it no section has a key.
pub fn sections<'a>(languages: &'a [Language<'a>], ground: Option<&str>) -> Vec<Section<'a>> {
    let mut sections = Vec::new();
    for (place, language) in languages.iter().enumerate() {
        let schemes = &language.schemes;
        let grounds = ground.map(|ground| language.grounds(place, languages, ground));
        let mut grounds = grounds.unwrap_or_default().into_iter();
        let editions = schemes.iter().chain(language.fact_sheets).map(Some);
        for scheme in iter::once(None).chain(editions) {
            sections.push(Section {
                place,
                language,
                scheme,
                ground: grounds.next(),
            });
        }
    }
    sections
}

impl Language<'_> {
    /// What pages in it are made from. `place` is its place among the site's.
    pub(crate) fn input<'i>(
        &'i self,
        place: usize,
        as_of: Option<Date>,
        open: &'i Outcome,
    ) -> Input<'i> {
        let [terms, _] = &self.terms;
        Input {
            site: &self.site,
            schemes: &self.schemes,
            fact_sheets: self.fact_sheets,
            words: self.catalogue.of(Person::Yourself),
            terms,
            content: &self.content,
            as_of,
            language: &self.code,
            folder: &self.folder,
            facts: &self.facts,
            counted: self.counted,
            shared: self.shared,
            yaml: self.yaml,
            voice: (place, Person::Yourself),
            open,
            is_kept: true,
        }
    }

    /// The files of the site's own that its pages show, but for the texts that come with the tool too.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Path> {
        let pages = self.content.page_files();
        self.pictures()
            .map(|picture| picture.file.as_path())
            .chain(pages)
    }

    /// The pictures that its pages show.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        let logo = self.site.brand.logo.iter();
        let logo = logo.map(|logo| &logo.picture);
        let content = [&self.content, &self.content_about_them];
        let facts = self.facts.values().flat_map(|facts| &facts.easy_read);
        logo.chain(content.into_iter().flat_map(Content::pictures))
            .chain(facts.filter_map(|sentence| sentence.picture.as_ref()))
    }

    /// Tells of each section what it is made from: of that which is about no edition, and of each edition.
    fn grounds(&self, place: usize, languages: &[Self], ground: &str) -> Vec<String> {
        let ground = self.ground(place, languages, ground);
        let schemes = &self.schemes;
        let digest = |scheme: &Scheme| digest_of(&wire::write(scheme));
        let rules: Vec<String> = schemes.par_iter().map(digest).collect();
        let named = prose::editions_named(self.texts());
        let named = schemes
            .iter()
            .zip(&rules)
            .filter(|(scheme, _)| named.contains(scheme.id.as_str()));
        let named: Vec<&String> = named.map(|(_, rules)| rules).collect();
        let editions = schemes.iter().map(|scheme| {
            // Of other councils' rules an edition tells nothing but their names, and figures that texts name.
            let told = schemes.iter().zip(&rules);
            let told = told.filter(|(other, _)| frame::folder(other) == frame::folder(scheme));
            let told: Vec<_> = told
                .map(|(other, rules)| (rules, self.facts.get(&other.id)))
                .collect();
            let sheets = self.fact_sheets.iter();
            let sheets =
                sheets.filter(|sheet| scheme.known_in_part && sheet.council == scheme.council);
            let sheets: Vec<_> = sheets.map(|sheet| (&sheet.id, &sheet.title)).collect();
            let yaml = self.yaml.get(&scheme.id);
            digest_of(&(&ground, &scheme.id, told, &named, (sheets, yaml)))
        });
        let sheets = self.fact_sheets.iter().map(|sheet| {
            let facts = self.facts.get(&sheet.id);
            let rules = schemes.iter().filter(|one| one.council == sheet.council);
            let rules: Vec<_> = rules.map(|one| (&one.id, &one.title, &one.from)).collect();
            digest_of(&(&ground, wire::write(sheet), facts, rules, &named))
        });
        let listed = self.fact_sheets.iter();
        let listed: Vec<_> = listed.map(|sheet| digest_of(&wire::write(sheet))).collect();
        let of_none = digest_of(&(&ground, &rules, &self.facts, self.shared, listed));
        iter::once(of_none).chain(editions).chain(sheets).collect()
    }

    /// The texts in Markdown that its pages show.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let content = [&self.content, &self.content_about_them];
        let content = content.into_iter().flat_map(Content::texts);
        let of_rules = self.schemes.iter().chain(self.fact_sheets);
        let of_rules = of_rules.flat_map(|scheme| {
            let examples = scheme.examples.iter().map(|example| &example.about);
            iter::once(&scheme.about)
                .chain(&scheme.notes)
                .chain(examples)
        });
        iter::once(self.site.about.as_str())
            .chain(content)
            .chain(of_rules.map(String::as_str))
    }

    /// Tells all that every page in the language is made from.
    fn ground(&self, place: usize, languages: &[Self], ground: &str) -> String {
        let Self {
            code,
            folder,
            site,
            schemes,
            fact_sheets: _,
            written: _,
            facts,
            counted: _,
            shared,
            yaml: _,
            catalogue,
            terms: _,
            content,
            content_about_them,
        } = self;
        let others: Vec<_> = languages
            .iter()
            .map(|one| {
                let address = one.site.address.as_deref();
                let name = one.catalogue.of(Person::Yourself).say("page-language", &[]);
                (&one.code, &one.folder, address, name)
            })
            .collect();
        let names: Vec<_> = schemes.iter().map(|one| (&one.id, &one.council)).collect();
        // The people are told of in every edition that came after another, with a way to those who compare councils by them.
        let are_compared = Comparison::is_there(shared, schemes, facts, &site.nations);
        digest_of(&(
            (ground, place, code, folder, others),
            (shared, are_compared),
            (site, catalogue, content, content_about_them, names),
        ))
    }
}

impl Section<'_> {
    /// Whether it is in the site's first language.
    pub fn is_in_the_first(&self) -> bool {
        self.place == 0
    }

    /// The language.
    pub fn language(&self) -> &Language<'_> {
        self.language
    }

    /// The edition in words for someone else; `None` where it has none of its own.
    pub fn about_them(&self) -> Option<Scheme> {
        self.language.about_them(&self.scheme?.id)
    }

    /// Tells all that it is made from: the same key is the same bytes. Empty where nobody asked for keys.
    pub fn key(&self, about_them: Option<&Scheme>) -> String {
        let key = |ground| digest_of(&(ground, about_them.map(wire::write)));
        self.ground.as_ref().map(key).unwrap_or_default()
    }

    /// Makes the pages, and the files beside them: for readers where they are kept, and otherwise to be tried.
    pub fn make(
        &self,
        about_them: Option<&Scheme>,
        languages: &[Language<'_>],
        offered: &Offered,
        as_of: Option<Date>,
        is_kept: bool,
        take: &mut dyn FnMut(Piece),
    ) {
        let Language { folder, .. } = self.language;
        let open = Outcome::default();
        let input = Input {
            is_kept,
            ..self.input(as_of, &open)
        };
        let mut finished = |piece| {
            take(match piece {
                Piece::Page(mut page) => {
                    // A page of the site's own is in whichever language it is.
                    if !matches!(page.body, Body::Own(_)) {
                        page.frame.languages =
                            frame::alternates(&page, self.place, languages, offered);
                    }
                    page.path.insert_str(0, folder);
                    Piece::Page(page)
                }
                Piece::File(path, bytes) => Piece::File(format!("{folder}{path}"), bytes),
            });
        };
        let made = &mut Pages::to(&mut finished);
        match self.scheme {
            Some(scheme) if stands_alone(input, scheme) => of_facts(input, scheme, made),
            Some(scheme) if scheme.known_in_part => of_known(input, scheme, made),
            Some(scheme) => self.of_edition(input, scheme, about_them, made),
            None => of_site(input, made),
        }
    }

    fn input<'i>(&'i self, as_of: Option<Date>, open: &'i Outcome) -> Input<'i> {
        self.language.input(self.place, as_of, open)
    }

    fn of_edition(
        &self,
        input: Input<'_>,
        scheme: &Scheme,
        about_them: Option<&Scheme>,
        made: &mut Pages<'_>,
    ) {
        let words = input.words.for_scheme(scheme);
        let open = nothing_known(scheme);
        let input = Input {
            words: &words,
            open: &open,
            ..input
        };
        let words = self.language.catalogue.of(Person::SomeoneElse);
        let words = words.for_scheme(about_them.unwrap_or(scheme));
        let [_, terms] = &self.language.terms;
        let for_someone_else = Input {
            words: &words,
            terms,
            content: &self.language.content_about_them,
            voice: (self.place, Person::SomeoneElse),
            ..input
        };
        let changed = changed::page(input, scheme);
        let told = match changed.as_ref().map(|page| &page.body) {
            Some(Body::Changed(changed)) => changed.lead.as_slice(),
            _ => &[],
        };
        let sheets = sheets::sheets(scheme, input.words, &|step| input.rule(scheme, step));
        made.page(home::page(input, scheme, told, &sheets));
        let edition = worked::Edition::of(scheme, input.words);
        let results = results::page(input, scheme);
        let has_results = results.is_some();
        let how = how::page(input, &edition, has_results, made);
        made.page(how);
        made.page(questions::page(input, scheme));
        made.pages(results);
        made.page(examples::page(input, &edition));
        let examples = 0..edition.examples.len();
        let examples = examples.filter_map(|place| example::page(input, &edition, place));
        made.pages(examples);
        made.pages(holding::page(input, scheme));
        let pay = pay::page(input, &edition, made);
        made.pages(pay);
        made.pages(changed);
        let data = data::page(input, scheme, &sheets, made);
        made.page(data);
        let told = [
            support::page(input, scheme),
            times::page(input, scheme),
            money::page(input, scheme),
            rights::page(input, scheme),
            formats::page(input, scheme),
            published::page(input, scheme),
            easy_read::page(input, scheme),
        ];
        made.pages(told.into_iter().flatten());
        made.page(estimate::page(input, scheme));
        let told = about_them.unwrap_or(scheme);
        made.page(estimate::page(for_someone_else, told));
        for (person, scheme, words) in [
            (Person::Yourself, scheme, input.words),
            (Person::SomeoneElse, told, for_someone_else.words),
        ] {
            let route = Route::Edition(&scheme.id, route::Place::Packed(person));
            let file = || rules::file(scheme, input.open, words);
            let file = input.is_kept.then(file).unwrap_or_default();
            made.file(route.path(), file);
        }
    }
}

/// Whether a council declares facts and has no rules.
pub fn stands_alone(input: Input<'_>, scheme: &Scheme) -> bool {
    let facts = input.facts.get(&scheme.id);
    facts.is_some_and(|facts| facts.stand_alone)
}

/// The pages of a council that declares facts and has no rules: those that it has something for.
fn of_facts(input: Input<'_>, scheme: &Scheme, made: &mut Pages<'_>) {
    let words = input.words.for_scheme(scheme);
    let input = Input {
        words: &words,
        ..input
    };
    made.pages(fact_sheet::page(input, scheme));
    let told = [
        published::page(input, scheme),
        holding::page(input, scheme),
        times::page(input, scheme),
        money::page(input, scheme),
        rights::page(input, scheme),
        formats::page(input, scheme),
        easy_read::page(input, scheme),
    ];
    made.pages(told.into_iter().flatten());
}

/// The page of a council whose choices are known in part. There is no more to show before more is known.
fn of_known(input: Input<'_>, scheme: &Scheme, made: &mut Pages<'_>) {
    let words = input.words.for_scheme(scheme);
    let input = Input {
        words: &words,
        ..input
    };
    made.page(known::page(input, scheme));
    made.pages(changed::page(input, scheme));
}

/// The pages that are about no edition.
fn of_site(input: Input<'_>, made: &mut Pages<'_>) {
    let only = frame::only_council(input);
    let mut belonging = |mut piece| {
        if let (Piece::Page(page), Some(scheme)) = (&mut piece, only) {
            page.frame.belong_to(input, scheme);
        }
        (made.take)(piece);
    };
    let made = &mut Pages::to(&mut belonging);
    let rules = rule_compared::found(input);
    made.page(match only {
        Some(scheme) => {
            let words = input.words.for_scheme(scheme);
            let input = Input {
                words: &words,
                ..input
            };
            home::front(input, scheme)
        }
        None => directory::page(
            input,
            rule_compared::link_to_all(input, Route::Directory, &rules),
        ),
    });
    rule_compared::add(input, &rules, made);
    let comparison = compare::comparison(input);
    let placings = Placings::of(&comparison);
    for council in frame::councils(input.schemes) {
        let page = council::page(input, &council, &comparison, &placings);
        if let Some(feed) = feed::atom(input, &page.frame, &council) {
            let folder = council.first().map_or("", |scheme| frame::folder(scheme));
            made.file(Route::Feed(folder).path(), feed.into_bytes());
        }
        made.page(page);
    }
    made.file(Route::Schema.path(), data::SCHEMA.as_bytes().to_vec());
    made.page(accessibility::page(input));
    made.pages(method::page(input));
    compare::add(input, &comparison, &placings, &rules, made);
    made.page(words::page(input));
    made.page(privacy::page(input));
    made.pages(own::pages(input));
    made.page(not_found::page(input));
}
