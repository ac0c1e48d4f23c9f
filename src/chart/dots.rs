//! Many figures on one axis, a row each: a point where it is one figure, a bar where it is a range, words where there is none.

use plotters::{
    coord::ranged1d::Ranged,
    coord::types::RangedCoordf64,
    element::{Circle, PathElement, Rectangle},
    prelude::IntoDrawingArea,
    style::text_anchor::HPos,
};
use serde::Serialize;
use upfront_engine::{Decimal, Unit, words::Words};

use super::{
    draw::{Drawing, Failed, Paper, on_each_paper, size, write_lines},
    label::{height, line_height, widest, wrap},
    parts::bare,
    plot::{coordinate, tick},
    svg::{Class, Svg, told_by},
};

/// Figures on one axis. The same stand in a table beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DotPlot {
    /// The drawing for phones.
    pub narrow_svg: String,
    /// The drawing for desks.
    pub wide_svg: String,
}

/// Rows under a heading.
#[derive(Clone, Debug)]
pub struct DotGroup {
    /// What they have in common.
    pub heading: String,
    /// The rows.
    pub rows: Vec<DotRow>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct DotRow {
    /// Whose it is.
    pub name: String,
    /// Its figure.
    pub mark: DotMark,
}

/// A figure of a row.
#[derive(Clone, Debug)]
pub enum DotMark {
    /// One that can be compared with the others of its kind.
    Point(Decimal),
    /// One that stands apart.
    ApartPoint(Decimal),
    /// Anything from one figure to another; with no most, it goes on.
    Bar(Decimal, Option<Decimal>),
    /// None, and why.
    Gap(String),
}

/// The chart. `prefix` begins the ids in the drawings, and is the page's only one; `title` is the accessible name;
/// `table` is the id of the table of the same numbers. `None`
/// where no row has a figure.
pub fn dot_plot(
    groups: &[DotGroup],
    unit: &Unit,
    title: &str,
    words: &Words,
    prefix: &str,
    table: &str,
) -> Option<DotPlot> {
    let rows = groups.iter().flat_map(|group| &group.rows);
    rows.clone()
        .find(|row| !matches!(row.mark, DotMark::Gap(_)))?;
    let figures = rows.filter_map(|row| match row.mark {
        DotMark::Point(figure) | DotMark::ApartPoint(figure) => Some(figure),
        DotMark::Bar(low, high) => Some(high.unwrap_or(low)),
        DotMark::Gap(_) => None,
    });
    // Money starts at nought, and a chart of nothing but noughts has an axis too.
    let most = figures.map(coordinate).fold(1.0_f64, f64::max);
    let [narrow_svg, wide_svg] = on_each_paper(prefix, title, |paper| {
        draw(groups, most, unit, words, paper)
    })?;
    Some(DotPlot {
        narrow_svg: told_by(&light(&narrow_svg), table),
        wide_svg: told_by(&light(&wide_svg), table),
    })
}

/// A drawing of many rows without what every text is anyway: it begins where it stands.
fn light(svg: &str) -> String {
    svg.replace(" text-anchor=\"start\"", "")
}

/// How the rows lie on a paper: on a wide one the name stands beside the mark, on a narrow one above it.
struct Layout {
    font: u32,
    is_wide: bool,
    /// Where the axis begins and ends.
    axis: (i32, i32),
}

impl Layout {
    fn of(groups: &[DotGroup], paper: Paper, space: i32) -> Self {
        let is_wide = paper.kind == "wide";
        let names = groups.iter().flat_map(|group| &group.rows);
        let names: Vec<String> = names.map(|row| row.name.clone()).collect();
        let left = if is_wide {
            (widest(&names, paper.font) + 24).min(paper.width * 2 / 5)
        } else {
            10
        };
        Self {
            font: paper.font,
            is_wide,
            axis: (left, paper.width - space),
        }
    }

    /// The lines of a name.
    fn name(&self, name: &str) -> Vec<String> {
        let room = if self.is_wide {
            self.axis.0 - 14
        } else {
            self.axis.1
        };
        wrap(name, self.font, room)
    }

    /// How high a row is whose name has so many lines.
    fn row(&self, lines: usize) -> i32 {
        let own = line_height(self.font) + 8;
        if self.is_wide {
            own.max(height(lines, self.font) + 8)
        } else {
            height(lines, self.font) + own + 2
        }
    }
}

fn draw(
    groups: &[DotGroup],
    most: f64,
    unit: &Unit,
    words: &Words,
    paper: Paper,
) -> Result<Drawing, Failed> {
    let font = paper.font;
    let line = line_height(font);
    let bare = bare(unit);
    let amount = |figure: Decimal| words.quantity(figure, &bare);
    let text = |mark: &DotMark| match mark {
        DotMark::Point(figure) | DotMark::ApartPoint(figure) => amount(*figure),
        DotMark::Bar(low, Some(high)) => words.say(
            "chart-dots-range",
            &[("low", &amount(*low)), ("high", &amount(*high))],
        ),
        DotMark::Bar(low, None) => words.say("chart-dots-from", &[("low", &amount(*low))]),
        DotMark::Gap(why) => why.clone(),
    };
    // The furthest mark leaves space for its words.
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let is_gap = |row: &&DotRow| matches!(row.mark, DotMark::Gap(_));
    let texts: Vec<String> = rows()
        .filter(|row| !is_gap(row))
        .map(|row| text(&row.mark))
        .collect();
    let space = (widest(&texts, font) + 20).min(paper.width / 2);
    let layout = Layout::of(groups, paper, space);
    let scale = RangedCoordf64::from(0.0..most);
    let across = |figure: f64| scale.map(&figure, layout.axis);
    let top_of_group = line + 14;
    let rows_high: i32 = groups
        .iter()
        .map(|group| {
            let heading = wrap(&group.heading, font, paper.width - 4);
            let rows = group.rows.iter();
            let rows = rows.map(|row| layout.row(layout.name(&row.name).len()));
            height(heading.len(), font) - line + top_of_group + rows.sum::<i32>()
        })
        .sum();
    let bottom = rows_high + 8;
    let whole = size(paper.width, bottom + 2 * line + 12);
    let mut body = String::new();
    {
        let root = Svg::new(&mut body, whole).into_drawing_area();
        let mut y = 0;
        for group in groups {
            let heading = wrap(&group.heading, font, paper.width - 4);
            write_lines(&root, &heading, (2, y + 6), Class::Label, font, HPos::Left)?;
            y += height(heading.len(), font) - line + top_of_group;
            for row in &group.rows {
                let name = layout.name(&row.name);
                let high = layout.row(name.len());
                let at = if layout.is_wide {
                    write_lines(&root, &name, (2, y), Class::Words, font, HPos::Left)?;
                    y
                } else {
                    write_lines(&root, &name, (2, y), Class::Words, font, HPos::Left)?;
                    y + height(name.len(), font)
                };
                let middle = at + line / 2;
                let words_at = match row.mark {
                    DotMark::Gap(_) => layout.axis.0,
                    DotMark::Point(figure) | DotMark::ApartPoint(figure) => {
                        across(coordinate(figure)) + 13
                    }
                    DotMark::Bar(low, high) => across(coordinate(high.unwrap_or(low))) + 9,
                };
                // A bar shows the axis itself.
                if matches!(row.mark, DotMark::Point(_) | DotMark::ApartPoint(_)) {
                    let ends = vec![(layout.axis.0, middle), (layout.axis.1, middle)];
                    root.draw(&PathElement::new(ends, Class::Grid))?;
                }
                match row.mark {
                    DotMark::Point(figure) => {
                        let x = across(coordinate(figure));
                        root.draw(&Circle::new((x, middle), 7, Class::Dot))?;
                    }
                    DotMark::ApartPoint(figure) => {
                        let x = across(coordinate(figure));
                        root.draw(&Circle::new((x, middle), 6, Class::BarChange))?;
                    }
                    DotMark::Bar(low, high) => {
                        let least = across(coordinate(low));
                        let most = across(coordinate(high.unwrap_or(low)));
                        let class = if high.is_some() {
                            Class::BarCeiling
                        } else {
                            Class::BarFloor
                        };
                        let corners = [(least, middle - 5), (most.max(least + 2), middle + 5)];
                        root.draw(&Rectangle::new(corners, class))?;
                    }
                    DotMark::Gap(_) => {}
                }
                let room = paper.width - words_at - 2;
                let told = wrap(&text(&row.mark), font, room);
                write_lines(&root, &told, (words_at, at), Class::Label, font, HPos::Left)?;
                y += high;
            }
        }
        root.draw(&PathElement::new(
            vec![(layout.axis.0, bottom), (layout.axis.1, bottom)],
            Class::Axis,
        ))?;
        for at in scale.key_points(4) {
            let x = across(at);
            root.draw(&PathElement::new(
                vec![(x, bottom), (x, bottom + 6)],
                Class::Tick,
            ))?;
            let Some(label) = tick(at).map(amount) else {
                continue;
            };
            write_lines(
                &root,
                &[label],
                (x, bottom + 9),
                Class::Words,
                font,
                HPos::Center,
            )?;
        }
        root.present()?;
    }
    Ok((body, whole))
}
