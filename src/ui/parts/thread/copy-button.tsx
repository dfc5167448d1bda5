import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../language/language.tsx';
import { announce, showToast } from '../../notices.ts';
import { Icon } from '../../parts/icon.tsx';

/** How long the check mark stays. Milliseconds. */
const shownFor = 2000;

/** Copies the raw text of a message: what was written, not what is shown. */
export function CopyButton({ text: copied }: { readonly text: string }): ReactNode {
  const text = useText();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(false), shownFor);
    return () => clearTimeout(timer);
  }, [done]);
  async function copy(): Promise<void> {
    try {
      // On plain http there is no clipboard: that fails here as well.
      await navigator.clipboard.writeText(copied);
      setDone(true);
      announce(text.chat.copied);
    } catch {
      showToast({ text: text.chat.copyFailed, action: null });
    }
  }
  return (
    <button type="button" className="icon-button small" aria-label={text.chat.copy} title={text.chat.copy} onClick={() => void copy()}>
      <Icon name={done ? 'check' : 'copy'} size={16} />
    </button>
  );
}
