//! The policies that come with the command line, by name. The guard carries Hartford's only; others are built for it
//! with `askless policy build`.

use super::{
    Policy,
    load::{self, ConfigError},
};

/// Name and text of each.
const FILES: &[(&str, &str)] = &[
    ("hartford", include_str!("policy/hartford.toml")),
    ("nyc-eo41", include_str!("policy/nyc-eo41.toml")),
    ("sf-12h", include_str!("policy/sf-12h.toml")),
    ("chicago-2-173", include_str!("policy/chicago-2-173.toml")),
    ("king-county-2.15", include_str!("policy/king-county-2.15.toml")),
    ("columbus-161.10", include_str!("policy/columbus-161.10.toml")),
    ("washington-43.17.425", include_str!("policy/washington-43.17.425.toml")),
    ("privacy-act-7", include_str!("policy/privacy-act-7.toml")),
    ("arizona-1-502", include_str!("policy/arizona-1-502.toml")),
];

/// Their names.
pub fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}

/// The text of one, as it stands in `src/judge/policy/`; `None` if there is none of this name.
pub fn text(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// One as it is written, its switches not yet in force; `None` if there is none of this name.
///
/// # Errors
/// None for the files that come with the crate: their test reads them all.
pub fn parse(name: &str) -> Option<Result<Policy, ConfigError>> {
    text(name).map(|text| load::policy(&format!("{name}.toml"), text))
}

#[cfg(test)]
mod tests {
    use super::{names, parse};
    use crate::judge::switches::settle;

    #[test]
    fn all_of_them_load_and_are_called_as_their_files_are() {
        for name in names() {
            let policy = parse(name).unwrap().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(policy.id, name);
            assert!(settle(policy, &[]).is_ok(), "{name}");
        }
    }
}
