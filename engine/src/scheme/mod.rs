//! A compiled scheme: a flat program whose names are already numbers.
//!
//! The compiler makes it, the engine runs it, the site prints it, and it is published as JSON for anybody.
//! Everything in it has been checked: an index points at something, a step uses only what stands before it,
//! units fit, and tables are sorted. The engine stays total even if one of these were broken, so that a
//! published file that somebody has edited can do no worse than give no figure.

mod question;
mod rate;
mod step;
mod table;

use alloc::{string::String, vec::Vec};
use rust_decimal::Decimal;

pub use question::{Period, Question, QuestionKind, QuestionOption};
pub use rate::{Dated, Kinder, Rate, Sureness};
pub use step::{
    Bound, Comparison, Condition, Direction, MayBeExceeded, Operand, Rounding, Step, Verb,
};
pub use table::{AnswerRow, Axis, Band, BandRow, LinePoint, Table, TableKind};

use crate::{amount::Amount, by_name::ByName, unit::Unit};

/// The rules of one council, or one nation, for one edition. [`crate::wire`] says how they are written down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scheme {
    /// The folder of the council and of the edition, such as `essex/2024-25`: the scheme's stable name.
    pub id: String,
    /// The council, such as `Essex`.
    pub council: String,
    /// What the scheme decides, such as `Charges for care at home`.
    pub title: String,
    /// Whom it is for, such as `disabled children at primary school`.
    pub group: String,
    /// What the figures are in law, such as `care act budget`; empty where that is not said.
    pub law: Vec<String>,
    /// The edition, which is the folder's name, such as `2024-25`.
    pub edition: String,
    /// Where the scheme stands.
    pub status: Status,
    /// The first day in force, `YYYY-MM-DD`, where published.
    pub from: Option<String>,
    /// The last day in force, `YYYY-MM-DD`, where there is one.
    pub to: Option<String>,
    /// Whether the council is made up. Every page then says so.
    pub fictional: bool,
    /// Whether the council's choices are known in part: those that nobody has seen are `not known here`.
    pub known_in_part: bool,
    /// A paragraph or more about the scheme, in Markdown.
    pub about: String,
    /// What a careful reader noticed, in Markdown, one remark each.
    pub notes: Vec<String>,
    /// How to reach the council about the scheme.
    pub contact: Option<Contact>,
    /// What the council does not publish of the questionnaire, if anything, in its own sentence.
    pub questionnaire: String,
    /// The places the rules come from.
    pub sources: Vec<Source>,
    /// The national rules that this extends, and which rules are theirs; `None` where it extends none.
    pub national: Option<National>,
    /// Words for units that the language does not know itself, by the word used in the rules.
    pub units: ByName<UnitWord>,
    /// What options count: points, and whatever else. An option's `counts` are in this order.
    pub measures: Vec<Measure>,
    /// The questions, in the order they are asked.
    pub questions: Vec<Question>,
    /// Named amounts.
    pub rates: Vec<Rate>,
    /// Tables of amounts.
    pub tables: Vec<Table>,
    /// The program, in order.
    pub steps: Vec<Step>,
    /// The steps whose outcome a person came for.
    pub results: Vec<ResultLine>,
    /// The steps that are only bookkeeping, by index: each is told within the one step that reads it.
    pub bookkeeping: Vec<usize>,
    /// The steps that lead from points to a result: see [`crate::leads`].
    pub leads: Vec<usize>,
    /// What keeps a range to what its parts have in common.
    pub bounds: Vec<Bound>,
    /// The ways to hold a budget that the council tells of.
    pub ways_to_hold: Vec<WayToHold>,
    /// Worked examples.
    pub examples: Vec<Example>,
    /// SHA-256 of the rules (see `wire::receipt`), in hexadecimal.
    pub hash: String,
}

/// A way in which a person can hold a budget, as the council tells of it. A text is empty where it tells nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayToHold {
    /// Who holds the money.
    pub form: Form,
    /// What it lets the person do.
    pub lets: String,
    /// What it restricts.
    pub restricts: String,
    /// What it costs the person.
    pub costs: String,
    /// The step whose figure says what the budget would buy, by index.
    pub gives: Option<usize>,
    /// Where it comes from.
    pub cite: Option<Cite>,
}

/// Who holds a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The person.
    DirectPayment,
    /// Somebody whom the person trusts.
    TrustedPerson,
    /// A trust that is set up for the person.
    Trust,
    /// A broker.
    Broker,
    /// The provider of the support, in an individual service fund.
    IndividualServiceFund,
    /// The council.
    CouncilManaged,
}

impl Form {
    /// Every form, from the one that leaves the person the most to decide.
    pub const ALL: [Self; 6] = [
        Self::DirectPayment,
        Self::TrustedPerson,
        Self::Trust,
        Self::Broker,
        Self::IndividualServiceFund,
        Self::CouncilManaged,
    ];

    /// What the rules call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DirectPayment => "direct payment",
            Self::TrustedPerson => "trusted person",
            Self::Trust => "trust",
            Self::Broker => "broker",
            Self::IndividualServiceFund => "individual service fund",
            Self::CouncilManaged => "council-managed",
        }
    }
}

/// Where an edition stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Being written.
    Draft,
    /// Out for people's views.
    Consultation,
    /// What the council applies now.
    #[default]
    InForce,
    /// Replaced by a later edition.
    Superseded,
    /// Given up without a replacement.
    Withdrawn,
    /// Published for its time; whether the council still applies it is not known.
    NotKnown,
}

/// How to reach the council: every page shows these in the same order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// A telephone number, as printed.
    pub phone: String,
    /// An email address.
    pub email: String,
    /// A page about the service.
    pub page: String,
}

/// A place the rules come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name used in the rules.
    pub id: String,
    /// The title of the document or page.
    pub title: String,
    /// Where it is on the web.
    pub url: String,
    /// When it was published, as printed.
    pub published: String,
    /// When it was last read, `YYYY-MM-DD`.
    pub seen: String,
    /// What to know about it: only a copy, a report of it, cut short.
    pub note: String,
    /// Whether it is what councils usually do, or have agreed among themselves, and neither law nor statutory guidance.
    pub customary: bool,
}

/// A reference into a source: which, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// Index into [`Scheme::sources`].
    pub source: usize,
    /// The paragraph, page or section.
    pub at: String,
}

/// Which rules of a scheme are the national ones that it extends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct National {
    /// The scheme that it extends, such as `england/2024-25`; several with a comma between.
    pub extends: String,
    /// Whose rules those are, such as `England`.
    pub nation: String,
    /// By [`Scheme::questions`].
    pub questions: Vec<Origin>,
    /// By [`Scheme::rates`].
    pub rates: Vec<Origin>,
    /// By [`Scheme::rates`]: the national amount, where the council has another.
    pub national_rates: Vec<Option<Amount>>,
    /// By [`Scheme::tables`].
    pub tables: Vec<Origin>,
    /// By [`Scheme::steps`].
    pub steps: Vec<Origin>,
    /// The questions, by index, whose national one is customary and no law.
    pub customary_questions: Vec<usize>,
    /// The rates, by index, whose national one is customary and no law.
    pub customary_rates: Vec<usize>,
    /// The steps, by index, whose national one is customary and no law.
    pub customary_steps: Vec<usize>,
}

impl National {
    /// Each scheme that it extends.
    pub fn bases(&self) -> impl Iterator<Item = &str> {
        self.extends.split(", ")
    }
}

/// Whose rule it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The national rule as it stands.
    #[default]
    National,
    /// The council's, in the place of a national one.
    Changed,
    /// The council's, where there is no national one.
    Own,
}

/// How a unit of the scheme's own is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitWord {
    /// Said of one: `bed`.
    pub one: String,
    /// Said of several: `beds`.
    pub many: String,
}

/// Something that options count, such as points, or minutes a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The name used in the rules.
    pub id: String,
    /// What it is counted in.
    pub unit: Unit,
}

/// A step whose outcome a person came for.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultLine {
    /// The name used in the rules.
    pub id: String,
    /// What it is, in plain words.
    pub say: String,
    /// Index into [`Scheme::steps`].
    pub step: usize,
    /// Which part of the estimate it belongs to, from nought and never less than that of the result before it: see
    /// [`crate::parts`].
    pub part: usize,
    /// Whether more or less of it is better for the person, where that is said.
    pub kinder: Option<Kinder>,
}

/// A worked example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Its name and its address (`examples/ID/`).
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The person's story, in Markdown.
    pub about: String,
    /// Whether it is nobody's, and stands only so that a wrong figure shows.
    pub not_a_person: bool,
    /// The day that it is for, `YYYY-MM-DD`, where rates change within the edition.
    pub on: Option<String>,
    /// The answers, by [`Scheme::questions`].
    pub answers: crate::Answers,
    /// What has to come out.
    pub expect: Vec<Expectation>,
    /// Figures that the source printed and that do not follow from its own rules.
    pub published: Vec<Expectation>,
    /// Why the printed figures do not follow.
    pub but: String,
    /// Where it comes from.
    pub cite: Option<Cite>,
}

/// A figure that a worked example states.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// Index into [`Scheme::steps`].
    pub step: usize,
    /// Index into [`Scheme::results`], where it names a result: that can end at a stop before its step.
    pub result: Option<usize>,
    /// The figure, or the least of a range.
    pub amount: Amount,
    /// The most of a range.
    pub to: Option<Decimal>,
}
