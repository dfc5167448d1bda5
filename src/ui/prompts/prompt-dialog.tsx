import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { PromptRecord } from '#chat/item-records.ts';
import { variablesOf } from '#chat/prompts/variables.ts';
import { useText } from '../language/language.tsx';
import { usePromptsText } from '../language/prompts-text.ts';
import { Dialog } from '../parts/dialog.tsx';

interface Properties {
  /** `null`: a new one. */
  readonly prompt: PromptRecord | null;
  readonly onSave: (draft: { readonly name: string; readonly text: string }) => void;
  readonly onClose: () => void;
}

export function PromptDialog({ prompt, onSave, onClose }: Properties): ReactNode {
  const { common } = useText();
  const text = usePromptsText();
  const id = useId();
  const name = useRef<HTMLInputElement>(null);
  const [written, setWritten] = useState(prompt?.text.value ?? '');
  const variables = variablesOf(written);

  function submit(event: FormEvent): void {
    event.preventDefault();
    onSave({ name: name.current?.value.trim() ?? '', text: written });
    onClose();
  }

  return (
    <Dialog title={prompt === null ? text.newPrompt : text.editPrompt} onClose={onClose} className="prompt-dialog">
      <form className="prompt-form" onSubmit={submit}>
        <div className="prompt-form-body">
          <div className="field">
            <label htmlFor={`${id}-name`}>{text.name}</label>
            <input
              ref={name}
              id={`${id}-name`}
              className="text-input"
              dir="auto"
              required
              pattern=".*\S.*"
              maxLength={200}
              autoComplete="off"
              data-first-focus
              defaultValue={prompt?.name.value ?? ''}
            />
          </div>
          <div className="field">
            <label htmlFor={`${id}-text`}>{text.text}</label>
            <textarea
              id={`${id}-text`}
              className="text-input prompt-text"
              dir="auto"
              rows={8}
              required
              maxLength={200_000}
              aria-describedby={`${id}-hint`}
              value={written}
              onChange={(event) => setWritten(event.currentTarget.value)}
            />
            <p id={`${id}-hint`} className="prompts-note">
              {variables.length === 0 ? text.variablesHint : text.variables(variables.map((variable) => variable.name).join(', '))}
            </p>
          </div>
        </div>
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" className="button primary">
            {text.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
