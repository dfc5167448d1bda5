import type { ReactNode } from 'react';
import type { FamilyNode } from '#catalog/family-graph.ts';
import { useAtlasText } from '../language/atlas-text.ts';
import { useProvenanceText } from '../language/lineage-text.ts';
import { Icon } from '../parts/icon.tsx';
import { LicenseBadge } from '../parts/license/license-badge.tsx';
import { VerdictBadge } from '../parts/license/verdict-badge.tsx';
import { OperatorMark } from '../parts/operator-mark.tsx';
import { hrefOf } from '../routes.ts';
import { useCatalog } from '../services-context.ts';
import { columns, type Sorting } from './home-address.ts';
import './home-table.css';
import { shortMaker } from './maker-name.ts';
import { sortNodes } from './sort-nodes.ts';

interface TableProperties {
  readonly nodes: readonly FamilyNode[];
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

/** The family tree as a table: the same models with the same foundations, to sort and to read from top to bottom. */
export function HomeTable({ nodes, sorting, onSort }: TableProperties): ReactNode {
  const { familyTree: text } = useAtlasText();
  const catalog = useCatalog();
  return (
    <>
      <div className="home-sort">
        <label className="home-choice">
          <span>{text.sortBy}</span>
          <select
            value={sorting.by}
            onChange={(event) => onSort({ ...sorting, by: columns.find((column) => column === event.currentTarget.value) ?? 'name' })}
          >
            {columns.map((column) => (
              <option key={column} value={column}>
                {text.columns[column]}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" size={14} />
        </label>
        <button type="button" className="button" onClick={() => onSort({ ...sorting, isDescending: !sorting.isDescending })}>
          <Icon name={sorting.isDescending ? 'arrow-down' : 'arrow-up'} size={16} />
          {sorting.isDescending ? text.descending : text.ascending}
        </button>
      </div>
      <table className="home-table">
        <caption className="visually-hidden">{text.caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const isSorted = sorting.by === column;
              return (
                <th
                  key={column}
                  scope="col"
                  className={column}
                  aria-sort={isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : undefined}
                >
                  <button type="button" onClick={() => onSort({ by: column, isDescending: isSorted && !sorting.isDescending })}>
                    {text.columns[column]}
                    {isSorted ? <Icon name={sorting.isDescending ? 'arrow-down' : 'arrow-up'} size={14} /> : null}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sortNodes(catalog, nodes, sorting).map((node) => (
            <Row key={node.model.id} node={node} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Row({ node: { model, foundation, roots, verdict } }: { readonly node: FamilyNode }): ReactNode {
  const { familyTree: text } = useAtlasText();
  const provenance = useProvenanceText();
  const catalog = useCatalog();
  const doubt = (unverified: boolean | undefined): string => (unverified === true ? ` (${provenance.unverified})` : '');
  const { released, parametersBillion: size } = model;
  return (
    <tr data-model={model.id} data-verdict={verdict} data-foundation={foundation}>
      <th scope="row" className="name">
        <a href={hrefOf({ screen: 'atlas', modelId: model.id })}>{model.name}</a>
        <OperatorMark entry={`models/${model.id}`} />
      </th>
      <td className="maker">{shortMaker(catalog, model.organisation)}</td>
      <td className="released">{released.value === null ? text.unknown : released.value + doubt(released.unverified)}</td>
      <td className="size">{size.value === null ? text.unknown : text.billion(size.value) + doubt(size.unverified)}</td>
      <td className="foundation" data-label={text.columns.foundation}>
        {roots.length === 0 ? text.itself : null}
        {roots.map((root) => (
          <a key={root.id} href={hrefOf({ screen: 'atlas', modelId: root.id })}>
            {root.name}
          </a>
        ))}
      </td>
      <td className="declared" data-label={text.columns.declared}>
        <LicenseBadge modelId={model.id} />
      </td>
      <td className="effective">
        <VerdictBadge verdict={verdict} />
      </td>
    </tr>
  );
}
