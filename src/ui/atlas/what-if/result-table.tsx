import type { ReactNode } from 'react';
import { type Closure, decidingEffects, type Effect, type Outcome } from '#catalog/closure.ts';
import { ancestors } from '#catalog/lineage.ts';
import { useAtlasText } from '../../language/atlas-text.ts';
import { useProvenanceText } from '../../language/lineage-text.ts';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { SourceLink } from '../../parts/sources/source-link.tsx';
import { hrefOf } from '../../routes.ts';
import { useCatalog } from '../../services-context.ts';

const icons: Readonly<Record<Outcome, IconName>> = { stands: 'check', uncertain: 'question', falls: 'cross' };
const tones: Readonly<Record<Outcome, string>> = { stands: 'allowed', uncertain: 'unclear', falls: 'not-allowed' };
const axes = ['available', 'permitted'] as const;

/** What happens to each model in the two ways, each with what decides it. */
export function ResultTable({ results }: { readonly results: readonly Closure[] }): ReactNode {
  const { whatIf: text } = useAtlasText();
  return (
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
        {results.map((result) => (
          <ResultRow key={result.model.id} result={result} />
        ))}
      </tbody>
    </table>
  );
}

function ResultRow({ result }: { readonly result: Closure }): ReactNode {
  const { whatIf: text } = useAtlasText();
  const { model, available, permitted, effects } = result;
  const deciding = new Set(axes.flatMap((axis) => decidingEffects(result, axis)));
  const others = effects.filter((effect) => !deciding.has(effect));
  return (
    <tr data-model={model.id} data-available={available} data-permitted={permitted}>
      <th scope="row">
        <a href={hrefOf({ screen: 'atlas', modelId: model.id })}>{model.name}</a>
      </th>
      {axes.map((axis) => (
        <td key={axis} data-label={text[axis]}>
          <OutcomeBadge outcome={result[axis]} />
          <Effects modelId={model.id} effects={decidingEffects(result, axis)} withEdge />
        </td>
      ))}
      <td>
        <Effects modelId={model.id} effects={others} />
      </td>
    </tr>
  );
}

interface EffectProperties {
  readonly modelId: string;
  readonly effects: readonly Effect[];
  readonly withEdge?: boolean;
}

function Effects({ modelId, effects, withEdge = false }: EffectProperties): ReactNode {
  const { whatIf: text } = useAtlasText();
  const catalog = useCatalog();
  const nameOf = (id: string): string => catalog.models.get(id)?.name ?? catalog.dataSets.get(id)?.name ?? id;
  if (effects.length === 0) return null;
  return (
    <ul>
      {effects.map(({ kind, target }) => (
        <li key={`${kind} ${target}`}>
          {text.because[kind](nameOf(target))}
          {withEdge && target !== modelId ? <DecidingEdge modelId={modelId} target={target} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** The edge by which a model hangs on what is gone, and where that is written. */
function DecidingEdge({ modelId, target }: { readonly modelId: string; readonly target: string }): ReactNode {
  const provenance = useProvenanceText();
  const catalog = useCatalog();
  const step = ancestors(catalog, modelId, 'weights')
    .find(({ model }) => model.id === target)
    ?.path.at(-1);
  if (step === undefined) return null;
  return (
    <span className="deciding-edge">
      <bdi>{catalog.models.get(step.from)?.name ?? step.from}</bdi> <em>{provenance.relations[step.edge.relation]}</em>{' '}
      <bdi>{catalog.models.get(target)?.name ?? target}</bdi> <SourceLink source={step.edge.source} />
    </span>
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
