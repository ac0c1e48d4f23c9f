//! Every code that a finding can have, each with its page of help, and the lints: a file each, with what it looks for.
//!
//! To add a lint, write its file, and name it here: as a module, and in the list of codes with what it looks at. The list is
//! all that runs it.

mod another_period;
mod another_year;
mod below_national;
mod below_nothing;
mod cliff;
mod day_and_month;
mod edition;
mod edition_gap;
mod edition_overlap;
mod edition_year;
mod example_fails;
mod examples_gone;
mod figure_by_hand;
mod impossible_number;
mod jump;
mod less_for_more;
mod letter_for_digit;
mod limit_differs;
mod missing_points;
mod missing_source;
mod national_of_another_year;
mod never_matters;
mod never_used;
mod no_amount_that_day;
mod not_asked;
mod not_easy_read;
mod not_in_vocabulary;
mod not_verified;
mod odd_figure;
mod old_figure;
mod other_ways_figure;
mod page;
mod part_of_a_penny;
mod reaches_no_result;
mod reading;
mod same_points;
mod silences_nothing;
mod speaks_of_you;
mod statement_old;
mod tariff_differs;
mod total_differs;
mod uneven_uprating;
mod unreachable_band;

pub(crate) use edition::{Edition, Editions, Stage};
pub(crate) use figure_by_hand::{check as check_figures, only_amount};
pub use not_asked::check_answers;
pub(crate) use not_easy_read::check as check_easy_read;
pub(crate) use not_in_vocabulary::check as check_vocabulary;
pub use page::{Example, File, HEAD, MARK, Mended, Page};
pub(crate) use part_of_a_penny::PENNY;

use self::{
    edition::{Check, is_national},
    reading::{amounts, examples, files, form, output, people, site, steps, tables, workbooks},
};
use crate::diagnostics::{Findings, Severity};

macro_rules! codes {
    ($($variant:ident = $page:path $(, $check:expr)?;)+) => {
        /// What kind of finding. Its name is kebab-case and never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "each has a page of help")]
        pub enum Code {
            $($variant,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its page of help.
            pub const fn page(self) -> &'static Page {
                match self { $(Self::$variant => &$page,)+ }
            }
        }

        /// What the lints look for.
        const CHECKS: &[Check] = &[$($($check,)?)+];
    };
}

codes! {
    NotUtf8 = files::NOT_UTF8;
    FileTooLarge = files::FILE_TOO_LARGE;
    UnreadableFile = files::UNREADABLE_FILE;
    YamlSyntax = files::YAML_SYNTAX;
    AliasBomb = files::ALIAS_BOMB;
    TooDeep = files::TOO_DEEP;
    DuplicateKey = files::DUPLICATE_KEY;
    DuplicateName = form::DUPLICATE_NAME;
    UnknownKey = form::UNKNOWN_KEY;
    MissingKey = form::MISSING_KEY;
    WrongType = form::WRONG_TYPE;
    UnknownWord = form::UNKNOWN_WORD;
    UnknownName = form::UNKNOWN_NAME;
    BadName = form::BAD_NAME;
    BadAmount = amounts::BAD_AMOUNT;
    BadDate = amounts::BAD_DATE;
    UnknownUnit = amounts::UNKNOWN_UNIT;
    MissingUnit = amounts::MISSING_UNIT;
    UnitClash = amounts::UNIT_CLASH;
    PeriodClash = amounts::PERIOD_CLASH;
    BandGap = tables::BAND_GAP;
    BandOverlap = tables::BAND_OVERLAP;
    TableNotCovered = tables::TABLE_NOT_COVERED;
    FractionInTable = tables::FRACTION_IN_TABLE;
    Cycle = steps::CYCLE;
    UsedBeforeWorkedOut = steps::USED_BEFORE_WORKED_OUT;
    RoundingNotNamed = steps::ROUNDING_NOT_NAMED;
    DivisionByNothing = steps::DIVISION_BY_NOTHING;
    NoVerb = steps::NO_VERB;
    ExampleFails = example_fails::PAGE;
    TotalDiffers = total_differs::PAGE;
    BadAnswer = examples::BAD_ANSWER;
    MissingWords = site::MISSING_WORDS;
    BelowNational = below_national::PAGE, Check::Edition(Stage::Read, below_national::check);
    EditionOverlap = edition_overlap::PAGE, Check::Editions(edition_overlap::check);
    EditionGap = edition_gap::PAGE;
    RateOverlap = amounts::RATE_OVERLAP;
    RateGap = amounts::RATE_GAP;
    NationalOfAnotherYear = national_of_another_year::PAGE;
    StatementOld = statement_old::PAGE;
    AnotherYear = another_year::PAGE, Check::Edition(Stage::Tried, another_year::check);
    OldFigure = old_figure::PAGE, Check::Edition(Stage::Tried, old_figure::check);
    LimitDiffers = limit_differs::PAGE, Check::Edition(Stage::Tried, limit_differs::check);
    TariffDiffers = tariff_differs::PAGE, Check::Edition(Stage::Tried, tariff_differs::check);
    UnevenUprating = uneven_uprating::PAGE, Check::Editions(uneven_uprating::check);
    NotVerified = not_verified::PAGE, Check::Edition(Stage::Tried, not_verified::check);
    SpeaksOfYou = speaks_of_you::PAGE;
    BelowNothing = below_nothing::PAGE;
    MissingPoints = missing_points::PAGE, Check::Edition(Stage::Read, missing_points::check);
    MissingSource = missing_source::PAGE;
    NeverUsed = never_used::PAGE;
    BadMarkdown = site::BAD_MARKDOWN;
    BadTemplate = site::BAD_TEMPLATE;
    BadScript = site::BAD_SCRIPT;
    LowContrast = site::LOW_CONTRAST;
    BrokenLink = site::BROKEN_LINK;
    OutputNotOurs = output::OUTPUT_NOT_OURS;
    CouldNotWrite = output::COULD_NOT_WRITE;
    OldSiteRemains = output::OLD_SITE_REMAINS;
    UnusedFile = site::UNUSED_FILE;
    NoLimitMisused = amounts::NO_LIMIT_MISUSED;
    BadLink = site::BAD_LINK;
    StatementContradiction = site::STATEMENT_CONTRADICTION;
    NotAsked = not_asked::PAGE, Check::Edition(Stage::Sound, not_asked::check);
    EditionYear = edition_year::PAGE;
    DayAndMonth = day_and_month::PAGE;
    NoAmountThatDay = no_amount_that_day::PAGE;
    ReachesNoResult = reaches_no_result::PAGE, Check::Edition(Stage::Sound, reaches_no_result::check);
    OtherWaysFigure = other_ways_figure::PAGE, Check::Edition(Stage::Sound, other_ways_figure::check);
    ExamplesGone = examples_gone::PAGE, Check::Editions(examples_gone::check);
    OddFigure = odd_figure::PAGE;
    AnotherPeriod = another_period::PAGE, Check::Edition(Stage::Tried, another_period::check);
    ImpossibleNumber = impossible_number::PAGE, Check::Edition(Stage::Tried, impossible_number::check);
    PartOfAPenny = part_of_a_penny::PAGE, Check::Edition(Stage::Read, part_of_a_penny::check);
    LetterForDigit = letter_for_digit::PAGE;
    Jump = jump::PAGE, Check::Editions(jump::check);
    SilencesNothing = silences_nothing::PAGE;
    SamePoints = same_points::PAGE, Check::Edition(Stage::Read, same_points::check);
    MissingAlternative = site::MISSING_ALTERNATIVE;
    FigureByHand = figure_by_hand::PAGE;
    FigureContradicted = figure_by_hand::CONTRADICTED;
    DraftNotUsed = site::DRAFT_NOT_USED;
    NoPageOffered = site::NO_PAGE_OFFERED;
    NotEasyRead = not_easy_read::PAGE;
    UnreachableBand = unreachable_band::PAGE, Check::Edition(Stage::Sound, unreachable_band::check);
    NeverMatters = never_matters::PAGE, Check::Edition(Stage::Sound, never_matters::check);
    LessForMore = less_for_more::PAGE, Check::Edition(Stage::Sound, less_for_more::check);
    Cliff = cliff::PAGE, Check::Edition(Stage::Sound, cliff::check);
    NotInVocabulary = not_in_vocabulary::PAGE;
    NobodyInCommon = site::NOBODY_IN_COMMON;
    NoHeadingRow = workbooks::NO_HEADING_ROW;
    UnknownSheet = workbooks::UNKNOWN_SHEET;
    UnknownColumn = workbooks::UNKNOWN_COLUMN;
    UnreadableCell = workbooks::UNREADABLE_CELL;
    HiddenCells = workbooks::HIDDEN_CELLS;
    PeopleColumn = people::PEOPLE_COLUMN;
    PersonLeftOut = people::PERSON_LEFT_OUT;
    NoColumn = people::NO_COLUMN;
}

/// Has every lint of a stage look at an edition.
pub(crate) fn look(edition: &Edition<'_>, at: Stage, findings: &mut Findings) {
    for check in CHECKS {
        if let Check::Edition(stage, check) = check
            && *stage == at
        {
            check(edition, findings);
        }
    }
}

/// Has every lint of editions together look at all of them.
pub(crate) fn look_at_all(editions: &Editions<'_>, findings: &mut Findings) {
    for check in CHECKS {
        if let Check::Editions(check) = check {
            check(editions, findings);
        }
    }
}

impl Code {
    /// Its name, as it is printed.
    pub const fn name(self) -> &'static str {
        self.page().name
    }

    /// How much it matters.
    pub const fn severity(self) -> Severity {
        self.page().severity
    }

    /// The code of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

/// Every page in one document, in the order of the codes' names: `docs/codes.md`.
pub fn codes_page() -> String {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.name());
    let list: Vec<String> = codes
        .iter()
        .map(|code| format!("[{0}](#{0})", code.name()))
        .collect();
    let pages: Vec<String> = codes.iter().map(|code| code.page().markdown()).collect();
    format!(
        "<!-- Made from src/lint; change it there, and renew this with: UPDATE=1 cargo test --test main codes -->

# Every finding, explained

A finding has a code, such as `band-gap`, which never changes. This page says of each why it matters, shows what has it, and
the same mended. `upfront explain CODE` prints one in a terminal. Each example is compiled whenever Upfront is tested.

Nothing is published while there is an error. A warning is published, and somebody ought to look.

Where nothing else is said, an example stands in `{}`, below this head:

```yaml
{HEAD}```

{}

{}",
        page::RULES,
        list.join(" ·\n"),
        pages.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Code, Example};

    /// The codes that have been printed in some version. A new one is added; none is ever taken away or renamed,
    /// for people look them up and machines read them.
    #[test]
    fn codes_only_grow() {
        let codes: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        insta::assert_snapshot!(codes.join("\n"), @r#"
not-utf8
file-too-large
unreadable-file
yaml-syntax
alias-bomb
too-deep
duplicate-key
duplicate-name
unknown-key
missing-key
wrong-type
unknown-word
unknown-name
bad-name
bad-amount
bad-date
unknown-unit
missing-unit
unit-clash
period-clash
band-gap
band-overlap
table-not-covered
fraction-in-table
cycle
used-before-worked-out
rounding-not-named
division-by-nothing
no-verb
example-fails
total-differs
bad-answer
missing-words
below-national
edition-overlap
edition-gap
rate-overlap
rate-gap
national-of-another-year
statement-old
another-year
old-figure
limit-differs
tariff-differs
uneven-uprating
not-verified
speaks-of-you
below-nothing
missing-points
missing-source
never-used
bad-markdown
bad-template
bad-script
low-contrast
broken-link
output-not-ours
could-not-write
old-site-remains
unused-file
no-limit-misused
bad-link
statement-contradiction
not-asked
edition-year
day-and-month
no-amount-that-day
reaches-no-result
other-ways-figure
examples-gone
odd-figure
another-period
impossible-number
part-of-a-penny
letter-for-digit
jump
silences-nothing
same-points
missing-alternative
figure-by-hand
figure-contradicted
draft-not-used
no-page-offered
not-easy-read
unreachable-band
never-matters
less-for-more
cliff
not-in-vocabulary
nobody-in-common
no-heading-row
unknown-sheet
unknown-column
unreadable-cell
hidden-cells
people-column
person-left-out
no-column
"#);
    }

    #[test]
    fn names_are_kebab_case_and_differ() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for code in Code::ALL {
            assert!(
                code.name().split('-').all(|word| !word.is_empty()
                    && word
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())),
                "{code:?}"
            );
            assert_eq!(Code::named(code.name()), Some(*code));
        }
    }

    /// Each page says something, in sentences that can be read once.
    #[test]
    fn every_page_says_why_in_short_sentences() {
        for code in Code::ALL {
            let page = code.page();
            let because = match page.example {
                Example::Untold(because) => because,
                Example::File(_) => "It has one.",
            };
            for text in [page.meaning, page.why, because] {
                assert!(text.ends_with('.'), "{code:?}: {text}");
                for sentence in text.split_inclusive(". ") {
                    let words = sentence.split_whitespace().count();
                    assert!(words <= 25, "{code:?}, {words} words: {sentence}");
                }
            }
        }
    }
}
