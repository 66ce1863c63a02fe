// A form that a server sends as markup and React takes over later, when `hydrate()` is called.
import { useState } from 'react';
import { hydrateRoot } from 'react-dom/client';

function App() {
  const [name, setName] = useState('');
  return (
    <form id="form" method="post">
      <p>Welcome {name ? name : 'to you'}!</p>
      <div><label htmlFor="name">Full name</label><input id="name" name="name" onInput={({ target }) => setName(target.value)} /></div>
      <div><label htmlFor="citizen">Are you a U.S. citizen?</label><input id="citizen" name="citizen" required /></div>
      <fieldset><legend>Do you receive food stamps?</legend>
        <label><input type="radio" name="food" value="y" /> Yes</label><label><input type="radio" name="food" value="n" /> No</label></fieldset>
      <div><label htmlFor="town">Town</label><input id="town" name="town" /></div>
      <button>Send</button>
    </form>
  );
}

export default App;

if (globalThis.document) {
  window.problems = [];
  window.hydrate = () => hydrateRoot(document.querySelector('#root'), <App />, { onRecoverableError: (error) => window.problems.push(String(error.message).slice(0, 80)), onUncaughtError: (error) => window.problems.push(`uncaught: ${error.message}`) });
}
