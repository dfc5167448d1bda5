import type { Catalog } from '#catalog/catalog.ts';
import type { BoardGrouping } from '#chat/board/players.ts';

/** Names of a board's players: models, organisations or licenses as the catalog calls them; others as they were asked. */
export function createPlayerNames(catalog: Catalog, by: BoardGrouping): (player: string) => string {
  const nameOf = (id: string): string => {
    if (by === 'model') return catalog.models.get(id)?.name ?? id.replace(/^model /, '');
    return (by === 'foundation' ? catalog.organisations.get(id)?.name.value : catalog.licenses.get(id)?.name) ?? id;
  };
  return (player) => (by === 'model' ? nameOf(player) : player.split(' + ').map(nameOf).join(' + '));
}
