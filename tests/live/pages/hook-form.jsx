// React 19 with react-hook-form: two steps of one form, which React draws anew with every answer.
import '/pkg/define.js';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useForm } from 'react-hook-form';

function Field({ label, name, error, children }) {
  return <div className="usa-form-group"><label className="usa-label" htmlFor={name}>{label}</label>{children}{error && <span role="alert">Please answer</span>}</div>;
}

function Form() {
  const { register, handleSubmit, watch, formState: { errors } } = useForm();
  const [step, setStep] = useState(1);
  const [sent, setSent] = useState(false);
  const send = async (answers) => {
    await fetch('/sent', { method: 'POST', body: JSON.stringify(answers) });
    setSent(true);
  };
  const insists = new URLSearchParams(location.search).has('insists');
  return (
    <form id="form" className="usa-form" onSubmit={handleSubmit(send)}>
      <h2>Step {step} for {watch('full-name') ? 'you' : 'a new member'}</h2>
      <Field label="Full name" name="full-name" error={errors['full-name']}>
        <input className="usa-input" id="full-name" {...register('full-name', { required: true })} />
      </Field>
      {step === 1 && <>
        <fieldset className="usa-fieldset"><legend className="usa-legend">Are you a U.S. citizen?</legend>
          {['yes', 'no'].map((value) => (
            <div className="usa-radio" key={value}>
              <input className="usa-radio__input" id={`citizen-${value}`} type="radio" value={value} required {...register('citizen')} />
              <label className="usa-radio__label" htmlFor={`citizen-${value}`}>{value}</label>
            </div>))}
        </fieldset>
        <Field label="Do you receive food stamps (SNAP)?" name="benefits" error={errors.benefits}>
          <select className="usa-select" id="benefits" {...register('benefits', { required: insists })}><option value="">- Select -</option><option value="y">Yes</option><option value="n">No</option></select>
        </Field>
      </>}
      {step === 2 && <Field label="Immigration status of this member" name="status"><input className="usa-input" id="status" required {...register('status')} /></Field>}
      <Field label="What is your sexual orientation?" name="orientation"><input className="usa-input" id="orientation" {...register('orientation')} /></Field>
      <Field label="Home branch" name="branch"><select className="usa-select" id="branch" {...register('branch')}><option>Downtown</option><option>Park Street</option></select></Field>
      <Field label="Comments" name="comments"><textarea className="usa-textarea" id="comments" {...register('comments')} /></Field>
      <button className="usa-button" type="submit" id="send">Apply</button>
      {sent && <p>Thank you</p>}
      <Turn set={setStep} />
    </form>
  );
}

function Turn({ set }) {
  window.change = () => set(2);
  window.back = () => set(1);
  return null;
}

createRoot(document.querySelector('askless-guard')).render(<Form />);
