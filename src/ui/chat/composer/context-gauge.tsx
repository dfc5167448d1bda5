import type { ReactNode } from 'react';
import { contextFill } from '#chat/context.ts';
import { createThreadSelector } from '#chat/selectors.ts';
import { useMemo } from 'react';
import { useText } from '../../language/language.tsx';
import { useChat } from '../../services-context.ts';

/** Below this share nobody needs to think of it. */
const matters = 0.5;

/** How full the model's window will be with the next question; shown from half on. */
export function ContextGauge({ conversationId }: { readonly conversationId: string }): ReactNode {
  const { chat } = useText();
  const selector = useMemo(() => createThreadSelector(conversationId), [conversationId]);
  const percent = useChat((state) => {
    const last = state.messages.get(selector(state).at(-1) ?? '');
    const fill =
      last?.kind === 'answer'
        ? contextFill(last, state.drafts.get(conversationId) ?? '', state.draftAttachments.get(conversationId))
        : null;
    return fill === null || fill < matters ? null : Math.round(fill * 100);
  });
  if (percent === null) return null;
  const words = percent > 100 ? chat.contextOver : chat.contextFill(percent);
  return (
    <span className={percent > 85 ? 'context-gauge nearly-full' : 'context-gauge'}>
      <meter min={0} max={100} low={50} high={85} optimum={0} value={Math.min(100, percent)} aria-label={words} />
      <span aria-hidden="true">{words}</span>
    </span>
  );
}
