import { type ReactNode, useRef } from 'react';
import type { QuestionRecord } from '#chat/records.ts';
import { useText } from '../../language/language.tsx';
import { useServices } from '../../services-context.ts';

/** Asks a question anew beside the old one, which stays. */
export function QuestionEditor({ question, onClose }: { readonly question: QuestionRecord; readonly onClose: () => void }): ReactNode {
  const text = useText();
  const { store } = useServices();
  const field = useRef<HTMLTextAreaElement>(null);
  function send(): void {
    const { actions } = store.getState();
    if (actions.edit(question.id, field.current?.value ?? '') !== null) onClose();
  }
  return (
    <form
      className="question-editor"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        aria-label={text.chat.editQuestion}
        defaultValue={question.text}
        dir="auto"
        rows={3}
        autoFocus
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
            event.preventDefault();
            send();
          }
        }}
      />
      <div className="dialog-actions">
        <button type="button" className="button quiet" onClick={onClose}>
          {text.common.cancel}
        </button>
        <button type="submit" className="button primary">
          {text.chat.sendEdited}
        </button>
      </div>
    </form>
  );
}
