import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import type { Catalog } from '#catalog/catalog.ts';
import { type Closure, closure, type Outcome } from '#catalog/closure.ts';
import { withStems } from '#catalog/family-filter.ts';
import { useAtlasText } from '../../language/atlas-text.ts';
import { useText } from '../../language/language.tsx';
import { useProvenanceText } from '../../language/lineage-text.ts';
import '../../parts/license/license.css';
import { navigate } from '../../routes.ts';
import { useCatalog } from '../../services-context.ts';
import '../../parts/page.css';
import '../atlas.css';
import { AtlasNav } from '../atlas-nav.tsx';
import { familyOf } from '../known-family.ts';
import { type View, ViewSwitch } from '../view-switch.tsx';
import { ResultTable } from './result-table.tsx';
import { SwitchBoard } from './switch-board.tsx';
import { readSwitches, type Switches, writeSwitches } from './switches.ts';
import './what-if.css';

const FamilyTree = lazy(async () => ({ default: (await import('../family-tree/family-tree.tsx')).FamilyTree }));

/** Foundations switched off: what falls, what stands, and why. What is off stands in the address. */
export function WhatIfScreen({ off: inAddress }: { readonly off: readonly string[] }): ReactNode {
  const { chat } = useText();
  const provenance = useProvenanceText();
  const { whatIf: text } = useAtlasText();
  const catalog = useCatalog();
  const address = inAddress.join('/');
  // The address follows a switch a moment later; until then the switch itself is right.
  const [ahead, setAhead] = useState({ of: address, off: inAddress });
  const off = ahead.of === address ? ahead.off : inAddress;
  const switches = useMemo(() => readSwitches(catalog, off), [catalog, off]);
  const results = useMemo(() => closure(catalog, switches), [catalog, switches]);
  const [view, setView] = useState<View>('table');
  const touched = useMemo(() => results.filter(({ effects }) => effects.length > 0).toSorted(byWeight), [results]);
  const falling = touched.filter(({ available, permitted }) => available === 'falls' || permitted === 'falls');
  function change(next: Switches): void {
    const written = writeSwitches(next);
    setAhead({ of: address, off: written });
    navigate({ screen: 'what-if', off: written }, { replace: true });
  }
  return (
    <div className="page what-if-page">
      <AtlasNav here="what-if" />
      <h1>{chat.whatIf}</h1>
      <p className="page-intro">{text.intro}</p>
      <SwitchBoard switches={switches} onChange={change} />
      <h2 className="visually-hidden">{text.results}</h2>
      <div className="what-if-summary">
        <p role="status">
          {off.length === 0
            ? text.nothingOff
            : touched.length === 0
              ? text.nothingTouched
              : text.summary(touched.length, falling.length, catalog.models.size)}
        </p>
        {off.length === 0 ? null : (
          <button type="button" className="button" onClick={() => change(readSwitches(catalog, []))}>
            {text.reset}
          </button>
        )}
      </div>
      {touched.length === 0 ? null : (
        <>
          <div className="what-if-axes">
            <Axis label={text.available} outcomes={results.map(({ available }) => available)} />
            <Axis label={text.permitted} outcomes={results.map(({ permitted }) => permitted)} />
            <ViewSwitch view={view} onChange={setView} />
          </div>
          {view === 'table' ? <ResultTable results={touched} /> : <TouchedTree catalog={catalog} results={results} />}
        </>
      )}
      <p className="page-small">
        {text.note} {provenance.notAdvice}
      </p>
    </div>
  );
}

/** One of the two ways, over the whole catalog: how many fall, are uncertain, stand. */
function Axis({ label, outcomes }: { readonly label: string; readonly outcomes: readonly Outcome[] }): ReactNode {
  const { whatIf: text } = useAtlasText();
  const count = (outcome: Outcome): number => outcomes.filter((one) => one === outcome).length;
  return (
    <div className="what-if-axis">
      <strong>{label}</strong>
      <div aria-hidden="true">
        {(['falls', 'uncertain', 'stands'] as const).map((outcome) => (
          <i key={outcome} className={outcome} style={{ flexGrow: count(outcome) }} />
        ))}
      </div>
      <span>{text.axis(count('falls'), count('uncertain'), count('stands'))}</span>
    </div>
  );
}

function TouchedTree({ catalog, results }: { readonly catalog: Catalog; readonly results: readonly Closure[] }): ReactNode {
  const { whatIf: text } = useAtlasText();
  const family = useMemo(() => {
    const touched = results.filter(({ effects }) => effects.length > 0);
    return withStems(familyOf(catalog), new Set(touched.map(({ model }) => model.id)));
  }, [catalog, results]);
  const outcomes = useMemo(() => new Map(results.map((result) => [result.model.id, worse(result)])), [results]);
  return (
    <div className="what-if-tree">
      <Suspense fallback={<div className="family-tree" />}>
        <FamilyTree isEmbedded family={family} outcomes={outcomes} label={text.treeLabel} description={text.treeDescription} />
      </Suspense>
    </div>
  );
}

function worse({ available, permitted }: Closure): Outcome {
  const both = [available, permitted];
  return both.includes('falls') ? 'falls' : both.includes('uncertain') ? 'uncertain' : 'stands';
}

/** What falls first, then what is uncertain, then what only lost something; else as the catalog has it. */
function byWeight(left: Closure, right: Closure): number {
  const weight = ({ available, permitted }: Closure): number =>
    [available, permitted].reduce((sum, outcome) => sum + { falls: 10, uncertain: 1, stands: 0 }[outcome], 0);
  return weight(right) - weight(left);
}
