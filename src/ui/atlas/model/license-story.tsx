import type { ReactNode } from 'react';
import type { Model } from '#catalog/schema.ts';
import { useModelPageText, useModelsText } from '../../language/models-text.ts';
import { licenseOf } from '../../parts/license/known-licenses.ts';
import { SourceLink } from '../../parts/sources/source-link.tsx';
import { useCatalog } from '../../services-context.ts';
import { Sentences } from './sentences.tsx';

/** How the declared license changed, where sources contradict each other, and what is to be known of the licenses that hold. */
export function LicenseStory({ model }: { readonly model: Model }): ReactNode {
  const text = useModelPageText();
  const atlas = useModelsText();
  const catalog = useCatalog();
  const { history, conflicts } = model.license;
  return (
    <>
      {history.length === 0 ? null : (
        <section>
          <h2>{text.history}</h2>
          <ol className="license-story">
            {history.map(({ license, when, source, note }) => (
              <li key={`${license} ${when}`}>
                <bdi>{catalog.licenses.get(license)?.name ?? license}</bdi>{' '}
                <small lang="en">{[when, note].filter(Boolean).join('; ')}</small>
                <SourceLink source={source} />
              </li>
            ))}
          </ol>
        </section>
      )}
      <Sentences title={atlas.conflicts} sentences={conflicts} />
      {(licenseOf(catalog, model.id)?.effective ?? []).map(({ id, name, notes }) => (
        <Sentences key={id} title={text.licenseNotes(name)} sentences={notes} />
      ))}
    </>
  );
}
