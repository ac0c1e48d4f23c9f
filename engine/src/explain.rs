//! A working in words: every line a sentence, a result, a reason and an address; and each rule in words, without
//! anybody's answers.

use alloc::{
    borrow::Cow,
    string::{String, ToString},
    vec::Vec,
};
use rust_decimal::Decimal;

use crate::{
    amount::Amount,
    answers::Answers,
    outcome::{Outcome, Taken},
    outline::{Phrase, in_one_line, outline},
    reads::Reads,
    scheme::{
        Band, Cite, Comparison, Condition, Operand, Origin, QuestionKind, Rounding, Scheme, Step,
        Verb,
    },
    sentences::{Teller, is_nothing},
    telling::{self, Telling},
    told::Told,
    unit::Unit,
    value::Reason,
    words::Words,
};

/// A working for people to read. All texts are finished sentences or amounts; those of steps and reasons are outlines:
/// see [`crate::outline`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Explained {
    /// How the first result that rests on points comes from them, an outline for each step of the way: see
    /// [`crate::leads`].
    pub leads: Vec<String>,
    /// The results, in the scheme's order.
    pub results: Vec<ExplainedResult>,
    /// Why the step that decided it is there: the one that ended the working out, or else that of the first result.
    pub because: String,
    /// The answers, in the order of the questions: those of every part.
    pub answers: Vec<ExplainedAnswer>,
    /// The lines of the parts that have been begun, in the order of the steps.
    pub lines: Vec<ExplainedLine>,
    /// What keeps the results from being exact figures, a sentence each: what is not published, then what was not
    /// answered.
    pub gaps: Vec<String>,
    /// How near the next rows of the tables are, an outline for each: `“Points” (114 points).` with `2 points more: £210 a
    /// week.` and `45 points less: £96.50 a week.` below it.
    pub near: Vec<String>,
    /// The last part that has been begun; its results and those of the parts before it are told.
    pub part: usize,
}

impl Explained {
    /// The answers to the questions that are asked, or may be, given the other answers, in the parts that have been
    /// begun.
    pub fn asked(&self) -> impl Iterator<Item = &ExplainedAnswer> {
        self.answers
            .iter()
            .filter(|answer| answer.part <= self.part && answer.asked != Taken::No)
    }
}

/// A result in words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct ExplainedResult {
    /// The result's name in the rules.
    pub id: String,
    /// What it is.
    pub say: String,
    /// Both in a sentence, with how many answers it waits for where it waits for nothing else: `Your budget: between £120
    /// and £210 a week, because one answer is not known.`
    pub sentence: String,
    /// The figure: `£120 a week`, `between £120 and £210 a week`, `cannot be worked out: not published`.
    pub amount: String,
    /// The least that it can be, in digits; nothing where that cannot be said.
    pub low: Option<String>,
    /// The most that it can be.
    pub high: Option<String>,
    /// Who may go beyond it, if anybody, and why no most can be given; a line each.
    pub note: String,
    /// Which part of the estimate it belongs to, from nought.
    pub part: usize,
    /// Of a test: what speaks for it and against it, and who decides, a sentence each.
    pub reasons: Vec<String>,
}

/// An answer in words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct ExplainedAnswer {
    /// The question's name in the rules.
    pub id: String,
    /// The question.
    pub ask: String,
    /// What was answered, or that nothing was.
    pub answer: String,
    /// What it counts, such as `8 points`; empty where it counts nothing.
    pub counts: String,
    /// Whether the question is asked, given the other answers: yes, no, or maybe.
    pub asked: Taken,
    /// Which part of the estimate the question belongs to, from nought.
    pub part: usize,
}

/// A line of the working in words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct ExplainedLine {
    /// The step's name in the rules; its page's address ends in `#step-` and this.
    pub id: String,
    /// What it works out.
    pub say: String,
    /// How: `Add “Home support” (£23.92 a week) and “Day care” (£15.52 a week).`
    pub sentence: String,
    /// What came out.
    pub amount: String,
    /// Why the step is there.
    pub because: String,
    /// Its source and the place in it.
    pub source: String,
    /// Where the source can be read; empty where that is nowhere.
    pub url: String,
    /// Which part of the estimate the step belongs to, from nought.
    pub part: usize,
    /// Whose rule it is, where the scheme extends national rules: see [`describe_origin`].
    pub whose: String,
    /// Whether the step was taken.
    pub taken: Taken,
}

/// Puts an outcome into words. `words` is the catalogue itself: the scheme's own units are added here.
///
/// Where many outcomes are told, an [`Explainer`] is far quicker.
pub fn explain(scheme: &Scheme, answers: &Answers, outcome: &Outcome, words: &Words) -> Explained {
    let words = words.for_scheme(scheme);
    let telling = Telling::of_outcome(scheme, &words, outcome);
    let told = telling.tell(scheme, answers, outcome, &words);
    let dress = |step| Dress::of(scheme, step, &words);
    dressed(scheme, told, dress)
}

/// Puts outcomes of one scheme into words.
#[derive(Debug)]
pub struct Explainer<'a> {
    scheme: &'a Scheme,
    words: Cow<'a, Words>,
    telling: Telling,
    /// By step.
    dresses: Vec<Dress>,
}

/// What is told of every line of a step, whatever comes out.
#[derive(Clone, Debug, Default)]
struct Dress {
    source: String,
    url: String,
    whose: String,
}

impl Dress {
    fn of(scheme: &Scheme, index: usize, words: &Words) -> Self {
        let cite = scheme.steps.get(index).and_then(|step| step.cite.as_ref());
        let source = cite.and_then(|cite| scheme.sources.get(cite.source));
        Self {
            source: describe_cite(scheme, cite, words),
            url: source.map_or_else(String::new, |source| source.url.clone()),
            whose: describe_origin(scheme, index, words),
        }
    }
}

impl<'a> Explainer<'a> {
    /// The texts of a scheme, put together once. `words` is the catalogue itself.
    pub fn of(scheme: &'a Scheme, words: &'a Words) -> Self {
        let words = words.for_scheme(scheme);
        let steps = 0..scheme.steps.len();
        Self {
            telling: Telling::of(scheme, &words),
            dresses: steps.map(|step| Dress::of(scheme, step, &words)).collect(),
            scheme,
            words,
        }
    }

    /// Puts an outcome into words: see [`explain`].
    pub fn explain(&self, answers: &Answers, outcome: &Outcome) -> Explained {
        let told = self.tell(answers, outcome);
        let dress = |step: usize| self.dresses.get(step).cloned().unwrap_or_default();
        dressed(self.scheme, told, dress)
    }

    /// What is told of an outcome alone.
    pub fn tell(&self, answers: &Answers, outcome: &Outcome) -> Told {
        self.telling
            .tell(self.scheme, answers, outcome, &self.words)
    }
}

/// What is told, with the texts of the rules.
fn dressed(scheme: &Scheme, told: Told, dress: impl Fn(usize) -> Dress) -> Explained {
    let results = scheme.results.iter().zip(told.results);
    let results = results.map(|(result, told)| ExplainedResult {
        id: result.id.clone(),
        say: result.say.clone(),
        sentence: told.sentence,
        amount: told.amount,
        low: told.low,
        high: told.high,
        note: told.note,
        part: result.part,
        reasons: told.reasons,
    });
    let answers = scheme.questions.iter().zip(told.answers);
    let answers = answers.map(|(question, told)| ExplainedAnswer {
        id: question.id.clone(),
        ask: question.ask.clone(),
        answer: told.answer,
        counts: told.counts,
        asked: told.asked,
        part: question.part,
    });
    let lines = told.lines.into_iter().filter_map(|told| {
        let step = scheme.steps.get(told.step)?;
        let dress = dress(told.step);
        Some(ExplainedLine {
            id: step.id.clone(),
            say: step.say.clone(),
            sentence: told.sentence,
            amount: told.amount,
            because: step.because.clone(),
            source: dress.source,
            url: dress.url,
            part: step.part,
            whose: dress.whose,
            taken: told.taken,
        })
    });
    Explained {
        leads: told.leads,
        results: results.collect(),
        because: told.because,
        answers: answers.collect(),
        lines: lines.collect(),
        gaps: told.gaps,
        near: told.near,
        part: told.part,
    }
}

/// How many steps are looked through for whether something can be less than nothing.
const DEEPEST: usize = 5;

impl Teller<'_> {
    /// When something comes up: a message with what is left to see of the condition, or that it never does.
    fn only_if(&self, when: &Condition, key: &str) -> Vec<Phrase> {
        if let Some(never) = self.never(when) {
            return [never].into();
        }
        match self.when(&self.not_sure(when)) {
            left if left.line.is_empty() => Vec::new(),
            left => [self.fill(key, &[("condition", left)])].into(),
        }
    }

    /// A condition without what is so for everybody, such as that a charge is nothing or more.
    fn not_sure(&self, condition: &Condition) -> Condition {
        let is_sure = |condition: &Condition| {
            matches!(condition, Condition::Compare { left, is: Comparison::AtLeast, right }
                if self.is_nothing(right) && self.is_never_less(left, DEEPEST))
        };
        let parts = match condition {
            Condition::All(of) => of.as_slice(),
            one => core::slice::from_ref(one),
        };
        if !parts.iter().any(is_sure) {
            return condition.clone();
        }
        let open = parts.iter().filter(|part| !is_sure(part));
        Condition::All(open.cloned().collect())
    }

    fn is_nothing(&self, operand: &Operand) -> bool {
        match operand {
            Operand::Rate(rate) => {
                let rate = self.scheme.rates.get(*rate);
                rate.is_some_and(|rate| rate.amount == Amount::NOTHING && rate.dated.is_empty())
            }
            other => is_nothing(other),
        }
    }

    /// Whether something is never less than nothing, as far as that shows within so many steps.
    fn is_never_less(&self, operand: &Operand, within: usize) -> bool {
        let is_never = |operand: &Operand| self.is_never_less(operand, within.saturating_sub(1));
        match operand {
            Operand::Literal { .. } | Operand::Rate(_) | Operand::Answer(_) => {
                let least = match operand {
                    Operand::Literal { amount, .. } => Some(*amount),
                    Operand::Rate(rate) => self.scheme.rates.get(*rate).map(|rate| rate.amount),
                    Operand::Answer(question) => {
                        match self.scheme.questions.get(*question).map(|one| &one.kind) {
                            Some(QuestionKind::Number { least, .. }) => Some(Amount::Exact(*least)),
                            _ => None,
                        }
                    }
                    _ => None,
                };
                match least {
                    Some(Amount::Exact(figure)) => !figure.is_sign_negative(),
                    least => least == Some(Amount::NoLimit),
                }
            }
            Operand::ByAnswer { choices, .. } => choices.iter().all(is_never),
            Operand::Step(_) if within == 0 => false,
            Operand::Step(step) => match self.scheme.steps.get(*step).map(|step| &step.verb) {
                Some(Verb::Sum { add, less }) => less.is_empty() && add.iter().all(is_never),
                Some(Verb::LeastOf(of) | Verb::Multiply(of)) => of.iter().all(is_never),
                Some(Verb::GreatestOf(of)) => of.iter().any(is_never),
                Some(Verb::Units { count: a, at: b } | Verb::Share { percent: a, of: b }) => {
                    is_never(a) && is_never(b)
                }
                Some(Verb::Round(what) | Verb::Convert { what, .. }) => is_never(what),
                _ => false,
            },
        }
    }
}

/// Whose rule a step is, in a sentence: the national one or what is customary in the nation, that with a figure of the council's, or the council's. Empty
/// where the scheme extends no national rules.
pub fn describe_origin(scheme: &Scheme, step: usize, words: &Words) -> String {
    let (Some(national), Some(rule)) = (&scheme.national, scheme.steps.get(step)) else {
        return String::new();
    };
    let is_customary = national.customary_steps.contains(&step);
    let key = match national.steps.get(step).copied().unwrap_or_default() {
        Origin::Changed if is_customary => "whose-customary-changed",
        Origin::Changed => "whose-changed",
        Origin::Own => "whose-own",
        Origin::National => {
            let mut reads = Reads::new(scheme);
            reads.step(rule);
            let is_changed = |rate: &usize| national.rates.get(*rate) == Some(&Origin::Changed);
            match (reads.rates.iter().any(is_changed), is_customary) {
                (true, true) => "whose-customary-figure",
                (true, false) => "whose-figure",
                (false, true) => "whose-customary",
                (false, false) => "whose-national",
            }
        }
    };
    words.say(key, &[("nation", &national.nation)])
}

/// A step of the rules as a plain sentence that can be followed by hand.
pub fn describe_step(scheme: &Scheme, step: &Step, words: &Words) -> String {
    let teller = Teller {
        scheme,
        words: &words.for_scheme(scheme),
        is_working: false,
    };
    let sentence = telling::phrases(teller, step);
    match (&step.when, &step.verb) {
        (Some(when), verb) if !matches!(verb, Verb::Stop { .. }) => {
            let mut told = teller.only_if(when, "step-when");
            if teller.never(when).is_none() {
                told.extend(sentence);
            }
            outline(&told)
        }
        _ => outline(&sentence),
    }
}

/// When something of the rules comes up, as an outline: a message with the condition in it, or that it never does by
/// these rules. Empty where it always does.
pub fn describe_when(scheme: &Scheme, when: &Condition, key: &str, words: &Words) -> String {
    let teller = Teller {
        scheme,
        words: &words.for_scheme(scheme),
        is_working: false,
    };
    outline(&teller.only_if(when, key))
}

/// A condition as a clause in one line: `“Points” is 70 points or more`.
pub fn describe_condition(scheme: &Scheme, condition: &Condition, words: &Words) -> String {
    let clause = Teller {
        scheme,
        words: &words.for_scheme(scheme),
        is_working: false,
    }
    .condition(condition);
    let clause = in_one_line(&outline(&[clause]));
    clause.trim_end_matches('.').to_string()
}

/// Why a value is not one exact figure, as a sentence; empty where that is not an amount of the rules.
pub fn describe_reason(scheme: &Scheme, why: &Reason, words: &Words) -> String {
    Teller {
        scheme,
        words: &words.for_scheme(scheme),
        is_working: false,
    }
    .reason(why)
}

/// A rounding as a phrase: `to the nearest whole penny, a half counting as a whole one`.
pub fn describe_rounding(
    scheme: &Scheme,
    rounding: Rounding,
    unit: &Unit,
    words: &Words,
) -> String {
    Teller {
        scheme,
        words,
        is_working: false,
    }
    .rounding(rounding, unit)
}

/// A band as a phrase: `from 70 to 115 points`.
pub fn describe_band(band: &Band, unit: &Unit, words: &Words) -> String {
    let bare = Unit::none();
    let low_unit = if unit.is_money() {
        Unit::of(crate::unit::POUND)
    } else {
        bare
    };
    let (key, low, high) = match (band.from, band.to) {
        (Some(from), Some(to)) if from == to && !band.under => ("band-at", from, to),
        (Some(from), Some(to)) if band.under => ("band-under", from, to),
        (Some(from), Some(to)) => ("band", from, to),
        (Some(from), None) => ("band-from", from, from),
        (None, Some(to)) if band.under => ("band-only-under", to, to),
        (None, Some(to)) => ("band-to", to, to),
        (None, None) => ("band-any", Decimal::ZERO, Decimal::ZERO),
    };
    words.say(
        key,
        &[
            ("from", &words.quantity(low, &low_unit)),
            ("to", &words.quantity(high, unit)),
        ],
    )
}

/// A source and the place in it, in words.
pub fn describe_cite(scheme: &Scheme, cite: Option<&Cite>, words: &Words) -> String {
    let Some((cite, source)) = cite.and_then(|cite| Some((cite, scheme.sources.get(cite.source)?)))
    else {
        return String::new();
    };
    if cite.at.is_empty() {
        return source.title.clone();
    }
    words.say("cite", &[("title", &source.title), ("at", &cite.at)])
}
