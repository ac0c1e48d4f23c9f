//! What a council publishes, declared beside its rules: no figure is worked out from it.

use super::{CITED, SOURCE, scheme::SURE};
use crate::language::{
    links::Link,
    shape::{Key, Kind, Shape},
};

/// How much of something is published.
pub const PUBLICITY: &[&str] = &["published", "partly", "not published"];

/// How a request for information was answered.
pub const ANSWERS: &[&str] = &["given", "partly given", "refused", "not seen"];

/// What a fact that is not stated counts as.
pub const UNSTATED: &[&str] = &["not published", "not looked for"];

/// Who judges what a council did.
pub const JUDGES: &[&str] = &["ombudsman", "court", "information commissioner"];

/// How far a test is met.
pub const VERDICTS: &[&str] = &["yes", "partly", "no"];

const WHERE: Key = Key::optional(
    "where",
    Kind::Link(Link::Page),
    "Where it can be read, where that is not the address of the source.",
    "where: https://www.example.gov.uk/answers/123",
);

const fn fact(name: &'static str, meaning: &'static str, example: &'static str) -> Key {
    Key::optional(name, Kind::Map(&PUBLICATION), meaning, example)
}

/// What of its allocation a council publishes.
pub static PUBLISHED: Shape = Shape {
    name: "what is published",
    meaning: "What people have asked councils for, and whether this one publishes it. What the rules themselves show need not be said; what is neither shown nor said counts as `the rest is` says.",
    keys: &[
        fact(
            "questions",
            "The questions of the assessment, and their answers.",
            "questions: {is: published}",
        ),
        fact(
            "points",
            "The points for each answer.",
            "points: {is: not published}",
        ),
        fact(
            "points to money",
            "The rule that turns points into money.",
            "points to money: {is: partly, says: The top band has no amount.}",
        ),
        fact(
            "limit",
            "The most that a budget can be.",
            "limit: {is: published}",
        ),
        fact(
            "above the limit",
            "Who may go above the limit, and when.",
            "above the limit: {is: not published}",
        ),
        fact(
            "charge",
            "What people keep, and the share of the rest that is taken.",
            "charge: {is: published}",
        ),
        fact(
            "unpaid help",
            "How much is taken off for unpaid help.",
            "unpaid help: {is: published}",
        ),
        fact(
            "needs for unpaid help",
            "Which needs may be reduced because of unpaid help.",
            "needs for unpaid help: {is: not published}",
        ),
        fact(
            "rates",
            "The rates for an hour, a night or a session.",
            "rates: {is: published}",
        ),
        fact(
            "rates really paid",
            "Whether those rates are the ones that are really paid.",
            "rates really paid: {is: partly}",
        ),
        fact(
            "past years",
            "The tables of past years.",
            "past years: {is: not published}",
        ),
        fact(
            "how to challenge",
            "How a person can challenge a figure.",
            "how to challenge: {is: published}",
        ),
        fact(
            "time to challenge",
            "How long a person has for that, and when an answer comes.",
            "time to challenge: {is: not published}",
        ),
        fact(
            "reasons",
            "Why the levels are where they are.",
            "reasons: {is: not published}",
        ),
        fact(
            "supplier",
            "Who supplied the tool.",
            "supplier: {is: published, says: The council wrote it itself.}",
        ),
        fact(
            "dates of change",
            "When each part of it last changed.",
            "dates of change: {is: not published}",
        ),
        fact(
            "taken off the top",
            "Whether a share is taken off budgets before they are offered: a deflator, a contingency or a top-slice.",
            "taken off the top: {is: not published}",
        ),
        fact(
            "tolerance",
            "How far a final budget may be from its estimate.",
            "tolerance: {is: not published}",
        ),
        fact(
            "estimate against actual",
            "How near estimates came to final budgets in past years.",
            "estimate against actual: {is: not published}",
        ),
    ],
    others: None,
};

/// A statement about what is published.
pub static PUBLICATION: Shape = Shape {
    name: "a statement of what is published",
    meaning: "Whether something is published, and how that is known.",
    keys: &[
        Key::required(
            "is",
            Kind::OneOf(PUBLICITY),
            "Whether it is published.",
            "is: not published",
        ),
        Key::optional(
            "says",
            Kind::Text,
            "What was found, in a sentence.",
            "says: The answer names the supplier.",
        ),
        WHERE,
        Key::optional(
            "asked",
            Kind::Text,
            "The request for it, and what came of that.",
            "asked: FOI 123, refused 2024-02-01",
        ),
        CITED,
    ],
    others: None,
};

/// A request for information.
pub static REQUEST: Shape = Shape {
    name: "a request for information",
    meaning: "What somebody asked the council for, and what came of that.",
    keys: &[
        Key::required(
            "asked",
            Kind::Text,
            "What was asked for.",
            "asked: The points for each answer",
        ),
        Key::required(
            "answer",
            Kind::OneOf(ANSWERS),
            "What came of it; `not seen` where the answer could not be read.",
            "answer: refused",
        ),
        Key::optional(
            "because",
            Kind::Text,
            "The reason that was given for keeping something back, or what the answer says.",
            "because: \"Section 12, cost limit\"",
        ),
        Key::optional(
            "when",
            Kind::Text,
            "When it was asked or answered.",
            "when: March 2024",
        ),
        WHERE,
        CITED,
    ],
    others: None,
};

/// What was judged of a council.
pub static JUDGEMENT: Shape = Shape {
    name: "a judgement",
    meaning: "What an Ombudsman, a court or the Information Commissioner decided about the council.",
    keys: &[
        Key::required("by", Kind::OneOf(JUDGES), "Who decided.", "by: ombudsman"),
        Key::required(
            "about",
            Kind::Text,
            "What it was about, in a sentence.",
            "about: Money was taken back without notice.",
        ),
        Key::required(
            "found",
            Kind::Text,
            "What was decided, in a few words.",
            "found: fault",
        ),
        Key::optional("when", Kind::Text, "When that was.", "when: 5 July 2023"),
        Key::optional(
            "reference",
            Kind::Text,
            "The number or the name of the case.",
            "reference: 22 014 616",
        ),
        WHERE,
        CITED,
    ],
    others: None,
};

const fn test(name: &'static str, meaning: &'static str, example: &'static str) -> Key {
    Key::optional(name, Kind::Map(&VERDICT), meaning, example)
}

/// The tests of a fair system.
pub static FAIR_SYSTEM: Shape = Shape {
    name: "the tests of a fair system",
    meaning: "Tests by which people judge a system of support. Whether it is public and whether it is fully costed follows from what is published.",
    keys: &[
        test(
            "universal",
            "Whether one set of rules holds for everybody.",
            "universal: {is: yes, because: One set of rules is for every adult.}",
        ),
        test(
            "self-directed",
            "Whether people choose how their money is held. Where nothing is said, the ways to hold a budget answer it.",
            "self-directed: {is: partly, because: Only a direct payment is told of.}",
        ),
        test(
            "fair",
            "Whether people with the same needs are offered the same.",
            "fair: {is: partly, because: One point can move £143 a week.}",
        ),
        test(
            "flexible",
            "Whether the money can be used in another way from week to week.",
            "flexible: {is: no, because: Every change has to be agreed.}",
        ),
        test(
            "respectful",
            "Whether nobody is made to tell or to do more than is needed.",
            "respectful: {is: yes, because: Only help that is freely given counts.}",
        ),
        test(
            "a right",
            "Whether needs are met where they cost more than the figure. Where nothing is said, a limit that may be exceeded answers it.",
            "a right: {is: yes, because: More is agreed where needs cost more.}",
        ),
    ],
    others: None,
};

/// The answer to a test.
pub static VERDICT: Shape = Shape {
    name: "the answer to a test",
    meaning: "Whether a test is met, and the fact that shows it.",
    keys: &[
        Key::required(
            "is",
            Kind::OneOf(VERDICTS),
            "Whether it is met.",
            "is: partly",
        ),
        Key::required(
            "because",
            Kind::Text,
            "The fact that shows it, in a sentence.",
            "because: One set of rules is for every adult.",
        ),
        WHERE,
        CITED,
    ],
    others: None,
};

/// Whose law a council's rules are under.
pub const NATIONS: &[&str] = &["england", "wales", "scotland", "northern-ireland"];

/// The stages from asking for support to the first payment.
pub const STAGES: &[&str] = &["assessment", "indicative budget", "plan", "panel", "start"];

const SURELY: Key = Key::optional(
    "sure",
    Kind::OneOf(SURE),
    "How sure the fact is; `seen` where nothing is said.",
    "sure: second hand",
);

const TITLE: Key = Key::required(
    "title",
    Kind::Text,
    "What it is called.",
    "title: Disabled Facilities Grant",
);

const TELLS: Key = Key::required(
    "say",
    Kind::Text,
    "What it is, in a sentence or two.",
    "say: Pays for changes to a home.",
);

const PHONE: Key = Key::optional(
    "phone",
    Kind::Link(Link::Phone),
    "A telephone number.",
    "phone: 01632 960000",
);

const EMAIL: Key = Key::optional(
    "email",
    Kind::Link(Link::Email),
    "An email address.",
    "email: care@example.gov.uk",
);

/// A fact in a sentence.
pub static FACT: Shape = Shape {
    name: "a fact",
    meaning: "Something that holds, in a sentence or two.",
    keys: &[TITLE, TELLS, CITED, SURELY],
    others: None,
};

/// A sentence of Easy Read.
pub static EASY_READ: Shape = Shape {
    name: "a sentence of Easy Read",
    meaning: "A short sentence in easy words, and the picture that stands beside it.",
    keys: &[
        Key::required(
            "say",
            Kind::Text,
            "The sentence: at most twelve words, none of them hard.",
            "say: You can ask us for help.",
        ),
        Key::optional(
            "picture",
            Kind::Text,
            "The picture, a file beside the rules: an SVG, PNG, JPEG or WebP.",
            "picture: ask.svg",
        ),
        Key::optional(
            "shows",
            Kind::Text,
            "What the picture shows, in words, for people who do not see it.",
            "shows: A person asks a question.",
        ),
    ],
    others: None,
};

/// A route by which a figure or a decision can be challenged.
pub static CHALLENGE: Shape = Shape {
    name: "a way to challenge",
    meaning: "A route by which a person can challenge a figure or a decision. What it does not say, pages show as not published.",
    keys: &[
        TITLE,
        TELLS,
        Key::optional(
            "time to ask",
            Kind::Duration,
            "How long a person has for it: a number of days, working days, weeks, months or years.",
            "time to ask: 12 months",
        ),
        Key::optional(
            "time to answer",
            Kind::Duration,
            "When an answer comes, likewise.",
            "time to answer: 20 working days",
        ),
        WHERE,
        PHONE,
        EMAIL,
        CITED,
        SURELY,
    ],
    others: None,
};

/// Somebody who helps.
pub static BODY: Shape = Shape {
    name: "somebody who helps",
    meaning: "A body that people can turn to.",
    keys: &[
        Key::required("name", Kind::Text, "Its name.", "name: Shire Advocacy"),
        Key::required(
            "does",
            Kind::Text,
            "What it does, in a sentence.",
            "does: Helps people to say what they want.",
        ),
        WHERE,
        PHONE,
        EMAIL,
        CITED,
    ],
    others: None,
};

/// The council's own ways to challenge, and who helps.
pub static RIGHTS: Shape = Shape {
    name: "a council's rights",
    meaning: "How a person can challenge the council, and who helps with that. What stands in national law need not be said.",
    keys: &[
        Key::optional(
            "complaint",
            Kind::Map(&CHALLENGE),
            "How to complain to the council.",
            "complaint: {title: Complain to the council, say: Write or phone., time to answer: 20 working days}",
        ),
        Key::optional(
            "appeal",
            Kind::Map(&CHALLENGE),
            "How to ask the council to look at a figure again, where it has a way of its own.",
            "appeal: {title: Ask for another look, say: A second worker looks at the figure.}",
        ),
        Key::optional(
            "advocacy",
            Kind::Map(&BODY),
            "Who gives independent advocacy.",
            "advocacy: {name: Shire Advocacy, does: Helps people to say what they want.}",
        ),
        Key::optional(
            "user-led organisation",
            Kind::Map(&BODY),
            "The local organisation that disabled people run themselves.",
            "user-led organisation: {name: Shire Coalition, does: Advises on budgets.}",
        ),
    ],
    others: None,
};

/// Other public money.
pub static MONEY: Shape = Shape {
    name: "other money",
    meaning: "Public money from elsewhere that can come in beside a budget.",
    keys: &[
        TITLE,
        TELLS,
        Key::optional(
            "who decides",
            Kind::Text,
            "Who decides on it.",
            "who decides: The housing council",
        ),
        Key::optional(
            "how to ask",
            Kind::Text,
            "How to ask for it, in a sentence.",
            "how to ask: Write to the housing council.",
        ),
        Key::optional(
            "most",
            Kind::Amount,
            "The most that it gives.",
            r#"most: "£30,000""#,
        ),
        WHERE,
        CITED,
        SURELY,
    ],
    others: None,
};

/// A stage from asking for support to the first payment.
pub static STAGE: Shape = Shape {
    name: "a stage",
    meaning: "A stage from asking for support to the first payment. What it does not say, pages show as not published.",
    keys: &[
        Key::required("stage", Kind::OneOf(STAGES), "Which.", "stage: assessment"),
        Key::optional(
            "who decides",
            Kind::Text,
            "Who decides in it.",
            "who decides: A social worker",
        ),
        Key::optional(
            "target",
            Kind::Duration,
            "How long it ought to take: a number of days, working days, weeks, months or years, or from one number to another.",
            "target: 4 to 6 weeks",
        ),
        Key::optional(
            "really",
            Kind::Duration,
            "How long it really took, likewise.",
            "really: 44 days",
        ),
        Key::optional(
            "really in",
            Kind::Text,
            "Of when that is, and what kind of figure.",
            "really in: on average in 2025-26",
        ),
        CITED,
    ],
    others: None,
};

/// What holds in a nation, for every council there.
pub static NATIONAL_FACTS: Shape = Shape {
    name: "the facts of a nation",
    meaning: "What holds for every council of a nation, whatever the year.",
    keys: &[
        Key::required(
            "sources",
            Kind::Named(&Kind::Map(&SOURCE)),
            "The documents that the facts come from, by name.",
            "sources: {act: {title: Care Act 2014}}",
        ),
        Key::optional(
            "support",
            Kind::List(&[&FACT]),
            "Who can get support.",
            "support: [{title: Anybody can ask, say: Money makes no difference.}]",
        ),
        Key::optional(
            "rights",
            Kind::List(&[&FACT]),
            "What a person has a right to.",
            "rights: [{title: A plan, say: The council writes it down with the person.}]",
        ),
        Key::optional(
            "challenge",
            Kind::List(&[&CHALLENGE]),
            "The routes to challenge, from the first to the last.",
            "challenge: [{title: Complain, say: To the council., time to ask: 12 months}]",
        ),
        Key::optional(
            "help",
            Kind::List(&[&BODY]),
            "Who helps.",
            "help: [{name: The Ombudsman, does: Looks into complaints.}]",
        ),
        Key::optional(
            "other money",
            Kind::List(&[&MONEY]),
            "Other public money.",
            "other money: [{title: Access to Work, say: Pays for support at work.}]",
        ),
        Key::optional(
            "one assessment",
            Kind::List(&[&FACT]),
            "How to have several kinds of money looked at together.",
            "one assessment: [{title: Ask, say: Ask for all of it at once.}]",
        ),
        Key::optional(
            "times",
            Kind::List(&[&FACT]),
            "What the law says of how long things take.",
            "times: [{title: Assessment, say: No number of days is set.}]",
        ),
        Key::optional(
            "meanwhile",
            Kind::List(&[&FACT]),
            "What goes on while a person waits.",
            "meanwhile: [{title: Urgent needs, say: They can be met first.}]",
        ),
        Key::optional(
            "moving",
            Kind::List(&[&FACT]),
            "What happens when a person moves to another council of the nation.",
            "moving: [{title: Tell the new council, say: It has to look before the move.}]",
        ),
        Key::optional(
            "moving to another nation",
            Kind::List(&[&FACT]),
            "What happens when a person moves to a council of another nation.",
            "moving to another nation: [{title: No law, say: The governments agreed to keep care going.}]",
        ),
    ],
    others: None,
};

/// The formats in which a council can tell people things.
pub const FORMATS: &[&str] = &[
    "large print",
    "easy read",
    "audio",
    "braille",
    "sign language",
    "another language",
];

/// Other ways to reach a council.
pub static REACHED: Shape = Shape {
    name: "other ways to reach the council",
    meaning: "How people reach the council who do not phone or email, and the formats that it offers.",
    keys: &[
        Key::optional(
            "relay",
            Kind::Text,
            "How to reach it by text relay.",
            "relay: 18001 01632 960000",
        ),
        Key::optional(
            "post",
            Kind::Text,
            "The address for letters.",
            "post: Adult Care, Shire Hall, Shiretown",
        ),
        Key::optional(
            "formats",
            Kind::ListOf(&Kind::OneOf(FORMATS)),
            "The formats that people can ask for.",
            "formats: [large print, easy read]",
        ),
    ],
    others: None,
};

/// The codes of a council.
pub static AUTHORITY: Shape = Shape {
    name: "the codes of a council",
    meaning: "By which codes other data knows the council, so that the two can be put side by side.",
    keys: &[
        Key::optional(
            "code",
            Kind::CouncilCode,
            "The three letters of the council in the list of local authorities that mySociety keeps. They stay when boundaries change.",
            "code: EXM",
        ),
        Key::optional(
            "gss",
            Kind::List(&[&GSS]),
            "The codes of its area, as the Office for National Statistics gives them. A new boundary has a new one.",
            "gss: [{code: E10000999, from: 2009-04-01}]",
        ),
    ],
    others: None,
};

/// A code of an area.
pub static GSS: Shape = Shape {
    name: "a code of an area",
    meaning: "A letter and eight digits. The first three signs say what kind of council it is; a district council has no adult social care.",
    keys: &[
        Key::required("code", Kind::AreaCode, "The code.", "code: E10000999"),
        Key::optional(
            "from",
            Kind::Date,
            "The first day of the area.",
            "from: 2009-04-01",
        ),
        Key::optional("to", Kind::Date, "Its last day.", "to: 2023-03-31"),
    ],
    others: None,
};
