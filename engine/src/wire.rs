//! How a scheme is written down: as data for anybody, which is `scheme.json` (see `docs/scheme-json.md`), and in short
//! for the estimator, which reads no more than a working does.
//!
//! Each part is listed here once, in the order in which it is written. A part is marked where it may be missing:
//! `absent` is left out while there is nothing in it, `blank` is always written and was not once; and `unread` is what
//! the estimator can do without.

use alloc::{boxed::Box, string::String, vec::Vec};
use rust_decimal::Decimal;

use crate::{
    amount::Amount,
    answers::{Answer, Answers},
    by_name::ByName,
    digits,
    outline::Counted,
    scheme::{
        AnswerRow, Axis, Band, BandRow, Bound, Cite, Comparison, Condition, Contact, Dated,
        Direction, Example, Expectation, Form, Kinder, LinePoint, MayBeExceeded, Measure, National,
        Operand, Origin, Period, Question, QuestionKind, QuestionOption, Rate, ResultLine,
        Rounding, Scheme, Source, Status, Step, Sureness, Table, TableKind, UnitWord, Verb,
        WayToHold,
    },
    telling::{
        Gap, Given, GivenPart, Key, LeftOut, Phrasing, Piece, Said, Telling, TestPart, Text,
        ToldNear, ToldQuestion, ToldReason, ToldStep, ToldTable,
    },
    unit::Unit,
};

#[cfg(feature = "json")]
mod json;
mod packed;

#[cfg(feature = "json")]
pub use json::{Refusal, read, receipt, write};
#[cfg(feature = "json")]
pub use packed::{pack, pack_pairs};
pub use packed::{pairs, unpack};

#[cfg(feature = "json")]
use json::{Members, Written};
use packed::Packed;

/// The number of the format. It changes when a reader of the one before would be wrong about something.
pub const FORMAT: usize = 1;

/// What can be written down and read back.
trait Wire: Sized {
    /// Adds it as JSON.
    #[cfg(feature = "json")]
    fn write(&self, out: &mut String);

    /// Reads it from JSON.
    #[cfg(feature = "json")]
    fn read(json: &Written) -> Result<Self, Refusal>;

    /// Adds it for the estimator.
    #[cfg(feature = "json")]
    fn pack(&self, out: &mut String);

    /// Reads what was packed.
    fn unpack(from: &mut Packed<'_>) -> Self;
}

/// What is done with a part, by how it is marked.
macro_rules! part {
    (write $part:expr, $name:expr, $members:ident; absent $($unread:ident)?) => {
        $members.add_unless_blank($name, $part)
    };
    (write $part:expr, $name:expr, $members:ident; $($mark:ident)*) => {
        $members.add($name, $part)
    };
    (read $name:expr, $json:ident; absent $($unread:ident)?) => {
        json::part_or_blank($json, $name)?
    };
    (read $name:expr, $json:ident; blank $($unread:ident)?) => {
        json::part_or_blank($json, $name)?
    };
    (read $name:expr, $json:ident; $($unread:ident)?) => {
        json::part($json, $name)?
    };
    (pack $part:expr, $out:ident; unread) => {
        let _ = &$part;
    };
    (pack $part:expr, $out:ident; absent unread) => {
        let _ = &$part;
    };
    (pack $part:expr, $out:ident; blank unread) => {
        let _ = &$part;
    };
    (pack $part:expr, $out:ident; $($mark:ident)?) => {
        $part.pack($out)
    };
    (unpack $from:ident; unread) => {
        Default::default()
    };
    (unpack $from:ident; absent unread) => {
        Default::default()
    };
    (unpack $from:ident; blank unread) => {
        Default::default()
    };
    (unpack $from:ident; $($mark:ident)?) => {
        Wire::unpack($from)
    };
}

/// What has parts with names: an object.
macro_rules! record {
    ($($type:ident { $($part:ident $(($($mark:ident)+))?),* $(,)? })+) => {$(
        impl Wire for $type {
            #[cfg(feature = "json")]
            fn write(&self, out: &mut String) {
                let mut members = Members::open(out);
                $(part!(write &self.$part, stringify!($part), members; $($($mark)+)?);)*
                members.close();
            }

            #[cfg(feature = "json")]
            fn read(json: &Written) -> Result<Self, Refusal> {
                Ok(Self { $($part: part!(read stringify!($part), json; $($($mark)+)?),)* })
            }

            #[cfg(feature = "json")]
            fn pack(&self, out: &mut String) {
                $(part!(pack self.$part, out; $($($mark)+)?);)*
            }

            fn unpack(from: &mut Packed<'_>) -> Self {
                Self { $($part: part!(unpack from; $($($mark)+)?),)* }
            }
        }
    )+};
}

/// What is one of several: its name alone, or an object with its name and what it holds.
macro_rules! choice {
    ($($type:ident {
        $($variant:ident = $name:literal
            $(($($of:ident),+))?
            $({ $($part:ident $(($($mark:ident)+))?),+ })?
        ),+ $(,)?
    })+) => {$(
        impl Wire for $type {
            #[cfg(feature = "json")]
            fn write(&self, out: &mut String) {
                match self {
                    $(Self::$variant $(($($of),+))? $({ $($part),+ })? => {
                        choice!(write out, $name, $(($($of),+))? $({ $($part $(($($mark)+))?),+ })?);
                    })+
                }
            }

            #[cfg(feature = "json")]
            fn read(json: &Written) -> Result<Self, Refusal> {
                let (name, held) = json::choice(json)?;
                match name {
                    $($name => choice!(
                        read held, $name, Self::$variant, $(($($of),+))? $({ $($part $(($($mark)+))?),+ })?
                    ),)+
                    _ => Err(Refusal::here()),
                }
            }

            #[cfg(feature = "json")]
            fn pack(&self, out: &mut String) {
                const NAMES: &[&str] = &[$($name),+];
                match self {
                    $(Self::$variant $(($($of),+))? $({ $($part),+ })? => {
                        let place = NAMES.iter().position(|name| *name == $name);
                        place.unwrap_or(NAMES.len()).pack(out);
                        $($($of.pack(out);)+)?
                        $($(part!(pack $part, out; $($($mark)+)?);)+)?
                    })+
                }
            }

            fn unpack(from: &mut Packed<'_>) -> Self {
                let mut place = from.number();
                $(
                    if place == 0 {
                        return choice!(unpack from, Self::$variant, $(($($of),+))? $({ $($part $(($($mark)+))?),+ })?);
                    }
                    place = place.wrapping_sub(1);
                )+
                let _ = place;
                from.fault()
            }
        }
    )+};

    (write $out:ident, $name:expr,) => { json::text($name, $out) };
    (write $out:ident, $name:expr, ($of:ident)) => {{
        let mut members = Members::open($out);
        members.add($name, $of);
        members.close();
    }};
    (write $out:ident, $name:expr, ($first:ident, $second:ident)) => {{
        let mut members = Members::open($out);
        json::pair($first, $second, members.member($name));
        members.close();
    }};
    (write $out:ident, $name:expr, { $($part:ident $(($($mark:ident)+))?),+ }) => {{
        let mut members = Members::open($out);
        let mut parts = Members::open(members.member($name));
        $(part!(write $part, stringify!($part), parts; $($($mark)+)?);)+
        parts.close();
        members.close();
    }};

    (read $held:ident, $name:expr, $variant:expr,) => {
        json::nothing($held).map(|()| $variant)
    };
    (read $held:ident, $name:expr, $variant:expr, ($of:ident)) => {
        json::held($held, $name).map($variant)
    };
    (read $held:ident, $name:expr, $variant:expr, ($first:ident, $second:ident)) => {
        json::held_pair($held, $name).map(|($first, $second)| $variant($first, $second))
    };
    (read $held:ident, $name:expr, Self::$variant:ident, { $($part:ident $(($($mark:ident)+))?),+ }) => {
        (|json: &Written| -> Result<Self, Refusal> {
            Ok(Self::$variant { $($part: part!(read stringify!($part), json; $($($mark)+)?)),+ })
        })($held.ok_or_else(Refusal::here)?)
        .map_err(|refusal| refusal.in_part($name))
    };

    (unpack $from:ident, $($variant:ident)::+,) => { $($variant)::+ };
    (unpack $from:ident, $($variant:ident)::+, ($of:ident)) => { $($variant)::+(Wire::unpack($from)) };
    (unpack $from:ident, $($variant:ident)::+, ($first:ident, $second:ident)) => {
        $($variant)::+(Wire::unpack($from), Wire::unpack($from))
    };
    (unpack $from:ident, $($variant:ident)::+, { $($part:ident $(($($mark:ident)+))?),+ }) => {
        $($variant)::+ { $($part: part!(unpack $from; $($($mark)+)?)),+ }
    };
}

record! {
    Scheme {
        id,
        council(unread),
        title(unread),
        group(absent unread),
        law(absent unread),
        edition(unread),
        status(unread),
        from(absent unread),
        to(absent unread),
        fictional(blank unread),
        known_in_part(absent unread),
        about(absent unread),
        notes(absent unread),
        contact(absent unread),
        questionnaire(absent unread),
        sources(unread),
        national(absent unread),
        units(absent unread),
        measures(blank unread),
        questions,
        rates,
        tables,
        steps,
        results,
        bookkeeping(absent unread),
        leads(absent),
        bounds(absent),
        ways_to_hold(absent unread),
        examples(blank),
        hash(blank unread),
    }
    Contact { phone(absent), email(absent), page(absent) }
    Source {
        id,
        title,
        url(absent),
        published(absent),
        seen(absent),
        note(absent),
        customary(absent),
    }
    Cite { source, at(absent) }
    National {
        extends,
        nation,
        questions,
        rates,
        national_rates,
        tables,
        steps,
        customary_questions(absent),
        customary_rates(absent),
        customary_steps(absent),
    }
    UnitWord { one, many }
    Measure { id, unit }
    Question {
        id,
        about(absent unread),
        ask,
        hint(absent unread),
        kind,
        fixed(absent unread),
        when(absent),
        part(absent),
        cite(absent unread),
    }
    Period { unit, times, over }
    QuestionOption { id, say, counts(absent), between(absent unread) }
    Rate {
        id(unread),
        say(unread),
        amount,
        dated(absent unread),
        unit(unread),
        asked(absent unread),
        note(absent unread),
        sure(absent unread),
        kinder(absent unread),
        is_floor(absent unread),
        is_price_rise(absent unread),
        cite(absent unread),
    }
    Dated { from(absent), to(absent), amount, cite(absent unread) }
    Table { id(unread), say, kind, unit(unread), elsewhere(absent), note(absent unread), cite(absent unread) }
    Band { say(absent unread), from(absent), to(absent), under(blank) }
    BandRow { band, gives, asked(absent unread) }
    LinePoint { at, gives }
    AnswerRow { gives, asked(absent unread) }
    Step {
        id(unread),
        say,
        verb,
        when(absent),
        rounded(absent),
        unit(unread),
        because(absent),
        may_be_exceeded(absent unread),
        depends_on_supply(absent),
        part(absent),
        cite(absent unread),
    }
    MayBeExceeded { by, because(absent) }
    Rounding { direction, to }
    ResultLine { id(unread), say, step, part(absent), kinder(absent unread) }
    Bound { step, is, add(absent), less(absent) }
    WayToHold { form, lets(absent), restricts(absent), costs(absent), gives(absent), cite(absent) }
    Example {
        id(unread),
        title(unread),
        about(absent unread),
        not_a_person(absent unread),
        on(absent unread),
        answers,
        expect,
        published(absent unread),
        but(absent unread),
        cite(absent unread),
    }
    Expectation { step, result(absent), amount, to(absent) }
}

// What is told, for the estimator alone.
record! {
    Telling { units, gaps, questions, tables, steps, left_out, may_be_exceeded, reasons, list, by, row_gives, cell }
    Said { is_test, is_money, is_percent, one, many }
    Gap { step, place, unit }
    ToldQuestion { unit, periods, counts }
    ToldTable { unit, rows, columns }
    ToldStep { is_bookkeeping, unit, told, left_out, near }
    ToldNear { item, by }
    LeftOut { given, otherwise }
    Given { question, told }
    ToldReason { why, sentence }
    Key { kind, place, of, row, column }
    Text { pieces, last }
    Piece { text, gap }
    TestPart { name, so, not_so, given, questions, steps }
    GivenPart { question, holds, told }
}

choice! {
    Phrasing {
        Line = "line" { text, under },
        Fill = "fill" { message, gaps, other },
        List = "list" { message, by, items },
        Read = "read" { step, place, worked, bare },
        AddUp = "add_up" { worked, none },
        Rows = "rows" { table },
        Least = "least" { take, least, items, places },
        Test = "test" { parts, needed, alone },
    }
    Status {
        Draft = "draft",
        Consultation = "consultation",
        InForce = "in_force",
        Superseded = "superseded",
        Withdrawn = "withdrawn",
        NotKnown = "not_known",
    }
    Origin { National = "national", Changed = "changed", Own = "own" }
    Sureness {
        Seen = "seen",
        SecondHand = "second_hand",
        Contained = "contained",
        Inferred = "inferred",
        Remembered = "remembered",
    }
    Kinder { Higher = "higher", Lower = "lower" }
    Form {
        DirectPayment = "direct_payment",
        TrustedPerson = "trusted_person",
        Trust = "trust",
        Broker = "broker",
        IndividualServiceFund = "individual_service_fund",
        CouncilManaged = "council_managed",
    }
    Amount {
        Exact = "exact"(figure),
        UpTo = "up_to"(figure),
        From = "from"(figure),
        Between = "between"(low, high),
        CaseByCase = "case_by_case",
        NotPublished = "not_published",
        NotKnown = "not_known"(low, high),
        NoLimit = "no_limit",
    }
    Answer {
        Option = "option"(option),
        Number = "number"(number),
        InPeriod = "in_period"(number, period),
        Unknown = "unknown",
    }
    QuestionKind {
        Options = "options"(options),
        Number = "number" { unit, least, most(absent), places, periods(absent), rounded(absent) },
    }
    TableKind {
        Bands = "bands" { by(unread), rows },
        Lines = "lines" { by(unread), points },
        ByAnswer = "by_answer" { question, rows },
        TwoWay = "two_way" { rows, columns, cells },
    }
    Axis {
        Bands = "bands" { by(unread), bands },
        Answer = "answer" { question },
    }
    Verb {
        AddUp = "add_up" { measure, over },
        Sum = "sum" { add, less(absent) },
        Multiply = "multiply"(of),
        Divide = "divide" { what, by },
        LookUp = "look_up" { table, row(absent), column(absent) },
        Units = "units" { count, at },
        ForEvery = "for_every" { part, of, gives, part_counts },
        LeastOf = "least_of"(of),
        GreatestOf = "greatest_of"(of),
        Share = "share" { percent, of },
        Round = "round"(what),
        Convert = "convert" { what, times, over, with(unread) },
        Test = "test"(condition),
        Stop = "stop" { gives },
    }
    Operand {
        Step = "step"(step),
        Rate = "rate"(rate),
        Answer = "answer"(question),
        Literal = "literal" { amount, unit(unread) },
        ByAnswer = "by_answer" { question, choices, unit(unread) },
    }
    Condition {
        AnswerIs = "answer_is" { question, options },
        Compare = "compare" { left, is, right },
        All = "all"(of),
        Any = "any"(of),
        Not = "not"(of),
        AtLeast = "at_least" { count, of },
    }
    Comparison {
        Equal = "equal",
        AtLeast = "at_least",
        AtMost = "at_most",
        Over = "over",
        Under = "under",
    }
    Direction { Up = "up", Down = "down", Nearest = "nearest" }
}

/// What is written as what it holds.
macro_rules! transparent {
    ($($type:ident)+) => {$(
        impl Wire for $type {
            #[cfg(feature = "json")]
            fn write(&self, out: &mut String) {
                self.0.write(out);
            }

            #[cfg(feature = "json")]
            fn read(json: &Written) -> Result<Self, Refusal> {
                Wire::read(json).map(Self)
            }

            #[cfg(feature = "json")]
            fn pack(&self, out: &mut String) {
                self.0.pack(out);
            }

            fn unpack(from: &mut Packed<'_>) -> Self {
                Self(Wire::unpack(from))
            }
        }
    )+};
}
transparent! { Unit Answers }

/// Whole numbers.
macro_rules! numbers {
    ($($type:ident)+) => {$(
        impl Wire for $type {
            #[cfg(feature = "json")]
            fn write(&self, out: &mut String) {
                out.push_str(&alloc::string::ToString::to_string(self));
            }

            #[cfg(feature = "json")]
            fn read(json: &Written) -> Result<Self, Refusal> {
                let number = json.as_i64().and_then(|number| Self::try_from(number).ok());
                number.ok_or_else(Refusal::here)
            }

            #[cfg(feature = "json")]
            fn pack(&self, out: &mut String) {
                packed::add_number(i64::try_from(*self).unwrap_or(i64::MAX), out);
            }

            fn unpack(from: &mut Packed<'_>) -> Self {
                Self::try_from(from.signed()).unwrap_or_else(|_| from.fault())
            }
        }
    )+};
}
numbers! { usize u32 i8 }

impl Wire for bool {
    #[cfg(feature = "json")]
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }

    #[cfg(feature = "json")]
    fn read(json: &Written) -> Result<Self, Refusal> {
        json.as_bool().ok_or_else(Refusal::here)
    }

    #[cfg(feature = "json")]
    fn pack(&self, out: &mut String) {
        packed::add_number(i64::from(*self), out);
    }

    fn unpack(from: &mut Packed<'_>) -> Self {
        from.number() != 0
    }
}

impl Wire for String {
    #[cfg(feature = "json")]
    fn write(&self, out: &mut String) {
        json::text(self, out);
    }

    #[cfg(feature = "json")]
    fn read(json: &Written) -> Result<Self, Refusal> {
        json.as_str().map(Into::into).ok_or_else(Refusal::here)
    }

    #[cfg(feature = "json")]
    fn pack(&self, out: &mut String) {
        packed::add_text(self, out);
    }

    fn unpack(from: &mut Packed<'_>) -> Self {
        from.text().into()
    }
}

impl Wire for Counted {
    #[cfg(feature = "json")]
    fn write(&self, out: &mut String) {
        json::text(self, out);
    }

    #[cfg(feature = "json")]
    fn read(json: &Written) -> Result<Self, Refusal> {
        String::read(json).map(Self::from)
    }

    #[cfg(feature = "json")]
    fn pack(&self, out: &mut String) {
        packed::add_text(self, out);
    }

    fn unpack(from: &mut Packed<'_>) -> Self {
        String::unpack(from).into()
    }
}

impl Wire for Decimal {
    #[cfg(feature = "json")]
    fn write(&self, out: &mut String) {
        json::text(&digits::signed(*self), out);
    }

    #[cfg(feature = "json")]
    fn read(json: &Written) -> Result<Self, Refusal> {
        let figure = json.as_str().and_then(digits::read);
        figure.ok_or_else(Refusal::here)
    }

    #[cfg(feature = "json")]
    fn pack(&self, out: &mut String) {
        packed::add_text(&digits::signed(*self), out);
    }

    fn unpack(from: &mut Packed<'_>) -> Self {
        digits::read(from.text()).unwrap_or_else(|| from.fault())
    }
}

impl<T: Wire> Wire for Option<T> {
    #[cfg(feature = "json")]
    fn write(&self, out: &mut String) {
        match self {
            Some(held) => held.write(out),
            None => out.push_str("null"),
        }
    }

    #[cfg(feature = "json")]
    fn read(json: &Written) -> Result<Self, Refusal> {
        if json.is_null() {
            return Ok(None);
        }
        T::read(json).map(Some)
    }

    #[cfg(feature = "json")]
    fn pack(&self, out: &mut String) {
        self.is_some().pack(out);
        if let Some(held) = self {
            held.pack(out);
        }
    }

    fn unpack(from: &mut Packed<'_>) -> Self {
        (from.number() != 0).then(|| T::unpack(from))
    }
}

impl<T: Wire> Wire for Box<T> {
    #[cfg(feature = "json")]
    fn write(&self, out: &mut String) {
        self.as_ref().write(out);
    }

    #[cfg(feature = "json")]
    fn read(json: &Written) -> Result<Self, Refusal> {
        T::read(json).map(Self::new)
    }

    #[cfg(feature = "json")]
    fn pack(&self, out: &mut String) {
        self.as_ref().pack(out);
    }

    fn unpack(from: &mut Packed<'_>) -> Self {
        from.deeper();
        let held = Self::new(T::unpack(from));
        from.back();
        held
    }
}

impl<T: Wire> Wire for Vec<T> {
    #[cfg(feature = "json")]
    fn write(&self, out: &mut String) {
        json::items(self.iter(), out);
    }

    #[cfg(feature = "json")]
    fn read(json: &Written) -> Result<Self, Refusal> {
        let items = json.as_array().ok_or_else(Refusal::here)?.iter();
        let items = items
            .enumerate()
            .map(|(place, item)| T::read(item).map_err(|refusal| refusal.in_item(place)));
        items.collect()
    }

    #[cfg(feature = "json")]
    fn pack(&self, out: &mut String) {
        self.len().pack(out);
        for item in self {
            item.pack(out);
        }
    }

    fn unpack(from: &mut Packed<'_>) -> Self {
        from.deeper();
        let mut items = Self::new();
        for _ in 0..from.number() {
            items.push(T::unpack(from));
        }
        from.back();
        items
    }
}

impl<T: Wire> Wire for ByName<T> {
    #[cfg(feature = "json")]
    fn write(&self, out: &mut String) {
        let mut members = Members::open(out);
        for (name, thing) in self.iter() {
            members.add(name, thing);
        }
        members.close();
    }

    #[cfg(feature = "json")]
    fn read(json: &Written) -> Result<Self, Refusal> {
        let members = json.as_object().ok_or_else(Refusal::here)?.iter();
        let members = members.map(|(name, thing)| {
            let thing = T::read(thing).map_err(|refusal| refusal.in_part(name))?;
            Ok((name.clone(), thing))
        });
        members.collect()
    }

    #[cfg(feature = "json")]
    fn pack(&self, out: &mut String) {
        self.len().pack(out);
        for (name, thing) in self.iter() {
            packed::add_text(name, out);
            thing.pack(out);
        }
    }

    fn unpack(from: &mut Packed<'_>) -> Self {
        let count = from.number();
        (0..count)
            .map(|_| (from.text().into(), T::unpack(from)))
            .collect()
    }
}
