import { withoutRoute } from '#providers/route-of-model.ts';
import type { ModelRoute, OfferedModel } from '#providers/provider.ts';
import type { HuggingFaceText } from '../../language/en/hugging-face.ts';

/** Policies by which the router chooses among the companies; without one it takes the fastest. */
export const policies = ['fastest', 'cheapest', 'preferred'] as const;
export type Policy = (typeof policies)[number];

/** US dollars as prices of tokens are written: two digits, more where two would hide them. */
export function dollars(amount: number): string {
  return amount !== 0 && amount < 0.1 ? String(Number(amount.toPrecision(2))) : amount.toFixed(2);
}

export const tokens = (count: number): string => count.toLocaleString('en');

/** What a company asks for a model, in words. */
export function priceOf({ price }: ModelRoute, text: HuggingFaceText): string {
  if (price === null) return text.noPrice;
  return price.input === 0 && price.output === 0 ? text.free : text.price(dollars(price.input), dollars(price.output));
}

/** How many companies answer now and what the least costs: for the list of models. `null` for a model that is not passed on. */
export function routesInShort({ routes }: OfferedModel, text: HuggingFaceText): string | null {
  const live = (routes ?? []).filter(({ isLive }) => isLive);
  if (live.length === 0) return null;
  const prices = live.flatMap(({ price }) => (price === null ? [] : [price]));
  const [least] = prices.toSorted((left, right) => left.output - right.output || left.input - right.input);
  if (least === undefined) return text.providers(live.length);
  const from = least.input === 0 && least.output === 0 ? text.free : text.from(dollars(least.input), dollars(least.output));
  return `${text.providers(live.length)} · ${from}`;
}

/** Id on the wire for a policy; the first is what the router does by itself. */
export function idFor(policy: Policy, modelId: string): string {
  const own = withoutRoute(modelId);
  return policy === 'fastest' ? own : `${own}:${policy}`;
}
