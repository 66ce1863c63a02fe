//! What stands around a question: help, headings, and the habits of form builders.

use super::{Case, run};

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

#[test]
fn help() {
    run(HELP);
}

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
        "a list goes on with the statement that leads to it, and with no other",
        "<form><p id=s>Attach copies of:</p><ul><li>Your lease</li><li><p>Your tax return</p></li></ul><p id=t>Thank you.</p><ul><li>One</li><li>Two</li></ul><label>Name <input id=a></label></form>",
        &[
            "s statement | name: Attach copies of: Your lease Your tax return",
            "t statement | name: Thank you.",
            "q3 statement | name: One",
            "q4 statement | name: Two",
            "a text | name: Name",
        ],
    ),
    (
        "choices in a list that a statement leads to stay choices",
        "<form><p>What do you receive:</p><ul><li><label><input type=checkbox name=b id=a> SNAP</label></li><li><label><input type=checkbox name=b> SSI</label></li></ul></form>",
        &["a checkbox | name: What do you receive: | choice: SNAP | choice: SSI"],
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

#[test]
fn context() {
    run(CONTEXT);
}

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

#[test]
fn builders() {
    run(BUILDERS);
}
