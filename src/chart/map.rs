//! A map of what follows from what: where each box stands on a grid, and the arrows behind the boxes.
//!
//! The boxes are for the page to make, as a list of links. The arrows are decoration.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    sync::{Mutex, PoisonError},
};

use dagre::{
    EdgeLabel, LayoutOptions, NodeLabel, RankDir,
    graph::{Graph, GraphOptions},
    layout,
};
use serde::Serialize;

/// Boxes on a grid, from left to right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Map {
    /// Where each box stands.
    pub places: Vec<Spot>,
    /// How many columns there are.
    pub columns: usize,
    /// How many rows there are, each half as high as a box.
    pub rows: usize,
    /// The arrows, as an SVG element.
    pub arrows: String,
}

/// Where a box stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// Its column, from one.
    pub column: usize,
    /// The first of its two rows, from one.
    pub row: usize,
}

/// No map is wider than this many boxes, and none has more rows: what is larger stays a list.
const WIDEST: usize = 8;
const MOST_ROWS: usize = 12;

// In tenths of the page's letter size; the stylesheet says the same.
const BOX: f64 = 104.0;
const GAP: f64 = 14.0;
/// A row: half of a box, and of the gap below it.
const ROW: f64 = 38.0;
const BETWEEN: f64 = 10.0;
/// From the end of a line to the tip of its arrow.
const TIP: f64 = 6.0;

/// So many boxes, and the ways between them.
type Ways = (usize, Vec<(usize, usize)>);

/// The map of so many boxes, and of which leads to which. Where one leads to another by way of others, that alone is
/// drawn. `None` where it would be larger than a page.
pub fn map(boxes: usize, ways: &[(usize, usize)]) -> Option<Map> {
    // The editions of a scheme are mostly of one shape, and to lay it out takes longest of all that is drawn.
    static DRAWN: Mutex<BTreeMap<Ways, Option<Map>>> = Mutex::new(BTreeMap::new());
    let drawn = || DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    let ways = shortest(boxes, ways);
    let known = drawn().get(&(boxes, ways.clone())).cloned();
    known.unwrap_or_else(|| {
        let map = draw(boxes, &ways);
        drawn().insert((boxes, ways), map.clone());
        map
    })
}

/// Lays the boxes out, and draws the arrows between them.
fn draw(boxes: usize, ways: &[(usize, usize)]) -> Option<Map> {
    let mut graph: Graph<NodeLabel, EdgeLabel> = Graph::with_options(GraphOptions {
        directed: true,
        multigraph: false,
        compound: false,
    });
    for one in 0..boxes {
        let label = NodeLabel {
            width: BOX,
            height: 2.0 * ROW - BETWEEN,
            ..NodeLabel::default()
        };
        graph.set_node(one.to_string(), Some(label));
    }
    for (from, to) in ways {
        let label = EdgeLabel::default();
        graph.set_edge(from.to_string(), to.to_string(), Some(label), None);
    }
    layout(
        &mut graph,
        Some(LayoutOptions {
            rankdir: RankDir::LR,
            nodesep: BETWEEN,
            edgesep: BETWEEN,
            ranksep: GAP,
            ..LayoutOptions::default()
        }),
    );
    let centres: Vec<(f64, f64)> = (0..boxes)
        .map(|one| {
            let node = graph.node(&one.to_string());
            node.map_or((0.0, 0.0), |node| {
                (node.x.unwrap_or(0.0), node.y.unwrap_or(0.0))
            })
        })
        .collect();
    let least = |of: fn(&(f64, f64)) -> f64| centres.iter().map(of).fold(f64::INFINITY, f64::min);
    let (left, top) = (least(|at| at.0), least(|at| at.1));
    let places: Vec<Spot> = centres
        .iter()
        .map(|(x, y)| Spot {
            column: 1 + whole((x - left) / (BOX + GAP)),
            row: 1 + whole((y - top) / ROW),
        })
        .collect();
    let most = |of: fn(&Spot) -> usize| places.iter().map(of).max().unwrap_or(0);
    let (columns, rows) = (most(|spot| spot.column), most(|spot| spot.row) + 1);
    if columns > WIDEST || rows > MOST_ROWS || boxes == 0 {
        return None;
    }
    // The more columns, the narrower: as wide as the page at most.
    let wide = match columns {
        8.. => 77.0,
        7 => 92.0,
        _ => BOX,
    };
    let mut lines = String::new();
    for (from, to) in ways {
        let (Some(start), Some(end)) = (places.get(*from), places.get(*to)) else {
            continue;
        };
        let edge = graph.edge(&from.to_string(), &to.to_string(), None);
        let points = edge.map_or(&[][..], |edge| edge.points.as_slice());
        let between: Vec<(f64, f64)> = points
            .iter()
            .map(|point| {
                (
                    (point.x - left + BOX / 2.0) * (wide + GAP) / (BOX + GAP),
                    point.y - top + ROW - BETWEEN / 2.0,
                )
            })
            .collect();
        arrow(*start, *end, wide, &between, &mut lines);
    }
    let wide = numeral(columns) * (wide + GAP) - GAP;
    let high = numeral(rows) * ROW;
    let arrows = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"up-map-arrows\" aria-hidden=\"true\" focusable=\"false\" \
         width=\"{}rem\" height=\"{}rem\" viewBox=\"0 0 {wide} {high}\">{lines}</svg>",
        wide / 10.0,
        high / 10.0
    );
    Some(Map {
        places,
        columns,
        rows,
        arrows,
    })
}

/// The ways without those that others already lead.
fn shortest(boxes: usize, ways: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let ways: BTreeSet<(usize, usize)> = ways
        .iter()
        .copied()
        .filter(|(from, to)| from != to && *from < boxes && *to < boxes)
        .collect();
    let leads = |from: usize, to: usize, without: (usize, usize)| {
        let mut waiting = vec![from];
        let mut seen = BTreeSet::new();
        while let Some(one) = waiting.pop() {
            if one == to {
                return true;
            }
            if seen.insert(one) {
                let next = ways.range((one, 0)..(one + 1, 0));
                waiting.extend(next.filter(|way| **way != without).map(|way| way.1));
            }
        }
        false
    };
    let needed = ways.iter().filter(|way| !leads(way.0, way.1, **way));
    needed.copied().collect()
}

/// Writes an arrow from one box to another, past what stands between them.
fn arrow(start: Spot, end: Spot, wide: f64, between: &[(f64, f64)], out: &mut String) {
    let middle = |spot: Spot| numeral(spot.row) * ROW - BETWEEN / 2.0;
    let edge = |spot: Spot| numeral(spot.column - 1) * (wide + GAP);
    let mut at = (edge(start) + wide, middle(start));
    let tip = (edge(end), middle(end));
    let mut line = format!("M{} {}", round(at.0), round(at.1));
    let mut go = |to: (f64, f64)| {
        let half = round(f64::midpoint(at.0, to.0));
        if (at.1 - to.1).abs() < 0.5 {
            let _ = write!(line, "H{}", round(to.0));
        } else {
            let (x, y, from) = (round(to.0), round(to.1), round(at.1));
            let _ = write!(line, "C{half} {from} {half} {y} {x} {y}");
        }
        at = to;
    };
    // Straight through the columns on the way, in the space that was kept there.
    for column in start.column + 1..end.column {
        let near = numeral(column - 1) * (wide + GAP);
        let here = between
            .iter()
            .find(|(x, _)| (near..=near + wide).contains(x));
        if let Some((_, y)) = here {
            go((near, *y));
            go((near + wide, *y));
        }
    }
    go((tip.0 - TIP, tip.1));
    let (x, y) = (round(tip.0), round(tip.1));
    let back = round(tip.0 - TIP);
    let _ = write!(
        out,
        "<path d=\"{line}\"/><path class=\"up-map-tip\" d=\"M{x} {y}L{back} {}V{}Z\"/>",
        y - 4.0,
        y + 4.0
    );
}

fn round(figure: f64) -> f64 {
    (figure * 10.0).round() / 10.0
}

#[expect(clippy::cast_precision_loss, reason = "a number of boxes")]
fn numeral(count: usize) -> f64 {
    count as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of boxes, and the cast saturates"
)]
fn whole(figure: f64) -> usize {
    figure.round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_stand_apart_and_each_after_what_leads_to_it() {
        let ways = [
            (0, 1),
            (1, 2),
            (0, 2),
            (2, 3),
            (0, 4),
            (4, 3),
            (5, 3),
            (1, 3),
            (0, 3),
        ];
        let map = map(6, &ways).unwrap();
        for (from, to) in ways {
            assert!(map.places[from].column < map.places[to].column, "{map:?}");
        }
        for (place, one) in map.places.iter().enumerate() {
            let meets =
                |other: &Spot| other.column == one.column && other.row.abs_diff(one.row) < 2;
            let met = map.places.iter().skip(place + 1).any(meets);
            assert!(
                !met && one.row < map.rows && one.column <= map.columns,
                "{map:?}"
            );
        }
        // What goes by way of another is not drawn by itself: 0 to 2 and 3, and 1 to 3.
        assert_eq!(
            map.arrows.matches("up-map-tip").count(),
            6,
            "{}",
            map.arrows
        );
        assert_eq!(super::map(6, &ways).unwrap(), map);
    }

    #[test]
    fn what_is_wider_than_a_page_has_no_map() {
        let chain: Vec<(usize, usize)> = (0..WIDEST).map(|one| (one, one + 1)).collect();
        assert!(map(WIDEST, &chain[..WIDEST - 1]).is_some());
        assert!(map(WIDEST + 1, &chain).is_none());
        assert!(map(0, &[]).is_none());
    }
}
