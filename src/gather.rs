//! Collecting into a list with little code.

/// Iterators that can be gathered.
pub trait Gather: Iterator + Sized {
    /// A list of all items. `collect` looks ahead at how many there are, by code of its own for each kind of iterator:
    /// together a twentieth of the guard.
    fn gather(self) -> Vec<Self::Item> {
        let mut list = Vec::new();
        for item in self {
            list.push(item);
        }
        list
    }
}

impl<I: Iterator> Gather for I {}
