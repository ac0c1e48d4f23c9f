//! What is declared beside the rules: facts that no figure is worked out from, each with its source.

mod authority;
mod compared;
mod national;
mod openness;
mod outputs;
mod times;

use std::collections::BTreeMap;

use upfront_engine::{
    Amount, Unit,
    scheme::{Cite, Form, Sureness},
};

use crate::{
    source::{Picture, Span},
    unsaid::unsaid,
};

pub use authority::{AREAS_WITH_SOCIAL_CARE, Authority, Gss, NoGss, is_code, read_gss};
pub use compared::{ComparedFigure, ComparedRule, compared_names, compared_rates, compared_rules};
pub use national::{NationalFacts, of_nation};
pub use openness::{
    Answer, Item, Judge, Judgement, Line, Publicity, Request, Statement, Test, Verdict,
};
pub use outputs::{Asked, Compared, Giver, Output, Reply, Role};
pub use times::{Duration, Period};

/// What an edition declares beside its rules, or a council without any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether there is nothing beside the facts: they are those of a council whose rules are not here.
    pub stand_alone: bool,
    /// Whose law its rules are under; empty where that is not said.
    pub nation: String,
    /// What is said of each thing that people have asked councils for; `None` where nobody has looked.
    pub published: Option<BTreeMap<Item, Statement>>,
    /// The answers to the tests of a fair system.
    pub tests: BTreeMap<Test, Verdict>,
    /// What people asked the council for.
    pub requests: Vec<Request>,
    /// What was judged of it.
    pub judgements: Vec<Judgement>,
    /// What counts of a thing that is neither declared nor shown: not published, or not looked for.
    pub rest: Publicity,
    /// The codes by which other data knows the council.
    pub authority: Authority,
    /// How people reach the council who do not phone or email.
    pub reached: Reached,
    /// How a person can challenge the council, and who helps.
    pub rights: Rights,
    /// How long it takes from asking to the first payment.
    pub stages: Vec<Stage>,
    /// What the council does while a person waits.
    pub meanwhile: Vec<Fact>,
    /// What the rules are about, in Easy Read.
    pub easy_read: Vec<EasyRead>,
    /// Other money that the council tells of.
    pub other_money: Vec<Money>,
    /// What is said of each way to hold a budget, beside what the rules say.
    pub ways: Vec<WayFacts>,
    /// What is said of rates beside their amounts, by index.
    pub rates: BTreeMap<usize, RateFacts>,
    /// How the rules stand beside others; `None` where they take no part in comparisons.
    pub compared: Option<Compared>,
    /// What the council says to how it is compared.
    pub reply: Option<Reply>,
}

impl Facts {
    /// These in a language that they are not written in, as far as they stand beside what is: on a page of nothing but facts
    /// that need not be told.
    pub(crate) fn unsaid(mut self) -> Self {
        for way in &mut self.ways {
            for text in [
                &mut way.account,
                &mut way.checks,
                &mut way.unspent,
                &mut way.employer_costs,
                &mut way.payroll,
            ] {
                if !text.is_empty() {
                    *text = unsaid(text);
                }
            }
        }
        self
    }
}

/// What is said of a rate beside its amount.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateFacts {
    /// Which of the compared figures it is; empty where its own name says that, or it is none.
    pub about: String,
    /// The year that it is of, where that is not the edition's; empty where that is not said.
    pub year: String,
    /// Whether it is proposed or consulted on, and not in force.
    pub is_proposed: bool,
}

/// How a fact is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Where it can be read; empty where that is not said.
    pub page: String,
    /// Where it comes from.
    pub cite: Option<Cite>,
    /// How sure it is.
    pub sure: Sureness,
}

/// How people reach the council who do not phone or email. A text is empty where it is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// By text relay.
    pub relay: String,
    /// By letter.
    pub post: String,
    /// The formats that it offers: words of the language.
    pub formats: Vec<String>,
}

/// A fact in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is called.
    pub title: String,
    /// What holds.
    pub say: String,
    /// How that is known.
    pub evidence: Evidence,
}

/// How a person can challenge the council, and who helps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// How to complain.
    pub complaint: Option<Challenge>,
    /// The council's own way to ask for another look.
    pub appeal: Option<Challenge>,
    /// Who gives independent advocacy.
    pub advocacy: Option<HelpingBody>,
    /// The local organisation that disabled people run.
    pub user_led: Option<HelpingBody>,
}

/// A sentence of Easy Read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EasyRead {
    /// The sentence.
    pub say: String,
    /// The picture beside it, by its name and where that stands.
    pub(crate) named: Option<(String, Span)>,
    /// What the picture shows.
    pub shows: String,
    /// The picture, once it is read.
    pub picture: Option<Picture>,
}

/// A route by which a figure or a decision can be challenged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// What it is called.
    pub title: String,
    /// What it is.
    pub say: String,
    /// How long a person has for it.
    pub time_to_ask: Option<Duration>,
    /// When an answer comes.
    pub time_to_answer: Option<Duration>,
    /// A telephone number; empty where there is none.
    pub phone: String,
    /// An email address; empty where there is none.
    pub email: String,
    /// How that is known.
    pub evidence: Evidence,
}

/// Somebody who helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpingBody {
    /// Its name.
    pub name: String,
    /// What it does.
    pub does: String,
    /// A telephone number; empty where there is none.
    pub phone: String,
    /// An email address; empty where there is none.
    pub email: String,
    /// How that is known.
    pub evidence: Evidence,
}

/// Public money from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// What it is called.
    pub title: String,
    /// What it is.
    pub say: String,
    /// Who decides on it; empty where that is not said.
    pub who_decides: String,
    /// How to ask for it; empty where that is not said.
    pub how_to_ask: String,
    /// The most that it gives.
    pub most: Option<(Amount, Unit)>,
    /// How that is known.
    pub evidence: Evidence,
}

/// A stage from asking for support to the first payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Which: one of the words of the language.
    pub stage: String,
    /// Who decides in it; empty where that is not said.
    pub who_decides: String,
    /// How long it ought to take.
    pub target: Option<Duration>,
    /// How long it really took.
    pub really: Option<Duration>,
    /// Of when that is; empty where that is not said.
    pub really_in: String,
    /// How that is known.
    pub evidence: Evidence,
}

/// What is said of a way to hold a budget, beside what the rules say. A text is empty where nothing is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayFacts {
    /// Who holds the money.
    pub form: Form,
    /// The rates that say what an hour costs in it, by their indexes.
    pub hours: Vec<usize>,
    /// The share of the budget that is taken off first.
    pub taken_off_the_top: Option<(Amount, Unit)>,
    /// What account the money needs.
    pub account: String,
    /// How and how often the spending is looked at.
    pub checks: String,
    /// What happens to money that is not spent.
    pub unspent: String,
    /// How much may build up before that.
    pub unspent_after: Option<Duration>,
    /// How an employer's costs are met.
    pub employer_costs: String,
    /// What help there is with wages.
    pub payroll: String,
}
