// React 19 with @rjsf/core 6: the form is drawn from a JSON schema, and a question appears with an answer.
import '/pkg/define.js';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import Form from '@rjsf/core';
import validator from '@rjsf/validator-ajv8';

const schema = (more, insists) => ({
  type: 'object',
  required: insists ? ['full-name', 'benefits'] : ['full-name'],
  properties: {
    'full-name': { type: 'string', title: 'Full name' },
    citizen: { type: 'string', title: 'Are you a U.S. citizen?', enum: ['yes', 'no'] },
    benefits: { type: 'string', title: 'Do you receive food stamps (SNAP)?', enum: ['y', 'n'] },
    orientation: { type: 'string', title: 'What is your sexual orientation?' },
    ...(more && { status: { type: 'string', title: 'Immigration status of this member' } }),
    branch: { type: 'string', title: 'Home branch', enum: ['Downtown', 'Park Street'] },
    comments: { type: 'string', title: 'Comments' },
  },
});
const ui = { citizen: { 'ui:widget': 'radio' }, comments: { 'ui:widget': 'textarea' } };

function App() {
  const [more, setMore] = useState(false);
  const [answers, setAnswers] = useState({});
  window.change = () => setMore(true);
  window.back = () => setMore(false);
  const insists = new URLSearchParams(location.search).has('insists');
  return (
    <Form id="form" idPrefix="f" schema={schema(more, insists)} uiSchema={ui} formData={answers} validator={validator}
      onChange={({ formData }) => setAnswers(formData)}
      onSubmit={({ formData }) => void fetch('/sent', { method: 'POST', body: JSON.stringify(formData) })}>
      <button type="submit" id="send">Apply</button>
    </Form>
  );
}

createRoot(document.querySelector('askless-guard')).render(<App />);
