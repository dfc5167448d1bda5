import { type ReactNode, useMemo, useState } from 'react';
import type { Catalog } from '#catalog/catalog.ts';
import { type Closure, closure, type Outcome, type SwitchedOff } from '#catalog/closure.ts';
import { useAtlasText } from '../language/atlas-text.ts';
import { useText } from '../language/language.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { hrefOf, navigate } from '../routes.ts';
import { useCatalog } from '../services-context.ts';
import './atlas.css';
import './what-if.css';

/** A data set that whole families were trained on; every other switch is a publisher. */
const dataSetSwitches = ['the-pile'];
const icons: Readonly<Record<Outcome, IconName>> = { stands: 'check', uncertain: 'question', falls: 'cross' };
const tones: Readonly<Record<Outcome, string>> = { stands: 'allowed', uncertain: 'unclear', falls: 'not-allowed' };

interface Switch {
  readonly id: string;
  readonly name: string;
  readonly touched: number;
}

/** Foundations switched off: what falls, what stands, and why. What is off stands in the address. */
export function WhatIfScreen({ off: inAddress }: { readonly off: readonly string[] }): ReactNode {
  const { provenance, atlas } = useText();
  const { whatIf: text } = useAtlasText();
  const catalog = useCatalog();
  const address = inAddress.join('/');
  // The address follows a switch a moment later; until then the switch itself is right.
  const [ahead, setAhead] = useState({ of: address, off: inAddress });
  const off = ahead.of === address ? ahead.off : inAddress;
  const switches = useMemo(() => switchesOf(catalog), [catalog]);
  const touched = off.length === 0 ? [] : touchedBy(catalog, off);
  const falling = touched.filter(({ available, permitted }) => available === 'falls' || permitted === 'falls');
  function toggle(id: string): void {
    const next = off.includes(id) ? off.filter((one) => one !== id) : [...off, id];
    setAhead({ of: address, off: next });
    navigate({ screen: 'what-if', off: next }, { replace: true });
  }
  return (
    <div className="page">
      <a className="page-back" href={hrefOf({ screen: 'atlas', modelId: null })}>
        ‹ {atlas.back}
      </a>
      <h1>{text.title}</h1>
      <p className="page-intro">{text.intro}</p>
      <fieldset className="what-if-switches">
        <legend>{text.switches}</legend>
        {switches.map(({ id, name, touched: count }) => (
          <label key={id}>
            <input type="checkbox" checked={off.includes(id)} onChange={() => toggle(id)} />
            <bdi>{name}</bdi>
            <small>{text.touches(count)}</small>
          </label>
        ))}
      </fieldset>
      <p role="status">{off.length === 0 ? text.nothingOff : text.summary(touched.length, falling.length, catalog.models.size)}</p>
      {touched.length === 0 ? null : (
        <table className="what-if-table">
          <thead>
            <tr>
              <th scope="col">{text.model}</th>
              <th scope="col">{text.available}</th>
              <th scope="col">{text.permitted}</th>
              <th scope="col">{text.why}</th>
            </tr>
          </thead>
          <tbody>
            {touched.map((result) => (
              <ResultRow key={result.model.id} result={result} />
            ))}
          </tbody>
        </table>
      )}
      <p className="page-small">
        {text.note} {provenance.notAdvice}
      </p>
    </div>
  );
}

function ResultRow({ result: { model, available, permitted, effects } }: { readonly result: Closure }): ReactNode {
  const { whatIf: text } = useAtlasText();
  const catalog = useCatalog();
  const nameOf = (id: string): string => catalog.models.get(id)?.name ?? catalog.dataSets.get(id)?.name ?? id;
  return (
    <tr data-model={model.id} data-available={available} data-permitted={permitted}>
      <th scope="row">
        <a href={hrefOf({ screen: 'atlas', modelId: model.id })}>{model.name}</a>
      </th>
      <td data-label={text.available}>
        <OutcomeBadge outcome={available} />
      </td>
      <td data-label={text.permitted}>
        <OutcomeBadge outcome={permitted} />
      </td>
      <td>
        <ul>
          {effects.map(({ kind, target }) => (
            <li key={`${kind} ${target}`}>{text.because[kind](nameOf(target))}</li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

function OutcomeBadge({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { whatIf: text } = useAtlasText();
  return (
    <span className={`verdict-badge ${tones[outcome]}`}>
      <Icon name={icons[outcome]} size={14} />
      {text.outcomes[outcome]}
    </span>
  );
}

/** What falls first, then what is uncertain, then what only lost something; else as the catalog has it. */
function touchedBy(catalog: Catalog, off: readonly string[]): readonly Closure[] {
  const weight = ({ available, permitted }: Closure): number =>
    [available, permitted].reduce((sum, outcome) => sum + { falls: 10, uncertain: 1, stands: 0 }[outcome], 0);
  return closure(catalog, switchedOff(catalog, off))
    .filter(({ effects }) => effects.length > 0)
    .toSorted((left, right) => weight(right) - weight(left));
}

function switchedOff(catalog: Catalog, off: readonly string[]): SwitchedOff {
  return {
    organisations: off.filter((id) => catalog.organisations.has(id)),
    dataSets: off.filter((id) => catalog.dataSets.has(id)),
  };
}

/** Every publisher and data set whose end would touch a model, the weightiest first. */
function switchesOf(catalog: Catalog): readonly Switch[] {
  const named = [
    ...[...catalog.organisations.values()].filter(({ id }) => id !== 'stemma').map(({ id, name }) => ({ id, name: name.value })),
    ...dataSetSwitches.flatMap((id) => catalog.dataSets.get(id) ?? []).map(({ id, name }) => ({ id, name })),
  ];
  return named
    .map(({ id, name }) => ({ id, name, touched: touchedBy(catalog, [id]).length }))
    .filter(({ touched }) => touched > 0)
    .toSorted((left, right) => right.touched - left.touched);
}
