//! The estimate: a worksheet to fill in on paper, and a form that the browser works out where it can.

use serde::Serialize;
use upfront_engine::{Amount, Scheme, answers::DO_NOT_KNOW, scheme::Table};

use super::{
    Body, Input, Page,
    content::Titled,
    data, dates,
    frame::{Frame, folder},
    gaps::gaps,
    grid::{Grid, grid},
    holding::{Held, forms},
    in_short::{self, InShort},
    possible,
    prose::View,
    question::{Asked, PeriodChoice, asked_when, questionnaire, questions},
    route::{Place, Route},
    terms,
};
use crate::{check::speaks_of_the_reader, messages::Person};

/// How many questions people answer in a minute, when they think about each.
const QUESTIONS_A_MINUTE: usize = 3;

/// The worksheet and the estimator.
#[derive(Clone, Debug, Serialize)]
pub struct Estimate {
    /// Its parts, in order: one at least.
    pub parts: Vec<Part>,
    /// What stands at the start of the page.
    pub start: Start,
    /// What a worksheet has beside its lines.
    pub worksheet: Worksheet,
    /// What the page has with a result.
    pub result: ResultPage,
    /// What a letter to the council says.
    pub letter: Letter,
    /// What tells which rules and which engine worked an estimate out.
    pub receipt: Receipt,
    /// The rules that the page reads.
    pub rules: String,
    /// What the page's scripts read: [`Facts`] as JSON, for a `script` element.
    pub facts: String,
    /// What stands for *I do not know* where an answer is written as text.
    pub do_not_know: &'static str,
}

/// What stands at the start of the page.
#[derive(Clone, Debug, Serialize)]
pub struct Start {
    /// Whom it is for; empty where that is not said.
    pub group: String,
    /// Words in that which not everybody knows, a sentence each.
    pub results_terms: Vec<String>,
    /// Where a person who answers for themselves starts.
    pub yourself: String,
    /// Where one who answers for someone else starts.
    pub someone_else: String,
    /// Whom the questions are about, in a sentence; empty where they are about the reader.
    pub about_them: String,
    /// Whether the questions speak of the reader.
    pub says_you: bool,
    /// Words for the list of what the council does not publish; empty where there is nothing.
    pub leaves_out: String,
    /// What to know before starting, as HTML.
    pub before: String,
    /// What the council does not publish of its questions, in a sentence.
    pub questionnaire: String,
}

/// What a worksheet has beside its lines.
#[derive(Clone, Debug, Serialize)]
pub struct Worksheet {
    /// The tables that the lines look things up in.
    pub tables: Vec<Sheet>,
    /// The named amounts that change within the edition: a line has only one of theirs.
    pub rates: Vec<Price>,
    /// The periods that a number may be for, and how it is turned: each list once.
    pub periods: Vec<Vec<PeriodChoice>>,
    /// What to do with the lines where that is not plain, a sentence or more each.
    pub paper: Vec<String>,
}

/// What the page has with a result.
#[derive(Clone, Debug, Serialize)]
pub struct ResultPage {
    /// Who decides, in a sentence or two.
    pub who_decides: String,
    /// Words in the working that not everybody knows, a sentence each, with the part that they first come up in.
    pub terms: Vec<(usize, String)>,
    /// Whether a question asks for a fact that nobody can change.
    pub fixed: bool,
    /// The ways to hold a budget; none where the council tells of none.
    pub forms: Vec<Held>,
    /// The worked examples, which can be opened here.
    pub examples: Vec<Named>,
    /// What to do next, how to challenge a figure and whom to ask.
    pub after: Vec<Titled>,
}

/// What a letter to the council says.
#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    /// What a letter says that asks the council to explain a figure, as HTML.
    pub explain: String,
    /// What one says that asks for a review, as HTML.
    pub review: String,
    /// What law and guidance say of the figures, as HTML; empty where it is not known which law holds.
    pub law: String,
    /// Who can tell which law holds, as HTML.
    pub advice: String,
    /// Whether the rules are a nation's, so that no one council is written to.
    pub nation: bool,
}

/// What tells which rules and which engine worked an estimate out.
#[derive(Clone, Debug, Serialize)]
pub struct Receipt {
    /// The beginning of the hash of the rules.
    pub hash: String,
    /// The version of the engine.
    pub engine: String,
}

/// What the page holds for its scripts. `js/data.d.ts` has the same for them.
#[derive(Clone, Debug, Serialize)]
pub struct Facts {
    /// The way to the edition's first page.
    pub home: String,
    /// The rules' stable name, for those who keep their answers.
    pub scheme: String,
    /// Their edition.
    pub edition: String,
    /// Every edition of the site that asks these questions.
    pub editions: Vec<String>,
    /// The hash of the rules.
    pub rules: String,
    /// The council.
    pub council: String,
    /// The version of the engine.
    pub version: &'static str,
    /// The name of a file of answers.
    pub file: String,
    /// The names of the months.
    pub months: Vec<String>,
    /// What stands for *I do not know* where an answer is written as text.
    pub unknown: &'static str,
}

/// A part of the estimate: the questions that come before its results, and the lines.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Its heading on the worksheet; empty where there is only one.
    pub heading: String,
    /// What it works out.
    pub results: Vec<String>,
    /// How many questions there are and how long they take, in a sentence.
    pub takes: String,
    /// What to have to hand, in a sentence.
    pub hand: String,
    /// The words that lead on to it from the part before it.
    pub go_on: String,
    /// Its questions, in order.
    pub questions: Vec<Asked>,
    /// Its lines to fill in, in order.
    pub lines: Vec<Blank>,
}

/// A table of the worksheet.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// Its name in the rules.
    pub id: String,
    /// How to read it.
    pub reads: String,
    /// Its rows.
    pub grid: Grid,
}

/// A named amount of the worksheet.
#[derive(Clone, Debug, Serialize)]
pub struct Price {
    /// Its name in plain words.
    pub say: String,
    /// Its amounts by date, a sentence each.
    pub dates: Vec<String>,
}

/// A worked example by name.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// Its name in the rules.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Its page.
    pub href: String,
}

/// A line to fill in.
#[derive(Clone, Debug, Serialize)]
pub struct Blank {
    /// The step's name in the rules.
    pub id: String,
    /// Its letter.
    pub letter: String,
    /// What it works out.
    pub say: String,
    /// How, in few words: its rule in full is on the page of rules.
    pub sentence: String,
    /// Whether a person came for it.
    pub result: bool,
}

/// The page.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Page {
    let words = input.words;
    let of = |place| Route::Edition(&scheme.id, place);
    let place = Place::Estimate(input.voice.1);
    let to = |place| of(Place::Estimate(input.voice.1)).to(of(place));
    let mut frame = Frame::of_edition(
        input,
        scheme,
        place,
        words.say("page-estimate-heading", &[]),
        words.say(
            "page-estimate-description",
            &[("council", &scheme.council), ("title", &scheme.title)],
        ),
    );
    frame.runs_the_engine = true;
    let top = frame.top.clone();
    let view = View::of_edition(input, scheme, &top);
    let prose = |name: &str, level| input.content.html(view, name, level);
    let first = scheme.questions.iter().find(|question| question.part == 0);
    let first = first.map_or_else(
        || "#result".to_owned(),
        |question| format!("#q/{}", question.id),
    );
    let (yourself, someone_else) = match input.voice.1 {
        Person::Yourself => {
            let for_them = to(Place::Estimate(Person::SomeoneElse));
            (first.clone(), format!("{for_them}{first}"))
        }
        Person::SomeoneElse => {
            let for_yourself = to(Place::Estimate(Person::Yourself));
            (format!("{for_yourself}{first}"), first)
        }
    };
    let law = scheme.law.iter().map(|law| {
        let name = format!("letter-{}", law.replace(' ', "-"));
        prose(&name, 3)
    });
    let law: Vec<String> = law.collect();
    // In whatever words a page asks, its rules are the same.
    let of_this_name = input.schemes.iter().find(|other| other.id == scheme.id);
    let hash = of_this_name.map_or(scheme.hash.as_str(), |rules| rules.hash.as_str());
    // Whether somebody may be helped at all is told with reasons, and not as a figure.
    let is_test = |step: usize| {
        scheme
            .steps
            .get(step)
            .is_some_and(|step| step.unit.is_test())
    };
    let (before, after, who_decides): (_, &[&str], _) =
        if scheme.results.iter().all(|result| is_test(result.step)) {
            (
                "estimate-eligibility",
                &["assessment", "help"],
                "page-results-only-assessment",
            )
        } else {
            (
                "estimate",
                &["next", "indicative", "challenge", "help"],
                "page-results-only-council",
            )
        };
    let sheets = scheme
        .tables
        .iter()
        .map(|table| {
            let (grid, reads) = grid(scheme, table, words);
            Sheet {
                id: table.id.clone(),
                reads,
                grid,
            }
        })
        .collect();
    let says_you = speaks_of_the_reader(scheme);
    let of_this_folder = input.schemes.iter();
    let of_this_folder = of_this_folder.filter(|other| folder(other) == folder(scheme));
    let facts = Facts {
        home: frame.home.clone(),
        scheme: scheme.id.clone(),
        edition: scheme.edition.clone(),
        editions: of_this_folder.map(|other| other.edition.clone()).collect(),
        rules: hash.to_owned(),
        council: scheme.council.clone(),
        version: upfront_engine::VERSION,
        file: format!("{}-answers.json", scheme.id.replace('/', "-")),
        months: (1..=12)
            .map(|month| words.say(&format!("page-month-{month}"), &[]))
            .collect(),
        unknown: DO_NOT_KNOW,
    };
    let facts = data::in_script(&facts);
    let mut the_parts = parts(input, scheme);
    let mut periods: Vec<Vec<PeriodChoice>> = Vec::new();
    let questions = the_parts.iter_mut().flat_map(|part| &mut part.questions);
    for number in questions.filter_map(|question| question.number.as_mut()) {
        if number.periods.is_empty() {
            continue;
        }
        // Many questions have the same: the page has each list once.
        let own = std::mem::take(&mut number.periods);
        let known = periods.iter().position(|list| *list == own);
        let place = known.unwrap_or(periods.len());
        number.periods_id = format!("periods-{place}");
        if known.is_none() {
            periods.push(own);
        }
    }
    Page {
        path: of(place).path(),
        body: Body::Estimate(Box::new(Estimate {
            parts: the_parts,
            start: Start {
                group: scheme.group.clone(),
                results_terms: input
                    .terms
                    .explained(scheme.results.iter().map(|result| result.say.as_str())),
                yourself,
                someone_else,
                about_them: match (input.voice.1, says_you) {
                    (Person::Yourself, _) => String::new(),
                    (Person::SomeoneElse, true) => words.say("page-estimate-you-is-them", &[]),
                    (Person::SomeoneElse, false) => words.say("page-estimate-about-them", &[]),
                },
                says_you,
                leaves_out: if gaps(scheme, words).is_empty() {
                    String::new()
                } else {
                    words.say("page-estimate-leaves-out", &[])
                },
                before: prose(before, 2),
                questionnaire: questionnaire(scheme, words),
            },
            worksheet: Worksheet {
                tables: sheets,
                rates: scheme
                    .rates
                    .iter()
                    .map(|rate| Price {
                        say: rate.say.clone(),
                        dates: dates::amounts(scheme, rate, input.as_of, words),
                    })
                    .filter(|price| !price.dates.is_empty())
                    .collect(),
                paper: paper(input, scheme),
                periods,
            },
            result: ResultPage {
                who_decides: words.say(who_decides, &[]),
                terms: terms::by_part(scheme, input.terms),
                fixed: scheme.questions.iter().any(|question| question.fixed),
                forms: forms(scheme, input.open, words),
                examples: scheme
                    .examples
                    .iter()
                    .map(|example| Named {
                        id: example.id.clone(),
                        title: example.title.clone(),
                        href: to(Place::Example(&example.id)),
                    })
                    .collect(),
                after: after
                    .iter()
                    .map(|name| input.content.titled(view, name, 3))
                    .collect(),
            },
            letter: Letter {
                explain: prose("letter-explain", 3),
                review: prose("letter-review", 3),
                law: law.join(""),
                advice: prose("letter-advice", 3),
                nation: input.site.nations.contains(folder(scheme)),
            },
            receipt: Receipt {
                hash: hash.get(..12).unwrap_or(hash).to_owned(),
                engine: upfront_engine::VERSION.to_owned(),
            },
            rules: to(Place::Packed(input.voice.1)),
            facts,
            do_not_know: DO_NOT_KNOW,
        })),
        frame,
    }
}

/// What to do with the lines of the worksheet where that is not plain.
fn paper(input: Input<'_>, scheme: &Scheme) -> Vec<String> {
    let words = input.words;
    let is_tests = scheme.steps.iter().all(|step| step.unit.is_test());
    let mut keys = if is_tests {
        vec!["page-paper-unknown-test"]
    } else {
        vec!["page-paper-nothing", "page-paper-unknown"]
    };
    // Where a line or a table says it.
    let no_limit = words.say("amount-no-limit", &[]);
    let says = |step| input.rule(scheme, step).contains(&no_limit);
    if scheme.steps.iter().any(says) || scheme.tables.iter().any(gives_no_limit) {
        keys.push("page-paper-no-limit");
    }
    keys.iter().map(|key| words.say(key, &[])).collect()
}

/// Whether a table gives `no limit` somewhere.
fn gives_no_limit(table: &Table) -> bool {
    table.amounts().contains(&Amount::NoLimit)
}

/// The parts of the estimate: see [`upfront_engine::parts`].
fn parts(input: Input<'_>, scheme: &Scheme) -> Vec<Part> {
    let words = input.words;
    let letters = possible::letters(scheme, input.open);
    // Few words lead nowhere: where nobody reads them, there is nothing to find in them.
    let pairs = || {
        let numbers = possible::numbers(scheme, words);
        in_short::pairs(scheme, &letters, &numbers, words)
    };
    let short = InShort::of(input.is_kept.then(pairs).unwrap_or_default());
    let asked = asked(input, scheme, &short);
    // Whoever works it out by hand takes one thing at a time.
    let apart = Scheme {
        bookkeeping: Vec::new(),
        ..scheme.clone()
    };
    let is_result = |index: usize| scheme.results.iter().any(|result| result.step == index);
    let last = scheme.results.last().map_or(0, |result| result.part);
    let parts = (0..=last).map(|part| {
        let results: Vec<String> = scheme
            .results
            .iter()
            .filter(|result| result.part == part)
            .map(|result| result.say.clone())
            .collect();
        let questions: Vec<Asked> = scheme
            .questions
            .iter()
            .zip(&asked)
            .filter(|(question, _)| question.part == part)
            .filter_map(|(_, asked)| asked.clone())
            .collect();
        let lines = scheme.steps.iter().enumerate().zip(&letters);
        let lines = lines.filter(|((_, step), _)| step.part == part);
        let number = (part + 1).to_string();
        let count = questions.len().to_string();
        let minutes = questions.len().div_ceil(QUESTIONS_A_MINUTE);
        let takes = match (part, minutes) {
            (0, 0..=2) => "page-estimate-minute",
            (0, _) => "page-estimate-minutes",
            (_, 0..=2) => "page-part-minute",
            _ => "page-part-minutes",
        };
        let mut numbers = questions
            .iter()
            .filter_map(|question| question.number.as_ref());
        let hand = if numbers.any(|number| !number.before.is_empty()) {
            "page-estimate-hand-money"
        } else {
            "page-estimate-hand-needs"
        };
        let first = results.first().map_or("", String::as_str);
        Part {
            heading: if last == 0 {
                String::new()
            } else {
                words.say("page-part-heading", &[("number", &number), ("what", first)])
            },
            takes: words.say(
                takes,
                &[
                    ("number", &number),
                    ("count", &count),
                    ("minutes", &minutes.to_string()),
                ],
            ),
            hand: words.say(hand, &[]),
            go_on: words.say("page-part-go-on", &[("what", &in_a_sentence(first))]),
            lines: lines
                .filter_map(|((index, step), letter)| {
                    let sentence = input.rule(&apart, step);
                    Some(Blank {
                        letter: letter.clone()?,
                        id: step.id.clone(),
                        say: step.say.clone(),
                        sentence: short.sentence(&sentence),
                        result: is_result(index),
                    })
                })
                .collect(),
            questions,
            results,
        }
    });
    parts.collect()
}

/// The questions that can be asked, numbered as they come; `None` for those that these rules never ask.
fn asked(input: Input<'_>, scheme: &Scheme, short: &InShort) -> Vec<Option<Asked>> {
    let words = input.words;
    let numbers = possible::numbers(scheme, words);
    let asked = questions(scheme, input.terms, words)
        .into_iter()
        .zip(numbers);
    let asked = asked
        .zip(&scheme.questions)
        .map(|((asked, place), question)| {
            let when = question.when.as_ref().and_then(possible::left_to_see);
            let when = asked_when(scheme, when.as_ref(), words);
            Some(Asked {
                place: place?,
                asked_when: short.sentence(&when),
                ..asked
            })
        });
    asked.collect()
}

/// What a result is called, where a sentence goes on with it: its first letter is small, unless a name in capitals
/// stands first.
fn in_a_sentence(say: &str) -> String {
    let mut letters = say.chars();
    match letters.next() {
        Some(first) if !letters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => say.to_owned(),
    }
}

/// A, B, … Z, AA, AB, … for the lines of the worksheet, from one.
pub(super) fn letter(number: usize) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{in_a_sentence, letter};

    #[test]
    fn lines_are_lettered_as_columns_of_a_spreadsheet() {
        assert_eq!(
            [1, 26, 27, 52, 53].map(letter),
            ["A", "Z", "AA", "AZ", "BA"]
        );
    }

    #[test]
    fn a_result_is_named_in_a_sentence_with_a_small_letter() {
        for (say, said) in [
            ("What you might pay", "what you might pay"),
            ("DRE a week", "DRE a week"),
            ("", ""),
        ] {
            assert_eq!(in_a_sentence(say), said);
        }
    }
}
