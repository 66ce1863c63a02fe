//! One sort for all kinds of things: the standard one is compiled anew for each type, which the guard cannot afford.

use crate::gather::Gather;

/// The order of `count` things, as their indices; equal ones keep their places. `fits(a, b)` says whether the thing at
/// `a` may stand before the one at `b`. Merge sort: never more than `count * log2(count)` comparisons.
pub(crate) fn order(count: usize, fits: &dyn Fn(usize, usize) -> bool) -> Vec<u32> {
    let mut from: Vec<u32> = (0..count as u32).gather();
    let mut to: Vec<u32> = Vec::with_capacity(count);
    let mut width = 1;
    while width < count {
        to.clear();
        let mut start = 0;
        while start < count {
            let middle = (start + width).min(count);
            let end = (middle + width).min(count);
            let (mut left, mut right) = (start, middle);
            while left < middle || right < end {
                let at = |place: usize| from.get(place).copied().unwrap_or(0);
                let take_left =
                    right >= end || (left < middle && fits(at(left) as usize, at(right) as usize));
                let place = if take_left { &mut left } else { &mut right };
                to.push(at(*place));
                *place += 1;
            }
            start = end;
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    from
}

/// For each thing the index of the first one with an equal key; `less` compares keys, by index.
pub(crate) fn first_equal(count: usize, fits: &dyn Fn(usize, usize) -> bool) -> Vec<u32> {
    let mut firsts = vec![0; count];
    let mut first = None;
    for place in order(count, fits) {
        // In order, two keys are equal if the later one also fits before the earlier one.
        let leader = first.filter(|&first| fits(place as usize, first as usize)).unwrap_or(place);
        first = Some(leader);
        if let Some(slot) = firsts.get_mut(place as usize) {
            *slot = leader;
        }
    }
    firsts
}

/// Sorts a list by a number of each thing; equal ones keep their places.
pub(crate) fn sort_by_number<T>(list: &mut [T], number: impl Fn(&T) -> u64) {
    let numbers: Vec<u64> = list.iter().map(number).gather();
    let mut targets = targets(&numbers);
    for at in 0..list.len() {
        // Each swap brings one thing to its place.
        while let Some(&to) = targets.get(at)
            && to != at
        {
            list.swap(at, to);
            targets.swap(at, to);
        }
    }
}

/// For each number its place in the sorted list.
fn targets(numbers: &[u64]) -> Vec<usize> {
    let mut targets = vec![0; numbers.len()];
    let sorted = order(numbers.len(), &|a, b| numbers.get(a) <= numbers.get(b));
    for (to, from) in sorted.into_iter().enumerate() {
        if let Some(target) = targets.get_mut(from as usize) {
            *target = to;
        }
    }
    targets
}

/// Texts in order.
pub(crate) fn sorted_texts<'a>(texts: &[&'a str]) -> Vec<&'a str> {
    let fits = |a: usize, b: usize| texts.get(a) <= texts.get(b);
    order(texts.len(), &fits).into_iter().filter_map(|place| texts.get(place as usize).copied()).gather()
}

/// Numbers in order.
pub(crate) fn sorted(numbers: &[u32]) -> Vec<u32> {
    let fits = |a: usize, b: usize| numbers.get(a) <= numbers.get(b);
    order(numbers.len(), &fits).into_iter().filter_map(|place| numbers.get(place as usize).copied()).gather()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_like_the_standard_sort() {
        // A small generator of numbers with many equal ones.
        let mut seed = 7u32;
        for count in [0, 1, 2, 3, 7, 8, 9, 100, 1000] {
            let numbers: Vec<u32> = (0..count)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    seed >> 25
                })
                .collect();
            let mut expected = numbers.clone();
            expected.sort_unstable();
            assert_eq!(sorted(&numbers), expected);
            // Equal ones keep their places.
            let mut places: Vec<u32> = (0..count).collect();
            places.sort_by_key(|&place| numbers[place as usize]);
            let fits = |a: usize, b: usize| numbers[a] <= numbers[b];
            assert_eq!(order(numbers.len(), &fits), places);
            let mut things: Vec<u32> = (0..count).collect();
            sort_by_number(&mut things, |&thing| u64::from(numbers[thing as usize]));
            assert_eq!(things, places);
            for (place, first) in first_equal(numbers.len(), &fits).into_iter().enumerate() {
                let expected = numbers.iter().position(|number| *number == numbers[place]).unwrap();
                assert_eq!(first as usize, expected);
            }
        }
    }
}
