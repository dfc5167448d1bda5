import type { ReactNode } from 'react';
import { useFirstVisitText } from '../../language/first-visit-text.ts';
import { useCatalogIfHere } from '../../services-context.ts';
import { ExampleList } from './example-list.tsx';

interface Properties {
  /** Catalog id of the chosen model; `null`: not in the catalog. */
  readonly catalogId: string | null;
  readonly onAsk: (question: string) => boolean;
}

/** Examples for a model that is not the guide: questions, or beginnings for one that continues a text. */
export function OtherExamples({ catalogId, onAsk }: Properties): ReactNode {
  const text = useFirstVisitText();
  const card = useCatalogIfHere()?.models.get(catalogId ?? '');
  const continues = card?.kind === 'base';
  return (
    <>
      <ExampleList examples={continues ? text.beginnings : text.examples} onAsk={onAsk} />
      {continues ? <p className="welcome-note">{text.beginningsNote}</p> : null}
    </>
  );
}
