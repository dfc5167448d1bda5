import { type ReactNode, useState } from 'react';
import { isCut } from '#chat/continuing.ts';
import type { AnswerRecord } from '#chat/records.ts';
import { useThreadText } from '../../language/thread-text.ts';
import { showToast } from '../../notices.ts';
import { Icon } from '../../parts/icon.tsx';
import { useCatalogIfHere, useServices } from '../../services-context.ts';

/** Goes on from an answer that was cut. The cut one stays. */
export function ContinueAnswer({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const text = useThreadText();
  const { store } = useServices();
  const [isAsking, setIsAsking] = useState(false);
  if (!isCut(answer)) return null;
  async function goOn(): Promise<void> {
    setIsAsking(true);
    try {
      await store.getState().actions.continueAnswer(answer.id, text.goOnWords);
    } catch (error) {
      showToast({ text: `${text.goOnFailed} ${error instanceof Error ? error.message : ''}`.trim(), action: null });
    }
    setIsAsking(false);
  }
  return (
    <button type="button" className="button continue-answer" disabled={isAsking} onClick={() => void goOn()}>
      <Icon name="go-on" size={16} />
      {text.goOn}
    </button>
  );
}

/** Says whose words an answer begins with. */
export function ContinuedNote({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const text = useThreadText();
  const catalog = useCatalogIfHere();
  const { store } = useServices();
  const part = answer.provenance.continues?.at(-1);
  if (part === undefined) return null;
  const name = catalog?.models.get(part.catalogId ?? '')?.name ?? part.model.slice(part.model.indexOf('/') + 1);
  return (
    <p className="answer-note">
      {text.continues(part.end, name)}{' '}
      {store.getState().messages.get(part.answerId)?.conversationId === answer.conversationId ? (
        <button type="button" className="link-button" onClick={() => store.getState().actions.showBranch(part.answerId)}>
          {text.showCut}
        </button>
      ) : null}
    </p>
  );
}
