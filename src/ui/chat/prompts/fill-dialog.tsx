import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { PromptRecord } from '#chat/item-records.ts';
import { fillPrompt, variablesOf } from '#chat/prompts/variables.ts';
import { useText } from '../../language/language.tsx';
import { usePromptsText } from '../../language/prompts-text.ts';
import { Dialog } from '../../parts/dialog.tsx';

interface Properties {
  readonly prompt: PromptRecord;
  readonly onFilled: (text: string) => void;
  readonly onClose: () => void;
}

/** Asks for what a prompt leaves open, with its usual values in place. */
export function FillDialog({ prompt, onFilled, onClose }: Properties): ReactNode {
  const { common } = useText();
  const text = usePromptsText();
  const id = useId();
  const variables = variablesOf(prompt.text.value);
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(variables.map(({ name, usual }) => [name, usual])),
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    // This dialog stands in the composer's form: its submit must not send the message.
    event.stopPropagation();
    onFilled(fillPrompt(prompt.text.value, values));
  }
  return (
    <Dialog title={text.fillTitle(prompt.name.value)} onClose={onClose}>
      <form className="prompt-fill" onSubmit={submit}>
        <div className="prompt-fill-fields">
          {variables.map(({ name, choices }, place) => {
            const shared = { id: `${id}-${place}`, className: 'text-input', ...(place === 0 ? { 'data-first-focus': true } : {}) };
            const set = (value: string): void => setValues({ ...values, [name]: value });
            return (
              <div key={name} className="field">
                <label htmlFor={`${id}-${place}`}>
                  <bdi>{name}</bdi>
                </label>
                {choices.length > 0 ? (
                  <select {...shared} value={values[name] ?? ''} onChange={(event) => set(event.currentTarget.value)}>
                    {choices.map((choice) => (
                      <option key={choice} value={choice}>
                        {choice}
                      </option>
                    ))}
                  </select>
                ) : (
                  <textarea
                    {...shared}
                    dir="auto"
                    rows={1}
                    value={values[name] ?? ''}
                    onChange={(event) => set(event.currentTarget.value)}
                  />
                )}
              </div>
            );
          })}
        </div>
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" className="button primary">
            {text.insert}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
