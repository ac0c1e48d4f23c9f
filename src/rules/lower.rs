//! From nodes to rules: each mapping of the language is declared in its shape, and read by it once.

use jiff::civil::Date;

use super::{
    table::is_two_way,
    written::{Form, List, Named, Stated, Stray, Text, Written},
};
use crate::{
    diagnostics::Findings,
    language::{
        Reader, Shape, date, shapes,
        ways::{Way, goes_with, ways},
        whole, yes_no,
    },
    source::{Node, NodeKind, Span},
};

/// What a node can be read as.
pub(super) trait Lower: Sized {
    /// Reads a node; `None` where it is no such thing, which has its finding.
    fn lower(node: &Node, findings: &mut Findings) -> Option<Self>;

    /// Whether a node has the outward form of such a thing. What has another form has its finding already.
    fn has_form(_: &Node) -> bool {
        true
    }
}

impl Lower for Text {
    fn lower(node: &Node, _: &mut Findings) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { text, quoted } => Some(Self {
                characters: text.clone(),
                is_quoted: *quoted,
            }),
            _ => None,
        }
    }
}

impl Lower for bool {
    fn lower(node: &Node, _: &mut Findings) -> Option<Self> {
        yes_no(node.text()?)
    }
}

impl Lower for u32 {
    fn lower(node: &Node, _: &mut Findings) -> Option<Self> {
        whole(node.text()?)
    }
}

impl Lower for Date {
    fn lower(node: &Node, _: &mut Findings) -> Option<Self> {
        date(node.text()?)
    }
}

impl<T: Lower> Lower for Option<T> {
    fn lower(node: &Node, findings: &mut Findings) -> Option<Self> {
        Some(T::lower(node, findings))
    }
}

impl<T: Lower> Lower for Box<T> {
    fn lower(node: &Node, findings: &mut Findings) -> Option<Self> {
        T::lower(node, findings).map(Self::new)
    }

    fn has_form(node: &Node) -> bool {
        T::has_form(node)
    }
}

impl<T: Lower> Lower for Stated<T> {
    fn lower(node: &Node, findings: &mut Findings) -> Option<Self> {
        Some(Self {
            value: T::lower(node, findings)?,
            at: node.span,
            key: node.span,
        })
    }
}

impl<T: Lower> Lower for List<T> {
    fn lower(node: &Node, findings: &mut Findings) -> Option<Self> {
        let (nodes, is_listed) = match &node.kind {
            NodeKind::List(nodes) => (nodes.as_slice(), true),
            NodeKind::Empty | NodeKind::Unread => return None,
            _ => (std::slice::from_ref(node), false),
        };
        let items: Vec<T> = nodes
            .iter()
            .filter_map(|node| T::lower(node, findings))
            .collect();
        Some(Self {
            is_whole: items.len() == nodes.len(),
            items,
            is_listed,
        })
    }
}

impl<T: Lower> Lower for Vec<Named<T>> {
    fn lower(node: &Node, findings: &mut Findings) -> Option<Self> {
        let NodeKind::Map(entries) = &node.kind else {
            return None;
        };
        let named = entries.iter().map(|entry| Named {
            name: entry.key.clone(),
            key: entry.key_span,
            at: entry.value.span,
            value: T::has_form(&entry.value)
                .then(|| T::lower(&entry.value, findings))
                .flatten(),
        });
        Some(named.collect())
    }
}

/// What stands under a key, read by `lower`.
pub(super) fn written<T>(
    reader: &Reader<'_>,
    key: &str,
    is_opened: bool,
    lower: impl FnOnce(&Node) -> Option<T>,
) -> Written<T> {
    let Some(entry) = reader.entry(key) else {
        return match reader.place(key) {
            Some((key, at)) => Written::Faulty { key, at },
            None => Written::Absent,
        };
    };
    match is_opened.then(|| lower(&entry.value)).flatten() {
        Some(value) => Written::Present(Stated {
            value,
            at: entry.value.span,
            key: entry.key_span,
        }),
        None => Written::Faulty {
            key: entry.key_span,
            at: entry.value.span,
        },
    }
}

/// Which keys of a mapping are looked into: where it can be written in several ways and the first key of one says which,
/// those that go with that way; otherwise those that go with every way.
#[derive(Clone, Copy)]
pub(super) struct Opens {
    shape: &'static Shape,
    /// Whether keys belong to ways.
    has_ways: bool,
    way: Option<&'static Way>,
    /// Whether what the way needs is there.
    is_readable: bool,
}

impl Opens {
    pub(super) fn of(shape: &'static Shape, reader: &Reader<'_>) -> Self {
        if std::ptr::eq(shape, &raw const shapes::TABLE) && is_two_way(reader) {
            let columns = ["columns by answer", "columns by"];
            let columns = columns.iter().find(|key| reader.is_written(key));
            let columns = columns.unwrap_or(&"columns by");
            return Self {
                shape,
                has_ways: true,
                way: ways(shape).iter().find(|way| way.names(columns)),
                is_readable: true,
            };
        }
        let led = [&shapes::QUESTION, &shapes::CONDITION, &shapes::STEP];
        let has_ways = led.iter().any(|led| std::ptr::eq(*led, shape));
        let leads = |key: &str| {
            reader.is_written(key) && !(key == "yes or no" && reader.yes_no(key) == Some(false))
        };
        let mut written = ways(shape)
            .iter()
            .filter(|way| has_ways && way.needs.first().is_some_and(|key| leads(key)));
        let way = written.next().filter(|_| written.next().is_none());
        let is_step = std::ptr::eq(shape, &raw const shapes::STEP);
        let is_readable = way
            .is_some_and(|way| !is_step || way.needs.iter().all(|key| reader.value(key).is_some()));
        Self {
            shape,
            has_ways,
            way,
            is_readable,
        }
    }

    pub(super) fn opens(&self, key: &str) -> bool {
        if !self.has_ways {
            return true;
        }
        match self.way {
            Some(way) if self.is_readable => goes_with(self.shape, way, key),
            _ => !ways(self.shape).iter().any(|way| way.names(key)),
        }
    }

    /// The place of a mapping, and the keys in it that do not go with its way.
    pub(super) fn form(&self, reader: &Reader<'_>) -> Form {
        let strays = self.shape.keys.iter().filter_map(|key| {
            let entry = reader.entry(key.name)?;
            if self.opens(key.name) {
                return None;
            }
            let nodes: &[Node] = match &entry.value.kind {
                NodeKind::List(nodes) => nodes,
                _ => std::slice::from_ref(&entry.value),
            };
            let texts = nodes.iter().filter_map(Node::text);
            Some(Stray {
                key: key.name,
                at: entry.key_span,
                texts: texts.map(|text| text.trim().to_owned()).collect(),
            })
        });
        Form {
            at: reader.span(),
            has_stray_key: reader.has_stray_key(),
            misspelt: reader.misspelt().to_vec(),
            strays: strays.collect(),
        }
    }
}

/// A mapping as it was written: a field for each key of its shape. A field whose key is no plain value says `by` what it
/// is read.
macro_rules! mapping {
    (
        $(#[$doc:meta])*
        $name:ident of $shape:ident {
            $($field:ident: $kind:ty = $key:literal $(by $with:path)?),* $(,)?
        }
        $(with { $($(#[$more_doc:meta])* $more:ident: $more_kind:ty),* $(,)? })?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            /// Where the mapping stands, and what is not told by its keys.
            pub form: $crate::rules::written::Form,
            $(
                #[doc = concat!("What stands under `", $key, "`.")]
                pub $field: $crate::rules::written::Written<$kind>,
            )*
            $($($(#[$more_doc])* pub $more: $more_kind,)*)?
        }

        impl $crate::rules::lower::Lower for $name {
            fn lower(
                node: &$crate::source::Node,
                findings: &mut $crate::diagnostics::Findings,
            ) -> Option<Self> {
                let shape = &$crate::language::shapes::$shape;
                let reader = $crate::language::Reader::new(node, shape, findings)?;
                let opens = $crate::rules::lower::Opens::of(shape, &reader);
                Some(Self {
                    form: opens.form(&reader),
                    $($field: $crate::rules::lower::written(
                        &reader,
                        $key,
                        opens.opens($key),
                        |node| mapping!(@lower node, findings, &reader $(, $with)?),
                    ),)*
                    $($($more: Default::default(),)*)?
                })
            }

            fn has_form(node: &$crate::source::Node) -> bool {
                matches!(node.kind, $crate::source::NodeKind::Map(_))
            }
        }

        impl $crate::rules::find::Find for $name {
            fn find(&self, at: $crate::source::Span) -> $crate::rules::find::Found {
                use $crate::rules::find::{under, within};
                [$(under($key, self.$field.find(at)),)*]
                    .into_iter()
                    .fold(within(self.form.at, at), Ord::max)
            }
        }

        impl $name {
            /// Whether a key of the mapping is there and could be read.
            pub fn is_present(&self, key: &str) -> bool {
                match key {
                    $($key => self.$field.get().is_some(),)*
                    _ => false,
                }
            }

            /// Where a key of the mapping stands, where it is written.
            pub fn key(&self, key: &str) -> Option<$crate::source::Span> {
                match key {
                    $($key => self.$field.key(),)*
                    _ => None,
                }
            }
        }
    };
    (@lower $node:ident, $findings:ident, $reader:expr) => {
        $crate::rules::lower::lowered($node, $findings)
    };
    (@lower $node:ident, $findings:ident, $reader:expr, $with:path) => {
        $with($node, $reader, $findings)
    };
}
pub(super) use mapping;

/// Reads what stands under a key; what has another form has its finding already.
pub(super) fn lowered<T: Lower>(node: &Node, findings: &mut Findings) -> Option<T> {
    T::has_form(node)
        .then(|| T::lower(node, findings))
        .flatten()
}

/// Where a mapping without a reader stands.
pub(super) fn form_at(at: Span) -> Form {
    Form {
        at,
        ..Form::default()
    }
}
