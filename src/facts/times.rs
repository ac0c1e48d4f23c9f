//! How long something takes, as councils and laws say it.

/// So many of a period, or from so many to so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    /// How many; where it is from one number to another, the greater.
    pub count: u32,
    /// The smaller of the two; `None` where it is one number.
    pub least: Option<u32>,
    /// Of what.
    pub of: Period,
}

/// What time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Days of the calendar.
    Day,
    /// Days on which offices are open.
    WorkingDay,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl Period {
    /// The words for each, as one and as several.
    pub const WORDS: [(Self, &'static str, &'static str); 5] = [
        (Self::Day, "day", "days"),
        (Self::WorkingDay, "working day", "working days"),
        (Self::Week, "week", "weeks"),
        (Self::Month, "month", "months"),
        (Self::Year, "year", "years"),
    ];
}

impl Duration {
    /// A duration as it is written, such as `20 working days` or `4 to 6 weeks`; `None` of any other text.
    pub fn read(text: &str) -> Option<Self> {
        let (least, text) = match text.split_once(" to ") {
            Some((least, text)) => (Some(least.trim().parse().ok()?), text),
            None => (None, text),
        };
        let (count, period) = text.trim().split_once(char::is_whitespace)?;
        let count = count.parse().ok()?;
        if least.is_some_and(|least| least >= count) {
            return None;
        }
        let period = period.trim();
        let mut words = Period::WORDS.into_iter();
        let (of, _, _) = words.find(|(_, one, many)| period == *one || period == *many)?;
        Some(Self { count, least, of })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_a_number_of_periods() {
        let of = |count, of| {
            let least = None;
            Some(Duration { count, least, of })
        };
        assert_eq!(Duration::read("28 days"), of(28, Period::Day));
        assert_eq!(
            Duration::read(" 20 working days"),
            of(20, Period::WorkingDay)
        );
        assert_eq!(Duration::read("1 year"), of(1, Period::Year));
        let range = Duration::read("4 to 6 weeks").unwrap();
        assert_eq!((range.least, range.count), (Some(4), 6));
        for wrong in [
            "soon",
            "days",
            "3 fortnights",
            "-1 days",
            "2.5 weeks",
            "6 to 4 weeks",
            "a few to 6 weeks",
        ] {
            assert_eq!(Duration::read(wrong), None, "{wrong}");
        }
    }
}
