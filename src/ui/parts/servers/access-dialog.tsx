import { type ReactNode, useState } from 'react';
import type { ConnectedBackend } from '#providers/registry.ts';
import { KeyDialog } from './key-dialog.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';

interface Properties {
  readonly backend: ConnectedBackend;
  /** Called after a key was typed in: for asking again what failed without it. Who signs in leaves the page instead. */
  readonly onUsed?: () => void;
  readonly onClose: () => void;
}

/** What a server wants of a person before it answers: a key, or that they sign in. */
export function AccessDialog({ backend, onUsed, onClose }: Properties): ReactNode {
  const [byKey, setByKey] = useState(backend.settings.auth !== 'hugging-face-login');
  return byKey ? (
    <KeyDialog backend={backend} onClose={onClose} {...(onUsed === undefined ? {} : { onUsed })} />
  ) : (
    <SignInDialog backend={backend} onUseToken={() => setByKey(true)} onClose={onClose} />
  );
}
