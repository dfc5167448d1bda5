import type { ReactNode } from 'react';
import type { ColumnTerms, Fairness } from '#chat/fairness.ts';
import { type CompareText, useCompareText } from '../language/compare-text.ts';
import { Icon } from '../parts/icon.tsx';

/** In what the columns differ, and what each was asked with. */
export function FairnessList({ fairness, names }: { readonly fairness: Fairness; readonly names: readonly string[] }): ReactNode {
  const { terms: text } = useCompareText();
  return (
    <section className="fairness">
      <h3>{fairness.uneven.length === 0 ? text.even : text.uneven}</h3>
      {fairness.uneven.length === 0 ? null : (
        <ul>
          {fairness.uneven.map((kind) => (
            <li key={kind} data-uneven={kind}>
              <Icon name="warning" size={14} />
              {text.differs[kind]}
            </li>
          ))}
        </ul>
      )}
      <h3>{text.perColumn}</h3>
      <dl>
        {fairness.columns.map((column, place) => (
          <div key={column.conversationId}>
            <dt>
              <bdi>{names[place]}</bdi>
            </dt>
            {wordsOf(column, text).map((words) => (
              <dd key={words} dir="auto">
                {words}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}

function wordsOf({ template, system, parameters }: ColumnTerms, text: CompareText['terms']): readonly string[] {
  const own = Object.entries(parameters).map(([name, value]) => `${name} ${String(value)}`);
  return [
    template === null ? text.notAsked : template.by === 'format' ? text.format(template.id) : text.backendTemplate,
    system === null ? text.noSystem : text.system(system),
    ...(own.length === 0 ? [] : [text.parameters(own.join(', '))]),
  ];
}
