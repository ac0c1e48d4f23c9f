//! Where words can stand in a chart without touching one another, a mark or the edge.

use super::svg::text_width;

/// A rectangle of the drawing, in its pixels; the edges belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.left <= other.right
            && other.left <= self.right
            && self.top <= other.bottom
            && other.top <= self.bottom
    }

    fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// Lines of text around a centre line, with their top at `top`.
    pub(super) fn of_text(lines: &[String], font: u32, centre: i32, top: i32) -> Self {
        let half = widest(lines, font) / 2 + 1;
        Self {
            left: centre - half,
            top,
            right: centre + half,
            bottom: top + height(lines.len(), font),
        }
    }
}

/// How much room is left in a part of the drawing.
pub(super) struct Room {
    within: Area,
    taken: Vec<Area>,
}

impl Room {
    pub(super) fn new(within: Area) -> Self {
        Self {
            within,
            taken: Vec::new(),
        }
    }

    /// Keeps words off a straight mark. A slanted one is taken in short pieces, so that the corners of the
    /// rectangle around it stay free.
    pub(super) fn take_line(&mut self, (x1, y1): (i32, i32), (x2, y2): (i32, i32)) {
        let pieces = if x1 == x2 || y1 == y2 { 1 } else { 40 };
        let at = |from: i32, to: i32, piece: i32| from + (to - from) * piece / pieces;
        for piece in 0..pieces {
            let (a, b) = (at(x1, x2, piece), at(x1, x2, piece + 1));
            let (c, d) = (at(y1, y2, piece), at(y1, y2, piece + 1));
            self.taken.push(Area {
                left: a.min(b) - 2,
                top: c.min(d) - 2,
                right: a.max(b) + 2,
                bottom: c.max(d) + 2,
            });
        }
    }

    /// The first of these places that is free, which is then taken.
    pub(super) fn place(&mut self, places: impl IntoIterator<Item = Area>) -> Option<Area> {
        let free = places.into_iter().find(|place| {
            self.within.holds(place) && !self.taken.iter().any(|taken| taken.meets(place))
        })?;
        self.taken.push(free);
        Some(free)
    }
}

/// The height of so many lines.
pub(super) fn height(lines: usize, font: u32) -> i32 {
    i32::try_from(lines)
        .unwrap_or(i32::MAX)
        .saturating_mul(line_height(font))
}

/// From one line to the next.
pub(super) fn line_height(font: u32) -> i32 {
    pixels(f64::from(font) * 1.25)
}

/// The width of the widest line.
pub(super) fn widest(lines: &[String], font: u32) -> i32 {
    lines
        .iter()
        .map(|line| pixels(text_width(line, f64::from(font))))
        .max()
        .unwrap_or(0)
}

/// Whole pixels that hold a length.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a length in pixels, and the cast saturates"
)]
pub(super) fn pixels(length: f64) -> i32 {
    length.ceil() as i32
}

/// Breaks a text into lines no wider than `width` pixels; a word wider than that is broken.
pub(super) fn wrap(text: &str, font: u32, width: i32) -> Vec<String> {
    let fits = |line: &str| text_width(line, f64::from(font)) <= f64::from(width);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if fits(&longer) {
                *line = longer;
                continue;
            }
        }
        let mut piece = String::new();
        for letter in word.chars() {
            piece.push(letter);
            if !fits(&piece) && piece.chars().count() > 1 {
                piece.pop();
                lines.push(std::mem::replace(&mut piece, letter.to_string()));
            }
        }
        lines.push(piece);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_broken() {
        let lines = wrap("I need Llanfairpwllgwyngyllgogerychwyrndrobwll", 15, 100);
        assert!(lines.len() > 2);
        assert!(widest(&lines, 15) <= 100);
        assert_eq!(
            lines.concat().replace(' ', ""),
            "IneedLlanfairpwllgwyngyllgogerychwyrndrobwll"
        );
    }

    #[test]
    fn a_place_is_given_once() {
        let within = Area {
            left: 0,
            top: 0,
            right: 100,
            bottom: 20,
        };
        let mut room = Room::new(within);
        assert_eq!(room.place([within]), Some(within));
        assert_eq!(room.place([within]), None);
    }
}
