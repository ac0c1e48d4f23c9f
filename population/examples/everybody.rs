//! Works out everybody of a Parquet file by a scheme, a batch at a time, and writes what each gets to another.
//!
//! ```text
//! cargo run --release --package upfront-population --example everybody -- scheme.json people.parquet results.parquet
//! ```
//!
//! `scheme.json` is what `upfront build` writes for each edition. A column of people that has the name of a question is its
//! answers; a row of the results is that of the same place.

#![allow(clippy::print_stdout)]

use std::{env, error::Error, fs, fs::File};

use upfront_engine::{program::Program, wire};
use upfront_population::{ArrowWriter, Batches, People};

/// How many rows are held at a time.
const BATCH: usize = 8192;

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = env::args().skip(1).collect();
    let [scheme, people, results] = given.as_slice() else {
        return Err("Give a scheme.json, a Parquet file of people, and where to write to.".into());
    };
    let scheme = wire::read(&fs::read_to_string(scheme)?);
    let scheme = scheme.map_err(|refusal| format!("The scheme is not one: {refusal:?}"))?;
    let program = Program::compile(&scheme);
    let mut of = People::of(&program);
    let mut writer: Option<ArrowWriter<File>> = None;
    let (mut rows, mut left_out, mut open) = (0, 0, 0);
    for batch in Batches::open(File::open(people)?, BATCH)? {
        let given = of.work_out(&batch?)?;
        rows += given.num_rows();
        left_out += of.left_out().len();
        open += of.results().open().len();
        if writer.is_none() {
            let file = File::create(results)?;
            writer = Some(ArrowWriter::try_new(file, given.schema(), None)?);
        }
        if let Some(writer) = &mut writer {
            writer.write(&given)?;
        }
    }
    if let Some(writer) = writer {
        writer.close()?;
    }
    println!(
        "{rows} rows; {left_out} cells are no answers, and {open} rows have a result that is no figure"
    );
    Ok(())
}
