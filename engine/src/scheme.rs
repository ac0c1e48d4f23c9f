//! A compiled scheme: a flat program whose names are already numbers.
//!
//! The compiler makes it, the engine runs it, the site prints it, and it is published as JSON for anybody.
//! Everything in it has been checked: an index points at something, a step uses only what stands before it,
//! units fit, and tables are sorted. The engine stays total even if one of these were broken, so that a
//! published file that somebody has edited can do no worse than give no figure.

use alloc::{boxed::Box, string::String, vec::Vec};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{amount::Amount, by_name::ByName, digits, unit::Unit};

/// The rules of one council, or one nation, for one edition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Scheme {
    /// The folder of the council and of the edition, such as `essex/2024-25`: the scheme's stable name.
    pub id: String,
    /// The council, such as `Essex`.
    pub council: String,
    /// What the scheme decides, such as `Charges for care at home`.
    pub title: String,
    /// Whom it is for, such as `disabled children at primary school`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// What the figures are in law, such as `care act budget`; empty where that is not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub law: Vec<String>,
    /// The edition, which is the folder's name, such as `2024-25`.
    pub edition: String,
    /// Where the scheme stands.
    pub status: Status,
    /// The first day in force, `YYYY-MM-DD`, where published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day in force, `YYYY-MM-DD`, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Whether the council is made up. Every page then says so.
    #[serde(default)]
    pub fictional: bool,
    /// A paragraph or more about the scheme, in Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// What a careful reader noticed, in Markdown, one remark each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// How to reach the council about the scheme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// What the council does not publish of the questionnaire, if anything, in its own sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub questionnaire: String,
    /// The places the rules come from.
    pub sources: Vec<Source>,
    /// The national rules that this extends, and which rules are theirs; `None` where it extends none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub national: Option<National>,
    /// Words for units that the language does not know itself, by the word used in the rules.
    #[serde(default, skip_serializing_if = "ByName::is_empty")]
    pub units: ByName<UnitWord>,
    /// What options count: points, and whatever else. An option's `counts` are in this order.
    #[serde(default)]
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
    /// The ways to hold a budget that the council tells of. The working does not read them, and nor does the browser.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(target_arch = "wasm32", serde(skip_deserializing))]
    pub ways_to_hold: Vec<WayToHold>,
    /// Worked examples.
    #[serde(default)]
    pub examples: Vec<Example>,
    /// SHA-256 of the rules (this scheme as JSON with this field empty), in hexadecimal: the receipt.
    #[serde(default)]
    pub hash: String,
}

/// A way in which a person can hold a budget, as the council tells of it. A text is empty where it tells nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayToHold {
    /// Who holds the money.
    pub form: Form,
    /// What it lets the person do.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lets: String,
    /// What it restricts.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub restricts: String,
    /// What it costs the person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub costs: String,
    /// The step whose figure says what the budget would buy, by index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gives: Option<usize>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Cite>,
}

/// Who holds a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// A telephone number, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// An email address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// A page about the service.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
}

/// A place the rules come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The name used in the rules.
    pub id: String,
    /// The title of the document or page.
    pub title: String,
    /// Where it is on the web.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// When it was published, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub published: String,
    /// When it was last read, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seen: String,
    /// What to know about it: only a copy, a report of it, cut short.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A reference into a source: which, and where in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cite {
    /// Index into [`Scheme::sources`].
    pub source: usize,
    /// The paragraph, page or section.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
}

/// Which rules of a scheme are the national ones that it extends.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct National {
    /// The scheme that it extends, such as `england/2024-25`.
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
}

/// Whose rule it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitWord {
    /// Said of one: `bed`.
    pub one: String,
    /// Said of several: `beds`.
    pub many: String,
}

/// Something that options count, such as points, or minutes a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The name used in the rules.
    pub id: String,
    /// What it is counted in.
    pub unit: Unit,
}

/// A question that is put to the person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The name used in the rules.
    pub id: String,
    /// The part of life it is about, from the shared vocabulary (`washing`, `nutrition`, ...).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The question, as put.
    pub ask: String,
    /// One line on why it is asked or how to answer it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// What may be answered.
    pub kind: QuestionKind,
    /// When it is asked at all; it may read only questions before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Which part of the estimate it belongs to, from nought: see [`crate::parts`].
    #[serde(default, skip_serializing_if = "is_first")]
    pub part: usize,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Cite>,
}

/// Whether a part is the first.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
const fn is_first(part: &usize) -> bool {
    *part == 0
}

/// What may be answered to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One of several options, in the policy's own order.
    Options(Vec<QuestionOption>),
    /// A number.
    Number {
        /// What is counted.
        unit: Unit,
        /// The least that can be said.
        #[serde(deserialize_with = "digits::figure")]
        least: Decimal,
        /// The most that can be said, where there is a most.
        #[serde(
            default,
            deserialize_with = "digits::maybe",
            skip_serializing_if = "Option::is_none"
        )]
        most: Option<Decimal>,
        /// How many decimal places an answer may have: 0 for whole numbers, 2 for pence.
        places: u32,
        /// The other periods that it may be answered in.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        periods: Vec<Period>,
        /// How an answer in another period is rounded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rounded: Option<Rounding>,
    },
}

/// Another period that a number may be answered in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// What the number is then counted in, such as pounds a month.
    pub unit: Unit,
    /// It is multiplied by this to be in the question's own unit.
    #[serde(deserialize_with = "digits::figure")]
    pub times: Decimal,
    /// And divided by this, more than nought.
    #[serde(deserialize_with = "digits::figure")]
    pub over: Decimal,
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuestionOption {
    /// The name used in the rules.
    pub id: String,
    /// The option, as put.
    pub say: String,
    /// What it counts, by [`Scheme::measures`]. A measure that it does not touch is `None` and counts nought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<Option<Amount>>,
}

/// A named amount.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// The name used in the rules.
    pub id: String,
    /// Its name in plain words.
    pub say: String,
    /// The amount.
    pub amount: Amount,
    /// Its amounts by date, from the oldest, where it changes within the edition: `amount` is one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dated: Vec<Dated>,
    /// What it is counted in.
    pub unit: Unit,
    /// The request for it that was refused or left without an answer, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asked: String,
    /// What to know about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// How sure the figure is.
    #[serde(default, skip_serializing_if = "Sureness::is_seen")]
    pub sure: Sureness,
    /// Whether more or less of it is better for the person, where that is so for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kinder: Option<Kinder>,
    /// Whether a council that extends these rules may not go below it.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub is_floor: bool,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Cite>,
}

impl Rate {
    /// Every amount that it has: one, or one for each of its dates.
    pub fn amounts(&self) -> impl Iterator<Item = Amount> {
        let one = self.dated.is_empty().then_some(self.amount);
        one.into_iter()
            .chain(self.dated.iter().map(|dated| dated.amount))
    }
}

/// An amount that a rate has on some of the days of an edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dated {
    /// The first day, `YYYY-MM-DD`; `None` where it is the edition's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day, `YYYY-MM-DD`, where it is not the day before the next starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The amount.
    pub amount: Amount,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Cite>,
}

/// How sure a figure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sureness {
    /// It was read in its source.
    #[default]
    Seen,
    /// It was read on a page about its source.
    SecondHand,
    /// It follows exactly from totals that were read.
    Contained,
    /// It was worked out from others and not read anywhere.
    Inferred,
    /// Somebody remembers it.
    Remembered,
}

impl Sureness {
    /// Whether it was read in its source.
    pub fn is_seen(&self) -> bool {
        *self == Self::Seen
    }

    /// Whether it has to be shown as not verified.
    pub fn is_unverified(self) -> bool {
        matches!(self, Self::Inferred | Self::Remembered)
    }
}

/// Which way a figure is kinder to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kinder {
    /// The higher, the better for the person: a minimum income.
    Higher,
    /// The lower, the better for the person: a price.
    Lower,
}

/// A table of amounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The name used in the rules.
    pub id: String,
    /// Its caption in plain words.
    pub say: String,
    /// What it gives, and by what.
    pub kind: TableKind,
    /// What the amounts in it are counted in.
    pub unit: Unit,
    /// What a value outside every row gives, where the council leaves gaps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<Amount>,
    /// What to know about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Cite>,
}

/// The kinds of table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// Steps: each band has one amount.
    Bands {
        /// What the bands are counted in.
        by: Unit,
        /// The bands, from the lowest, not overlapping.
        rows: Vec<BandRow>,
    },
    /// Straight lines between printed points.
    Lines {
        /// What the points are counted in.
        by: Unit,
        /// The points, from the lowest.
        points: Vec<LinePoint>,
    },
    /// One amount for each option of a question.
    ByAnswer {
        /// Index into [`Scheme::questions`].
        question: usize,
        /// One row for each option, in the order of the options.
        rows: Vec<AnswerRow>,
    },
    /// Two ways: a row and a column.
    TwoWay {
        /// What picks the row.
        rows: Axis,
        /// What picks the column.
        columns: Axis,
        /// The amounts, a list for each row.
        cells: Vec<Vec<Amount>>,
    },
}

/// One side of a two-way table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Bands of a quantity.
    Bands {
        /// What they are counted in.
        by: Unit,
        /// The bands, from the lowest.
        bands: Vec<Band>,
    },
    /// The options of a question.
    Answer {
        /// Index into [`Scheme::questions`].
        question: usize,
    },
}

/// A range of values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// Its name, where it has one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub say: String,
    /// The least value in it; `None` where it reaches down without end.
    #[serde(
        default,
        deserialize_with = "digits::maybe",
        skip_serializing_if = "Option::is_none"
    )]
    pub from: Option<Decimal>,
    /// The top of it; `None` where it reaches up without end.
    #[serde(
        default,
        deserialize_with = "digits::maybe",
        skip_serializing_if = "Option::is_none"
    )]
    pub to: Option<Decimal>,
    /// Whether the top itself is outside (`under: 70`) and not inside (`to: 69`).
    #[serde(default)]
    pub under: bool,
}

/// A band with its amount.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BandRow {
    /// The band.
    pub band: Band,
    /// What it gives.
    pub gives: Amount,
    /// The request for it that was refused or left without an answer, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asked: String,
}

/// A printed point of a straight-line table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinePoint {
    /// The value.
    #[serde(deserialize_with = "digits::figure")]
    pub at: Decimal,
    /// What it gives.
    pub gives: Amount,
}

/// The amount for one option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnswerRow {
    /// What it gives.
    pub gives: Amount,
    /// The request for it that was refused or left without an answer, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asked: String,
}

/// One step of the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The name used in the rules, and the page's address (`#step-ID`).
    pub id: String,
    /// What it works out, in plain words.
    pub say: String,
    /// What it does.
    pub verb: Verb,
    /// When it applies; otherwise it gives nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// How its outcome is rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounded: Option<Rounding>,
    /// What its outcome is counted in.
    pub unit: Unit,
    /// Why it is there, in the council's or the reader's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
    /// Who may go beyond its outcome, and why, where somebody may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_be_exceeded: Option<MayBeExceeded>,
    /// Whether its outcome follows what the council has to offer, and not only what a person needs. It then stands
    /// out wherever it is shown.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub depends_on_supply: bool,
    /// Which part of the estimate it belongs to, from nought: see [`crate::parts`].
    #[serde(default, skip_serializing_if = "is_first")]
    pub part: usize,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Cite>,
}

/// Who may go beyond a limit, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MayBeExceeded {
    /// Who decides, such as `the panel`.
    pub by: String,
    /// On what grounds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Adds up what the answers count.
    AddUp {
        /// Index into [`Scheme::measures`].
        measure: usize,
        /// Indices into [`Scheme::questions`], in order.
        over: Vec<usize>,
    },
    /// Adds some quantities and takes others away.
    Sum {
        /// Added.
        add: Vec<Operand>,
        /// Taken away.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        less: Vec<Operand>,
    },
    /// Multiplies quantities.
    Multiply(Vec<Operand>),
    /// Divides a quantity. The step rounds where the division need not come out.
    Divide {
        /// What is divided.
        what: Operand,
        /// By what. The compiler has seen that it is more than nought; where it is not, nothing comes out.
        by: Operand,
    },
    /// Reads a table.
    LookUp {
        /// Index into [`Scheme::tables`].
        table: usize,
        /// What picks the row; `None` where an answer does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<Operand>,
        /// What picks the column; `None` where an answer does, or where there are no columns.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        column: Option<Operand>,
    },
    /// Units at a rate: hours a week times pounds an hour.
    Units {
        /// How many.
        count: Operand,
        /// What one costs.
        at: Operand,
    },
    /// So much for every whole part: £1 for every £250.
    ForEvery {
        /// The size of a part. The compiler has seen that it is more than nought; where it is not, nothing comes out.
        part: Operand,
        /// What is cut into parts.
        of: Operand,
        /// What each part gives.
        gives: Operand,
        /// Whether a part that is begun counts as a whole one.
        part_counts: bool,
    },
    /// The least of several.
    LeastOf(Vec<Operand>),
    /// The greatest of several.
    GreatestOf(Vec<Operand>),
    /// A percentage of a quantity.
    Share {
        /// The percentage.
        percent: Operand,
        /// Of what.
        of: Operand,
    },
    /// Rounds a quantity, by the step's `rounded`.
    Round(Operand),
    /// Changes a quantity's period or unit by an exact fraction.
    Convert {
        /// What is converted.
        what: Operand,
        /// Multiplied by this.
        #[serde(deserialize_with = "digits::figure")]
        times: Decimal,
        /// Divided by this, more than nought. The step rounds where the division need not come out.
        #[serde(deserialize_with = "digits::figure")]
        over: Decimal,
        /// The conversion as the rules name it, such as `52 weeks a year`.
        with: String,
    },
    /// Tests whether a condition holds. It gives one where it does and nought where it does not, in
    /// [`TEST`](crate::unit::TEST).
    Test(Condition),
    /// Ends the working out when the step's `when` holds: the results are then these.
    Stop {
        /// One for each of [`Scheme::results`].
        gives: Vec<Amount>,
    },
}

/// Something a step reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operand {
    /// An earlier step, by index.
    Step(usize),
    /// A rate, by index.
    Rate(usize),
    /// The number answered to a question, by index.
    Answer(usize),
    /// An amount written in the step itself.
    Literal {
        /// The amount.
        amount: Amount,
        /// What it is counted in.
        unit: Unit,
    },
    /// One of several, which an answer picks.
    ByAnswer {
        /// Index into [`Scheme::questions`].
        question: usize,
        /// One for each option.
        choices: Vec<Operand>,
        /// What they are counted in.
        unit: Unit,
    },
}

/// Something that holds or does not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The answer is one of these options.
    AnswerIs {
        /// Index into [`Scheme::questions`].
        question: usize,
        /// The options, by index, in order.
        options: Vec<usize>,
    },
    /// A quantity compares with another.
    Compare {
        /// The quantity.
        left: Operand,
        /// How.
        is: Comparison,
        /// The other.
        right: Operand,
    },
    /// Every one holds.
    All(Vec<Condition>),
    /// One holds at least.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// At least so many hold.
    AtLeast {
        /// How many.
        count: usize,
        /// Of these.
        of: Vec<Condition>,
    },
}

impl Condition {
    /// Its parts, and how many of them have to hold. One that is not made of others is its own only part.
    pub fn parts(&self) -> (&[Self], usize) {
        match self {
            Self::All(of) => (of, of.len()),
            Self::Any(of) => (of, 1),
            Self::AtLeast { count, of } => (of, *count),
            Self::AnswerIs { .. } | Self::Compare { .. } | Self::Not(_) => {
                (core::slice::from_ref(self), 1)
            }
        }
    }
}

/// How two quantities compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// The same.
    Equal,
    /// This much or more.
    AtLeast,
    /// This much or less.
    AtMost,
    /// More than this.
    Over,
    /// Less than this.
    Under,
}

/// A rounding that the rules name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rounding {
    /// Which way.
    pub direction: Direction,
    /// To a whole number of these: 0.01 for the penny, 0.05 for five pence, 1 for whole points or pounds.
    #[serde(deserialize_with = "digits::figure")]
    pub to: Decimal,
}

/// Which way a rounding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To the greater.
    Up,
    /// To the lesser.
    Down,
    /// To the nearest; a half goes away from nought.
    Nearest,
}

/// A step whose outcome a person came for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultLine {
    /// The name used in the rules.
    pub id: String,
    /// What it is, in plain words.
    pub say: String,
    /// Index into [`Scheme::steps`].
    pub step: usize,
    /// Which part of the estimate it belongs to, from nought and never less than that of the result before it: see
    /// [`crate::parts`].
    #[serde(default, skip_serializing_if = "is_first")]
    pub part: usize,
}

/// A worked example.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// Its name and its address (`#example-ID`).
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The person's story, in Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The day that it is for, `YYYY-MM-DD`, where rates change within the edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// The answers, by [`Scheme::questions`].
    pub answers: crate::Answers,
    /// What has to come out.
    pub expect: Vec<Expectation>,
    /// Figures that the source printed and that do not follow from its own rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub published: Vec<Expectation>,
    /// Why the printed figures do not follow.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub but: String,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Cite>,
}

/// A figure that a worked example states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expectation {
    /// Index into [`Scheme::steps`].
    pub step: usize,
    /// Index into [`Scheme::results`], where it names a result: that can end at a stop before its step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<usize>,
    /// The figure, or the least of a range.
    pub amount: Amount,
    /// The most of a range.
    #[serde(
        default,
        deserialize_with = "digits::maybe",
        skip_serializing_if = "Option::is_none"
    )]
    pub to: Option<Decimal>,
}
