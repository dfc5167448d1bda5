import { type ReactNode, useId, useState } from 'react';
import type { SamplingParameters } from '#providers/provider.ts';
import { useText } from '../language/language.tsx';
import { useChat, useServices } from '../services-context.ts';

type Field = 'temperature' | 'topP' | 'maxTokens' | 'seed';

const ranges: Readonly<Record<Field, { readonly low: number; readonly high: number; readonly isWhole: boolean }>> = {
  temperature: { low: 0, high: 2, isWhole: false },
  topP: { low: 0, high: 1, isWhole: false },
  maxTokens: { low: 1, high: 32_768, isWhole: true },
  seed: { low: 0, high: 4_294_967_295, isWhole: true },
};
const fields: readonly Field[] = ['temperature', 'topP', 'maxTokens', 'seed'];

export function SamplingFields(): ReactNode {
  const { settings } = useText();
  return fields.map((field) => <NumberField key={field} field={field} label={settings[field]} />);
}

/** Empty leaves the parameter to the backend; a value out of range is named and not taken. */
function NumberField({ field, label }: { readonly field: Field; readonly label: string }): ReactNode {
  const { settings } = useText();
  const { store } = useServices();
  const kept = useChat((state) => state.parameters[field]);
  const [written, setWritten] = useState(kept === undefined ? '' : String(kept));
  const id = useId();
  const { low, high, isWhole } = ranges[field];
  const value = Number(written);
  const isValid = written.trim() === '' || (value >= low && value <= high && (!isWhole || Number.isInteger(value)));

  function take(text: string): void {
    setWritten(text);
    const { actions, parameters } = store.getState();
    const { [field]: _left, ...others } = parameters;
    const number = Number(text);
    if (text.trim() === '') actions.setParameters(others);
    else if (number >= low && number <= high && (!isWhole || Number.isInteger(number))) {
      const changed: SamplingParameters = { ...others, [field]: number };
      actions.setParameters(changed);
    }
  }

  return (
    <div className="settings-row">
      <label htmlFor={id}>{label}</label>
      <div>
        <input
          id={id}
          className="text-input"
          inputMode="decimal"
          value={written}
          aria-invalid={!isValid}
          aria-describedby={isValid ? undefined : `${id}-error`}
          onChange={(event) => take(event.currentTarget.value)}
        />
        {isValid ? null : (
          <p id={`${id}-error`} className="settings-error">
            {settings.outOfRange(low, high)}
          </p>
        )}
      </div>
    </div>
  );
}
