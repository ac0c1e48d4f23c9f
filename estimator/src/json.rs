//! What the page is given, as JSON. What there is many of is a list of texts: the page knows what stands at each place.

use alloc::string::String;

use upfront_engine::{
    outcome::Taken,
    told::{Told, ToldFigure},
};

/// JSON that is being written.
pub(crate) struct Json(String);

impl Json {
    pub(crate) fn text(&mut self, text: &str) {
        self.0.push('"');
        let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
        let mut rest = text;
        while let Some(place) = rest.bytes().position(|byte| !is_plain(byte)) {
            let (plain, more) = rest.split_at_checked(place).unwrap_or_default();
            self.0.push_str(plain);
            match more.as_bytes().first() {
                Some(b'\n') => self.0.push_str("\\n"),
                Some(b'\t') => self.0.push_str("\\t"),
                Some(b'"') => self.0.push_str("\\\""),
                Some(b'\\') => self.0.push_str("\\\\"),
                // No text is shown with any other sign that a terminal would obey.
                _ => {}
            }
            rest = more.get(1..).unwrap_or_default();
        }
        self.0.push_str(rest);
        self.0.push('"');
    }

    fn perhaps(&mut self, text: Option<&String>) {
        match text {
            Some(text) => self.text(text),
            None => self.0.push_str("null"),
        }
    }

    fn number(&mut self, number: usize) {
        let mut at = 1_usize;
        while number / at >= 10 {
            at *= 10;
        }
        while at > 0 {
            let digit = u32::try_from(number / at % 10).ok();
            self.0
                .extend(digit.and_then(|digit| char::from_digit(digit, 10)));
            at /= 10;
        }
    }

    fn taken(&mut self, taken: Taken) {
        self.text(match taken {
            Taken::Yes => "yes",
            Taken::No => "no",
            Taken::Maybe => "maybe",
            Taken::Ended => "ended",
            Taken::Later => "later",
        });
    }

    /// What comes next stands after what came before.
    fn next(&mut self) {
        if self.0.as_bytes().last() != Some(&b'[') {
            self.0.push(',');
        }
    }

    fn texts(&mut self, texts: &[String]) {
        self.list(texts.iter(), |json, text| json.text(text));
    }

    fn list<T>(&mut self, items: impl Iterator<Item = T>, add: impl Fn(&mut Self, T)) {
        self.0.push('[');
        for item in items {
            self.next();
            add(self, item);
        }
        self.0.push(']');
    }
}

/// Figures, each by itself.
pub(crate) fn figures(figures: impl Iterator<Item = Option<ToldFigure>>) -> String {
    let mut json = Json(String::new());
    json.list(figures, |json, figure| {
        json.0.push('[');
        if let Some(figure) = figure {
            json.perhaps(figure.low.as_ref());
            json.0.push(',');
            json.perhaps(figure.high.as_ref());
            json.0
                .push_str(if figure.is_withheld { ",1," } else { ",0," });
            json.texts(&figure.why);
        }
        json.0.push(']');
    });
    json.0
}

/// The questions whose answers could not be read, and what is told.
pub(crate) fn estimate(errors: &[String], told: &Told) -> String {
    // As long as most are.
    let mut json = Json(String::with_capacity(1 << 15));
    json.0.push_str("{\"errors\":");
    json.texts(errors);
    json.0.push_str(",\"explained\":{\"part\":");
    json.number(told.part);
    json.0.push_str(",\"answers\":");
    json.list(told.answers.iter(), |json, answer| {
        json.0.push('[');
        json.text(&answer.answer);
        json.next();
        json.text(&answer.counts);
        json.next();
        json.taken(answer.asked);
        json.0.push(']');
    });
    json.0.push_str(",\"results\":");
    json.list(told.results.iter(), |json, result| {
        json.0.push('[');
        for text in [&result.sentence, &result.amount, &result.note] {
            json.next();
            json.text(text);
        }
        for bound in [&result.low, &result.high] {
            json.next();
            json.perhaps(bound.as_ref());
        }
        json.next();
        json.texts(&result.reasons);
        json.0.push(']');
    });
    json.0.push_str(",\"lines\":");
    json.list(told.lines.iter(), |json, line| {
        json.0.push('[');
        json.number(line.step);
        json.next();
        json.text(&line.sentence);
        json.next();
        json.text(&line.amount);
        json.next();
        json.taken(line.taken);
        json.0.push(']');
    });
    for (name, texts) in [
        (",\"leads\":", &told.leads),
        (",\"gaps\":", &told.gaps),
        (",\"near\":", &told.near),
    ] {
        json.0.push_str(name);
        json.texts(texts);
    }
    json.0.push_str(",\"because\":");
    json.text(&told.because);
    json.0.push_str("}}");
    json.0
}
