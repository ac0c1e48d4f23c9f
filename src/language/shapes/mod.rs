//! The mappings of the rule language.

mod facts;
mod question;
mod scheme;
mod shared;
mod step;
mod table;
mod wording;

pub use facts::{
    ANSWERS, AUTHORITY, BODY, CHALLENGE, EASY_READ, FACT, FAIR_SYSTEM, FORMATS, GSS, JUDGEMENT,
    JUDGES, MONEY, NATIONAL_FACTS, NATIONS, PUBLICATION, PUBLICITY, PUBLISHED, REACHED, REQUEST,
    RIGHTS, STAGE, STAGES, UNSTATED, VERDICT, VERDICTS,
};
pub use question::{ABOUTS, OPTION, QUESTION};
pub use scheme::{
    COMPARED, CONTACT, DATED, EXAMPLE, GROUPS, KNOWN_IN_PART, NOT_ALL_KNOWN, OF_RULES, OVERRIDES,
    PERIODS, RATE, REPLY, RESULT, SCHEME, SOURCE, STATUSES, UNIT_WORD, WAY_TO_HOLD,
};
pub use shared::{NEED, PERSONA, VOCABULARY};
pub use step::{CHOICE, CONDITION, MAY_BE_EXCEEDED, OVER, STEP};
pub use table::{ANSWER_COLUMN, ANSWER_ROW, BAND_ROW, COLUMN, POINT, TABLE, TWO_WAY_ROW};
pub use wording::WORDING;

use super::shape::{Key, Kind, Shape};

/// Every mapping of a scheme, from the top down.
pub static ALL: &[&Shape] = &[
    &SCHEME,
    &OVERRIDES,
    &PERIODS,
    &CONTACT,
    &SOURCE,
    &UNIT_WORD,
    &QUESTION,
    &OPTION,
    &RATE,
    &DATED,
    &TABLE,
    &BAND_ROW,
    &POINT,
    &ANSWER_ROW,
    &TWO_WAY_ROW,
    &COLUMN,
    &ANSWER_COLUMN,
    &STEP,
    &OVER,
    &CHOICE,
    &MAY_BE_EXCEEDED,
    &CONDITION,
    &RESULT,
    &COMPARED,
    &WAY_TO_HOLD,
    &EXAMPLE,
    &PUBLISHED,
    &PUBLICATION,
    &FAIR_SYSTEM,
    &VERDICT,
    &REQUEST,
    &JUDGEMENT,
    &RIGHTS,
    &CHALLENGE,
    &BODY,
    &MONEY,
    &STAGE,
    &FACT,
    &EASY_READ,
    &AUTHORITY,
    &GSS,
    &REACHED,
    &REPLY,
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

/// Said beside whatever a warning can be about.
pub(super) const BUT: Key = Key::optional(
    "but",
    Kind::Silences,
    "Why a warning about it does not hold, by the warning's code. Each report lists it with the reason.",
    "but: {odd-figure: The policy's own table has it so.}",
);

const CITED: Key = Key::optional(
    "source",
    Kind::Text,
    "A source's name, then where in it.",
    "source: policy 3.1",
);

/// A condition, or that there is none: a rule in the place of a national one would otherwise keep that one's.
const WHEN: Kind = Kind::Either(&[Kind::OneOf(&["always"]), Kind::Condition]);

const BECAUSE: Key = Key::optional(
    "because",
    Kind::Text,
    "Why the rules say so.",
    "because: in the person's favour",
);
