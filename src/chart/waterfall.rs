//! The way of a working from its first amount to a result: what it starts from, what is added and taken away, and what
//! is left.

use plotters::{
    coord::ranged1d::Ranged,
    coord::types::RangedCoordf64,
    element::{PathElement, Rectangle},
    prelude::IntoDrawingArea,
    style::text_anchor::HPos,
};
use serde::Serialize;
use upfront_engine::{
    Amount, Decimal, Outcome, Scheme, Unit, Value,
    outcome::{Input, InputKind, Taken},
    scheme::{Operand, Verb},
    words::Words,
};

use super::{
    draw::{Drawing, Failed, Paper, on_each_paper, size, write_lines},
    label::{height, line_height, widest, wrap},
    parts::bare,
    plot::coordinate,
    svg::{Class, Svg, told_by},
};

/// A waterfall chart and everything that says the same as it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waterfall {
    /// From what to what the way leads, in a sentence.
    pub finding: String,
    /// The greatest change on the way, in a sentence; empty where nothing is added or taken away.
    pub change: String,
    /// The drawing for phones.
    pub narrow_svg: String,
    /// The drawing for desks.
    pub wide_svg: String,
    /// What the table of the same numbers is of.
    pub caption: String,
    /// The headings of the table's columns: what it is, and its amount.
    pub headings: [String; 2],
    /// The table's rows, in order.
    pub rows: Vec<Row>,
}

/// An amount on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is.
    pub say: String,
    /// The amount, with its sign where it is a change.
    pub amount: String,
    /// Whether it is what there is by then, and no change.
    pub is_total: bool,
}

/// A bar of the chart.
#[derive(Clone, Debug, PartialEq)]
struct Bar {
    say: String,
    /// What there was before it: nothing, for a total.
    from: Decimal,
    /// What there is after it.
    to: Decimal,
    is_total: bool,
}

/// At most so many bars, beyond which sums on the way are not opened.
const MOST: usize = 12;

/// The way to the result with the most to show. `prefix` begins the ids in the drawings, and is the page's only one.
/// `None` where no result has a way of exact amounts.
pub fn waterfall(
    scheme: &Scheme,
    outcome: &Outcome,
    words: &Words,
    prefix: &str,
) -> Option<Waterfall> {
    let mut longest: Option<(Vec<Bar>, &Unit)> = None;
    for (place, result) in scheme.results.iter().enumerate() {
        let Some(unit) = scheme.steps.get(result.step).map(|step| &step.unit) else {
            continue;
        };
        // A result that a stop gives does not come from its own step.
        let is_worked = outcome.results.get(place).and_then(Value::exact)
            == outcome.working.get(result.step)?.gives.exact();
        if !unit.is_money() || !is_worked {
            continue;
        }
        let way = Way {
            scheme,
            outcome,
            unit,
        };
        let bars = way.to(result.step, &result.say);
        let known = longest.as_ref().map_or(2, |(bars, _)| bars.len());
        if bars.len() > known {
            longest = Some((bars, unit));
        }
    }
    let (bars, unit) = longest?;
    told(&bars, unit, words, prefix)
}

/// The way from one figure to another: what each of several things does, and what is then left, from the first to the last.
/// `table` is the id of the table of the same numbers. `None` where hardly anything stands between.
pub fn way_between(
    from: (String, Decimal),
    changes: &[(String, Decimal)],
    to: (String, Decimal),
    (unit, words): (&Unit, &Words),
    (prefix, table): (&str, &str),
) -> Option<Waterfall> {
    if changes.is_empty() || changes.len() > MOST {
        return None;
    }
    let total = |(say, figure): (String, Decimal)| Bar {
        say,
        from: Decimal::ZERO,
        to: figure,
        is_total: true,
    };
    let mut bars = vec![total(from)];
    for (say, change) in changes {
        let from = bars.last()?.to;
        bars.push(Bar {
            say: say.clone(),
            from,
            to: from.checked_add(*change)?,
            is_total: false,
        });
    }
    bars.push(total(to));
    let drawn = told(&bars, unit, words, prefix)?;
    Some(Waterfall {
        narrow_svg: told_by(&drawn.narrow_svg, table),
        wide_svg: told_by(&drawn.wide_svg, table),
        ..drawn
    })
}

/// The amounts on the way to a result, all in one unit.
struct Way<'a> {
    scheme: &'a Scheme,
    outcome: &'a Outcome,
    unit: &'a Unit,
}

impl Way<'_> {
    /// The bars to a result; none where something on the way is no exact amount.
    fn to(&self, step: usize, say: &str) -> Vec<Bar> {
        for opens in [true, false] {
            let mut bars = self.bars(step, opens).unwrap_or_default();
            if let Some(last) = bars.last_mut() {
                say.clone_into(&mut last.say);
            }
            let mut kept: Vec<Bar> = Vec::new();
            for bar in bars {
                // What has not changed is told once, by its last name.
                let is_same = bar.is_total
                    && kept
                        .last()
                        .is_some_and(|last| last.is_total && last.to == bar.to);
                if is_same {
                    kept.pop();
                }
                kept.push(bar);
            }
            if kept.len() <= MOST {
                return kept;
            }
        }
        Vec::new()
    }

    fn bars(&self, step: usize, opens: bool) -> Option<Vec<Bar>> {
        let rule = self.scheme.steps.get(step)?;
        let line = self.outcome.working.get(step)?;
        let to = line.gives.exact()?;
        let is_taken = match line.taken {
            Taken::Yes => true,
            Taken::No => false,
            Taken::Maybe | Taken::Ended | Taken::Later => return None,
        };
        let total = Bar {
            say: rule.say.clone(),
            from: Decimal::ZERO,
            to,
            is_total: true,
        };
        let Some((before, changes)) = self.before(step, is_taken, opens)? else {
            return Some(vec![total]);
        };
        let mut bars = self.bars(before, opens)?;
        let mut at = bars.last()?.to;
        for (say, change) in changes {
            let to = at.checked_add(change)?;
            bars.push(Bar {
                say,
                from: at,
                to,
                is_total: false,
            });
            at = to;
        }
        bars.push(total);
        Some(bars)
    }

    /// The step whose amount another goes on from, and what it adds to that or takes away. The inner `None` stands for
    /// the start of the way, the outer for an amount that is not exact.
    #[expect(
        clippy::type_complexity,
        reason = "a step, and each change by its name"
    )]
    fn before(
        &self,
        step: usize,
        is_taken: bool,
        opens: bool,
    ) -> Option<Option<(usize, Vec<(String, Decimal)>)>> {
        let rule = self.scheme.steps.get(step)?;
        let line = self.outcome.working.get(step)?;
        if !is_taken {
            // What a condition leaves out whole, such as an amount too small to collect.
            return Some(match &rule.verb {
                Verb::Sum { add, less } if less.is_empty() => match add.as_slice() {
                    [Operand::Step(before)] if self.counts(*before) => Some((*before, Vec::new())),
                    _ => None,
                },
                _ => None,
            });
        }
        let (added, less) = match &rule.verb {
            Verb::Sum { add, .. } => line.inputs.split_at_checked(add.len())?,
            Verb::LeastOf(_)
            | Verb::GreatestOf(_)
            | Verb::Share { .. }
            | Verb::Multiply(_)
            | Verb::Round(_)
            | Verb::Convert { .. } => (line.inputs.as_slice(), &[][..]),
            _ => return Some(None),
        };
        let steps = || {
            added.iter().enumerate().filter_map(|(place, input)| {
                let before = of_step(input).filter(|before| self.counts(*before))?;
                Some((place, before, input.value.exact()))
            })
        };
        let is_something = |(_, _, figure): &(usize, usize, Option<Decimal>)| {
            figure.is_some_and(|figure| !figure.is_zero())
        };
        let Some((main, before, _)) = steps().find(is_something).or_else(|| steps().next()) else {
            return Some(None);
        };
        let mut changes = Vec::new();
        if matches!(rule.verb, Verb::Sum { .. }) {
            let others = added.iter().enumerate().filter(|(place, _)| *place != main);
            for (_, input) in others {
                self.change(step, input, false, opens, &mut changes)?;
            }
            for input in less {
                self.change(step, input, true, opens, &mut changes)?;
            }
        }
        Some(Some((before, changes)))
    }

    /// Whether a step gives an amount in the unit of the result.
    fn counts(&self, step: usize) -> bool {
        let step = self.scheme.steps.get(step);
        step.is_some_and(|step| step.unit == *self.unit)
    }

    /// What an input adds or takes away: where it is a sum, each of its own, so that a name says what it is.
    fn change(
        &self,
        reader: usize,
        input: &Input,
        is_less: bool,
        opens: bool,
        changes: &mut Vec<(String, Decimal)>,
    ) -> Option<()> {
        let figure = input.value.exact()?;
        if figure.is_zero() {
            return Some(());
        }
        if opens && let Some(parts) = of_step(input).and_then(|step| self.parts(step)) {
            for part in parts {
                self.change(reader, part, is_less, false, changes)?;
            }
            return Some(());
        }
        let say = match input.what {
            InputKind::Step(step) => self.scheme.steps.get(step).map(|step| &step.say),
            InputKind::Rate(rate) => self.scheme.rates.get(rate).map(|rate| &rate.say),
            InputKind::Answer(question) => self.scheme.questions.get(question).map(|one| &one.ask),
            _ => self.scheme.steps.get(reader).map(|step| &step.say),
        };
        changes.push((say?.clone(), if is_less { -figure } else { figure }));
        Some(())
    }

    /// The addends of a step that does nothing but add, and of which more than one is something.
    fn parts(&self, step: usize) -> Option<&[Input]> {
        let rule = self.scheme.steps.get(step)?;
        let line = self.outcome.working.get(step)?;
        let is_sum = matches!(&rule.verb, Verb::Sum { less, .. } if less.is_empty());
        let mut whole = Decimal::ZERO;
        for input in &line.inputs {
            whole = whole.checked_add(input.value.exact()?)?;
        }
        let something = line.inputs.iter().filter(|input| {
            let figure = input.value.exact();
            figure.is_some_and(|figure| !figure.is_zero())
        });
        let opens = is_sum
            && line.taken == Taken::Yes
            && line.gives.exact() == Some(whole)
            && something.clone().count() > 1
            && something.clone().all(|input| of_step(input).is_some());
        opens.then_some(&line.inputs)
    }
}

fn of_step(input: &Input) -> Option<usize> {
    match input.what {
        InputKind::Step(step) => Some(step),
        _ => None,
    }
}

/// The chart of some bars.
fn told(bars: &[Bar], unit: &Unit, words: &Words, prefix: &str) -> Option<Waterfall> {
    let (first, last) = (bars.first()?, bars.last()?);
    let amount = |figure: Decimal, unit: &Unit| words.amount(Amount::Exact(figure), unit);
    let finding = words.say(
        "waterfall-finding",
        &[
            ("first", &first.say),
            ("from", &amount(first.to, unit)),
            ("last", &last.say),
            ("to", &amount(last.to, unit)),
        ],
    );
    let changes = bars.iter().filter(|bar| !bar.is_total);
    let greatest = changes.max_by_key(|bar| (bar.to - bar.from).abs());
    let change = greatest.map_or_else(String::new, |bar| {
        let key = if bar.to > bar.from {
            "waterfall-most-added"
        } else {
            "waterfall-most-taken"
        };
        let by = amount((bar.to - bar.from).abs(), unit);
        words.say(key, &[("what", &bar.say), ("amount", &by)])
    });
    let rows: Vec<Row> = bars
        .iter()
        .map(|bar| Row {
            say: bar.say.clone(),
            amount: short(bar, unit, words),
            is_total: bar.is_total,
        })
        .collect();
    let title = words.say("waterfall-title", &[("last", &last.say)]);
    let title: String = title.chars().take(120).collect();
    let [narrow_svg, wide_svg] = on_each_paper(prefix, &title, |paper| draw(bars, &rows, paper))?;
    Some(Waterfall {
        finding,
        change,
        narrow_svg,
        wide_svg,
        caption: words.say("waterfall-caption", &[("last", &last.say)]),
        headings: [
            words.say("waterfall-step", &[]),
            words.say("chart-axis-amount", &[("unit", &words.unit(unit))]),
        ],
        rows,
    })
}

/// The amount of a bar: a change with its sign.
fn short(bar: &Bar, unit: &Unit, words: &Words) -> String {
    let amount = |figure: Decimal| words.amount(Amount::Exact(figure), &bare(unit));
    if bar.is_total {
        return amount(bar.to);
    }
    let key = if bar.to > bar.from {
        "waterfall-added"
    } else {
        "waterfall-taken"
    };
    words.say(key, &[("amount", &amount((bar.to - bar.from).abs()))])
}

/// How wide the names are where they stand beside their bars.
const NAMES: i32 = 270;

/// Draws the bars below one another: on narrow paper each below its name, on wide paper beside it.
fn draw(bars: &[Bar], rows: &[Row], paper: Paper) -> Result<Drawing, Failed> {
    let font = paper.font;
    let is_wide = paper.width > 2 * NAMES;
    let thick = line_height(font) + 2;
    let amounts: Vec<String> = rows.iter().map(|row| row.amount.clone()).collect();
    let (left, names) = if is_wide {
        (NAMES + 14, NAMES)
    } else {
        (4, paper.width - 4)
    };
    let space = (widest(&amounts, font) + 14).min(paper.width / 2);
    let ends = bars.iter().flat_map(|bar| [bar.from, bar.to]);
    let (low, high) = ends
        .map(coordinate)
        .fold((0.0_f64, 0.0_f64), |(low, high), at| {
            (low.min(at), high.max(at))
        });
    let high = if high > low { high } else { low + 1.0 };
    let scale = RangedCoordf64::from(low..high);
    let across = |figure: Decimal| scale.map(&coordinate(figure), (left, paper.width - space));
    let zero = across(Decimal::ZERO);

    let texts: Vec<Vec<String>> = bars.iter().map(|bar| wrap(&bar.say, font, names)).collect();
    let gap = 12;
    // Where each bar begins and its row ends.
    let mut tops = Vec::new();
    let mut bottom = 4;
    for lines in &texts {
        let high = height(lines.len(), font);
        if is_wide {
            tops.push(bottom + (high - thick).max(0) / 2);
            bottom += high.max(thick) + gap;
        } else {
            tops.push(bottom + high + 2);
            bottom += high + 2 + thick + gap;
        }
    }
    let whole = size(paper.width, bottom);
    let mut body = String::new();
    {
        let root = Svg::new(&mut body, whole).into_drawing_area();
        let mut before: Option<i32> = None;
        for (((bar, amount), lines), top) in bars.iter().zip(amounts).zip(&texts).zip(&tops) {
            let (from, to) = (across(bar.from), across(bar.to));
            let class = if bar.is_total {
                Class::Bar
            } else {
                Class::BarChange
            };
            let (near, far) = (from.min(to), from.max(to).max(from.min(to) + 1));
            root.draw(&Rectangle::new([(near, *top), (far, top + thick)], class))?;
            let start = if bar.is_total { to } else { from };
            if let (true, Some(ended)) = (is_wide, before) {
                root.draw(&PathElement::new(
                    vec![(start, ended), (start, *top)],
                    Class::Drop,
                ))?;
            }
            before = Some(top + thick);
            root.draw(&PathElement::new(
                vec![(zero, top - 3), (zero, top + thick + 3)],
                Class::Axis,
            ))?;
            write_lines(
                &root,
                &[amount],
                (far + 7, top + 1),
                Class::Label,
                font,
                HPos::Left,
            )?;
            if is_wide {
                let high = height(lines.len(), font);
                let first = top - (high - thick).max(0) / 2 + (thick - high).max(0) / 2;
                write_lines(
                    &root,
                    lines,
                    (NAMES, first),
                    Class::Words,
                    font,
                    HPos::Right,
                )?;
            } else {
                let first = top - 2 - height(lines.len(), font);
                write_lines(&root, lines, (2, first), Class::Words, font, HPos::Left)?;
            }
        }
        root.present()?;
    }
    Ok((body, whole))
}
