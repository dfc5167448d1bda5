import { type ReactNode, Suspense } from 'react';
import { useText } from '../../language/language.tsx';
import { CatalogWaiting } from '../catalog-waiting.tsx';
import { ErrorBoundary } from '../error-boundary.tsx';
import { ProvenancePanel } from '../provenance/provenance-panel.tsx';
import { provenanceId } from './selection.ts';
import { useSteadyAnswer } from './use-steady.ts';

/** The provenance of one answer. While words arrive it changes only when what it shows does. */
export function AnswerProvenance({ answerId }: { readonly answerId: string }): ReactNode {
  const text = useText();
  const answer = useSteadyAnswer(answerId);
  if (answer === null) return null;
  return (
    <ErrorBoundary resetKey={`${answerId}${answer.status}`} fallback={<p>{text.common.screenFailed}</p>}>
      <Suspense
        fallback={
          <div id={provenanceId(answerId)}>
            <CatalogWaiting />
          </div>
        }
      >
        <ProvenancePanel answer={answer} id={provenanceId(answerId)} />
      </Suspense>
    </ErrorBoundary>
  );
}
