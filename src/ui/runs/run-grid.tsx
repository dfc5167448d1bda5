import { type ReactNode, useMemo, useState } from 'react';
import type { RunRecord } from '#chat/item-records.ts';
import { answerOf, answersIn, stateOf } from '#chat/prompt-set/cells.ts';
import { votesOn } from '#chat/prompt-set/run-votes.ts';
import type { AnswerRecord, MessageRecord } from '#chat/records.ts';
import { servedCatalogId } from '#chat/served-model.ts';
import { useErrorsText } from '../language/errors-text.ts';
import { useRunsText } from '../language/runs-text.ts';
import { Icon } from '../parts/icon.tsx';
import { LicenseBadge } from '../parts/license/license-badge.tsx';
import { useChat } from '../services-context.ts';
import { ReadDialog } from './read-dialog.tsx';

/** Rows that are shown at first, and each time that more are asked for. */
const step = 50;
/** Characters of an answer that a cell shows. */
const excerpt = 240;
const filters = ['all', 'failed', 'unvoted'] as const;

interface Properties {
  readonly run: RunRecord;
  readonly messages: ReadonlyMap<string, MessageRecord>;
  readonly names: readonly string[];
}

/** Prompts down, models across. A prompt opens its answers to be read and voted on. */
export function RunGrid({ run, messages, names }: Properties): ReactNode {
  const text = useRunsText();
  const items = useChat((state) => state.items);
  const votes = useMemo(() => votesOn(run, items), [run, items]);
  const answers = useMemo(() => answersIn(messages), [messages]);
  const [filter, setFilter] = useState<(typeof filters)[number]>('all');
  const [shown, setShown] = useState(step);
  const [reading, setReading] = useState<number | null>(null);
  const cellsOf = (place: number): readonly (AnswerRecord | null)[] =>
    run.columns.map((column) => answerOf(messages, column, place, answers));
  const places = [...run.prompts.keys()].filter((place) => {
    if (filter === 'failed') return cellsOf(place).some((answer) => stateOf(answer) === 'failed');
    return filter === 'all' || !votes.has(place);
  });
  const first = [...run.prompts.keys()].map(cellsOf).find((cells) => cells.every((answer) => answer !== null));
  return (
    <section className="run-answers">
      <label className="run-filter">
        {text.show}
        <select
          value={filter}
          onChange={(event) => {
            setFilter(filters.find((one) => one === event.currentTarget.value) ?? 'all');
            setShown(step);
          }}
        >
          {filters.map((one) => (
            <option key={one} value={one}>
              {text.filters[one]}
            </option>
          ))}
        </select>
      </label>
      {/* A table that may be wider than the screen is scrolled with the arrow keys. */}
      <div className="run-scroller" role="region" aria-label={text.grid} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.prompt}</th>
              {run.columns.map((column, place) => (
                <th key={column} scope="col">
                  <bdi>{names[place]}</bdi>
                  <ColumnLicense answer={first?.[place] ?? null} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.slice(0, shown).map((place) => (
              <tr key={place} data-prompt={run.prompts[place]?.id}>
                <th scope="row">
                  <button type="button" onClick={() => setReading(place)} aria-label={text.read(run.prompts[place]?.text ?? '')}>
                    {run.prompts[place]?.text}
                  </button>
                  {votes.has(place) ? <Icon name="check" size={16} /> : null}
                </th>
                {cellsOf(place).map((answer, column) => (
                  <Cell key={run.columns[column]} answer={answer} isBest={isBest(votes.get(place), answer)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {places.length === 0 ? <p>{text.nothing}</p> : null}
      </div>
      {places.length > shown ? (
        <button type="button" className="button" onClick={() => setShown(shown + step)}>
          {text.more}
        </button>
      ) : null}
      {reading === null ? null : (
        <ReadDialog
          run={run}
          place={reading}
          answers={cellsOf(reading)}
          names={names}
          vote={votes.get(reading) ?? null}
          onMove={(by) => setReading((reading + by + run.prompts.length) % run.prompts.length)}
          onClose={() => setReading(null)}
        />
      )}
    </section>
  );
}

function ColumnLicense({ answer }: { readonly answer: AnswerRecord | null }): ReactNode {
  const catalogId = answer === null ? null : servedCatalogId(answer.provenance);
  return catalogId === null ? null : <LicenseBadge modelId={catalogId} />;
}

function Cell({ answer, isBest: best }: { readonly answer: AnswerRecord | null; readonly isBest: boolean }): ReactNode {
  const text = useRunsText();
  const errors = useErrorsText();
  const state = stateOf(answer);
  const words = answer?.text.trim() ?? '';
  return (
    <td data-state={state} className={best ? 'best' : undefined}>
      {answer === null || words === '' ? (
        <span className="run-state">{state === 'done' ? text.empty : text.states[state]}</span>
      ) : (
        <span dir="auto">{words.length > excerpt ? `${words.slice(0, excerpt)}…` : words}</span>
      )}
      {answer?.error === undefined || answer.error === null ? null : <span className="run-error">{errors.byCode[answer.error.code]}</span>}
    </td>
  );
}

function isBest(vote: ReturnType<ReturnType<typeof votesOn>['get']>, answer: AnswerRecord | null): boolean {
  return vote !== undefined && typeof vote.choice === 'number' && vote.sides[vote.choice]?.answerId === answer?.id;
}
