import { type ReactNode, useMemo, useState } from 'react';
import type { Catalog } from '#catalog/catalog.ts';
import { closure, hosts } from '#catalog/closure.ts';
import { restingOn } from '#catalog/family-graph.ts';
import { useAtlasText } from '../../language/atlas-text.ts';
import { useCatalog } from '../../services-context.ts';
import { useMedia } from '../../use-media.ts';
import { familyOf } from '../known-family.ts';
import { shortMaker } from '../maker-name.ts';
import { wideEnoughForTree } from '../view-switch.tsx';
import { isOff, type PublisherSwitch, type Switches, withDataSet, withHost, withPublisher } from './switches.ts';

/** So many are shown at once, and on a phone; the others unfold. */
const shownFirst = { publishers: [8, 4], dataSets: [5, 3] } as const;
const kinds: readonly PublisherSwitch[] = ['withdrawn', 'ended'];

interface BoardProperties {
  readonly switches: Switches;
  readonly onChange: (switches: Switches) => void;
}

/** All that can be switched off: publishers in two ways, data sets, hosts; each with how much of the catalog it bears. */
export function SwitchBoard({ switches, onChange }: BoardProperties): ReactNode {
  const { whatIf: text } = useAtlasText();
  const catalog = useCatalog();
  const publishers = useMemo(() => publishersOf(catalog), [catalog]);
  const dataSets = useMemo(() => dataSetsOf(catalog), [catalog]);
  const total = catalog.models.size;
  const isWide = useMedia(wideEnoughForTree);
  return (
    <div className="switch-board">
      <fieldset className="switch-publishers">
        <legend>{text.publishers}</legend>
        <div className="switch-row switch-heads" aria-hidden="true">
          <span>{text.resting}</span>
          <span>{text.withdrawn}</span>
          <span>{text.ended}</span>
        </div>
        <Folded
          items={publishers}
          first={shownFirst.publishers[isWide ? 0 : 1]}
          isOff={({ id }) => kinds.some((kind) => isOff(switches, id, kind))}
        >
          {({ id, count }) => (
            <div key={id} className="switch-row" data-publisher={id}>
              <Bearing name={shortMaker(catalog, id)} count={count} total={total} />
              {kinds.map((kind) => (
                <label key={kind}>
                  <input
                    type="checkbox"
                    aria-label={`${shortMaker(catalog, id)}: ${text[kind]}`}
                    checked={isOff(switches, id, kind)}
                    onChange={() => onChange(withPublisher(switches, id, kind))}
                  />
                  <span aria-hidden="true">{text[kind]}</span>
                </label>
              ))}
            </div>
          )}
        </Folded>
      </fieldset>
      <div className="switch-others">
        <fieldset>
          <legend>{text.dataSets}</legend>
          <Folded items={dataSets} first={shownFirst.dataSets[isWide ? 0 : 1]} isOff={({ id }) => switches.dataSets.includes(id)}>
            {({ id, count }) => (
              <label key={id} className="switch-line">
                <input type="checkbox" checked={switches.dataSets.includes(id)} onChange={() => onChange(withDataSet(switches, id))} />
                <bdi>{catalog.dataSets.get(id)?.name ?? id}</bdi>
                <small>
                  {text.dataTouches(count)}
                  {catalog.dataSets.get(id)?.status.value === 'defunct' ? ` · ${text.goneAlready}` : ''}
                </small>
              </label>
            )}
          </Folded>
        </fieldset>
        <fieldset>
          <legend>{text.hosts}</legend>
          {hosts.map((host) => (
            <label key={host} className="switch-line">
              <input type="checkbox" checked={switches.hosts.includes(host)} onChange={() => onChange(withHost(switches, host))} />
              <bdi>{text.host[host]}</bdi>
              <small>{text.hostHolds([...catalog.models.values()].filter(({ hubId }) => hubId !== null).length)}</small>
            </label>
          ))}
        </fieldset>
      </div>
    </div>
  );
}

/** A name, and a bar with how much of the catalog rests on it. */
function Bearing({ name, count, total }: { readonly name: string; readonly count: number; readonly total: number }): ReactNode {
  const { whatIf: text } = useAtlasText();
  const percent = Math.round((count / total) * 100);
  return (
    <div className="bearing">
      <bdi>{name}</bdi>
      <span>
        {text.share(count, total)} · {text.percent(percent)}
      </span>
      <i style={{ width: `${Math.max(1, percent)}%` }} />
    </div>
  );
}

interface Counted {
  readonly id: string;
  readonly count: number;
}

interface FoldedProperties {
  readonly items: readonly Counted[];
  readonly first: number;
  readonly isOff: (item: Counted) => boolean;
  readonly children: (item: Counted) => ReactNode;
}

/** The weightiest, and the others behind a button; one that is switched off is never hidden. */
function Folded({ items, first, isOff, children }: FoldedProperties): ReactNode {
  const { whatIf: text } = useAtlasText();
  const [isOpen, setOpen] = useState(false);
  const shown = items.filter((item, index) => isOpen || index < first || isOff(item));
  return (
    <>
      {shown.map(children)}
      {shown.length === items.length ? null : (
        <button type="button" className="button quiet" onClick={() => setOpen(true)}>
          {text.more} ({items.length - shown.length})
        </button>
      )}
    </>
  );
}

/** Publishers whose end would touch a model, the most bearing first. Stemma's own guide comes with the page and is no foundation. */
function publishersOf(catalog: Catalog): readonly Counted[] {
  const resting = restingOn(familyOf(catalog));
  return [...catalog.organisations.keys()]
    .filter((id) => id !== 'stemma' && touches(catalog, { organisations: [id], dataSets: [] }) > 0)
    .map((id) => ({ id, count: resting.get(id) ?? 0 }))
    .toSorted((left, right) => right.count - left.count);
}

/** Data that models of the catalog learned from; what was never published can't be taken away. */
function dataSetsOf(catalog: Catalog): readonly Counted[] {
  return [...catalog.dataSets.values()]
    .filter(({ status }) => !status.value.startsWith('never-published'))
    .map(({ id }) => ({ id, count: touches(catalog, { organisations: [], dataSets: [id] }) }))
    .filter(({ count }) => count > 0)
    .toSorted((left, right) => right.count - left.count);
}

function touches(catalog: Catalog, off: { readonly organisations: readonly string[]; readonly dataSets: readonly string[] }): number {
  return closure(catalog, off).filter(({ effects }) => effects.length > 0).length;
}
