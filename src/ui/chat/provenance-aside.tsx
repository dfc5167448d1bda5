import type { ReactNode } from 'react';
import { useText } from '../language/language.tsx';
import { Icon } from '../parts/icon.tsx';
import { AnswerProvenance } from '../parts/thread/answer-provenance.tsx';

export function ProvenanceAside({ answerId, onClose }: { readonly answerId: string; readonly onClose: () => void }): ReactNode {
  const text = useText();
  return (
    <aside className="chat-aside" aria-label={text.chat.provenance}>
      <div className="chat-aside-bar">
        <h2>{text.chat.provenance}</h2>
        <button type="button" className="icon-button small" aria-label={text.chat.closeProvenance} onClick={onClose}>
          <Icon name="close" size={18} />
        </button>
      </div>
      <div className="chat-aside-body">
        <AnswerProvenance key={answerId} answerId={answerId} />
      </div>
    </aside>
  );
}
