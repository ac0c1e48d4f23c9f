//! The JSON Schema and the compiler accept and refuse the same files, as far as form goes: every file of the example
//! schemes and every example of the reference, and each of them with mistakes of form made in it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use jsonschema::Validator;
use rayon::prelude::*;
use serde_json::{Value, json};
use upfront::{
    check::{read_scheme, read_schemes, texts_of},
    diagnostics::{Code, Findings, Severity},
    language::{
        Kind, Shape, schema,
        shapes::{CHOICE, CONDITION, SCHEME, WORDING},
        site::SITE,
        ways::{Way, ways},
    },
    source::{Files, Node, read_yaml},
    world::Memory,
};
use upfront_engine::Scheme;

use crate::support::{root, site::Site, tool::upfront};

/// The codes that speak of form: what stands under which key.
const FORM: &[Code] = &[
    Code::UnknownKey,
    Code::MissingKey,
    Code::WrongType,
    Code::UnknownWord,
    Code::BadName,
    Code::BadDate,
    Code::NoVerb,
];

/// How many editions with a mistake are read together: the national rules under them are then read once.
const TOGETHER: usize = 32;

/// What the compiler says of form and a schema cannot, each with a part of the message.
const GAPS: &[(&str, &str)] = &[
    ("a file may be a part of a scheme", "without `extends`"),
    (
        "what uses a rate stands elsewhere",
        "what is only proposed is not in force",
    ),
    (
        "a file may be a part of a scheme",
        "is missing from a scheme",
    ),
    (
        "a file may be a part of a scheme",
        "the scheme has no steps",
    ),
    (
        "what is asked is known from another place",
        "is answered with a number",
    ),
    (
        "what is asked is known from another place",
        "there is no amount for the",
    ),
    ("a list is the right kind, and empty", "is empty"),
    ("a list is the right kind, and empty", "has no options"),
    ("numbers are compared", "is under the least"),
    ("numbers are compared", "conditions can never hold"),
    ("numbers are compared", "is before the first"),
    ("numbers are compared", "no score lies between"),
    ("a straight line needs two points", "needs two points"),
    ("the number of columns is told elsewhere", "columns"),
    (
        "the law asks for it, not the form",
        "which the law asks for",
    ),
    (
        "two keys are not one another's way",
        "a step is rounded in one way",
    ),
    (
        "two keys are not one another's way",
        "`language` and `languages` are both written",
    ),
    (
        "two keys are not one another's way",
        "both say where this comes",
    ),
    (
        "the reason may stand under a code",
        "does not say why its printed figure",
    ),
    (
        "the codes of languages are not listed",
        "is not the code of a language",
    ),
];

/// Whether a gap explains why only the compiler complains.
fn is_gap(message: &str) -> bool {
    GAPS.iter().any(|(_, part)| message.contains(part))
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft7::new(schema).unwrap()
}

fn read(text: &str) -> Node {
    let mut files = Files::default();
    let file = files.add(Path::new("a.yaml"), text.to_owned());
    let mut findings = Findings::default();
    let node = read_yaml(file, &files, &mut findings);
    assert!(findings.is_empty(), "{findings:?}\n{text}");
    node.unwrap()
}

/// The examples of the language reference, which use everything there is, each with a head.
fn examples() -> Vec<(PathBuf, Vec<Value>)> {
    const HEAD: &str = "council: Exampleshire\ntitle: Example\nsources: {policy: {title: Policy}}";
    let page = fs::read_to_string(root().join("docs/language.md")).unwrap();
    let parts = page.split("```yaml\n").skip(1).enumerate();
    parts
        .map(|(index, part)| {
            let example = schema::value(&read(part.split("```").next().unwrap()));
            let mut files = vec![example];
            if files[0].get("council").is_none() {
                files.push(schema::value(&read(HEAD)));
            }
            (
                PathBuf::from(format!("docs/language.md, example {index}")),
                files,
            )
        })
        .collect()
}

/// The files of each edition of the example schemes and of the reference, as an editor sees them.
fn editions() -> Vec<(PathBuf, Vec<Value>)> {
    let mut editions: BTreeMap<PathBuf, Vec<Value>> = BTreeMap::new();
    let mut folders = vec![root().join("schemes")];
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        for path in paths {
            // Of the councils known in part one stands for all: they state rates and nothing else.
            if path.ends_with("known.yaml") && !path.ends_with("essex-charging/2024-25/known.yaml")
            {
                continue;
            }
            // National rules are whole only together with the files of every year. People and the vocabulary are no rules.
            let is_left_out = ["national", "personas", "vocabulary.yaml"];
            if is_left_out.iter().any(|name| path.ends_with(name)) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                let value = schema::value(&read(&fs::read_to_string(path).unwrap()));
                if value.get("wording").is_none() {
                    editions.entry(folder.clone()).or_default().push(value);
                }
            }
        }
    }
    let mut editions: Vec<_> = editions.into_iter().chain(examples()).collect();
    // The smallest first: each mistake is made where it is soonest tried. National rules are large.
    editions.sort_by_key(|(_, files)| {
        let extends = files.iter().any(|file| file.get("extends").is_some());
        let length: usize = files.iter().map(|file| file.to_string().len()).sum();
        (extends, length)
    });
    editions
}

/// Where the files of an edition stand, by its number among several.
fn folder_of(edition: usize) -> PathBuf {
    PathBuf::from(format!("rules/{edition:04}/edition"))
}

/// Editions by themselves, and the rules of a nation that come with the tool.
fn world<'a>(editions: impl IntoIterator<Item = &'a [Value]>) -> Memory {
    let files = editions
        .into_iter()
        .enumerate()
        .flat_map(|(edition, files)| {
            let name = move |index: usize| folder_of(edition).join(format!("{index}.yaml"));
            let files = files.iter().enumerate();
            files.map(move |(index, file)| (name(index), file.to_string()))
        });
    Memory::new(files, Date::default())
}

/// The errors of the compiler for the files of a scheme, read as any are: code and message.
fn errors(files: &[Value]) -> Vec<(Code, String)> {
    errors_of(&read_scheme(&world([files]), &folder_of(0)).findings)
}

/// The errors that stand in the files of each of several schemes, and those that stand elsewhere, as in the national
/// rules, which are read once for all.
fn errors_of_each(editions: &[Vec<Value>]) -> (Vec<Errors>, Errors) {
    let world = world(editions.iter().map(Vec::as_slice));
    let loaded = read_schemes(&world, Path::new("rules")).unwrap();
    let (mut own, mut elsewhere) = (vec![Errors::new(); editions.len()], Errors::new());
    for finding in loaded.findings.sorted() {
        let file = finding.at.and_then(|at| loaded.files.get(at.file));
        let stands_in =
            |edition: &usize| file.is_some_and(|file| file.path.starts_with(folder_of(*edition)));
        let edition = (0..editions.len()).find(stands_in);
        if finding.code.severity() == Severity::Error {
            let of = edition.map_or(&mut elsewhere, |edition| &mut own[edition]);
            of.push((finding.code, finding.message.clone()));
        }
    }
    (own, elsewhere)
}

type Errors = Vec<(Code, String)>;

fn errors_of(findings: &Findings) -> Errors {
    findings
        .sorted()
        .iter()
        .filter(|finding| finding.code.severity() == Severity::Error)
        .map(|finding| (finding.code, finding.message.clone()))
        .collect()
}

/// A place in a file: the way to it, what is declared for it, and a label that like places share.
struct Place {
    pointer: String,
    label: String,
    kind: Kind,
}

/// Every place in a value.
fn places(value: &Value, kind: Kind, pointer: &str, label: &str, found: &mut Vec<Place>) {
    found.push(Place {
        pointer: pointer.to_owned(),
        label: label.to_owned(),
        kind,
    });
    let below = |key: &str| format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
    match (kind, value) {
        (Kind::Either(kinds), _) => {
            found.pop();
            let kind = kinds
                .iter()
                .find(|kind| has_form(**kind, value))
                .expect(label);
            places(value, *kind, pointer, label, found);
        }
        (Kind::ListOf(kind), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                places(
                    item,
                    *kind,
                    &format!("{pointer}/{index}"),
                    &format!("{label}[]"),
                    found,
                );
            }
        }
        (Kind::List(shapes), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                places(
                    item,
                    Kind::Map(shapes[0]),
                    &format!("{pointer}/{index}"),
                    label,
                    found,
                );
            }
        }
        (Kind::Named(kind) | Kind::ByName(kind), Value::Object(entries)) => {
            for (key, value) in entries {
                places(value, *kind, &below(key), &format!("{label}.*"), found);
            }
        }
        (Kind::Silences, Value::Object(entries)) => {
            for (key, value) in entries {
                places(value, Kind::Text, &below(key), &format!("{label}.*"), found);
            }
        }
        (kind, Value::Object(entries)) => {
            let shape = shape_of(kind).expect(label);
            let fits = |way: &&Way| {
                let mut groups = way.one_of.iter().chain(way.some_of);
                way.needs.iter().all(|key| entries.contains_key(*key))
                    && groups.all(|group| group.iter().any(|key| entries.contains_key(*key)))
            };
            let way = ways(shape)
                .iter()
                .filter(fits)
                .max_by_key(|way| way.needs.len());
            let name = format!("{}: {}", shape.name, way.map_or("", |way| way.name));
            found.last_mut().unwrap().label.clone_from(&name);
            found.last_mut().unwrap().kind = Kind::Map(shape);
            for (key, value) in entries {
                let held = way.and_then(|way| way.holds.iter().find(|(held, _)| held == key));
                let kind = held
                    .map(|(_, kind)| *kind)
                    .or(shape.key(key).map(|key| key.kind))
                    .or(shape.others);
                places(
                    value,
                    kind.expect(key),
                    &below(key),
                    &format!("{name}.{key}"),
                    found,
                );
            }
        }
        _ => {}
    }
}

fn has_form(kind: Kind, value: &Value) -> bool {
    match kind {
        Kind::ListOf(_) | Kind::List(_) => value.is_array(),
        Kind::Map(_) | Kind::Named(_) | Kind::ByName(_) | Kind::Silences | Kind::Condition => {
            value.is_object()
        }
        Kind::Operand => !value.is_array(),
        _ => !value.is_array() && !value.is_object(),
    }
}

fn shape_of(kind: Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Map(shape) => Some(shape),
        Kind::Condition => Some(&CONDITION),
        Kind::Operand => Some(&CHOICE),
        _ => None,
    }
}

/// The mistakes that can be made at a place: a name for each, and what then stands there.
fn mistakes(value: &Value, kind: Kind, whole_file: bool) -> Vec<(String, Value)> {
    let of_value = [
        ("blank".to_owned(), json!("")),
        ("nothing".to_owned(), Value::Null),
        ("text".to_owned(), json!("zz zz")),
        ("a number".to_owned(), json!(-1.5)),
        ("a truth".to_owned(), json!(true)),
        ("in a list".to_owned(), json!([value])),
        ("in a mapping".to_owned(), json!({"zz": value})),
        ("an empty list".to_owned(), json!([])),
        ("an empty mapping".to_owned(), json!({})),
    ];
    let mut mistakes = if whole_file {
        Vec::new()
    } else {
        of_value.to_vec()
    };
    if let Value::Object(entries) = value {
        for key in entries.keys() {
            let mut less = entries.clone();
            let own = less.remove(key).unwrap();
            mistakes.push((format!("without `{key}`"), json!(less)));
            less.insert(format!("{key}x"), own.clone());
            mistakes.push((format!("`{key}` misspelt"), json!(less)));
            less.remove(&format!("{key}x"));
            less.insert(format!("{key} X"), own);
            mistakes.push((format!("`{key}` with a capital"), json!(less)));
        }
        if let Kind::Map(shape) = kind {
            for key in shape
                .keys
                .iter()
                .filter(|key| !entries.contains_key(key.name))
            {
                let example = schema::value(&read(key.example));
                let mut more = entries.clone();
                more.insert(key.name.to_owned(), example[key.name].clone());
                mistakes.push((format!("with `{}` too", key.name), json!(more)));
            }
        }
    }
    mistakes
}

/// A file with a mistake made in it: what was done where, and the file.
type Wrong = (String, Value);

/// Makes every mistake at every place of a file, but those that were made already.
fn make_mistakes(top: &'static Shape, file: &Value, made: &mut BTreeSet<String>) -> Vec<Wrong> {
    let mut found = Vec::new();
    places(file, Kind::Map(top), "", top.name, &mut found);
    let mut wrong = Vec::new();
    for place in found {
        let right = file.pointer(&place.pointer).unwrap();
        for (mistake, value) in mistakes(right, place.kind, place.pointer.is_empty()) {
            let what = format!("{} {mistake}", place.label);
            if made.insert(what.clone()) {
                let mut file = file.clone();
                *file.pointer_mut(&place.pointer).unwrap() = value;
                wrong.push((what, file));
            }
        }
    }
    wrong
}

/// What the compiler says of the form of a file.
fn of_form(errors: &[(Code, String)]) -> Vec<&str> {
    let form = errors
        .iter()
        .filter(|(code, message)| FORM.contains(code) && !is_gap(message));
    form.map(|(_, message)| message.as_str()).collect()
}

/// Where schema and compiler do not agree on a file.
fn disagreement(
    validator: &Validator,
    (what, file): &Wrong,
    errors: &[(Code, String)],
) -> Option<String> {
    let of_form = of_form(errors);
    match validator.is_valid(file) {
        true if !of_form.is_empty() => {
            Some(format!("only the compiler refuses {what}: {of_form:?}"))
        }
        false if errors.is_empty() => Some(format!("only the schema refuses {what}")),
        _ => None,
    }
}

/// Where they do not agree on some of many files, each put in the place of one of the files of an edition. Editions are
/// read together; one is read by itself where that leaves open what is wrong with it.
fn disagreements(
    validator: &Validator,
    (files, index): (&[Value], usize),
    wrong: &[Wrong],
) -> Vec<String> {
    let editions: Vec<Vec<Value>> = wrong
        .iter()
        .map(|(_, file)| {
            let mut files = files.to_vec();
            files[index].clone_from(file);
            files
        })
        .collect();
    let (own, elsewhere) = errors_of_each(&editions);
    let is_clear = of_form(&elsewhere).is_empty();
    let all = wrong.iter().zip(&editions).zip(&own);
    all.filter_map(|((wrong, files), own)| {
        let found = disagreement(validator, wrong, own);
        if found.is_some() || (!is_clear && validator.is_valid(&wrong.1)) {
            return disagreement(validator, wrong, &errors(files));
        }
        found
    })
    .collect()
}

#[test]
fn schema_and_compiler_agree_on_schemes() {
    let validator = validator(&schema::scheme());
    let mut made = BTreeSet::new();
    let mut disagree = Vec::new();
    for (folder, files) in editions() {
        assert_eq!(errors(&files), [], "{}", folder.display());
        for (index, file) in files.iter().enumerate() {
            let faults: Vec<String> = validator
                .iter_errors(file)
                .map(|fault| fault.to_string())
                .collect();
            assert_eq!(faults, [""; 0], "{}", folder.display());
            let wrong = make_mistakes(&SCHEME, file, &mut made);
            let some = wrong.par_chunks(TOGETHER);
            disagree.par_extend(
                some.flat_map_iter(|some| disagreements(&validator, (&files, index), some)),
            );
        }
    }
    assert!(made.len() > 2000, "{} mistakes were made", made.len());
    assert!(
        disagree.is_empty(),
        "{} disagreements:\n{}",
        disagree.len(),
        disagree.join("\n")
    );
}

#[test]
fn schema_and_compiler_agree_on_a_site() {
    let validator = validator(&schema::site());
    let mut file = schema::value(&read(
        &fs::read_to_string(root().join("site.yaml")).unwrap(),
    ));
    assert!(validator.is_valid(&file));
    // Which councils there are, no schema knows.
    file.as_object_mut().unwrap().remove("compare");
    let rules = "council: Exampleshire\ntitle: Budgets\nsteps: [{id: a, sum: [£5]}]\n";
    let site = Site::of(&[("schemes/exampleshire/2026-27/scheme.yaml", rules)]);
    let errors = |file: &Value| {
        site.write("site.yaml", file.to_string());
        errors_of(&site.load().findings)
    };
    assert_eq!(errors(&file), []);
    let disagreements: Vec<String> = make_mistakes(&SITE, &file, &mut BTreeSet::new())
        .iter()
        .filter_map(|wrong| disagreement(&validator, wrong, &errors(&wrong.1)))
        .collect();
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}

/// A wording that says every text of a scheme as the scheme itself does.
fn wording_of(scheme: &Scheme) -> Value {
    let mut wording = json!({"wording": "someone else"});
    for (path, text) in texts_of(scheme) {
        let (last, way) = path.split_last().unwrap();
        let mut at = &mut wording;
        for key in way {
            let new = if key == "notes" { json!([]) } else { json!({}) };
            let entries = at.as_object_mut().unwrap();
            at = entries.entry(key).or_insert(new);
        }
        match at {
            Value::Array(items) => items.push(json!(text)),
            at => at[last] = json!(text),
        }
    }
    wording
}

#[test]
fn schema_and_compiler_agree_on_wordings() {
    let validator = validator(&schema::wording());
    let mut made = BTreeSet::new();
    let mut disagree = Vec::new();
    for edition in [
        "essex/2024-25",
        "sheffield-short-break-grant/2024",
        "st-helens/2024",
    ] {
        let folder = root().join("schemes").join(edition);
        let rules = fs::read_dir(&folder).unwrap();
        let mut files: Vec<Value> = rules
            .map(|entry| schema::value(&read(&fs::read_to_string(entry.unwrap().path()).unwrap())))
            .collect();
        let loaded = read_scheme(&world([files.as_slice()]), &folder_of(0));
        let file = wording_of(&loaded.schemes[0]);
        assert!(validator.is_valid(&file), "{edition}: {file}");
        files.push(file.clone());
        assert_eq!(of_form(&errors(&files)), [""; 0], "{edition}");
        // A file without `wording` is no wording, and is refused as rules.
        let mut wrong = make_mistakes(&WORDING, &file, &mut made);
        wrong.retain(|wrong| wrong.1.get("wording").is_some());
        let some = wrong.par_chunks(TOGETHER);
        let here = (files.as_slice(), files.len() - 1);
        disagree.par_extend(some.flat_map_iter(|some| disagreements(&validator, here, some)));
    }
    assert!(made.len() > 100, "{} mistakes were made", made.len());
    assert!(disagree.is_empty(), "{}", disagree.join("\n"));
}

#[test]
fn the_command_prints_the_schemas() {
    for (arguments, schema) in [
        (&["schema"][..], schema::scheme()),
        (&["schema", "--site"][..], schema::site()),
        (&["schema", "--wording"][..], schema::wording()),
    ] {
        let ran = upfront(arguments);
        assert!(ran.succeeded());
        let printed: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(printed, schema);
    }
}
