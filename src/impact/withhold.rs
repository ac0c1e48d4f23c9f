//! Which figures of a table are withheld, so that nothing is told of fewer than ten people, by itself or as what is left when
//! others are taken from a total.
//!
//! The figures stand in equations: lose, gain, stay and open come to the group; the groups come to all. What is told of few
//! people is hidden first. Then the equations are solved for what is hidden: as long as a hidden figure follows from those that
//! stand, or what is hidden beside a total comes to fewer than ten, another is hidden. Hidden is only what has to be, the
//! smallest first, and a total last.

/// Nothing is told of fewer people than this.
pub const FEWEST: u64 = 10;

/// A figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Of how many people it is.
    pub(super) people: u64,
    /// Figures with a higher rank are hidden later.
    pub(super) rank: u8,
    pub(super) hidden: bool,
    /// What is nought needs no hiding, and hides nothing.
    pub(super) fixed: bool,
}

/// A total and its parts, by the places of the cells.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    pub(super) total: usize,
    pub(super) parts: Vec<usize>,
}

/// Figures, and how they follow from one another.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    pub(super) cells: Vec<Cell>,
    pub(super) sums: Vec<Sum>,
    /// Those that are hidden with another: all that is told of a group with how many it is.
    pub(super) with: Vec<(usize, Vec<usize>)>,
}

impl Figures {
    pub(super) fn cell(&mut self, people: u64, rank: u8) -> usize {
        self.cells.push(Cell {
            people,
            rank,
            hidden: (1..FEWEST).contains(&people),
            fixed: false,
        });
        self.cells.len().saturating_sub(1)
    }

    pub(super) fn is_hidden(&self, cell: usize) -> bool {
        self.cells.get(cell).is_none_or(|cell| cell.hidden)
    }

    pub(super) fn hide(&mut self, place: usize) {
        if let Some(cell) = self.cells.get_mut(place) {
            cell.hidden = true;
        }
        let with: Vec<usize> = self
            .with
            .iter()
            .filter(|(of, _)| *of == place)
            .flat_map(|(_, with)| with.clone())
            .collect();
        for place in with {
            if let Some(cell) = self.cells.get_mut(place) {
                cell.hidden = true;
            }
        }
    }

    /// Hides what has to be hidden so that nothing that is follows.
    pub(super) fn close(&mut self) {
        for place in 0..self.cells.len() {
            if self.is_hidden(place) {
                self.hide(place);
            }
        }
        let few: Vec<bool> = self.cells.iter().map(|cell| cell.hidden).collect();
        // One at a time: what hides one often hides others too. Where a figure of few people follows all the same, it does by
        // way of others that do.
        while !self.open_to_all(&few).is_empty() {
            let mut next = self.open_to_all(&few);
            next.extend(self.determined());
            let Some(more) = next.into_iter().find_map(|place| self.beside(place)) else {
                break;
            };
            self.hide(more);
        }
        self.show_again(&few);
    }

    /// Shows what turned out not to have to be hidden, what people want to know first.
    fn show_again(&mut self, few: &[bool]) {
        let hidden = (0..self.cells.len()).filter(|place| self.is_hidden(*place));
        let mut more: Vec<usize> = hidden
            .filter(|place| few.get(*place) != Some(&true))
            .collect();
        let wanted = |place: &usize| {
            let cell = self.cells.get(*place);
            cell.map_or((0, 0), |cell| (cell.rank, cell.people))
        };
        more.sort_by_key(|place| (std::cmp::Reverse(wanted(place)), *place));
        let known = self.open_to_all(few).len();
        for place in more {
            self.set_hidden(place, false);
            if self.open_to_all(few).len() > known {
                self.set_hidden(place, true);
            }
        }
    }

    fn set_hidden(&mut self, place: usize, is_hidden: bool) {
        if let Some(cell) = self.cells.get_mut(place) {
            cell.hidden = is_hidden;
        }
    }

    /// The figures of few people that anybody can work out, and a hidden figure of those that come to too few together. What
    /// else is hidden may follow: it is there only to hide these.
    fn open_to_all(&self, few: &[bool]) -> Vec<usize> {
        let mut open = self.told_by_a_total();
        open.extend(self.determined());
        open.retain(|place| few.get(*place) == Some(&true));
        open
    }

    /// The hidden figures of each sum where all that is hidden beside a total that stands comes to too few.
    fn told_by_a_total(&self) -> Vec<usize> {
        let few = self.sums.iter().flat_map(|sum| {
            let hidden: Vec<usize> = sum
                .parts
                .iter()
                .copied()
                .filter(|part| self.is_hidden(*part))
                .collect();
            let people = hidden.iter().filter_map(|part| self.cells.get(*part));
            let people: u64 = people.map(|cell| cell.people).sum();
            let is_told = !self.is_hidden(sum.total) && !hidden.is_empty() && people < FEWEST;
            hidden.into_iter().filter(move |_| is_told)
        });
        few.collect()
    }

    /// The next figure to hide so that another is hidden better, of those in a sum with it: by rank, what brings nothing else
    /// with it, the smallest.
    fn beside(&self, place: usize) -> Option<usize> {
        let sums = self
            .sums
            .iter()
            .filter(|sum| sum.total == place || sum.parts.contains(&place));
        let cells = sums.flat_map(|sum| sum.parts.iter().copied().chain([sum.total]));
        let stands = cells.filter_map(|place| Some((place, self.cells.get(place)?)));
        stands
            .filter(|(_, cell)| !cell.hidden && !cell.fixed)
            .min_by_key(|(place, cell)| {
                let met = std::cmp::Reverse(self.met(*place));
                (cell.people == 0, cell.rank, met, cell.people, *place)
            })
            .map(|(place, _)| place)
    }

    /// In how many of its sums something is hidden already: there it does not make more to be hidden.
    fn met(&self, place: usize) -> usize {
        let sums = self
            .sums
            .iter()
            .filter(|sum| sum.total == place || sum.parts.contains(&place));
        let has_hidden = |sum: &&Sum| {
            let mut cells = sum.parts.iter().chain([&sum.total]);
            cells.any(|cell| self.is_hidden(*cell))
        };
        sums.filter(has_hidden).count()
    }

    /// The hidden figures that follow from those that stand: the equations are solved for what is hidden.
    fn determined(&self) -> Vec<usize> {
        let hidden: Vec<usize> = (0..self.cells.len())
            .filter(|place| self.is_hidden(*place))
            .collect();
        let row = |sum: &Sum| {
            let number = |place: &usize| {
                if sum.total == *place {
                    PRIME - 1
                } else {
                    u64::from(sum.parts.contains(place))
                }
            };
            hidden.iter().map(number).collect::<Vec<u64>>()
        };
        let mut rows: Vec<Vec<u64>> = self.sums.iter().map(row).collect();
        let solved = solve(&mut rows, hidden.len());
        let alone = solved.into_iter().filter_map(|(row, column)| {
            let row = rows.get(row)?;
            let others = row.iter().enumerate();
            let is_alone = others
                .filter(|(place, _)| *place != column)
                .all(|(_, number)| *number == 0);
            hidden.get(column).copied().filter(|_| is_alone)
        });
        alone.collect()
    }
}

/// Numbers are counted modulo this prime, which holds them exactly.
const PRIME: u64 = 2_147_483_647;

/// Brings rows to their reduced form. Gives the row and the column of each leading one.
fn solve(rows: &mut [Vec<u64>], columns: usize) -> Vec<(usize, usize)> {
    let mut leads = Vec::new();
    for column in 0..columns {
        let lead = leads.len();
        let at = |row: &Vec<u64>| row.get(column).copied().unwrap_or(0);
        let Some(found) =
            (lead..rows.len()).find(|row| rows.get(*row).is_some_and(|row| at(row) != 0))
        else {
            continue;
        };
        rows.swap(lead, found);
        let Some(mut pivot) = rows.get(lead).cloned() else {
            continue;
        };
        let times = inverse(at(&pivot));
        for number in &mut pivot {
            *number = *number * times % PRIME;
        }
        for (place, row) in rows.iter_mut().enumerate() {
            let times = at(row);
            if place == lead {
                row.clone_from(&pivot);
            } else if times != 0 {
                for (number, by) in row.iter_mut().zip(&pivot) {
                    *number = (*number + PRIME - times * by % PRIME) % PRIME;
                }
            }
        }
        leads.push((lead, column));
    }
    leads
}

/// What a number has to be multiplied by to be one: its power of the prime less two.
fn inverse(number: u64) -> u64 {
    let (mut power, mut square, mut left) = (1, number % PRIME, PRIME - 2);
    while left > 0 {
        if left % 2 == 1 {
            power = power * square % PRIME;
        }
        square = square * square % PRIME;
        left /= 2;
    }
    power
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A table of groups with parts, all of which come to totals.
    fn table(groups: &[[u64; 3]]) -> Figures {
        let mut figures = Figures::default();
        let of_all = |part: usize| groups.iter().map(|group| group[part]).sum::<u64>();
        let all: Vec<usize> = (0..3).map(|part| figures.cell(of_all(part), 1)).collect();
        let people = figures.cell((0..3).map(of_all).sum(), 9);
        figures.sums.push(Sum {
            total: people,
            parts: all.clone(),
        });
        let rows: Vec<(usize, Vec<usize>)> = groups
            .iter()
            .map(|group| {
                let parts: Vec<usize> = group.iter().map(|part| figures.cell(*part, 0)).collect();
                let total = figures.cell(group.iter().sum(), 2);
                figures.sums.push(Sum {
                    total,
                    parts: parts.clone(),
                });
                figures.with.push((total, parts.clone()));
                (total, parts)
            })
            .collect();
        figures.sums.push(Sum {
            total: people,
            parts: rows.iter().map(|row| row.0).collect(),
        });
        for (part, total) in all.into_iter().enumerate() {
            let parts = rows.iter().map(|row| row.1[part]).collect();
            figures.sums.push(Sum { total, parts });
        }
        figures.close();
        figures
    }

    #[test]
    fn of_one_small_group_another_is_withheld_too_so_that_the_total_does_not_give_it_away() {
        let figures = table(&[[2, 1, 1], [200, 100, 50], [40, 30, 20]]);
        let people: Vec<(u64, bool)> = [7, 11, 15]
            .map(|place| (figures.cells[place].people, figures.is_hidden(place)))
            .to_vec();
        assert_eq!(people, [(4, true), (350, false), (90, true)]);
        assert!(!figures.is_hidden(3), "the total of all stands");
    }

    #[test]
    fn a_small_part_takes_a_second_with_it_in_its_row_and_in_its_column() {
        let figures = table(&[[3, 500, 20], [90, 80, 70], [60, 50, 40]]);
        let hidden = figures.cells.iter().filter(|cell| cell.hidden).count();
        assert!(figures.is_hidden(4));
        assert!(hidden >= 4, "{:?}", figures.cells);
    }

    #[test]
    fn where_nothing_is_small_nothing_is_withheld() {
        let figures = table(&[[10, 0, 20], [0, 80, 70]]);
        assert!(figures.cells.iter().all(|cell| !cell.hidden));
    }

    proptest! {
        #[test]
        fn nothing_that_is_withheld_follows_and_no_small_figure_stands(
            groups in proptest::collection::vec(proptest::array::uniform3(0_u64..30), 1..7),
        ) {
            let figures = table(&groups);
            prop_assert!(figures.cells.iter().all(|cell| cell.hidden || !(1..FEWEST).contains(&cell.people)));
            let few: Vec<bool> = figures.cells.iter().map(|cell| (1..FEWEST).contains(&cell.people)).collect();
            let is_left = |place: &usize| figures.beside(*place).is_some();
            prop_assert_eq!(figures.open_to_all(&few).iter().filter(|place| is_left(place)).count(), 0);
        }
    }
}
