import { type ReactNode, useState } from 'react';
import { addressOf } from '#providers/backend-settings.ts';
import type { ConnectedBackend } from '#providers/registry.ts';
import { useServersText } from '../../language/servers.ts';
import { Dialog } from '../dialog.tsx';
import { CheckRun } from './check-run.tsx';
import './servers.css';

interface Properties {
  readonly backend: ConnectedBackend;
  /** The model to ask; `null` asks the first that is offered. */
  readonly modelId: string | null;
  readonly onClose: () => void;
}

/** Checks a server and shows what was found. Opening it starts the check, closing it ends it. */
export function CheckDialog({ backend, modelId, onClose }: Properties): ReactNode {
  const text = useServersText();
  const [round, setRound] = useState(0);
  const address = addressOf(backend.settings, new URL(document.baseURI));
  return (
    <Dialog title={text.checkTitle(backend.settings.label)} onClose={onClose} className="check-dialog">
      <p className="server-hint">{text.checkNote(address?.host ?? '')}</p>
      <CheckRun key={round} backend={backend} modelId={modelId} onAgain={() => setRound(round + 1)} onClose={onClose} />
    </Dialog>
  );
}
