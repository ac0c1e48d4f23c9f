//! A wording: the texts of a scheme put otherwise.

use super::UNIT_WORD;
use crate::language::shape::{Key, Kind, Shape};

/// A wording: the top level of its file.
pub static WORDING: Shape = Shape {
    name: "a wording",
    meaning: "The texts of a scheme put otherwise: in another language, for a reader who answers for someone else, or both.",
    keys: &[
        Key::optional(
            "wording",
            Kind::OneOf(&["someone else"]),
            "For whom: for a reader who answers for someone else.",
            "wording: someone else",
        ),
        Key::optional(
            "language",
            Kind::Text,
            "The language, as a code; that of the rules where nothing is said.",
            "language: cy",
        ),
        Key::optional(
            "council",
            Kind::Text,
            "The council's name.",
            "council: Sir Enghraifft",
        ),
        Key::optional(
            "nation",
            Kind::Text,
            "The name of the nation whose rules these rest on.",
            "nation: Lloegr",
        ),
        Key::optional(
            "title",
            Kind::Text,
            "What the scheme decides.",
            "title: Their charges for care at home",
        ),
        Key::optional(
            "for",
            Kind::Text,
            "Whom it is for.",
            "for: adults who live at home",
        ),
        Key::optional(
            "about",
            Kind::Markdown,
            "The paragraphs about the scheme.",
            "about: How the council sets personal budgets.",
        ),
        Key::optional(
            "questionnaire",
            Kind::Text,
            "The sentence on what the council keeps to itself of its questions.",
            "questionnaire: The council shows its questions only in the assessment.",
        ),
        Key::optional(
            "sources",
            Kind::ByName(&Kind::Map(&WORDED_SOURCE)),
            "Texts of sources, by their names.",
            "sources: {policy: {title: Polisi codi tâl}}",
        ),
        Key::optional(
            "units",
            Kind::ByName(&Kind::Map(&UNIT_WORD)),
            "Words for the units that the rules declare.",
            "units: {bed: {one: gwely, many: gwely}}",
        ),
        Key::optional(
            "questions",
            Kind::ByName(&Kind::Map(&WORDED_QUESTION)),
            "Texts of questions, by their ids.",
            "questions: {washing: {ask: How much help do they need to wash?}}",
        ),
        Key::optional(
            "rates",
            Kind::ByName(&Kind::Map(&WORDED_RATE)),
            "Texts of rates, by their names.",
            "rates: {agency_hour: {say: An hour of their help}}",
        ),
        Key::optional(
            "tables",
            Kind::ByName(&Kind::Map(&WORDED_TABLE)),
            "Texts of tables, by their names.",
            "tables: {budget: {say: Their points and the money}}",
        ),
        Key::optional(
            "steps",
            Kind::ByName(&Kind::Map(&WORDED_STEP)),
            "Texts of steps, by their ids.",
            "steps: {score: {say: Their points}}",
        ),
        Key::optional(
            "results",
            Kind::ByName(&Kind::Text),
            "What results are called, by their ids.",
            "results: {budget: Their indicative budget}",
        ),
        Key::optional(
            "ways to hold",
            Kind::ByName(&Kind::Map(&WORDED_WAY)),
            "Texts of ways to hold a budget.",
            "ways to hold: {direct payment: {lets you: Choose who helps them.}}",
        ),
        Key::optional(
            "examples",
            Kind::ByName(&Kind::Map(&WORDED_EXAMPLE)),
            "Texts of examples, by their ids.",
            "examples: {mrs-r: {about: Mae Mrs R yn byw ar ei phen ei hun.}}",
        ),
        Key::optional(
            "notes",
            Kind::ListOf(&Kind::Markdown),
            "The notes, in the order of the rules.",
            "notes: [One point from 115 to 116 doubles the money.]",
        ),
    ],
    others: None,
};

const AT: Key = Key::optional(
    "at",
    Kind::Text,
    "Where in its source it stands.",
    "at: tudalen 4",
);

const SAY: Key = Key::optional(
    "say",
    Kind::Text,
    "Its name in plain words.",
    "say: Their points",
);

const NOTE: Key = Key::optional(
    "note",
    Kind::Markdown,
    "What else people ought to know about it.",
    "note: Set by the cabinet each March.",
);

const BECAUSE: Key = Key::optional(
    "because",
    Kind::Text,
    "Why the rules say so.",
    "because: in their favour",
);

/// Texts of a source.
static WORDED_SOURCE: Shape = Shape {
    name: "the words of a source",
    meaning: "Texts of a source.",
    keys: &[
        Key::optional("title", Kind::Text, "Its title.", "title: Polisi codi tâl"),
        Key::optional(
            "published",
            Kind::Text,
            "When it was published.",
            "published: Mawrth 2026",
        ),
        NOTE,
    ],
    others: None,
};

/// Texts of a question.
static WORDED_QUESTION: Shape = Shape {
    name: "the words of a question",
    meaning: "Texts of a question.",
    keys: &[
        Key::optional(
            "ask",
            Kind::Text,
            "The question.",
            "ask: How much help do they need to wash?",
        ),
        Key::optional(
            "hint",
            Kind::Text,
            "The sentence that helps to answer it.",
            "hint: Think of an ordinary week of theirs.",
        ),
        Key::optional(
            "options",
            Kind::ByName(&Kind::Text),
            "What the options are called, by their ids.",
            "options: {none: They manage on their own}",
        ),
        AT,
    ],
    others: None,
};

/// Texts of a rate.
static WORDED_RATE: Shape = Shape {
    name: "the words of a rate",
    meaning: "Texts of a rate.",
    keys: &[
        SAY,
        Key::optional(
            "asked",
            Kind::Text,
            "The request that was refused.",
            "asked: Cais 123, gwrthodwyd ar 1 Chwefror 2024",
        ),
        NOTE,
        AT,
    ],
    others: None,
};

/// Texts of a table.
static WORDED_TABLE: Shape = Shape {
    name: "the words of a table",
    meaning: "Texts of a table.",
    keys: &[
        SAY,
        Key::optional(
            "rows",
            Kind::ByName(&Kind::Text),
            "What rows are called, by what they are called in the rules.",
            "rows: {No funding: Dim cyllid}",
        ),
        Key::optional(
            "columns",
            Kind::ByName(&Kind::Text),
            "What columns are called, by what they are called in the rules.",
            "columns: {Alone: Ar eu pen eu hunain}",
        ),
        Key::optional(
            "asked",
            Kind::ByName(&Kind::Text),
            "The requests that were refused, by how the rules put them.",
            "asked: {Request 123: Cais 123}",
        ),
        NOTE,
        AT,
    ],
    others: None,
};

/// Texts of a step.
static WORDED_STEP: Shape = Shape {
    name: "the words of a step",
    meaning: "Texts of a step.",
    keys: &[
        SAY,
        BECAUSE,
        Key::optional(
            "with",
            Kind::Text,
            "How many of one make the other.",
            "with: 52 wythnos y flwyddyn",
        ),
        Key::optional(
            "may be exceeded",
            Kind::Map(&WORDED_LIMIT),
            "Who may go beyond what comes out, and why.",
            "may be exceeded: {by: the panel, because: their needs differ}",
        ),
        AT,
    ],
    others: None,
};

/// Texts on who may go beyond a limit.
static WORDED_LIMIT: Shape = Shape {
    name: "the words of a limit",
    meaning: "Texts on who may go beyond a limit.",
    keys: &[
        Key::optional("by", Kind::Text, "Who may.", "by: y panel"),
        BECAUSE,
    ],
    others: None,
};

/// Texts of a way to hold a budget.
static WORDED_WAY: Shape = Shape {
    name: "the words of a way to hold a budget",
    meaning: "Texts of a way to hold a budget.",
    keys: &[
        Key::optional(
            "lets you",
            Kind::Text,
            "What it lets a person do.",
            "lets you: Choose who helps them, and when.",
        ),
        Key::optional(
            "restricts",
            Kind::Text,
            "What it restricts.",
            "restricts: They keep receipts.",
        ),
        Key::optional(
            "costs",
            Kind::Text,
            "What it costs the person.",
            "costs: Nothing.",
        ),
        AT,
    ],
    others: None,
};

/// Texts of an example.
static WORDED_EXAMPLE: Shape = Shape {
    name: "the words of an example",
    meaning: "Texts of an example.",
    keys: &[
        Key::optional("title", Kind::Text, "Its heading.", "title: Mrs R"),
        Key::optional(
            "about",
            Kind::Markdown,
            "The person's story.",
            "about: Mae Mrs R yn byw ar ei phen ei hun.",
        ),
        Key::optional(
            "but",
            Kind::Text,
            "Why the printed figures do not follow.",
            "but: mae'r dudalen yn talgrynnu i bunnoedd",
        ),
        AT,
    ],
    others: None,
};
