//! For the tests only: what the two readers read, as text, so that the two can be compared.

use wasm_bindgen::prelude::*;

use crate::{
    read::{html, read, snapshot},
    tree::{NodeData, Tree},
};

/// The tree and the form of a snapshot.
#[wasm_bindgen]
pub fn dump(text: &str, marks: &[u32]) -> Vec<String> {
    both(&snapshot::decode(text, marks))
}

/// The tree and the form of a source.
#[wasm_bindgen]
pub fn dump_source(source: &str) -> Vec<String> {
    both(&html::parse(source).tree)
}

fn both(tree: &Tree) -> Vec<String> {
    let lines = (0..tree.len()).map(|id| {
        let depth = tree.ancestors(id).count();
        let what = match tree.node(id).data {
            NodeData::Root => "#root".to_owned(),
            NodeData::ShadowRoot => "#shadow".to_owned(),
            NodeData::Text(_) => format!("{:?}", tree.text(id).unwrap_or_default()),
            NodeData::Element { .. } => {
                let mut attrs: Vec<_> = tree.attrs(id).collect();
                attrs.sort_unstable();
                format!("{} {attrs:?}", tree.name(id))
            }
        };
        format!("{id:5} {:1$}{what}\n", "", depth * 2)
    });
    let limits = format!("limits: {:#?}\n", tree.limits);
    vec![lines.chain([limits]).collect(), format!("{:#?}", read(tree))]
}
