//! The examples of the documentation are taken by what they document.

use std::{fs, path::Path};

use askless::judge::load;

#[test]
fn the_documented_service_and_policy_load() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/services-and-policies.md");
    let text = fs::read_to_string(file).unwrap();
    let blocks: Vec<&str> =
        text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let [service, policy] = blocks.as_slice() else { panic!("{} examples", blocks.len()) };
    let service = load::service("service.toml", service).unwrap_or_else(|error| panic!("{error}"));
    let policy = load::policy("policy.toml", policy).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((service.needs.len(), policy.rules.len()), (1, 1));
    // Every key of the schemas is documented.
    let keys = [serde_json::to_value(&service).unwrap(), serde_json::to_value(&policy).unwrap()];
    let mut missing = Vec::new();
    for value in &keys {
        undocumented(value, &text, &mut missing);
    }
    assert!(missing.is_empty(), "{missing:?}");
}

fn undocumented(value: &serde_json::Value, text: &str, missing: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                if ![format!("{key} = "), format!("[{key}]"), format!(".{key}]"), format!("`{key}`")]
                    .iter()
                    .any(|form| text.contains(form))
                {
                    missing.push(key.clone());
                }
                undocumented(value, text, missing);
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| undocumented(value, text, missing)),
        _ => {}
    }
}
