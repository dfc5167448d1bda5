import { memo, type ReactNode } from 'react';
import { isLive } from '#chat/state.ts';
import { useSteadyAnswer } from '../parts/thread/use-steady.ts';
import { useNumbers } from './use-numbers.ts';

/** The numbers of one answer, below it, once it has ended. What is not known is left out: the table says so. */
export const AnswerNumbers = memo(function AnswerNumbers({ answerId }: { readonly answerId: string }): ReactNode {
  const answer = useSteadyAnswer(answerId);
  const numbersOf = useNumbers();
  if (answer === null || isLive(answer)) return null;
  return (
    <dl className="answer-numbers">
      {numbersOf(answer)
        .filter(({ value }) => value !== '')
        .map(({ name, label, words, value, hint }) => (
          <div key={name} data-metric={name} data-value={value} title={hint}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
    </dl>
  );
});
