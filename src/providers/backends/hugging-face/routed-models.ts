import * as v from 'valibot';
import type { Catalog } from '#catalog/catalog.ts';
import { matchModel } from '#catalog/match.ts';
import { shownName } from '../../configured-models.ts';
import { ProviderFailure } from '../../failure.ts';
import type { ModelRoute, OfferedModel } from '../../provider.ts';
import { contextOfAll } from '../../route-of-model.ts';
import { lenient } from '../../wire/lenient.ts';

const mostModels = 5000;
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const dollars = v.pipe(v.number(), v.finite(), v.minValue(0));

/** As the Hub's documentation describes an entry of `GET /v1/models` (hub-docs, inference-providers/hub-api.md); all but the id can be missing. */
const entry = v.object({
  id: name,
  architecture: lenient(v.object({ input_modalities: lenient(v.array(v.string())), output_modalities: lenient(v.array(v.string())) })),
  providers: lenient(
    v.array(
      v.object({
        provider: lenient(name),
        status: lenient(v.string()),
        context_length: lenient(v.pipe(v.number(), v.integer(), v.minValue(1))),
        pricing: lenient(v.object({ input: dollars, output: dollars })),
        is_free: lenient(v.boolean()),
      }),
    ),
  ),
});
const list = v.object({ data: v.array(v.unknown()) });

/**
 * Models that the router can pass words on to now, with the companies that serve them. One that writes no text, or that nobody serves at
 * the moment, is left out. Throws a `ProviderFailure` for what is no list.
 */
export function readRoutedModels(content: unknown, catalog: Catalog): readonly OfferedModel[] {
  const read = v.safeParse(list, content);
  if (!read.success) throw new ProviderFailure('malformed', 'The router answered with something that is no list of models.');
  return read.output.data.slice(0, mostModels).flatMap((item) => {
    const one = v.safeParse(entry, item);
    if (!one.success) return [];
    const { id, architecture, providers } = one.output;
    if (architecture?.output_modalities?.includes('text') === false) return [];
    const routes = (providers ?? []).flatMap((told): readonly ModelRoute[] =>
      told.provider === null
        ? []
        : [
            {
              id: `${id}:${told.provider}`,
              provider: told.provider,
              // A company that the router says nothing about may well answer.
              isLive: told.status === null || told.status === 'live',
              contextTokens: told.context_length,
              price: told.is_free === true ? { input: 0, output: 0 } : told.pricing,
            },
          ],
    );
    if (routes.length > 0 && !routes.some(({ isLive }) => isLive)) return [];
    const catalogId = matchModel(catalog, id);
    const inputs = architecture?.input_modalities ?? null;
    return [
      {
        id,
        name: shownName(id, catalogId, catalog),
        catalogId,
        contextTokens: contextOfAll(routes),
        bytes: null,
        ...(inputs === null ? {} : { readsImages: inputs.includes('image') }),
        ...(routes.length === 0 ? {} : { routes }),
      },
    ];
  });
}
