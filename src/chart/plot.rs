//! What a chart of bands or of straight lines holds, in the table's own numbers.

use rust_decimal::prelude::ToPrimitive;
use upfront_engine::{Amount, Decimal, Unit, words::Words};

use super::{
    finding::Sayer,
    parts::{Part, bare},
    svg::Class,
};

/// A point of the plot: the value, and the amount.
pub(super) type At = (f64, f64);

/// Words for values from one to another, at a height; `None` where they have no figure and so no height.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) height: Option<f64>,
    pub(super) text: String,
    /// How the key of the chart draws and explains it, where no room is found for it.
    pub(super) key: Option<(Class, String)>,
}

/// A plot, before it has a size.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Plot {
    /// The least and the greatest value shown.
    pub(super) values: (f64, f64),
    /// The least and the greatest amount shown.
    pub(super) amounts: (f64, f64),
    /// Straight marks.
    pub(super) lines: Vec<(At, At, Class)>,
    /// Single points.
    pub(super) dots: Vec<At>,
    /// Where a mark goes on beyond the plot.
    pub(super) arrow: Option<At>,
    /// Values without a figure.
    pub(super) regions: Vec<(f64, f64, Class)>,
    /// Words, those that matter most first.
    pub(super) labels: Vec<Label>,
    /// Named values on the lower axis, those that matter most first.
    pub(super) ticks: Vec<(f64, String)>,
}

/// How far the axes of a plot go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    values: (f64, f64),
    amounts: (f64, f64),
}

impl Span {
    /// As far as both go.
    pub(super) fn with(self, other: Self) -> Self {
        let wider = |one: (f64, f64), other: (f64, f64)| (one.0.min(other.0), one.1.max(other.1));
        Self {
            values: wider(self.values, other.values),
            amounts: wider(self.amounts, other.amounts),
        }
    }
}

impl Plot {
    /// How far its axes go.
    pub(super) const fn span(&self) -> Span {
        Span {
            values: self.values,
            amounts: self.amounts,
        }
    }

    /// Takes axes that go as far as those of others. What goes on beyond the plot goes on up to its end.
    pub(super) fn widen(&mut self, span: Span) {
        let end = self.values.1;
        if let Some(arrow) = &mut self.arrow {
            for (_, to, _) in &mut self.lines {
                if to == arrow {
                    to.0 = span.values.1;
                }
            }
            arrow.0 = span.values.1;
        }
        for (_, to, _) in &mut self.regions {
            if to.total_cmp(&end).is_eq() {
                *to = span.values.1;
            }
        }
        (self.values, self.amounts) = (span.values, span.amounts);
    }
}

/// A decimal as a coordinate: the only place where a figure stops being exact.
pub(super) fn coordinate(figure: Decimal) -> f64 {
    figure.to_f64().unwrap_or(0.0)
}

/// The class of an amount's line.
fn line_class(gives: Amount) -> Class {
    match gives {
        Amount::Exact(_) => Class::Mark,
        Amount::UpTo(_) | Amount::Between(..) => Class::Ceiling,
        Amount::From(_) => Class::Floor,
        Amount::CaseByCase | Amount::NoLimit => Class::Case,
        Amount::NotPublished | Amount::NotKnown(..) => Class::Gap,
    }
}

/// What the key says of an amount that is not exact.
pub(super) fn key(gives: Amount, words: &Words) -> Option<(Class, String)> {
    let text = match gives {
        Amount::Exact(_) => return None,
        Amount::UpTo(_) => words.say("chart-key-up-to", &[]),
        Amount::Between(..) => words.say("chart-key-between", &[]),
        Amount::From(_) => words.say("chart-key-from", &[]),
        Amount::CaseByCase | Amount::NotPublished | Amount::NotKnown(..) | Amount::NoLimit => {
            words.amount(gives, &Unit::none())
        }
    };
    Some((line_class(gives), text))
}

/// The least and the greatest amount to show: money starts at nought.
pub(super) fn amounts(figures: impl Iterator<Item = Decimal>) -> (f64, f64) {
    let (low, high) = figures
        .map(coordinate)
        .fold((0.0_f64, 0.0_f64), |(low, high), figure| {
            (low.min(figure), high.max(figure))
        });
    if high > low { (low, high) } else { (0.0, 1.0) }
}

/// Puts the last, the greatest change and the first before the rest.
fn by_weight<T>(items: Vec<T>, change: Option<usize>) -> Vec<T> {
    let last = items.len().saturating_sub(1);
    let mut ranked: Vec<_> = items.into_iter().enumerate().collect();
    ranked.sort_by_key(|(place, _)| match *place {
        place if place == last => 0,
        place if Some(place) == change => 1,
        0 => 2,
        place if Some(place + 1) == change => 3,
        _ => 4,
    });
    ranked.into_iter().map(|(_, item)| item).collect()
}

/// The part before which the amount changes most.
fn greatest_change(amounts: &[Option<Decimal>]) -> Option<usize> {
    let changes = amounts
        .windows(2)
        .enumerate()
        .filter_map(|(place, pair)| match pair {
            [Some(a), Some(b)] if a != b => Some((b.checked_sub(*a)?.abs(), place + 1)),
            _ => None,
        });
    changes
        .fold(None, |most: Option<(Decimal, usize)>, change| match most {
            Some(most) if most.0 >= change.0 => Some(most),
            _ => Some(change),
        })
        .map(|most| most.1)
}

/// The plot of bands.
pub(super) fn of_parts(parts: &[Part], sayer: Sayer<'_>) -> Plot {
    let words = sayer.words;
    let values = values(parts);
    let figures: Vec<_> = parts.iter().map(|part| part.gives.figure()).collect();
    let change = greatest_change(&figures);
    let mut plot = Plot {
        values,
        amounts: amounts(figures.iter().copied().flatten()),
        ..Plot::default()
    };
    let mut labels = Vec::new();
    let mut ticks = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let next = parts.get(place + 1).filter(|_| part.meets_next);
        let from = part.start.map_or(values.0, |start| coordinate(start.at));
        let stop = next.and_then(|next| next.start).or(part.end);
        let to = stop.map_or(values.1, |stop| coordinate(stop.at)).max(from);
        let class = line_class(part.gives);
        let height = part.gives.figure().map(coordinate);
        match height {
            None => plot.regions.push((from, to, class)),
            Some(height) if to > from => {
                plot.lines.push(((from, height), (to, height), class));
                if part.end.is_none() {
                    plot.arrow = Some((to, height));
                }
            }
            Some(height) => plot.dots.push((from, height)),
        }
        if let (Some(a), Some(b)) = (height, next.and_then(|next| next.gives.figure())) {
            plot.lines.push(((to, a), (to, coordinate(b)), Class::Drop));
        }
        labels.push(Label {
            from,
            to,
            height,
            text: words.amount(part.gives, &bare(sayer.unit)),
            key: key(part.gives, words),
        });
        if let Some(start) = part.start {
            let text = words.quantity(start.at, &bare(sayer.by));
            let open = if part.end.is_none() && start.inside {
                "+"
            } else {
                ""
            };
            ticks.push((from, format!("{text}{open}")));
        } else if from == 0.0 {
            ticks.push((from, words.quantity(Decimal::ZERO, &bare(sayer.by))));
        }
        if let (Some(end), None) = (part.end, next) {
            ticks.push((coordinate(end.at), words.quantity(end.at, &bare(sayer.by))));
        }
    }
    ticks.dedup_by(|later, earlier| later.0 <= earlier.0);
    plot.labels = by_weight(labels, change);
    // A first tick that stands for the start of the axis shifts nothing: the change is found by its part.
    plot.ticks = by_weight(ticks, change);
    plot
}

/// A coordinate as a figure again, for the words at it.
pub(super) fn tick(at: f64) -> Option<Decimal> {
    format!("{at:.4}").parse().ok()
}

/// The least and the greatest value to show.
fn values(parts: &[Part]) -> (f64, f64) {
    let edges = parts
        .iter()
        .flat_map(|part| [part.start, part.end])
        .flatten();
    let (low, high) = edges
        .map(|edge| coordinate(edge.at))
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| {
            (low.min(at), high.max(at))
        });
    if low > high {
        return (0.0, 1.0);
    }
    // Values without end are drawn some way on, and further where they have to hold words.
    let wordy = parts
        .last()
        .is_some_and(|part| part.gives.figure().is_none());
    let beyond = (high - low.min(0.0)) * if wordy { 0.5 } else { 0.2 };
    let open_start = parts.first().is_some_and(|part| part.start.is_none());
    let open_end = parts.last().is_some_and(|part| part.end.is_none());
    let left = match open_start {
        true if low > 0.0 => 0.0,
        true => low - beyond,
        false => low,
    };
    let right = if open_end { high + beyond } else { high };
    if right > left {
        (left, right)
    } else {
        (left, left + 1.0)
    }
}

/// The plot of straight lines between printed points.
pub(super) fn of_points(points: &[(Decimal, Amount)], sayer: Sayer<'_>) -> Plot {
    let words = sayer.words;
    let at: Vec<_> = points.iter().map(|point| coordinate(point.0)).collect();
    let (left, right) = (
        at.first().copied().unwrap_or(0.0),
        at.last().copied().unwrap_or(1.0),
    );
    let figures: Vec<_> = points.iter().map(|point| point.1.figure()).collect();
    let change = greatest_change(&figures);
    let mut plot = Plot {
        values: if right > left {
            (left, right)
        } else {
            (left, left + 1.0)
        },
        amounts: amounts(figures.iter().copied().flatten()),
        ..Plot::default()
    };
    let mut labels = Vec::new();
    let mut ticks = Vec::new();
    for (value, gives) in points {
        let from = coordinate(*value);
        let height = gives.figure().map(coordinate);
        match height {
            Some(height) => plot.dots.push((from, height)),
            None => plot.regions.push((from, from, line_class(*gives))),
        }
        labels.push(Label {
            from,
            to: from,
            height,
            text: words.amount(*gives, &bare(sayer.unit)),
            key: key(*gives, words),
        });
        ticks.push((from, words.quantity(*value, &bare(sayer.by))));
    }
    for pair in points.windows(2) {
        if let [(a, first), (b, second)] = pair
            && let (Some(low), Some(high)) = (first.figure(), second.figure())
        {
            let class = match (line_class(*first), line_class(*second)) {
                (Class::Mark, second) => second,
                (first, _) => first,
            };
            plot.lines.push((
                (coordinate(*a), coordinate(low)),
                (coordinate(*b), coordinate(high)),
                class,
            ));
        }
    }
    plot.labels = by_weight(labels, change);
    plot.ticks = by_weight(ticks, change);
    plot
}
