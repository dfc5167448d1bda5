import type { ReactNode } from 'react';
import { citation } from '#catalog/citation.ts';
import type { Model } from '#catalog/schema.ts';
import { useModelPageText } from '../../language/models-text.ts';
import { Commands } from '../../parts/run/commands.tsx';
import { useCatalog } from '../../services-context.ts';
import { DocumentButtons } from '../document-buttons.tsx';

/** Files that go along with a model, and how to cite it. */
export function Documents({ model }: { readonly model: Model }): ReactNode {
  const text = useModelPageText();
  const catalog = useCatalog();
  return (
    <section className="documents">
      <h2>{text.documents}</h2>
      <DocumentButtons modelIds={[model.id]} name={model.id} />
      <p className="page-small">{text.documentsNote}</p>
      <h3>{text.citation}</h3>
      <Commands label={text.bibtex} code={citation(catalog, model)} />
    </section>
  );
}
