// The page changes by scripts of its own, as plain pages do: a member of the household is added as markup.
import '/pkg/define.js';

window.change = () => {
  document.querySelector('#send').insertAdjacentHTML('beforebegin',
    `<div class="usa-form-group" id="member"><label class="usa-label" for="status">Immigration status of this member</label>
     <input class="usa-input" id="status" name="status" required></div>`);
};
