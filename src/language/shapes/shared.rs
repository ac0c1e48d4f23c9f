//! What lets councils be compared: the shared vocabulary, and the people who go through every council's rules.

use super::{NATIONS, question::ABOUTS, scheme::GROUPS};
use crate::language::shape::{Key, Kind, Shape};

/// The shared vocabulary.
pub static VOCABULARY: Shape = Shape {
    name: "a vocabulary",
    meaning: "The needs, levels of help and situations in which every council's questions can be said.",
    keys: &[
        Key::required(
            "version",
            Kind::Whole,
            "Its version, which changes with every change of what a word means.",
            "version: 1",
        ),
        Key::required(
            "levels",
            Kind::Named(&Kind::Text),
            "The levels of help, from none to all, for needs that have no others.",
            "levels: {none: No help, daily: Help every day}",
        ),
        Key::required(
            "needs",
            Kind::Named(&Kind::Map(&NEED)),
            "What help can be needed with.",
            "needs: {washing: {say: Washing, outcome: personal-care}}",
        ),
        Key::required(
            "situations",
            Kind::ByName(&Kind::ListOf(&Kind::Name)),
            "The national questions that people answer, by nation.",
            "situations: {england: [age, savings]}",
        ),
        Key::required(
            "outputs",
            Kind::ByName(&Kind::Text),
            "What schemes are compared by.",
            "outputs: {charge: What the person pays}",
        ),
    ],
    others: None,
};

/// A need.
pub static NEED: Shape = Shape {
    name: "a need",
    meaning: "Something that help can be needed with.",
    keys: &[
        Key::required("say", Kind::Text, "It, in plain words.", "say: Washing"),
        Key::required(
            "outcome",
            Kind::OneOf(ABOUTS),
            "What it belongs to: an outcome of the Care Act, or another subject of questions.",
            "outcome: personal-care",
        ),
        Key::optional(
            "levels",
            Kind::Named(&Kind::Text),
            "Its own levels, where the common ones do not fit.",
            "levels: {none: No, sleeping: Somebody who sleeps}",
        ),
        Key::optional(
            "number",
            Kind::Unit,
            "What is counted, where it is a number and has no levels.",
            "number: nights a week",
        ),
    ],
    others: None,
};

/// A person who goes through every council's rules.
pub static PERSONA: Shape = Shape {
    name: "a persona",
    meaning: "A made-up person, said in the shared vocabulary, who goes through every council's rules.",
    keys: &[
        Key::required("name", Kind::Text, "The name.", "name: Rose"),
        Key::required(
            "title",
            Kind::Text,
            "The name with what tells the person apart.",
            "title: Rose, 78, on her own",
        ),
        Key::optional(
            "for",
            Kind::OneOf(GROUPS),
            "Whose schemes the person goes through; `adults` where nothing is said.",
            "for: carers",
        ),
        Key::optional(
            "nation",
            Kind::OneOf(NATIONS),
            "Where the person lives, so that councils of that nation can be ranked; `england` where nothing is said.",
            "nation: wales",
        ),
        Key::required(
            "year",
            Kind::Text,
            "The year that the person's money is of. Councils with rules of that year can be ranked.",
            "year: 2024-25",
        ),
        Key::optional(
            "leads with",
            Kind::OneOf(LEADS),
            "The figure that the person's page answers with; `charge` where nothing is said.",
            "leads with: budget",
        ),
        Key::required(
            "about",
            Kind::Markdown,
            "A paragraph about the person.",
            "about: Rose lives alone.",
        ),
        Key::required(
            "from",
            Kind::Text,
            "Where the description comes from.",
            "from: Made up, after what advisers are often asked.",
        ),
        Key::optional(
            "needs",
            Kind::ByName(&Kind::Text),
            "The help that the person needs, by the needs of the vocabulary.",
            "needs: {washing: daily}",
        ),
        Key::optional(
            "england",
            Kind::ByName(&Kind::Text),
            "The person's household and money, by the names of England's questions.",
            "england: {age: pension-age, savings: £0}",
        ),
        Key::optional(
            "wales",
            Kind::ByName(&Kind::Text),
            "The same by those of Wales.",
            "wales: {age: pension-age, capital: £0}",
        ),
        Key::optional(
            "scotland",
            Kind::ByName(&Kind::Text),
            "The same by those of Scotland.",
            "scotland: {age: pension-age, capital: £0}",
        ),
    ],
    others: None,
};

/// What a persona's page can answer with.
const LEADS: &[&str] = &["charge", "budget"];
