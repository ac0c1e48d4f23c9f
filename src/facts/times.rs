//! How long something takes, as councils and laws say it.

/// So many of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    /// How many.
    pub count: u32,
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
    /// A duration as it is written, such as `20 working days`; `None` of any other text.
    pub fn read(text: &str) -> Option<Self> {
        let (count, period) = text.trim().split_once(char::is_whitespace)?;
        let count = count.parse().ok()?;
        let period = period.trim();
        let mut words = Period::WORDS.into_iter();
        let (of, _, _) = words.find(|(_, one, many)| period == *one || period == *many)?;
        Some(Self { count, of })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_a_number_of_periods() {
        let of = |count, of| Some(Duration { count, of });
        assert_eq!(Duration::read("28 days"), of(28, Period::Day));
        assert_eq!(
            Duration::read(" 20 working days"),
            of(20, Period::WorkingDay)
        );
        assert_eq!(Duration::read("1 year"), of(1, Period::Year));
        for wrong in ["soon", "days", "3 fortnights", "-1 days", "2.5 weeks"] {
            assert_eq!(Duration::read(wrong), None, "{wrong}");
        }
    }
}
