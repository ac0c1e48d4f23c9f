//! One pass through the program.
