//! What a policy or a service must hold beyond its types.

use std::borrow::Cow;

use super::{Asker, Basis, Category, Policy, Service, policy::Text};

/// Something wrong in a configuration, for a person to mend.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The key, e.g. `rules[2].section`.
    pub key: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl Policy {
    /// Whether its parts agree: rules cite sections that it lists, and have names of their own.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), Problem> {
        name("id", &self.id)?;
        if self.rules.is_empty() && self.must_ask.is_empty() {
            return problem(
                "rules",
                "the policy has no rules",
                "add a `[[rules]]` or a `[[must-ask]]` block",
            );
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let key = |name: &str| key("rules", at, name);
            name(&key("id"), &rule.id)?;
            if self.rules.iter().take(at).any(|other| other.id == rule.id) {
                let message = ["two rules are called `", &rule.id, "`"].concat();
                return problem(&key("id"), &message, "give each rule a name of its own");
            }
            self.check_section(&key("section"), &rule.section)?;
            if rule.categories.is_empty() {
                return problem(&key("categories"), "the rule is for no category", "name at least one");
            }
            if rule.absolute && !rule.accepts.is_empty() {
                return problem(
                    &key("accepts"),
                    "an absolute rule accepts no need",
                    "take out `accepts`, or `absolute`",
                );
            }
            if !rule.levels.is_empty() && !rule.accepts.contains(&Basis::RequiredByLaw) {
                return problem(
                    &key("levels"),
                    "levels of law are named, but the rule does not accept `required-by-law`",
                    "add it to `accepts`, or take out `levels`",
                );
            }
        }
        for (at, must) in self.must_ask.iter().enumerate() {
            self.check_section(&key("must-ask", at, "section"), &must.section)?;
            if must.categories.is_empty() {
                return problem(
                    &key("must-ask", at, "categories"),
                    "it names no category",
                    "name at least one",
                );
            }
        }
        Ok(())
    }

    /// Whether a section is listed.
    pub(super) fn check_section(&self, key: &str, number: &Text) -> Result<(), Problem> {
        if self.sections.iter().any(|section| section.number == *number) {
            return Ok(());
        }
        let message = ["the section `", number, "` is not listed"].concat();
        let known: Vec<&str> = self.sections.iter().map(|section| &*section.number).collect();
        let remedy = match nearest(number, &known) {
            Some(near) => ["did you mean `", near, "`?"].concat(),
            None => "add a `[[sections]]` block for it".to_owned(),
        };
        problem(key, &message, &remedy)
    }
}

impl Service {
    /// Whether its needs are for something that can be asked.
    ///
    /// # Errors
    /// The first thing that is wrong. A need that merely lacks something is no error: the report says `incomplete`.
    pub fn check(&self) -> Result<(), Problem> {
        name("id", &self.id)?;
        if self.run_by == Asker::OtherGovernment {
            let message = "another government runs no service of the city";
            return problem("run-by", message, "if it prescribes the form, write external-form = true");
        }
        for (at, need) in self.needs.iter().enumerate() {
            if need.category >= Category::DeterrentStatement {
                let message = ["`", need.category.id(), "` is nothing that a service can need"].concat();
                return problem(&key("needs", at, "category"), &message, "name what the form asks for");
            }
            if need.level.is_some() && need.basis != Basis::RequiredByLaw {
                let message = ["a level of law does not go with the basis `", need.basis.id(), "`"].concat();
                return problem(
                    &key("needs", at, "level"),
                    &message,
                    "take it out, or write basis = \"required-by-law\"",
                );
            }
            if need.scope.iter().any(|name| name.trim().is_empty()) {
                return problem(
                    &key("needs", at, "scope"),
                    "a name is empty",
                    "write the field's id or name, or take it out",
                );
            }
        }
        Ok(())
    }
}

fn name(key: &str, name: &Text) -> Result<(), Problem> {
    match name.trim().is_empty() {
        true => problem(key, "it is empty", "give it a short name"),
        false => Ok(()),
    }
}

pub(super) fn key(list: &str, at: usize, name: &str) -> String {
    [list, "[", &at.to_string(), "].", name].concat()
}

pub(super) fn problem(key: &str, message: &str, remedy: &str) -> Result<(), Problem> {
    Err(Problem { key: key.to_owned(), message: message.to_owned(), remedy: remedy.to_owned() })
}

/// The known word that is most like another one; `None` if none is.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word: Cow<str> = word.chars().take(64).collect();
    let close = |known: &&&str| distance(&word, known) <= known.len().max(word.len()) / 3;
    known.iter().filter(close).min_by_key(|known| distance(&word, known)).copied()
}

/// How many letters must be added, taken out, changed or swapped with the next to make one word of another.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *y && b[j - 1] == *x {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = above;
        above = row;
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};
    use crate::judge::Policy;

    #[test]
    fn the_built_in_policy_holds_together() {
        assert_eq!(Policy::hartford().check(), Ok(()));
    }

    #[test]
    fn finds_the_word_that_was_meant() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("form", "from"), 1);
        let known = ["category", "basis", "authority"];
        assert_eq!(nearest("catagory", &known), Some("category"));
        assert_eq!(nearest("authorty", &known), Some("authority"));
        assert_eq!(nearest("colour", &known), None);
        assert_eq!(nearest("", &known), None);
    }
}
