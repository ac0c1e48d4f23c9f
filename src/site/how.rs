//! How the amount is worked out: a map of the steps, then each of its boxes with its rule, its table and a worked
//! number. Every step, question, rate and table has an address of its own.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use upfront_engine::{
    Scheme,
    reads::Reads,
    scheme::{Operand, Origin, Table, TableKind, Verb},
    words::Words,
};

use super::{
    Body, Input, Page, Pages,
    cite::{Mark, Mention, References},
    dates,
    frame::{Frame, Link, link},
    grid::{Cell, Grid, cell, grid},
    question::questionnaire,
    route::{Place, Route},
    terms,
    whose::{self, Whose},
    worked::{Edition, Worked},
};
use crate::{
    analyse::Block,
    chart::{BandChart, band_chart, map},
};

/// How the amount is worked out.
#[derive(Clone, Debug, Serialize)]
pub struct How {
    /// From what to what the rules lead, in a sentence.
    pub lead: String,
    /// Which national rules the council's were laid over, in a sentence; empty where it extends none.
    pub national: String,
    /// The example whose figures stand in the boxes.
    pub example: Option<Link>,
    /// The parts of the estimate, in order.
    pub stretches: Vec<Stretch>,
    /// What the council does not publish of its questions, in a sentence.
    pub questionnaire: String,
    /// What no step reads.
    pub unread: Read,
    /// What all answers together lead to, where that is told.
    pub results: Option<Link>,
    /// Words that not everybody knows, a sentence each.
    pub terms: Vec<String>,
}

/// A part of the estimate.
#[derive(Clone, Debug, Serialize)]
pub struct Stretch {
    /// What it leads to.
    pub heading: String,
    /// The boxes of its map, each after those that lead to it.
    pub boxes: Vec<MapBox>,
    /// How many columns the map has; none where it is too wide to be drawn.
    pub columns: usize,
    /// The arrows behind the boxes, as SVG.
    pub arrows: String,
    /// The rules of the boxes.
    pub sections: Vec<Section>,
}

/// A box of the map.
#[derive(Clone, Debug, Serialize)]
pub struct MapBox {
    /// Its rules.
    pub href: String,
    /// What it looks like: `questions`, `result`, `national`, `own`, `both`, `before` or `plain`.
    pub shape: &'static str,
    /// The same in words; empty where all rules are of one kind.
    pub mark: String,
    /// What it is.
    pub say: String,
    /// What it came to in the example; empty where it came to no figure.
    pub amount: String,
    /// Its column, from one.
    pub column: usize,
    /// The first of its two rows, from one.
    pub row: usize,
}

/// The rules of a box.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// The step that gives its figure.
    pub head: Told,
    /// What a person came for and gets here, in a sentence; empty where it is not a result.
    pub result: String,
    /// The tables that it looks up, with their charts.
    pub tables: Vec<Shown>,
    /// What it came to in the example.
    pub worked: Option<WorkedNumber>,
    /// The steps that lead to it.
    pub steps: Vec<Told>,
    /// What they read, where no box before it does.
    pub read: Read,
}

/// What a rule came to in an example.
#[derive(Clone, Debug, Serialize)]
pub struct WorkedNumber {
    /// The example, and what the rule came to.
    pub say: String,
    /// How, an outline.
    pub sentence: String,
}

/// The amounts and questions that steps read.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Read {
    /// The named amounts.
    pub rates: Vec<Named>,
    /// The questions, each with its place on their page.
    pub questions: Vec<Question>,
    /// The tables, where nothing looks them up.
    pub tables: Vec<Shown>,
}

/// A question, and its page.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Its name in the rules.
    pub id: String,
    /// The question, as put.
    pub ask: String,
    /// Where its answers and what they count stand.
    pub href: String,
}

/// A step in words.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// Its name in the rules.
    pub id: String,
    /// The steps that are told within it, by name.
    pub within: Vec<String>,
    /// What it works out.
    pub say: String,
    /// How.
    pub sentence: String,
    /// Why it is there.
    pub because: String,
    /// Who may go beyond it, in a sentence; empty where nobody may.
    pub exceeded: String,
    /// That it depends on what there is to go round, in a sentence; empty where it does not.
    pub supply: String,
    /// Whose rule it is; `None` where the scheme extends no national rules, or where it is told already.
    pub whose: Option<Whose>,
    /// Where it comes from, with a way back from there.
    pub mark: Option<Mark>,
    /// Where it comes from.
    pub mention: Option<Mention>,
}

/// A named amount in words.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// Its name in the rules.
    pub id: String,
    /// Its name in plain words.
    pub say: String,
    /// The amount.
    pub amount: Cell,
    /// Its amounts by date, a sentence each, where it changes within the edition.
    pub dates: Vec<String>,
    /// What to know about it.
    pub note: String,
    /// That it is the council's in the place of a national one, and how they compare; empty for others.
    pub changed: String,
    /// How sure it is, in a sentence; empty where it was read in its source.
    pub sure: String,
    /// Where it comes from.
    pub mention: Option<Mention>,
}

/// A table in words, with its chart.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// Its name in the rules.
    pub id: String,
    /// Its caption.
    pub say: String,
    /// How to read it.
    pub reads: String,
    /// What to know about it.
    pub note: String,
    /// Its rows.
    pub grid: Grid,
    /// Its chart, where it can be drawn and shows more than the table.
    pub chart: Option<BandChart>,
    /// Its rows as a file; empty where there is none.
    pub csv: String,
    /// Whose table it is, in a sentence; empty where the scheme extends no national rules.
    pub whose: String,
    /// Where it comes from.
    pub mark: Option<Mark>,
}

/// A table by answer with fewer rows is read at a glance: bars would say nothing more.
const BARS: usize = 4;

/// The name of a box is cut after so many letters: the rule below it has the whole.
const LETTERS: usize = 40;

/// The page. The rows of its charts are added to the site's files.
pub fn page(
    input: Input<'_>,
    edition: &Edition<'_>,
    has_results: bool,
    made: &mut Pages<'_>,
) -> Page {
    let (words, scheme) = (input.words, edition.scheme);
    let route = Route::Edition(&scheme.id, Place::How);
    let to = |place| route.to(Route::Edition(&scheme.id, place));
    let shown = edition.shown();
    let mut telling = Telling {
        input,
        edition,
        shown,
        references: References::new(scheme, words),
        told: BTreeSet::new(),
        made,
    };
    let last = edition.blocks.iter().map(|block| block.part).max();
    let parts = 0..=last.unwrap_or(0);
    let stretches: Vec<Stretch> = parts.filter_map(|part| telling.stretch(part)).collect();
    let unread = telling.unread();
    let references = telling.references.listed();
    // Of each part what it is for: the first of its results.
    let mut of_parts = scheme.results.clone();
    of_parts.dedup_by_key(|result| result.part);
    let results: Vec<String> = of_parts
        .iter()
        .map(|result| words.say("chart-quoted", &[("text", &result.say)]))
        .collect();
    let mut frame = Frame::of_edition(
        input,
        scheme,
        Place::How,
        words.say("page-how-heading", &[]),
        words.say(
            "page-how-description",
            &[("council", &scheme.council), ("title", &scheme.title)],
        ),
    );
    frame.references = references;
    Page {
        path: route.path(),
        body: Body::How(How {
            lead: words.say("page-how-lead", &[("results", &words.list(&results))]),
            national: whose::national(scheme, words),
            example: shown.map(|worked| {
                let example = worked.example;
                link(to(Place::Example(&example.id)), example.title.clone())
            }),
            stretches,
            questionnaire: questionnaire(scheme, words),
            unread,
            results: has_results
                .then(|| link(to(Place::Results), words.say("page-all-answers-link", &[]))),
            terms: input.terms.explained(terms::of_working(scheme)),
        }),
        frame,
    }
}

/// What a page is told from, and what has been told already.
struct Telling<'a, 'f, 'p> {
    input: Input<'a>,
    edition: &'a Edition<'a>,
    /// The example whose figures are shown.
    shown: Option<&'a Worked<'a>>,
    references: References<'a>,
    /// The addresses of what has been told.
    told: BTreeSet<String>,
    made: &'f mut Pages<'p>,
}

impl Telling<'_, '_, '_> {
    fn scheme(&self) -> &Scheme {
        self.edition.scheme
    }

    fn words(&self) -> &Words {
        self.input.words
    }

    /// A part of the estimate; `None` where it has no step.
    fn stretch(&mut self, part: usize) -> Option<Stretch> {
        let edition = self.edition;
        let blocks: Vec<(usize, &Block)> = edition
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| block.part == part)
            .collect();
        let (_, last) = blocks.last()?;
        let results = edition.scheme.results.iter();
        let result = results.clone().find(|result| result.part == part);
        let leads_to = result.map_or_else(
            || {
                edition
                    .scheme
                    .steps
                    .get(last.head)
                    .map(|step| step.say.clone())
            },
            |result| Some(result.say.clone()),
        );
        let heading = self.words().say(
            "page-how-part",
            &[("result", &leads_to.unwrap_or_default())],
        );
        let (mut boxes, ways) = self.boxes(&blocks, part);
        let draw = || map::map(boxes.len(), &ways);
        let drawn = self.input.is_kept.then(draw).flatten();
        for (one, spot) in boxes
            .iter_mut()
            .zip(drawn.iter().flat_map(|map| &map.places))
        {
            one.column = spot.column;
            one.row = spot.row;
        }
        let sections = blocks.iter().filter_map(|(_, block)| self.section(block));
        let sections = sections.collect();
        let (columns, arrows) = drawn.map_or((0, String::new()), |map| (map.columns, map.arrows));
        Some(Stretch {
            heading,
            boxes,
            columns,
            arrows,
            sections,
        })
    }

    /// The boxes of a part's map, and which leads to which: the questions, what comes from the parts before, and the blocks.
    fn boxes(&self, blocks: &[(usize, &Block)], part: usize) -> (Vec<MapBox>, Vec<(usize, usize)>) {
        let (scheme, words) = (self.scheme(), self.words());
        let asked = scheme
            .questions
            .iter()
            .filter(|one| one.part == part)
            .count();
        let mut boxes = Vec::new();
        if asked > 0 {
            let route = Route::Edition(&scheme.id, Place::How);
            let key = if asked == 1 {
                "page-map-question"
            } else {
                "page-map-questions"
            };
            boxes.push(MapBox {
                href: route.to(Route::Edition(&scheme.id, Place::Questions)),
                shape: "questions",
                mark: words.say("page-map-asked", &[]),
                say: words.say(key, &[("count", &asked.to_string())]),
                amount: String::new(),
                column: 0,
                row: 0,
            });
        }
        let mut place: BTreeMap<usize, usize> = BTreeMap::new();
        let mut ways = Vec::new();
        for (index, block) in blocks {
            for read in &block.reads {
                let before = self.edition.blocks.get(*read);
                if let Some(before) = before.filter(|before| before.part != part)
                    && !place.contains_key(read)
                {
                    place.insert(*read, boxes.len());
                    let mark = words.say("page-map-before", &[]);
                    boxes.extend(self.a_box(before, "before", mark));
                }
            }
            place.insert(*index, boxes.len());
            let (shape, mark) = self.whose(block);
            boxes.extend(self.a_box(block, shape, mark));
        }
        for (index, block) in blocks {
            let Some(here) = place.get(index).copied() else {
                continue;
            };
            let read = block.reads.iter().filter_map(|read| place.get(read));
            ways.extend(read.map(|read| (*read, here)));
            let mut reads = Reads::new(scheme);
            for step in block
                .steps
                .iter()
                .filter_map(|step| scheme.steps.get(*step))
            {
                reads.add(step);
            }
            if asked > 0 && !reads.questions.is_empty() {
                ways.push((0, here));
            }
        }
        (boxes, ways)
    }

    fn a_box(&self, block: &Block, shape: &'static str, mark: String) -> Option<MapBox> {
        let step = self.scheme().steps.get(block.head)?;
        let mut say: String = step.say.clone();
        if say.chars().count() > LETTERS {
            say = say.chars().take(LETTERS).collect();
            let whole = say.rfind(' ').unwrap_or(say.len());
            say.truncate(whole);
            say.push('…');
        }
        let amount = self.shown.map_or_else(String::new, |worked| {
            worked.short_amount(block.head, self.words())
        });
        Some(MapBox {
            href: format!("#step-{}", step.id),
            shape,
            mark,
            say,
            amount,
            column: 0,
            row: 0,
        })
    }

    /// Whose the rules of a block are, as a shape and in words.
    fn whose(&self, block: &Block) -> (&'static str, String) {
        let (scheme, words) = (self.scheme(), self.words());
        let mark = |key: &str| words.say(key, &[]);
        if scheme
            .results
            .iter()
            .any(|result| result.step == block.head)
        {
            return ("result", mark("page-map-result"));
        }
        let Some(national) = &scheme.national else {
            return ("plain", String::new());
        };
        let is_own = |step: usize| {
            let reads = scheme.steps.get(step).map(|step| Reads::of(scheme, step));
            let of_rate = |rate: &usize| national.rates.get(*rate) == Some(&Origin::Changed);
            national.steps.get(step) != Some(&Origin::National)
                || reads.is_some_and(|reads| reads.rates.iter().any(of_rate))
        };
        let is_custom = |step: &usize| national.customary_steps.contains(step);
        let own = block.steps.iter().filter(|step| is_own(**step)).count();
        // What is customary and what is law are told apart, and so is what is the council's.
        let custom = block.steps.iter().filter(|step| is_custom(step)).count();
        let all = block.steps.len();
        let is_law = |step: &usize| !is_own(*step) && !is_custom(step);
        let (shape, key) = match (own, custom) {
            (0, 0) => ("national", "page-map-national"),
            (0, custom) if custom == all => ("own", "page-map-custom"),
            (0, _) => ("both", "page-map-custom-national"),
            (own, _) if own == all => ("own", "page-map-own"),
            _ if block.steps.iter().any(is_law) => ("both", "page-map-both"),
            _ => ("both", "page-map-custom-own"),
        };
        (shape, mark(key))
    }

    fn section(&mut self, block: &Block) -> Option<Section> {
        let edition = self.edition;
        let scheme = edition.scheme;
        let mut head = self.step(block.head)?;
        head.mark = self
            .references
            .refer(scheme.steps.get(block.head)?.cite.as_ref());
        head.mention = None;
        let mut tables = Vec::new();
        let mut steps: Vec<Told> = Vec::new();
        let mut within: Vec<(usize, String)> = Vec::new();
        for index in &block.steps {
            let step = scheme.steps.get(*index)?;
            if let Verb::LookUp { table, .. } = step.verb
                && let Some(of) = scheme.tables.get(table)
                && self.told.insert(format!("table-{}", of.id))
            {
                tables.push(self.table(table, of));
            }
            if *index != block.head && scheme.bookkeeping.contains(index) {
                within.push((*index, step.id.clone()));
                continue;
            }
            let reads = Reads::of(scheme, step).steps;
            let (here, left) = within.into_iter().partition(|(one, _)| reads.contains(one));
            within = left;
            let here: Vec<(usize, String)> = here;
            let here = here.into_iter().map(|(_, id)| id);
            if *index == block.head {
                head.within.extend(here);
            } else {
                let mut told = self.step(*index)?;
                told.within.extend(here);
                // What the head says of itself need not be said again.
                told.whose = told
                    .whose
                    .filter(|one| head.whose.as_ref().map(|head| &head.text) != Some(&one.text));
                steps.push(told);
            }
        }
        head.within.extend(within.into_iter().map(|(_, id)| id));
        let result = scheme
            .results
            .iter()
            .find(|result| result.step == block.head);
        let words = self.words();
        let worked = self.shown.and_then(|worked| {
            let id = &scheme.steps.get(block.head)?.id;
            let line = worked.explained.lines.iter().find(|line| line.id == *id)?;
            let amount = worked.amount(block.head);
            (!amount.is_empty()).then(|| WorkedNumber {
                say: words.say(
                    "page-example-gives",
                    &[("what", &worked.example.title), ("amount", amount)],
                ),
                sentence: line.sentence.clone(),
            })
        });
        Some(Section {
            result: result.map_or_else(String::new, |result| {
                words.say("page-step-result", &[("result", &result.say)])
            }),
            tables,
            worked,
            steps,
            read: self.read(&block.steps),
            head,
        })
    }

    /// A step in words.
    fn step(&mut self, index: usize) -> Option<Told> {
        let edition = self.edition;
        let (scheme, words) = (edition.scheme, self.input.words);
        let step = scheme.steps.get(index)?;
        Some(Told {
            id: step.id.clone(),
            within: Vec::new(),
            say: step.say.clone(),
            sentence: self.input.rule(scheme, step),
            because: step.because.clone(),
            exceeded: step
                .may_be_exceeded
                .as_ref()
                .map_or_else(String::new, |may| {
                    let particulars = [("by", may.by.as_str()), ("because", may.because.as_str())];
                    words
                        .say("may-be-exceeded", &particulars)
                        .trim_end()
                        .to_owned()
                }),
            supply: if step.depends_on_supply {
                words.say("depends-on-supply", &[])
            } else {
                String::new()
            },
            whose: whose::mark_of_step(scheme, index, words),
            mark: None,
            mention: self.references.mention(step.cite.as_ref()),
        })
    }

    /// The amounts and questions that steps read, where they have not been told yet.
    fn read(&mut self, steps: &[usize]) -> Read {
        let edition = self.edition;
        let mut reads = Reads::new(edition.scheme);
        for step in steps
            .iter()
            .filter_map(|step| edition.scheme.steps.get(*step))
        {
            reads.add(step);
            // Of what a table gives by answer the choices are read too.
            for operand in step.verb.operands() {
                if let Operand::Rate(rate) = operand {
                    reads.rates.push(*rate);
                }
            }
        }
        let rates: BTreeSet<usize> = reads.rates.into_iter().collect();
        let questions: BTreeSet<usize> = reads.questions.into_iter().collect();
        Read {
            rates: rates
                .into_iter()
                .filter_map(|rate| self.rate(rate))
                .collect(),
            questions: questions
                .into_iter()
                .filter_map(|one| self.question(one))
                .collect(),
            tables: Vec::new(),
        }
    }

    /// A rate; `None` where it has been told.
    fn rate(&mut self, index: usize) -> Option<Named> {
        let edition = self.edition;
        let (scheme, words) = (edition.scheme, self.input.words);
        let rate = scheme.rates.get(index)?;
        if !self.told.insert(format!("rate-{}", rate.id)) {
            return None;
        }
        let national = scheme.national.as_ref();
        let origin = national.and_then(|national| national.rates.get(index));
        Some(Named {
            id: rate.id.clone(),
            say: rate.say.clone(),
            amount: cell(rate.amount, &rate.unit, &rate.asked, words),
            dates: dates::amounts(scheme, rate, self.input.as_of, words),
            note: rate.note.clone(),
            changed: if origin == Some(&Origin::Changed) {
                whose::rate(scheme, index, rate, words)
            } else {
                String::new()
            },
            sure: whose::sure(rate.sure, words),
            mention: self.references.mention(rate.cite.as_ref()),
        })
    }

    /// A question; `None` where it has been told.
    fn question(&mut self, index: usize) -> Option<Question> {
        let scheme = self.edition.scheme;
        let question = scheme.questions.get(index)?;
        let id = format!("question-{}", question.id);
        if !self.told.insert(id.clone()) {
            return None;
        }
        let route = Route::Edition(&scheme.id, Place::How);
        let page = route.to(Route::Edition(&scheme.id, Place::Questions));
        Some(Question {
            href: format!("{page}#{id}"),
            id: question.id.clone(),
            ask: question.ask.clone(),
        })
    }

    /// What no step reads.
    fn unread(&mut self) -> Read {
        let scheme = self.edition.scheme;
        let mut tables = Vec::new();
        for (index, table) in scheme.tables.iter().enumerate() {
            if self.told.insert(format!("table-{}", table.id)) {
                tables.push(self.table(index, table));
            }
        }
        let rates = 0..scheme.rates.len();
        let questions = 0..scheme.questions.len();
        Read {
            rates: rates.filter_map(|rate| self.rate(rate)).collect(),
            questions: questions.filter_map(|one| self.question(one)).collect(),
            tables,
        }
    }

    fn table(&mut self, index: usize, table: &Table) -> Shown {
        let scheme = self.edition.scheme;
        let words = self.input.words;
        let (grid, reads) = grid(scheme, table, words);
        let chart = band_chart(scheme, index, words, &format!("chart-{}", table.id));
        let csv = chart.as_ref().map_or_else(String::new, |chart| {
            let route = Route::Edition(&scheme.id, Place::Table(&table.id));
            self.made.file(route.path(), chart.csv.clone().into_bytes());
            Route::Edition(&scheme.id, Place::How).to(route)
        });
        let is_short = matches!(&table.kind, TableKind::ByAnswer { rows, .. } if rows.len() < BARS);
        Shown {
            id: table.id.clone(),
            say: table.say.clone(),
            reads,
            note: table.note.clone(),
            grid,
            chart: chart.filter(|_| !is_short),
            csv,
            whose: whose::table(scheme, index, words),
            mark: self.references.refer(table.cite.as_ref()),
        }
    }
}
