import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { ProviderError } from '#providers/provider.ts';
import { useText } from '../../language/language.tsx';
import { useServersText } from '../../language/servers.ts';
import { AccessDialog } from '../../parts/servers/access-dialog.tsx';
import { CheckDialog } from '../../parts/servers/check-dialog.tsx';
import { useServices } from '../../services-context.ts';

/** The servers whose models are missing. Below the list: a list of options has no buttons in it. */
export function ListingTroubles(): ReactNode {
  const { offers } = useServices();
  const listings = useStore(offers, (state) => state.listings);
  const failed = listings.flatMap(({ backend, listing }) => (listing?.ok === false ? [{ ...backend, error: listing.error }] : []));
  if (failed.length === 0) return null;
  return (
    <ul className="picker-troubles">
      {failed.map(({ id, label, error }) => (
        <ListingTrouble key={id} backendId={id} label={label} error={error} />
      ))}
    </ul>
  );
}

interface Properties {
  readonly backendId: string;
  readonly label: string;
  readonly error: ProviderError;
}

/** Why a server's models are missing, and what can be done about it here. */
function ListingTrouble({ backendId, label, error }: Properties): ReactNode {
  const { chat, errors } = useText();
  const text = useServersText();
  const { backends } = useServices();
  const [open, setOpen] = useState<'key' | 'check' | null>(null);
  const backend = backends.find(backendId);
  const wantsKey = error.code === 'auth' && backend?.settings.auth !== 'proxy' && backend?.settings.auth !== 'none';
  return (
    <li className="picker-trouble">
      <div>
        <p>{chat.listingFailed(label)}</p>
        <p>{errors.byCode[error.code]}</p>
      </div>
      {backend === null || backend.provider.backend.host === null ? null : (
        <button type="button" className="button" onClick={() => setOpen(wantsKey ? 'key' : 'check')}>
          {wantsKey ? text.enterKey : text.check}
        </button>
      )}
      {open === 'key' && backend !== null ? <AccessDialog backend={backend} onClose={() => setOpen(null)} /> : null}
      {open === 'check' && backend !== null ? <CheckDialog backend={backend} modelId={null} onClose={() => setOpen(null)} /> : null}
    </li>
  );
}
