import type { ReactNode } from 'react';
import { runCommand } from './commands/commands.ts';
import { useText } from './language/language.tsx';

/** The first stop of the keyboard: past the conversations, to the message field or to what the page shows. */
export function SkipLink({ toMessage }: { readonly toMessage: boolean }): ReactNode {
  const { common } = useText();
  return (
    <a
      className="skip-link"
      href="#main"
      onClick={(event) => {
        // The fragment of an address is a place of the app here, not of the page.
        event.preventDefault();
        if (!(toMessage && runCommand('focus-message'))) document.querySelector<HTMLElement>('main')?.focus();
      }}
    >
      {toMessage ? common.skipToMessage : common.skipToContent}
    </a>
  );
}
