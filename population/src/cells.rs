//! What stands in an Arrow column, row by row: text, or a number with its decimal places.

use std::fmt::Write;

use arrow_array::{
    Array, ArrowPrimitiveType,
    cast::AsArray,
    types::{
        Decimal32Type, Decimal64Type, Decimal128Type, Float32Type, Float64Type, Int8Type,
        Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
    },
};
use arrow_schema::DataType;

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said<'s> {
    /// Nothing: it is null.
    Nothing,
    /// A text.
    Text(&'s str),
    /// A number of which so many decimal places are counted: 12050 and 2 for 120.50.
    Number {
        /// How many of the smallest parts.
        parts: i128,
        /// How many decimal places.
        scale: u32,
    },
}

/// A column, as it can be read row by row.
pub struct Cells<'a> {
    is_null: Box<dyn Fn(usize) -> bool + 'a>,
    kind: Kind<'a>,
}

/// Writes out what a row says.
type Written<'a> = Box<dyn Fn(usize, &mut String) + 'a>;

enum Kind<'a> {
    Empty,
    Texts(Box<dyn Fn(usize) -> &'a str + 'a>),
    Numbers {
        parts: Box<dyn Fn(usize) -> i128 + 'a>,
        scale: u32,
    },
    /// A float, which is no number of pence by itself: its shortest digits are what it was written as.
    Floats(Written<'a>),
    /// By row, its place among the values.
    Dictionary(Vec<usize>, Box<Cells<'a>>),
}

impl<'a> Cells<'a> {
    /// Looks at a column; `None` where it is of a type that no answer has, such as a date or a list.
    pub fn of(array: &'a dyn Array) -> Option<Self> {
        let nulls = array.logical_nulls();
        Some(Self {
            is_null: Box::new(move |row| nulls.as_ref().is_some_and(|nulls| nulls.is_null(row))),
            kind: kind(array)?,
        })
    }

    /// What a row says. What has to be written out for that is written into `room`.
    pub fn said<'s>(&'s self, row: usize, room: &'s mut String) -> Said<'s> {
        if (self.is_null)(row) {
            return Said::Nothing;
        }
        match &self.kind {
            Kind::Empty => Said::Nothing,
            Kind::Texts(at) => Said::Text(at(row)),
            Kind::Numbers { parts, scale } => Said::Number {
                parts: parts(row),
                scale: *scale,
            },
            Kind::Floats(write) => {
                room.clear();
                write(row, room);
                Said::Text(room)
            }
            Kind::Dictionary(keys, values) => match keys.get(row) {
                Some(place) => values.said(*place, room),
                None => Said::Nothing,
            },
        }
    }
}

impl Said<'_> {
    /// Adds it as somebody would type it; nothing where it says nothing.
    pub fn write(self, text: &mut String) {
        match self {
            Self::Nothing => {}
            Self::Text(said) => text.push_str(said),
            Self::Number { parts, scale } => {
                let digits = parts.unsigned_abs().to_string();
                let scale = scale as usize;
                let digits = format!("{digits:0>width$}", width = scale + 1);
                let (whole, fraction) = digits.split_at(digits.len() - scale);
                let fraction = fraction.trim_end_matches('0');
                text.push_str(if parts < 0 { "-" } else { "" });
                text.push_str(whole);
                if !fraction.is_empty() {
                    text.push('.');
                    text.push_str(fraction);
                }
            }
        }
    }
}

fn kind(array: &dyn Array) -> Option<Kind<'_>> {
    let kind = match array.data_type() {
        DataType::Null => Kind::Empty,
        DataType::Utf8 => {
            let texts = array.as_string_opt::<i32>()?;
            Kind::Texts(Box::new(|row| texts.value(row)))
        }
        DataType::LargeUtf8 => {
            let texts = array.as_string_opt::<i64>()?;
            Kind::Texts(Box::new(|row| texts.value(row)))
        }
        DataType::Utf8View => {
            let texts = array.as_string_view_opt()?;
            Kind::Texts(Box::new(|row| texts.value(row)))
        }
        DataType::Boolean => {
            let truths = array.as_boolean_opt()?;
            Kind::Texts(Box::new(|row| if truths.value(row) { "yes" } else { "no" }))
        }
        DataType::Int8 => numbers::<Int8Type>(array, 0)?,
        DataType::Int16 => numbers::<Int16Type>(array, 0)?,
        DataType::Int32 => numbers::<Int32Type>(array, 0)?,
        DataType::Int64 => numbers::<Int64Type>(array, 0)?,
        DataType::UInt8 => numbers::<UInt8Type>(array, 0)?,
        DataType::UInt16 => numbers::<UInt16Type>(array, 0)?,
        DataType::UInt32 => numbers::<UInt32Type>(array, 0)?,
        DataType::UInt64 => numbers::<UInt64Type>(array, 0)?,
        DataType::Decimal32(_, scale) => numbers::<Decimal32Type>(array, *scale)?,
        DataType::Decimal64(_, scale) => numbers::<Decimal64Type>(array, *scale)?,
        DataType::Decimal128(_, scale) => numbers::<Decimal128Type>(array, *scale)?,
        DataType::Float32 => {
            let floats = array.as_primitive_opt::<Float32Type>()?;
            Kind::Floats(Box::new(|row, room| {
                let _ = write!(room, "{}", floats.value(row));
            }))
        }
        DataType::Float64 => {
            let floats = array.as_primitive_opt::<Float64Type>()?;
            Kind::Floats(Box::new(|row, room| {
                let _ = write!(room, "{}", floats.value(row));
            }))
        }
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary_opt()?;
            let values = dictionary.values().as_ref();
            if values.is_empty() {
                Kind::Empty
            } else {
                let keys = dictionary.normalized_keys();
                Kind::Dictionary(keys, Box::new(Cells::of(values)?))
            }
        }
        _ => return None,
    };
    Some(kind)
}

/// Whole numbers, or decimals with so many places.
fn numbers<T>(array: &dyn Array, scale: i8) -> Option<Kind<'_>>
where
    T: ArrowPrimitiveType,
    T::Native: Into<i128>,
{
    let numbers = array.as_primitive_opt::<T>()?;
    // Fewer places than none: so many tens, hundreds or thousands.
    let times = 10_i128.checked_pow(u32::from(scale.min(0).unsigned_abs()))?;
    Some(Kind::Numbers {
        parts: Box::new(move |row| {
            let number: i128 = numbers.value(row).into();
            number.saturating_mul(times)
        }),
        scale: u32::from(scale.max(0).unsigned_abs()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{
        ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float32Array,
        Float64Array, Int64Array, LargeStringArray, NullArray, StringArray, StringViewArray,
        UInt64Array, types::Int32Type,
    };
    use std::sync::Arc;

    fn typed(array: &ArrayRef) -> Vec<Option<String>> {
        let cells = Cells::of(array.as_ref()).unwrap();
        let mut room = String::new();
        (0..array.len())
            .map(|row| match cells.said(row, &mut room) {
                Said::Nothing => None,
                said => {
                    let mut text = String::new();
                    said.write(&mut text);
                    Some(text)
                }
            })
            .collect()
    }

    #[test]
    fn every_type_of_a_column_is_read_as_it_would_be_typed() {
        let decimals = |of: [Option<i128>; 3], scale| {
            let decimals = Decimal128Array::from(of.to_vec());
            let decimals = decimals.with_precision_and_scale(20, scale).unwrap();
            Arc::new(decimals) as ArrayRef
        };
        let words = ["none", "some"];
        let dictionary: DictionaryArray<Int32Type> =
            [Some("some"), None, Some("none")].into_iter().collect();
        let empty: DictionaryArray<Int32Type> = [None::<&str>].into_iter().collect();
        let columns: [(ArrayRef, &[Option<&str>]); 15] = [
            (
                Arc::new(StringArray::from(words.to_vec())),
                &[Some("none"), Some("some")],
            ),
            (
                Arc::new(LargeStringArray::from(words.to_vec())),
                &[Some("none"), Some("some")],
            ),
            (
                Arc::new(StringViewArray::from(words.to_vec())),
                &[Some("none"), Some("some")],
            ),
            (Arc::new(dictionary), &[Some("some"), None, Some("none")]),
            (Arc::new(empty), &[None]),
            (
                Arc::new(BooleanArray::from(vec![Some(true), None, Some(false)])),
                &[Some("yes"), None, Some("no")],
            ),
            (
                Arc::new(Int64Array::from(vec![Some(-5), None, Some(1_200)])),
                &[Some("-5"), None, Some("1200")],
            ),
            (
                Arc::new(UInt64Array::from(vec![u64::MAX])),
                &[Some("18446744073709551615")],
            ),
            (
                decimals([Some(1_205), None, Some(-5)], 2),
                &[Some("12.05"), None, Some("-0.05")],
            ),
            (
                decimals([Some(125_000), Some(0), Some(100)], 4),
                &[Some("12.5"), Some("0"), Some("0.01")],
            ),
            (
                decimals([Some(12), None, None], -2),
                &[Some("1200"), None, None],
            ),
            (
                Arc::new(Float64Array::from(vec![12.05, 0.1 + 0.2, 1e21])),
                &[
                    Some("12.05"),
                    Some("0.30000000000000004"),
                    Some("1000000000000000000000"),
                ],
            ),
            (
                Arc::new(Float64Array::from(vec![f64::NAN, f64::INFINITY])),
                &[Some("NaN"), Some("inf")],
            ),
            (Arc::new(Float32Array::from(vec![0.1])), &[Some("0.1")]),
            (Arc::new(NullArray::new(2)), &[None, None]),
        ];
        for (array, expected) in columns {
            let expected: Vec<_> = expected
                .iter()
                .map(|text| text.map(str::to_owned))
                .collect();
            assert_eq!(typed(&array), expected, "{}", array.data_type());
        }
        assert!(Cells::of(&Date32Array::from(vec![1])).is_none());
    }
}
