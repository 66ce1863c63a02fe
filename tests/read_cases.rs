//! A table of named cases: one markup habit each, and the questions that it must read as.

mod support;

use askless::form::{Question, SlotKind};
use askless::read::read;

/// A question on one line: `id kind | slot: text | …`, without title and machine names.
fn line(question: &Question) -> String {
    let mut line = format!("{} {}", question.id, question.kind.id());
    for slot in question.slots.iter().filter(|s| !matches!(s.kind, SlotKind::Title | SlotKind::Machine)) {
        line += &format!(" | {}: {}", slot.kind.id(), slot.text);
    }
    line
}

type Case = (&'static str, &'static str, &'static [&'static str]);

const NAMES: &[Case] = &[
    ("label for", "<form><label for=a>Name</label><input id=a></form>", &["a text | name: Name"]),
    ("label around", "<form><label>Name <input id=a></label></form>", &["a text | name: Name"]),
    (
        "label around a select is without its options",
        "<form><label>State <select id=a><option value=''>Select<option>CT</select> or territory</label></form>",
        &["a select | name: State or territory | choice: CT"],
    ),
    (
        "two labels",
        "<form><label for=a>Name</label><input id=a><label for=a>Given</label></form>",
        &["a text | name: Name | name: Given"],
    ),
    ("aria-label", "<form><input id=a aria-label=Name></form>", &["a text | name: Name"]),
    (
        "aria-labelledby, hidden too",
        "<form><b id=x>First</b><b id=y hidden>name</b><input id=a aria-labelledby='x y'></form>",
        &["a text | name: First name"],
    ),
    (
        "a label that says something else than aria-label is read too",
        "<form><label for=a>Are you a citizen?</label><input id=a aria-label='Question 1'></form>",
        &["a text | name: Question 1 | name: Are you a citizen?"],
    ),
    (
        "cyclic references end",
        "<form><i id=x aria-labelledby=y>X</i><i id=y aria-labelledby=x>Y</i><input id=a aria-labelledby='x y a'></form>",
        &["a text | name: X Y"],
    ),
    (
        "one id twice: each label keeps its own control",
        "<form><p><label for=a>One</label><input id=a></p><p><label for=a>Two</label><input id=a></p></form>",
        &["a text | name: One", "a text | name: Two"],
    ),
    (
        "label for the wrapper",
        "<form><label for=w>Name</label><div id=w><input name=n></div></form>",
        &["n text | name: Name"],
    ),
    (
        "legend of one control",
        "<form><fieldset><legend>Name</legend><input id=a></fieldset></form>",
        &["a text | name: Name"],
    ),
    (
        "legend and label",
        "<form><fieldset><legend>Citizenship</legend><label>Please explain <input id=a></label></fieldset></form>",
        &["a text | group: Citizenship | name: Please explain"],
    ),
    (
        "text before",
        "<form>Name: <input id=a> Town: <input id=b></form>",
        &["a text | name: Name:", "b text | name: Town:"],
    ),
    ("text before a break", "<form><div>Name<br><input id=a></div></form>", &["a text | name: Name"]),
    (
        "text in the block before",
        "<form><p>Name</p><p><input id=a></p><p>Town</p><p><input id=b></p></form>",
        &["a text | name: Name", "b text | name: Town"],
    ),
    (
        "a label bound to nothing",
        "<form><label>Name</label><input id=a placeholder=Jane><label>Town</label><input id=b></form>",
        &["a text | name: Name | placeholder: Jane", "b text | name: Town"],
    ),
    (
        "table, label to the left",
        "<form><table><tr><td>Name<td><input id=a><td>Town<td><input id=b></table></form>",
        &["a text | name: Name", "b text | name: Town"],
    ),
    (
        "table, label above",
        "<form><table><tr><td>Name<td>Town<tr><td><input id=a><td><input id=b></table></form>",
        &["a text | name: Name", "b text | name: Town"],
    ),
    (
        "table, column headers and row labels",
        "<form><table><tr><th><th>Name<th>A-number<tr><td>Spouse<td><input id=a><td><input id=b><tr><td>Child<td><input id=c><td><input id=d></table></form>",
        &[
            "a text | group: Spouse | name: Name",
            "b text | group: Spouse | name: A-number",
            "c text | group: Child | name: Name",
            "d text | group: Child | name: A-number",
        ],
    ),
    (
        "dt and dd",
        "<form><dl><dt>Name<dd><input id=a><dt>Town<dd><input id=b></dl></form>",
        &["a text | name: Name", "b text | name: Town"],
    ),
    (
        "list items",
        "<form><ul><li>Name <input id=a><li>Town <input id=b></ul></form>",
        &["a text | name: Name", "b text | name: Town"],
    ),
    (
        "floating label after",
        "<form><div><input id=a><span>Name</span></div><div><input id=b><span>Town</span></div></form>",
        &["a text | name: Name", "b text | name: Town"],
    ),
    (
        "sibling with a class",
        "<form><div><div class=field-label>Name</div><div>as in your papers</div><input id=a></div><div><input id=b></div></form>",
        &["a text | name: Name | help: as in your papers", "b text"],
    ),
    (
        "names in one column, boxes in the next",
        "<form><div><div><p>Name</p><p>Town</p></div><div><p><input id=a></p><p><input id=b></p></div></div></form>",
        &["a text | name: Name", "b text | name: Town"],
    ),
    (
        "a label beside a wrapper of two boxes",
        "<form><div><label>Phone</label><div><input id=a><input id=b aria-label=Extension></div></div></form>",
        &["a text | name: Phone", "b text | name: Extension"],
    ),
    ("title", "<form><input id=a title=Name></form>", &["a text | name: Name"]),
    ("placeholder", "<form><input id=a placeholder=Name></form>", &["a text | name: Name"]),
    (
        "image as label",
        "<form><img alt='Your name' src=x> <input id=a></form>",
        &["a text | name: Your name"],
    ),
    (
        "first option as label",
        "<form><select id=a><option value='' disabled selected>Immigration status<option>Citizen</select></form>",
        &["a select | name: Immigration status | choice: Citizen"],
    ),
    (
        "heading as label",
        "<form><div><h3>Are you a citizen?</h3><label><input type=radio name=c id=a> Yes</label><label><input type=radio name=c> No</label></div></form>",
        &["a radio | name: Are you a citizen? | choice: Yes | choice: No"],
    ),
    (
        "words split by tags stay whole",
        "<form><label for=a>Immi<b>gra</b>tion</label><input id=a></form>",
        &["a text | name: Immigration"],
    ),
    (
        "label in a shadow root",
        "<form><my-field><template shadowrootmode=open><label for=a>Name</label><input id=a></template></my-field><label for=a>Other</label></form>",
        &["a text | name: Name", "q2 statement | name: Other"],
    ),
    (
        "label beside a host",
        "<form><label>Name</label><my-field><template shadowrootmode=open><input id=a></template></my-field></form>",
        &["a text | name: Name"],
    ),
    (
        "custom element",
        "<form><sl-input id=a label='Your name' help-text='As in your papers'></sl-input></form>",
        &["a text | name: Your name | help: As in your papers"],
    ),
];

const UNITS: &[Case] = &[
    (
        "radios by name",
        "<form><p>Citizen?</p><label><input type=radio name=c id=a> Yes</label><label><input type=radio name=c> No</label></form>",
        &["a radio | name: Citizen? | choice: Yes | choice: No"],
    ),
    (
        "radios of two forms",
        "<form><input type=radio name=c id=a aria-label=A></form><form><input type=radio name=c id=b aria-label=B></form>",
        &["a radio | name: A", "b radio | name: B"],
    ),
    (
        "fieldset and legend",
        "<fieldset><legend>Citizen?</legend><input type=radio name=c id=a><label for=a>Yes</label><input type=radio name=c id=b><label for=b>No</label></fieldset>",
        &["a radio | name: Citizen? | choice: Yes | choice: No"],
    ),
    (
        "radios without labels, text after",
        "<form><p>Citizen?<br><input type=radio name=c id=a> Yes <input type=radio name=c> No</p></form>",
        &["a radio | name: Citizen? | choice: Yes | choice: No"],
    ),
    (
        "radios without labels, text before",
        "<form><p>Citizen?</p><div>Yes <input type=radio name=c id=a> No <input type=radio name=c></div></form>",
        &["a radio | name: Citizen? | choice: Yes | choice: No"],
    ),
    (
        "radios without any text have their values",
        "<form><p>Citizen? <input type=radio name=c id=a value=yes> <input type=radio name=c value=no></p></form>",
        &["a radio | name: Citizen? | choice: yes | choice: no"],
    ),
    (
        "matrix of radios",
        "<table><tr><td><th>Yes<th>No<tr><td>Citizen?<td><input type=radio name=c id=a><td><input type=radio name=c><tr><td>Married?<td><input type=radio name=m id=b><td><input type=radio name=m></table>",
        &[
            "a radio | name: Citizen? | choice: Yes | choice: No",
            "b radio | name: Married? | choice: Yes | choice: No",
        ],
    ),
    (
        "ARIA radios",
        "<div role=radiogroup aria-labelledby=q id=g><div id=q>Citizen?</div><div role=radio>Yes</div><div role=radio>No</div></div>",
        &["g radio | name: Citizen? | choice: Yes | choice: No"],
    ),
    (
        "labelledby of question and choice",
        "<b id=q>Citizen?</b><i id=y>Yes</i><input type=radio name=c id=a aria-labelledby='q y'><i id=n>No</i><input type=radio name=c aria-labelledby='q n'>",
        &["a radio | name: Citizen? | choice: Yes | choice: No"],
    ),
    (
        "checkboxes of one name",
        "<form><fieldset><legend>Status</legend><label><input type=checkbox name=s[] id=a> Citizen</label><label><input type=checkbox name=s[]> Refugee</label></fieldset></form>",
        &["a checkbox | name: Status | choice: Citizen | choice: Refugee"],
    ),
    (
        "checkboxes of one legend",
        "<fieldset><legend>Do you get</legend><label><input type=checkbox name=snap id=a> SNAP</label><label><input type=checkbox name=wic> WIC</label></fieldset>",
        &["a checkbox | name: Do you get | choice: SNAP | choice: WIC"],
    ),
    (
        "attestations in one fieldset stay apart",
        "<fieldset><legend>Agreements</legend><label><input type=checkbox name=x id=a> I agree to the terms</label><label><input type=checkbox name=y id=b> I certify that I am a citizen</label></fieldset>",
        &[
            "a checkbox | group: Agreements | name: I agree to the terms",
            "b checkbox | group: Agreements | name: I certify that I am a citizen",
        ],
    ),
    (
        "checkbox, text after",
        "<form><input type=checkbox id=a name=x> I am a citizen<br><input type=checkbox id=b name=y> I agree</form>",
        &["a checkbox | name: I am a citizen", "b checkbox | name: I agree"],
    ),
    (
        "checkbox alone in its fieldset",
        "<fieldset><legend>Status</legend><input type=checkbox id=a name=x><label for=a>Citizen</label></fieldset>",
        &["a checkbox | name: Status | choice: Citizen"],
    ),
    (
        "checkboxes of different names under a lead",
        "<form><p>What is your status?</p><label><input type=checkbox name=x id=a> Citizen</label><label><input type=checkbox name=y id=b> Refugee</label></form>",
        &["a checkbox | name: What is your status? | choice: Citizen | choice: Refugee"],
    ),
    (
        "date of three boxes",
        "<fieldset><legend>Date of birth</legend><label>Day <input name=dob-day id=a></label><label>Month <input name=dob-month></label><label>Year <input name=dob-year></label></fieldset>",
        &["a date | name: Date of birth | neighbor: Day | neighbor: Month | neighbor: Year"],
    ),
    (
        "date of three selects, by names",
        "<form>Date of entry: <select name='entry(2i)' id=a><option>May</select> <select name='entry(3i)'><option>1</select> <select name='entry(1i)'><option>2001</select></form>",
        &["a date | name: Date of entry: | choice: May"],
    ),
    (
        "boxes of one number",
        "<form><label for=a>SSN</label><input id=a name=ssn1 maxlength=3>-<input name=ssn2 maxlength=2>-<input name=ssn3 maxlength=4></form>",
        &["a text | name: SSN"],
    ),
    (
        "select with groups",
        "<label for=a>Status</label><select id=a><option>--</option><optgroup label=Immigrant><option>LPR</option></optgroup></select>",
        &["a select | name: Status | choice: Immigrant | choice: LPR"],
    ),
    (
        "datalist",
        "<label>Status <input id=a list=l></label><datalist id=l><option>Citizen<option value=Refugee></datalist>",
        &["a text | name: Status | choice: Citizen | choice: Refugee"],
    ),
    (
        "combobox with its listbox",
        "<label for=a>Status</label><input id=a role=combobox aria-controls=l><ul role=listbox id=l><li role=option>Citizen<li role=option>Refugee</ul>",
        &["a text | name: Status | choice: Citizen | choice: Refugee"],
    ),
    (
        "other ARIA controls",
        "<div role=textbox id=a aria-label=A>typed</div><div role=switch id=b>B</div><div role=spinbutton id=c aria-label=C>7</div><div contenteditable id=d aria-label=D>typed</div>",
        &["a text | name: A", "b checkbox | name: B", "c number | name: C", "d textarea | name: D"],
    ),
    (
        "kinds",
        "<input type=date id=a aria-label=A><input type=range id=b aria-label=B><input type=file id=c aria-label=C><input name=applicant_signature id=d aria-label=D><canvas class=signature-pad id=e aria-label=E></canvas><input id=f aria-label='Signature'>",
        &[
            "a date | name: A",
            "b number | name: B",
            "c file | name: C",
            "d signature | name: D",
            "e signature | name: E",
            "f signature | name: Signature",
        ],
    ),
    (
        "buttons that answer",
        "<form><div><p>Are you a citizen?</p><button type=button id=a>Yes</button><button type=button>No</button></div><button>Send</button></form>",
        &["a radio | name: Are you a citizen? | choice: Yes | choice: No"],
    ),
    (
        "an attestation on its own",
        "<form><p>Please read this with care.</p><label><input type=checkbox id=a> I certify that I am a citizen</label></form>",
        &[
            "q1 statement | name: Please read this with care.",
            "a checkbox | name: I certify that I am a citizen",
        ],
    ),
    (
        "other: with a box in the same label",
        "<fieldset><legend>Status</legend><label><input type=radio name=s id=a> Citizen</label><label><input type=radio name=s> Other, namely <input id=b></label></fieldset>",
        &[
            "a radio | name: Status | choice: Citizen | choice: Other, namely",
            "b text | group: Status | name: Other, namely",
        ],
    ),
    (
        "hidden fields ask nothing",
        "<form><label>Name <input id=a></label><input type=hidden name=token></form>",
        &["a text | name: Name"],
    ),
];

const HELP: &[Case] = &[
    (
        "described by",
        "<form><label for=a>Name</label><input id=a aria-describedby=h><p id=h>As in your papers.</p></form>",
        &["a text | name: Name | help: As in your papers."],
    ),
    (
        "hint between label and control",
        "<form><label for=a>Name</label><p class=hint>As in your papers.</p><input id=a><label for=b>Town</label><input id=b></form>",
        &["a text | name: Name | help: As in your papers.", "b text | name: Town"],
    ),
    (
        "hint after the wrapper",
        "<form><p><label>Name <input id=a></label></p><p class=hint>As in your papers.</p><p><label>Town <input id=b></label></p></form>",
        &["a text | name: Name | help: As in your papers.", "b text | name: Town"],
    ),
    (
        "plain text between label and control",
        "<form><div><label for=a>Name</label><div>As in your papers</div><input id=a></div><div><label for=b>Town</label><input id=b></div></form>",
        &["a text | name: Name | help: As in your papers", "b text | name: Town"],
    ),
    (
        "placeholder and title",
        "<form><label for=a>Name</label><input id=a placeholder='Jane Doe' title='Your full name'></form>",
        &["a text | name: Name | placeholder: Jane Doe | placeholder: Your full name"],
    ),
    (
        "a hidden hint",
        "<form><div class=field><label for=a>Name</label><input id=a><span hidden>Are you a citizen?</span></div><label for=b>Town</label><input id=b></form>",
        &["a text | name: Name | hidden: Are you a citizen?", "b text | name: Town"],
    ),
    (
        "a hidden page of the form is read as any other",
        "<form><div style='display: none'><p>Citizen?</p><input id=a></div></form>",
        &["a text | name: Citizen?"],
    ),
    (
        "a question above a label that says little",
        "<form><p>Are you a citizen?</p><p><label for=a>Answer</label><input id=a></p><p><label for=b>Town</label><input id=b></p></form>",
        &[
            "q1 statement | name: Are you a citizen?",
            "a text | name: Answer | neighbor: Are you a citizen?",
            "b text | name: Town",
        ],
    ),
    (
        "text on the line after",
        "<form><label for=a>Name</label><input id=a> (optional)<br><label for=b>Town</label><input id=b></form>",
        &["a text | name: Name | neighbor: (optional)", "b text | name: Town"],
    ),
    (
        "error message",
        "<form><label for=a>Name</label><input id=a aria-errormessage=e><span id=e>Enter your name</span></form>",
        &["a text | name: Name | help: Enter your name"],
    ),
];

const CONTEXT: &[Case] = &[
    (
        "section ends with its element",
        "<form><h1>T</h1><section><h2>S</h2><input id=a aria-label=A></section><input id=b aria-label=B></form>",
        &["a text | section: S | name: A", "b text | name: B"],
    ),
    (
        "headings under headings",
        "<form><h1>T</h1><h2>S</h2><h3>U</h3><input id=a aria-label=A><h2>V</h2><input id=b aria-label=B></form>",
        &["a text | section: U | section: S | name: A", "b text | section: V | name: B"],
    ),
    (
        "legend of several questions",
        "<form><fieldset><legend>Spouse</legend><label>Name <input id=a></label><label>Town <input id=b></label></fieldset></form>",
        &["a text | group: Spouse | name: Name", "b text | group: Spouse | name: Town"],
    ),
    (
        "statements near questions are read, navigation is not",
        "<nav><p>About us and many other things</p></nav><form><p id=s>Must be a U.S. citizen to apply.</p><label>Name <input id=a></label></form><footer>All rights reserved by us</footer>",
        &["s statement | name: Must be a U.S. citizen to apply.", "a text | name: Name"],
    ),
    (
        "help of a statement",
        "<form><p id=s>You may apply.</p><p class=hint id=s-h>We do not ask.</p><p><label>Name <input id=a></label></p></form>",
        &["s statement | name: You may apply. | help: We do not ask.", "a text | name: Name"],
    ),
    (
        "a heading that states something",
        "<h1>T</h1><form><h2>Only citizens may apply for this.</h2><label>Name <input id=a></label></form>",
        &[
            "q1 statement | name: Only citizens may apply for this.",
            "a text | section: Only citizens may apply for this. | name: Name",
        ],
    ),
    (
        "a statement in a wrapper with one question is not its help",
        "<form><div><p>Must be a U.S. citizen to apply.</p><label>Name <input id=a></label></div><label>Town <input id=b></label></form>",
        &[
            "q1 statement | name: Must be a U.S. citizen to apply.",
            "a text | name: Name",
            "b text | name: Town",
        ],
    ),
];

/// The habits of form builders, in miniature.
const BUILDERS: &[Case] = &[
    (
        "question as a heading of ARIA radios",
        "<form><div role=listitem><div id=i role=heading>Are you a citizen?</div><div role=radiogroup aria-labelledby=i><label for=a><div id=a role=radio aria-label=Yes></div>Yes</label><label for=b><div id=b role=radio aria-label=No></div>No</label></div><input type=hidden name=entry_sentinel></div><div role=listitem><div id=j role=heading>Name</div><input id=c aria-labelledby=j></div></form>",
        &["a radio | name: Are you a citizen? | choice: Yes | choice: No", "c text | name: Name"],
    ),
    (
        "main label on the first radio",
        "<form><li><label id=l for=a>Citizen?</label><div role=group aria-labelledby=l><input type=radio name=c id=a><label for=a>Yes</label><input type=radio name=c id=b><label for=b>No</label></div></li><li><label for=d>Name</label><input id=d></li></form>",
        &["a radio | name: Citizen? | choice: Yes | choice: No", "d text | name: Name"],
    ),
    (
        "label and sublabel",
        "<form><label id=l for=a>Name</label><div><input id=a aria-labelledby='l s'><label id=s for=a>First</label><input id=b aria-labelledby='l t'><label id=t for=b>Last</label></div></form>",
        &["a text | name: Name First", "b text | name: Name Last"],
    ),
    (
        "a hidden input carries a custom list's value",
        "<form><div><label id=l>Visa type</label><div role=combobox id=a aria-labelledby=l>H-1B</div><input aria-hidden=true name=visa></div><div><label for=b>Town</label><input id=b></div></form>",
        &["a select | name: Visa type", "b text | name: Town"],
    ),
    (
        "consent under its legend",
        "<form><fieldset><legend>Consent</legend><input type=checkbox id=a name=x><label for=a>I certify that I am a citizen.</label><input type=hidden name=y></fieldset><label for=b>Town</label><input id=b></form>",
        &["a checkbox | name: Consent | choice: I certify that I am a citizen.", "b text | name: Town"],
    ),
    (
        "a row of a table as the title of what follows",
        "<form><table><tr><td colspan=2>WITNESS</td></tr><tr><td>Last name:<br><input id=a></td><td>First name:<br><input id=b></td></tr></table></form>",
        &["a text | group: WITNESS | name: Last name:", "b text | group: WITNESS | name: First name:"],
    ),
    (
        "a block that its class calls the title of a section",
        "<form><div class=section-title>Witness</div><label for=a>Name</label><input id=a></form>",
        &["a text | section: Witness | name: Name"],
    ),
    (
        "numbered questions from a word processor",
        "<form><p><b>1.</b> Are you a citizen? <input type=checkbox name=x id=a> Yes <input type=checkbox name=y> No</p><p><b>2.</b> Alien number: <input id=b> Date of entry: <input id=c></p></form>",
        &[
            "a checkbox | name: 1. Are you a citizen? | choice: Yes | choice: No",
            "b text | name: 2. Alien number:",
            "c text | name: Date of entry:",
        ],
    ),
    (
        "what was typed or computed is never read",
        "<form><label for=a>Name</label><textarea id=a>typed</textarea><output>computed</output><div contenteditable id=b aria-label=B>typed <b>more</b></div><input id=c aria-label=C value=typed></form>",
        &["a textarea | name: Name", "b textarea | name: B", "c text | name: C"],
    ),
];

fn run(cases: &[Case]) {
    let mut wrong = String::new();
    for (name, html, expected) in cases {
        let form = read(&support::tree(html));
        let lines: Vec<String> = form.questions.iter().map(line).collect();
        if lines != *expected {
            wrong += &format!("{name}\n  want {expected:#?}\n  got  {lines:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn names() {
    run(NAMES);
}

#[test]
fn units() {
    run(UNITS);
}

#[test]
fn help() {
    run(HELP);
}

#[test]
fn builders() {
    run(BUILDERS);
}

#[test]
fn context() {
    run(CONTEXT);
}

#[test]
fn a_wall_of_text_hides_no_question() {
    let wall = "<p>Everyone who lives in the city may apply.</p>".repeat(10_500);
    let page = format!("<form>{wall}<label>Citizen? <input id=late></label></form>");
    let form = read(&support::tree(&page));
    assert!(form.questions.iter().any(|question| question.id == "late"));
    assert!(form.questions.len() <= askless::read::QUESTIONS);
    assert!(!form.limits.is_empty(), "what was left out is said");
}
