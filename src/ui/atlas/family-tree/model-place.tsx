import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import type { Model } from '#catalog/schema.ts';
import { withModels } from '#catalog/family-filter.ts';
import { kinOf } from '#catalog/family-graph.ts';
import { useAtlasText } from '../../language/atlas-text.ts';
import { useCatalog } from '../../services-context.ts';
import { familyOf } from '../known-family.ts';
import './model-place.css';

/** The drawing and its layout library are fetched after the page that it stands on. */
const FamilyTree = lazy(async () => ({ default: (await import('./family-tree.tsx')).FamilyTree }));

/** What a model stands on and what stands on it, as a part of the family tree; nothing for a model that is alone. */
export function ModelPlace({ model }: { readonly model: Model }): ReactNode {
  const { familyTree: text } = useAtlasText();
  const catalog = useCatalog();
  const graph = familyOf(catalog);
  const family = useMemo(() => withModels(graph, kinOf(graph.edges, model.id)), [graph, model.id]);
  if (family.nodes.length < 2) return null;
  return (
    <section>
      <h2>{text.place}</h2>
      <div className="model-place">
        <Suspense fallback={<div className="family-tree" />}>
          <FamilyTree
            isEmbedded
            family={family}
            marked={model.id}
            label={text.placeLabel(model.name)}
            description={text.placeDescription}
          />
        </Suspense>
      </div>
    </section>
  );
}
