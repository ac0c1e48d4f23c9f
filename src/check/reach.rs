//! Reach: the least and the most that a quantity can come to, and how many decimal places it can have.

use upfront_engine::{
    Amount, Decimal, exact,
    scheme::{Comparison, Direction, QuestionKind, Rate, Rounding, Scheme},
    value::Limit,
};

/// What a quantity can come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    /// The least; `None` where it goes down without end.
    pub low: Option<Decimal>,
    /// The most; `None` where it goes up without end.
    pub high: Option<Decimal>,
    /// The most decimal places; `None` where there can be any number.
    pub places: Option<u32>,
    /// Whether it is a figure, or `no limit`.
    pub limit: Limit,
}

/// The decimal places that a figure needs.
pub(crate) fn places(figure: Decimal) -> u32 {
    figure.normalize().scale()
}

/// A bound out of two that must both be there.
fn both(
    a: Option<Decimal>,
    b: Option<Decimal>,
    operation: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Decimal> {
    operation(a?, b?)
}

impl Reach {
    /// One figure.
    pub(super) fn of(figure: Decimal) -> Self {
        Self {
            low: Some(figure),
            high: Some(figure),
            places: Some(places(figure)),
            limit: Limit::Figure,
        }
    }

    /// A ceiling that there is not.
    const NO_LIMIT: Self = Self {
        low: None,
        high: None,
        places: Some(0),
        limit: Limit::Absent,
    };

    /// The most that it can be, whatever it is; `None` where it goes up without end, or there may be no limit.
    pub(super) fn most(self) -> Option<Decimal> {
        self.high.filter(|_| self.limit.is_figure())
    }

    /// What an amount can come to; `None` where it has no figure.
    pub(super) fn of_amount(amount: &Amount) -> Option<Self> {
        match amount {
            Amount::Exact(figure) => Some(Self::of(*figure)),
            Amount::UpTo(figure) => Some(Self::of(*figure).or_nothing()),
            Amount::From(figure) => Some(Self {
                high: None,
                ..Self::of(*figure)
            }),
            Amount::Between(low, high) => Some(Self::of(*low).or(Self::of(*high))),
            Amount::CaseByCase | Amount::NotPublished => None,
            Amount::NotKnown(low, high) => Some(Self {
                low: Some(*low),
                high: *high,
                places: None,
                limit: Limit::Figure,
            }),
            Amount::NoLimit => Some(Self::NO_LIMIT),
        }
    }

    /// What a rate can come to, on any day; `None` where some of its amounts have no figure.
    pub(super) fn of_rate(rate: &Rate) -> Option<Self> {
        rate.amounts()
            .map(|amount| Self::of_amount(&amount))
            .reduce(|one, other| Some(one?.or(other?)))
            .flatten()
    }

    /// What any of several amounts can come to; those without a figure are left out.
    pub(super) fn of_amounts<'a>(amounts: impl IntoIterator<Item = &'a Amount>) -> Option<Self> {
        amounts
            .into_iter()
            .filter_map(Self::of_amount)
            .reduce(Self::or)
    }

    /// What the number answered to a question can be.
    pub(super) fn of_answer(scheme: &Scheme, question: usize) -> Option<Self> {
        let question = scheme.questions.get(question)?;
        let QuestionKind::Number {
            least,
            most,
            places,
            ..
        } = &question.kind
        else {
            return None;
        };
        let reach = Self {
            low: Some(*least),
            high: *most,
            places: Some(*places),
            limit: Limit::Figure,
        };
        Some(if question.when.is_some() {
            reach.or_nothing()
        } else {
            reach
        })
    }

    /// What the sum of what options count can be.
    pub(super) fn of_added_up(scheme: &Scheme, measure: usize, over: &[usize]) -> Self {
        over.iter()
            .filter_map(|question| scheme.questions.get(*question))
            .filter_map(|question| {
                let QuestionKind::Options(options) = &question.kind else {
                    return None;
                };
                let counts = options
                    .iter()
                    .map(|option| {
                        option
                            .counts
                            .get(measure)
                            .copied()
                            .flatten()
                            .unwrap_or(Amount::NOTHING)
                    })
                    .collect::<Vec<_>>();
                let reach = Self::of_amounts(&counts)?;
                Some(if question.when.is_some() {
                    reach.or_nothing()
                } else {
                    reach
                })
            })
            .fold(Self::of(Decimal::ZERO), Self::plus)
    }

    /// Either of two.
    pub(super) fn or(self, other: Self) -> Self {
        let limit = self.limit.or(other.limit);
        match (self.limit, other.limit) {
            (Limit::Absent, _) => Self { limit, ..other },
            (_, Limit::Absent) => Self { limit, ..self },
            _ => Self {
                low: both(self.low, other.low, |a, b| Some(a.min(b))),
                high: both(self.high, other.high, |a, b| Some(a.max(b))),
                places: self.most_places(other),
                limit,
            },
        }
    }

    /// This, or nothing at all.
    pub(super) fn or_nothing(self) -> Self {
        self.or(Self::of(Decimal::ZERO))
    }

    fn most_places(self, other: Self) -> Option<u32> {
        Some(self.places?.max(other.places?))
    }

    pub(super) fn plus(self, other: Self) -> Self {
        let limit = self.limit.max(other.limit);
        if limit == Limit::Absent {
            return Self::NO_LIMIT;
        }
        Self {
            low: both(self.low, other.low, exact::add),
            high: both(self.high, other.high, exact::add),
            places: self.most_places(other),
            limit,
        }
    }

    /// Less another, which is a figure.
    pub(super) fn minus(self, other: Self) -> Self {
        Self {
            low: both(self.low, other.high, exact::subtract),
            high: both(self.high, other.low, exact::subtract),
            places: self.most_places(other),
            limit: self.limit,
        }
    }

    pub(super) fn times(self, other: Self) -> Self {
        let limit = self.limit.max(other.limit);
        if limit == Limit::Absent {
            return Self::NO_LIMIT;
        }
        let positive = |reach: Self| reach.low.is_some_and(|low| low >= Decimal::ZERO);
        let corners = [
            both(self.low, other.low, exact::multiply),
            both(self.low, other.high, exact::multiply),
            both(self.high, other.low, exact::multiply),
            both(self.high, other.high, exact::multiply),
        ];
        let (low, high) = if let [Some(a), Some(b), Some(c), Some(d)] = corners {
            (Some(a.min(b).min(c).min(d)), Some(a.max(b).max(c).max(d)))
        } else if positive(self) && positive(other) {
            (both(self.low, other.low, exact::multiply), None)
        } else {
            (None, None)
        };
        Self {
            low,
            high,
            places: self.places.zip(other.places).map(|(a, b)| a + b),
            limit,
        }
    }

    pub(super) fn least(self, other: Self) -> Self {
        if self.limit == Limit::Absent {
            return other;
        }
        if other.limit == Limit::Absent {
            return self;
        }
        Self {
            low: both(self.low, other.low, |a, b| Some(a.min(b))),
            high: match (self.most(), other.most()) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (None, None) => both(self.high, other.high, |a, b| Some(a.max(b))),
                (a, b) => a.or(b),
            },
            places: self.most_places(other),
            limit: self.limit.min(other.limit),
        }
    }

    pub(super) fn greatest(self, other: Self) -> Self {
        let limit = self.limit.max(other.limit);
        if limit == Limit::Absent {
            return Self::NO_LIMIT;
        }
        Self {
            low: match (self.low, other.low) {
                (Some(a), Some(b)) => Some(a.max(b)),
                (a, b) => a.or(b),
            },
            high: both(self.high, other.high, |a, b| Some(a.max(b))),
            places: self.most_places(other),
            limit,
        }
    }

    /// Rounded.
    pub(super) fn rounded(self, rounding: Rounding) -> Self {
        Self {
            low: self.low.and_then(|low| exact::round(low, rounding)),
            high: self.high.and_then(|high| exact::round(high, rounding)),
            places: Some(places(rounding.to)),
            limit: self.limit,
        }
    }

    /// Times one figure and over another, which is more than nought. The places are known where it comes out.
    pub(super) fn scaled(self, times: Decimal, over: Decimal) -> Self {
        let bound = |bound: Option<Decimal>, direction| {
            let fine = Rounding {
                direction,
                to: Decimal::new(1, 6),
            };
            exact::scale(bound?, times, over, None)
                .or_else(|| exact::scale(bound?, times, over, Some(fine)))
        };
        Self {
            low: bound(self.low, Direction::Down),
            high: bound(self.high, Direction::Up),
            places: self
                .places
                .zip(exact::scale(Decimal::ONE, times, over, None).map(places))
                .map(|(own, factor)| own + factor),
            limit: self.limit,
        }
    }

    /// Divided by something that is more than nought.
    pub(super) fn over(self, by: Self) -> Self {
        if let (Some(low), true) = (by.low, by.low == by.high) {
            return self.scaled(Decimal::ONE, low);
        }
        let bound = |figure: Option<Decimal>, towards_nought: bool, direction| {
            let fine = Rounding {
                direction,
                to: Decimal::new(1, 6),
            };
            match if towards_nought { by.high } else { by.low } {
                Some(by) => exact::scale(figure?, Decimal::ONE, by, Some(fine)),
                None => figure.map(|_| Decimal::ZERO),
            }
        };
        let zero = Decimal::ZERO;
        Self {
            low: bound(
                self.low,
                self.low.is_some_and(|low| low >= zero),
                Direction::Down,
            ),
            high: bound(
                self.high,
                self.high.is_some_and(|high| high < zero),
                Direction::Up,
            ),
            places: None,
            limit: self.limit,
        }
    }

    /// Only what compares so with a figure.
    pub(super) fn narrowed(self, is: Comparison, than: Decimal) -> Self {
        let grain = self.places.and_then(grain);
        let raised = |low: Decimal| Some(self.low.map_or(low, |own| own.max(low)));
        let lowered = |high: Decimal| Some(self.high.map_or(high, |own| own.min(high)));
        let limit = Limit::Figure;
        if self.limit == Limit::Absent {
            // More than any figure: there is no such, or all of it.
            return match is {
                Comparison::AtLeast | Comparison::Over => self,
                Comparison::Equal | Comparison::AtMost | Comparison::Under => Self::of(than),
            };
        }
        match is {
            Comparison::Equal => Self {
                low: raised(than),
                high: lowered(than),
                limit,
                ..self
            },
            Comparison::AtLeast => Self {
                low: raised(than),
                ..self
            },
            Comparison::AtMost => Self {
                high: lowered(than),
                limit,
                ..self
            },
            Comparison::Over => Self {
                low: raised(
                    grain
                        .and_then(|grain| exact::add(than, grain))
                        .unwrap_or(than),
                ),
                ..self
            },
            Comparison::Under => Self {
                high: lowered(
                    grain
                        .and_then(|grain| exact::subtract(than, grain))
                        .unwrap_or(than),
                ),
                limit,
                ..self
            },
        }
    }

    /// Only what of it is a figure; `None` where nothing is.
    pub(super) fn as_figure(self) -> Option<Self> {
        let limit = Limit::Figure;
        (self.limit != Limit::Absent).then_some(Self { limit, ..self })
    }

    /// Whether nothing is left of it.
    pub(super) fn is_empty(self) -> bool {
        self.low
            .zip(self.high)
            .is_some_and(|(low, high)| low > high)
    }
}

/// The smallest step between figures of so many decimal places.
pub(super) fn grain(places: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(1, places).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(low: &str, high: &str, places: u32) -> Reach {
        Reach {
            low: Some(low.parse().unwrap()),
            high: Some(high.parse().unwrap()),
            places: Some(places),
            limit: Limit::Figure,
        }
    }

    #[test]
    fn reach_follows_the_arithmetic() {
        let score = reach("0", "87", 0);
        let eight_tenths = reach("0.8", "0.8", 1);
        assert_eq!(score.times(eight_tenths), reach("0.0", "69.6", 1));
        assert_eq!(score.minus(reach("10", "20", 0)), reach("-20", "77", 0));
        assert_eq!(
            score.narrowed(Comparison::Under, 70.into()),
            reach("0", "69", 0)
        );
        assert_eq!(score.scaled(365.into(), 7.into()).places, None);
        assert_eq!(score.scaled(1.into(), 4.into()).places, Some(2));
    }
}
