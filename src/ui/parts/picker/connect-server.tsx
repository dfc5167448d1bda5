import { type ReactNode, useState } from 'react';
import { useServersText } from '../../language/servers.ts';
import { Icon } from '../../parts/icon.tsx';
import { ServerDialog } from '../../parts/servers/server-dialog.tsx';
import { useServices } from '../../services-context.ts';

/** The way to a server of one's own; its models then stand in the list. Nothing where the operator does not want it. */
export function ConnectServer(): ReactNode {
  const text = useServersText();
  const { ownServers } = useServices();
  const [isOpen, setIsOpen] = useState(false);
  if (ownServers === null) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setIsOpen(true)}>
        <Icon name="plus" size={18} />
        {text.connect}
      </button>
      {isOpen ? <ServerDialog server={null} ownServers={ownServers} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
