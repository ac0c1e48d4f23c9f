//! Keys, words and names.

use crate::lint::Page;

pub(crate) const DUPLICATE_NAME: Page = Page::error(
    "duplicate-name",
    "Two things of one scheme have the same name.",
)
.why(
    "What uses the name could mean either of them, and each has an address of its own on the page. \
     A reader who follows a link would see the wrong one.",
)
.rules(
    "steps:
  - {id: charge, sum: [£12.50 a week]}
  - {id: charge, sum: [charge, £5 a week]} # here
",
    "steps:
  - {id: care, sum: [£12.50 a week]}
  - {id: charge, sum: [care, £5 a week]}
",
);

pub(crate) const UNKNOWN_KEY: Page =
    Page::error("unknown-key", "A key that the language does not have.")
        .why(
            "What stands under it would count nowhere and stand on no page. \
             The officer who wrote it would believe that it does.",
        )
        .rules(
            "questions:
  - id: hours
    ask: How many hours of care a week?
    hnt: Think of an ordinary week. # here
    number: hours a week
    most: 168
steps: [{id: cost, units: hours, at: £20 an hour}]
",
            "questions:
  - id: hours
    ask: How many hours of care a week?
    hint: Think of an ordinary week.
    number: hours a week
    most: 168
steps: [{id: cost, units: hours, at: £20 an hour}]
",
        );

pub(crate) const MISSING_KEY: Page =
    Page::error("missing-key", "A key that has to be there is not.")
        .why(
            "Without it the thing cannot be shown or worked out: a question that asks nothing, a scheme with no steps. \
             Nothing is put in its place, for a guess would look like the council's own words.",
        )
        .rules(
            "questions:
  - {id: hours, number: hours a week, most: 168} # here
steps: [{id: cost, units: hours, at: £20 an hour}]
",
            "questions:
  - {id: hours, ask: How many hours of care a week?, number: hours a week, most: 168}
steps: [{id: cost, units: hours, at: £20 an hour}]
",
        );

pub(crate) const WRONG_TYPE: Page = Page::error(
    "wrong-type",
    "A value is not of the kind that the key holds.",
)
.why(
    "A list stands where a text belongs, or the name of a question where a figure does. \
     It cannot be read as what was meant without a guess.",
)
.rules(
    "questions:
  - {id: hours, ask: [How many hours of care a week?], number: hours a week, most: 168} # here
steps: [{id: cost, units: hours, at: £20 an hour}]
",
    "questions:
  - {id: hours, ask: How many hours of care a week?, number: hours a week, most: 168}
steps: [{id: cost, units: hours, at: £20 an hour}]
",
);

pub(crate) const UNKNOWN_WORD: Page = Page::error(
    "unknown-word",
    "A word that is not one of those the key allows.",
)
.why(
    "Some keys hold one of a few words, because the pages say something for each of them. \
     For another word they would say nothing, or something untrue.",
)
.rules(
    "status: enforced # here
steps: [{id: charge, sum: [£12.50 a week]}]
",
    "status: in force
steps: [{id: charge, sum: [£12.50 a week]}]
",
);

pub(crate) const UNKNOWN_NAME: Page =
    Page::error("unknown-name", "A name that nothing in the scheme has.")
        .why(
            "The step would rest on nothing, and what a person gets would come out wrong. \
             Most often it is a slip of the pen, or something was given another name and not everywhere.",
        )
        .rules(
            "rates: {care_hour: £20 an hour}
steps: [{id: cost, units: 2 hours a week, at: care_huor}] # here
",
            "rates: {care_hour: £20 an hour}
steps: [{id: cost, units: 2 hours a week, at: care_hour}]
",
        );

pub(crate) const BAD_NAME: Page = Page::error(
    "bad-name",
    "A name holds characters that an address cannot.",
)
.why(
    "Every question, rate and step has an address on the page, so that people can send each other to it. \
     The name is a part of that address.",
)
.rules(
    "steps: [{id: Your charge, sum: [£12.50 a week]}] # here\n",
    "steps: [{id: your_charge, say: Your charge, sum: [£12.50 a week]}]\n",
);
