//! A scheme's top level, and what stands there by itself.

use upfront_engine::scheme::Form;

use super::{
    ASKED, AUTHORITY, BUT, CITED, EASY_READ, FACT, FAIR_SYSTEM, JUDGEMENT, MONEY, NATIONS, NOTE,
    PUBLISHED, QUESTION, REACHED, REQUEST, RIGHTS, SAY, STAGE, STEP, TABLE, UNSTATED,
};
use crate::language::{
    links::Link,
    shape::{Key, Kind, Shape},
};

/// A scheme: the top level of its files, taken together.
pub static SCHEME: Shape = Shape {
    name: "a scheme",
    meaning: "One council's rules for one edition.",
    keys: &[
        Key::required(
            "council",
            Kind::Text,
            "The council's name.",
            "council: Exampleshire",
        ),
        Key::required(
            "title",
            Kind::Text,
            "What the scheme decides.",
            "title: Charges for care at home",
        ),
        Key::optional(
            "facts only",
            Kind::YesNo,
            "Whether these are facts about a council and no rules, which then stand in the council’s own folder: `schemes/testshire/facts.yaml`. Rates, ways to hold, and what stands from `nation` on can be said; nothing is worked out.",
            "facts only: yes",
        ),
        Key::optional(
            "extends",
            Kind::Either(&[Kind::Text, Kind::ListOf(&Kind::Text)]),
            "The national rules that these rest on: a nation and a year, or a list of such. Everything of theirs holds here too.",
            "extends: england/2024-25",
        ),
        Key::optional(
            "known",
            Kind::OneOf(KNOWN),
            "That nobody has seen more of the council’s choices than stand here. With `these only`, each other choice that the national rules leave to a council is not known here: what rests on it is a range, and never the national figure. With `not all`, where the council prints examples that the national rules explain, the national figure stands for each other choice; beside other councils it is said to be assumed, and has no place.",
            "known: these only",
        ),
        Key::optional(
            "overrides",
            Kind::Map(&OVERRIDES),
            "What the council has instead of the national rules of the same names.",
            r#"overrides: {rates: {upper_limit: "£50,000"}}"#,
        ),
        Key::optional(
            "for",
            Kind::Text,
            "Whom it is for.",
            "for: disabled children at primary school",
        ),
        Key::optional(
            "law",
            Kind::ListOf(&Kind::OneOf(LAWS)),
            "What the figures are in law, so that a letter about one can say what the council has to do. Where nothing is said, it does not.",
            "law: [care act budget]",
        ),
        Key::optional(
            "about",
            Kind::Markdown,
            "A paragraph or more about the scheme.",
            "about: How the council sets personal budgets.",
        ),
        Key::optional(
            "status",
            Kind::OneOf(STATUSES),
            "Whether the rules are in force; `in force` where nothing is said.",
            "status: in force",
        ),
        Key::optional(
            "from",
            Kind::Date,
            "The first day in force.",
            "from: 2026-04-06",
        ),
        Key::optional("to", Kind::Date, "The last day in force.", "to: 2027-04-05"),
        Key::optional(
            "fictional",
            Kind::YesNo,
            "Whether the council is made up.",
            "fictional: yes",
        ),
        Key::optional(
            "contact",
            Kind::Map(&CONTACT),
            "How people reach the council about the scheme.",
            "contact: {phone: 01632 960000}",
        ),
        Key::optional(
            "questionnaire",
            Kind::Text,
            "`not published`, or a sentence, where the council keeps its questions to itself.",
            "questionnaire: not published",
        ),
        Key::optional(
            "sources",
            Kind::Named(&Kind::Map(&SOURCE)),
            "The documents that the rules come from, by name.",
            "sources: {policy: {title: Charging policy}}",
        ),
        Key::optional(
            "source",
            Kind::Text,
            "The source of everything here that names none.",
            "source: policy",
        ),
        Key::optional(
            "units",
            Kind::ByName(&Kind::Map(&UNIT_WORD)),
            "Words for units that the language does not know.",
            "units: {bed: {one: bed, many: beds}}",
        ),
        Key::optional(
            "measures",
            Kind::Named(&Kind::Unit),
            "What options count besides points.",
            "measures: {minutes: minutes a day}",
        ),
        Key::optional(
            "questions",
            Kind::List(&[&QUESTION]),
            "What people are asked, in order.",
            "questions: [{id: over_5, ask: Is the child over five?, yes or no: true}]",
        ),
        Key::optional(
            "rates",
            Kind::Named(&Kind::Either(&[Kind::Amount, Kind::Map(&RATE)])),
            "Amounts with a name.",
            "rates: {agency_hour: £21.36 an hour}",
        ),
        Key::optional(
            "tables",
            Kind::Named(&Kind::Map(&TABLE)),
            "Tables, by name.",
            "tables: {budget: {by: points, rows: [{from: 0, gives: nothing}]}}",
        ),
        Key::optional(
            "steps",
            Kind::List(&[&STEP]),
            "How the amount is worked out, in order.",
            "steps: [{id: score, add up: points}]",
        ),
        Key::optional(
            "results",
            Kind::List(&[&RESULT]),
            "The steps that people come for; where none is named, the last step.",
            "results: [{id: budget, is: your_budget}]",
        ),
        Key::optional(
            "compared",
            Kind::Map(&COMPARED),
            "Which steps give the standard outputs, so that councils can be put side by side. National rules that are extended say it too.",
            "compared: {budget: your_budget}",
        ),
        Key::optional(
            "ways to hold",
            Kind::List(&[&WAY_TO_HOLD]),
            "The ways in which a person can hold a budget.",
            "ways to hold: [{way: direct payment, lets you: Choose who helps you.}]",
        ),
        Key::optional(
            "examples",
            Kind::List(&[&EXAMPLE]),
            "Worked examples, which are checked and published.",
            "examples: [{id: mrs-r, title: Mrs R, answers: {lives: alone}, expect: {cost: £30 a week}}]",
        ),
        Key::optional(
            "nation",
            Kind::OneOf(NATIONS),
            "Whose law they are under, so that pages can tell of a person's rights there. National rules that are extended say it too.",
            "nation: england",
        ),
        Key::optional(
            "authority",
            Kind::Map(&AUTHORITY),
            "The codes by which other data knows the council.",
            "authority: {code: EXM, gss: [{code: E10000999}]}",
        ),
        Key::optional(
            "other ways to reach us",
            Kind::Map(&REACHED),
            "How people reach the council who do not phone or email, and in which formats it tells them things.",
            "other ways to reach us: {formats: [large print]}",
        ),
        Key::optional(
            "rights",
            Kind::Map(&RIGHTS),
            "How a person can challenge the council, and who helps.",
            "rights: {complaint: {title: Complain to the council, say: Write or phone.}}",
        ),
        Key::optional(
            "stages",
            Kind::List(&[&STAGE]),
            "How long it takes from asking to the first payment.",
            "stages: [{stage: assessment, target: 28 days, really: 44 days}]",
        ),
        Key::optional(
            "meanwhile",
            Kind::List(&[&FACT]),
            "What the council does while a person waits.",
            "meanwhile: [{title: Help before the plan, say: Urgent help starts the same day.}]",
        ),
        Key::optional(
            "easy read",
            Kind::List(&[&EASY_READ]),
            "What this is about in Easy Read: a short sentence at a time, each with a picture. It is a page of its own.",
            "easy read: [{say: You can ask us for help., picture: ask.svg, shows: A person asks.}]",
        ),
        Key::optional(
            "other money",
            Kind::List(&[&MONEY]),
            "Other money that the council tells of.",
            "other money: [{title: Crisis fund, say: Help with a bill.}]",
        ),
        Key::optional(
            "published",
            Kind::Map(&PUBLISHED),
            "What of its allocation the council publishes and what it does not, as somebody who looked found it.",
            "published: {supplier: {is: not published}}",
        ),
        Key::optional(
            "fair system",
            Kind::Map(&FAIR_SYSTEM),
            "How the rules meet the tests of a fair system, by facts.",
            "fair system: {universal: {is: yes, because: One set of rules is for every adult.}}",
        ),
        Key::optional(
            "requests",
            Kind::List(&[&REQUEST]),
            "What people asked the council for, and what came of that; the newest first.",
            "requests: [{asked: The points for each answer, answer: refused}]",
        ),
        Key::optional(
            "judgements",
            Kind::List(&[&JUDGEMENT]),
            "What an Ombudsman, a court or the Information Commissioner decided about the council; the newest first.",
            "judgements: [{by: ombudsman, about: Money was taken back without notice., found: fault}]",
        ),
        Key::optional(
            "reply",
            Kind::Map(&REPLY),
            "What the council says to how it is compared: its right of reply. It stands wherever its figures are compared.",
            "reply: {says: Our rates rise in May., on: 2026-04-20}",
        ),
        Key::optional(
            "the rest is",
            Kind::OneOf(UNSTATED),
            "What a fact counts as that is neither stated nor shown: `not published` where nothing is said, or `not looked for` where the facts come from a few pages only.",
            "the rest is: not looked for",
        ),
        Key::optional(
            "cliff over",
            Kind::Whole,
            "How much of the most that there is one point more may change, in percent, before a check tells of it as a cliff. Without it: a third.",
            "cliff over: 10",
        ),
        Key::optional(
            "notes",
            Kind::ListOf(&Kind::Markdown),
            "What else people ought to know.",
            "notes: [One point from 115 to 116 doubles the money.]",
        ),
        BUT,
    ],
    others: None,
};

/// The keys that belong to rules, and not to facts that stand alone.
pub const OF_RULES: &[&str] = &[
    "extends",
    "known",
    "law",
    "status",
    "from",
    "to",
    "questionnaire",
    "measures",
    "questions",
    "tables",
    "steps",
    "results",
    "compared",
    "cliff over",
    "examples",
];

/// The states a scheme can be in.
pub const STATUSES: &[&str] = &[
    "draft",
    "consultation",
    "in force",
    "superseded",
    "withdrawn",
    "not known",
];

/// How much of a council’s choices is known, where that is not all of it.
const KNOWN: &[&str] = &[KNOWN_IN_PART, NOT_ALL_KNOWN];

/// That the choices of the council that are not stated are not known.
pub const KNOWN_IN_PART: &str = "these only";

/// That national figures stand for the choices of the council that are not stated.
pub const NOT_ALL_KNOWN: &str = "not all";

/// What a figure can be in law: for adults in England, from April 2015.
const LAWS: &[&str] = &["care act budget", "care act charge", "care act eligibility"];

/// Which steps give the standard outputs.
pub static COMPARED: Shape = Shape {
    name: "what is compared",
    meaning: "Which steps give the standard outputs by which councils are put side by side.",
    keys: &[
        Key::optional(
            "for",
            Kind::OneOf(GROUPS),
            "Whom the scheme is for; `adults` where nothing is said. Different groups never stand in one table.",
            "for: carers",
        ),
        Key::optional("points", Kind::Name, "The points.", "points: score"),
        Key::optional(
            "budget",
            Kind::Name,
            "The indicative budget.",
            "budget: your_budget",
        ),
        Key::optional(
            "charge",
            Kind::Name,
            "What the person pays.",
            "charge: charge",
        ),
        Key::optional("cost", Kind::Name, "What the care costs.", "cost: cost"),
        Key::optional(
            "council pays",
            Kind::Name,
            "What the council pays; where nothing is said, the cost less the charge.",
            "council pays: council_pays",
        ),
        Key::optional(
            "money",
            Kind::Name,
            "All the money that the person gets, of which the charge is taken.",
            "money: income_in_all",
        ),
    ],
    others: None,
};

/// Whom a scheme can be for, as schemes are compared.
pub const GROUPS: &[&str] = &["adults", "carers", "children", "care homes"];

/// A council's right of reply.
pub static REPLY: Shape = Shape {
    name: "a reply",
    meaning: "What a council says to how it is compared.",
    keys: &[
        Key::required(
            "says",
            Kind::Text,
            "Its reply, in its own words.",
            "says: Our rates rise in May.",
        ),
        Key::optional("on", Kind::Date, "The day of the reply.", "on: 2026-04-20"),
        Key::optional(
            "where",
            Kind::Link(Link::Page),
            "Where it can be read.",
            "where: https://www.example.gov.uk/reply",
        ),
    ],
    others: None,
};

/// How people reach a council.
pub static CONTACT: Shape = Shape {
    name: "a contact",
    meaning: "How people reach the council.",
    keys: &[
        Key::optional(
            "phone",
            Kind::Link(Link::Phone),
            "A telephone number.",
            "phone: 01632 960000",
        ),
        Key::optional(
            "email",
            Kind::Link(Link::Email),
            "An email address.",
            "email: care@example.gov.uk",
        ),
        Key::optional(
            "page",
            Kind::Link(Link::Page),
            "The address of a page.",
            "page: https://www.example.gov.uk/care",
        ),
    ],
    others: None,
};

/// A document that rules come from.
pub static SOURCE: Shape = Shape {
    name: "a source",
    meaning: "A document that rules come from.",
    keys: &[
        Key::required(
            "title",
            Kind::Text,
            "Its title.",
            "title: Resource allocation policy",
        ),
        Key::optional(
            "url",
            Kind::Link(Link::Page),
            "Where it is published.",
            "url: https://www.example.gov.uk/policy.pdf",
        ),
        Key::optional(
            "published",
            Kind::Text,
            "When it was published, as it says itself.",
            "published: March 2026",
        ),
        Key::optional(
            "seen",
            Kind::Date,
            "The day it was last looked at.",
            "seen: 2026-05-01",
        ),
        NOTE,
        Key::optional(
            "customary",
            Kind::YesNo,
            "Whether it is what councils usually do, and neither law nor statutory guidance. Rules from it are then called customary, and not national.",
            "customary: yes",
        ),
        BUT,
    ],
    others: None,
};

/// A word for a unit that the language does not know.
pub static UNIT_WORD: Shape = Shape {
    name: "a unit's words",
    meaning: "How a unit is called, for one and for many.",
    keys: &[
        Key::required("one", Kind::Text, "The word for one.", "one: bed"),
        Key::required("many", Kind::Text, "The word for many.", "many: beds"),
    ],
    others: None,
};

/// A rate.
pub static RATE: Shape = Shape {
    name: "a rate",
    meaning: "An amount with a name.",
    keys: &[
        Key::required(
            "is",
            Kind::Either(&[Kind::Amount, Kind::List(&[&DATED])]),
            "The amount; or, where it changes within the edition, its amounts by date, the oldest first.",
            "is: £21.36 an hour",
        ),
        Key::optional(
            "unit",
            Kind::Unit,
            "Its unit, where the amount says none.",
            "unit: £ a night",
        ),
        SAY,
        ASKED,
        NOTE,
        Key::optional(
            "sure",
            Kind::OneOf(SURE),
            "How sure the figure is; `seen` where nothing is said. One that is inferred or remembered is shown as not verified.",
            "sure: second hand",
        ),
        Key::optional(
            "kinder when",
            Kind::OneOf(&["higher", "lower"]),
            "Which way the figure is better for the person, so that a council's own can be called kinder or harsher.",
            "kinder when: higher",
        ),
        Key::optional(
            "councils may not go below",
            Kind::YesNo,
            "Whether a council that extends these rules has to have at least this much.",
            "councils may not go below: yes",
        ),
        Key::optional(
            "councils may choose",
            Kind::Text,
            "Of a national rule: that a council chooses its own figure, and within what: `anything`, or an amount such as `up to 100%`, `from £5 a week` or `0% to 100%`. Where a council’s choices are known in part, one that is not stated is not known here.",
            "councils may choose: up to 100%",
        ),
        Key::optional(
            "settles",
            Kind::ListOf(&Kind::Name),
            "Of a national rule: the other rates that a council which states this one is known to leave as they are, because they are other ways to make the same choice.",
            "settles: [minimum_extra]",
        ),
        Key::optional(
            "about",
            Kind::Name,
            "What it is a figure of, as other councils have it too, where its own name does not say it: a name from the list of [compared figures](compared.md).",
            "about: home_care_hour",
        ),
        Key::optional(
            "year",
            Kind::Text,
            "The year that it is of, as the source says it, where that is not the edition’s.",
            "year: 2019-20",
        ),
        Key::optional(
            "proposed",
            Kind::YesNo,
            "Whether it is only proposed or consulted on. It is then never in force, and no step can use it.",
            "proposed: yes",
        ),
        Key::optional(
            "says how prices rose",
            Kind::YesNo,
            "Whether it is the share by which prices rose since the edition before. What changed is then told after prices too. No step has to use it.",
            "says how prices rose: yes",
        ),
        CITED,
        BUT,
    ],
    others: None,
};

/// An amount with the days on which it holds.
pub static DATED: Shape = Shape {
    name: "an amount by date",
    meaning: "An amount with the days on which it holds.",
    keys: &[
        Key::optional(
            "from",
            Kind::Date,
            "The first day. The oldest may leave it out, where that is the edition's.",
            "from: 2026-10-01",
        ),
        Key::optional(
            "to",
            Kind::Date,
            "The last day, where it is not the day before the next one starts.",
            "to: 2026-09-30",
        ),
        Key::required("is", Kind::Amount, "The amount.", "is: £22 an hour"),
        CITED,
    ],
    others: None,
};

/// How sure a figure can be.
pub(super) const SURE: &[&str] = &["seen", "second hand", "contained", "inferred", "remembered"];

/// What a council has instead of national rules.
pub static OVERRIDES: Shape = Shape {
    name: "what the council has instead",
    meaning: "The council's own in the place of the national rules of the same names.",
    keys: &[
        Key::optional(
            "questions",
            Kind::List(&[&QUESTION]),
            "Questions, each with the `id` of a national one.",
            "questions: [{id: over_5, ask: Is the child over five?, yes or no: true}]",
        ),
        Key::optional(
            "periods",
            Kind::Map(&PERIODS),
            "How answers for a month or another period become weekly ones, in every national question.",
            "periods: {month: 84/365, year: 7/365}",
        ),
        Key::optional(
            "rates",
            Kind::Named(&Kind::Either(&[Kind::Amount, Kind::Map(&RATE)])),
            "Amounts with the names of national ones.",
            r#"rates: {upper_limit: "£50,000"}"#,
        ),
        Key::optional(
            "tables",
            Kind::Named(&Kind::Map(&TABLE)),
            "Tables with the names of national ones.",
            "tables: {budget: {by: points, rows: [{from: 0, gives: nothing}]}}",
        ),
        Key::optional(
            "steps",
            Kind::List(&[&STEP]),
            "Steps, each with the `id` of a national one, whose place it takes unless it says `before` or `after`.",
            "steps: [{id: score, add up: points}]",
        ),
    ],
    others: None,
};

/// How a council turns answers in other periods into weekly ones.
pub static PERIODS: Shape = Shape {
    name: "the council's periods",
    meaning: "How answers in other periods become weekly ones: for each period the fraction that the answer is multiplied by.",
    keys: &[
        Key::optional(
            "rounded to the nearest",
            Kind::Part,
            "The weekly amount is rounded to a whole number of these.",
            "rounded to the nearest: penny",
        ),
        Key::optional(
            "rounded up to",
            Kind::Part,
            "The weekly amount is rounded up to a whole number of these.",
            "rounded up to: penny",
        ),
        Key::optional(
            "rounded down to",
            Kind::Part,
            "The weekly amount is rounded down to a whole number of these.",
            "rounded down to: penny",
        ),
    ],
    others: Some(Kind::Text),
};

/// A result.
pub static RESULT: Shape = Shape {
    name: "a result",
    meaning: "A step whose figure people come for.",
    keys: &[
        Key::required("id", Kind::Id, "Its name in the rules.", "id: budget"),
        Key::required("is", Kind::Name, "The step.", "is: your_budget"),
        SAY,
        Key::optional(
            "kinder when",
            Kind::OneOf(&["higher", "lower"]),
            "Which way it is better for the person, so that a change can be called a gain or a loss.",
            "kinder when: higher",
        ),
        BUT,
    ],
    others: None,
};

/// A way to hold a budget.
pub static WAY_TO_HOLD: Shape = Shape {
    name: "a way to hold a budget",
    meaning: "One of the ways in which a person can hold a budget. What it does not say, pages show as not published.",
    keys: &[
        Key::required(
            "way",
            Kind::OneOf(FORMS),
            "Who holds the money.",
            "way: direct payment",
        ),
        Key::optional(
            "lets you",
            Kind::Text,
            "What it lets a person do, in a sentence.",
            "lets you: Choose who helps you, and when.",
        ),
        Key::optional(
            "restricts",
            Kind::Text,
            "What it restricts, in a sentence.",
            "restricts: You keep receipts.",
        ),
        Key::optional(
            "costs",
            Kind::Text,
            "What it costs the person, in a sentence.",
            "costs: Nothing.",
        ),
        Key::optional(
            "gives",
            Kind::Name,
            "The step whose figure says what the budget would buy.",
            "gives: own_worker_hours",
        ),
        Key::optional(
            "hour",
            Kind::Either(&[Kind::Name, Kind::ListOf(&Kind::Name)]),
            "The rate that says what an hour costs in it; or several, where that depends on who helps.",
            "hour: own_worker_hour",
        ),
        Key::optional(
            "taken off the top",
            Kind::Amount,
            "The share of the budget that is taken off first.",
            "taken off the top: 10%",
        ),
        Key::optional(
            "account",
            Kind::Text,
            "What account the money needs, in a sentence.",
            "account: A bank account that is used for nothing else.",
        ),
        Key::optional(
            "checks",
            Kind::Text,
            "How and how often the spending is looked at, in a sentence.",
            "checks: Bank statements, once a year.",
        ),
        Key::optional(
            "unspent",
            Kind::Text,
            "What happens to money that is not spent, in a sentence.",
            "unspent: It is asked back after a talk.",
        ),
        Key::optional(
            "unspent after",
            Kind::Duration,
            "How much may build up before that: a number of days, weeks or months of payments.",
            "unspent after: 8 weeks",
        ),
        Key::optional(
            "employer costs",
            Kind::Text,
            "How an employer's costs are met, in a sentence.",
            "employer costs: The rate covers holiday pay, pension and insurance.",
        ),
        Key::optional(
            "payroll",
            Kind::Text,
            "What help there is with wages, and what it costs, in a sentence.",
            "payroll: The council pays a payroll firm of its own choice.",
        ),
        CITED,
        BUT,
    ],
    others: None,
};

/// Who can hold a budget.
const FORMS: &[&str] = &[
    Form::DirectPayment.name(),
    Form::TrustedPerson.name(),
    Form::Trust.name(),
    Form::Broker.name(),
    Form::IndividualServiceFund.name(),
    Form::CouncilManaged.name(),
];

/// A worked example.
pub static EXAMPLE: Shape = Shape {
    name: "an example",
    meaning: "A worked example: answers, and what has to come out.",
    keys: &[
        Key::required("id", Kind::Id, "Its name in the rules.", "id: mrs-r"),
        Key::required("title", Kind::Text, "Its heading.", "title: Mrs R"),
        Key::optional(
            "about",
            Kind::Markdown,
            "The person's story.",
            "about: Mrs R lives alone.",
        ),
        Key::optional(
            "not a person",
            Kind::YesNo,
            "Whether it is nobody's, and stands only so that a wrong figure shows, such as at the end of a band. The pages keep it apart.",
            "not a person: yes",
        ),
        Key::optional(
            "on",
            Kind::Date,
            "The day it is for, where rates change within the edition; otherwise it has the newest.",
            "on: 2026-10-01",
        ),
        Key::required(
            "answers",
            Kind::ByName(&Kind::Text),
            "The answers, by question.",
            "answers: {home_hours: 1, lives: alone, nights: I do not know}",
        ),
        Key::required(
            "expect",
            Kind::ByName(&Kind::Amount),
            "What has to come out, by step or result.",
            "expect: {cost: £29.50 a week}",
        ),
        Key::optional(
            "published",
            Kind::ByName(&Kind::Amount),
            "Figures that the source prints and that do not follow from its own rules.",
            "published: {cost: £30 a week}",
        ),
        Key::optional(
            "but",
            Kind::Either(&[Kind::Text, Kind::Silences]),
            "Why the printed figures do not follow; or why warnings do not hold, by their codes, with the printed figures under `example-fails`.",
            "but: the page adds a service that the story does not have",
        ),
        CITED,
    ],
    others: None,
};
