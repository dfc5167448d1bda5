import type { ReactNode } from 'react';
import { useAttachingText } from '../../../language/attaching-text.ts';
import './attach.css';

/** Says that what is held over the chat can be let go. */
export function DropHint(): ReactNode {
  const text = useAttachingText();
  return (
    <div className="composer-drop" aria-hidden="true">
      <strong>{text.drop}</strong>
      <span>{text.dropHint}</span>
    </div>
  );
}
