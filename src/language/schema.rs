//! The JSON Schemas of the files that people write, for editors: completion, help on hover, and marks under mistakes
//! of form. What only the whole rules can tell, such as an unknown name or a gap between bands, is left to
//! `upfront check`.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::{
    read::PRINTED,
    shape::{Key, Kind, Shape},
    shapes::{
        CHOICE, CONDITION, OF_RULES, OPTION, OVERRIDES, QUESTION, RATE, SCHEME, STEP, TABLE,
        WORDING,
    },
    site::SITE,
    ways::{Way, goes_with, ways},
};
use crate::{
    diagnostics::{Code, Findings, Severity},
    facts::{AREAS_WITH_SOCIAL_CARE, Period},
    source::{Files, Node, NodeKind, read_yaml},
};

/// The JSON Schema (draft 7) of a file of a scheme. No top-level key is required, for the file may be one of several.
pub fn scheme() -> Value {
    let mut schema = schema(&SCHEME, false);
    // Facts that stand alone hold no rules.
    let never: Map<String, Value> = OF_RULES
        .iter()
        .map(|key| ((*key).to_owned(), json!(false)))
        .collect();
    schema["if"] = json!({
        "properties": {"facts only": {"enum": ["yes", true, "Yes", "YES"]}},
        "required": ["facts only"]
    });
    schema["then"] = json!({"properties": never});
    schema
}

/// The JSON Schema (draft 7) of a wording of a scheme.
pub fn wording() -> Value {
    schema(&WORDING, true)
}

/// The JSON Schema (draft 7) of `site.yaml`.
pub fn site() -> Value {
    schema(&SITE, true)
}

/// A value as an editor sees it: plain scalars that look like numbers, `true` or `false` are no text.
pub fn value(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Empty | NodeKind::Unread => Value::Null,
        NodeKind::Scalar { text, quoted: true } => json!(text),
        NodeKind::Scalar { text, .. } => match text.as_str() {
            "true" | "True" | "TRUE" => json!(true),
            "false" | "False" | "FALSE" => json!(false),
            _ => number(text).map_or_else(|| json!(text), Value::Number),
        },
        NodeKind::List(items) => items.iter().map(value).collect(),
        NodeKind::Map(entries) => entries
            .iter()
            .map(|entry| (entry.key.clone(), value(&entry.value)))
            .collect(),
    }
}

fn number(text: &str) -> Option<serde_json::Number> {
    let looks = text
        .strip_prefix(['-', '+'])
        .unwrap_or(text)
        .starts_with(|first: char| first.is_ascii_digit() || first == '.');
    let whole = || text.parse::<i64>().ok().map(Into::into);
    looks.then(|| whole().or_else(|| serde_json::Number::from_f64(text.parse().ok()?)))?
}

fn schema(top: &'static Shape, whole: bool) -> Value {
    let mut writing = Writing::default();
    let mut schema = writing.mapping(top, whole);
    while let Some((shape, is_in_place)) = writing.waiting.pop() {
        let name = Writing::name(shape, is_in_place);
        if !writing.definitions.contains_key(&name) {
            writing.is_in_place = is_in_place || std::ptr::eq(shape, &raw const OVERRIDES);
            let definition = Value::Object(writing.mapping(shape, !is_in_place));
            writing.definitions.insert(name, definition);
        }
    }
    schema.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    schema.insert("definitions".to_owned(), Value::Object(writing.definitions));
    Value::Object(schema)
}

/// A schema that is being written.
#[derive(Default)]
struct Writing {
    /// What is written once and referred to.
    definitions: Map<String, Value>,
    /// The shapes that are referred to and may still have to be written, each with whether it stands in the place of a
    /// national rule.
    waiting: Vec<(&'static Shape, bool)>,
    /// Whether what is being written stands in the place of a national rule: it says what is other, and no more.
    is_in_place: bool,
}

/// What can stand in the place of a national rule.
const IN_PLACE: [&Shape; 5] = [&QUESTION, &OPTION, &RATE, &TABLE, &STEP];

impl Writing {
    /// The schema of a mapping; `whole` says whether the keys that it requires have to be in this file.
    fn mapping(&mut self, shape: &'static Shape, whole: bool) -> Map<String, Value> {
        let mut schema = match ways(shape) {
            [] => self.keys(shape, None, whole),
            ways => {
                let ways = ways.iter().map(|way| self.keys(shape, Some(way), whole));
                let ways: Vec<Value> = ways.map(Value::Object).collect();
                let which = if whole { "oneOf" } else { "anyOf" };
                Map::from_iter([(which.to_owned(), json!(ways))])
            }
        };
        schema.insert("title".to_owned(), json!(shape.name));
        schema.insert("description".to_owned(), json!(shape.meaning));
        schema
    }

    /// What a mapping holds, written in one of its ways.
    fn keys(
        &mut self,
        shape: &'static Shape,
        way: Option<&'static Way>,
        whole: bool,
    ) -> Map<String, Value> {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for key in shape.keys {
            if way.is_some_and(|way| !goes_with(shape, way, key.name)) {
                continue;
            }
            let held = way.and_then(|way| way.holds.iter().find(|(held, _)| *held == key.name));
            let property = match (way, held) {
                (_, Some((_, kind))) => self.property(key, kind),
                (None, None) => self.property(key, &key.kind),
                // Several ways share it.
                (Some(_), None) => {
                    let name = Self::name(shape, self.is_in_place);
                    let name = format!("{name}.{}", key.name.replace(' ', "-"));
                    let reference = refer(&name);
                    if !self.definitions.contains_key(&name) {
                        let property = self.property(key, &key.kind);
                        self.definitions.insert(name, property);
                    }
                    reference
                }
            };
            properties.insert(key.name.to_owned(), property);
            let is_needed = way.is_some_and(|way| way.needs.contains(&key.name));
            // A name says which rule it is, in the place of a national one too.
            let names_it = self.is_in_place && key.required && key.name == "id";
            if whole && (key.required || is_needed) || names_it {
                required.push(key.name);
            }
        }
        let others = match &shape.others {
            Some(kind) => self.kind(kind),
            None => json!(false),
        };
        let mut schema = Map::from_iter([
            ("type".to_owned(), json!("object")),
            ("properties".to_owned(), Value::Object(properties)),
            ("additionalProperties".to_owned(), others),
        ]);
        if !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        if let Some(way) = way {
            schema.insert(
                "title".to_owned(),
                json!(format!("{}: {}", shape.name, way.name)),
            );
            let groups = groups(way);
            if whole && !groups.is_empty() {
                schema.insert("allOf".to_owned(), json!(groups));
            }
        }
        schema
    }

    /// What stands under a key, with the key's meaning and an example.
    fn property(&mut self, key: &'static Key, kind: &'static Kind) -> Value {
        let mut schema = self.kind(kind);
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("description".to_owned(), json!(key.meaning));
            schema.extend(example(key).map(|example| ("examples".to_owned(), json!([example]))));
        }
        schema
    }

    fn kind(&mut self, kind: &'static Kind) -> Value {
        match kind {
            Kind::Text | Kind::Markdown | Kind::Name | Kind::Link(_) => {
                json!({"type": ["string", "number", "boolean"], "pattern": SOMETHING})
            }
            Kind::Id => json!({"type": ["string", "integer", "boolean"], "pattern": NAME}),
            Kind::Amount | Kind::Part => {
                json!({"type": ["string", "number"], "pattern": SOMETHING, "minimum": 0})
            }
            Kind::Unit => json!({"type": "string", "pattern": SOMETHING}),
            Kind::Whole => json!({
                "type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0, "maximum": u32::MAX
            }),
            Kind::Date => {
                json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
            }
            Kind::Duration => {
                let words = Period::WORDS.into_iter();
                let words: Vec<&str> = words.flat_map(|(_, one, many)| [one, many]).collect();
                let pattern = format!("^\\s*([0-9]+ +to +)?[0-9]+\\s+({})\\s*$", words.join("|"));
                json!({"type": "string", "pattern": pattern})
            }
            Kind::CouncilCode => json!({"type": "string", "pattern": "^\\s*[A-Z]{3}\\s*$"}),
            Kind::AreaCode => {
                let begins = AREAS_WITH_SOCIAL_CARE.map(|begins| {
                    let (letter, digits) = begins.split_at(1);
                    format!("[{letter}{}]{digits}", letter.to_ascii_lowercase())
                });
                let pattern = format!("^\\s*({})[0-9]{{6}}\\s*$", begins.join("|"));
                json!({"type": "string", "pattern": pattern})
            }
            Kind::YesNo => json!({"enum": ["yes", "no", true, false, "Yes", "No", "YES", "NO"]}),
            Kind::OneOf(words) => json!({"enum": words}),
            Kind::Condition => self.shape(&CONDITION),
            Kind::Operand => json!({"anyOf": [
                {"type": ["string", "number", "boolean"], "pattern": SOMETHING, "minimum": 0},
                self.shape(&CHOICE),
            ]}),
            Kind::Map(shape) => self.shape(shape),
            Kind::ListOf(item) => json!({"type": "array", "items": self.kind(item)}),
            Kind::List(shapes) => {
                let shapes: Vec<Value> = shapes.iter().map(|shape| self.shape(shape)).collect();
                let items = match shapes.as_slice() {
                    [shape] => shape.clone(),
                    _ => json!({"anyOf": shapes}),
                };
                json!({"type": "array", "items": items})
            }
            Kind::Named(value) => json!({
                "type": "object",
                "propertyNames": {"pattern": NAME},
                "additionalProperties": self.kind(value),
            }),
            Kind::ByName(value) => {
                json!({"type": "object", "additionalProperties": self.kind(value)})
            }
            Kind::Silences => {
                let warnings = Code::ALL
                    .iter()
                    .filter(|code| code.severity() == Severity::Warning);
                let names = warnings.map(|code| code.name()).chain([PRINTED]);
                let names: Vec<&str> = names.collect();
                json!({
                    "type": "object",
                    "propertyNames": {"enum": names},
                    "additionalProperties": self.kind(&Kind::Text),
                })
            }
            Kind::Either(kinds) => {
                let kinds: Vec<Value> = kinds.iter().map(|kind| self.kind(kind)).collect();
                json!({"anyOf": kinds})
            }
        }
    }

    /// A reference to a shape, which is thereby to be written.
    fn shape(&mut self, shape: &'static Shape) -> Value {
        let is_in_place = self.is_in_place && IN_PLACE.iter().any(|one| std::ptr::eq(*one, shape));
        self.waiting.push((shape, is_in_place));
        refer(&Self::name(shape, is_in_place))
    }

    /// The name of a shape's definition.
    fn name(shape: &Shape, is_in_place: bool) -> String {
        let name = shape.name.replace([' ', '\''], "-");
        if is_in_place && IN_PLACE.iter().any(|one| std::ptr::eq(*one, shape)) {
            format!("{name}-in-the-place-of-a-national-one")
        } else {
            name
        }
    }
}

/// What the groups of a way ask for.
fn groups(way: &Way) -> Vec<Value> {
    let each = |group: &[&str]| {
        group
            .iter()
            .map(|key| json!({"required": [key]}))
            .collect::<Vec<_>>()
    };
    let one_of = way.one_of.iter().map(|group| json!({"oneOf": each(group)}));
    let some_of = way
        .some_of
        .iter()
        .map(|group| json!({"anyOf": each(group)}));
    one_of.chain(some_of).collect()
}

fn refer(name: &str) -> Value {
    json!({"$ref": format!("#/definitions/{name}")})
}

/// The value in a key's example.
fn example(key: &Key) -> Option<Value> {
    let mut files = Files::default();
    let file = files.add(Path::new(key.name), key.example.to_owned());
    let node = read_yaml(file, &files, &mut Findings::default())?;
    Some(value(&node.entry(key.name)?.value))
}

/// Text that is not blank.
const SOMETHING: &str = "\\S";
/// What a name is made of.
const NAME: &str = "^[a-z0-9_-]+$";
