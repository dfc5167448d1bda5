import { type ReactNode, Suspense } from 'react';
import { useText } from '../language/language.tsx';
import { CatalogWaiting } from '../parts/catalog-waiting.tsx';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { Icon } from '../parts/icon.tsx';
import { ProvenancePanel } from '../parts/provenance/provenance-panel.tsx';
import { useChat } from '../services-context.ts';
import { useSteady } from './use-steady.ts';

/** Id of an answer's provenance, for `aria-controls`. */
export const provenanceId = (answerId: string): string => `provenance-${answerId}`;

export function ProvenanceAside({ answerId, onClose }: { readonly answerId: string; readonly onClose: () => void }): ReactNode {
  const text = useText();
  return (
    <aside className="chat-aside" aria-label={text.chat.provenance}>
      <div className="chat-aside-bar">
        <h2>{text.chat.provenance}</h2>
        <button type="button" className="icon-button small" aria-label={text.chat.closeProvenance} onClick={onClose}>
          <Icon name="close" size={18} />
        </button>
      </div>
      <div className="chat-aside-body">
        <AnswerProvenance key={answerId} answerId={answerId} />
      </div>
    </aside>
  );
}

/** The provenance of one answer. While words arrive it changes only when what it shows does. */
export function AnswerProvenance({ answerId }: { readonly answerId: string }): ReactNode {
  const text = useText();
  const answer = useSteady(useChat((state) => state.messages.get(answerId)));
  if (answer?.kind !== 'answer') return null;
  return (
    <ErrorBoundary resetKey={`${answerId}${answer.status}`} fallback={<p>{text.common.screenFailed}</p>}>
      <Suspense fallback={<CatalogWaiting />}>
        <ProvenancePanel answer={answer} id={provenanceId(answerId)} />
      </Suspense>
    </ErrorBoundary>
  );
}
