//! What is found while files are read, and while what they say becomes rules: a page of help for each code, by what it
//! is about. Nothing here is a lint: what cannot be read cannot be judged.

pub(super) mod amounts;
pub(super) mod examples;
pub(super) mod files;
pub(super) mod form;
pub(super) mod output;
pub(super) mod people;
pub(super) mod site;
pub(super) mod steps;
pub(super) mod tables;
pub(super) mod workbooks;
