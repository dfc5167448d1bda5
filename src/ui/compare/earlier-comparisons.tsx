import { type ReactNode, useState } from 'react';
import type { ComparisonRecord } from '#chat/item-records.ts';
import { useCompareText } from '../language/compare-text.ts';
import { useLocale, useText } from '../language/language.tsx';
import { Icon } from '../parts/icon.tsx';
import { removeWithUndo } from '../parts/removing.ts';
import { hrefOf } from '../routes.ts';
import { useChat, useServices } from '../services-context.ts';

const firstShown = 12;

/** The comparisons that are kept, the newest first. */
export function EarlierComparisons(): ReactNode {
  const { chat } = useText();
  const text = useCompareText();
  const locale = useLocale();
  const { store } = useServices();
  const items = useChat((state) => state.items);
  const [shown, setShown] = useState(firstShown);
  const kept = [...items.values()]
    .filter((item): item is ComparisonRecord => item.kind === 'comparison' && item.deleted.value === null)
    .toSorted((left, right) => right.createdAt - left.createdAt || (left.id < right.id ? 1 : -1));
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  if (kept.length === 0) return null;
  return (
    <section className="earlier" aria-labelledby="earlier-comparisons">
      <h2 id="earlier-comparisons">{text.earlier}</h2>
      <ul>
        {kept.slice(0, shown).map((comparison) => {
          const title = comparison.title.value ?? text.untitled;
          return (
            <li key={comparison.id}>
              <a href={hrefOf({ screen: 'compare', comparisonId: comparison.id })} dir="auto">
                <span>{title}</span>
                <small>
                  {[
                    day.format(comparison.createdAt),
                    text.columnCount(comparison.columns.value.length),
                    ...(comparison.blind === undefined ? [] : [text.blind]),
                  ].join(' · ')}
                </small>
              </a>
              <button
                type="button"
                className="icon-button small"
                aria-label={`${chat.remove}: ${title}`}
                onClick={() => removeWithUndo({ store, ids: [comparison.id], words: { done: chat.removed(title), undo: chat.undo } })}
              >
                <Icon name="trash" size={16} />
              </button>
            </li>
          );
        })}
      </ul>
      {kept.length > shown ? (
        <button type="button" className="button quiet" onClick={() => setShown(shown + 10 * firstShown)}>
          {text.showMore}
        </button>
      ) : null}
    </section>
  );
}
