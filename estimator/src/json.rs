//! JSON text into serde's types, in as little code as a page can be asked to load.
//!
//! It reads what the compiler writes and what a page sends: objects, lists, text, whole numbers, `true`, `false` and
//! `null`; decimals are text in both. A general reader also knows floats, and objects written as lists, which makes
//! the module half as large again.

use std::fmt::{self, Display, Formatter};

use serde::{
    de::{
        DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer,
        MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor, value::UsizeDeserializer,
    },
    forward_to_deserialize_any,
};

use wasm_bindgen::throw_str;

/// Objects and lists inside each other: more than any rules need, fewer than overrun the stack.
const DEEPEST: u32 = 64;

/// Reads one value, which is all that the text holds. A text that cannot be read throws a sentence at the page.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> T {
    let mut reader = Reader {
        rest: text,
        depth: 0,
    };
    let Ok(value) = T::deserialize(&mut reader);
    reader.skip_space();
    if reader.rest.is_empty() {
        value
    } else {
        fault()
    }
}

/// A fault that is never handed back: it is thrown at the page at once. Code that handed faults back would make the
/// module half as large again.
#[derive(Debug)]
pub(crate) enum Error {}

impl serde::de::Error for Error {
    fn custom<T: Display>(_: T) -> Self {
        fault()
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        fault()
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        fault()
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        fault()
    }
}

impl std::error::Error for Error {}

impl Display for Error {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

#[cold]
#[inline(never)]
fn fault() -> ! {
    throw_str("The rules or the answers could not be read.")
}

struct Reader<'de> {
    rest: &'de str,
    depth: u32,
}

impl<'de> Reader<'de> {
    #[inline(never)]
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
    }

    /// Whether this comes next, after any space; if so, it is passed.
    #[inline(never)]
    fn takes(&mut self, token: &str) -> bool {
        self.skip_space();
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    #[inline(never)]
    fn expect(&mut self, token: &str) {
        if !self.takes(token) {
            fault();
        }
    }

    /// Goes into an object or a list.
    #[inline(never)]
    fn open(&mut self, bracket: &str) {
        self.expect(bracket);
        self.depth += 1;
        if self.depth > DEEPEST {
            fault();
        }
    }

    #[inline(never)]
    fn close(&mut self, bracket: &str) {
        self.expect(bracket);
        self.depth -= 1;
    }

    /// Passes an object and finds the text of each field's value. What is no field is passed over.
    #[inline(never)]
    fn fields(&mut self, fields: &[&str]) -> Fields<'de> {
        let mut values = vec![None; fields.len()];
        self.open("{");
        let depth = self.depth;
        let mut members = Items::new(self);
        while members.another() {
            let name = members.reader.text();
            members.reader.expect(":");
            let value = members.reader.rest;
            members.reader.pass();
            if let Some(place) = fields.iter().position(|field| *field == name) {
                values[place] = Some(value);
            }
        }
        self.close("}");
        Fields {
            values: values.into_iter(),
            depth,
        }
    }

    /// Passes one value, by its quotes and brackets.
    #[inline(never)]
    fn pass(&mut self) {
        let mut open = 0_u32;
        loop {
            let mark = self.rest.find(['"', '{', '[', ',', '}', ']']);
            self.rest = mark.map_or_else(|| fault(), |mark| &self.rest[mark..]);
            if self.rest.starts_with('"') {
                self.text();
                continue;
            }
            if open == 0 && self.rest.starts_with([',', '}', ']']) {
                return;
            }
            if self.rest.starts_with(['{', '[']) {
                open += 1;
            } else if !self.rest.starts_with(',') {
                open -= 1;
            }
            self.rest = &self.rest[1..];
        }
    }

    /// Reads the name of a variant, and goes into the object that holds it if there is one.
    #[inline(never)]
    fn variant(&mut self, variants: &[&str]) -> Variant<'_, 'de> {
        let bare = !self.takes("{");
        let name = self.text();
        if !bare {
            self.depth += 1;
            self.expect(":");
        }
        let index = variants.iter().position(|variant| *variant == name);
        Variant {
            reader: self,
            index: index.map_or_else(|| fault(), |index| index),
            bare,
        }
    }

    #[inline(never)]
    fn text(&mut self) -> String {
        self.expect("\"");
        let mut text = String::new();
        loop {
            let end = self.rest.find(['"', '\\']).unwrap_or_else(|| fault());
            let (plain, rest) = self.rest.split_at(end);
            text.push_str(plain);
            if let Some(rest) = rest.strip_prefix('"') {
                self.rest = rest;
                return text;
            }
            let mut escaped = rest.chars();
            let kind = escaped.nth(1).unwrap_or_else(|| fault());
            self.rest = escaped.as_str();
            text.push(match kind {
                '"' | '\\' | '/' => kind,
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => self.code(),
                _ => fault(),
            });
        }
    }

    /// A character by its code, or by the two halves of one. A half alone is no character, but can be typed.
    #[inline(never)]
    fn code(&mut self) -> char {
        let mut code = self.four_digits();
        if let (0xD800..0xDC00, Some(rest)) = (code, self.rest.strip_prefix("\\u")) {
            self.rest = rest;
            code = 0x1_0000 + ((code & 0x3FF) << 10) + (self.four_digits() & 0x3FF);
        }
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn four_digits(&mut self) -> u32 {
        let (digits, rest) = self.rest.split_at_checked(4).unwrap_or_else(|| fault());
        self.rest = rest;
        u32::from_str_radix(digits, 16).unwrap_or_else(|_| fault())
    }

    #[inline(never)]
    fn number(&mut self) -> i64 {
        self.skip_space();
        let other = |letter: char| letter != '-' && !letter.is_ascii_digit();
        let (digits, rest) = self
            .rest
            .split_at(self.rest.find(other).unwrap_or(self.rest.len()));
        self.rest = rest;
        digits.parse().unwrap_or_else(|_| fault())
    }
}

/// Methods that read as another does.
macro_rules! same {
    ($($method:ident $(($($name:ident: $type:ty),+))? as $other:ident,)+) => {$(
        fn $method<V: Visitor<'de>>(self, $($($name: $type,)+)? visitor: V) -> Result<V::Value, Error> {
            self.$other(visitor)
        }
    )+};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let yes = self.takes("true");
        if !yes {
            self.expect("false");
        }
        visitor.visit_bool(yes)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i64(self.number())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.text())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.takes("null") {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.open("[");
        let value = visitor.visit_seq(Items::new(self))?;
        self.close("]");
        Ok(value)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.open("{");
        let value = visitor.visit_map(Items::new(self))?;
        self.close("}");
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_seq(self.fields(fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.variant(variants))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        fault()
    }

    same! {
        deserialize_i8 as deserialize_i64,
        deserialize_i16 as deserialize_i64,
        deserialize_i32 as deserialize_i64,
        deserialize_u8 as deserialize_i64,
        deserialize_u16 as deserialize_i64,
        deserialize_u32 as deserialize_i64,
        deserialize_u64 as deserialize_i64,
        deserialize_str as deserialize_string,
        deserialize_identifier as deserialize_string,
        deserialize_tuple(_len: usize) as deserialize_seq,
        deserialize_tuple_struct(_name: &'static str, _len: usize) as deserialize_seq,
    }

    forward_to_deserialize_any! { i128 u128 f32 f64 char bytes byte_buf unit unit_struct ignored_any }
}

/// The members of an object or the items of a list, up to what closes it.
struct Items<'r, 'de> {
    reader: &'r mut Reader<'de>,
    first: bool,
}

impl<'r, 'de> Items<'r, 'de> {
    fn new(reader: &'r mut Reader<'de>) -> Self {
        Self {
            reader,
            first: true,
        }
    }

    #[inline(never)]
    fn another(&mut self) -> bool {
        self.reader.skip_space();
        if self.reader.rest.starts_with(['}', ']']) {
            return false;
        }
        if !self.first {
            self.reader.expect(",");
        }
        self.first = false;
        true
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        if self.another() {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.reader.expect(":");
        seed.deserialize(&mut *self.reader)
    }
}

/// An object's members in the order of a type's fields. A type that takes its fields from a list is far less code
/// than one that picks them by name.
struct Fields<'de> {
    /// The text of each field's value; `None` where the object has no such member.
    values: std::vec::IntoIter<Option<&'de str>>,
    depth: u32,
}

impl<'de> SeqAccess<'de> for Fields<'de> {
    type Error = Error;

    /// A field that the object does not have is none, and the fields after it are still there.
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Some(rest) = self.values.next().flatten() else {
            return Ok(None);
        };
        seed.deserialize(&mut Reader {
            rest,
            depth: self.depth,
        })
        .map(Some)
    }
}

/// A variant: its name alone, or an object with what it holds.
struct Variant<'r, 'de> {
    reader: &'r mut Reader<'de>,
    index: usize,
    bare: bool,
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let index: UsizeDeserializer<Error> = self.index.into_deserializer();
        Ok((seed.deserialize(index)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        self.bare.then_some(()).ok_or_else(|| fault())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        self.holds();
        let value = seed.deserialize(&mut *self.reader)?;
        self.reader.close("}");
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.holds();
        let value = self.reader.deserialize_seq(visitor)?;
        self.reader.close("}");
        Ok(value)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.holds();
        let value = visitor.visit_seq(self.reader.fields(fields))?;
        self.reader.close("}");
        Ok(value)
    }
}

impl Variant<'_, '_> {
    fn holds(&self) {
        if self.bare {
            fault();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::read;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Plain,
        One(i8),
        Two(usize, bool),
        Named {
            text: Option<String>,
            list: Vec<u32>,
        },
    }

    #[test]
    fn every_shape_of_value_is_read() {
        let kinds: BTreeMap<String, Kind> = read(
            r#" {"a": "plain", "b" :{"one":-1}, "c":{"two":[18446744073,true]},
            "d":{"named":{"more":[1,{"x":null}],"text":null,"list":[ ]}},"e":{"named":{"list":[1 , 2],"text":"£"}}} "#,
        );
        let kinds: Vec<_> = kinds.into_values().collect();
        assert_eq!(
            kinds,
            [
                Kind::Plain,
                Kind::One(-1),
                Kind::Two(18_446_744_073, true),
                Kind::Named {
                    text: None,
                    list: vec![]
                },
                Kind::Named {
                    text: Some("£".into()),
                    list: vec![1, 2]
                },
            ]
        );
    }

    #[test]
    fn escapes_are_undone() {
        let text: String = read(r#""a\"\\\/\n\u00a3\ud83d\ude00\ud83d!é""#);
        assert_eq!(text, "a\"\\/\n£😀\u{fffd}!é");
    }

    #[test]
    fn what_is_not_json_is_thrown() {
        for text in [
            "",
            "{",
            "[1 2]",
            "[1,]",
            "[1]]",
            "[1.5]",
            "\"",
            "[99999999999]",
            &"[".repeat(99),
        ] {
            let thrown = std::panic::catch_unwind(|| read::<Vec<u32>>(text));
            assert!(thrown.is_err(), "{text}");
        }
    }
}
