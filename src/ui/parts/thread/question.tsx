import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { QuestionRecord } from '#chat/records.ts';
import { useText } from '../../language/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { hasFollowers } from '#chat/message-tree.ts';
import { useThreadText } from '../../language/thread-text.ts';
import { useChat, useServices } from '../../services-context.ts';
import { CopyButton } from './copy-button.tsx';
import { QuestionAttachments } from './question-attachments.tsx';
import { useRemoveBranch } from './use-remove-branch.ts';
import { QuestionEditor } from './question-editor.tsx';
import { useThreadPlace } from './thread-place.ts';
import { VersionPager } from './version-pager.tsx';

export function Question({ question }: { readonly question: QuestionRecord }): ReactNode {
  const text = useText();
  const thread = useThreadText();
  const { store } = useServices();
  const removeBranch = useRemoveBranch();
  const isAnswered = useChat(({ messages, conversations }) =>
    hasFollowers(messages, question.id, conversations.get(question.conversationId)?.removed),
  );
  const place = useThreadPlace();
  const [editing, setEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  function closeEditor(): void {
    flushSync(() => setEditing(false));
    editButton.current?.focus();
  }
  return (
    <article className="message question" data-role="user" data-message-id={question.id} aria-label={text.chat.you}>
      {editing ? (
        <QuestionEditor question={question} onClose={closeEditor} />
      ) : (
        <>
          {question.attachments === undefined ? null : <QuestionAttachments attachments={question.attachments} />}
          {question.text === '' ? null : (
            <div className="question-text" dir="auto" data-part="text">
              {question.text}
            </div>
          )}
          <div className="message-actions">
            <VersionPager messageId={question.id} />
            {question.text === '' ? null : <CopyButton text={question.text} />}
            {place === 'column' ? null : (
              <>
                <button
                  ref={editButton}
                  type="button"
                  className="icon-button small"
                  aria-label={thread.editQuestion}
                  title={thread.edit}
                  onClick={() => setEditing(true)}
                >
                  <Icon name="pencil" size={16} />
                </button>
                <button
                  type="button"
                  className="icon-button small"
                  aria-label={thread.remove}
                  title={thread.remove}
                  onClick={() => removeBranch(question.id)}
                >
                  <Icon name="trash" size={16} />
                </button>
              </>
            )}
          </div>
          {isAnswered ? null : (
            <button type="button" className="button" onClick={() => store.getState().actions.answerQuestion(question.id)}>
              <Icon name="refresh" size={16} />
              {thread.answerThis}
            </button>
          )}
        </>
      )}
    </article>
  );
}
