//! Mistakes that people make while they copy rules: made on purpose, each in one place of one file.

use std::fmt::{self, Display};

/// What kind of mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Two figures or names of one list stand in each other's place.
    Swap,
    /// A line is left out.
    Drop,
    /// A figure, a day or a rule of another year.
    AnotherYear,
    /// A week for a year, a month for a week.
    AnotherPeriod,
    /// A slip of the finger.
    Typo,
}

impl Kind {
    /// Every kind.
    pub(crate) const ALL: [Self; 5] = [
        Self::Swap,
        Self::Drop,
        Self::AnotherYear,
        Self::AnotherPeriod,
        Self::Typo,
    ];
}

/// One mistake: the lines of a file that are others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// What kind.
    pub(crate) kind: Kind,
    /// The first line that is another, from one.
    pub(crate) line: usize,
    /// What stood there: one line, or two that follow each other.
    pub(crate) was: Vec<String>,
    /// What stands there instead; none where the line is left out.
    pub(crate) is: Vec<String>,
}

impl Mistake {
    /// The text with the mistake in it.
    pub(crate) fn made_in(&self, text: &str) -> String {
        let mut lines: Vec<&str> = text.lines().collect();
        let first = self.line - 1;
        let _ = lines.splice(
            first..first + self.was.len(),
            self.is.iter().map(String::as_str),
        );
        let mut made = lines.join("\n");
        made.push('\n');
        made
    }
}

impl Display for Mistake {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let trimmed = |lines: &[String]| {
            let lines: Vec<_> = lines.iter().map(|line| line.trim()).collect();
            lines.join(" / ")
        };
        write!(
            to,
            "{:?}: {} => {}",
            self.kind,
            trimmed(&self.was),
            trimmed(&self.is)
        )
    }
}

/// Every mistake of a kind that can be made in a text.
pub(crate) fn all(kind: Kind, text: &str) -> Vec<Mistake> {
    let lines: Vec<&str> = text.lines().collect();
    let mut mistakes = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if !holds_rules(&lines, index) {
            continue;
        }
        let next = lines
            .get(index + 1)
            .copied()
            .filter(|_| holds_rules(&lines, index + 1));
        let mut add = |was: Vec<&str>, is: Vec<String>| {
            if was != is {
                mistakes.push(Mistake {
                    kind,
                    line: index + 1,
                    was: was.into_iter().map(str::to_owned).collect(),
                    is,
                });
            }
        };
        match kind {
            Kind::Swap => {
                if let Some(next) = next {
                    for key in ["gives: ", "points: ", "is: £", "is: \"£"] {
                        if let Some((a, b)) = swapped(line, next, key) {
                            add(vec![line, next], vec![a, b]);
                        }
                    }
                }
                if let Some(swapped) = ends_swapped(line) {
                    add(vec![line], vec![swapped]);
                }
                if let Some(swapped) = list_swapped(line) {
                    add(vec![line], vec![swapped]);
                }
            }
            Kind::Drop => {
                let trimmed = line.trim_start();
                let is_item = trimmed.starts_with("- {") && trimmed.ends_with('}');
                let is_rate = trimmed.contains(": {is:") && trimmed.ends_with('}');
                let is_key = [
                    "when:",
                    "rounded ",
                    "less:",
                    "elsewhere:",
                    "up to:",
                    "from:",
                    "to:",
                    "source:",
                    "most:",
                    "part counts:",
                ]
                .iter()
                .any(|key| trimmed.starts_with(key));
                let is_answer = is_under(&lines, index, "answers:") && trimmed.contains(": ");
                if is_item || is_rate || is_key || is_answer {
                    add(vec![line], Vec::new());
                }
            }
            Kind::AnotherYear => {
                for is in other_years(line) {
                    add(vec![line], vec![is]);
                }
            }
            Kind::AnotherPeriod => {
                for (was, is) in [
                    (" a week", " a year"),
                    (" a week", " a month"),
                    (" a year", " a week"),
                    (" an hour", " a week"),
                    (" a night", " an hour"),
                    (" a session", " a week"),
                    ("52 weeks", "12 weeks"),
                ] {
                    if line.contains(was) {
                        add(vec![line], vec![line.replacen(was, is, 1)]);
                    }
                }
            }
            Kind::Typo => {
                for is in figure_typos(line) {
                    add(vec![line], vec![is]);
                }
                for is in word_typos(line, text) {
                    add(vec![line], vec![is]);
                }
            }
        }
    }
    mistakes
}

/// Keys whose values are prose.
const PROSE: &[&str] = &[
    "about:",
    "note:",
    "because:",
    "title:",
    "hint:",
    "say:",
    "ask:",
    "published:",
    "url:",
    "but:",
    "phone:",
    "email:",
    "page:",
    "council:",
    "for:",
    "fictional:",
    "law:",
    "seen:",
    "lets you:",
    "restricts:",
    "costs:",
    "questionnaire:",
];

/// Whether a line says something that rules are worked out from.
fn holds_rules(lines: &[&str], index: usize) -> bool {
    let line = lines[index];
    let trimmed = line.trim_start().trim_start_matches("- ");
    if trimmed.is_empty()
        || trimmed.starts_with('#')
        || PROSE.iter().any(|key| trimmed.starts_with(key))
    {
        return false;
    }
    // A paragraph under `key: |`, the notes and the sources are prose.
    let depth = indent(line);
    for above in lines[..index].iter().rev() {
        if above.trim().is_empty() || indent(above) >= depth {
            continue;
        }
        let key = above.trim().trim_start_matches("- ");
        if key.ends_with('|')
            || key.ends_with('>')
            || key == "notes:"
            || key == "sources:"
            || key == "published:"
        {
            return false;
        }
        if indent(above) == 0 {
            break;
        }
    }
    // A line of prose that goes on.
    trimmed.contains(':') || trimmed.starts_with('{') || trimmed.starts_with('[')
}

fn is_under(lines: &[&str], index: usize, key: &str) -> bool {
    let depth = indent(lines[index]);
    lines[..index]
        .iter()
        .rev()
        .find(|above| indent(above) < depth && !above.trim().is_empty())
        .is_some_and(|above| above.trim() == key)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The value that follows a key: where it starts and ends.
fn value(line: &str, key: &str) -> Option<(usize, usize)> {
    let start = line.find(key)? + key.len() - usize::from(key.ends_with('£')) * '£'.len_utf8();
    let rest = &line[start..];
    let end = if let Some(quoted) = rest.strip_prefix('"') {
        quoted.find('"')? + 2
    } else if rest.starts_with('[') {
        rest.find(']')? + 1
    } else {
        rest.find([',', '}']).unwrap_or(rest.len())
    };
    Some((start, start + end))
}

fn swapped(one: &str, other: &str, key: &str) -> Option<(String, String)> {
    let (a, b) = (value(one, key)?, value(other, key)?);
    let (x, y) = (&one[a.0..a.1], &other[b.0..b.1]);
    let unit = |text: &str| {
        text.trim_matches('"')
            .trim_start_matches([
                '£', ',', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
            ])
            .to_owned()
    };
    (x != y && unit(x) == unit(y)).then(|| {
        (
            format!("{}{y}{}", &one[..a.0], &one[a.1..]),
            format!("{}{x}{}", &other[..b.0], &other[b.1..]),
        )
    })
}

/// `from: 70, to: 115` the other way about.
fn ends_swapped(line: &str) -> Option<String> {
    let (from, to) = (value(line, "{from: ")?, value(line, ", to: ")?);
    let (a, b) = (&line[from.0..from.1], &line[to.0..to.1]);
    Some(format!(
        "{}{b}{}{a}{}",
        &line[..from.0],
        &line[from.1..to.0],
        &line[to.1..]
    ))
}

/// Two cells of a row the other way about.
fn list_swapped(line: &str) -> Option<String> {
    let (start, end) = value(line, "gives: ")?;
    let cells: Vec<&str> = line[start..end]
        .strip_prefix('[')?
        .strip_suffix(']')?
        .split(", ")
        .collect();
    let at = cells.windows(2).rposition(|pair| pair[0] != pair[1])?;
    let mut other = cells.clone();
    other.swap(at, at + 1);
    Some(format!(
        "{}[{}]{}",
        &line[..start],
        other.join(", "),
        &line[end..]
    ))
}

/// Years one on and one back: of `extends`, of a day.
fn other_years(line: &str) -> Vec<String> {
    let trimmed = line.trim_start();
    let mut others = Vec::new();
    let is_day = ["from:", "to:"].iter().any(|key| trimmed.starts_with(key))
        && trimmed.matches('-').count() == 2;
    if trimmed.starts_with("extends:") || is_day {
        for by in [-1, 1] {
            let Some(at) = line.find("20") else { continue };
            let Ok(year) = line[at..at + 4].parse::<i32>() else {
                continue;
            };
            let mut other = line.replacen(&line[at..at + 4], &(year + by).to_string(), 1);
            if let Some(short) = line
                .get(at + 5..at + 7)
                .and_then(|short| short.parse::<i32>().ok())
                .filter(|_| !is_day)
            {
                other = other.replacen(&format!("-{short}"), &format!("-{}", short + by), 1);
            }
            others.push(other);
        }
    }
    others
}

/// The figures in a line: where each starts and ends.
fn figures(line: &str) -> Vec<(usize, usize)> {
    let bytes = line.as_bytes();
    let mut figures = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let starts = bytes[at].is_ascii_digit()
            && at.checked_sub(1).is_none_or(|before| {
                !bytes[before].is_ascii_alphanumeric()
                    && bytes[before] != b'_'
                    && bytes[before] != b'-'
            });
        if !starts {
            at += 1;
            continue;
        }
        let mut end = at;
        while end < bytes.len()
            && (bytes[end].is_ascii_digit()
                || (matches!(bytes[end], b'.' | b',')
                    && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)))
        {
            end += 1;
        }
        if bytes
            .get(end)
            .is_none_or(|after| !after.is_ascii_alphabetic() && *after != b'-' && *after != b'_')
        {
            figures.push((at, end));
        }
        at = end.max(at + 1);
    }
    figures
}

/// Where prose stands in a line, and where in its source a thing is: nobody can tell whether that is right.
fn prose(line: &str) -> Vec<(usize, usize)> {
    let mut prose = Vec::new();
    for key in PROSE.iter().chain(&["source:"]) {
        for (start, _) in line.match_indices(key) {
            let is_key =
                start == 0 || !line[..start].ends_with(|before: char| before.is_alphanumeric());
            let rest = line[start + key.len()..].trim_start();
            let begin = line.len() - rest.len();
            let end = match rest.strip_prefix('"') {
                Some(quoted) => quoted.find('"').map(|end| end + 2),
                None => rest
                    .match_indices([',', '}'])
                    .map(|(end, _)| end)
                    .find(|end| {
                        let after = rest[*end + 1..].trim_start();
                        rest[*end..].starts_with('}')
                            || after.split(' ').take(3).any(|word| word.ends_with(':'))
                    }),
            };
            if is_key {
                prose.push((start, end.map_or(line.len(), |end| begin + end)));
            }
        }
    }
    prose
}

/// Slips in the last figure of a line: two digits the other way about, one too many, one lost, a point that moved, a
/// letter for a digit.
fn figure_typos(line: &str) -> Vec<String> {
    let prose = prose(line);
    let is_rule =
        |(start, _): &&(usize, usize)| !prose.iter().any(|(from, to)| (from..to).contains(&start));
    let figures = figures(line);
    let Some(&(start, end)) = figures.iter().rfind(is_rule) else {
        return Vec::new();
    };
    let figure = &line[start..end];
    let with = |figure: String| format!("{}{figure}{}", &line[..start], &line[end..]);
    let mut typos = Vec::new();
    let digits: Vec<char> = figure.chars().collect();
    if let Some(at) = digits
        .windows(2)
        .position(|two| two[0] != two[1] && two.iter().all(char::is_ascii_digit))
    {
        let mut other = digits.clone();
        other.swap(at, at + 1);
        typos.push(with(other.into_iter().collect()));
    }
    match figure.split_once('.') {
        Some((pounds, pence)) => {
            typos.push(with(format!("{pounds}0.{pence}")));
            typos.push(with(format!("{pounds}{pence}")));
            typos.push(with(format!("{pounds},{pence}")));
        }
        None => typos.push(with(format!("{figure}0"))),
    }
    if digits.len() > 1 {
        typos.push(with(
            digits[1..]
                .iter()
                .collect::<String>()
                .trim_start_matches(['.', ','])
                .to_owned(),
        ));
    }
    if figure.contains('0') {
        typos.push(with(figure.replacen('0', "O", 1)));
    }
    typos
}

/// Slips in the words of a line: two letters of its first key, and of its last name, the other way about. A name that
/// nothing else in the text has is only a name.
fn word_typos(line: &str, text: &str) -> Vec<String> {
    let is_word = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in line.char_indices().chain([(line.len(), ' ')]) {
        match (is_word(letter), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                words.push((begin, at));
                start = None;
            }
            _ => {}
        }
    }
    let slip = |&(start, end): &(usize, usize)| {
        let word: Vec<char> = line[start..end].chars().collect();
        let at = (1..word.len().saturating_sub(1)).find(|at| word[*at] != word[at + 1])?;
        let mut other = word.clone();
        other.swap(at, at + 1);
        Some(format!(
            "{}{}{}",
            &line[..start],
            other.into_iter().collect::<String>(),
            &line[end..]
        ))
    };
    let prose = prose(line);
    let is_rule = |(start, end): &&(usize, usize)| {
        end - start > 3
            && !prose.iter().any(|(from, to)| (*from..*to).contains(start))
            && !is_lone_name(line, *start, text)
    };
    let rules: Vec<_> = words.iter().filter(is_rule).copied().collect();
    let key = rules.iter().find(|(_, end)| line[*end..].starts_with(':'));
    let name = rules
        .last()
        .filter(|(_, end)| !line[*end..].starts_with(':'));
    key.into_iter().chain(name).filter_map(slip).collect()
}

/// Whether a word is part of an `id` that nothing else in the text names.
fn is_lone_name(line: &str, at: usize, text: &str) -> bool {
    let Some(start) = line[..at].rfind("id: ").map(|start| start + 4) else {
        return false;
    };
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    let rest = &line[start..];
    let name = &rest[..rest.find(|letter| !is_name(letter)).unwrap_or(rest.len())];
    let names = text
        .split(|letter| !is_name(letter))
        .filter(|other| *other == name);
    at < start + name.len() && names.count() < 2
}
