//! `upfront init`: a small site to begin with, from a few answers.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, BufRead, Write as _},
    path::Path,
};

use clap::ValueEnum;

use super::{CouldNotRun, Report};
use crate::{
    begin::site::{NATIONS, NewSite, Part, Wanted, folder_name, new_site, years},
    diagnostics::{fault::plain_words, suggest::did_you_mean},
    embedded,
    folder::{Folder, is_there},
    world::World as _,
};

/// What was typed for the site.
#[derive(Debug, clap::Args)]
pub(super) struct Flags {
    /// The council's name
    #[arg(long, value_name = "NAME")]
    council: Option<String>,
    #[command(flatten)]
    rest: CouncilFlags,
    /// The language of the site
    #[arg(long, value_enum)]
    language: Option<Languages>,
    /// Also write what checks and publishes the site where its files are kept
    #[arg(long, value_enum)]
    workflow: Option<Workflow>,
}

/// Who keeps the files of a site, and can check and publish it whenever they change.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Workflow {
    /// GitHub
    Github,
    /// GitLab
    Gitlab,
}

impl Workflow {
    /// The path of its file, and the text.
    fn file(self) -> (String, String) {
        let (path, text) = match self {
            Self::Github => (".github/workflows/site.yaml", "github"),
            Self::Gitlab => (".gitlab-ci.yml", "gitlab"),
        };
        let text = embedded::text(&format!("starter/workflows/{text}.yaml"));
        (path.to_owned(), text.to_owned())
    }
}

/// What was typed for a council.
#[derive(Debug, clap::Args)]
pub(super) struct CouncilFlags {
    /// The nation: england, wales, scotland or northern-ireland
    #[arg(long, value_parser = nation)]
    nation: Option<String>,
    /// The year, such as 2026-27
    #[arg(long, value_parser = year)]
    year: Option<String>,
    /// What the site is to hold: points, charging, eligibility, prices
    #[arg(long, value_name = "PART,PART", value_parser = parts)]
    parts: Option<Chosen>,
}

/// The parts that were typed, with commas between them.
#[derive(Clone, Debug)]
struct Chosen(BTreeSet<Part>);

/// The languages that a site can begin in.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Languages {
    /// English
    English,
    /// English, with Welsh to be added
    EnglishAndWelsh,
}

/// Somebody who answers questions, where there is somebody.
pub(super) struct Asked<'a> {
    /// What is typed, where somebody types.
    pub(super) typed: Option<&'a mut dyn BufRead>,
    /// Prints a line at once.
    pub(super) say: fn(&str),
}

impl Asked<'_> {
    /// The answer to a question that was not answered by a flag: what is typed, or the default. What cannot be is said, and asked
    /// again.
    fn answer<T>(
        &mut self,
        question: &str,
        default: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, CouldNotRun> {
        let say = self.say;
        let Some(typed) = &mut self.typed else {
            say(&format!("{question} {default}"));
            return read(default).map_err(CouldNotRun);
        };
        loop {
            say(&format!("{question} [{default}]"));
            let mut line = String::new();
            let length = typed.read_line(&mut line);
            let is_over = length.is_ok_and(|length| length == 0) || line.trim().is_empty();
            let line = if is_over { default } else { line.trim() };
            match read(line) {
                Ok(answer) => return Ok(answer),
                Err(fault) if is_over => return Err(CouldNotRun(fault)),
                Err(fault) => say(&fault),
            }
        }
    }
}

pub(super) fn init(
    folder: &Path,
    flags: Flags,
    asked: &mut Asked<'_>,
) -> Result<Report, CouldNotRun> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let council = match flags.council {
        Some(council) => council,
        None => asked.answer("What is the council called?", &title_of(&name), council)?,
    };
    let wanted = of_council(council, flags.rest, asked)?;
    let is_bilingual = match flags.language {
        Some(languages) => matches!(languages, Languages::EnglishAndWelsh),
        None => asked.answer(
            "In which language, english or english-and-welsh?",
            "english",
            |text| {
                Languages::from_str(text, true)
                    .map(|languages| matches!(languages, Languages::EnglishAndWelsh))
                    .map_err(|_| "Type english or english-and-welsh.".to_owned())
            },
        )?,
    };
    let wanted = Wanted {
        is_bilingual,
        ..wanted
    };
    let mut site = new_site(&wanted, Folder::at(folder).today());
    site.files.extend(flags.workflow.map(Workflow::file));
    write(folder, &site)?;
    Ok(told(folder, &wanted, &site))
}

/// A council beside those of a site.
pub(super) fn council_beside(
    site: &Path,
    council: &str,
    flags: CouncilFlags,
    asked: &mut Asked<'_>,
) -> Result<Report, CouldNotRun> {
    if !is_there(&site.join("site.yaml")) {
        return Err(CouldNotRun(format!(
            "There is no `site.yaml` in `{}`. To begin a site, run: upfront init FOLDER",
            site.display()
        )));
    }
    let wanted = of_council(council.trim().to_owned(), flags, asked)?;
    let mut new = new_site(&wanted, Folder::at(site).today());
    new.files.retain(|(path, _)| {
        path.starts_with("schemes") || (path.starts_with('.') && !is_there(&site.join(path)))
    });
    write(site, &new)?;
    Ok(told(site, &wanted, &new))
}

/// What somebody wants of a council: by flags, and what they leave open by answers.
fn of_council(
    council: String,
    flags: CouncilFlags,
    asked: &mut Asked<'_>,
) -> Result<Wanted, CouldNotRun> {
    let nation = match flags.nation {
        Some(nation) => nation,
        None => asked.answer("In which nation is it?", NATIONS[0], nation)?,
    };
    let newest = years(&nation).pop().unwrap_or_default();
    let year = match flags.year {
        Some(year) => year,
        None => asked.answer("For which year?", &newest, year)?,
    };
    let Chosen(parts) = match flags.parts {
        Some(parts) => parts,
        None => asked.answer(
            "What is the site to hold, of points, charging, eligibility and prices?",
            "points, charging",
            parts,
        )?,
    };
    Ok(Wanted {
        council,
        nation,
        year,
        parts,
        is_bilingual: false,
    })
}

/// Writes the files of a site where none of them stands yet.
fn write(folder: &Path, site: &NewSite) -> Result<(), CouldNotRun> {
    if !site
        .files
        .iter()
        .any(|(path, _)| path.starts_with("schemes"))
    {
        return Err(CouldNotRun(site.notes.join(" ")));
    }
    let mut there = site.files.iter().map(|(path, _)| folder.join(path));
    if let Some(path) = there.find(|path| is_there(path)) {
        return Err(CouldNotRun(format!(
            "`{}` is there already, and nothing was written. Give another folder.",
            path.display()
        )));
    }
    for (path, text) in &site.files {
        write_new(&folder.join(path), text)?;
    }
    Ok(())
}

/// Writes a file that is not there yet, with the folders on the way to it.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), CouldNotRun> {
    let written = path.parent().map_or(Ok(()), fs::create_dir_all);
    let written = written.and_then(|()| fs::File::create_new(path));
    let written = written.and_then(|mut file: fs::File| file.write_all(text.as_bytes()));
    written.map_err(|fault: io::Error| {
        CouldNotRun(format!(
            "`{}` could not be written: {}.",
            path.display(),
            plain_words(&fault)
        ))
    })
}

/// What was written, and what to do now.
fn told(folder: &Path, wanted: &Wanted, site: &NewSite) -> Report {
    let at = folder.display();
    let mut text = format!("A site for {} stands in `{at}`:\n", wanted.council);
    for (path, _) in &site.files {
        if !path.starts_with('.') {
            text.extend(["  ", path, "\n"]);
        }
    }
    for note in &site.notes {
        text.extend([note, "\n"]);
    }
    text.push_str(
        "\nEach line marked WRITE is yours to change. Then, in that folder:\n\
         \x20 upfront check    what is wrong, and where\n\
         \x20 upfront serve    the site on this machine\n\
         \x20 upfront build    the site as files, in the folder public\n",
    );
    Report {
        out: text,
        ..Report::default()
    }
}

/// A folder's name as that of a council: `east-testshire` is East Testshire.
fn title_of(folder: &str) -> String {
    let words = folder
        .split(['-', '_', ' '])
        .filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    };
    let words: Vec<String> = words.map(capital).collect();
    if words.iter().all(|word| word == "." || word == "..") {
        return "Testshire".to_owned();
    }
    words.join(" ")
}

fn council(typed: &str) -> Result<String, String> {
    let typed = typed.trim();
    if folder_name(typed) == "council" && !typed.eq_ignore_ascii_case("council") {
        return Err("Type the council's name, such as Testshire.".to_owned());
    }
    Ok(typed.to_owned())
}

fn nation(typed: &str) -> Result<String, String> {
    let name = typed.trim().to_lowercase().replace(' ', "-");
    if NATIONS.contains(&&*name) {
        return Ok(name);
    }
    Err(match did_you_mean(&name, NATIONS.into_iter()) {
        Some(meant) => format!("There is no nation “{typed}” here. Did you mean {meant}?"),
        None => format!(
            "There is no nation “{typed}” here. Type one of {}.",
            NATIONS.join(", ")
        ),
    })
}

/// A year as its folder is named: `2026-27`, also where only its first half is typed.
pub(super) fn year(typed: &str) -> Result<String, String> {
    let typed = typed.trim().replace('/', "-");
    let (first, second) = typed.split_once('-').unwrap_or((&typed, ""));
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let begins: Option<u16> = first.parse().ok().filter(|_| is_year(first));
    let Some(begins) = begins else {
        return Err(format!("“{typed}” is no year. Type it as in 2026-27."));
    };
    let ends = (begins + 1).to_string();
    let short = ends.get(2..).unwrap_or_default();
    let meant = format!("{begins}-{short}");
    if second.is_empty() || second == short || second == ends {
        Ok(meant)
    } else {
        Err(format!(
            "“{typed}” is no year that begins in April. Did you mean {meant}?"
        ))
    }
}

fn parts(typed: &str) -> Result<Chosen, String> {
    let names = typed.split([',', ' ']).filter(|name| !name.is_empty());
    let parts = names.map(|name| {
        let known = || Part::ALL.into_iter().map(Part::name);
        Part::named(name).ok_or_else(|| match did_you_mean(name, known()) {
            Some(meant) => format!("There is no part “{name}”. Did you mean {meant}?"),
            None => format!(
                "There is no part “{name}”. Type some of {}.",
                known().collect::<Vec<_>>().join(", ")
            ),
        })
    });
    let parts: BTreeSet<Part> = parts.collect::<Result<_, _>>()?;
    if parts.is_empty() {
        return Err("Type at least one part, such as points.".to_owned());
    }
    Ok(Chosen(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_read_as_people_write_it() {
        for typed in ["2026-27", "2026/27", "2026", "2026-2027", " 2026-27 "] {
            assert_eq!(year(typed), Ok("2026-27".to_owned()), "{typed}");
        }
        assert!(
            year("2026-28")
                .unwrap_err()
                .ends_with("Did you mean 2026-27?")
        );
        assert!(year("2026-2028").is_err());
        assert!(year("26").unwrap_err().contains("as in 2026-27"));
        assert_eq!(year("1999"), Ok("1999-00".to_owned()));
    }

    #[test]
    fn what_cannot_be_is_said_and_asked_again_and_nothing_typed_is_the_default() {
        let mut typed: &[u8] = b"engalnd\n\n";
        let mut asked = Asked {
            typed: Some(&mut typed),
            say: |_| {},
        };
        let answer = asked.answer("In which nation?", "wales", nation);
        assert_eq!(answer.map_err(|fault| fault.0), Ok("wales".to_owned()));
        assert_eq!(
            nation("engalnd").unwrap_err(),
            "There is no nation “engalnd” here. Did you mean england?"
        );
        assert_eq!(
            nation("Northern Ireland"),
            Ok("northern-ireland".to_owned())
        );
    }

    #[test]
    fn a_folder_names_a_council() {
        assert_eq!(title_of("east-testshire"), "East Testshire");
        assert_eq!(title_of(""), "Testshire");
        assert_eq!(title_of("."), "Testshire");
    }
}
