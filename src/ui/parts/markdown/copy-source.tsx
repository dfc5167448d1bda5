import { type ReactNode, useEffect, useState } from 'react';
import { announce, showToast } from '../../notices.ts';
import { copyText } from '../copy-text.ts';
import { Icon } from '../icon.tsx';
import { useRendering } from './rendering.ts';

/** How long the check mark stays. Milliseconds. */
const shownFor = 2000;

/** Copies what was written, not what is shown. */
export function CopySource({ label, source }: { readonly label: string; readonly source: () => string }): ReactNode {
  const { labels } = useRendering();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(false), shownFor);
    return () => clearTimeout(timer);
  }, [done]);
  async function copy(): Promise<void> {
    const copied = await copyText(source());
    setDone(copied);
    if (copied) announce(labels.copied);
    else showToast({ text: labels.copyFailed, action: null });
  }
  return (
    <button type="button" className="icon-button small" aria-label={label} title={label} onClick={() => void copy()}>
      <Icon name={done ? 'check' : 'copy'} size={16} />
    </button>
  );
}
