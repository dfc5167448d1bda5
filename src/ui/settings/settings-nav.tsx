import { type ReactNode, useEffect } from 'react';
import { usePreferencesText } from '../language/preferences-text.ts';
import { hrefOf } from '../routes.ts';
import { headingId } from './settings-section.tsx';

interface Properties {
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  /** The section of the address. */
  readonly current: string | null;
}

export function SettingsNav({ sections, current }: Properties): ReactNode {
  const text = usePreferencesText();
  useEffect(() => {
    const heading = current === null ? null : document.getElementById(headingId(current));
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }, [current]);
  return (
    <nav className="settings-nav" aria-label={text.sections}>
      <ul>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a
              href={hrefOf({ screen: 'settings', section: id })}
              aria-current={id === current ? 'true' : undefined}
              onClick={() => {
                // The address does not change by a second click, and the section may be out of sight again.
                if (id === current) document.getElementById(headingId(id))?.scrollIntoView({ block: 'start' });
              }}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
