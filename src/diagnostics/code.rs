//! The codes of findings: each has one name for good.

use super::Severity;

macro_rules! codes {
    ($($variant:ident = $name:literal, $severity:ident, $meaning:literal;)+) => {
        /// What kind of finding. Its name is kebab-case and never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $meaning] $variant,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name, as it is printed.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How much it matters.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What it means, in a sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)+ }
            }
        }
    };
}

codes! {
    NotUtf8 = "not-utf8", Error, "The file is not UTF-8 text.";
    FileTooLarge = "file-too-large", Error, "The file is larger than any that is read.";
    UnreadableFile = "unreadable-file", Error, "The file could not be opened, or is of a kind that is not read.";
    YamlSyntax = "yaml-syntax", Error, "The file is not YAML.";
    AliasBomb = "alias-bomb", Error, "Aliases in the file unfold into more than a rules file can hold.";
    TooDeep = "too-deep", Error, "The file nests deeper than a rules file can.";
    DuplicateKey = "duplicate-key", Error, "A key stands twice in one mapping.";
    DuplicateName = "duplicate-name", Error, "Two things of one scheme have the same name.";
    UnknownKey = "unknown-key", Error, "A key that the language does not have.";
    MissingKey = "missing-key", Error, "A key that has to be there is not.";
    WrongType = "wrong-type", Error, "A value is not of the kind that the key holds.";
    UnknownWord = "unknown-word", Error, "A word that is not one of those the key allows.";
    UnknownName = "unknown-name", Error, "A name that nothing in the scheme has.";
    BadName = "bad-name", Error, "A name holds characters that an address cannot.";
    BadAmount = "bad-amount", Error, "An amount that cannot be read.";
    BadDate = "bad-date", Error, "A date that cannot be read.";
    UnknownUnit = "unknown-unit", Error, "A unit that neither the language nor the scheme knows.";
    MissingUnit = "missing-unit", Error, "An amount whose unit nothing says.";
    UnitClash = "unit-clash", Error, "Units that cannot meet, such as points and pounds.";
    PeriodClash = "period-clash", Error, "Periods that cannot meet without a named conversion, such as weeks and years.";
    BandGap = "band-gap", Error, "Values between two bands that neither takes.";
    BandOverlap = "band-overlap", Error, "Values that two bands take.";
    TableNotCovered = "table-not-covered", Error, "A value can reach a table that no row of it takes.";
    FractionInTable = "fraction-in-table", Error, "A value with a fraction can fall between two rows of a table.";
    Cycle = "cycle", Error, "Steps that need each other.";
    UsedBeforeWorkedOut = "used-before-worked-out", Error, "A step that uses a later one.";
    RoundingNotNamed = "rounding-not-named", Error, "A division that need not come out and names no rounding.";
    DivisionByNothing = "division-by-nothing", Error, "A division by something that can be nothing.";
    NoVerb = "no-verb", Error, "A step without a verb, or with two.";
    ExampleFails = "example-fails", Error, "A worked example that the rules do not give.";
    TotalDiffers = "total-differs", Error, "A total in a worked example that is not the sum of its lines.";
    BadAnswer = "bad-answer", Error, "An answer that the question does not allow.";
    MissingWords = "missing-words", Error, "A text that a language of the site does not have.";
    BelowNational = "below-national", Error, "A council's figure is below one that the law lets no council go below.";
    EditionOverlap = "edition-overlap", Error, "Two editions of one scheme that hold on the same day.";
    EditionGap = "edition-gap", Warning, "Days between two editions of one scheme on which neither holds.";
    RateOverlap = "rate-overlap", Error, "Two amounts of one rate that hold on the same day.";
    RateGap = "rate-gap", Error, "Days of an edition on which a rate that changes has no amount.";
    NationalOfAnotherYear = "national-of-another-year", Warning, "An edition that extends national rules which end before it, or soon after it starts.";
    StatementOld = "statement-old", Warning, "An accessibility statement that was last reviewed more than a year before.";
    AnotherYear = "another-year", Warning, "A figure that is the national one of another year.";
    OldFigure = "old-figure", Warning, "A figure from a source that is more than a year older than the edition.";
    LimitDiffers = "limit-differs", Warning, "A limit that is `at least` where the national rules say `over`, or the other way about.";
    TariffDiffers = "tariff-differs", Warning, "Tariff income that does not count a part of £250 as a whole one.";
    UnevenUprating = "uneven-uprating", Warning, "Rates that rose by one percentage from one edition to the next, and others that rose by another.";
    NotVerified = "not-verified", Warning, "A figure that nobody has read in its source.";
    SpeaksOfYou = "speaks-of-you", Warning, "Texts that speak of the reader and have no words for someone else.";
    BelowNothing = "below-nothing", Warning, "A result in pounds that can come out below nothing.";
    MissingPoints = "missing-points", Warning, "An option that says no points, in a question whose other options do.";
    MissingSource = "missing-source", Warning, "An item that names no source.";
    NeverUsed = "never-used", Warning, "Something that no step uses.";
    BadMarkdown = "bad-markdown", Error, "Prose that holds HTML or another thing that pages do not take.";
    BadTemplate = "bad-template", Error, "A page template that cannot be used.";
    BadScript = "bad-script", Error, "A script of a theme that cannot be read.";
    LowContrast = "low-contrast", Error, "Colours of a theme that cannot be told apart well enough.";
    BrokenLink = "broken-link", Error, "A link to a page or a place that the site does not have.";
    OutputNotOurs = "output-not-ours", Error, "The output folder holds files that no build wrote.";
    CouldNotWrite = "could-not-write", Error, "A file could not be written.";
    OldSiteRemains = "old-site-remains", Warning, "The site before this one could not be taken away whole.";
    UnusedFile = "unused-file", Warning, "A file of the site that nothing reads.";
    NoLimitMisused = "no-limit-misused", Error, "`no limit` where only a figure can stand, such as where it is taken away.";
    BadLink = "bad-link", Error, "A link, an email address or a telephone number that leads nowhere.";
    StatementContradiction = "statement-contradiction", Error, "An accessibility statement that contradicts itself.";
    NotAsked = "not-asked", Warning, "An answer to a question that is not asked of that person, or a stop that gives one: it counts nowhere.";
    EditionYear = "edition-year", Warning, "An edition whose name, days or length do not go together.";
    DayAndMonth = "day-and-month", Warning, "A date whose day and month seem to be exchanged.";
    NoAmountThatDay = "no-amount-that-day", Warning, "A rate that changes by date, and has no amount on the day that was asked for.";
    ReachesNoResult = "reaches-no-result", Warning, "A step that no result rests on.";
    OtherWaysFigure = "other-ways-figure", Warning, "A way to hold a budget that shows the figure of another way.";
    ExamplesGone = "examples-gone", Warning, "An edition without worked examples, where another edition of the scheme has them.";
    OddFigure = "odd-figure", Warning, "A figure that is unlike all those beside it.";
    AnotherPeriod = "another-period", Warning, "Words that say another period than the figure has.";
    ImpossibleNumber = "impossible-number", Warning, "A question that takes more than there can be.";
    PartOfAPenny = "part-of-a-penny", Warning, "A result in pounds that can come out to a part of a penny.";
    LetterForDigit = "letter-for-digit", Warning, "A letter in the middle of a number.";
    Jump = "jump", Warning, "A rate that is many times what it was in the edition before, or a small part of it.";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Code;

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
            assert!(code.meaning().ends_with('.'));
        }
    }
}
