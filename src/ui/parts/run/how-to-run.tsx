import type { ReactNode } from 'react';
import { type RunRecipe, runRecipes, runState } from '#catalog/how-to-run.ts';
import type { Model } from '#catalog/schema.ts';
import { useRunText } from '../../language/run-text.ts';
import { useCatalog } from '../../services-context.ts';
import { Icon } from '../icon.tsx';
import { RunHere } from '../local-models/run-here.tsx';
import { Commands } from './commands.tsx';
import './how-to-run.css';

/** How to serve a model and connect it: the exact commands for each engine that runs it, or why there is none. */
export function HowToRun({ model }: { readonly model: Model }): ReactNode {
  const text = useRunText();
  const catalog = useCatalog();
  const recipes = runRecipes(model);
  const state = runState(model);
  const needed = catalog.models.get(model.weights.needsBaseWeights ?? '');
  return (
    <section className="how-to-run">
      <h2>{text.title}</h2>
      {model.kind === 'guide' ? <p>{text.guide}</p> : null}
      {state === 'closed' ? <p>{text.closed}</p> : null}
      {state === 'join-first' ? <p>{text.joinFirst(needed?.name ?? null)}</p> : null}
      {recipes.length === 0 && state === 'unknown' ? <p>{text.unknown}</p> : null}
      {recipes.length === 0 && state === 'served' && model.kind !== 'guide' ? <p>{text.noAddress}</p> : null}
      <RunHere modelId={model.id} />
      {recipes.map((recipe) => (
        <Recipe key={`${recipe.engine} ${recipe.commands[0]}`} recipe={recipe} modelId={model.id} />
      ))}
      {recipes.length > 0 ? <p className="page-small">{text.formatNote}</p> : null}
    </section>
  );
}

function Recipe({ recipe, modelId }: { readonly recipe: RunRecipe; readonly modelId: string }): ReactNode {
  const text = useRunText();
  const { engine, kind, url, servedAs } = recipe;
  // A name that is not the card's own leads to the card only when it is said.
  const model = servedAs === modelId ? { id: modelId } : { id: servedAs, catalog: modelId };
  const entry = JSON.stringify({ id: engine, kind, label: text.engines[engine], url, models: [model] }, null, 2);
  return (
    <details className="recipe">
      <summary>
        <Icon name="chevron-right" size={14} />
        {text.engines[recipe.engine]}
        {recipe.gigabytes === null ? null : <span>{text.gigabytes(recipe.gigabytes)}</span>}
      </summary>
      <Commands label={text.commands} code={recipe.commands.join('\n')} />
      <p>{text.connect}</p>
      <Commands label={text.entry} code={entry} />
      {recipe.engine === 'ollama' ? <p className="page-small">{text.ollamaOrigins(window.location.origin)}</p> : null}
    </details>
  );
}
