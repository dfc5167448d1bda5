import type { ListedRecord } from '#chat/records.ts';
import type { ChatState } from '#chat/state.ts';
import type { Route } from '../routes.ts';

/** Where a row of the list of conversations leads to. */
export function routeOfListed({ kind, id }: Pick<ListedRecord, 'kind' | 'id'>): Route {
  return kind === 'comparison' ? { screen: 'compare', comparisonId: id } : { screen: 'chat', conversationId: id };
}

/** Id of the row that leads to what is shown; `null` if there is none. */
export function listedIdOf(route: Route): string | null {
  return route.screen === 'chat' ? route.conversationId : route.screen === 'compare' ? route.comparisonId : null;
}

/** Where a conversation that is a column stands beside others: in a comparison or in a run. */
export function routeOfColumns(items: ChatState['items'], comparisonId: string): Route {
  return items.get(comparisonId)?.kind === 'run' ? { screen: 'runs', runId: comparisonId } : { screen: 'compare', comparisonId };
}
