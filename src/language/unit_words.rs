//! The words that units are written in, and those of them that say over what time.

/// Words that are known without being declared: singular, plural.
pub const KNOWN: &[(&str, &str)] = &[
    ("point", "points"),
    ("hour", "hours"),
    ("minute", "minutes"),
    ("night", "nights"),
    ("session", "sessions"),
    ("visit", "visits"),
    ("journey", "journeys"),
    ("meal", "meals"),
    ("day", "days"),
    ("week", "weeks"),
    ("four weeks", "four weeks"),
    ("month", "months"),
    ("six months", "six months"),
    ("year", "years"),
    ("financial year", "financial years"),
    ("one-off", "one-offs"),
    ("person", "people"),
    ("child", "children"),
    ("family", "families"),
    ("carer", "carers"),
    ("mile", "miles"),
];

/// The words that say over what time.
pub const PERIODS: &[&str] = &[
    "day",
    "week",
    "four weeks",
    "month",
    "six months",
    "year",
    "financial year",
    "one-off",
];
