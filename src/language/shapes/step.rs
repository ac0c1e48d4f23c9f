//! Steps, what they read, and conditions.

use super::{ABOUTS, BECAUSE, BUT, CITED, SAY, WHEN};
use crate::language::shape::{Key, Kind, Shape};

/// A step: the keys of every verb. Which of them go together is checked where steps are.
pub static STEP: Shape = Shape {
    name: "a step",
    meaning: "One thing that is worked out: an `id`, one verb, and what goes with it.",
    keys: &[
        Key::required("id", Kind::Id, "Its name in the rules.", "id: score"),
        SAY,
        Key::optional(
            "after",
            Kind::Name,
            "With `extends`: the one that it comes after; at the end where nothing is said.",
            "after: score",
        ),
        Key::optional(
            "before",
            Kind::Name,
            "With `extends`: the one that it comes before, and those below it in the list that say neither come with it.",
            "before: score",
        ),
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
            OPERANDS,
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
            "With `multiply`: what it is multiplied by. With `divide`: what it is divided by, which has to be more than nothing.",
            "by: {answer: unpaid-help, none: 1, most: 0.5}",
        ),
        Key::optional(
            "divide",
            Kind::Operand,
            "A verb: this, divided by what stands under `by`. A rounding is named where it need not come out.",
            "divide: beds_open",
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
            Kind::Operand,
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
            Kind::Either(&[Kind::Operand, Kind::ByName(&Kind::Operand)]),
            "With `for every`: what each part gives. With `stop when`: what the results then are, or what each of them is.",
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
            "With `round`: rounded to the nearest of these; a half goes away from nought.",
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
            "test",
            Kind::Condition,
            "A verb: whether this holds: met, not met, or not known.",
            "test: {at least: 2, of: [{answer: washing, is: unable}, {answer: dressing, is: unable}]}",
        ),
        Key::optional(
            "stop when",
            Kind::Condition,
            "A verb: where this holds, the working out ends.",
            "stop when: {answer: lives, is: care-home}",
        ),
        Key::optional(
            "when",
            WHEN,
            "The step gives nothing where this does not hold; `always` where nothing is said.",
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
            "What comes out is rounded to the nearest of these; a half goes away from nought.",
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
            "may be exceeded: {by: the panel, because: Needs differ.}",
        ),
        Key::optional(
            "depends on supply",
            Kind::YesNo,
            "Whether what comes out follows what the council has to offer, and not only what people need. It then stands out on every page.",
            "depends on supply: true",
        ),
        CITED,
        BUT,
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
    meaning: "An amount, or the name of one, for each option of a question.",
    keys: &[Key::required(
        "answer",
        Kind::Name,
        "The question.",
        "answer: unpaid-help",
    )],
    others: Some(Kind::Operand),
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
    meaning: "Something that holds or does not: about an answer, a figure or a test, or about other conditions.",
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
            "test",
            Kind::Name,
            "The test that is looked at.",
            "test: impairment",
        ),
        Key::optional(
            "is",
            Kind::Operand,
            "It is this option, or this much; of a test, `met` or `not met`.",
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
