import { type ReactNode, useMemo } from 'react';
import { useLocale } from '../language/language.tsx';
import { useRunsText } from '../language/runs-text.ts';
import { ComparingNav } from '../parts/page-nav/comparing-nav.tsx';
import { hrefOf } from '../routes.ts';
import { useChat } from '../services-context.ts';
import { NewRunForm } from './new-run-form.tsx';

/** The runs that there are, and the way to a new one. */
export function RunsHome(): ReactNode {
  const text = useRunsText();
  const locale = useLocale();
  const items = useChat((state) => state.items);
  const runs = useMemo(
    () =>
      [...items.values()]
        .filter((item) => item.kind === 'run')
        .filter(({ deleted }) => deleted.value === null)
        .toSorted((one, other) => other.createdAt - one.createdAt),
    [items],
  );
  const dates = useMemo(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }), [locale]);
  return (
    <div className="page">
      <ComparingNav here="runs" />
      <h1>{text.title}</h1>
      <p className="page-intro">{text.intro}</p>
      {runs.length === 0 ? null : (
        <section>
          <h2>{text.list}</h2>
          <ul className="run-list">
            {runs.map((run) => (
              <li key={run.id}>
                <a href={hrefOf({ screen: 'runs', runId: run.id })}>
                  <bdi>{run.title.value}</bdi>
                </a>
                <span>{text.sizes(run.prompts.length, run.columns.length)}</span>
                <time dateTime={new Date(run.createdAt).toISOString()}>{dates.format(run.createdAt)}</time>
              </li>
            ))}
          </ul>
        </section>
      )}
      <NewRunForm />
    </div>
  );
}
