import type { ReactNode } from 'react';
import { isLive } from '#chat/state.ts';
import { useThreadText } from '../../language/thread-text.ts';
import { announce } from '../../notices.ts';
import { Icon } from '../../parts/icon.tsx';
import { useChat, useServices } from '../../services-context.ts';
import { Answer } from './answer.tsx';
import './drafts.css';

/** Several answers to one question, side by side, until a person keeps one. */
export function Drafts({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const text = useThreadText();
  return (
    <section className="drafts" aria-label={text.draftsTitle(ids.length)}>
      <p className="drafts-hint">{text.draftsHint}</p>
      <ol>
        {ids.map((id, place) => (
          <Draft key={id} id={id} position={place + 1} count={ids.length} />
        ))}
      </ol>
    </section>
  );
}

function Draft({ id, position, count }: { readonly id: string; readonly position: number; readonly count: number }): ReactNode {
  const text = useThreadText();
  const { store } = useServices();
  const answer = useChat((state) => state.messages.get(id));
  if (answer?.kind !== 'answer') return null;
  return (
    <li>
      <div className="drafts-bar">
        <h2>{text.draft(position, count)}</h2>
        <button
          type="button"
          className="button"
          aria-label={text.keepSpoken(position)}
          disabled={isLive(answer) || answer.text === ''}
          onClick={() => {
            void store
              .getState()
              .actions.chooseDraft(id)
              .then(() => announce(text.kept));
          }}
        >
          <Icon name="check" size={16} />
          {text.keep}
        </button>
      </div>
      <Answer answer={answer} isDraft />
    </li>
  );
}
