import { type ReactNode, useState } from 'react';
import { useRunText } from '../../language/run-text.ts';
import { Icon } from '../icon.tsx';
import './how-to-run.css';

/** Text to take elsewhere, to the letter, with a button that copies it. */
export function Commands({ label, code }: { readonly label: string; readonly code: string }): ReactNode {
  const text = useRunText();
  const [isCopied, setIsCopied] = useState(false);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(code);
      setIsCopied(true);
      setTimeout(() => setIsCopied(false), 2_000);
    } catch {
      // On plain http there is no clipboard; the commands can still be selected.
    }
  }
  return (
    <div className="commands">
      <pre tabIndex={0} aria-label={label}>
        <code>{code}</code>
      </pre>
      <button type="button" className="button" onClick={() => void copy()}>
        <Icon name={isCopied ? 'check' : 'copy'} size={16} />
        {isCopied ? text.copied : text.copy}
      </button>
    </div>
  );
}
