import type { ReactNode } from 'react';
import { useServersText } from '../../language/servers.ts';

interface Properties {
  /** The field's id in the page. */
  readonly id: string;
  readonly written: string;
  readonly isBad: boolean;
  readonly isFirst?: boolean;
  readonly onWrite: (written: string) => void;
}

/** The field for a key: nothing keeps what stands in it, and nothing completes it. */
export function KeyField({ id, written, isBad, isFirst = false, onWrite }: Properties): ReactNode {
  const text = useServersText();
  return (
    <div className="field">
      <label htmlFor={id}>{text.keyField}</label>
      <input
        id={id}
        className="text-input"
        type="password"
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        {...(isFirst ? { 'data-first-focus': true } : {})}
        value={written}
        aria-invalid={isBad}
        aria-describedby={isBad ? `${id}-problem` : undefined}
        onChange={(event) => onWrite(event.currentTarget.value)}
      />
      {isBad ? (
        <p id={`${id}-problem`} className="server-problem">
          {text.keyBad}
        </p>
      ) : null}
    </div>
  );
}
