import type { ReactNode } from 'react';

interface Properties {
  /** Its part of the address. */
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

export const headingId = (section: string): string => `settings-${section}`;

/** A part of the settings that the navigation leads to; the focus goes to its heading. */
export function SettingsSection({ id, title, children }: Properties): ReactNode {
  return (
    <section aria-labelledby={headingId(id)} data-section={id}>
      <h2 id={headingId(id)} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
