//! What answers decide, as markup says it: attributes of HTML and of the libraries that city forms use.
//!
//! Scripts are not read. An attribute's value names a question by the name or the id of one of its controls, as a word
//! of whatever language the library has for its rules.

use super::index::Index;
use crate::gather::Gather;
use crate::{
    form::{Condition, Effect, Form, Kind},
    letters::is_listed,
    order::sort_by_number,
    tree::NodeId,
};

/// Attributes on what is shown, enabled or required: the value names the question that decides.
///
/// Plain `data-` names as small libraries and hand-written scripts have them; conditionize.js (`data-cond`,
/// `data-condition`), mf-conditional-fields (`data-conditional-rules`), Drupal (`data-drupal-states`), ASP.NET Foolproof
/// (`data-val-requiredif-dependentproperty`), dependsOn (`data-depends-on`), Alpine.js (`x-`), Vue (`v-`), AngularJS (`ng-`).
pub const OPENED_IF: &str = "data-cond data-condition data-conditional data-conditional-field data-conditional-name \
    data-conditional-on data-conditional-rules data-depends data-depends-on data-dependson \
    data-dependency data-dependent-on data-disable-if data-display-if data-drupal-states data-enable-if \
    data-hide-if data-if data-require-if data-required-if data-show-if data-show-when data-showif \
    data-val-requiredif-dependentproperty data-visible-if data-visible-when data-when ng-disabled \
    ng-hide ng-if ng-required ng-show v-if v-show x-if x-show";

/// Whether an attribute is one of [`OPENED_IF`].
pub(crate) fn is_show_if(name: &str) -> bool {
    is_one_of(name, OPENED_IF)
}

/// Whether an attribute is one of a list; all in the lists have a hyphen.
fn is_one_of(name: &str, list: &str) -> bool {
    name.contains('-') && is_listed(name, list)
}

/// Attributes on a control or a choice: the value is the id of what it opens. GOV.UK Frontend (`data-aria-controls`), Bootstrap
/// (`data-bs-target`, `data-target`), USWDS and WAI-ARIA (`aria-controls`).
pub const OPENS: &str = "aria-controls data-aria-controls data-bs-target data-controls data-reveals data-shows data-target \
    data-toggles";

/// Attributes on a control or a choice: the answer decides which page or question is next.
pub const LEADS: &str = "data-branch data-goto data-jump-to data-next data-next-page data-next-step data-redirect data-route \
    data-skip-to data-skipto";

/// Attributes on a control or a choice: the answer ends the form.
pub const ENDS: &str = "data-disqualifies data-disqualify data-end-form data-ends-form data-exit data-ineligible \
    data-screen-out data-screenout data-stop data-terminate";

/// Most conditions that are read; what is beyond is noted in [`Form::limits`].
pub const CONDITIONS: usize = 50_000;
/// Most words of one rule that are looked up.
const RULE_WORDS: usize = 64;

/// Adds to a form what its markup says.
pub(super) fn conditions(index: &Index, form: &mut Form) {
    let tree = index.tree;
    let names = Names::new(index, form);
    let mut found: Vec<Condition> = Vec::new();
    let add =
        |found: &mut Vec<Condition>, on: u32, effect, about| found.push(Condition { on, effect, about });
    for id in 1..tree.len() {
        if found.len() >= CONDITIONS {
            form.limits.push("Conditions beyond the first 50,000 were not read.".into());
            break;
        }
        let own = names.owner(id);
        for (name, value) in tree.attrs(id) {
            let is = |list: &str| is_one_of(name, list);
            if is(OPENED_IF) {
                let about = names.within(id, index.end(id));
                let mut last = None;
                for word in words(value).take(RULE_WORDS) {
                    let on = names.called(word);
                    // A question's own rule about itself is no condition on others.
                    if let Some(on) = on.filter(|on| Some(*on) != own && Some(*on) != last) {
                        add(&mut found, on, Effect::Opens, about.clone());
                        last = Some(on);
                    }
                }
            } else if let Some(on) = own {
                if is(LEADS) {
                    add(&mut found, on, Effect::Leads, 0..0);
                } else if is(ENDS) && !value.eq_ignore_ascii_case("false") {
                    add(&mut found, on, Effect::Ends, 0..0);
                } else if is(OPENS) {
                    let target = index.by_id(id, value.trim().trim_start_matches('#'));
                    // Comboboxes and date fields name their own popup so.
                    let is_popup = |target: &NodeId| {
                        let role = tree.attr(*target, "role").unwrap_or("");
                        matches!(role, "listbox" | "grid" | "tree" | "menu" | "dialog")
                    };
                    let target = target.filter(|target| !is_popup(target));
                    let about = target.map_or(0..0, |target| names.within(target, index.end(target)));
                    if !about.is_empty() && !about.contains(&on) {
                        add(&mut found, on, Effect::Opens, about);
                    }
                } else if name == "pattern" && is_word_list(value) {
                    add(&mut found, on, Effect::Ends, 0..0);
                }
            }
        }
    }
    form.conditions.extend(found);
}

/// Puts conditions in the order that [`Form::conditions`] promises.
pub(super) fn in_order(form: &mut Form) {
    sort_by_number(&mut form.conditions, |condition| u64::from(condition.on));
    form.conditions.dedup();
}

/// The words of a rule that may be names: `input[name="a[b]"]` gives `input`, `name`, `a[b]`, and `a`, `b` too.
pub(crate) fn words(rule: &str) -> impl Iterator<Item = &str> {
    let outer =
        rule.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '[' | ']')));
    let inner = rule.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
    outer.chain(inner).filter(|word| !word.is_empty())
}

/// Whether a pattern takes certain words only (`Yes|yes`), and is no format such as `[A-Z]\d{8}`.
fn is_word_list(pattern: &str) -> bool {
    let mut in_class = 0u32;
    let mut letters = 0u32;
    for c in pattern.chars() {
        match c {
            '[' => in_class = 1,
            ']' => in_class = 0,
            // More than two letters, or a range, in brackets: a format.
            _ if in_class > 0 && (c == '-' || in_class > 2) => return false,
            _ if in_class > 0 => in_class += 1,
            '^' | '$' | '(' | ')' | '|' | '?' | ':' | ' ' | '\'' => {}
            c if c.is_alphabetic() => letters += 1,
            _ => return false,
        }
    }
    letters > 1
}

/// Which question is called what, and which stands where.
struct Names<'t> {
    /// Names and ids of controls with their questions, in order.
    called: Vec<(&'t str, u32)>,
    /// The question of each node that is a control of one, or a choice in it; [`NONE`] for all others.
    owners: Vec<u32>,
    /// Where each question begins, in document order.
    starts: Vec<NodeId>,
}

const NONE: u32 = u32::MAX;

impl<'t> Names<'t> {
    fn new(index: &Index<'t>, form: &Form) -> Names<'t> {
        let tree = index.tree;
        let mut owners = vec![NONE; tree.len() as usize];
        let mut called = Vec::new();
        let mut starts = Vec::new();
        for (at, question) in form.questions.iter().enumerate() {
            let start = question.controls.first().or(question.nodes.first()).copied().unwrap_or(0);
            // Never before an earlier question's, though radios of one set may stand apart.
            starts.push(starts.last().copied().unwrap_or(0).max(start));
            if question.kind == Kind::Statement {
                continue;
            }
            for &control in &question.controls {
                for inner in control..index.end(control) {
                    if let Some(owner) = owners.get_mut(inner as usize) {
                        *owner = at as u32;
                    }
                }
                for name in ["name", "id"] {
                    called.extend(tree.attr(control, name).map(|name| (name.trim(), at as u32)));
                }
            }
        }
        let order = crate::order::order(called.len(), &|a, b| called.get(a) <= called.get(b));
        let called = order.into_iter().filter_map(|place| called.get(place as usize).copied()).gather();
        Names { called, owners, starts }
    }

    /// The question that a node is a control of.
    fn owner(&self, id: NodeId) -> Option<u32> {
        self.owners.get(id as usize).copied().filter(|owner| *owner != NONE)
    }

    /// The first question that has a control of this name or id.
    fn called(&self, name: &str) -> Option<u32> {
        let place = self.called.partition_point(|entry| entry.0 < name);
        self.called.get(place).filter(|entry| entry.0 == name).map(|entry| entry.1)
    }

    /// The questions that stand in a subtree.
    fn within(&self, from: NodeId, to: NodeId) -> std::ops::Range<u32> {
        let first = self.starts.partition_point(|start| *start < from);
        let end = self.starts.partition_point(|start| *start < to);
        first as u32..end.max(first) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::is_word_list;

    #[test]
    fn tells_patterns_that_take_certain_words_from_formats() {
        let rows = [
            ("Yes|yes", true),
            ("^(US|USA)$", true),
            ("[Yy]es", true),
            ("(?:citizen)", true),
            ("A[0-9]{8,9}", false),
            ("[A-Za-z ]+", false),
            (r"\d{5}", false),
            (".*", false),
            ("", false),
            ("[A-Z]", false),
            ("[abc]x", false),
        ];
        for (pattern, expected) in rows {
            assert_eq!(is_word_list(pattern), expected, "{pattern}");
        }
    }
}
