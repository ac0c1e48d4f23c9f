//! Every address of the site: typed, and made here alone.

use serde::Serialize;

use crate::messages::Person;

/// A file of the site, below the folder of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route<'a> {
    /// Every council.
    Directory,
    /// The accessibility statement.
    Accessibility,
    /// How scorecards are worked out.
    Method,
    /// Words explained.
    Words,
    /// What is done with what people answer.
    Privacy,
    /// What an address shows that the site does not have.
    NotFound,
    /// Every rule that is compared between councils.
    RulesCompared,
    /// One of them in every council, by its name.
    RuleCompared(&'a str),
    /// The figures of that, by its name.
    RuleFigures(&'a str),
    /// Councils side by side.
    Compare,
    /// One person in every council, by the person's name.
    Person(&'a str),
    /// Two councils, rule by rule, by their folders.
    Two([&'a str; 2]),
    /// What a move between two councils does, by the folders of the pair and of where to.
    Moving([&'a str; 2], &'a str),
    /// How councils are compared.
    CompareMethod,
    /// An estimate in several councils at once.
    CompareEstimate,
    /// How an edition takes over what is said there, by the edition's id.
    TakenOver(&'a str),
    /// The rules of an edition that has no estimate of its own, as that page loads them, by the edition's id.
    PackedForCompare(&'a str),
    /// A file of the whole comparison, by its name.
    Compared(&'a str),
    /// A page of the site's own, by its name.
    Own(&'a str),
    /// A council's editions, by its folder.
    Council(&'a str),
    /// What describes the rules as JSON, for programs.
    Schema,
    /// The feed of those.
    Feed(&'a str),
    /// What belongs to an edition, by the edition's id.
    Edition(&'a str, Place<'a>),
}

/// A file that belongs to an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// The edition's first page.
    Home,
    /// How the amount is worked out.
    How,
    /// The questions, with what their answers count.
    Questions,
    /// What all answers together lead to.
    Results,
    /// Worked examples.
    Examples,
    /// One of them, by its name.
    Example(&'a str),
    /// The ways to hold a budget.
    Ways,
    /// What changed since the edition before.
    Changed,
    /// What somebody might pay.
    Pay,
    /// The figures of one of its charts, by what it goes along.
    Charge(&'a str),
    /// The rules as data.
    Data,
    /// A file of that, by its name.
    Sheet(&'a str),
    /// A file of the rules as they were written, by its name.
    AsWritten(&'a str),
    /// What describes those files together.
    Package,
    /// Who can get support.
    Support,
    /// How long it takes.
    Times,
    /// Other money beside a budget.
    OtherMoney,
    /// Rights, and how to challenge.
    Rights,
    /// How to reach the council, and in which formats.
    Contact,
    /// What it is about, in Easy Read.
    EasyRead,
    /// What is and is not published.
    Published,
    /// The estimate, by whom it is for.
    Estimate(Person),
    /// The rules, as JSON.
    Rules,
    /// The rules as the estimate's page loads them, by whom it is for.
    Packed(Person),
    /// The figures of a chart, by its table's name.
    Table(&'a str),
}

impl Place<'_> {
    /// The page that stands in the menu for it: its own, or the one above it.
    #[must_use]
    pub fn part(self) -> Self {
        match self {
            Self::Estimate(_) => Self::Estimate(Person::Yourself),
            Self::Example(_) => Self::Examples,
            Self::Questions | Self::Results => Self::How,
            own => own,
        }
    }

    /// Its path below the edition's folder.
    pub fn path(self) -> String {
        match self {
            Self::Home => "index.html".to_owned(),
            Self::How => "how/index.html".to_owned(),
            Self::Questions => "how/questions/index.html".to_owned(),
            Self::Results => "how/results/index.html".to_owned(),
            Self::Examples => "examples/index.html".to_owned(),
            Self::Example(id) => format!("examples/{id}/index.html"),
            Self::Ways => "ways/index.html".to_owned(),
            Self::Pay => "pay/index.html".to_owned(),
            Self::Charge(along) => format!("pay/by-{along}.csv"),
            Self::Data => "data/index.html".to_owned(),
            Self::Sheet(file) => format!("data/{file}"),
            Self::AsWritten(file) => format!("data/as-written/{file}"),
            Self::Package => "datapackage.json".to_owned(),
            Self::Changed => "changed/index.html".to_owned(),
            Self::EasyRead => "easy-read/index.html".to_owned(),
            Self::Support => "support/index.html".to_owned(),
            Self::Times => "times/index.html".to_owned(),
            Self::OtherMoney => "other-money/index.html".to_owned(),
            Self::Rights => "rights/index.html".to_owned(),
            Self::Contact => "contact/index.html".to_owned(),
            Self::Published => "published/index.html".to_owned(),
            Self::Estimate(Person::Yourself) => "estimate/index.html".to_owned(),
            Self::Estimate(Person::SomeoneElse) => "estimate/someone-else/index.html".to_owned(),
            Self::Rules => "scheme.json".to_owned(),
            Self::Packed(Person::Yourself) => "estimate/rules.txt".to_owned(),
            Self::Packed(Person::SomeoneElse) => "estimate/someone-else/rules.txt".to_owned(),
            Self::Table(id) => format!("tables/{id}.csv"),
        }
    }
}

impl Route<'_> {
    /// Its path inside the site, below the folder of its language.
    pub fn path(self) -> String {
        match self {
            Self::Directory => "index.html".to_owned(),
            Self::Accessibility => "accessibility/index.html".to_owned(),
            Self::Method => "method/index.html".to_owned(),
            Self::Words => "words/index.html".to_owned(),
            Self::Privacy => "privacy/index.html".to_owned(),
            Self::NotFound => "404.html".to_owned(),
            Self::RulesCompared => "compare/rules/index.html".to_owned(),
            Self::RuleCompared(id) => format!("compare/rules/{id}/index.html"),
            Self::RuleFigures(id) => format!("compare/rules/{id}.csv"),
            Self::Compare => "compare/index.html".to_owned(),
            Self::Person(id) => format!("compare/people/{id}/index.html"),
            Self::Two([one, other]) => format!("compare/two/{one}/{other}/index.html"),
            Self::Moving([one, other], to) => {
                format!("compare/two/{one}/{other}/moving/to-{to}/index.html")
            }
            Self::CompareMethod => "compare/method/index.html".to_owned(),
            Self::CompareEstimate => "compare/estimate/index.html".to_owned(),
            Self::TakenOver(id) => format!("compare/estimate/{id}.json"),
            Self::PackedForCompare(id) => format!("compare/estimate/{id}.txt"),
            Self::Compared(file) => format!("compare/{file}"),
            Self::Own(name) => format!("pages/{name}/index.html"),
            Self::Schema => "schema/scheme-1.json".to_owned(),
            Self::Council(folder) => format!("{folder}/index.html"),
            Self::Feed(folder) => format!("{folder}/feed.xml"),
            Self::Edition(id, place) => format!("{id}/{}", place.path()),
        }
    }

    /// The way up to the first page of the language, such as `../../`.
    pub fn up(self) -> String {
        "../".repeat(self.path().matches('/').count())
    }

    /// The way from here to another file, as a link says it.
    pub fn to(self, other: Route<'_>) -> String {
        let (here, there) = (self.path(), other.path());
        let shared = here
            .bytes()
            .zip(there.bytes())
            .take_while(|(one, other)| one == other)
            .map(|(byte, _)| byte);
        // Folders that both stand in; the name of the file itself is never left out.
        let shared: Vec<u8> = shared.collect();
        let folders = shared
            .iter()
            .rposition(|byte| *byte == b'/')
            .map_or(0, |at| at + 1);
        let up = here.bytes().skip(folders).filter(|byte| *byte == b'/');
        let mut way = "../".repeat(up.count());
        way.push_str(there.get(folders..).unwrap_or(&there));
        way
    }

    /// The ways from here that a template may show.
    pub fn ways(self) -> Ways {
        let id = match self {
            Self::Edition(id, _) => Some(id),
            _ => None,
        };
        self.ways_of(id)
    }

    /// The same, with the ways to the pages of an edition by its id, from a page that stands elsewhere.
    pub fn ways_of(self, edition: Option<&str>) -> Ways {
        Self::ways_by(edition, |route| self.to(route))
    }

    /// The same from any place of the host: by the way from its top to the first page of the language.
    pub fn ways_from_top(root: &str) -> Ways {
        Self::ways_by(None, |route| format!("{root}{}", route.path()))
    }

    fn ways_by(edition: Option<&str>, to: impl Fn(Route<'_>) -> String) -> Ways {
        let of_edition =
            |place| edition.map_or_else(String::new, |id| to(Route::Edition(id, place)));
        Ways {
            directory: to(Route::Directory),
            accessibility: to(Route::Accessibility),
            home: of_edition(Place::Home),
            how: of_edition(Place::How),
            examples: of_edition(Place::Examples),
            ways: of_edition(Place::Ways),
            changed: of_edition(Place::Changed),
            estimate: of_edition(Place::Estimate(Person::Yourself)),
            rules: of_edition(Place::Rules),
        }
    }
}

/// The ways from a page to others that every page of its kind knows. Those to pages of an edition are empty where it is
/// about none.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Ways {
    /// To every council.
    pub directory: String,
    /// To the accessibility statement.
    pub accessibility: String,
    /// To the edition's first page.
    pub home: String,
    /// To how the amount is worked out.
    pub how: String,
    /// To the worked examples.
    pub examples: String,
    /// To the ways to hold a budget.
    pub ways: String,
    /// To what changed since the edition before.
    pub changed: String,
    /// To the estimate.
    pub estimate: String,
    /// To the rules, as JSON.
    pub rules: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_goes_up_only_as_far_as_it_has_to() {
        let of = |place| Route::Edition("town/2026", place);
        let (estimate, for_them) = (
            Place::Estimate(Person::Yourself),
            Place::Estimate(Person::SomeoneElse),
        );
        for (from, to, way) in [
            (of(estimate), of(Place::How), "../how/index.html"),
            (of(estimate), of(for_them), "someone-else/index.html"),
            (of(for_them), of(estimate), "../index.html"),
            (
                of(for_them),
                of(Place::Packed(Person::SomeoneElse)),
                "rules.txt",
            ),
            (of(for_them), of(Place::Rules), "../../scheme.json"),
            (of(Place::How), of(Place::Table("a")), "../tables/a.csv"),
            (
                of(Place::Examples),
                of(Place::Example("mrs-a")),
                "mrs-a/index.html",
            ),
            (
                of(Place::Example("mrs-a")),
                of(Place::Example("mr-b")),
                "../mr-b/index.html",
            ),
            (of(Place::Home), of(Place::How), "how/index.html"),
            (of(Place::How), Route::Council("town"), "../../index.html"),
            (
                of(Place::Home),
                Route::Edition("town/2027", Place::Home),
                "../2027/index.html",
            ),
            (Route::Council("town"), of(Place::Home), "2026/index.html"),
            (Route::Directory, of(Place::Home), "town/2026/index.html"),
            (Route::Accessibility, Route::Directory, "../index.html"),
            (Route::NotFound, Route::Directory, "index.html"),
            (
                Route::Council("town"),
                Route::Accessibility,
                "../accessibility/index.html",
            ),
        ] {
            assert_eq!(from.to(to), way, "{from:?} {to:?}");
        }
    }
}
