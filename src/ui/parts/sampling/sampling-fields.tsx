import { type ReactNode, useState } from 'react';
import { useSendingText } from '../../language/sending-text.ts';
import { useChat, useServices } from '../../services-context.ts';
import { SamplingForm } from './sampling-form.tsx';

const nothing = {};

/** The person's own sampling parameters for all conversations that have none of their own. */
export function SamplingFields(): ReactNode {
  const text = useSendingText();
  const { store } = useServices();
  const parameters = useChat((state) => state.parameters);
  // Fields hold what is being typed, so a reset makes them anew.
  const [round, setRound] = useState(0);
  return (
    <>
      <SamplingForm
        key={round}
        values={parameters}
        onChange={(values) => store.getState().actions.setParameters(values)}
        usual={nothing}
        disabled={nothing}
      />
      <button
        type="button"
        className="button sampling-reset"
        disabled={Object.keys(parameters).length === 0}
        onClick={() => {
          store.getState().actions.setParameters({});
          setRound(round + 1);
        }}
      >
        {text.reset}
      </button>
    </>
  );
}
