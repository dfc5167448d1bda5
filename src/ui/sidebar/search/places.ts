import type { Found, FoundMessage } from '#chat/search/match.ts';
import type { Route } from '../../routes.ts';

/** Somewhere to go to. */
export interface Place {
  readonly key: string;
  /** `null`: the conversation, comparison or run itself. */
  readonly message: FoundMessage | null;
  readonly route: Route;
}

/** The places of what was found: itself if its title was found or nothing else was, then its messages. */
export function placesOf(found: Found): readonly Place[] {
  const itself: Place = { key: found.id, message: null, route: routeOf(found) };
  const places = found.messages.map((message): Place => ({ key: `${found.id} ${message.id}`, message, route: routeTo(found, message) }));
  return found.isTitleFound || places.length === 0 ? [itself, ...places] : places;
}

function routeOf({ kind, id }: Found): Route {
  if (kind === 'run') return { screen: 'runs', runId: id };
  return kind === 'comparison' ? { screen: 'compare', comparisonId: id } : { screen: 'chat', conversationId: id };
}

/** A message of a comparison is shown in its column. A run has a table only, so there the column is opened as a chat. */
function routeTo({ kind, id }: Found, { id: messageId, conversationId }: FoundMessage): Route {
  return kind === 'comparison' ? { screen: 'compare', comparisonId: id, messageId } : { screen: 'chat', conversationId, messageId };
}
