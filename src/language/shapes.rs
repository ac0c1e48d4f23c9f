//! The mappings of the rule language.

use super::shape::{Key, Kind, Shape};

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
            "for",
            Kind::Text,
            "Whom it is for.",
            "for: disabled children at primary school",
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
            "examples",
            Kind::List(&[&EXAMPLE]),
            "Worked examples, which are checked and published.",
            "examples: [{id: mrs-r, title: Mrs R, answers: {lives: alone}, expect: {cost: £30 a week}}]",
        ),
        Key::optional(
            "notes",
            Kind::ListOf(&Kind::Markdown),
            "What else people ought to know.",
            "notes: [One point from 115 to 116 doubles the money.]",
        ),
    ],
    others: None,
};

/// The states a scheme can be in.
pub const STATUSES: &[&str] = &[
    "draft",
    "consultation",
    "in force",
    "superseded",
    "withdrawn",
    "not known",
];

/// The shared vocabulary of what questions are about.
pub const ABOUTS: &[&str] = &[
    "nutrition",
    "personal-care",
    "toilet",
    "clothing",
    "home-safety",
    "home-upkeep",
    "relationships",
    "work-learning",
    "community",
    "caring-for-children",
    "communication",
    "mobility",
    "medication",
    "mental-health",
    "behaviour",
    "health",
    "nights",
    "unpaid-help",
    "two-people",
    "household",
    "income",
    "capital",
    "housing-costs",
    "disability-costs",
    "other",
];

const SAY: Key = Key::optional(
    "say",
    Kind::Text,
    "Its name in plain words.",
    "say: Points and money",
);
const NOTE: Key = Key::optional(
    "note",
    Kind::Markdown,
    "What else people ought to know about it.",
    "note: Set by the cabinet each March.",
);
const ASKED: Key = Key::optional(
    "asked",
    Kind::Text,
    "The request that was refused, where the figure is not published.",
    "asked: FOI 123, refused 2024-02-01",
);
const CITED: Key = Key::optional(
    "source",
    Kind::Text,
    "A source's name, then where in it.",
    "source: policy 3.1",
);
const BECAUSE: Key = Key::optional(
    "because",
    Kind::Text,
    "Why the rules say so.",
    "because: in the person's favour",
);
const FROM: Key = Key::optional(
    "from",
    Kind::Amount,
    "The least value that the band takes.",
    "from: 70",
);
const TO: Key = Key::optional(
    "to",
    Kind::Amount,
    "The greatest value that the band takes.",
    "to: 115",
);
const UNDER: Key = Key::optional(
    "under",
    Kind::Amount,
    "The value below which the band ends, itself left out.",
    "under: 130.5",
);

/// How people reach a council.
pub static CONTACT: Shape = Shape {
    name: "a contact",
    meaning: "How people reach the council.",
    keys: &[
        Key::optional(
            "phone",
            Kind::Text,
            "A telephone number.",
            "phone: 01632 960000",
        ),
        Key::optional(
            "email",
            Kind::Text,
            "An email address.",
            "email: care@example.gov.uk",
        ),
        Key::optional(
            "page",
            Kind::Text,
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
            Kind::Text,
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

/// A question.
pub static QUESTION: Shape = Shape {
    name: "a question",
    meaning: "Something people are asked: with options, with yes or no, or for a number.",
    keys: &[
        Key::required("id", Kind::Id, "Its name in the rules.", "id: washing"),
        Key::optional(
            "about",
            Kind::OneOf(ABOUTS),
            "What it is about, in the vocabulary that lets councils be compared.",
            "about: personal-care",
        ),
        Key::required(
            "ask",
            Kind::Text,
            "The question, as people are asked it.",
            "ask: How much help do you need to wash?",
        ),
        Key::optional(
            "hint",
            Kind::Text,
            "A sentence that helps to answer it.",
            "hint: Think of an ordinary week.",
        ),
        Key::optional(
            "options",
            Kind::List(&[&OPTION]),
            "The answers to choose from.",
            "options: [{id: none, say: I manage on my own, points: 0}]",
        ),
        Key::optional(
            "yes or no",
            Kind::YesNo,
            "Whether the options are `yes` and `no`.",
            "yes or no: true",
        ),
        Key::optional(
            "number",
            Kind::Unit,
            "The unit of the number asked for, or `plain`.",
            "number: hours a week",
        ),
        Key::optional(
            "least",
            Kind::Amount,
            "The least number allowed; nought where nothing is said.",
            "least: 0",
        ),
        Key::optional(
            "most",
            Kind::Amount,
            "The greatest number allowed.",
            "most: 168",
        ),
        Key::optional(
            "places",
            Kind::Whole,
            "How many decimal places are allowed; two for money and none otherwise where nothing is said.",
            "places: 2",
        ),
        Key::optional(
            "when",
            Kind::Condition,
            "When it is asked, by earlier questions.",
            "when: {answer: lives, is: alone}",
        ),
        CITED,
    ],
    others: None,
};

/// An option of a question.
pub static OPTION: Shape = Shape {
    name: "an option",
    meaning: "An answer to choose, and what it counts.",
    keys: &[
        Key::required("id", Kind::Id, "Its name in the rules.", "id: daily"),
        Key::required(
            "say",
            Kind::Text,
            "The answer, as people read it.",
            "say: I need help every day",
        ),
        Key::optional(
            "points",
            Kind::Amount,
            "The points it counts.",
            "points: 21",
        ),
        Key::optional(
            "counts",
            Kind::ByName(&Kind::Amount),
            "What it counts of other measures.",
            "counts: {minutes: 30 minutes a day}",
        ),
    ],
    others: None,
};

/// A rate.
pub static RATE: Shape = Shape {
    name: "a rate",
    meaning: "An amount with a name.",
    keys: &[
        Key::required("is", Kind::Amount, "The amount.", "is: £21.36 an hour"),
        Key::optional(
            "unit",
            Kind::Unit,
            "Its unit, where the amount says none.",
            "unit: £ a night",
        ),
        SAY,
        ASKED,
        NOTE,
        CITED,
    ],
    others: None,
};

/// A table.
pub static TABLE: Shape = Shape {
    name: "a table",
    meaning: "Amounts by bands, by straight lines, by the option answered, or by rows and columns.",
    keys: &[
        SAY,
        Key::optional(
            "by",
            Kind::Unit,
            "The unit of the values that pick a row.",
            "by: points",
        ),
        Key::optional(
            "by answer",
            Kind::Name,
            "The question whose answer picks a row.",
            "by answer: impact",
        ),
        Key::optional(
            "rows by",
            Kind::Unit,
            "The unit of the values that pick a row of a two-way table.",
            "rows by: hours a week",
        ),
        Key::optional(
            "rows by answer",
            Kind::Name,
            "The question whose answer picks a row of a two-way table.",
            "rows by answer: lives",
        ),
        Key::optional(
            "columns by",
            Kind::Unit,
            "The unit of the values that pick a column.",
            "columns by: £ a week",
        ),
        Key::optional(
            "columns by answer",
            Kind::Name,
            "The question whose answer picks a column.",
            "columns by answer: lives",
        ),
        Key::optional(
            "columns",
            Kind::List(&[&COLUMN, &ANSWER_COLUMN]),
            "The columns of a two-way table.",
            "columns: [{to: £10, say: A}, {from: £10.01, say: B}]",
        ),
        Key::optional(
            "rows",
            Kind::List(&[&BAND_ROW, &ANSWER_ROW, &TWO_WAY_ROW]),
            "The rows.",
            "rows: [{from: 0, to: 69, gives: nothing}]",
        ),
        Key::optional(
            "straight lines",
            Kind::List(&[&POINT]),
            "Printed points with straight lines between them.",
            "straight lines: [{at: 0, gives: £0 a week}, {at: 100, gives: £500 a week}]",
        ),
        Key::optional(
            "elsewhere",
            Kind::Amount,
            "What a value that no row takes gives.",
            "elsewhere: not published",
        ),
        Key::optional(
            "unit",
            Kind::Unit,
            "The unit of what the rows give, where they say none.",
            "unit: £ a week",
        ),
        ASKED,
        NOTE,
        CITED,
    ],
    others: None,
};

/// A band of values and what it gives.
pub static BAND_ROW: Shape = Shape {
    name: "a band",
    meaning: "A row for a band of values: from one to another, or at a single one.",
    keys: &[
        FROM,
        TO,
        UNDER,
        Key::optional(
            "at",
            Kind::Amount,
            "The single value that the row takes.",
            "at: 16",
        ),
        Key::required(
            "gives",
            Kind::Amount,
            "What the row gives.",
            "gives: £500 a year",
        ),
        SAY,
        ASKED,
    ],
    others: None,
};

/// A point of a table of straight lines.
pub static POINT: Shape = Shape {
    name: "a point",
    meaning: "A printed point of a table of straight lines.",
    keys: &[
        Key::required("at", Kind::Amount, "The value.", "at: 100"),
        Key::required(
            "gives",
            Kind::Amount,
            "What the value gives.",
            "gives: £500 a week",
        ),
    ],
    others: None,
};

/// A row for an option.
pub static ANSWER_ROW: Shape = Shape {
    name: "a row by answer",
    meaning: "A row for one option of the question that picks the row.",
    keys: &[
        Key::required("is", Kind::Name, "The option.", "is: medium"),
        Key::required(
            "gives",
            Kind::Amount,
            "What the row gives.",
            "gives: up to £200",
        ),
        SAY,
        ASKED,
    ],
    others: None,
};

/// A row of a two-way table.
pub static TWO_WAY_ROW: Shape = Shape {
    name: "a row of a two-way table",
    meaning: "A row for a band of values, a single value or an option, with one amount for each column.",
    keys: &[
        FROM,
        TO,
        UNDER,
        Key::optional(
            "at",
            Kind::Amount,
            "The single value that the row takes.",
            "at: 0.5",
        ),
        Key::optional(
            "is",
            Kind::Name,
            "The option that the row is for.",
            "is: alone",
        ),
        Key::required(
            "gives",
            Kind::ListOf(&Kind::Amount),
            "What the row gives, one amount for each column.",
            "gives: [0, 3.50, 3.50]",
        ),
        SAY,
    ],
    others: None,
};

/// A column of a two-way table, by bands.
pub static COLUMN: Shape = Shape {
    name: "a column",
    meaning: "A column for a band of values or a single value.",
    keys: &[
        FROM,
        TO,
        UNDER,
        Key::optional(
            "at",
            Kind::Amount,
            "The single value that the column takes.",
            "at: 1",
        ),
        SAY,
    ],
    others: None,
};

/// A column of a two-way table, by answer.
pub static ANSWER_COLUMN: Shape = Shape {
    name: "a column by answer",
    meaning: "A column for one option of the question that picks the column.",
    keys: &[
        Key::required("is", Kind::Name, "The option.", "is: alone"),
        SAY,
    ],
    others: None,
};

/// A step: the keys of every verb. Which of them go together is checked where steps are.
pub static STEP: Shape = Shape {
    name: "a step",
    meaning: "One thing that is worked out: an `id`, one verb, and what goes with it.",
    keys: &[
        Key::required("id", Kind::Id, "Its name in the rules.", "id: score"),
        SAY,
        Key::optional(
            "add up",
            Kind::Name,
            "A verb: the sum of what the answers count of a measure.",
            "add up: points",
        ),
        Key::optional(
            "over",
            Kind::Either(&[Kind::ListOf(&Kind::Name), Kind::Map(&OVER)]),
            "With `add up`: the questions it goes over; where nothing is said, every question that counts the measure.",
            "over: [washing, dressing]",
        ),
        Key::optional(
            "sum",
            Kind::ListOf(&Kind::Operand),
            "A verb: the sum of these.",
            "sum: [amount, nights]",
        ),
        Key::optional(
            "less",
            OPERANDS,
            "With `sum`: what is taken away.",
            "less: [income]",
        ),
        Key::optional(
            "multiply",
            OPERANDS,
            "A verb: the product of this and of what stands under `by`.",
            "multiply: score",
        ),
        Key::optional(
            "by",
            OPERANDS,
            "With `multiply`: what it is multiplied by.",
            "by: {answer: unpaid-help, none: 1, most: 0.5}",
        ),
        Key::optional(
            "units",
            Kind::Operand,
            "A verb: so many, each at a rate.",
            "units: night_hours",
        ),
        Key::optional(
            "at",
            Kind::Operand,
            "With `units`: the rate.",
            "at: agency_hour",
        ),
        Key::optional(
            "look up",
            Kind::Operand,
            "A verb: what a table gives for this.",
            "look up: score",
        ),
        Key::optional("in", Kind::Name, "With `look up`: the table.", "in: budget"),
        Key::optional(
            "and",
            Kind::Operand,
            "With `look up`: what picks the column of a two-way table.",
            "and: income",
        ),
        Key::optional(
            "for every",
            Kind::Amount,
            "A verb: so much for every part of this size.",
            "for every: £250",
        ),
        Key::optional(
            "of",
            Kind::Operand,
            "With `for every` and `share`: of what.",
            "of: capital",
        ),
        Key::optional(
            "gives",
            Kind::Either(&[Kind::Operand, Kind::ByName(&Kind::Amount)]),
            "With `for every`: what each part gives. With `stop when`: the amount, or the amount of each result.",
            "gives: £1 a week",
        ),
        Key::optional(
            "part counts",
            Kind::YesNo,
            "With `for every`: whether a part that is begun counts as a whole one.",
            "part counts: true",
        ),
        Key::optional(
            "least of",
            Kind::ListOf(&Kind::Operand),
            "A verb: the least of these.",
            "least of: [before_limit, panel_limit]",
        ),
        Key::optional(
            "greatest of",
            Kind::ListOf(&Kind::Operand),
            "A verb: the greatest of these.",
            "greatest of: [income, nothing]",
        ),
        Key::optional(
            "share",
            Kind::Operand,
            "A verb: this percentage of what stands under `of`.",
            "share: 90%",
        ),
        Key::optional(
            "round",
            Kind::Operand,
            "A verb: this, rounded.",
            "round: after_unpaid_help",
        ),
        Key::optional(
            "up to",
            Kind::Part,
            "With `round`: rounded up to a whole number of these.",
            "up to: whole point",
        ),
        Key::optional(
            "down to",
            Kind::Part,
            "With `round`: rounded down to a whole number of these.",
            "down to: penny",
        ),
        Key::optional(
            "to the nearest",
            Kind::Part,
            "With `round`: rounded to the nearest of these; a half goes up, away from nought.",
            "to the nearest: £10",
        ),
        Key::optional(
            "convert",
            Kind::Operand,
            "A verb: this, in another unit or for another period.",
            "convert: yearly",
        ),
        Key::optional(
            "to",
            Kind::Unit,
            "With `convert`: the unit it is converted to.",
            "to: £ a week",
        ),
        Key::optional(
            "with",
            Kind::Either(&[Kind::Text, Kind::ListOf(&Kind::Text)]),
            "With `convert`: how many of one make the other, or a list of such.",
            "with: 52 weeks a year",
        ),
        Key::optional(
            "stop when",
            Kind::Condition,
            "A verb: where this holds, the working out ends.",
            "stop when: {answer: lives, is: care-home}",
        ),
        Key::optional(
            "when",
            Kind::Condition,
            "The step gives nothing where this does not hold.",
            "when: {answer: nights, is: waking}",
        ),
        Key::optional(
            "rounded up to",
            Kind::Part,
            "What comes out is rounded up to a whole number of these.",
            "rounded up to: pound",
        ),
        Key::optional(
            "rounded down to",
            Kind::Part,
            "What comes out is rounded down to a whole number of these.",
            "rounded down to: penny",
        ),
        Key::optional(
            "rounded to the nearest",
            Kind::Part,
            "What comes out is rounded to the nearest of these; a half goes up, away from nought.",
            "rounded to the nearest: 5p",
        ),
        Key::optional(
            "unit",
            Kind::Unit,
            "The unit of an amount in the step that says none.",
            "unit: £ a week",
        ),
        BECAUSE,
        Key::optional(
            "may be exceeded",
            Kind::Map(&MAY_BE_EXCEEDED),
            "Who may go beyond what comes out, and why.",
            "may be exceeded: {by: the panel, because: needs differ}",
        ),
        CITED,
    ],
    others: None,
};

const OPERANDS: Kind = Kind::Either(&[Kind::Operand, Kind::ListOf(&Kind::Operand)]);

/// Which questions a step adds up.
pub static OVER: Shape = Shape {
    name: "what is added up",
    meaning: "The questions that a step adds up, by what they are about.",
    keys: &[Key::required(
        "about",
        Kind::ListOf(&Kind::OneOf(ABOUTS)),
        "What the questions are about.",
        "about: [nutrition, toilet]",
    )],
    others: None,
};

/// A choice by answer, where an operand stands.
pub static CHOICE: Shape = Shape {
    name: "a choice by answer",
    meaning: "An amount for each option of a question.",
    keys: &[Key::required(
        "answer",
        Kind::Name,
        "The question.",
        "answer: unpaid-help",
    )],
    others: Some(Kind::Amount),
};

/// Who may go beyond a figure.
pub static MAY_BE_EXCEEDED: Shape = Shape {
    name: "who may go beyond it",
    meaning: "Who may go beyond a figure, and why.",
    keys: &[
        Key::required("by", Kind::Text, "Who may.", "by: the panel"),
        BECAUSE,
    ],
    others: None,
};

/// A condition.
pub static CONDITION: Shape = Shape {
    name: "a condition",
    meaning: "Something that holds or does not: about an answer, about a figure, or about other conditions.",
    keys: &[
        Key::optional(
            "answer",
            Kind::Name,
            "The question whose answer is looked at.",
            "answer: lives",
        ),
        Key::optional(
            "value",
            Kind::Operand,
            "The figure that is looked at.",
            "value: income",
        ),
        Key::optional(
            "is",
            Kind::Operand,
            "It is this option, or this much.",
            "is: alone",
        ),
        Key::optional(
            "is one of",
            Kind::ListOf(&Kind::Name),
            "The answer is one of these options.",
            "is one of: [alone, with-partner]",
        ),
        Key::optional(
            "is not",
            Kind::Name,
            "The answer is another option.",
            "is not: alone",
        ),
        Key::optional(
            "is at least",
            Kind::Operand,
            "It is this, or an option further down, or more.",
            "is at least: £10 a week",
        ),
        Key::optional(
            "is at most",
            Kind::Operand,
            "It is this, or an option further up, or less.",
            "is at most: some",
        ),
        Key::optional(
            "is over",
            Kind::Operand,
            "The figure is more than this.",
            "is over: £23,250",
        ),
        Key::optional(
            "is under",
            Kind::Operand,
            "The figure is less than this.",
            "is under: £14,250",
        ),
        Key::optional(
            "all of",
            Kind::ListOf(&Kind::Condition),
            "Every one of these holds.",
            "all of: [{answer: lives, is: alone}, {answer: nights, is: waking}]",
        ),
        Key::optional(
            "any of",
            Kind::ListOf(&Kind::Condition),
            "One of these holds at least.",
            "any of: [{answer: lives, is: alone}, {answer: nights, is: waking}]",
        ),
        Key::optional(
            "not",
            Kind::Condition,
            "This does not hold.",
            "not: {answer: lives, is: alone}",
        ),
        Key::optional(
            "at least",
            Kind::Whole,
            "At least so many of what stands under `of` hold.",
            "at least: 2",
        ),
        Key::optional(
            "of",
            Kind::ListOf(&Kind::Condition),
            "With `at least`: the conditions that are counted.",
            "of: [{answer: lives, is: alone}, {answer: nights, is: waking}]",
        ),
    ],
    others: None,
};

/// A result.
pub static RESULT: Shape = Shape {
    name: "a result",
    meaning: "A step whose figure people come for.",
    keys: &[
        Key::required("id", Kind::Id, "Its name in the rules.", "id: budget"),
        Key::required("is", Kind::Name, "The step.", "is: your_budget"),
        SAY,
    ],
    others: None,
};

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
            Kind::Text,
            "Why the printed figures do not follow.",
            "but: the page adds a service that the story does not have",
        ),
        CITED,
    ],
    others: None,
};
