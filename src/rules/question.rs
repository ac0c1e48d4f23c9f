//! Questions and their options.

use upfront_engine::scheme::Direction;

use super::{
    lower::mapping,
    step::When,
    written::{List, Named, Text, Texts, Written},
};

mapping! {
    /// A question that is asked of people.
    Question of QUESTION {
        id: Text = "id",
        about: Text = "about",
        asks_for: Text = "asks for",
        ask: Text = "ask",
        hint: Text = "hint",
        options: List<Choice> = "options",
        scores_between: Text = "scores between",
        yes_or_no: bool = "yes or no",
        number: Text = "number",
        least: Text = "least",
        most: Text = "most",
        places: u32 = "places",
        also_in: Vec<Named<Text>> = "also in",
        rounded_to_the_nearest: Text = "rounded to the nearest",
        rounded_up_to: Text = "rounded up to",
        rounded_down_to: Text = "rounded down to",
        fixed: bool = "fixed",
        when: When = "when",
        source: Text = "source",
        but: Vec<Named<Text>> = "but",
    }
}

mapping! {
    /// An option that can be chosen.
    Choice of OPTION {
        id: Text = "id",
        say: Text = "say",
        points: Text = "points",
        means: Texts = "means",
        counts: Vec<Named<Text>> = "counts",
    }
}

impl Question {
    /// How a number that is answered in another period is rounded.
    pub const fn roundings(&self) -> [(&Written<Text>, Direction); 3] {
        [
            (&self.rounded_up_to, Direction::Up),
            (&self.rounded_down_to, Direction::Down),
            (&self.rounded_to_the_nearest, Direction::Nearest),
        ]
    }
}
