import { type ReactNode, Suspense } from 'react';
import type { KeptModel } from '#providers/local-models.ts';
import { CatalogWaiting } from '../catalog-waiting.tsx';
import { LineageDifferences } from '../stated/lineage-differences.tsx';
import { StatedWords } from '../stated/stated-words.tsx';
import '../stated/stated.css';
import { useWords } from './words.ts';

/** What the file and its repository's card say of a downloaded model, and where the catalog says otherwise. */
export function Claims({ model }: { readonly model: KeptModel }): ReactNode {
  const { words } = useWords();
  const { stated, card, sha256, revision, repository, file, catalogId } = model;
  return (
    <details className="device-claims">
      <summary>{words.details}</summary>
      <div>
        <dl>
          <dt>{words.repository}</dt>
          <dd>
            <bdi>
              {repository}/{file}
            </bdi>
          </dd>
          <dt>{words.revision}</dt>
          <dd>{revision}</dd>
          <dt>{words.checkedSum}</dt>
          <dd>{sha256 ?? words.checkedBySize}</dd>
        </dl>
        {stated === null ? null : <StatedWords stated={stated} />}
        {stated === null || catalogId === null ? null : (
          <Suspense fallback={<CatalogWaiting />}>
            <LineageDifferences stated={stated} modelId={catalogId} />
          </Suspense>
        )}
        <StatedWords stated={card} />
      </div>
    </details>
  );
}
