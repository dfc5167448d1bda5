import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { type FamilyFilter, filterFamily } from '#catalog/family-filter.ts';
import { useAtlasText } from '../language/atlas-text.ts';
import { useProvenanceText } from '../language/lineage-text.ts';
import { useModelsText } from '../language/models-text.ts';
import { navigate } from '../routes.ts';
import { useCatalog } from '../services-context.ts';
import { useMedia } from '../use-media.ts';
import { AtlasNav } from './atlas-nav.tsx';
import './atlas-home.css';
import { DocumentButtons } from './document-buttons.tsx';
import { TreeLegend } from './family-tree/tree-legend.tsx';
import { type HomeState, readHome, writeHome } from './home-address.ts';
import { HomeFilters } from './home-filters.tsx';
import { HomeTable } from './home-table.tsx';
import { familyOf } from './known-family.ts';
import { type View, ViewSwitch, wideEnoughForTree } from './view-switch.tsx';

/** The drawing and its layout library are fetched by whoever looks at the tree. */
const FamilyTree = lazy(async () => ({ default: (await import('./family-tree/family-tree.tsx')).FamilyTree }));

/** The whole catalog, as a tree or as a table; what is asked for stands in the address. */
export function AtlasHome({ query }: { readonly query: string }): ReactNode {
  const atlas = useModelsText();
  const provenance = useProvenanceText();
  const { familyTree: text } = useAtlasText();
  const catalog = useCatalog();
  const isWide = useMedia(wideEnoughForTree);
  // The address follows a choice a moment later; until then the choice itself is right.
  const [ahead, setAhead] = useState({ of: query, query });
  const asked = ahead.of === query ? ahead.query : query;
  const state = useMemo(() => readHome(asked), [asked]);
  const graph = familyOf(catalog);
  const makerNames = useMemo(() => new Map([...catalog.organisations.values()].map(({ id, name }) => [id, name.value])), [catalog]);
  const family = useMemo(() => filterFamily(graph, state.filter, makerNames), [graph, state.filter, makerNames]);
  const view: View = state.view ?? (isWide ? 'tree' : 'table');
  const matching = family.nodes.filter(({ model }) => family.matching.has(model.id));

  function change(next: Partial<HomeState>): void {
    const written = writeHome({ ...state, ...next });
    setAhead({ of: query, query: written });
    navigate({ screen: 'atlas', modelId: null, query: written }, { replace: true });
  }

  return (
    <div className={`atlas-home ${view}`}>
      <header className="atlas-head">
        <div className="atlas-title">
          <h1>{atlas.title}</h1>
          <p className="page-count" role="status">
            {matching.length === 0 ? text.nothing : text.found(matching.length, graph.nodes.length)}
            {view === 'tree' && family.nodes.length > matching.length ? ` · ${text.context(family.nodes.length - matching.length)}` : ''}
          </p>
          <AtlasNav here="atlas" />
        </div>
        <div className="atlas-tools">
          <HomeFilters isWide={isWide} nodes={graph.nodes} filter={state.filter} onChange={(filter: FamilyFilter) => change({ filter })} />
          <ViewSwitch view={view} onChange={(chosen) => change({ view: chosen })} />
        </div>
      </header>
      {view === 'table' ? <HomeTable nodes={matching} sorting={state.sorting} onSort={(sorting) => change({ sorting })} /> : null}
      {view === 'tree' && matching.length > 0 ? (
        <Suspense fallback={<div className="family-tree" />}>
          <FamilyTree family={family} label={text.label} description={text.description} />
        </Suspense>
      ) : null}
      <footer className="atlas-foot">
        {view === 'tree' ? <TreeLegend /> : null}
        {matching.length === 0 ? null : (
          <details className="atlas-papers">
            <summary>{text.papers(matching.length)}</summary>
            <DocumentButtons modelIds={matching.map(({ model }) => model.id)} name="stemma-models" />
          </details>
        )}
        <p className="page-small">{provenance.notAdvice}</p>
      </footer>
    </div>
  );
}
