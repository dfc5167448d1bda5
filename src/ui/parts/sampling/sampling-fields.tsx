import { type ReactNode, useId, useState } from 'react';
import { allParameters, type Parameter } from '#providers/known-parameters.ts';
import type { SamplingParameters } from '#providers/provider.ts';
import { useSendingText } from '../../language/sending-text.ts';
import { useChat, useServices } from '../../services-context.ts';
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
  /** What the model gets when a field is empty; `{}` where no model is meant. */
  readonly usual: SamplingParameters;
  /** Why a parameter has no effect here; absent = it has one. */
  readonly disabled: Readonly<Partial<Record<Parameter, string>>>;
}

/** The person's own sampling parameters, each with what it does. */
export function SamplingFields({ usual, disabled }: Properties): ReactNode {
  const text = useSendingText();
  const { store } = useServices();
  const own = useChat(({ parameters }) => parameters);
  // Fields hold what is being typed, so a reset makes them anew.
  const [round, setRound] = useState(0);
  return (
    <div className="sampling">
      {allParameters.map((parameter) => (
        <NumberField
          key={`${parameter} ${round}`}
          parameter={parameter}
          kept={own[parameter]}
          onTake={(value) => store.getState().actions.setParameters(withParameter(store.getState().parameters, parameter, value))}
          usual={usual[parameter]}
          reason={disabled[parameter]}
        />
      ))}
      <button
        type="button"
        className="button sampling-reset"
        disabled={Object.keys(own).length === 0}
        onClick={() => {
          store.getState().actions.setParameters({});
          setRound(round + 1);
        }}
      >
        {text.reset}
      </button>
    </div>
  );
}

/** The parameters with another value of one of them, or without it. */
export function withParameter(parameters: SamplingParameters, parameter: Parameter, value: number | undefined): SamplingParameters {
  const { [parameter]: _left, ...others } = parameters;
  return value === undefined ? others : { ...others, [parameter]: value };
}

interface FieldProperties {
  readonly parameter: Parameter;
  readonly kept: number | undefined;
  /** `undefined`: nothing of the person's own. */
  readonly onTake: (value: number | undefined) => void;
  readonly usual: number | undefined;
  readonly reason: string | undefined;
}

/** Empty leaves the parameter to the model or the backend; a value out of range is named and not taken. */
export function NumberField({ parameter, kept, onTake, usual, reason }: FieldProperties): ReactNode {
  const text = useSendingText();
  const [written, setWritten] = useState(kept === undefined ? '' : String(kept));
  const id = useId();
  const { low, high, isWhole } = ranges[parameter];
  const accepts = (value: string): boolean => {
    const number = Number(value);
    return value.trim() === '' || (number >= low && number <= high && (!isWhole || Number.isInteger(number)));
  };
  const isValid = accepts(written);
  const { name, hint } = text.parameters[parameter];

  function take(value: string): void {
    setWritten(value);
    if (!accepts(value)) return;
    onTake(value.trim() === '' ? undefined : Number(value));
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
        placeholder={usual === undefined ? '' : text.usualValue(usual)}
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
