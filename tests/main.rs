//! Every test that goes through the library or the tool as a whole: one program, so that both are linked to it once.
//!
//! A file is named for what it shows. What several need stands in `support`. All run side by side in one process: none
//! may change its environment or its current folder.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by stopping"
)]

mod support;

mod agreement;
mod amounts;
mod between;
mod blocks;
mod brand;
mod changed;
mod charging;
mod codes;
mod common_parts;
mod compare;
mod contributing;
mod dates;
mod distribution;
mod drivers;
mod easy_read;
mod eligibility;
mod fact_sheets;
mod findings;
mod first_council;
mod home;
mod hosts;
mod impact;
mod init;
mod known;
mod languages;
mod mend;
mod mutants;
mod national;
mod new;
mod one_run;
mod pay;
mod promises;
mod prose;
mod published;
mod ranges;
mod reading;
mod rebuild;
mod reference;
mod sarif;
mod schema;
mod scheme_json;
mod sentences;
mod settings;
mod shapes;
mod shell;
mod silences;
mod surroundings;
mod whole_site;
mod wordings;
mod words;
mod workbooks;
