import { type ReactNode, useId, useRef } from 'react';
import { useText } from '../language/language.tsx';
import { Dialog } from './dialog.tsx';

interface Properties {
  readonly title: string;
  readonly label: string;
  /** The name until now. */
  readonly name: string;
  /** Called with a name that is not blank. */
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for a name. */
export function NameDialog({ title, label, name, onName, onClose }: Properties): ReactNode {
  const text = useText();
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="field"
        onSubmit={(event) => {
          event.preventDefault();
          const written = field.current?.value.trim() ?? '';
          onClose();
          if (written !== '') onName(written);
        }}
      >
        <label htmlFor={id}>{label}</label>
        <input
          ref={field}
          id={id}
          className="text-input"
          dir="auto"
          defaultValue={name}
          maxLength={200}
          autoComplete="off"
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
