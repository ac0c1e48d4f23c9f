//! A plot laid out at a width and drawn.

use std::convert::Infallible;

use plotters::{
    coord::{CoordTranslate, Shift, ranged1d::Ranged, types::RangedCoordf64},
    drawing::DrawingAreaErrorKind,
    element::{Circle, PathElement, Rectangle, Text},
    prelude::{Cartesian2d, DrawingArea, IntoDrawingArea, IntoFont, LineSeries},
    style::{
        Color, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};
use upfront_engine::{Unit, words::Words};

use super::{
    label::{Area, Room, height, line_height, widest, wrap},
    parts::bare,
    plot::{At, Label, Plot, tick},
    svg::{Class, Svg, document},
};

/// Where drawing can fail: in plotters, and then there is no chart.
pub(super) type Failed = DrawingAreaErrorKind<Infallible>;

/// The paper: how wide, how high the plot on it is, and the size of its letters, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper {
    pub(super) kind: &'static str,
    pub(super) width: i32,
    pub(super) plot: i32,
    pub(super) font: u32,
}

/// The two that every chart is drawn on. At 320 pixels, with a page's margins, letters come out above 12.
const PAPERS: [Paper; 2] = [
    Paper {
        kind: "narrow",
        width: 330,
        plot: 230,
        font: 15,
    },
    Paper {
        kind: "wide",
        width: 720,
        plot: 300,
        font: 15,
    },
];

/// A drawn body and its width and height.
pub(super) type Drawing = (String, (u32, u32));

/// The same on each paper, wrapped up for a page, the narrow one first. `prefix` begins the ids, and is the page's only
/// one; `title` is the accessible name. `None` where it cannot be drawn.
pub(super) fn on_each_paper(
    prefix: &str,
    title: &str,
    draw: impl Fn(Paper) -> Result<Drawing, Failed>,
) -> Option<[String; 2]> {
    let on = |paper: Paper| {
        let (body, size) = draw(paper).ok()?;
        let id = format!("{prefix}-{}-title", paper.kind);
        Some(document(&body, size, paper.font, paper.kind, &id, title))
    };
    let [narrow, wide] = PAPERS;
    Some([on(narrow)?, on(wide)?])
}

/// Words of the given class that hang from a point.
pub(super) fn style(class: Class, font: u32, h_pos: HPos, v_pos: VPos) -> TextStyle<'static> {
    TextStyle {
        font: ("sans-serif", font).into_font(),
        color: class.to_backend_color(),
        pos: Pos::new(h_pos, v_pos),
    }
}

/// A length as plotters takes the size of paper.
pub(super) fn size(width: i32, height: i32) -> (u32, u32) {
    (width.unsigned_abs(), height.unsigned_abs())
}

/// A label that found its place: its lines and where they stand.
struct Placed {
    lines: Vec<String>,
    area: Area,
}

/// Draws a plot. `by` and `unit` are what the axes count.
pub(super) fn draw(
    plot: &Plot,
    paper: Paper,
    words: &Words,
    by: &Unit,
    unit: &Unit,
) -> Result<Drawing, Failed> {
    let font = paper.font;
    let line = line_height(font);
    let grid: Vec<(f64, String)> = RangedCoordf64::from(plot.amounts.0..plot.amounts.1)
        .key_points(5)
        .into_iter()
        .filter_map(|at| Some((at, words.quantity(tick(at)?, &bare(unit)))))
        .filter(|(_, text)| widest(std::slice::from_ref(text), font) <= paper.width / 2)
        .collect();
    let grid_words: Vec<_> = grid.iter().map(|(_, text)| text.clone()).collect();
    let amount_title = wrap(
        &words.say("chart-axis-amount", &[("unit", &words.unit(unit))]),
        font,
        paper.width - 4,
    );
    let by_title = wrap(&capital(&words.unit(by)), font, paper.width - 4);

    // The plot stands below the title of its amounts; a label's height is kept free above the highest.
    let area = Area {
        left: widest(&grid_words, font) + 10,
        top: height(amount_title.len(), font) + 6,
        right: paper.width - 14,
        bottom: height(amount_title.len(), font) + 6 + paper.plot,
    };
    let headroom =
        (plot.amounts.1 - plot.amounts.0) * f64::from(line + 8) / f64::from(paper.plot - line - 8);
    let scale = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
        plot.values.0..plot.values.1,
        plot.amounts.0..plot.amounts.1 + headroom,
        (area.left..area.right, area.bottom..area.top),
    );
    let pixel = |at: &At| scale.translate(at);

    let mut places = Room::new(Area {
        right: paper.width - 2,
        ..area
    });
    for (from, to, _) in &plot.lines {
        places.take_line(pixel(from), pixel(to));
    }
    for dot in &plot.dots {
        places.take_line(pixel(dot), pixel(dot));
    }
    // A region's outline keeps other words out; its own stand inside or beside it.
    let regions: Vec<(Area, Class)> = plot
        .regions
        .iter()
        .map(|(from, to, class)| {
            let left = pixel(&(*from, 0.0)).0 + 2;
            let right = (pixel(&(*to, 0.0)).0 - 2).max(left + 3);
            let bottom = pixel(&(*from, plot.amounts.0)).1 - 2;
            (
                Area {
                    left,
                    top: area.top,
                    right,
                    bottom,
                },
                *class,
            )
        })
        .collect();
    for (region, _) in &regions {
        for x in [region.left, region.right] {
            places.take_line((x, region.top), (x, region.bottom));
        }
    }
    // The steps, by their ends and their height.
    let steps: Vec<(i32, i32, i32)> = plot
        .lines
        .iter()
        .filter(|(_, _, class)| *class != Class::Drop)
        .map(|(from, to, _)| (pixel(from), pixel(to)))
        .filter(|(from, to)| from.1 == to.1)
        .map(|(from, to)| (from.0, to.0, from.1))
        .collect();
    let mut written = Vec::new();
    let mut key: Vec<(Class, String)> = Vec::new();
    for label in &plot.labels {
        match place(label, &mut places, &regions, &steps, area, font, &pixel) {
            Some(found) => written.push(found),
            None => key.extend(label.key.clone().filter(|entry| !key.contains(entry))),
        }
    }

    let named = name_ticks(plot, paper, area.bottom + 8, &pixel);

    let title_top = area.bottom + 12 + line;
    let key_top = title_top + height(by_title.len(), font) + 6;
    let key_rows: Vec<_> = key
        .iter()
        .map(|(class, text)| (*class, wrap(text, font, paper.width - 44)))
        .collect();
    let key_height: i32 = key_rows
        .iter()
        .map(|(_, lines)| height(lines.len(), font) + 4)
        .sum();
    let whole = size(paper.width, key_top + key_height + 2);

    let mut body = String::new();
    {
        let root = Svg::new(&mut body, whole).into_drawing_area();
        let at_scale = root.clone().apply_coord_spec(scale.clone());
        for (amount, text) in &grid {
            let class = if *amount == 0.0 {
                Class::Axis
            } else {
                Class::Grid
            };
            let ends = [(plot.values.0, *amount), (plot.values.1, *amount)];
            for element in LineSeries::new(ends, &class) {
                at_scale.draw(&element)?;
            }
            let y = pixel(&(plot.values.0, *amount)).1;
            root.draw(&Text::new(
                text.clone(),
                (area.left - 6, y),
                style(Class::Words, font, HPos::Right, VPos::Center),
            ))?;
        }
        for (region, class) in &regions {
            root.draw(&Rectangle::new(
                [(region.left, region.top), (region.right, region.bottom)],
                class,
            ))?;
        }
        for (value, _) in &plot.ticks {
            let (x, y) = pixel(&(*value, plot.amounts.0));
            root.draw(&PathElement::new(vec![(x, y), (x, y + 6)], Class::Tick))?;
        }
        for (from, to, class) in &plot.lines {
            for element in LineSeries::new([*from, *to], class) {
                at_scale.draw(&element)?;
            }
        }
        for dot in &plot.dots {
            at_scale.draw(&Circle::new(*dot, 4, Class::Dot))?;
        }
        if let Some(arrow) = &plot.arrow {
            let (x, y) = pixel(arrow);
            let head = vec![(x - 3, y - 5), (x + 5, y), (x - 3, y + 5)];
            root.draw(&PathElement::new(head, Class::Mark))?;
        }
        for label in &written {
            let centre = i32::midpoint(label.area.left, label.area.right);
            write_lines(
                &root,
                &label.lines,
                (centre, label.area.top),
                Class::Label,
                font,
                HPos::Center,
            )?;
        }
        for (x, text) in named {
            write_lines(
                &root,
                &[text],
                (x, area.bottom + 8),
                Class::Words,
                font,
                HPos::Center,
            )?;
        }
        write_lines(&root, &amount_title, (2, 0), Class::Words, font, HPos::Left)?;
        let middle = i32::midpoint(area.left, area.right);
        let half = widest(&by_title, font) / 2 + 2;
        let middle = middle.min(paper.width - half).max(half);
        write_lines(
            &root,
            &by_title,
            (middle, title_top),
            Class::Words,
            font,
            HPos::Center,
        )?;
        write_key(&root, &key_rows, key_top, font)?;
        root.present()?;
    }
    Ok((body, whole))
}

/// The names on the lower axis for which there is room, with their centres.
fn name_ticks(
    plot: &Plot,
    paper: Paper,
    top: i32,
    pixel: &dyn Fn(&At) -> (i32, i32),
) -> Vec<(i32, String)> {
    let mut room = Room::new(Area {
        left: 1,
        top,
        right: paper.width - 1,
        bottom: top + height(1, paper.font),
    });
    let mut named = Vec::new();
    for (at, text) in &plot.ticks {
        let lines = [text.clone()];
        let half = widest(&lines, paper.font) / 2 + 5;
        let x = pixel(&(*at, plot.amounts.0)).0;
        let centre = x.min(paper.width - half - 1).max(half + 1);
        let wide = Area {
            left: centre - half,
            right: centre + half,
            ..Area::of_text(&lines, paper.font, centre, top)
        };
        if (centre - x).abs() < half && room.place([wide]).is_some() {
            named.push((centre, text.clone()));
        }
    }
    named
}

/// Writes the key: for each kind of mark, how it is drawn and what it means.
fn write_key(
    root: &DrawingArea<Svg<'_>, Shift>,
    rows: &[(Class, Vec<String>)],
    mut top: i32,
    font: u32,
) -> Result<(), Failed> {
    for (class, lines) in rows {
        if matches!(class, Class::Gap | Class::Case) {
            root.draw(&Rectangle::new([(4, top + 2), (30, top + 16)], class))?;
        } else {
            root.draw(&PathElement::new(vec![(4, top + 9), (30, top + 9)], class))?;
        }
        write_lines(root, lines, (38, top), Class::Words, font, HPos::Left)?;
        top += height(lines.len(), font) + 4;
    }
    Ok(())
}

/// Writes lines below one another, from the top.
pub(super) fn write_lines(
    root: &DrawingArea<Svg<'_>, Shift>,
    lines: &[String],
    (x, top): (i32, i32),
    class: Class,
    font: u32,
    h_pos: HPos,
) -> Result<(), Failed> {
    for (row, line) in lines.iter().enumerate() {
        let y = top + height(row, font);
        root.draw(&Text::new(
            line.clone(),
            (x, y),
            style(class, font, h_pos, VPos::Top),
        ))?;
    }
    Ok(())
}

/// How far words stay from a step that they do not speak of: further than from their own.
const CLEAR: i32 = 8;

/// Finds a label's place: on its mark, or in or beside its region.
fn place(
    label: &Label,
    room: &mut Room,
    regions: &[(Area, Class)],
    steps: &[(i32, i32, i32)],
    area: Area,
    font: u32,
    pixel: &dyn Fn(&At) -> (i32, i32),
) -> Option<Placed> {
    let one = vec![label.text.clone()];
    let left = pixel(&(label.from, 0.0)).0;
    let right = pixel(&(label.to, 0.0)).0;
    let middle = i32::midpoint(left, right);
    let half = widest(&one, font) / 2 + 2;
    let high = height(1, font);
    if let Some(amount) = label.height {
        let y = pixel(&(label.from, amount)).1;
        let mut centres = vec![middle, right - half - 4, left + half + 4, area.right - half];
        if label.from >= label.to {
            centres.extend([right + half + 8, left - half - 8]);
        }
        let tops = [y - high - 4, y + 5];
        let places = tops
            .into_iter()
            .flat_map(|top| centres.iter().map(move |centre| (*centre, top)));
        // Only a place that touches its own mark's width says which mark it belongs to.
        let own =
            places.filter(|(centre, _)| centre - half <= right + 12 && centre + half >= left - 12);
        // Words that stand as near to another step would seem to speak of that one.
        let is_clear = |place: &Area| {
            steps.iter().all(|(from, to, height)| {
                let is_there = *from < place.right && place.left < *to;
                let away = (place.top - height).max(height - place.bottom);
                *height == y || !is_there || away > CLEAR
            })
        };
        let places = own.map(|(centre, top)| Area::of_text(&one, font, centre, top));
        let found = room.place(places.filter(is_clear))?;
        return Some(Placed {
            lines: one,
            area: found,
        });
    }
    let region = regions
        .iter()
        .find(|(region, _)| region.left <= middle + 4 && middle <= region.right + 4)?
        .0;
    let words: Vec<String> = label.text.split_whitespace().map(str::to_owned).collect();
    let heights = [0, 1, 2, 3].map(|step| area.top + 6 + step * (area.bottom - area.top) / 5);
    // Beside a wide region, words would seem to speak of what stands there; the key tells instead.
    let single = label.from >= label.to;
    for beside in [false, true].into_iter().filter(|beside| single || !beside) {
        for lines in [&one, &words] {
            let half = widest(lines, font) / 2 + 1;
            let middle = i32::midpoint(region.left, region.right);
            let centres = if beside {
                vec![region.left - half - 6, region.right + half + 6]
            } else {
                vec![middle]
            };
            let places = centres
                .into_iter()
                .flat_map(|centre| heights.map(|top| Area::of_text(lines, font, centre, top)));
            if let Some(area) = room.place(places) {
                let lines = lines.clone();
                return Some(Placed { lines, area });
            }
        }
    }
    None
}

/// A heading's first letter as a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
