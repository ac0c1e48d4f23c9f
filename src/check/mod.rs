//! From nodes to a compiled scheme: names, units and periods resolved, and every finding collected. One file for
//! each family of checks.
//!
//! A thing that has a finding is kept as *not known*: what uses it is not blamed for it.

mod amounts;
mod answers;
mod bands;
mod between;
mod bookkeeping;
mod conditions;
mod conversions;
mod coverage;
mod cycles;
pub mod dated;
mod divisions;
mod edition_years;
pub mod editions;
mod examples;
mod faulty;
mod figures;
mod holding;
mod languages;
mod limits;
mod load;
mod lookups;
mod missing_points;
mod names;
mod national;
mod national_names;
mod not_asked;
mod odd_figures;
mod operands;
mod overrides;
mod parts;
mod pennies;
mod period_words;
mod proofs;
mod questions;
mod rates;
mod reach;
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
mod unreached;
mod unused;
mod uprating;
mod verbs;
mod ways;
mod wordings;
mod years;

use std::collections::{BTreeMap, BTreeSet};

use upfront_engine::{Scheme, Unit};

pub use answers::read_answers;
pub use between::{neighbours, say_scores_between};
pub use languages::Tongue;
pub use load::{Loaded, read_scheme, read_schemes, read_site};
pub use national::is_kinder;
pub use national_names::national_names;
pub use not_asked::check_answers;
pub use proofs::{Proof, prove};
pub use scheme::compile;
#[cfg(test)]
pub(crate) use scheme::compiled;
pub use site::{Compliance, Site, Statement, old_statement};
pub use wordings::{Wordings, speaks_of_the_reader, texts_of};

use self::{
    faulty::Lost, missing_points::Said, names::Names, parts::Places, reach::Reach,
    sources::Sources, stops::Stop, tables::TableFacts, unit_words::UnitWords,
};
use crate::{
    diagnostics::{Code, Finding, Findings},
    rules::Rules,
    source::{FileId, RuleNames, Span},
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
        self.advice
            .into_iter()
            .fold(Finding::new(self.code, span, self.message), Finding::advice)
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

/// A scheme on its way to being compiled.
struct Checking<'f> {
    findings: &'f mut Findings,
    scheme: Scheme,
    words: UnitWords,
    sources: Sources,
    source_names: Names,
    measures: Names,
    questions: Names,
    rates: Names,
    tables: Names,
    steps: Names,
    results: Names,
    /// By question: whether all its options, or its unit, are known.
    whole_questions: Vec<bool>,
    /// By rate: what it is counted in.
    rate_units: Vec<Known<Unit>>,
    /// By rate: where it stands.
    rate_places: Vec<Span>,
    /// Whether the rules rest on national ones.
    extends: bool,
    /// The national rules that are left out, because no result rests on them.
    left_out: RuleNames,
    /// The files of those national rules.
    national_files: BTreeSet<FileId>,
    /// By the name of a national rate that the council has another amount for: what the national one is counted in.
    national_units: BTreeMap<String, Unit>,
    /// By measure: what it is counted in.
    measure_units: Vec<Known<Unit>>,
    /// Measures of which some count could not be read.
    broken_measures: BTreeSet<usize>,
    /// Whether what every question is about could be read.
    abouts_known: bool,
    /// How many amounts could not be read.
    unread_amounts: usize,
    /// By question with options: their names.
    option_names: BTreeMap<usize, Names>,
    /// By question with options: what each of them says that it counts.
    options_said: BTreeMap<usize, Vec<Said>>,
    /// By question: what the number answered can be.
    question_reach: Vec<Known<Reach>>,
    /// By table.
    table_facts: Vec<TableFacts>,
    /// By step: what it is counted in.
    step_units: Vec<Known<Unit>>,
    /// By step: what it can come to.
    step_reach: Vec<Known<Reach>>,
    /// The rates that conditions which hold here say to be figures, and not `no limit`.
    limited_rates: Vec<usize>,
    /// The question or the step that is being read.
    current: Option<Current>,
    /// Uses of later steps: the user, the used, the place.
    forward: Vec<(usize, usize, Span)>,
    /// Uses of earlier steps, likewise.
    backward: Vec<(usize, usize, Span)>,
    /// What something uses.
    used: BTreeSet<Thing>,
    /// Whether a step that could not be read may add up every question.
    everything_counted: bool,
    /// By example: its place, and those of its figures.
    example_places: Vec<Places>,
    /// By example: what of it could not be read.
    lost: Vec<Lost>,
    /// The steps of which a condition or a rounding could not be read.
    broken_steps: BTreeSet<usize>,
    /// By step that ends the working out: what it gives, until the results are known.
    stops: BTreeMap<usize, Stop>,
}

impl<'f> Checking<'f> {
    fn new(findings: &'f mut Findings) -> Self {
        Self {
            findings,
            scheme: Scheme::default(),
            words: UnitWords::default(),
            sources: Sources::default(),
            source_names: Names::new("source"),
            measures: Names::new("measure"),
            questions: Names::new("question"),
            rates: Names::new("rate"),
            tables: Names::new("table"),
            steps: Names::new("step"),
            results: Names::new("result"),
            whole_questions: Vec::new(),
            rate_units: Vec::new(),
            rate_places: Vec::new(),
            extends: false,
            left_out: RuleNames::default(),
            national_files: BTreeSet::new(),
            national_units: BTreeMap::new(),
            measure_units: Vec::new(),
            broken_measures: BTreeSet::new(),
            abouts_known: true,
            unread_amounts: 0,
            option_names: BTreeMap::new(),
            options_said: BTreeMap::new(),
            question_reach: Vec::new(),
            table_facts: Vec::new(),
            step_units: Vec::new(),
            step_reach: Vec::new(),
            limited_rates: Vec::new(),
            current: None,
            forward: Vec::new(),
            backward: Vec::new(),
            used: BTreeSet::new(),
            everything_counted: false,
            example_places: Vec::new(),
            lost: Vec::new(),
            broken_steps: BTreeSet::new(),
            stops: BTreeMap::new(),
        }
    }

    /// Names of a part of the scheme that is written but cannot be read are not called unknown.
    fn lose_unread_names(&mut self, rules: &Rules) {
        for (key, is_faulty, names) in [
            ("sources", rules.sources.is_faulty(), &mut self.source_names),
            ("measures", rules.measures.is_faulty(), &mut self.measures),
            (
                "questions",
                rules.questions.is_faulty(),
                &mut self.questions,
            ),
            ("rates", rules.rates.is_faulty(), &mut self.rates),
            ("tables", rules.tables.is_faulty(), &mut self.tables),
            ("steps", rules.steps.is_faulty(), &mut self.steps),
            ("results", rules.results.is_faulty(), &mut self.results),
        ] {
            if is_faulty || rules.form.misspelt.contains(&key) {
                names.lose_some();
            }
        }
    }

    fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn fault(&mut self, fault: Fault, at: Span) {
        self.findings.push(fault.at(at));
    }
}
