import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { PresetRecord } from '#chat/item-records.ts';
import type { SamplingParameters } from '#providers/provider.ts';
import { useText } from '../language/language.tsx';
import { usePromptsText } from '../language/prompts-text.ts';
import { useSendingText } from '../language/sending-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import { SamplingForm } from '../parts/sampling/sampling-form.tsx';

export interface PresetDraft {
  readonly name: string;
  readonly system: string | null;
  readonly parameters: SamplingParameters;
}

interface Properties {
  /** `null`: a new one. */
  readonly preset: PresetRecord | null;
  readonly onSave: (draft: PresetDraft) => void;
  readonly onClose: () => void;
}

const nothing = {};

export function PresetDialog({ preset, onSave, onClose }: Properties): ReactNode {
  const { common } = useText();
  const text = usePromptsText();
  const sending = useSendingText();
  const id = useId();
  const name = useRef<HTMLInputElement>(null);
  const system = useRef<HTMLTextAreaElement>(null);
  const [parameters, setParameters] = useState<SamplingParameters>(preset?.parameters.value ?? nothing);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const written = system.current?.value ?? '';
    onSave({ name: name.current?.value.trim() ?? '', system: written.trim() === '' ? null : written, parameters });
    onClose();
  }

  return (
    <Dialog title={preset === null ? text.newPreset : text.editPreset} onClose={onClose} className="prompt-dialog">
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
              defaultValue={preset?.name.value ?? ''}
            />
          </div>
          <div className="field">
            <label htmlFor={`${id}-system`}>{text.systemText}</label>
            <textarea
              ref={system}
              id={`${id}-system`}
              className="text-input prompt-text"
              dir="auto"
              rows={4}
              maxLength={200_000}
              placeholder={sending.systemPlaceholder}
              defaultValue={preset?.system.value ?? ''}
            />
          </div>
          <SamplingForm values={parameters} onChange={setParameters} usual={nothing} disabled={nothing} />
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
