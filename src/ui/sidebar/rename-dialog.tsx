import { type ReactNode, useId, useRef } from 'react';
import { useText } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useServices } from '../services-context.ts';

interface Properties {
  readonly conversationId: string;
  readonly title: string;
  readonly onClose: () => void;
}

export function RenameDialog({ conversationId, title, onClose }: Properties): ReactNode {
  const text = useText();
  const { store } = useServices();
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <Dialog title={text.chat.renameTitle} onClose={onClose}>
      <form
        className="field"
        onSubmit={(event) => {
          event.preventDefault();
          store.getState().actions.rename(conversationId, field.current?.value ?? '');
          onClose();
        }}
      >
        <label htmlFor={id}>{text.chat.title}</label>
        <input
          ref={field}
          id={id}
          className="text-input"
          defaultValue={title}
          maxLength={200}
          data-first-focus
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={onClose}>
            {text.common.cancel}
          </button>
          <button type="submit" className="button primary">
            {text.chat.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
