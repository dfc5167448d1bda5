import type { ReactNode } from 'react';
import { effectiveLicense } from '#catalog/effective-license.ts';
import type { Board, BoardRow } from '#chat/board/board.ts';
import type { BoardGrouping } from '#chat/board/players.ts';
import { useBoardText } from '../language/board-text.ts';
import { VerdictBadge } from '../parts/license/verdict-badge.tsx';
import { hrefOf } from '../routes.ts';
import { useCatalog } from '../services-context.ts';

interface Properties {
  readonly board: Board;
  readonly by: BoardGrouping;
  readonly nameOf: (player: string) => string;
  readonly minimumPairs: number;
}

/** The ranking, with a bar for each interval on one scale. */
export function BoardTable({ board, by, nameOf, minimumPairs }: Properties): ReactNode {
  const text = useBoardText();
  const { rows } = board;
  const hasGroups = rows.some(({ group }) => group > 0);
  const [least, most] = [Math.min(...rows.map(({ low }) => low)), Math.max(...rows.map(({ high }) => high))];
  const share = (score: number): number => (100 * (score - least)) / Math.max(1, most - least);
  return (
    <>
      <table className="board-table" aria-label={text.table}>
        <thead>
          <tr>
            <th scope="col">{text.rank}</th>
            <th scope="col">{text.player[by]}</th>
            <th scope="col">{text.score}</th>
            <th scope="col">
              <span className="visually-hidden">95 %</span>
            </th>
            <th scope="col">{text.record}</th>
            {by === 'model' ? <th scope="col">{text.use}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.player} data-player={row.player} data-rank={row.rank ?? undefined}>
              <td className="board-rank">{row.rank ?? <span>{text.tooFew}</span>}</td>
              <th scope="row">
                <PlayerName player={row.player} by={by} name={nameOf(row.player)} />
                {hasGroups ? <small>{text.group(row.group + 1)}</small> : null}
              </th>
              <td className="board-score">
                <strong>{row.score.toFixed(0)}</strong>
                <small>{text.interval(row.low.toFixed(0), row.high.toFixed(0))}</small>
              </td>
              <td className="board-bar" aria-hidden="true">
                <i style={{ insetInlineStart: `${share(row.low)}%`, width: `${Math.max(1, share(row.high) - share(row.low))}%` }} />
                <b style={{ insetInlineStart: `${share(row.score)}%` }} />
              </td>
              <td data-label={text.record}>
                <Tally row={row} />
              </td>
              {by === 'model' ? (
                <td>
                  <ModelVerdict id={row.player} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.some(({ rank }) => rank === null) ? <p className="page-small">{text.tooFewNote(minimumPairs)}</p> : null}
      {hasGroups ? <p className="page-small">{text.groupNote}</p> : null}
    </>
  );
}

function Tally({ row: { wins, losses, ties } }: { readonly row: BoardRow }): ReactNode {
  const text = useBoardText();
  return (
    <>
      <span aria-hidden="true">{text.cell(wins, losses, ties)}</span>
      <span className="visually-hidden">{text.cellSpoken(wins, losses, ties)}</span>
    </>
  );
}

function PlayerName({ player, by, name }: { readonly player: string; readonly by: BoardGrouping; readonly name: string }): ReactNode {
  const catalog = useCatalog();
  if (by === 'model' && catalog.models.has(player)) return <a href={hrefOf({ screen: 'atlas', modelId: player })}>{name}</a>;
  if (by !== 'foundation' || !catalog.organisations.has(player)) return <bdi>{name}</bdi>;
  return <a href={hrefOf({ screen: 'atlas', modelId: null, query: new URLSearchParams({ foundation: player }).toString() })}>{name}</a>;
}

function ModelVerdict({ id }: { readonly id: string }): ReactNode {
  const license = effectiveLicense(useCatalog(), id);
  return license === null ? null : <VerdictBadge verdict={license.verdicts['commercial-use'].verdict} />;
}
