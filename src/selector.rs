//! CSS selectors (W3C Selectors Level 4) for elements of a page that was read from source.

use std::collections::BTreeMap;

use crate::{
    order::order,
    tree::{NodeData, NodeId, Tree},
};

/// Makes selectors for the elements of one tree.
pub struct Selectors<'a> {
    tree: &'a Tree,
    /// How many elements have an id.
    ids: BTreeMap<&'a str, u32>,
    /// The place of each node among the siblings of its name, from 1.
    places: Vec<u32>,
}

impl<'a> Selectors<'a> {
    /// Counts the ids and the siblings of the tree.
    pub fn new(tree: &'a Tree) -> Self {
        let mut ids = BTreeMap::new();
        for id in (0..tree.len()).filter_map(|node| tree.attr(node, "id")) {
            *ids.entry(id).or_default() += 1;
        }
        let of = |node: usize| (tree.node(node as NodeId).parent, tree.name(node as NodeId));
        let mut places = vec![1; tree.len() as usize];
        let in_order = order(places.len(), &|a, b| of(a) <= of(b));
        for (before, at) in in_order.iter().zip(in_order.iter().skip(1)) {
            let (before, at) = (*before as usize, *at as usize);
            if of(before) == of(at) {
                places[at] = places[before] + 1;
            }
        }
        Selectors { tree, ids, places }
    }

    /// A selector that finds the element: from the nearest element with an id of its own, by type and place among its
    /// siblings. Elements that the tree leaves out (scripts, styles) are no siblings of the same type.
    pub fn of(&self, node: NodeId) -> String {
        let mut steps: Vec<String> = Vec::new();
        let mut at = Some(node);
        while let Some(id) = at {
            let element = matches!(self.tree.node(id).data, NodeData::Element { .. });
            if element {
                let own =
                    self.tree.attr(id, "id").filter(|own| !own.is_empty() && self.ids.get(own) == Some(&1));
                if let Some(own) = own {
                    steps.push(by_id(own));
                    break;
                }
                steps.push(self.step(id));
            }
            at = self.tree.node(id).parent;
        }
        steps.reverse();
        steps.join(" > ")
    }

    fn step(&self, id: NodeId) -> String {
        let name = self.tree.name(id);
        format!("{name}:nth-of-type({})", self.places[id as usize])
    }
}

/// `#id` where that needs no escapes, else an attribute selector, whose string needs only two.
fn by_id(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii();
    if id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(plain) {
        return format!("#{id}");
    }
    let mut out = String::from("[id=\"");
    for c in id.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' | '\u{c}' => out.push_str(&format!("\\{:x} ", c as u32)),
            _ => out.push(c),
        }
    }
    out.push_str("\"]");
    out
}

#[cfg(test)]
mod tests {
    use super::Selectors;
    use crate::read::html::parse;

    #[test]
    fn names_each_element_alone() {
        let page = parse(
            "<form><p>a<input name=x><p><script></script><input id=y><div id=d><input><input></div><b id='a\"b'></b><i id=d2></i><i id=d2></i>",
        );
        let selectors = Selectors::new(&page.tree);
        let of = |nth: usize, name: &str| {
            let node = (0..page.tree.len()).filter(|&id| page.tree.name(id) == name).nth(nth).unwrap();
            selectors.of(node)
        };
        assert_eq!(
            of(0, "input"),
            "html:nth-of-type(1) > body:nth-of-type(1) > form:nth-of-type(1) > p:nth-of-type(1) > input:nth-of-type(1)"
        );
        assert_eq!(of(1, "input"), "#y");
        assert_eq!(of(3, "input"), "#d > input:nth-of-type(2)");
        assert_eq!(of(0, "b"), "[id=\"a\\\"b\"]");
        assert!(of(1, "i").ends_with("i:nth-of-type(2)"), "an id that stands twice names nothing");
    }
}
