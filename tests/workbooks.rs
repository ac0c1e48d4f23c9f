//! Rules as a workbook: the same as YAML, both ways, and a finding names its cell.

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read as _, Write as _},
    path::{Path, PathBuf},
};

use rust_xlsxwriter::{Format, Formula, Workbook};
use serde_json::Value;
use upfront::{
    check::Loaded,
    diagnostics::{Code, Findings, Severity, json},
    folder::{Folder, load},
    source::{Files, is_yaml, read_folder},
    workbook,
};
use upfront_engine::{Scheme, wire};
use walkdir::WalkDir;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::support::{
    root,
    schemes::{EXAMPLE_SITE, every_scheme},
    site::{HEAD, Site},
    told,
    tool::Ran,
};

/// An edition's rules as a workbook.
fn workbook_of(edition: &Path) -> Vec<u8> {
    let mut findings = Findings::default();
    let nodes = read_folder(
        &Folder::at(root()),
        edition,
        &mut Files::default(),
        &mut findings,
    );
    let sheets = workbook::of_files(nodes, &mut findings);
    assert!(findings.is_empty(), "{}", edition.display());
    let sheets = sheets.unwrap_or_else(|left| panic!("{}: {left:?}", edition.display()));
    workbook::write(&sheets).unwrap()
}

/// The example site with a workbook in the place of each edition's YAML.
fn site_of_workbooks(folder: &Path) {
    let (mut editions, mut others): (Vec<PathBuf>, Vec<PathBuf>) = (Vec::new(), Vec::new());
    let files = WalkDir::new(root().join("schemes"))
        .into_iter()
        .map(Result::unwrap);
    for file in files.filter(|entry| entry.file_type().is_file()) {
        let path = file.path().strip_prefix(root()).unwrap().to_owned();
        let edition = path.parent().unwrap().to_owned();
        let is_edition =
            edition.components().count() > 2 && !edition.starts_with("schemes/national");
        if is_edition && is_yaml(&path) {
            editions.push(edition);
        } else {
            others.push(path);
        }
    }
    editions.dedup();
    // The councils known in part are alike: some stand for all.
    editions.retain(|edition| {
        let id = edition.strip_prefix("schemes").unwrap().to_str().unwrap();
        every_scheme().iter().any(|scheme| scheme.id == id)
    });
    others.push("site.yaml".into());
    for path in others {
        let to = folder.join(&path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(root().join(&path), to).unwrap();
    }
    for edition in editions {
        let to = folder.join(&edition);
        fs::create_dir_all(&to).unwrap();
        fs::write(to.join("rules.xlsx"), workbook_of(&edition)).unwrap();
    }
}

/// The errors, in words.
fn errors(loaded: &Loaded) -> Vec<String> {
    let sorted = loaded.findings.sorted().into_iter();
    let errors = sorted.filter(|finding| finding.severity() == Severity::Error);
    errors.map(|finding| finding.message.clone()).collect()
}

#[test]
fn every_scheme_as_a_workbook_gives_the_same_rules() {
    let folder = tempfile::tempdir().unwrap();
    site_of_workbooks(folder.path());
    let loaded = load(folder.path()).unwrap();
    assert_eq!(errors(&loaded), [""; 0], "{}", told(&loaded));
    for scheme in &loaded.schemes {
        let yaml = crate::support::scheme(&EXAMPLE_SITE, &scheme.id);
        assert_eq!(wire::write(scheme), wire::write(yaml), "{}", scheme.id);
        assert_eq!(scheme.hash, yaml.hash, "{}", scheme.id);
        let facts = |loaded: &Loaded| loaded.facts.contains_key(&scheme.id);
        assert_eq!(facts(&loaded), facts(&EXAMPLE_SITE), "{}", scheme.id);
    }
    assert!(loaded.schemes.len() > 40, "{}", loaded.schemes.len());
}

/// A workbook of texts: the sheets, each with its rows.
fn book(sheets: &[(&str, &[&[&str]])]) -> Workbook {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, text) in (0..).zip(*cells) {
                if !text.is_empty() {
                    sheet.write_string(row, column, *text).unwrap();
                }
            }
        }
    }
    book
}

const COUNCIL: (&str, &[&[&str]]) = (
    "Council",
    &[
        &["What", "Value"],
        &["council", "Shire"],
        &["title", "Charges"],
        &["source", "policy"],
    ],
);
const SOURCES: (&str, &[&[&str]]) = ("Sources", &[&["Id", "Title"], &["policy", "Policy"]]);
const STEPS: (&str, &[&[&str]]) = ("Steps", &[&["Id", "Sum"], &["charge", "£5 a week"]]);

/// What is found in a site whose one council has this workbook.
fn site_with(mut book: Workbook) -> Site {
    let site = Site::of(&[]);
    let bytes = book.save_to_buffer().unwrap();
    site.write("schemes/shire/2026-27/rules.xlsx", bytes);
    site
}

/// Whether a workbook that has what a code is about is told of it, at a cell.
pub(crate) fn is_told_of_a_workbook(code: Code) -> bool {
    let with = |more: (&'static str, &'static [&'static [&'static str]])| {
        book(&[COUNCIL, SOURCES, STEPS, more])
    };
    let (book, place) = match code {
        Code::NoHeadingRow => (
            with(("Rates", &[&["agency_hour", "£20 an hour"]])),
            "Rates!A1",
        ),
        Code::UnknownSheet => (with(("Exmaples", &[&["Id"]])), "Exmaples!A1"),
        Code::UnknownColumn => (
            with((
                "Rates",
                &[&["Id", "Amount", "Uplift"], &["hour", "£20 an hour", "3%"]],
            )),
            "Rates!C1",
        ),
        Code::UnreadableCell => {
            let mut book = with(("Rates", &[&["Id", "Amount"], &["hour"]]));
            let rates = book.worksheet_from_name("Rates").unwrap();
            let pounds = Format::new().set_num_format("£0.00");
            rates
                .write_number_with_format(1, 1, 21.3309, &pounds)
                .unwrap();
            (book, "Rates!B2")
        }
        Code::HiddenCells => {
            let mut book = with(("Rates", &[&["Id", "Amount"], &["hour", "£20 an hour"]]));
            let rates = book.worksheet_from_name("Rates").unwrap();
            rates.set_row_hidden(1).unwrap();
            (book, "Rates!A2")
        }
        _ => return false,
    };
    let site = site_with(book);
    let loaded = site.load();
    let found = loaded.findings.sorted().into_iter();
    let mut of_it = found.filter(|finding| finding.code == code);
    let is_there = of_it.any(|finding| {
        let cell = finding.at.and_then(|at| loaded.files.cell(at));
        cell.is_some_and(|cell| cell.to_string() == place)
    });
    assert!(is_there, "{place}: {}", told(&loaded));
    is_there
}

#[test]
fn a_finding_names_its_cell_and_draws_its_row() {
    let questions: (&str, &[&[&str]]) = (
        "Questions",
        &[
            &["Id", "Question", "Answer id", "Answer", "Points"],
            &[
                "washing",
                "How much help do you need to wash?",
                "none",
                "None",
                "0",
            ],
            &["", "", "daily", "Every day", "lots"],
        ],
    );
    let site = site_with(book(&[COUNCIL, SOURCES, STEPS, questions]));
    let loaded = site.load();
    let told = told(&loaded);
    assert!(
        told.contains("--> schemes/shire/2026-27/rules.xlsx, Questions!E3\n"),
        "{told}"
    );
    assert!(told.contains("\n3 | daily | Every day | lots\n"), "{told}");
    let json: Value = serde_json::from_str(&json::render(&loaded.files, &loaded.findings)).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let finding = findings
        .iter()
        .find(|finding| finding["code"] == "bad-amount")
        .unwrap();
    assert_eq!(finding["cell"], "Questions!E3");
    assert_eq!(
        (&finding["line"], &finding["column"]),
        (&Value::from(3), &Value::from(5))
    );
}

/// What untidy sheets say.
const UNTIDY: &str = "from: 2026-04-06
to: 2027-04-05
questions:
  - id: washing
    ask: How much help do you need to wash?
    hint: Think of an ordinary week.
    options:
      - {id: none, say: I manage on my own, points: 0}
      - {id: some, say: I need help some days, points: 5.5}
      - {id: daily, say: I need help every day, points: 12}
  - id: dressing
    ask: How much help do you need to dress?
    options:
      - {id: none, say: None, points: 0}
      - {id: daily, say: Every day, points: 8}
rates:
  hour: {is: \"£1,234.50 a week\", say: An hour}
  share: {is: 85%, say: The share}
tables:
  budget:
    say: Points and money
    by: points
    rows:
      - {to: 10, gives: £48.00 a week}
      - {from: 11, gives: £86.50 a week}
steps:
  - {id: score, add up: points}
  - {id: whole, round: score, up to: whole point}
  - {id: money, look up: whole, in: budget}
  - {id: all, sum: [money, hour]}
  - {id: taken, share: share, of: all, rounded to the nearest: penny}
";

/// Every untidiness that a person reads past.
#[test]
fn an_untidy_workbook_gives_the_rules_that_a_person_reads_in_it() {
    let yaml = Site::of_shire(UNTIDY);
    let mut book = book(&[
        COUNCIL,
        SOURCES,
        UNTIDY_STEPS,
        // A title above the headings, a column for herself, and her own order of columns.
        (
            "questions ",
            &[
                &["Our points for 2026-27"],
                &[],
                &[
                    "QUESTION",
                    "Hint:",
                    "Answer",
                    "Answer id",
                    " Points ",
                    "id",
                    "(who asked)",
                ],
                &[
                    "How much help do you need\u{a0}to wash?  ",
                    "Think of an ordinary week.",
                    "I manage on my own",
                    "none",
                    "",
                    "washing",
                    "Jo",
                ],
                &["", "", "I need help some days", "some", "5.5", "", "Jo"],
                &["", "", "I need help every day", "daily"],
                &[],
                &[
                    "How much help do you need to dress?",
                    "",
                    "None",
                    "none",
                    "0",
                    "dressing",
                ],
                &[
                    "How much help do you need to dress?",
                    "",
                    "Every day",
                    "daily",
                    " 8 ",
                    "dressing",
                ],
            ],
        ),
        (
            "Rates",
            &[
                &["Id", "Amount", "What it is"],
                &["hour", "", "An hour"],
                &["share", "", "The share"],
            ],
        ),
        (
            "Bands",
            &[
                &["Id", "Table", "By", "From", "To", "Gives"],
                &["budget", "Points and money", "points"],
                &[],
            ],
        ),
        ("(Workings)", &[&["Anything"]]),
        ("Sheet9", &[]),
    ]);
    let questions = book.worksheet_from_name("questions ").unwrap();
    questions.write_number(3, 4, 0).unwrap();
    questions
        .merge_range(3, 5, 5, 5, "washing", &Format::new())
        .unwrap();
    let twelve = Formula::new("=10+2").set_result("12");
    questions.write_formula(5, 4, twelve).unwrap();
    let rates = book.worksheet_from_name("Rates").unwrap();
    let pounds = Format::new().set_num_format("[$£-809]#,##0.00\" a week\"");
    rates
        .write_number_with_format(1, 1, 1234.5, &pounds)
        .unwrap();
    rates
        .write_number_with_format(2, 1, 0.85, &Format::new().set_num_format("0%"))
        .unwrap();
    let bands = book.worksheet_from_name("Bands").unwrap();
    let weekly = Format::new().set_num_format("£0.00\" a week\"");
    bands.write_number(1, 4, 10).unwrap();
    bands.write_number_with_format(1, 5, 48, &weekly).unwrap();
    bands.write_number(2, 3, 11).unwrap();
    bands.write_number_with_format(2, 5, 86.5, &weekly).unwrap();
    let council = book.worksheet_from_name("Council").unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    council.write_string(4, 0, "From").unwrap();
    council.write_number_with_format(4, 1, 46118, &day).unwrap();
    council.write_string(5, 0, "to").unwrap();
    council.write_number(5, 1, 46482).unwrap();
    let site = site_with(book);
    let loaded = site.load();
    assert_eq!(errors(&loaded), [""; 0], "{}", told(&loaded));
    let [own, by_hand] = [&site, &yaml].map(|site| site.scheme("shire/2026-27"));
    assert_eq!(wire::write(&own), wire::write(&by_hand));
}

/// What stands in every cell of a workbook, by its sheet, its row and its column.
fn every_cell(bytes: &[u8]) -> BTreeMap<(String, u32, u32), String> {
    let grids = workbook::grid::read(bytes).unwrap().into_iter();
    let cells = grids.flat_map(|grid| {
        let cells = grid.cells.into_iter();
        cells.map(move |((row, column), held)| {
            assert_eq!(held.fault, None);
            ((grid.name.clone(), row, column), held.text)
        })
    });
    cells.collect()
}

/// The parts of a file, by their paths in it.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let places = 0..zip.len();
    let parts = places.map(|place| {
        let mut part = zip.by_index(place).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    });
    parts.collect()
}

#[test]
fn a_cell_is_written_in_and_all_else_of_the_file_stays() {
    let before = workbook_of(Path::new("schemes/exampleshire/2026-27"));
    let cells = every_cell(&before);
    let sheet = "Questions".to_owned();
    let last = cells.keys().filter(|(name, ..)| *name == sheet).max();
    let (_, last, _) = last.unwrap();
    // A number in the place of one, a text with all that XML knows, nothing, a cell that was blank, and rows that there were not.
    for (row, column, text) in [
        (1, 5, "7"),
        (1, 5, "0.50"),
        (1, 1, "A <b> & \"c\"\n£1"),
        (1, 1, ""),
        (1, 2, "A hint"),
        (last + 1, 0, "new"),
        (last + 9, 40, "-12.5"),
    ] {
        let after = workbook::with_cell(&before, &sheet, (row, column), text).unwrap();
        let mut expected = cells.clone();
        expected.remove(&(sheet.clone(), row, column));
        if !text.is_empty() {
            expected.insert((sheet.clone(), row, column), text.to_owned());
        }
        assert_eq!(every_cell(&after), expected, "{text}");
        let (old, new) = (parts(&before), parts(&after));
        assert!(old.keys().eq(new.keys()));
        let changed: Vec<&String> = old.keys().filter(|path| old[*path] != new[*path]).collect();
        assert_eq!(changed, ["xl/worksheets/sheet2.xml"], "{text}");
        let xml = String::from_utf8(new["xl/worksheets/sheet2.xml"].clone()).unwrap();
        roxmltree::Document::parse(&xml).unwrap();
        let is_number = xml.contains(&format!("<v>{text}</v>"));
        assert_eq!(is_number, ["7", "-12.5"].contains(&text), "{text}");
    }
}

#[test]
fn a_cell_with_a_formula_and_a_cell_of_another_kind_of_file_are_left_alone() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let formula = Formula::new("=1+1").set_result("2");
    sheet.write_formula(0, 0, formula).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let refused =
        |bytes: &[u8], sheet: &str| workbook::with_cell(bytes, sheet, (0, 0), "3").unwrap_err();
    assert_eq!(refused(&bytes, "Sheet1"), "a formula stands in this cell");
    let ods = open_document(&[("Sheet1", &[&["a"]])]);
    for other in [
        refused(&bytes, "Sheet2"),
        refused(&ods, "Sheet1"),
        refused(b"no workbook", "Sheet1"),
    ] {
        assert!(
            other.starts_with("only a cell of an Excel workbook"),
            "{other}"
        );
    }
}

#[test]
fn a_sheet_is_shown_with_its_headings_and_without_those_for_its_writer_alone() {
    let mut book = book(&[
        (
            "Questions",
            &[&["Ours"], &["Id", "Points"], &["washing", "4"]],
        ),
        ("(Workings)", &[&["a"]]),
    ]);
    let sheets = workbook::sheets(&book.save_to_buffer().unwrap()).unwrap();
    let shown = sheets
        .iter()
        .find(|sheet| sheet.name == "Questions")
        .unwrap();
    let columns = shown
        .columns
        .iter()
        .map(|column| (column.letters.as_str(), column.heading.as_str()));
    assert!(columns.eq([("A", "Id"), ("B", "Points")]));
    let rows = shown
        .rows
        .iter()
        .map(|row| (row.number, row.is_head, row.cells.join("|")));
    assert!(rows.eq([
        (1, true, "Ours|".to_owned()),
        (2, true, "Id|Points".to_owned()),
        (3, false, "washing|4".to_owned()),
    ]));
    assert!(sheets.iter().all(|sheet| sheet.name != "(Workings)"));
}

#[test]
fn what_cannot_be_read_as_a_workbook_is_told() {
    let site = Site::of(&[("schemes/shire/2026-27/rules.xlsx", "no workbook")]);
    let loaded = site.load();
    let found = &errors(&loaded)[0];
    assert!(
        found.ends_with("it is damaged, or is no spreadsheet"),
        "{found}"
    );
}

/// An `OpenDocument` spreadsheet of texts, as a zip of XML.
fn open_document(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    open_document_with(sheets, |content| content)
}

/// The same, with its XML changed.
fn open_document_with(sheets: &[(&str, &[&[&str]])], change: impl Fn(String) -> String) -> Vec<u8> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let tables = sheets.iter().map(|(name, rows)| {
        let rows = rows.iter().map(|cells| {
            let cells = cells.iter().map(|text| {
                // A cell that is more than a text is given as it is.
                if text.starts_with("<table:") {
                    return (*text).to_owned();
                }
                let text = escaped(text);
                format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
            });
            format!("<table:table-row>{}</table:table-row>", cells.collect::<String>())
        });
        format!("<table:table table:name=\"{name}\">{}</table:table>", rows.collect::<String>())
    });
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>{}\
         </office:spreadsheet></office:body></office:document-content>",
        tables.collect::<String>()
    );
    let content = change(content);
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
         <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{kind}\"/></manifest:manifest>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", kind),
        ("content.xml", &content),
        ("META-INF/manifest.xml", &manifest),
    ] {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A cell of an `OpenDocument` with a value of a type, and what is shown of it.
macro_rules! cell {
    ($kind:literal, $value:literal, $shown:literal) => {
        concat!(
            "<table:table-cell office:value-type=\"",
            $kind,
            "\" office:value=\"",
            $value,
            "\"><text:p>",
            $shown,
            "</text:p></table:table-cell>"
        )
    };
}
/// A cell that is merged with others.
macro_rules! merged {
    ($down:literal, $across:literal, $text:literal) => {
        concat!(
            "<table:table-cell table:number-rows-spanned=\"",
            $down,
            "\" table:number-columns-spanned=\"",
            $across,
            "\" office:value-type=\"string\"><text:p>",
            $text,
            "</text:p></table:table-cell>"
        )
    };
}
/// One that another covers.
const COVERED: &str = "<table:covered-table-cell/>";
/// A blank one.
const BLANK: &str = "<table:table-cell/>";

/// The steps of the untidy rules.
const UNTIDY_STEPS: (&str, &[&[&str]]) = (
    "Steps",
    &[
        &[
            "Id",
            "Add up",
            "Round",
            "Up to",
            "Look up",
            "In",
            "Sum",
            "Share",
            "Of",
            "Rounded to the nearest",
        ],
        &["score", "points"],
        &["whole", "", "score", "whole point"],
        &["money", "", "", "", "whole", "budget"],
        &["all", "", "", "", "", "", "money, hour"],
        &["taken", "", "", "", "", "", "", "share", "all", "penny"],
    ],
);

/// The same untidiness in an `OpenDocument`.
#[test]
fn an_untidy_open_document_gives_the_rules_that_a_person_reads_in_it() {
    let council: (&str, &[&[&str]]) = (
        "Council",
        &[
            &["What", "Value"],
            &["council", "Shire"],
            &["title", "Charges "],
            &["source", "policy"],
            &[
                "From",
                "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-04-06\"><text:p>06/04/2026</text:p></table:table-cell>",
            ],
            &[
                "to",
                "<table:table-cell office:value-type=\"date\" office:date-value=\"2027-04-05\"><text:p>5 April 2027</text:p></table:table-cell>",
            ],
        ],
    );
    let questions: (&str, &[&[&str]]) = (
        "questions ",
        &[
            &[
                merged!("1", "6", "Our points for 2026-27"),
                COVERED,
                COVERED,
                COVERED,
                COVERED,
                COVERED,
            ],
            &[BLANK],
            &[
                "QUESTION",
                "Hint:",
                "Answer",
                "Answer id",
                " Points ",
                "id",
                "(who asked)",
            ],
            &[
                merged!("3", "1", "How much help do you need\u{a0}to wash?  "),
                "Think of an ordinary week.",
                "I manage on my own",
                "none",
                cell!("float", "0", "0"),
                merged!("3", "1", "washing"),
                "Jo",
            ],
            &[
                COVERED,
                BLANK,
                "I need help some days",
                "some",
                "5.5",
                COVERED,
            ],
            &[
                COVERED,
                BLANK,
                "I need help every day",
                "daily",
                "<table:table-cell table:formula=\"of:=10+2\" office:value-type=\"float\" office:value=\"12\"><text:p>12</text:p></table:table-cell>",
                COVERED,
            ],
            &[
                "How much help do you need to dress?",
                BLANK,
                "None",
                "none",
                "0",
                "dressing",
            ],
            &[
                "How much help do you need to dress?",
                BLANK,
                "Every day",
                "daily",
                " 8 ",
                "dressing",
            ],
        ],
    );
    let rates: (&str, &[&[&str]]) = (
        "Rates",
        &[
            &["Id", "Amount", "What it is"],
            &[
                "hour",
                cell!("currency", "1234.5", "£1,234.50 a week"),
                "An hour",
            ],
            &["share", cell!("percentage", "0.85", "85%"), "The share"],
        ],
    );
    let bands: (&str, &[&[&str]]) = (
        "Bands",
        &[
            &["Id", "Table", "By", "From", "To", "Gives"],
            &[
                "budget",
                "Points and money",
                "points",
                BLANK,
                cell!("float", "10", "10"),
                cell!("float", "48", "£48.00 a week"),
            ],
            &[
                BLANK,
                BLANK,
                BLANK,
                cell!("float", "11", "11"),
                BLANK,
                cell!("float", "86.5", "£86.50 a week"),
            ],
        ],
    );
    let sheets = [
        council,
        SOURCES,
        UNTIDY_STEPS,
        questions,
        rates,
        bands,
        ("(Workings)", &[&["Anything"]]),
        ("Sheet9", &[]),
    ];
    let site = Site::of(&[]);
    site.write("schemes/shire/2026-27/rules.ods", open_document(&sheets));
    let loaded = site.load();
    assert_eq!(errors(&loaded), [""; 0], "{}", told(&loaded));
    let yaml = Site::of_shire(UNTIDY);
    let [own, by_hand] = [&site, &yaml].map(|site| site.scheme("shire/2026-27"));
    assert_eq!(wire::write(&own), wire::write(&by_hand));
}

/// What no person could be sure of in a sheet is told at its cell, in either format.
#[test]
fn what_is_wrong_in_a_sheet_is_told_at_its_cell_whatever_the_format() {
    for (code, sheet, place) in [
        (
            Code::NoHeadingRow,
            ("Rates", &[&["agency_hour", "£20 an hour"][..]][..]),
            "Rates!A1",
        ),
        (
            Code::UnknownSheet,
            ("Exmaples", &[&["Id"][..]][..]),
            "Exmaples!A1",
        ),
        (
            Code::UnknownColumn,
            (
                "Rates",
                &[
                    &["Id", "Amount", "Uplift"][..],
                    &["hour", "£20 an hour", "3%"],
                ][..],
            ),
            "Rates!C1",
        ),
        (
            Code::UnknownColumn,
            (
                "Rates",
                &[&["Id", "Amount"][..], &["hour", "£20 an hour", "3%"]][..],
            ),
            "Rates!C2",
        ),
    ] {
        let sheets = [COUNCIL, SOURCES, STEPS, sheet];
        let open = Site::of(&[]);
        open.write("schemes/shire/2026-27/rules.ods", open_document(&sheets));
        for site in [open, site_with(book(&sheets))] {
            let loaded = site.load();
            let found = loaded.findings.sorted().into_iter();
            let mut of_it = found.filter(|finding| finding.code == code);
            let cell = of_it
                .next()
                .and_then(|finding| loaded.files.cell(finding.at?));
            assert_eq!(
                cell.map(|cell| cell.to_string()).as_deref(),
                Some(place),
                "{}",
                told(&loaded)
            );
        }
    }
    let rates: (&str, &[&[&str]]) = ("Rates", &[&["Id", "Amount"], &["hour", "£20 an hour"]]);
    let hidden = open_document_with(&[COUNCIL, SOURCES, STEPS, rates], |content| {
        content.replacen("<table:table-row><table:table-cell office:value-type=\"string\"><text:p>hour<", "<table:table-row table:visibility=\"collapse\"><table:table-cell office:value-type=\"string\"><text:p>hour<", 1)
    });
    let site = Site::of(&[]);
    site.write("schemes/shire/2026-27/rules.ods", hidden);
    let loaded = site.load();
    assert!(
        loaded
            .findings
            .sorted()
            .iter()
            .any(|finding| finding.code == Code::HiddenCells),
        "{}",
        told(&loaded)
    );
}

#[test]
fn a_cell_that_cannot_be_read_is_one_finding() {
    let rates: (&str, &[&[&str]]) = ("Rates", &[&["Id", "Amount"], &["hour"]]);
    let steps: (&str, &[&[&str]]) = ("Steps", &[&["Id", "Sum"], &["charge", "hour"]]);
    let mut book = book(&[COUNCIL, SOURCES, steps, rates]);
    let sheet = book.worksheet_from_name("Rates").unwrap();
    let pounds = Format::new().set_num_format("£0.00");
    sheet
        .write_number_with_format(1, 1, 21.3309, &pounds)
        .unwrap();
    let loaded = site_with(book).load();
    let told: Vec<String> = errors(&loaded);
    assert_eq!(
        told,
        ["the cell shows `£21.33`, and holds `£21.3309`: which of them is meant?"]
    );
}

/// Amounts by date go down the rows, a two-way table is a grid, and conditions are in words.
#[test]
fn what_would_be_brackets_is_rows_a_grid_and_words() {
    let yaml = Site::of_shire(
        "from: 2026-04-06
to: 2027-04-05
questions:
  - {id: lives, ask: Where do you live?, options: [{id: home, say: At home}, {id: alone, say: Alone}]}
  - {id: hours, ask: How many hours?, number: hours a week, when: {answer: lives, is: alone}}
rates:
  visit: {is: [{is: £20 a week}, {from: 2026-10-01, is: £22 a week}], say: A visit}
tables:
  help:
    rows by: hours a week
    columns by answer: lives
    columns: [{is: home, say: At home}, {is: alone}]
    rows:
      - {from: 0, to: 10, say: Some, gives: [£5 a week, £6 a week]}
      - {from: 10.01, gives: [£9 a week, nothing]}
steps:
  - {id: some, look up: hours, and: lives, in: help}
  - {id: charge, sum: [some, visit], when: {all of: [{answer: lives, is: alone}, {value: hours, is at least: 2}]}}
",
    );
    let mut book = book(&[
        (
            "Council",
            &[
                &["What", "Value"],
                &["council", "Shire"],
                &["title", "Charges"],
                &["source", "policy"],
                &["from", "2026-04-06"],
                &["to", "2027-04-05"],
            ],
        ),
        SOURCES,
        (
            "Questions",
            &[
                &["Id", "Question", "Answer id", "Answer", "Number of", "When"],
                &["lives", "Where do you live?", "home", "At home"],
                &["", "", "alone", "Alone"],
                &[
                    "hours",
                    "How many hours?",
                    "",
                    "",
                    "hours a week",
                    "lives is alone",
                ],
            ],
        ),
        (
            "Rates",
            &[
                &["Id", "Amount", "From", "What it is"],
                &["visit", "£20 a week", "", "A visit"],
                &["", "£22 a week", "2026-10-01"],
            ],
        ),
        (
            "Tables",
            &[
                &["Id", "Rows by", "Columns by answer"],
                &["help", "hours a week", "lives"],
            ],
        ),
        (
            "Table help",
            &[
                &["Row", "Row is called", "home", "alone", "(checked by)"],
                &["Column is called", "", "At home"],
                &["0 to 10", "Some", "£5 a week", "£6 a week", "Jo"],
                &["from 10.01", "", "£9 a week", "nothing"],
            ],
        ),
        (
            "Steps",
            &[
                &["Id", "Look up", "And", "In", "Sum", "When"],
                &["some", "hours", "lives", "help"],
                &[
                    "charge",
                    "",
                    "",
                    "",
                    "some, visit",
                    "lives is alone and hours is at least 2",
                ],
            ],
        ),
    ]);
    let bytes = book.save_to_buffer().unwrap();
    let site = Site::of(&[]);
    site.write("schemes/shire/2026-27/rules.xlsx", &bytes);
    let loaded = site.load();
    assert_eq!(errors(&loaded), [""; 0], "{}", told(&loaded));
    let [own, by_hand] = [&site, &yaml].map(|site| site.scheme("shire/2026-27"));
    assert_eq!(wire::write(&own), wire::write(&by_hand));
    let exported = yaml.run(&["export", "shire/2026-27", "--out", "sheets"]);
    assert!(exported.succeeded(), "{}", exported.told());
    for (file, line) in [
        ("table-help.csv", "0 to 10,Some,£5 a week,£6 a week"),
        ("rates.csv", ",£22 a week,2026-10-01,"),
        ("questions.csv", "lives is alone"),
        ("steps.csv", "lives is alone and hours is at least 2"),
    ] {
        let text = yaml.read(&format!("sheets/{file}"));
        assert!(text.contains(line) && !text.contains('{'), "{file}: {text}");
    }
}

#[test]
fn national_rules_as_a_workbook_give_the_same_rules() {
    let newest = |nation: &str| {
        let years = fs::read_dir(root().join("schemes/national").join(nation)).unwrap();
        let years = years.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        years.filter(|name| !name.contains('.')).max().unwrap()
    };
    for nation in ["england", "wales", "scotland", "northern-ireland"] {
        let year = newest(nation);
        let folder = format!("schemes/national/{nation}");
        let [by_hand, site] = [Site::of(&[]), Site::of(&[])];
        for file in WalkDir::new(root().join(&folder))
            .into_iter()
            .map(Result::unwrap)
        {
            let path = file.path().strip_prefix(root()).unwrap();
            let is_year = path.starts_with(format!("{folder}/{year}"));
            if file.file_type().is_file() && (is_year || path.parent() == Some(Path::new(&folder)))
            {
                by_hand.write(path.to_str().unwrap(), fs::read(file.path()).unwrap());
            }
        }
        let ran = by_hand.run(&[
            "workbook",
            &format!("{folder}/{year}"),
            "--out",
            "rules.xlsx",
        ]);
        assert!(ran.succeeded(), "{}", ran.told());
        site.write(
            &format!("{folder}/{year}/rules.xlsx"),
            fs::read(by_hand.at("rules.xlsx")).unwrap(),
        );
        let id = format!("{nation}/{year}");
        let [own, other] = [&site, &by_hand].map(|site| site.scheme(&id));
        assert_eq!(wire::write(&own), wire::write(&other), "{id}");
        let whole = by_hand.run(&["workbook", &folder, "--out", "all.xlsx"]);
        let told = format!("Name a year, such as `{folder}/{year}`.");
        assert!(whole.err.contains(&told), "{}", whole.told());
    }
}

/// What a cell of an `OpenDocument` shows of an amount is what a person reads there.
#[test]
fn an_amount_in_an_open_document_is_read_as_it_is_shown() {
    let rates: (&str, &[&[&str]]) = ("Rates", &[&["Id", "Amount"], &["hour", "£20.00"]]);
    let steps: (&str, &[&[&str]]) = ("Steps", &[&["Id", "Sum"], &["charge", "hour"]]);
    let as_currency = |value: &str| {
        let bytes = open_document_with(&[COUNCIL, SOURCES, steps, rates], |content| {
            let text = "office:value-type=\"string\"><text:p>£20.00<";
            let amount = format!(
                "office:value-type=\"currency\" office:currency=\"GBP\" office:value=\"{value}\"><text:p>£20.00<"
            );
            assert!(content.contains(text));
            content.replace(text, &amount)
        });
        let site = Site::of(&[]);
        site.write("schemes/shire/2026-27/rules.ods", bytes);
        site
    };
    let told = errors(&as_currency("20.004").load());
    let differs = "the cell shows `£20.00`, and holds `20.004`: which of them is meant?";
    assert!(told.iter().any(|told| told == differs), "{told:?}");
    let excel = site_with(book(&[COUNCIL, SOURCES, steps, rates]));
    let [shown, excel] = [as_currency("20"), excel].map(|site| site.scheme("shire/2026-27"));
    assert_eq!(wire::write(&shown), wire::write(&excel));
}

#[test]
fn an_open_document_is_read_as_an_excel_workbook_is() {
    let rates: (&str, &[&[&str]]) = ("Rates", &[&["Id", "Amount"], &["hour", "£20 a week"]]);
    let steps: (&str, &[&[&str]]) = ("Steps", &[&["Id", "Sum"], &["charge", "hour"]]);
    let sheets = [COUNCIL, SOURCES, steps, rates];
    let excel = site_with(book(&sheets));
    let open = Site::of(&[]);
    open.write("schemes/shire/2026-27/rules.ods", open_document(&sheets));
    let [excel, open] = [excel, open].map(|site| site.scheme("shire/2026-27"));
    assert_eq!(wire::write(&open), wire::write(&excel));
}

/// What `upfront import` prints of a file, and the rules that it makes with these after it.
fn imported(file: &str, bytes: &[u8], rest: &str) -> (Ran, Scheme) {
    let site = Site::of(&[]);
    site.write(file, bytes);
    let ran = site.run(&["import", file]);
    assert!(ran.succeeded(), "{}", ran.told());
    site.write("schemes/shire/2026-27/table.yaml", &ran.out);
    site.write("schemes/shire/2026-27/rules.yaml", [HEAD, rest].concat());
    let loaded = site.load();
    assert_eq!(errors(&loaded), [""; 0], "{}\n{}", ran.out, told(&loaded));
    (ran, site.scheme("shire/2026-27"))
}

#[test]
fn an_ordinary_table_of_points_becomes_questions_in_any_encoding() {
    let steps = "steps: [{id: score, add up: points}]\n";
    let by_hand = Site::of_shire(
        "questions:
  - id: washing
    ask: Washing
    options:
      - {id: none, say: None, points: 0}
      - {id: needs-help-cafe, say: Needs help – café, points: 5.5}
  - id: dressing
    ask: Dressing
    options:
      - {id: none, say: None, points: 0}
      - {id: all, say: All, points: 9}
steps: [{id: score, add up: points}]
",
    );
    let by_hand = by_hand.scheme("shire/2026-27");
    let table = "Our points 2026,,\r\n\r\nArea of need,Level,Score\r\nWashing,None,0\r\n,Needs help – café,5.5\r\nDressing,None ,0\r\nDressing,All,9\r\n";
    let other = table.replace(',', "\t");
    let utf_16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(other.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let windows: Vec<u8> = table
        .chars()
        .map(|sign| match sign {
            '–' => 0x96,
            'é' => 0xe9,
            ',' => b';',
            sign => u8::try_from(u32::from(sign)).unwrap(),
        })
        .collect();
    for bytes in [table.as_bytes(), &utf_16, &windows] {
        let (ran, scheme) = imported("points.csv", bytes, steps);
        assert_eq!(wire::write(&scheme), wire::write(&by_hand));
        assert!(ran.err.contains("  B  Level: an answer\n"), "{}", ran.err);
    }
}

#[test]
fn ordinary_tables_of_bands_and_rates_become_theirs() {
    let by_hand = Site::of_shire(
        "tables:
  bands:
    by: points
    rows:
      - {from: 0, to: 24, gives: £48.00 a week}
      - {from: 25, gives: \"£1,086.50 a week\"}
steps: [{id: money, look up: 30 points, in: bands}]
",
    );
    let mut book = book(&[(
        "Bands",
        &[&["Points", "Weekly budget"], &["0 to 24"], &["25+"]],
    )]);
    let sheet = book.worksheet_from_name("Bands").unwrap();
    let pounds = Format::new().set_num_format("£#,##0.00");
    sheet.write_number_with_format(1, 1, 48, &pounds).unwrap();
    sheet
        .write_number_with_format(2, 1, 1086.5, &pounds)
        .unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let rest = "steps: [{id: money, look up: 30 points, in: bands}]\n";
    let (_, scheme) = imported("bands.xlsx", &bytes, rest);
    assert_eq!(
        wire::write(&scheme),
        wire::write(&by_hand.scheme("shire/2026-27"))
    );
    let rest = "steps: [{id: cost, units: 2 hours a week, at: home-care}]\n";
    let (ran, _) = imported(
        "rates.csv",
        b"Service,Cost,Per\nHome care,21.36,hour\n",
        rest,
    );
    assert_eq!(
        ran.out,
        "rates:\n  home-care: {is: £21.36 an hour, say: Home care}\n"
    );
}

/// A column for each level, with points below it: as sheets of points are most often drawn.
#[test]
fn a_table_with_a_column_for_each_answer_becomes_questions() {
    let steps = "steps: [{id: score, add up: points}]\n";
    let by_hand = Site::of_shire(
        "questions:
  - id: washing
    ask: Washing
    options:
      - {id: none, say: None, points: 0}
      - {id: some-days, say: Some days, points: 5.5}
      - {id: every-day, say: Every day, points: 12}
  - id: dressing
    ask: Dressing
    options:
      - {id: none, say: None, points: 0}
      - {id: every-day, say: Every day, points: 8}
steps: [{id: score, add up: points}]
",
    );
    let by_hand = wire::write(&by_hand.scheme("shire/2026-27"));
    let rows: &[&[&str]] = &[
        &["Points for 2026-27"],
        &["Area of need", "Points for each level"],
        &["", "None", "Some days", "Every day"],
        &["Washing ", "0", "5.5", "12"],
        &["Dressing", "0", "", "8"],
    ];
    let mut excel = book(&[("Points", rows)]);
    let sheet = excel.worksheet_from_name("Points").unwrap();
    let plain = Format::new();
    sheet
        .merge_range(1, 0, 2, 0, "Area of need", &plain)
        .unwrap();
    sheet
        .merge_range(1, 1, 1, 3, "Points for each level", &plain)
        .unwrap();
    sheet.write_number(3, 3, 12).unwrap();
    let open = open_document(&[(
        "Points",
        &[
            &[
                merged!("1", "4", "Points for 2026-27"),
                COVERED,
                COVERED,
                COVERED,
            ],
            &[
                merged!("2", "1", "Area of need"),
                merged!("1", "3", "Points for each level"),
                COVERED,
                COVERED,
            ],
            &[COVERED, "None", "Some days", "Every day"],
            &[
                "Washing",
                cell!("float", "0", "0"),
                cell!("float", "5.5", "5.5"),
                "12",
            ],
            &["Dressing", "0", BLANK, "8"],
        ],
    )]);
    // With semicolons, a decimal comma, and the first column's heading in the row of the others.
    let text = "Points for 2026-27;;;\nArea of need;None;Some days;Every day\nWashing;0;5,5;12\nDressing;0;;8\n";
    for (file, bytes) in [
        ("points.xlsx", excel.save_to_buffer().unwrap()),
        ("points.ods", open),
        ("points.csv", text.as_bytes().to_vec()),
        ("points.csv", text.replace(';', "\t").into_bytes()),
    ] {
        let (ran, scheme) = imported(file, &bytes, steps);
        assert_eq!(wire::write(&scheme), by_hand, "{file}: {}", ran.told());
        assert!(
            ran.err
                .contains("  C  Some days: an answer, with its points below\n"),
            "{}",
            ran.err
        );
    }
}

/// Headings over two rows, merged, and amounts in pounds as spreadsheets show them.
#[test]
fn bands_below_merged_headings_become_a_table() {
    let mut book = book(&[("Bands", &[&[], &["", "From", "To"], &["A"], &["B"]])]);
    let sheet = book.worksheet_from_name("Bands").unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 0, 1, 0, "Band", &plain).unwrap();
    sheet
        .merge_range(0, 1, 0, 2, "Total points", &plain)
        .unwrap();
    sheet
        .merge_range(0, 3, 1, 3, "Weekly budget", &plain)
        .unwrap();
    let pounds = Format::new().set_num_format("_-£* #,##0.00_-");
    for (row, from, to, amount) in [(2, 0, Some(24), 48.0), (3, 25, None, 1086.5)] {
        sheet.write_number(row, 1, from).unwrap();
        if let Some(to) = to {
            sheet.write_number(row, 2, to).unwrap();
        }
        sheet
            .write_number_with_format(row, 3, amount, &pounds)
            .unwrap();
    }
    let rest = "steps: [{id: money, look up: 30 points, in: bands}]\n";
    let (ran, scheme) = imported("bands.xlsx", &book.save_to_buffer().unwrap(), rest);
    let by_hand = Site::of_shire(
        "tables:
  bands:
    by: points
    rows:
      - {from: 0, to: 24, say: A, gives: £48.00 a week}
      - {from: 25, say: B, gives: \"£1,086.50 a week\"}
steps: [{id: money, look up: 30 points, in: bands}]
",
    );
    assert_eq!(
        wire::write(&scheme),
        wire::write(&by_hand.scheme("shire/2026-27")),
        "{}",
        ran.told()
    );
}

/// A council's own workbook as it is: a sheet of words, a drawn table with its sum below, bands with a range in a cell, unit costs.
#[test]
fn a_workbook_of_several_tables_becomes_rules_and_what_is_left_is_told() {
    let mut book = book(&[
        ("Read me", &[&["Resource allocation 2026/27"]]),
        (
            "RAS points",
            &[
                &["Appendix A"],
                &["Domain", "No support", "Daily support", "Lead officer"],
                &["Personal care", "0", "14", "Jo"],
                &["Going out", "0", "7"],
                &["Maximum", "0", "21"],
            ],
        ),
        (
            "Bands",
            &[
                &["Band", "Points", "Indicative budget (per week)"],
                &["A", "0 - 9", "£0"],
                &["B", "10+", "£95.50"],
            ],
        ),
        (
            "Unit costs",
            &[
                &["Service", "Unit", "Cost (£)"],
                &["Home care", "Hour", "14.5"],
            ],
        ),
    ]);
    let site = Site::of(&[]);
    site.write("ras.xlsx", book.save_to_buffer().unwrap());
    let ran = site.run(&["import", "ras.xlsx"]);
    for said in [
        "Left sheet `Read me`",
        "sheet `Bands`, as bands",
        "--> ras.xlsx, 'RAS points'!D2",
    ] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    assert_eq!(
        ran.out,
        "questions:
  - id: personal-care
    ask: Personal care
    options:
      - {id: no-support, say: No support, points: 0}
      - {id: daily-support, say: Daily support, points: 14}
  - id: going-out
    ask: Going out
    options:
      - {id: no-support, say: No support, points: 0}
      - {id: daily-support, say: Daily support, points: 7}
tables:
  bands:
    by: points
    rows:
      - {from: 0, to: 9, gives: £0 a week, say: A}
      - {from: 10, gives: £95.50 a week, say: B}
rates:
  home-care: {is: £14.50 an hour, say: Home care}
"
    );
}

#[test]
fn what_a_table_holds_beside_its_rules_is_told_by_its_cell() {
    let site = Site::of(&[(
        "points.csv",
        "Need,Level,Score,Lead officer\nWashing,None,0,Jo\n",
    )]);
    let ran = site.run(&["import", "points.csv", "--as", "questions"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("--> points.csv, points!D1"), "{}", ran.err);
    assert!(
        ran.err.contains("  D  Lead officer: not taken\n"),
        "{}",
        ran.err
    );
    let none = site.run(&["import", "points.csv", "--as", "rates"]);
    assert!(
        none.err.contains("points.csv has no table of rates"),
        "{}",
        none.err
    );
}

#[test]
fn an_xlsform_is_read_as_questions_with_their_conditions() {
    let survey: (&str, &[&[&str]]) = (
        "survey",
        &[
            &["type", "name", "label::English (en)", "hint", "relevant"],
            &["note", "hello", "Hello"],
            &["select_one homes", "lives", "Where do you live?"],
            &[
                "integer",
                "nights",
                "How many nights?",
                "In a week.",
                "${lives} = 'home'",
            ],
            &[
                "begin_group",
                "care",
                "Care",
                "",
                "${lives} != 'care_home' and ${nights} >= 2",
            ],
            &["select_multiple help", "helped", "Do you need help with"],
            &["end_group"],
            &[
                "select_one homes",
                "partner",
                "And your partner?",
                "",
                "selected(${helped}, 'wash') or not(${nights} < 1)",
            ],
        ],
    );
    let choices: (&str, &[&[&str]]) = (
        "choices",
        &[
            &["list_name", "name", "label", "points"],
            &["homes", "home", "At home", "4"],
            &["homes", "care_home", "In a care home", "0"],
            &["help", "wash", "washing?", "3"],
        ],
    );
    let settings: (&str, &[&[&str]]) = ("settings", &[&["form_title"], &["Needs"]]);
    let mut form = book(&[survey, choices, settings]);
    let bytes = form.save_to_buffer().unwrap();
    let rest = "steps: [{id: score, add up: points}, {id: both, sum: [nights]}]\n";
    let (_, scheme) = imported("form.xlsx", &bytes, rest);
    let by_hand = Site::of_shire(
        "questions:
  - id: lives
    ask: Where do you live?
    options: [{id: home, say: At home, points: 4}, {id: care_home, say: In a care home, points: 0}]
  - {id: nights, ask: How many nights?, hint: In a week., number: plain, when: {answer: lives, is: home}}
  - id: helped-wash
    ask: Do you need help with washing?
    options: [{id: yes, say: Yes, points: 3}, {id: no, say: No, points: 0}]
    when: {all of: [{answer: lives, is not: care_home}, {value: nights, is at least: 2}]}
  - id: partner
    ask: And your partner?
    options: [{id: home, say: At home, points: 4}, {id: care_home, say: In a care home, points: 0}]
    when: {any of: [{answer: helped-wash, is: yes}, {not: {value: nights, is under: 1}}]}
steps: [{id: score, add up: points}, {id: both, sum: [nights]}]
",
    );
    assert_eq!(
        wire::write(&scheme),
        wire::write(&by_hand.scheme("shire/2026-27"))
    );
    // As it stands in an edition's folder, too.
    let direct = Site::of_shire(rest);
    direct.write("schemes/shire/2026-27/form.xlsx", &bytes);
    assert_eq!(direct.scheme("shire/2026-27").questions, scheme.questions);
}

#[test]
fn what_of_an_xlsform_cannot_be_said_is_told_by_its_cell() {
    let survey: (&str, &[&[&str]]) = (
        "survey",
        &[
            &["type", "name", "label", "relevant"],
            &["select_one homes", "lives", "Where do you live?"],
            &["geopoint", "where", "Where?"],
            &[
                "integer",
                "nights",
                "How many nights?",
                "count(${lives}) > 2",
            ],
        ],
    );
    let site = Site::of(&[]);
    let mut form = book(&[survey]);
    site.write("form.xlsx", form.save_to_buffer().unwrap());
    let ran = site.run(&["import", "form.xlsx"]);
    for place in ["survey!A2", "survey!A3", "survey!D4"] {
        assert!(
            ran.err.contains(&format!("--> form.xlsx, {place}")),
            "{place}: {}",
            ran.err
        );
    }
}

#[test]
fn a_workbook_is_written_empty_or_full_and_over_nothing() {
    let site = Site::of_shire("steps: [{id: charge, sum: [£5 a week]}]\n");
    let ran = site.run(&["workbook"]);
    assert!(ran.succeeded(), "{}", ran.told());
    assert!(!site.run(&["workbook"]).succeeded());
    let exported = site.run(&["export", "shire/2026-27", "--out", "sheets"]);
    assert!(exported.succeeded(), "{}", exported.told());
    assert!(
        site.read("sheets/steps.csv")
            .starts_with("\u{feff}Id,Step,")
    );
    let before = site.scheme("shire/2026-27");
    fs::remove_file(site.at("schemes/shire/2026-27/scheme.yaml")).unwrap();
    fs::copy(
        site.at("sheets/rules.xlsx"),
        site.at("schemes/shire/2026-27/rules.xlsx"),
    )
    .unwrap();
    assert_eq!(
        wire::write(&site.scheme("shire/2026-27")),
        wire::write(&before)
    );
    // The rules are published as YAML, whatever they were written in.
    site.build(&[]);
    let as_written = site.read("public/shire/2026-27/data/as-written/rules.xlsx.yaml");
    assert!(as_written.contains("\nsteps:\n"), "{as_written}");
    // The empty one holds no rules yet, and nothing in it is wrong.
    fs::copy(
        site.at("rules.xlsx"),
        site.at("schemes/shire/2026-27/rules.xlsx"),
    )
    .unwrap();
    assert_eq!(
        errors(&site.load()),
        ["`schemes/shire/2026-27` holds no rules"]
    );
}
