//! What a control is called.

use super::{Case, run};

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

#[test]
fn names() {
    run(NAMES);
}
