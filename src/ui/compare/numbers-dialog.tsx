import type { ReactNode } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { isLive } from '#chat/state.ts';
import { useCompareText } from '../language/compare-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import type { ShownColumn } from './shown-column.ts';
import { type ShownMetric, useNumbers } from './use-numbers.ts';

/** The last answers of all columns, number by number; the best of each is marked. */
export function NumbersDialog({ columns, onClose }: { readonly columns: readonly ShownColumn[]; readonly onClose: () => void }): ReactNode {
  const { metrics: text } = useCompareText();
  const numbersOf = useNumbers();
  const answered = columns.flatMap(({ id, name, answer }) => (answer === null ? [] : [{ id, name, answer, numbers: numbersOf(answer) }]));
  const rows = answered[0]?.numbers ?? [];
  return (
    <Dialog title={text.title} onClose={onClose} className="compare-wide">
      {rows.length === 0 ? (
        <p className="compare-note">{text.nothing}</p>
      ) : (
        <div className="compare-table" tabIndex={0} role="region" aria-label={text.title}>
          <table>
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">{text.title}</span>
                </th>
                {answered.map(({ id, name }) => (
                  <th key={id} scope="col">
                    <bdi>{name}</bdi>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, place) => {
                const cells = answered.flatMap(({ id, answer, numbers }) => {
                  const metric = numbers[place];
                  return metric === undefined ? [] : [{ id, answer, metric }];
                });
                const best = bestOf(cells);
                return (
                  <tr key={row.name}>
                    <th scope="row">{row.label}</th>
                    {cells.map(({ id, metric }) => (
                      <td
                        key={id}
                        data-metric={metric.name}
                        data-value={metric.value}
                        title={metric.hint}
                        data-best={id === best || undefined}
                      >
                        {metric.words}
                        {id === best ? (
                          <span className="compare-best">
                            <Icon name="check" size={14} />
                            <span className="visually-hidden">{text.best}</span>
                          </span>
                        ) : null}
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
}

/** Id of the column with the best number, among whole answers only; `null` if nothing can be ranked or all are the same. */
function bestOf(cells: readonly { readonly id: string; readonly answer: AnswerRecord; readonly metric: ShownMetric }[]): string | null {
  const whole = cells.flatMap(({ id, answer, metric: { rank } }) =>
    rank === null || isLive(answer) || answer.status !== 'done' ? [] : [{ id, worth: rank.better === 'less' ? -rank.value : rank.value }],
  );
  const [best, second] = whole.toSorted((left, right) => right.worth - left.worth);
  return best === undefined || second === undefined || best.worth === second.worth ? null : best.id;
}
