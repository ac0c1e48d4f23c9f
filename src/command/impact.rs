//! `upfront impact`: what a change of rules would do to everybody in a file of people.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs::{self, File},
    io::BufReader,
    path::{Path, PathBuf},
};

use upfront_engine::{Scheme, words::Words};

use super::{
    CouldNotRun, Format, Report, edition,
    export::{stands_there, unwritten, write_new},
};
use crate::{
    analyse::change::Editions,
    check::{Loaded, Site, dated},
    diagnostics::{
        Code, Finding, Findings, json,
        table::{WIDTH, table},
        text,
    },
    folder::{self, Folder, is_there},
    impact::{CsvPeople, Impact, People, Wanted, in_csv, in_json},
    messages::{self, Person},
    pipeline::{Parts, alone},
    site::{
        accessibility,
        impact::{ImpactPage, TABLE, TableTold, Telling, page as impact_page, told},
    },
    source::{Files, markdown::Prose},
};

/// For whom the figures are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Figures {
    /// Text for people.
    #[default]
    Human,
    /// JSON for machines.
    Json,
    /// A table in CSV.
    Csv,
}

/// What was typed.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The folder of the edition as it is, or its name, such as exampleshire/2026-27
    before: PathBuf,
    /// The folder of the edition that it would become
    after: PathBuf,
    /// The people: a CSV file whose columns are the names of the questions, a row for each person
    people: PathBuf,
    /// The column that says how many people a row stands for
    #[arg(long, value_name = "COLUMN")]
    weight: Option<String>,
    /// A column that people are told apart by, such as age; may be given several times
    #[arg(long, value_name = "COLUMN")]
    group: Vec<String>,
    /// The folder to write a page to, with charts and the figures as CSV, for a council to publish
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The site whose looks, languages and accessibility statement the page has; otherwise that of the editions, if any
    #[arg(long, value_name = "FOLDER", requires = "out")]
    site: Option<PathBuf>,
    /// How the figures are told
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Figures,
}

pub(super) fn impact(asked: &Asked, colour: bool) -> Result<Report, CouldNotRun> {
    let (mut before, mut after) = (edition::load(&asked.before)?, edition::load(&asked.after)?);
    // A change of rules changes what their worked examples give, so those stop nothing.
    let stale = [&mut before, &mut after].map(|(folder, loaded)| {
        let is_stale = |finding: &Finding| finding.code == Code::ExampleFails;
        no_longer_come_out(folder, loaded.findings.take_out(is_stale))
    });
    let format = match asked.format {
        Figures::Json => Format::Json,
        Figures::Human | Figures::Csv => Format::Human,
    };
    if let Some(report) = Report::of_errors([&before.1, &after.1], format, colour) {
        return Ok(report);
    }
    let one = |(folder, loaded): &(PathBuf, Loaded)| {
        let scheme = edition::chosen(&loaded.schemes, folder, None)?;
        Ok(dated::on(scheme, None).into_owned())
    };
    let (earlier, later) = (one(&before)?, one(&after)?);
    let editions = Editions {
        before: &earlier,
        after: &later,
    };
    let wanted = Wanted {
        weight: asked.weight.clone(),
        groups: asked.group.clone(),
    };
    let unread = |why: String| {
        CouldNotRun(format!(
            "`{}` cannot be counted: {}",
            asked.people.display(),
            why.trim_end_matches('.').to_owned() + "."
        ))
    };
    let mut people = open(&asked.people)?;
    let counted = crate::impact::impact(editions, people.as_mut(), &wanted).map_err(unread)?;
    let findings = findings(&counted, &asked.people);
    let written = match &asked.out {
        Some(out) => write(asked, out, &counted, [&before.0, &after.0], &after.1)?,
        None => String::new(),
    };
    let files = &after.1.files;
    let words = messages::english();
    let out = match asked.format {
        Figures::Csv => in_csv(&counted, &words.for_scheme(&later)),
        Figures::Json => {
            let mut document = in_json(&counted, &words.for_scheme(&later));
            if let (Some(document), Ok(serde_json::Value::Object(found))) = (
                document.as_object_mut(),
                serde_json::to_value(json::document(files, &findings)),
            ) {
                document.extend(found);
            }
            // Plain data with text keys, which JSON always takes.
            serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
        }
        Figures::Human => {
            let loaded = &after.1;
            let of_people = about_people(loaded, &later);
            let scheme = of_people.as_ref().unwrap_or(&later);
            let words = words.for_scheme(scheme);
            let page = told(Telling {
                impact: &counted,
                scheme,
                words: &words,
                facts: loaded.facts.get(&later.id),
            });
            in_words(&page, scheme, &words)
        }
    };
    let err = match asked.format {
        Figures::Json => String::new(),
        Figures::Human | Figures::Csv => {
            let of_columns = of_columns(&counted, &asked.people);
            let of_columns = if of_columns.is_empty() {
                String::new()
            } else {
                text::render(files, &of_columns, colour) + "\n"
            };
            of_columns + &rows_left_out(&counted) + &stale.concat() + &written
        }
    };
    Ok(Report {
        out,
        err,
        failed: findings.has_errors(),
        is_data: asked.format != Figures::Human,
    })
}

/// Says of how many figures the worked examples of an edition are not what its rules give; nothing where all are.
fn no_longer_come_out(folder: &Path, figures: usize) -> String {
    if figures == 0 {
        return String::new();
    }
    let folder = folder.display();
    format!(
        "The rules of {folder} no longer give {figures} of the figures in its worked examples. \
         Before you publish them, run: upfront check {folder}\n"
    )
}

/// Writes the page to a folder of its own. Gives a sentence that says so.
fn write(
    asked: &Asked,
    out: &Path,
    impact: &Impact<'_>,
    folders: [&PathBuf; 2],
    after: &Loaded,
) -> Result<String, CouldNotRun> {
    if is_there(out) {
        return Err(stands_there(out));
    }
    let root = asked.site.clone().or_else(|| {
        folders
            .into_iter()
            .rev()
            .find_map(|folder| site_around(folder))
    });
    let world = Folder::at(root.as_deref().unwrap_or(Path::new(".")));
    let mut files = Files::default();
    let site = match &root {
        Some(root) => {
            let loaded = folder::load(root).map_err(|fault| CouldNotRun::unread(root, &fault))?;
            files = loaded.files;
            loaded.draft
        }
        None => Site::default(),
    };
    let (nothing, yaml) = (Prose::default(), BTreeMap::new());
    let parts = Parts {
        world: &world,
        site: &site,
        schemes: &after.schemes,
        fact_sheets: &[],
        faulty: &[],
        wordings: &after.wordings,
        facts: &after.facts,
        counted: &after.counted,
        shared: &after.shared,
        yaml: &yaml,
        prose: &nothing,
        as_of: None,
    };
    let has_statement = root.is_some();
    let (mut made, findings) = alone(parts, &mut files, |input, language| {
        let id = &impact.editions.after.id;
        let about_them = language.about_them(id);
        let own = || language.schemes.iter().find(|scheme| scheme.id == *id);
        let Some(scheme) = about_them.as_ref().or_else(own) else {
            return Vec::new();
        };
        let words = input.words.for_scheme(scheme);
        let telling = Telling {
            impact,
            scheme,
            words: &words,
            facts: after.facts.get(id),
        };
        let mut pages = vec![impact_page(input, telling, has_statement)];
        if has_statement {
            let mut statement = accessibility::page(input);
            statement.frame.alone(scheme, true);
            pages.push(statement);
        }
        pages
    });
    if findings.has_errors() {
        return Err(CouldNotRun(format!(
            "The page cannot be made with the theme of this site.\n{}",
            text::render(&files, &findings, false)
        )));
    }
    let words = messages::english().for_scheme(impact.editions.after);
    made.insert(TABLE.to_owned(), in_csv(impact, &words).into_bytes());
    for (path, bytes) in &made {
        let path = out.join(path);
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder).map_err(|fault| unwritten(folder, &fault))?;
        write_new(&path, bytes)?;
    }
    Ok(format!(
        "Wrote {}: open index.html in it, and look at it before it is published.\n",
        out.display()
    ))
}

/// The folder of the site that an edition stands in.
fn site_around(edition: &Path) -> Option<PathBuf> {
    let real = fs::canonicalize(edition).ok()?;
    let schemes = real
        .ancestors()
        .find(|folder| folder.ends_with("schemes"))?;
    let root = schemes.parent()?;
    is_there(&root.join("site.yaml")).then(|| root.to_owned())
}

/// The later edition in words about other people than the reader, where it has such.
fn about_people(loaded: &Loaded, scheme: &Scheme) -> Option<Scheme> {
    let wordings = loaded.wordings.get(&scheme.id)?;
    wordings.put(scheme, None, Person::SomeoneElse)
}

/// The people of a file, by its ending.
fn open(path: &Path) -> Result<Box<dyn People>, CouldNotRun> {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    let file = File::open(path).map_err(|fault| CouldNotRun::unread(path, &fault))?;
    let refused = |why| CouldNotRun(format!("`{}`: {why}", path.display()));
    if ending.eq_ignore_ascii_case("csv") {
        let people = CsvPeople::new(BufReader::new(file)).map_err(refused)?;
        return Ok(Box::new(people));
    }
    if ending.eq_ignore_ascii_case("parquet") {
        return of_parquet(file).map_err(refused);
    }
    Err(CouldNotRun(format!(
        "`{}` is no file of people. Give a CSV file: in a spreadsheet, Save As, CSV UTF-8.",
        path.display()
    )))
}

#[cfg(feature = "population")]
fn of_parquet(file: File) -> Result<Box<dyn People>, String> {
    Ok(Box::new(crate::impact::ParquetPeople::new(file)?))
}

#[cfg(not(feature = "population"))]
fn of_parquet(_: File) -> Result<Box<dyn People>, String> {
    Err("this `upfront` reads no Parquet. Take a packed one, or build it with `--features population`; or give a CSV file.".to_owned())
}

/// What is wrong with the columns and the rows.
fn findings(impact: &Impact<'_>, path: &Path) -> Findings {
    let editions = [impact.editions.before, impact.editions.after];
    let mut findings = of_columns(impact, path);
    for fault in &impact.faults {
        findings.push(fault.finding(editions).about(path));
    }
    findings
}

fn of_columns(impact: &Impact<'_>, path: &Path) -> Findings {
    let mut findings = Findings::default();
    for finding in &impact.findings {
        findings.push(finding.clone().about(path));
    }
    if !impact.without_column.is_empty() {
        let names = impact.without_column.join("`, `");
        findings.push(
            Finding::nowhere(
                Code::NoColumn,
                format!("there is no column for these questions: `{names}`"),
            )
            .about(path)
            .advice("Whoever is asked one of them is left out. Add the column, unless nobody here is asked."),
        );
    }
    findings
}

/// The rows that are left out, by what is wrong with them.
fn rows_left_out(impact: &Impact<'_>) -> String {
    let editions = [impact.editions.before, impact.editions.after];
    let mut text = String::new();
    for (kind, count) in &impact.left_out {
        let of_kind = impact
            .faults
            .iter()
            .filter(|fault| fault.why.kind() == *kind);
        let rows = of_kind.map(|fault| {
            let finding = fault.finding(editions);
            let what = [finding.message, finding.advice.join(" ")].join(". ");
            let what = what
                .split_once(": ")
                .map_or(what.as_str(), |(_, what)| what);
            vec![fault.row.to_string(), fault.column.clone(), what.to_owned()]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        text += &table(&["Row", "Column", "Left out, because"], &rows, WIDTH);
        let more = count.saturating_sub(rows.len() as u64);
        if more > 0 {
            text.extend(["And ", &more.to_string(), " more like these.\n"]);
        }
        text.push('\n');
    }
    if !text.is_empty() {
        text.extend([
            &impact.rows_left_out.to_string(),
            " rows are left out of the count. For more, run: upfront explain ",
            Code::PersonLeftOut.name(),
            "\n",
        ]);
    }
    text
}

fn in_words(page: &ImpactPage, scheme: &Scheme, words: &Words) -> String {
    let mut text = format!("{}: {}\n", scheme.council, scheme.title);
    let lines = |of: &[String]| {
        let mut told = String::new();
        for sentence in of.iter().filter(|sentence| !sentence.is_empty()) {
            told.extend([sentence.as_str(), "\n"]);
        }
        told
    };
    text += &lines(std::slice::from_ref(&page.between));
    text += &lines(std::slice::from_ref(&page.made_up));
    text.push('\n');
    text += &lines(&page.lead);
    text += &lines(&page.about);
    for result in &page.results {
        text.extend(["\n", &result.say, "\n"]);
        text += &lines(std::slice::from_ref(&result.totals));
        for TableTold {
            caption,
            heads,
            rows,
            ..
        } in &result.tables
        {
            let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
            text.extend(["\n", caption, "\n"]);
            text += &table(&heads, rows, WIDTH);
        }
        if !result.open.is_empty() {
            text.extend(["\n", &words.say("page-impact-open-heading", &[]), "\n"]);
            text += &lines(&result.open);
        }
    }
    for (heading, of) in [
        ("page-impact-left-out-heading", &page.left_out),
        ("page-impact-method-heading", &page.method),
        ("page-impact-limits-heading", &page.limits),
    ] {
        text.extend(["\n", &words.say(heading, &[]), "\n"]);
        text += &lines(of);
    }
    text
}
