import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useText } from '../language/language.tsx';
import { findOffer } from '../offers.ts';
import { useChat, useServices } from '../services-context.ts';

/** The first screen: what this is, and questions to begin with where the guide answers. */
export function Welcome({ onAsk }: { readonly onAsk: (question: string) => boolean }): ReactNode {
  const text = useText();
  const { offers, configuration, prepareModel } = useServices();
  const chosen = useChat((state) => state.chosenModel);
  const isGuide = useStore(offers, (state) => findOffer(state, chosen)?.model.catalogId === 'stemma-guide');
  // The pointer or the focus is there a moment before the question is asked.
  const prepare = (): void => {
    if (chosen !== null) prepareModel(chosen);
  };
  return (
    <div className="welcome">
      <div className="welcome-inner">
        <h1>{text.chat.welcome}</h1>
        <p className="welcome-text">{text.chat.welcomeText}</p>
        {isGuide ? (
          <>
            <ul className="welcome-suggestions">
              {text.chat.suggestions.map((question) => (
                <li key={question}>
                  <button type="button" onClick={() => onAsk(question)} onPointerEnter={prepare} onFocus={prepare}>
                    {question}
                  </button>
                </li>
              ))}
            </ul>
            <p className="welcome-note">{text.chat.guideNote}</p>
          </>
        ) : null}
        {configuration.notice === null ? null : <p className="welcome-note">{configuration.notice}</p>}
      </div>
    </div>
  );
}
