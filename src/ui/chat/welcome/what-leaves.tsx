import type { ReactNode } from 'react';
import { useText } from '../../language/language.tsx';
import type { Offer } from '../../offers.ts';
import { FirstIcon } from '../../parts/first-icon.tsx';
import { hrefOf } from '../../routes.ts';

/** What stays in the browser and what leaves it with the chosen model, before anything is sent. */
export function WhatLeaves({ offer: { backend, model } }: { readonly offer: Offer }): ReactNode {
  const { chat } = useText();
  const { host, label } = backend;
  const onward = model.remoteHost !== undefined ? chat.passedOnTo(model.remoteHost) : model.routes === undefined ? null : chat.passedOn;
  return (
    <ul className="welcome-privacy" data-leaves={host ?? ''}>
      <li>
        <FirstIcon name="lock" size={16} />
        <span>{host === null ? chat.staysAll : chat.stays}</span>
      </li>
      <li>
        <FirstIcon name="send" size={16} />
        <span>
          {host === null ? chat.leavesNothing : chat.leaves(label, host)} {onward}{' '}
          <a href={hrefOf({ screen: 'privacy' })}>{chat.whoSees}</a>
        </span>
      </li>
    </ul>
  );
}
