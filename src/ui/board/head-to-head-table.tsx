import type { ReactNode } from 'react';
import type { Board } from '#chat/board/board.ts';
import { useBoardText } from '../language/board-text.ts';

/** Who won how often against whom, in the order of the ranking. */
export function HeadToHeadTable({ board, nameOf }: { readonly board: Board; readonly nameOf: (player: string) => string }): ReactNode {
  const text = useBoardText();
  const players = board.rows.map(({ player }) => player);
  return (
    <section>
      <h2>{text.matrix}</h2>
      <p className="page-small">{text.matrixNote}</p>
      {/* A table that may be wider than the screen is scrolled with the arrow keys. */}
      <div className="board-matrix" role="region" aria-label={text.matrix} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{text.matrix}</span>
              </th>
              {players.map((player) => (
                <th key={player} scope="col">
                  <bdi>{nameOf(player)}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {players.map((player) => (
              <tr key={player}>
                <th scope="row">
                  <bdi>{nameOf(player)}</bdi>
                </th>
                {players.map((other) => (
                  <Cell key={other} record={board.headToHead.get(player)?.get(other)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Cell({
  record,
}: {
  readonly record: { readonly wins: number; readonly losses: number; readonly ties: number } | undefined;
}): ReactNode {
  const text = useBoardText();
  if (record === undefined) return <td className="never">·</td>;
  const { wins, losses, ties } = record;
  const tone = wins > losses ? 'ahead' : wins < losses ? 'behind' : '';
  return (
    <td className={tone}>
      <span aria-hidden="true">{text.cell(wins, losses, ties)}</span>
      <span className="visually-hidden">{text.cellSpoken(wins, losses, ties)}</span>
    </td>
  );
}
