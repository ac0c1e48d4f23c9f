//! From rules to a compiled scheme: names, units and periods resolved, and every finding collected. One file for each
//! part of the rules and for each family of checks.
//!
//! A thing that has a finding is kept as *not known*: what uses it is not blamed for it.

mod amounts;
mod answers;
mod bands;
mod between;
mod bookkeeping;
mod brand;
mod compared;
mod conditions;
mod conversions;
mod coverage;
mod cycles;
pub mod dated;
mod divisions;
pub mod editions;
mod examples;
mod facts;
mod faulty;
mod holding;
mod languages;
pub(crate) mod law;
mod limits;
mod load;
mod lookups;
mod names;
mod national;
mod national_names;
mod national_years;
mod odd_figures;
mod operands;
mod overrides;
mod pairs;
mod parts;
mod proofs;
mod questions;
pub(crate) mod rates;
mod reach;
pub(crate) mod references;
mod roundings;
mod scheme;
mod site;
mod sources;
mod steps;
mod stops;
mod tables;
mod testing;
mod texts;
mod texts_in;
mod two_way;
mod unit_words;
mod units;
mod unused;
mod verbs;
mod ways;
mod wordings;
pub(crate) mod years;

use std::collections::{BTreeMap, BTreeSet};

use upfront_engine::{Scheme, Unit};

pub(crate) use amounts::stated_amount;
pub use answers::read_answers;
pub(crate) use answers::{begins_with_a_nought, spoken_yes_or_no, told as answer_told};
pub use between::{neighbours, say_scores_between};
pub use brand::{Brand, BrandLink, Logo, Setting};
pub(crate) use facts::national_facts;
pub(crate) use faulty::Rest;
pub use languages::{Checked, Tongue};
#[cfg(feature = "cli")]
pub(crate) use load::is_national_year;
pub use load::{Loaded, read_scheme, read_schemes, read_site};
pub use national::is_kinder;
pub use national_names::national_names;
pub use national_years::{national_days, national_years};
pub use pairs::CouncilPair;
pub(crate) use proofs::worked_under;
pub use proofs::{Proof, prove, worked};
pub(crate) use reach::{Reach, places};
pub(crate) use scheme::Base;
pub use scheme::compile;
#[cfg(test)]
pub(crate) use scheme::compiled;
pub use site::{Compliance, Site, Statement, old_statement};
pub(crate) use wordings::is_wording;
pub use wordings::{Wordings, speaks_of_the_reader, texts_of};

use self::{
    faulty::Lost, names::Names, parts::Places, sources::Sources, stops::Stop, tables::TableFacts,
    unit_words::UnitWords,
};
use crate::{
    diagnostics::{Code, Finding, Findings},
    rules::{Layer, Rules, Written},
    source::{RuleNames, Span},
};

/// What is wrong with a text, before it is known where the text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    code: Code,
    message: String,
    advice: Vec<String>,
    /// The amount that was probably meant, where it is one that can be read.
    meant: Option<String>,
}

impl Fault {
    fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            advice: Vec::new(),
            meant: None,
        }
    }

    /// With advice, a clause that becomes a sentence.
    fn advice(mut self, clause: impl AsRef<str>) -> Self {
        let clause = clause.as_ref();
        let mut letters = clause.chars();
        let mut sentence: String = letters
            .next()
            .map(|first| first.to_uppercase().collect())
            .unwrap_or_default();
        sentence.push_str(letters.as_str());
        if !sentence.ends_with(['.', '?']) {
            sentence.push('.');
        }
        self.advice.push(sentence);
        self
    }

    /// Says which whole text the fault is in.
    fn of(mut self, whole: &str) -> Self {
        self.message = format!("{} in `{whole}`", self.message);
        self
    }

    fn at(self, span: Span) -> Finding {
        let finding = Finding::new(self.code, span, self.message);
        let finding = self.advice.into_iter().fold(finding, Finding::advice);
        match self.meant {
            Some(meant) => finding.instead(span, meant),
            None => finding,
        }
    }
}

/// What a thing is counted in; `None` where that is not known because of a finding.
type Known<T> = Option<T>;

/// A thing that a step can use, or a reader answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Question(usize),
    Rate(usize),
    Table(usize),
}

/// What is being read: it can use only what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Current {
    Question(usize),
    Step(usize),
}

/// A scheme on its way to being compiled. Each part of the rules is read in its turn, and what is then known of it, beside
/// what the scheme holds, is kept for those that come after.
struct Checking<'r> {
    findings: &'r mut Findings,
    /// The rules as they were written.
    rules: &'r Rules,
    /// The national rules that are left out, because no result rests on them.
    left_out: RuleNames,
    scheme: Scheme,
    words: UnitWords,
    sources: Sources,
    measures: Measures,
    rates: Rates,
    questions: Questions,
    tables: Tables,
    steps: Steps,
    results: Names,
    examples: Examples,
    used: Used,
    /// How many amounts could not be read.
    unread_amounts: usize,
    /// The question or the step that is being read.
    current: Option<Current>,
}

/// What is known of what options count.
#[derive(Default)]
struct Measures {
    names: Names,
    units: Vec<Known<Unit>>,
    /// Those of which some count could not be read.
    broken: BTreeSet<usize>,
}

/// What is known of the rates.
#[derive(Default)]
struct Rates {
    names: Names,
    units: Vec<Known<Unit>>,
    /// By the name of a national rate that the council has another amount for: what the national one is counted in.
    national_units: BTreeMap<String, Unit>,
    /// Those that conditions which hold here say to be figures, and not `no limit`.
    limited: Vec<usize>,
}

/// What is known of the questions.
#[derive(Default)]
struct Questions {
    names: Names,
    /// Whether all the options, or the unit, are known.
    whole: Vec<bool>,
    /// By question with options: their names.
    options: BTreeMap<usize, Names>,
    /// What the number answered can be.
    reach: Vec<Known<Reach>>,
}

/// What is known of the tables.
#[derive(Default)]
struct Tables {
    names: Names,
    facts: Vec<TableFacts>,
}

/// What is known of the steps.
#[derive(Default)]
struct Steps {
    names: Names,
    units: Vec<Known<Unit>>,
    /// What each can come to.
    reach: Vec<Known<Reach>>,
    /// Those of which a condition or a rounding could not be read.
    broken: BTreeSet<usize>,
    /// Uses of later steps: the user, the used, the place.
    forward: Vec<(usize, usize, Span)>,
    /// Uses of earlier steps, likewise.
    backward: Vec<(usize, usize, Span)>,
    /// By step that ends the working out: what it gives, until the results are known.
    stops: BTreeMap<usize, Stop>,
}

/// What is known of the worked examples.
#[derive(Default)]
struct Examples {
    /// The place of each, and those of its figures.
    places: Vec<Places>,
    /// What of each could not be read.
    lost: Vec<Lost>,
}

/// What something uses.
#[derive(Default)]
struct Used {
    things: BTreeSet<Thing>,
    /// Whether a step that could not be read may add up every question.
    every_question: bool,
}

/// Whether a part of the scheme is written but cannot be read: names of it are not called unknown then.
fn is_unread<T>(rules: &Rules, key: &str, part: &Written<T>) -> bool {
    part.is_faulty() || rules.form.misspelt.contains(&key)
}

impl<'r> Checking<'r> {
    fn new(scheme: Scheme, rules: &'r Rules, findings: &'r mut Findings) -> Self {
        let (words, units) = UnitWords::of(rules, findings);
        let (sources, cited) = Sources::read(rules, findings);
        Self {
            findings,
            rules,
            left_out: RuleNames::default(),
            scheme: Scheme {
                units,
                sources: cited,
                ..scheme
            },
            words,
            sources,
            measures: Measures {
                names: Names::of("measure", is_unread(rules, "measures", &rules.measures)),
                ..Measures::default()
            },
            rates: Rates {
                names: Names::of("rate", is_unread(rules, "rates", &rules.rates)),
                ..Rates::default()
            },
            questions: Questions {
                names: Names::of("question", is_unread(rules, "questions", &rules.questions)),
                ..Questions::default()
            },
            tables: Tables {
                names: Names::of("table", is_unread(rules, "tables", &rules.tables)),
                ..Tables::default()
            },
            steps: Steps {
                names: Names::of("step", is_unread(rules, "steps", &rules.steps)),
                ..Steps::default()
            },
            results: Names::of("result", is_unread(rules, "results", &rules.results)),
            examples: Examples::default(),
            used: Used::default(),
            unread_amounts: 0,
            current: None,
        }
    }

    /// Whether something stands in national rules.
    fn is_national(&self, at: Span) -> bool {
        self.rules.layer(at) == Layer::National
    }

    /// Whether the rules rest on national ones.
    const fn extends(&self) -> bool {
        self.rules.beneath.is_some()
    }

    /// Where the amount of a rate stands.
    fn rate_place(&self, rate: usize) -> Option<Span> {
        self.rules.rates().get(rate).map(rates::place)
    }

    fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn fault(&mut self, fault: Fault, at: Span) {
        self.findings.push(fault.at(at));
    }
}
