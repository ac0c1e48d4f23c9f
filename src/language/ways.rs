//! Which keys of a mapping go together, where it can be written in several ways: the verbs of a step, the kinds of
//! table, what a condition is about.

use super::shape::{Kind, Shape};
use super::shapes::{
    ANSWER_COLUMN, ANSWER_ROW, BAND_ROW, COLUMN, CONDITION, EXAMPLE, QUESTION, STEP, TABLE,
    TWO_WAY_ROW,
};

/// One of the ways in which a mapping can be written. A key that no way of its shape names goes with all of them.
#[derive(Debug)]
pub struct Way {
    /// What it is called; of a step, its verb.
    pub name: &'static str,
    /// The keys that have to stand together.
    pub needs: &'static [&'static str],
    /// Groups of keys: of each, exactly one has to be there.
    pub one_of: &'static [&'static [&'static str]],
    /// Groups of keys: of each, one at least has to be there. They are named under `may` too, or go with every way.
    pub some_of: &'static [&'static [&'static str]],
    /// The keys that may stand beside them.
    pub may: &'static [&'static str],
    /// What stands under a key in this way, where that is narrower than what the shape says.
    pub holds: &'static [(&'static str, Kind)],
}

impl Way {
    const fn new(name: &'static str, needs: &'static [&'static str]) -> Self {
        Self {
            name,
            needs,
            one_of: &[],
            some_of: &[],
            may: &[],
            holds: &[],
        }
    }

    const fn may(self, may: &'static [&'static str]) -> Self {
        Self { may, ..self }
    }

    const fn one_of(self, one_of: &'static [&'static [&'static str]]) -> Self {
        Self { one_of, ..self }
    }

    const fn some_of(self, some_of: &'static [&'static [&'static str]]) -> Self {
        Self { some_of, ..self }
    }

    const fn holds(self, holds: &'static [(&'static str, Kind)]) -> Self {
        Self { holds, ..self }
    }

    /// Whether this way names the key.
    pub fn names(&self, key: &str) -> bool {
        self.needs.contains(&key)
            || self.may.contains(&key)
            || self.one_of.iter().any(|group| group.contains(&key))
    }
}

/// The ways in which a mapping of a shape can be written; none where its keys are all free of each other.
pub fn ways(shape: &Shape) -> &'static [Way] {
    ALL.iter()
        .find(|(of, _)| std::ptr::eq(*of, shape))
        .map_or(&[], |(_, ways)| ways)
}

/// Whether a key goes with a way of the shape: the way names it, or none does.
pub fn goes_with(shape: &Shape, way: &Way, key: &str) -> bool {
    way.names(key) || !ways(shape).iter().any(|way| way.names(key))
}

static ALL: &[(&Shape, &[Way])] = &[
    (&QUESTION, QUESTIONS),
    (&TABLE, TABLES),
    (&BAND_ROW, BANDS),
    (&COLUMN, BANDS),
    (&TWO_WAY_ROW, TWO_WAY_ROWS),
    (&STEP, VERBS),
    (&CONDITION, CONDITIONS),
    (&EXAMPLE, EXAMPLES),
];

static QUESTIONS: &[Way] = &[
    Way::new("with options", &["options"]).may(&["scores between"]),
    Way::new("for a number", &["number"]).may(&[
        "least",
        "most",
        "places",
        "also in",
        "rounded to the nearest",
        "rounded up to",
        "rounded down to",
    ]),
    Way::new("with yes or no", &["yes or no"]),
];

static TABLES: &[Way] = &[
    Way::new("bands", &["by", "rows"]).holds(&[("rows", Kind::List(&[&BAND_ROW]))]),
    Way::new("straight lines", &["by", "straight lines"]),
    Way::new("by answer", &["by answer", "rows"]).holds(&[("rows", Kind::List(&[&ANSWER_ROW]))]),
    Way::new("two-way", &["columns by", "columns", "rows"])
        .one_of(ROWS_BY)
        .holds(&[
            ("rows", Kind::List(&[&TWO_WAY_ROW])),
            ("columns", Kind::List(&[&COLUMN])),
        ]),
    Way::new(
        "two-way, with columns by answer",
        &["columns by answer", "columns", "rows"],
    )
    .one_of(ROWS_BY)
    .holds(&[
        ("rows", Kind::List(&[&TWO_WAY_ROW])),
        ("columns", Kind::List(&[&ANSWER_COLUMN])),
    ]),
];

const ROWS_BY: &[&[&str]] = &[&["rows by", "rows by answer"]];

const SINGLE: Way = Way::new("a single value", &["at"]);
const FROM_TO: Way = Way::new("from one value to another", &[])
    .some_of(&[&["from", "to"]])
    .may(&["from", "to"]);
const UNDER: Way = Way::new("under a value", &["under"]).may(&["from"]);
const BANDS: &[Way] = &[SINGLE, FROM_TO, UNDER];
const TWO_WAY_ROWS: &[Way] = &[SINGLE, FROM_TO, UNDER, Way::new("for an option", &["is"])];

/// The keys that say how a step rounds: those of the verb `round`, then those that go with every verb.
pub const ROUNDINGS: &[&str] = &[
    "up to",
    "down to",
    "to the nearest",
    "rounded up to",
    "rounded down to",
    "rounded to the nearest",
];

/// The verbs of a step.
pub static VERBS: &[Way] = &[
    Way::new("add up", &["add up"]).may(&["over"]),
    Way::new("sum", &["sum"]).may(&["less"]),
    Way::new("multiply", &["multiply", "by"]),
    Way::new("divide", &["divide", "by"]).holds(&[("by", Kind::Operand)]),
    Way::new("units", &["units", "at"]),
    Way::new("look up", &["look up", "in"]).may(&["and"]),
    Way::new("for every", &["for every", "of", "gives"])
        .may(&["part counts"])
        .holds(&[("gives", Kind::Operand)]),
    Way::new("least of", &["least of"]),
    Way::new("greatest of", &["greatest of"]),
    Way::new("share", &["share", "of"]),
    Way::new("round", &["round"]).some_of(&[ROUNDINGS]).may(&[
        "up to",
        "down to",
        "to the nearest",
    ]),
    Way::new("convert", &["convert", "to", "with"]),
    Way::new("test", &["test"]),
    Way::new("stop when", &["stop when", "gives"]).holds(&[(
        "gives",
        Kind::Either(&[Kind::Operand, Kind::ByName(&Kind::Operand)]),
    )]),
];

static CONDITIONS: &[Way] = &[
    Way::new("about an answer", &["answer"])
        .one_of(&[&["is", "is one of", "is not", "is at least", "is at most"]])
        .holds(&[
            ("is", Kind::Name),
            ("is at least", Kind::Name),
            ("is at most", Kind::Name),
        ]),
    Way::new("about a figure", &["value"]).one_of(&[&[
        "is",
        "is at least",
        "is at most",
        "is over",
        "is under",
    ]]),
    Way::new("about a test", &["test", "is"]).holds(&[("is", Kind::OneOf(MET))]),
    Way::new("all of", &["all of"]),
    Way::new("any of", &["any of"]),
    Way::new("not", &["not"]),
    Way::new("at least so many of", &["at least", "of"]),
];

/// What a test can be asked to be.
pub const MET: &[&str] = &["met", "not met"];

static EXAMPLES: &[Way] = &[
    Way::new("whose source prints what comes out", &[])
        .may(&["but"])
        .holds(&[("but", Kind::Silences)]),
    Way::new("whose source prints another figure", &["published", "but"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_name_keys_that_are_declared() {
        for (shape, ways) in ALL {
            for way in *ways {
                let groups = way.one_of.iter().chain(way.some_of).copied().flatten();
                let held = way.holds.iter().map(|(key, _)| key);
                for key in way.needs.iter().chain(way.may).chain(groups).chain(held) {
                    assert!(shape.key(key).is_some(), "`{key}` of {}", shape.name);
                    assert!(goes_with(shape, way, key), "`{key}` of {}", shape.name);
                }
            }
        }
    }
}
