import type { ReactNode } from 'react';
import { useChat, useServices } from '../../services-context.ts';

interface Properties {
  readonly examples: readonly string[];
  readonly onAsk: (question: string) => boolean;
}

/** Questions to begin with; a press asks. */
export function ExampleList({ examples, onAsk }: Properties): ReactNode {
  const { prepareModel } = useServices();
  const chosen = useChat((state) => state.chosenModel);
  // The pointer or the focus is there a moment before the question is asked.
  const prepare = (): void => {
    if (chosen !== null) prepareModel(chosen);
  };
  return (
    <ul className="welcome-suggestions">
      {examples.map((question) => (
        <li key={question}>
          <button type="button" onClick={() => onAsk(question)} onPointerEnter={prepare} onFocus={prepare}>
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}
