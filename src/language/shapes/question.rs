//! Questions and their options.

use super::{BUT, CITED, WHEN};
use crate::language::shape::{Key, Kind, Shape};

/// A question.
pub static QUESTION: Shape = Shape {
    name: "a question",
    meaning: "Something people are asked: with options, with yes or no, or for a number.",
    keys: &[
        Key::required("id", Kind::Id, "Its name in the rules.", "id: washing"),
        Key::optional(
            "after",
            Kind::Name,
            "With `extends`: the one that it comes after; at the end where nothing is said.",
            "after: washing",
        ),
        Key::optional(
            "before",
            Kind::Name,
            "With `extends`: the one that it comes before, and those below it in the list that say neither come with it.",
            "before: washing",
        ),
        Key::optional(
            "about",
            Kind::OneOf(ABOUTS),
            "What it is about, in the vocabulary that lets councils be compared.",
            "about: personal-care",
        ),
        Key::optional(
            "asks for",
            Kind::Name,
            "What of the shared vocabulary it asks for, so that councils can be compared: a need, or the name of a national question; `none` where nothing there fits. A national question asks for its own name.",
            "asks for: washing",
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
            "scores between",
            Kind::Part,
            "With `options`: that a score between the points of two that follow one another can be given, and in which steps.",
            "scores between: whole point",
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
            "also in",
            Kind::ByName(&Kind::Text),
            "With `number`: the other periods it may be answered in, each with the fraction that it is multiplied by to be in the question's own.",
            "also in: {month: 12/52, year: 1/52}",
        ),
        Key::optional(
            "rounded to the nearest",
            Kind::Part,
            "With `also in`: an answer in another period is rounded to a whole number of these.",
            "rounded to the nearest: penny",
        ),
        Key::optional(
            "rounded up to",
            Kind::Part,
            "With `also in`: an answer in another period is rounded up to a whole number of these.",
            "rounded up to: penny",
        ),
        Key::optional(
            "rounded down to",
            Kind::Part,
            "With `also in`: an answer in another period is rounded down to a whole number of these.",
            "rounded down to: penny",
        ),
        Key::optional(
            "fixed",
            Kind::YesNo,
            "Whether it asks for a fact that nobody can change, such as a date of birth. Such a fact is never told among what could change an estimate. Where nothing is said, a question that asks how old somebody is does.",
            "fixed: yes",
        ),
        Key::optional(
            "when",
            WHEN,
            "When it is asked, by earlier questions; `always` where nothing is said.",
            "when: {answer: lives, is: alone}",
        ),
        CITED,
        BUT,
    ],
    others: None,
};

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
            "means",
            Kind::Either(&[Kind::Name, Kind::ListOf(&Kind::Name)]),
            "The level of the shared vocabulary that it means, or several; `none` where none there fits. Where nothing is said, its own name, if that is one.",
            "means: daily",
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
