import type { ReactNode } from 'react';
import { useModelsText } from '../language/models-text.ts';
import { hrefOf } from '../routes.ts';
import { useCatalog } from '../services-context.ts';
import { AtlasHome } from './atlas-home.tsx';
import '../parts/page.css';
import './atlas.css';
import { ModelPlace } from './family-tree/model-place.tsx';
import { ModelPage } from './model-page.tsx';

/** The catalog: the family tree of all models, or the page of one. */
export function AtlasScreen({ modelId, query }: { readonly modelId: string | null; readonly query: string }): ReactNode {
  const text = useModelsText();
  const catalog = useCatalog();
  if (modelId === null) return <AtlasHome query={query} />;
  const model = catalog.models.get(modelId);
  return (
    <div className="page">
      <a className="page-back" href={hrefOf({ screen: 'atlas', modelId: null })}>
        ‹ {text.back}
      </a>
      {model === undefined ? (
        <h1>{text.unknown}</h1>
      ) : (
        <>
          <ModelPage key={model.id} model={model} />
          <ModelPlace key={`place of ${model.id}`} model={model} />
        </>
      )}
    </div>
  );
}
