import { type ReactNode, useId, useState } from 'react';
import { allParameters, type Parameter } from '#providers/known-parameters.ts';
import type { SamplingParameters } from '#providers/provider.ts';
import { useSendingText } from '../../language/sending-text.ts';
import './sampling.css';

const ranges: Readonly<Record<Parameter, { readonly low: number; readonly high: number; readonly isWhole: boolean }>> = {
  temperature: { low: 0, high: 2, isWhole: false },
  topP: { low: 0, high: 1, isWhole: false },
  topK: { low: 0, high: 1000, isWhole: true },
  repetitionPenalty: { low: 0.5, high: 2, isWhole: false },
  maxTokens: { low: 1, high: 131_072, isWhole: true },
  seed: { low: 0, high: 4_294_967_295, isWhole: true },
};

interface Properties {
  readonly values: SamplingParameters;
  readonly onChange: (values: SamplingParameters) => void;
  /** What holds where a field is empty, in words. */
  readonly usual: Readonly<Partial<Record<Parameter, string>>>;
  /** Why a parameter has no effect here; absent = it has one. */
  readonly disabled: Readonly<Partial<Record<Parameter, string>>>;
  readonly shown?: readonly Parameter[];
}

/** Sampling parameters, each with what it does. What changes them from outside must give the form another key: fields hold what is being typed. */
export function SamplingForm({ values, onChange, usual, disabled, shown = allParameters }: Properties): ReactNode {
  return (
    <div className="sampling">
      {shown.map((parameter) => (
        <NumberField
          key={parameter}
          parameter={parameter}
          value={values[parameter]}
          usual={usual[parameter]}
          reason={disabled[parameter]}
          onValue={(value) => {
            const { [parameter]: _left, ...others } = values;
            onChange(value === null ? others : { ...others, [parameter]: value });
          }}
        />
      ))}
    </div>
  );
}

interface FieldProperties {
  readonly parameter: Parameter;
  readonly value: number | undefined;
  readonly usual: string | undefined;
  readonly reason: string | undefined;
  readonly onValue: (value: number | null) => void;
}

/** Empty leaves the parameter to whatever else is set; a value out of range is named and not taken. */
function NumberField({ parameter, value, usual, reason, onValue }: FieldProperties): ReactNode {
  const text = useSendingText();
  const [written, setWritten] = useState(value === undefined ? '' : String(value));
  const id = useId();
  const { low, high, isWhole } = ranges[parameter];
  const accepts = (typed: string): boolean => {
    const number = Number(typed);
    return typed.trim() === '' || (number >= low && number <= high && (!isWhole || Number.isInteger(number)));
  };
  const isValid = accepts(written);
  const { name, hint } = text.parameters[parameter];

  function take(typed: string): void {
    setWritten(typed);
    if (accepts(typed)) onValue(typed.trim() === '' ? null : Number(typed));
  }

  return (
    <div className="sampling-field" data-disabled={reason !== undefined}>
      <label htmlFor={id}>{name}</label>
      <input
        id={id}
        className="text-input"
        inputMode={isWhole ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={written}
        placeholder={usual ?? ''}
        disabled={reason !== undefined}
        aria-invalid={!isValid}
        aria-describedby={`${id}-hint`}
        onChange={(event) => take(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} className={isValid ? 'sampling-hint' : 'sampling-hint wrong'}>
        {isValid ? (reason ?? hint) : text.outOfRange(low, high)}
      </p>
    </div>
  );
}
