//! Which controls are one question.

use super::{Case, run};

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

#[test]
fn units() {
    run(UNITS);
}
