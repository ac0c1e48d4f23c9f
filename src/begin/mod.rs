//! What somebody begins with: a small site, an edition for another year, an example from saved answers. Each is text, made
//! without a disk, so that whoever asks for it decides where it goes.

pub mod edition;
pub mod example;
pub mod site;
pub mod worked_out;
