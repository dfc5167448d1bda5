import type { ReactNode } from 'react';
import { allParameters, type Parameter } from '#providers/known-parameters.ts';
import type { SamplingParameters } from '#providers/provider.ts';
import { useSendingText } from '../../language/sending-text.ts';
import { SamplingForm } from '../../parts/sampling/sampling-form.tsx';
import { useChat, useServices } from '../../services-context.ts';

interface Properties {
  readonly conversationId: string | null;
  /** The model's usual values. */
  readonly usual: SamplingParameters;
  readonly disabled: Readonly<Partial<Record<Parameter, string>>>;
  /** Changes when the values were changed from outside of the fields. */
  readonly round: number;
  readonly onReset: () => void;
}

const none: SamplingParameters = {};

/** Parameters of this conversation alone; an empty field tells what holds instead, and where that comes from. */
export function OwnSampling({ conversationId, usual, disabled, round, onReset }: Properties): ReactNode {
  const text = useSendingText();
  const { store } = useServices();
  const ofAll = useChat((state) => state.parameters);
  const own = useChat((state) =>
    conversationId === null ? state.newParameters : (state.conversations.get(conversationId)?.parameters?.value ?? null),
  );
  const words = (parameter: Parameter): readonly [Parameter, string][] => {
    const [everywhere, authors] = [ofAll[parameter], usual[parameter]];
    if (everywhere !== undefined) return [[parameter, text.valueOfAll(everywhere)]];
    return authors === undefined ? [] : [[parameter, text.usualValue(authors)]];
  };
  const set = (values: SamplingParameters): void => store.getState().actions.setOwnParameters(conversationId, values);
  return (
    <>
      <SamplingForm
        key={round}
        values={own ?? none}
        onChange={set}
        usual={Object.fromEntries(allParameters.flatMap(words))}
        disabled={disabled}
      />
      <button
        type="button"
        className="button sampling-reset"
        disabled={own === null}
        onClick={() => {
          set({});
          onReset();
        }}
      >
        {text.reset}
      </button>
    </>
  );
}
