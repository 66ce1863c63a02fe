//! The examples of the documentation are taken by what they document.

use std::{fs, path::Path};

use askless::judge::{library, load, policy::Reading};

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

/// Id, default and other values of each switch of Hartford's policy.
fn switches() -> Vec<(String, Vec<String>)> {
    let policy = library::parse("hartford").unwrap().unwrap();
    let values = |reading: &Reading| {
        let mut values = vec![reading.default.to_string()];
        values.extend(reading.choices.iter().map(|choice| choice.value.to_string()));
        values.dedup(); // What changes rules in several ways is several choices of one value.
        values
    };
    policy.readings.iter().map(|reading| (reading.id.to_string(), values(reading))).collect()
}

#[test]
fn the_table_of_switches_is_that_of_the_policy() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/services-and-policies.md");
    let text = fs::read_to_string(file).unwrap();
    let table = text.split("| switch | values").nth(1).unwrap();
    let code =
        |cell: &str| -> Vec<String> { cell.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let documented: Vec<(String, Vec<String>)> = rows
        .map(|row| {
            let cells: Vec<&str> = row.split('|').collect();
            (code(cells[1]).remove(0), code(cells[2]))
        })
        .collect();
    assert_eq!(documented, switches());
    let alone: Vec<String> = switches().into_iter().filter(|it| it.1.len() < 2).map(|it| it.0).collect();
    assert!(alone.is_empty(), "every reading is a switch: {alone:?}");
}
