import { type ReactNode, Suspense } from 'react';
import type { EffectiveLicense } from '#catalog/effective-license.ts';
import { foundations } from '#catalog/lineage.ts';
import { sharedLineage, type Standing } from '#catalog/shared-lineage.ts';
import { servedCatalogId } from '#chat/served-model.ts';
import { findOffer } from '../offers.ts';
import { useStore } from 'zustand';
import { type CompareText, useCompareText } from '../language/compare-text.ts';
import { useProvenanceText } from '../language/lineage-text.ts';
import { CatalogWaiting } from '../parts/catalog-waiting.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { holdsMore, licenseOf } from '../parts/license/known-licenses.ts';
import { LicenseBadge, shortLicenseName } from '../parts/license/license-badge.tsx';
import { VerdictBadge } from '../parts/license/verdict-badge.tsx';
import { hrefOf } from '../routes.ts';
import { useCatalog, useChat, useServices } from '../services-context.ts';
import type { ShownColumn } from './shown-column.ts';

interface Properties {
  readonly columns: readonly ShownColumn[];
  readonly onClose: () => void;
}

/** What the columns' models have in common, where they part, and which of them may be used commercially. */
export function LineageDialog({ columns, onClose }: Properties): ReactNode {
  const { line } = useCompareText();
  return (
    <Dialog title={line.title} onClose={onClose} className="compare-wide">
      <Suspense fallback={<CatalogWaiting />}>
        <LineageTable columns={columns} />
      </Suspense>
    </Dialog>
  );
}

function LineageTable({ columns }: Pick<Properties, 'columns'>): ReactNode {
  const { line: text } = useCompareText();
  const provenance = useProvenanceText();
  const catalog = useCatalog();
  const ids = useCatalogIds(columns);
  const licenses = ids.map((id) => (id === null ? null : licenseOf(catalog, id)));
  const { ancestors, dataSets } = sharedLineage(catalog, ids);
  const shared = ancestors.filter(({ standings }) => standings.every((standing) => standing !== null));
  const nameOf = (place: number): string => catalog.models.get(ids[place] ?? '')?.name ?? columns[place]?.name ?? '';
  return (
    <div className="compare-dialog-body" tabIndex={-1}>
      <CommercialUse licenses={licenses} nameOf={nameOf} text={text} />
      <p data-shared={shared.map(({ model }) => model.id).join(' ')}>
        {shared.length === 0 ? text.sharedNothing : `${text.shared} ${shared.map(({ model }) => model.name).join(', ')}.`}
      </p>
      {ids.includes(null) ? <p className="compare-note">{text.someUnknown}</p> : null}
      <div className="compare-table" tabIndex={0} role="region" aria-label={text.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{text.title}</span>
              </th>
              {columns.map(({ id }, place) => (
                <th key={id} scope="col">
                  <bdi>{nameOf(place)}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{text.commercial}</th>
              {columns.map(({ id }, place) => {
                const verdict = licenses[place]?.verdicts['commercial-use'].verdict;
                return (
                  <td key={id} data-question="commercial-use" data-verdict={verdict ?? ''}>
                    {verdict === undefined ? text.unknown : <VerdictBadge verdict={verdict} />}
                  </td>
                );
              })}
            </tr>
            <tr>
              <th scope="row">{provenance.declared}</th>
              {columns.map(({ id }, place) => (
                <td key={id}>{licenses[place] === null ? text.unknown : <LicenseBadge modelId={ids[place] ?? ''} />}</td>
              ))}
            </tr>
            {licenses.some((license) => license !== null && holdsMore(license)) ? (
              <tr>
                <th scope="row">{provenance.effective}</th>
                {columns.map(({ id }, place) => (
                  <td key={id}>{licenses[place]?.effective.map(shortLicenseName).join(' + ') ?? text.unknown}</td>
                ))}
              </tr>
            ) : null}
            <tr>
              <th scope="row">{text.foundations}</th>
              {columns.map(({ id }, place) => (
                <td key={id}>
                  {foundations(catalog, ids[place] ?? '')
                    .map(({ name }) => name)
                    .join(', ') || text.unknown}
                </td>
              ))}
            </tr>
            {ancestors.length === 0 ? null : <GroupRow label={text.ancestors} span={columns.length + 1} />}
            {ancestors.map(({ model, standings }) => (
              <tr key={model.id} data-ancestor={model.id} data-shared-by={standings.filter((standing) => standing !== null).length}>
                <th scope="row">
                  <a href={hrefOf({ screen: 'atlas', modelId: model.id })}>{model.name}</a>
                </th>
                {standings.map((standing, place) => (
                  <td key={columns[place]?.id}>
                    <Mark standing={standing} text={text} />
                  </td>
                ))}
              </tr>
            ))}
            {dataSets.length === 0 ? null : <GroupRow label={text.dataSets} span={columns.length + 1} />}
            {dataSets.map(({ dataSet, uses }) => (
              <tr key={dataSet.id} data-data-set={dataSet.id}>
                <th scope="row">{dataSet.name}</th>
                {uses.map((isUsed, place) => (
                  <td key={columns[place]?.id}>
                    <Mark standing={isUsed ? 'itself' : null} text={{ ...text, itself: text.uses }} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** The cards of the models that answered or, where nothing was asked yet, of those that would. */
function useCatalogIds(columns: readonly ShownColumn[]): readonly (string | null)[] {
  const { offers } = useServices();
  const known = useStore(offers);
  const { conversations, matches } = useChat((state) => state);
  return columns.map(({ id, answer }) => {
    if (answer !== null) return servedCatalogId(answer.provenance);
    const key = conversations.get(id)?.model.value ?? null;
    const said = key === null ? undefined : matches[key];
    return said === undefined ? (findOffer(known, key)?.model.catalogId ?? null) : said;
  });
}

function GroupRow({ label, span }: { readonly label: string; readonly span: number }): ReactNode {
  return (
    <tr className="compare-group">
      <th scope="colgroup" colSpan={span}>
        {label}
      </th>
    </tr>
  );
}

/** Never by shape alone: what it means is said as well. */
function Mark({ standing, text }: { readonly standing: Standing; readonly text: CompareText['line'] }): ReactNode {
  const words = standing === null ? text.not : text[standing];
  return (
    <span className={standing === null ? 'compare-mark none' : 'compare-mark'} data-standing={standing ?? 'none'}>
      <Icon name={standing === null ? 'minus' : standing === 'history' ? 'info' : 'check'} size={14} />
      <span className={standing === 'history' ? undefined : 'visually-hidden'}>{words}</span>
    </span>
  );
}

function CommercialUse({
  licenses,
  nameOf,
  text,
}: {
  readonly licenses: readonly (EffectiveLicense | null)[];
  readonly nameOf: (place: number) => string;
  readonly text: CompareText['line'];
}): ReactNode {
  const names = (wanted: string): string =>
    [
      ...new Set(licenses.flatMap((license, place) => (license?.verdicts['commercial-use'].verdict === wanted ? [nameOf(place)] : []))),
    ].join(', ');
  const [free, bound] = [names('allowed'), names('conditional')];
  return (
    <div className="compare-verdict">
      <p>{free === '' ? text.noneCommercial : text.someCommercial(free)}</p>
      {bound === '' ? null : <p>{text.underConditions(bound)}</p>}
    </div>
  );
}
