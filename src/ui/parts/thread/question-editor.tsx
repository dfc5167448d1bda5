import { type ReactNode, useRef, useState } from 'react';
import type { QuestionRecord } from '#chat/records.ts';
import { useText } from '../../language/language.tsx';
import { useThreadText } from '../../language/thread-text.ts';
import { isComposing } from '../../parts/is-composing.ts';
import { sendsMessage, usePreferences } from '../../parts/sends-message.ts';
import { Icon } from '../../parts/icon.tsx';
import { useServices } from '../../services-context.ts';
import './question-attachments.css';

/** Asks a question anew beside the old one, which stays. What was attached goes along unless it is taken away. */
export function QuestionEditor({ question, onClose }: { readonly question: QuestionRecord; readonly onClose: () => void }): ReactNode {
  const text = useText();
  const thread = useThreadText();
  const { store } = useServices();
  const preferences = usePreferences();
  const [attachments, setAttachments] = useState(question.attachments ?? []);
  const field = useRef<HTMLTextAreaElement>(null);
  function send(): void {
    const { actions } = store.getState();
    if (actions.edit(question.id, field.current?.value ?? '', attachments) !== null) onClose();
  }
  return (
    <form
      className="question-editor"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {attachments.length === 0 ? null : (
        <ul className="question-editor-files" aria-label={thread.attachments}>
          {attachments.map((attachment, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- two files may have one name; an entry has no state that could go astray.
            <li key={`${place} ${attachment.name}`}>
              <Icon name={attachment.kind === 'image' ? 'picture' : 'file'} size={16} />
              <bdi>{attachment.name}</bdi>
              <button
                type="button"
                className="icon-button small"
                aria-label={thread.detach(attachment.name)}
                onClick={() => {
                  setAttachments(attachments.toSpliced(place, 1));
                  field.current?.focus();
                }}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <textarea
        ref={field}
        aria-label={thread.editQuestion}
        defaultValue={question.text}
        dir="auto"
        rows={3}
        autoFocus
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !isComposing(event)) onClose();
          if (!sendsMessage(event, preferences)) return;
          event.preventDefault();
          send();
        }}
      />
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={onClose}>
          {text.common.cancel}
        </button>
        <button type="submit" className="button primary">
          {thread.sendEdited}
        </button>
      </div>
    </form>
  );
}
