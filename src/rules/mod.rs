//! The rules of one edition as they were written: typed, every value with its place, national rules laid under them.
//!
//! What does not fit its shape has its finding when the rules are read, so that whatever looks at them says only what it
//! is there to say. What stands in a list or under a name has here the index that it has in the compiled scheme:
//! `rules.questions()[2]` is `scheme.questions[2]`, and so it is with rates, tables, steps and examples.

mod facts;
mod find;
mod lower;
mod question;
mod rate;
mod step;
mod table;
mod written;

use std::collections::BTreeSet;

use jiff::civil::Date;

use self::lower::{Lower, mapping};
pub(crate) use self::step::is_meant_as_name;
pub use self::{
    facts::{
        Authority, Challenge, EasyRead, Fact, FairSystem, Gss, HelpingBody, Judgement, Money,
        NationalFacts, Publication, Published, Reached, Request, Rights, Stage, Verdict,
    },
    find::{Find, Found},
    question::{Choice, Question},
    rate::{Dated, Rate, RateAmount},
    step::{ByAnswer, Condition, Given, MayBeExceeded, Operand, Over, OverAbout, Step, When},
    table::{
        AnswerColumn, AnswerRow, Band, BandRow, Column, Columns, Point, Rows, Table, TwoWayRow,
    },
    written::{Form, List, Named, Stated, Stray, Text, Texts, Written},
};
use crate::{
    diagnostics::Findings,
    language::PRINTED,
    source::{FileId, Node, NodeKind, RuleNames, Span},
};

mapping! {
    /// The rules of one edition.
    Rules of SCHEME {
        council: Text = "council",
        title: Text = "title",
        facts_only: bool = "facts only",
        extends: Texts = "extends",
        known: Text = "known",
        group: Text = "for",
        law: Texts = "law",
        about: Text = "about",
        status: Text = "status",
        from: Date = "from",
        to: Date = "to",
        fictional: bool = "fictional",
        contact: Contact = "contact",
        questionnaire: Text = "questionnaire",
        sources: Vec<Named<Source>> = "sources",
        source: Text = "source",
        units: Vec<Named<UnitWord>> = "units",
        measures: Vec<Named<Text>> = "measures",
        questions: List<Question> = "questions",
        rates: Vec<Named<Rate>> = "rates" by rate::rates,
        tables: Vec<Named<Table>> = "tables",
        steps: List<Step> = "steps",
        results: List<Outcome> = "results",
        compared: Compared = "compared",
        ways_to_hold: List<WayToHold> = "ways to hold",
        examples: List<Example> = "examples",
        nation: Text = "nation",
        authority: Authority = "authority",
        reached: Reached = "other ways to reach us",
        rights: Rights = "rights",
        stages: List<Stage> = "stages",
        meanwhile: List<Fact> = "meanwhile",
        easy_read: List<EasyRead> = "easy read",
        other_money: List<Money> = "other money",
        published: Published = "published",
        fair_system: FairSystem = "fair system",
        requests: List<Request> = "requests",
        judgements: List<Judgement> = "judgements",
        reply: Reply = "reply",
        rest: Text = "the rest is",
        cliff_over: u32 = "cliff over",
        notes: Texts = "notes",
        but: Vec<Named<Text>> = "but",
    }
    with {
        /// The national rules that are laid under them.
        beneath: Option<Beneath>,
    }
}

mapping! {
    /// How people reach the council.
    Contact of CONTACT {
        phone: Text = "phone",
        email: Text = "email",
        page: Text = "page",
    }
}

mapping! {
    /// A document that rules come from.
    Source of SOURCE {
        title: Text = "title",
        url: Text = "url",
        published: Text = "published",
        seen: Text = "seen",
        note: Text = "note",
        customary: bool = "customary",
        but: Vec<Named<Text>> = "but",
    }
}

mapping! {
    /// How a unit is called.
    UnitWord of UNIT_WORD {
        one: Text = "one",
        many: Text = "many",
    }
}

mapping! {
    /// A step whose figure people come for.
    Outcome of RESULT {
        id: Text = "id",
        is: Text = "is",
        say: Text = "say",
        kinder_when: Text = "kinder when",
        but: Vec<Named<Text>> = "but",
    }
}

mapping! {
    /// Which steps give the standard outputs.
    Compared of COMPARED {
        group: Text = "for",
        points: Text = "points",
        budget: Text = "budget",
        charge: Text = "charge",
        cost: Text = "cost",
        council_pays: Text = "council pays",
        money: Text = "money",
    }
}

mapping! {
    /// A council's right of reply.
    Reply of REPLY {
        says: Text = "says",
        on: Date = "on",
        r#where: Text = "where",
    }
}

mapping! {
    /// A way to hold a budget.
    WayToHold of WAY_TO_HOLD {
        way: Text = "way",
        lets_you: Text = "lets you",
        restricts: Text = "restricts",
        costs: Text = "costs",
        gives: Text = "gives",
        hour: Texts = "hour",
        taken_off_the_top: Text = "taken off the top",
        account: Text = "account",
        checks: Text = "checks",
        unspent: Text = "unspent",
        unspent_after: Text = "unspent after",
        employer_costs: Text = "employer costs",
        payroll: Text = "payroll",
        source: Text = "source",
        but: Vec<Named<Text>> = "but",
    }
}

mapping! {
    /// A worked example.
    Example of EXAMPLE {
        id: Text = "id",
        title: Text = "title",
        about: Text = "about",
        not_a_person: bool = "not a person",
        on: Date = "on",
        answers: Vec<Named<Text>> = "answers",
        expect: Vec<Named<Text>> = "expect",
        published: Vec<Named<Text>> = "published",
        but: But = "but",
        source: Text = "source",
    }
}

/// What stands under an example's `but`.
#[derive(Clone, Debug)]
pub enum But {
    /// Why the printed figures do not follow.
    Printed(Text),
    /// Codes, each with why its warning does not hold; and why the printed figures do not follow, under one of them.
    Codes(Vec<Named<Text>>),
}

impl Lower for But {
    fn lower(node: &Node, findings: &mut Findings) -> Option<Self> {
        match node.kind {
            NodeKind::Map(_) => Vec::lower(node, findings).map(Self::Codes),
            _ => Text::lower(node, findings).map(Self::Printed),
        }
    }
}

impl Example {
    /// Why the printed figures do not follow, and where that is said.
    pub fn printed_because(&self) -> Option<(&str, Span)> {
        let but = self.but.get()?;
        match &but.value {
            But::Printed(text) => Some((text, but.key)),
            But::Codes(codes) => {
                let printed = codes.iter().find(|code| code.name == PRINTED)?;
                Some((printed.value.as_deref()?, printed.key))
            }
        }
    }
}

/// The national rules that a council's own are laid over.
#[derive(Clone, Debug, Default)]
pub struct Beneath {
    /// The files that they stand in.
    pub files: BTreeSet<FileId>,
    /// Those that the council has others instead of.
    pub changed: RuleNames,
}

/// Whose a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The nation's.
    National,
    /// The council's.
    Own,
}

impl Rules {
    /// The rules in a node, the national ones laid under them; `None` where it is no mapping.
    pub fn read(node: &Node, beneath: Option<Beneath>, findings: &mut Findings) -> Option<Self> {
        let mut rules = Self::lower(node, findings)?;
        rules.beneath = beneath;
        Some(rules)
    }

    /// Leaves out rules, by their names.
    #[must_use]
    pub fn without(mut self, names: &RuleNames) -> Self {
        let named = |id: &Written<Text>, names: &BTreeSet<String>| {
            id.get().is_some_and(|id| names.contains(id.trim()))
        };
        if let Written::Present(questions) = &mut self.questions {
            let is_kept = |one: &Question| !named(&one.id, &names.questions);
            questions.value.items.retain(is_kept);
        }
        if let Written::Present(rates) = &mut self.rates {
            rates.value.retain(|one| !names.rates.contains(&one.name));
        }
        if let Written::Present(tables) = &mut self.tables {
            tables.value.retain(|one| !names.tables.contains(&one.name));
        }
        if let Written::Present(steps) = &mut self.steps {
            let is_kept = |one: &Step| !named(&one.id, &names.steps);
            steps.value.items.retain(is_kept);
        }
        self
    }

    /// Whose a value is that stands at a place.
    pub fn layer(&self, at: Span) -> Layer {
        let beneath = self.beneath.as_ref();
        if beneath.is_some_and(|beneath| beneath.files.contains(&at.file)) {
            Layer::National
        } else {
            Layer::Own
        }
    }

    /// The questions, in the order of the compiled scheme.
    pub fn questions(&self) -> &[Question] {
        self.questions.items()
    }

    /// The rates, likewise.
    pub fn rates(&self) -> &[Named<Rate>] {
        self.rates.names()
    }

    /// The tables, likewise.
    pub fn tables(&self) -> &[Named<Table>] {
        self.tables.names()
    }

    /// The steps, likewise.
    pub fn steps(&self) -> &[Step] {
        self.steps.items()
    }

    /// The worked examples, likewise.
    pub fn examples(&self) -> &[Example] {
        self.examples.items()
    }

    /// The result with a name, where it is written. The rules may hold none, and the last step is the result then.
    pub fn result(&self, id: &str) -> Option<&Outcome> {
        let mut results = self.results.items().iter();
        results.find(|result| result.id.get().is_some_and(|own| own.trim() == id))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source::{Files, read_yaml};

    const RULES: &str = "council: Town
title: [Budget]
rates:
  hour: £20 an hour
steps:
  - {id: cost, sum: [hour], of: hour, say: What it costs}
  - {id: both, sum: [hour], share: 50%}
";

    /// The rules, and where a piece of their text stands.
    fn rules() -> (Rules, impl Fn(&str) -> Span) {
        let (mut files, mut findings) = (Files::default(), Findings::default());
        let file = files.add(Path::new("rules.yaml"), RULES.to_owned());
        let node = read_yaml(file, &files, &mut findings).unwrap();
        let rules = Rules::read(&node, None, &mut findings).unwrap();
        let place = move |piece: &str| {
            let start = RULES.find(piece).unwrap();
            let end = start + piece.len();
            Span { file, start, end }
        };
        (rules, place)
    }

    #[test]
    fn absent_faulty_and_present_are_three_things() {
        let (rules, place) = rules();
        let council = rules.council.get().unwrap();
        assert_eq!((&***council, council.at), ("Town", place("Town")));
        assert_eq!(council.key, place("council"));
        assert!(rules.title.is_faulty() && rules.title.key() == Some(place("title")));
        assert!(!rules.about.is_written());
        let hour = rules.rates()[0].value.as_ref().unwrap();
        assert_eq!(hour.is.at(), Some(place("£20 an hour")));
    }

    #[test]
    fn nothing_looks_into_what_does_not_go_with_the_verb() {
        let (rules, place) = rules();
        let [cost, both] = rules.steps() else {
            panic!("two steps");
        };
        assert_eq!(cost.sum.items().len(), 1);
        assert!(cost.of.is_faulty());
        let stray = &cost.form.strays[0];
        assert_eq!((stray.key, stray.at), ("of", place("of")));
        assert_eq!(stray.texts, ["hour"]);
        // Of two verbs, neither is the step's.
        assert!(both.sum.is_faulty() && both.share.is_faulty());
    }

    #[test]
    fn a_place_is_found_in_a_rule_or_in_a_text() {
        let (rules, place) = rules();
        let [cost, both] = rules.steps() else {
            panic!("two steps");
        };
        assert_eq!(cost.find(place("sum")), Found::InARule);
        assert_eq!(cost.find(place("What it costs")), Found::InAText);
        assert_eq!(both.find(place("What it costs")), Found::Nowhere);
        assert_eq!(rules.rates.find(place("£20")), Found::InARule);
    }

    #[test]
    fn rules_are_left_out_by_their_names() {
        let (rules, _) = rules();
        let names = RuleNames {
            rates: ["hour".to_owned()].into(),
            steps: ["cost".to_owned()].into(),
            ..RuleNames::default()
        };
        let rest = rules.without(&names);
        assert!(rest.rates().is_empty());
        assert_eq!(rest.steps().len(), 1);
        assert_eq!(rest.steps()[0].id.string(), "both");
    }
}
