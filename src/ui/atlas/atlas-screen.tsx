import { type ReactNode, useState } from 'react';
import { useText } from '../language/language.tsx';
import { LicenseBadge } from '../parts/license/license-badge.tsx';
import { OperatorMark } from '../parts/operator-mark.tsx';
import { hrefOf } from '../routes.ts';
import { useCatalog } from '../services-context.ts';
import './atlas.css';
import { ModelPage } from './model-page.tsx';

/** The catalog: the list of all models, or the page of one. */
export function AtlasScreen({ modelId }: { readonly modelId: string | null }): ReactNode {
  const { atlas: text } = useText();
  const catalog = useCatalog();
  if (modelId === null) return <ModelList />;
  const model = catalog.models.get(modelId);
  return (
    <div className="page">
      <a className="page-back" href={hrefOf({ screen: 'atlas', modelId: null })}>
        ‹ {text.back}
      </a>
      {model === undefined ? <h1>{text.unknown}</h1> : <ModelPage key={model.id} model={model} />}
    </div>
  );
}

function ModelList(): ReactNode {
  const { atlas: text, whatIf } = useText();
  const catalog = useCatalog();
  const [search, setSearch] = useState('');
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...catalog.models.values()]
    .filter(({ id, name, hubId, organisation }) =>
      words.every((word) => `${id} ${name} ${hubId ?? ''} ${organisation}`.toLowerCase().includes(word)),
    )
    .toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
  return (
    <div className="page">
      <h1>{text.title}</h1>
      <p className="page-intro">{text.intro}</p>
      <a className="page-back" href={hrefOf({ screen: 'what-if', off: [] })}>
        {whatIf.open} ›
      </a>
      <input
        type="search"
        className="text-input"
        aria-label={text.search}
        placeholder={text.search}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <p className="page-count">{found.length === 0 ? text.nothing : text.found(found.length)}</p>
      <ul className="model-list">
        {found.map((model) => (
          <li key={model.id}>
            <a href={hrefOf({ screen: 'atlas', modelId: model.id })}>{model.name}</a>
            <span>{catalog.organisations.get(model.organisation)?.name.value ?? model.organisation}</span>
            <LicenseBadge modelId={model.id} />
            <OperatorMark entry={`models/${model.id}`} />
          </li>
        ))}
      </ul>
    </div>
  );
}
