import type { ChatState } from '#chat/state.ts';
import type { Route } from '../routes.ts';

/** Where a conversation that is a column stands beside others: in a comparison or in a run. */
export function routeOfColumns(items: ChatState['items'], comparisonId: string): Route {
  return items.get(comparisonId)?.kind === 'run' ? { screen: 'runs', runId: comparisonId } : { screen: 'compare', comparisonId };
}
