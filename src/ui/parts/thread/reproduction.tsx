import { type ReactNode, useState } from 'react';
import type { AnswerRecord } from '#chat/records.ts';
import { compareReproduction, type ReproductionDifference } from '#chat/reproduction.ts';
import { isLive } from '#chat/state.ts';
import { useDiffText } from '../../language/diff-text.ts';
import { useChat } from '../../services-context.ts';
import { DiffView } from '../diff/diff-view.tsx';
import { Icon } from '../icon.tsx';

/** Whether an answer that was asked from another's record is the same; if not, why, and where they differ. */
export function Reproduction({ answer }: { readonly answer: AnswerRecord }): ReactNode {
  const text = useDiffText();
  const before = useChat((state) => state.messages.get(answer.provenance.reproduces ?? ''));
  const [isShown, setIsShown] = useState(false);
  if (before?.kind !== 'answer') return <p className="answer-note">{`${text.again}. ${text.gone}`}</p>;
  if (isLive(answer)) return <p className="answer-note">{`${text.again}. ${text.waiting}`}</p>;
  const { isSameText, differences } = compareReproduction(before, answer);
  const reasons: Readonly<Record<ReproductionDifference, string>> = {
    'not-whole': text.notWhole,
    prompt: text.otherPrompt,
    model: text.otherModel(before.provenance.served.model ?? '?', answer.provenance.served.model ?? '?'),
    file: text.otherFile,
    'no-seed': text.noSeed,
  };
  const why = differences.length === 0 ? [text.otherWhy] : differences.map((difference) => reasons[difference]);
  return (
    <div className="reproduction" data-reproduction={isSameText ? 'same' : 'different'}>
      <p className="answer-note">
        <Icon name={isSameText ? 'check' : 'info'} size={14} />
        {`${text.again}. ${isSameText ? text.sameText : `${text.otherText} ${why.join(' ')}`}`}
      </p>
      {isSameText || before.text === '' || answer.text === '' ? null : isShown ? (
        <DiffView first={before.text} second={answer.text} firstName={text.before} secondName={text.now} />
      ) : (
        <button type="button" className="button" onClick={() => setIsShown(true)}>
          {text.showDifferences}
        </button>
      )}
    </div>
  );
}
