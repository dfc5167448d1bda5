import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { ProviderError } from '#providers/provider.ts';
import { failureWords, useFailureText } from '../../language/failures-text.ts';
import { useErrorsText } from '../../language/errors-text.ts';
import { useThreadText } from '../../language/thread-text.ts';
import { usePickerText } from '../../language/picker-text.ts';
import { useServersText } from '../../language/servers.ts';
import { AccessDialog } from '../../parts/servers/access-dialog.tsx';
import { CheckDialog } from '../../parts/servers/check-dialog.tsx';
import { useSecondsUntil } from '../../parts/use-seconds-until.ts';
import { useServices } from '../../services-context.ts';

/** The servers whose models are missing. Below the list: a list of options has no buttons in it. */
export function ListingTroubles(): ReactNode {
  const { offers } = useServices();
  const listings = useStore(offers, (state) => state.listings);
  const failed = listings.filter(({ listing }) => listing !== null && (!listing.ok || listing.heldUntil !== undefined));
  if (failed.length === 0) return null;
  return (
    <ul className="picker-troubles">
      {failed.map(({ backend: { id, label }, listing }) =>
        listing?.heldUntil !== undefined ? (
          <ListingHeld key={id} label={label} until={listing.heldUntil} isKnown={listing.ok} />
        ) : listing?.ok === false ? (
          <ListingTrouble key={id} backendId={id} label={label} error={listing.error} />
        ) : null,
      )}
    </ul>
  );
}

interface HeldProperties {
  readonly label: string;
  readonly until: number;
  /** It told its models before, and those are shown. */
  readonly isKnown: boolean;
}

/** A server that asked to be left alone: it is asked for its models when its time is over and the person wants it. */
function ListingHeld({ label, until, isKnown }: HeldProperties): ReactNode {
  const picker = usePickerText();
  const { tryAgain } = useFailureText();
  const thread = useThreadText();
  const { offers } = useServices();
  const seconds = useSecondsUntil(until);
  return (
    <li className="picker-trouble">
      <div>
        <p>{picker.notAsked(label)}</p>
        {isKnown ? <p>{picker.asBefore}</p> : null}
        {seconds > 0 ? <p>{thread.held(seconds)}</p> : null}
      </div>
      <button type="button" className="button" disabled={seconds > 0} onClick={() => void offers.getState().refresh()}>
        {tryAgain}
      </button>
    </li>
  );
}

interface Properties {
  readonly backendId: string;
  readonly label: string;
  readonly error: ProviderError;
}

/** Why a server's models are missing, and what can be done about it here. */
function ListingTrouble({ backendId, label, error }: Properties): ReactNode {
  const picker = usePickerText();
  const errors = useErrorsText();
  const text = useServersText();
  const { backends } = useServices();
  const [open, setOpen] = useState<'key' | 'check' | null>(null);
  const failures = useFailureText();
  const backend = backends.find(backendId);
  const isRefusal = error.code === 'auth';
  const auth = backend?.settings.auth;
  const wantsKey = isRefusal && auth !== 'proxy' && auth !== 'none';
  const refusal = failureWords(failures, error.code, auth);
  return (
    <li className="picker-trouble">
      <div>
        <p>{picker.listingFailed(label)}</p>
        <p>{isRefusal && !wantsKey ? failures.together(refusal.what, refusal.todo) : errors.byCode[error.code]}</p>
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
