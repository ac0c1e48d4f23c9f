//! Upfront compiles a council's allocation and charging rules from YAML into a website that people can check.
//!
//! Data flows one way, and the modules are the stations on its way: [`source`] reads files into nodes with
//! positions, [`rules`] reads them into a typed tree of what was written, [`check`] compiles that to an
//! [`upfront_engine::Scheme`] and collects every finding, [`councils`] takes people through every
//! council, [`lint`] judges the rules and explains each code, [`analyse`] says
//! what follows from a scheme, [`impact`] what a change does to everybody in a file of people, `made_up` makes people up to try it, [`site`] makes a model of each page, [`chart`] draws, [`render`] makes HTML, [`pipeline`] has
//! them in their order, [`begin`] writes what somebody starts from, and `command` is what a person types. All that comes from outside comes through [`world`].

pub mod analyse;
pub mod begin;
pub mod chart;
pub mod check;
#[cfg(feature = "cli")]
pub mod command;
pub mod councils;
mod csv;
pub mod diagnostics;
pub mod digest;
mod embedded;
pub mod facts;
#[cfg(feature = "cli")]
pub mod folder;
pub mod hosts;
pub mod impact;
pub mod language;
pub mod lint;
#[cfg(feature = "cli")]
pub mod made_up;
pub mod manifest;
pub mod mend;
pub mod messages;
pub mod pipeline;
pub mod render;
pub mod rules;
pub mod site;
pub mod source;
mod unsaid;
pub mod workbook;
pub mod world;
