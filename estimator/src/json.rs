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
    reader.end();
    value
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
    /// Whether this comes next, after any space; if so, it is passed.
    #[inline(never)]
    fn takes(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_ascii_start();
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

    /// After a value, nothing may be left of its text.
    #[inline(never)]
    fn end(&self) {
        if !self.rest.trim_ascii().is_empty() {
            fault();
        }
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
            let value = members.reader.value();
            let place = fields.iter().position(|field| *field == name);
            if let Some(place) = place.and_then(|place| values.get_mut(place)) {
                *place = Some(value);
            }
        }
        self.close("}");
        Fields {
            values: values.into_iter(),
            depth,
        }
    }

    /// The text of one value, found by its quotes and brackets, and passed.
    #[inline(never)]
    fn value(&mut self) -> &'de str {
        let start = self.rest;
        let mut open = 0_u32;
        loop {
            self.up_to(b"\"{[,}]");
            match self.rest.as_bytes().first() {
                Some(b'"') => {
                    self.text();
                    continue;
                }
                Some(b'{' | b'[') => open += 1,
                _ if open == 0 => break,
                Some(b'}' | b']') => open -= 1,
                _ => {}
            }
            self.sign();
        }
        start
            .get(..start.len() - self.rest.len())
            .unwrap_or_else(|| fault())
    }

    /// Reads the name of a variant, and goes into the object that holds it if there is one.
    #[inline(never)]
    fn variant(&mut self, variants: &[&str]) -> Variant<'_, 'de> {
        let bare = self.rest.trim_ascii_start().starts_with('"');
        if !bare {
            self.open("{");
        }
        let name = self.text();
        if !bare {
            self.expect(":");
        }
        let index = variants.iter().position(|variant| *variant == name);
        Variant {
            reader: self,
            index: index.unwrap_or_else(|| fault()),
            bare,
        }
    }

    /// The text before the next of these signs, passed.
    #[inline(never)]
    fn up_to(&mut self, signs: &[u8]) -> &'de str {
        let end = self.rest.bytes().position(|byte| signs.contains(&byte));
        let parts = end.and_then(|end| self.rest.split_at_checked(end));
        let (before, rest) = parts.unwrap_or_else(|| fault());
        self.rest = rest;
        before
    }

    /// The next sign, passed.
    #[inline(never)]
    fn sign(&mut self) -> char {
        let mut signs = self.rest.chars();
        let sign = signs.next().unwrap_or_else(|| fault());
        self.rest = signs.as_str();
        sign
    }

    #[inline(never)]
    fn text(&mut self) -> String {
        self.expect("\"");
        let mut text = String::new();
        loop {
            text.push_str(self.up_to(b"\"\\"));
            if self.sign() == '"' {
                return text;
            }
            let kind = self.sign();
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
            let alone = core::mem::replace(&mut self.rest, rest);
            let low = self.four_digits();
            if (0xDC00..0xE000).contains(&low) {
                code = 0x1_0000 + ((code & 0x3FF) << 10) + (low & 0x3FF);
            } else {
                self.rest = alone;
            }
        }
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn four_digits(&mut self) -> u32 {
        let mut code = 0;
        for _ in 0..4 {
            code = code * 16 + self.sign().to_digit(16).unwrap_or_else(|| fault());
        }
        code
    }

    #[inline(never)]
    fn number(&mut self) -> i64 {
        let text = self.rest.trim_ascii_start();
        let other = |byte: u8| byte != b'-' && !byte.is_ascii_digit();
        let end = text.bytes().position(other).unwrap_or(text.len());
        let (digits, rest) = text.split_at_checked(end).unwrap_or_else(|| fault());
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
        self.reader.rest = self.reader.rest.trim_ascii_start();
        if let Some(b'}' | b']') = self.reader.rest.as_bytes().first() {
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
        let mut reader = Reader {
            rest,
            depth: self.depth,
        };
        let value = seed.deserialize(&mut reader)?;
        reader.end();
        Ok(Some(value))
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
    fn members_come_in_any_order_and_what_is_no_field_is_passed_over() {
        let kind: Kind = read(
            r#"{"named":{"more":"}]\\\",","list":[1],"other":{"a":["]"]},"text":"t","list":[2]}}"#,
        );
        let (text, list) = (Some("t".into()), vec![2]);
        assert_eq!(kind, Kind::Named { text, list });
    }

    fn is_thrown<T: serde::de::DeserializeOwned + std::fmt::Debug>(text: &str) {
        let thrown = std::panic::catch_unwind(|| read::<T>(text));
        assert!(thrown.is_err(), "{text}: {thrown:?}");
    }

    #[test]
    fn a_value_is_read_whole_and_no_deeper_than_any_rules_go() {
        for text in [
            r#"{"named":{"list":[1]}"#,
            r#"{"named":{"list":[1] 2}}"#,
            r#"{"named":{"list":[1],}}"#,
            r#"{"named":{"list":[1]},"plain":1}"#,
            r#"{"named":{"text":"t" x,"list":[1]}}"#,
            r#"{"named":{"text":"t"}}"#,
            r#"{"one":1.5}"#,
            r#"{"one":300}"#,
            r#"{"one":--1}"#,
            r#"{"one":}"#,
            r#"{"none":1}"#,
            r#""one""#,
            r#"{"plain":null}"#,
        ] {
            is_thrown::<Kind>(text);
        }
        for bracket in [r#"{"not":"#, r#"{"all":["#] {
            is_thrown::<upfront_engine::scheme::Condition>(&bracket.repeat(100_000));
        }
        for text in [
            r#""\u+123""#,
            r#""\u12""#,
            r#""\x""#,
            r#""\"#,
            r#""\ud83d\u"#,
        ] {
            is_thrown::<String>(text);
        }
        let halves: String = read(r#""\ud83d\ud83d\ude00\ud83d\u0041""#);
        assert_eq!(halves, "\u{fffd}😀\u{fffd}A");
    }

    #[test]
    fn a_text_cut_short_anywhere_is_thrown() {
        let whole =
            r#"{"named": {"text": "a\u00a3\n", "list": [1, 2], "more": {"x": [null, "]"]}}}"#;
        read::<Kind>(whole);
        for end in 0..whole.len() {
            is_thrown::<Kind>(&whole[..end]);
        }
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
            is_thrown::<Vec<u32>>(text);
        }
    }
}
