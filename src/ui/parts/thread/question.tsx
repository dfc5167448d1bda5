import { type ReactNode, useState } from 'react';
import type { QuestionRecord } from '#chat/records.ts';
import { useText } from '../../language/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { CopyButton } from './copy-button.tsx';
import { QuestionEditor } from './question-editor.tsx';
import { useThreadPlace } from './thread-place.ts';
import { VersionPager } from './version-pager.tsx';

export function Question({ question }: { readonly question: QuestionRecord }): ReactNode {
  const text = useText();
  const place = useThreadPlace();
  const [editing, setEditing] = useState(false);
  return (
    <article className="message question" data-role="user" data-message-id={question.id} aria-label={text.chat.you}>
      {editing ? (
        <QuestionEditor question={question} onClose={() => setEditing(false)} />
      ) : (
        <>
          <div className="question-text" dir="auto" data-part="text">
            {question.text}
          </div>
          <div className="message-actions">
            <VersionPager messageId={question.id} />
            <CopyButton text={question.text} />
            {place === 'column' ? null : (
              <button
                type="button"
                className="icon-button small"
                aria-label={text.chat.editQuestion}
                title={text.chat.edit}
                onClick={() => setEditing(true)}
              >
                <Icon name="pencil" size={16} />
              </button>
            )}
          </div>
        </>
      )}
    </article>
  );
}
