import type { BackendKind } from '#providers/provider.ts';
import { withoutRoute } from '#providers/route-of-model.ts';

type Matches = Readonly<Record<string, string | null>>;

/**
 * The name under which a person's word on "backend id/model id" is kept. Behind a router the company or the policy in a name says who serves
 * the model, not which one it is; elsewhere a colon is part of the name (Ollama's tags are other models).
 */
const keptUnder = (model: string, backend: BackendKind): string => (backend === 'hugging-face' ? withoutRoute(model) : model);

/** The card that the person gave to a model, `null` = none of the catalog's; `undefined`: they said nothing. */
export const saidMatch = (matches: Matches, model: string, backend: BackendKind): string | null | undefined =>
  matches[keptUnder(model, backend)];

/** The same with another word on this model; `undefined` takes it back. */
export function withMatch(matches: Matches, model: string, backend: BackendKind, card: string | null | undefined): Matches {
  const key = keptUnder(model, backend);
  const { [key]: _left, ...others } = matches;
  return card === undefined ? others : { ...others, [key]: card };
}
