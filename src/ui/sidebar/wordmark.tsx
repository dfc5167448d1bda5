import type { ReactNode } from 'react';

/** A root that branches: the family tree of a text's copies, after which the app is named. */
export function Wordmark({ title }: { readonly title: string }): ReactNode {
  return (
    <>
      <svg width="24" height="24" viewBox="0 0 24 24" fill="none" aria-hidden="true">
        <path
          d="M12 4.5v6M12 10.5c0 4-6 2.5-6 7M12 10.5c0 4 6 2.5 6 7M12 10.5v7"
          stroke="var(--accent)"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
        <circle cx="12" cy="4.5" r="2.5" fill="var(--accent)" />
        <circle cx="6" cy="19" r="2" fill="var(--paper-sunken)" stroke="var(--accent)" strokeWidth="1.8" />
        <circle cx="12" cy="19" r="2" fill="var(--accent)" stroke="var(--accent)" strokeWidth="1.8" />
        <circle cx="18" cy="19" r="2" fill="var(--paper-sunken)" stroke="var(--accent)" strokeWidth="1.8" />
      </svg>
      <span aria-hidden="true">{title}</span>
    </>
  );
}
