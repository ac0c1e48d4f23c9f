//! Steps: their order and their verbs.

use crate::lint::Page;

pub(crate) const CYCLE: Page = Page::error("cycle", "Steps that need each other.")
    .why(
        "Neither can be worked out before the other, so neither can be worked out. \
         The policy has an order here that the rules do not say yet.",
    )
    .rules(
        "steps:
  - {id: charge, sum: [fee, £5 a week]} # here
  - {id: fee, share: 10%, of: charge}
",
        "steps:
  - {id: care, sum: [£5 a week]}
  - {id: fee, share: 10%, of: care}
  - {id: charge, sum: [fee, care]}
",
    );

pub(crate) const USED_BEFORE_WORKED_OUT: Page =
    Page::error("used-before-worked-out", "A step that uses a later one.")
        .why(
            "A working is read from the top down, and each line rests on lines above it. \
             Only so can somebody follow it with a pencil.",
        )
        .rules(
            "steps:
  - {id: charge, sum: [care, £5 a week]} # here
  - {id: care, sum: [£12.50 a week]}
results: [{id: charge, is: charge}]
",
            "steps:
  - {id: care, sum: [£12.50 a week]}
  - {id: charge, sum: [care, £5 a week]}
results: [{id: charge, is: charge}]
",
        );

pub(crate) const ROUNDING_NOT_NAMED: Page = Page::error(
    "rounding-not-named",
    "A division that need not come out and names no rounding.",
)
.why(
    "£45 shared by 7 is £6.428571…, and somebody decides whether that is £6.42 or £6.43. \
     It is never decided in secret: the step says how the council rounds.",
)
.rules(
    "steps: [{id: each, divide: £45 a week, by: 7}] # here\n",
    "steps: [{id: each, divide: £45 a week, by: 7, rounded down to: penny}]\n",
);

pub(crate) const DIVISION_BY_NOTHING: Page = Page::error(
    "division-by-nothing",
    "A division by something that can be nothing.",
)
.why(
    "There are answers for which nothing comes out, and whoever gives them gets no figure. \
     The question takes nought although the policy means one at least, or the step needs a condition.",
)
.rules(
    "questions: [{id: people, ask: How many people share it?, number: people}]
steps: [{id: each, divide: £45 a week, by: people, rounded down to: penny}] # here
",
    "questions: [{id: people, ask: How many people share it?, number: people, least: 1}]
steps: [{id: each, divide: £45 a week, by: people, rounded down to: penny}]
",
);

pub(crate) const NO_VERB: Page = Page::error("no-verb", "A step without a verb, or with two.")
    .why(
        "A step does one thing, so that it is one line of the working. \
         With two verbs nobody could tell which comes first.",
    )
    .rules(
        "steps: [{id: charge, sum: [£12.50 a week], least of: [£10 a week]}] # here\n",
        "steps:
  - {id: care, sum: [£12.50 a week]}
  - {id: charge, least of: [care, £10 a week]}
",
    );
