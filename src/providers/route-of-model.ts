import type { ModelRoute } from './provider.ts';

/** The model's own id: a router takes the name of a company or of a policy behind a colon ("org/name:novita", "org/name:cheapest"). */
export const withoutRoute = (modelId: string): string => modelId.replace(/:[^:/]+$/, '');

/** Tokens that fit whichever company the router chooses; `null` if none tells. */
export function contextOfAll(routes: readonly ModelRoute[]): number | null {
  const told = routes.flatMap(({ isLive, contextTokens }) => (isLive && contextTokens !== null ? [contextTokens] : []));
  return told.length === 0 ? null : Math.min(...told);
}
