import * as v from 'valibot';
import type { Catalog } from '#catalog/catalog.ts';
import { matchModel } from '#catalog/match.ts';
import { shownName } from '../../configured-models.ts';
import { ProviderFailure } from '../../failure.ts';
import type { OfferedModel } from '../../provider.ts';
import { lenient } from '../../wire/lenient.ts';
import type { Engine } from './request-body.ts';

const mostModels = 5000;

const tokens = lenient(v.pipe(v.number(), v.integer(), v.minValue(1)));
const entry = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  owned_by: lenient(v.string()),
  // llama.cpp: n_ctx is the window of one slot, which is what a conversation gets; the trained length is not.
  meta: lenient(v.object({ n_ctx: tokens })),
  max_model_len: tokens,
  context_length: tokens,
  providers: lenient(v.array(v.object({ context_length: tokens }))),
});
const list = v.object({ data: v.array(v.unknown()) });

export interface ServerModels {
  readonly models: readonly OfferedModel[];
  readonly engine: Engine;
}

/** The context that every provider of a router has: one may answer as well as another. */
function smallest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Models of a `/models` answer. Entries without an id are passed over. Throws a `ProviderFailure`. */
export function readModelList(content: unknown, catalog: Catalog): ServerModels {
  const read = v.safeParse(list, content);
  if (!read.success) throw new ProviderFailure('malformed', 'The server answered with something that is no list of models.');
  const entries = read.output.data.slice(0, mostModels).flatMap((item) => {
    const one = v.safeParse(entry, item);
    return one.success ? [one.output] : [];
  });
  const models = entries.map(({ id, meta, max_model_len, context_length, providers }) => {
    const catalogId = matchModel(catalog, id);
    return {
      id,
      name: shownName(id, catalogId, catalog),
      catalogId,
      contextTokens: meta?.n_ctx ?? max_model_len ?? context_length ?? smallest((providers ?? []).map((one) => one.context_length)),
      bytes: null,
    };
  });
  return { models, engine: entries.some(({ owned_by }) => owned_by === 'llamacpp') ? 'llama.cpp' : 'unknown' };
}
