import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Verdict } from '#catalog/effective-license.ts';
import { type FamilyFilter, noFilter } from '#catalog/family-filter.ts';
import { type FamilyNode, type RunPlace, runPlaces } from '#catalog/family-graph.ts';
import { useAtlasText } from '../language/atlas-text.ts';
import { useProvenanceText } from '../language/lineage-text.ts';
import { Icon } from '../parts/icon.tsx';
import { useCatalog } from '../services-context.ts';
import { shortMaker } from './maker-name.ts';

const verdicts: readonly Verdict[] = ['allowed', 'conditional', 'unclear', 'not-allowed'];
/** The address follows the typing after this pause: browsers refuse a change of address at every key. Milliseconds. */
const pause = 200;

interface FilterProperties {
  readonly nodes: readonly FamilyNode[];
  readonly filter: FamilyFilter;
  /** Where there is little room the choices are folded away. */
  readonly isWide: boolean;
  readonly onChange: (filter: FamilyFilter) => void;
}

/** Search and four choices; each choice tells how many models it has. */
export function HomeFilters({ nodes, filter, isWide, onChange }: FilterProperties): ReactNode {
  const provenance = useProvenanceText();
  const { familyTree: text } = useAtlasText();
  const catalog = useCatalog();
  const makers = counted(nodes.map(({ model }) => model.organisation));
  const name = (id: string): string => shortMaker(catalog, id);
  const hasChoice = [filter.maker, filter.license, filter.foundation, filter.run].some((choice) => choice !== null);
  const choices = (
    <>
      <Choice
        label={text.maker}
        value={filter.maker}
        options={[...makers]
          .map(([id, count]) => ({ id, name: name(id), count }))
          .toSorted((left, right) => left.name.localeCompare(right.name, 'en'))}
        onChange={(maker) => onChange({ ...filter, maker })}
      />
      <Choice<Verdict>
        label={text.license}
        value={filter.license}
        options={verdicts.map((id) => ({ id, name: provenance.verdicts[id], count: nodes.filter(({ verdict }) => verdict === id).length }))}
        onChange={(license) => onChange({ ...filter, license })}
      />
      <Choice
        label={text.foundation}
        value={filter.foundation}
        options={[...counted(nodes.map(({ foundation }) => foundation))]
          .map(([id, count]) => ({ id, name: name(id), count }))
          .toSorted((left, right) => right.count - left.count)}
        onChange={(foundation) => onChange({ ...filter, foundation })}
      />
      <Choice<RunPlace>
        label={text.run}
        value={filter.run}
        options={runPlaces.map((id) => ({ id, name: text.places[id], count: nodes.filter(({ runs }) => runs.includes(id)).length }))}
        onChange={(run) => onChange({ ...filter, run })}
      />
    </>
  );
  return (
    <search className="home-filters" aria-label={text.filters}>
      <SearchField words={filter.words} onChange={(words) => onChange({ ...filter, words })} />
      {isWide ? (
        choices
      ) : (
        <details className="more-filters" open={hasChoice || undefined}>
          <summary>
            <Icon name="chevron-right" size={16} />
            {text.filters}
          </summary>
          <div>{choices}</div>
        </details>
      )}
      {hasChoice || filter.words.trim() !== '' ? (
        <button
          type="button"
          className={isWide ? 'icon-button' : 'button'}
          aria-label={text.clear}
          title={text.clear}
          onClick={() => onChange(noFilter)}
        >
          {isWide ? <Icon name="close" size={18} /> : text.clear}
        </button>
      ) : null}
    </search>
  );
}

interface ChoiceProperties<Id extends string> {
  readonly label: string;
  readonly value: Id | null;
  readonly options: readonly { readonly id: Id; readonly name: string; readonly count: number }[];
  readonly onChange: (value: Id | null) => void;
}

function Choice<Id extends string>({ label, value, options, onChange }: ChoiceProperties<Id>): ReactNode {
  const { familyTree: text } = useAtlasText();
  return (
    <label className={value === null ? 'home-choice' : 'home-choice chosen'}>
      <span>{label}</span>
      <select value={value ?? ''} onChange={(event) => onChange(options.find(({ id }) => id === event.currentTarget.value)?.id ?? null)}>
        <option value="">{text.any}</option>
        {options.map(({ id, name, count }) => (
          <option key={id} value={id}>
            {name} ({count})
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={14} />
    </label>
  );
}

/** Keeps what is typed itself, so that an address that follows late never takes a letter back. */
function SearchField({ words, onChange }: { readonly words: string; readonly onChange: (words: string) => void }): ReactNode {
  const { familyTree: text } = useAtlasText();
  const [typed, setTyped] = useState(words);
  const told = useRef(words);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (words === told.current) return;
    told.current = words;
    setTyped(words);
  }, [words]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return (
    <input
      type="search"
      className="text-input"
      aria-label={text.search}
      placeholder={text.search}
      value={typed}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setTyped(next);
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(() => {
          told.current = next.trim();
          onChange(told.current);
        }, pause);
      }}
    />
  );
}

function counted(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
