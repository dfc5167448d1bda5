import type { ReactNode } from 'react';

/** Strokes on a grid of 20 by 20, drawn for this app: those that the first page shows. */
export const firstStrokes = {
  'chevron-down': 'M5 8l5 5 5-5',
  'chevron-left': 'M12 5l-5 5 5 5',
  close: 'M5 5l10 10M15 5L5 15',
  plus: 'M10 4.5v11M4.5 10h11',
  stop: 'M6.5 6.5h7v7h-7z',
  'arrow-up': 'M10 15.5v-11M5.5 9L10 4.5 14.5 9',
  text: 'M4.5 4.5h11v11h-11zM11.5 7.2l-3 5.6',
  menu: 'M4 6h12M4 10h12M4 14h12',
  search: 'M9 4.5a4.5 4.5 0 110 9 4.5 4.5 0 010-9zM12.4 12.4l3.4 3.4',
  tree: 'M10 4.5v4M10 8.5H5v3M10 8.5h5v3M10 8.5v3M10 2.6a1 1 0 110 2 1 1 0 010-2zM5 12a1.6 1.6 0 110 3.2A1.6 1.6 0 015 12zM10 12a1.6 1.6 0 110 3.2 1.6 1.6 0 010-3.2zM15 12a1.6 1.6 0 110 3.2 1.6 1.6 0 010-3.2z',
  person: 'M10 3.8a3 3 0 110 6 3 3 0 010-6zM4.5 16.2c.4-3.2 2.6-4.7 5.5-4.7s5.1 1.5 5.5 4.7',
  gear: 'M10 7.4a2.6 2.6 0 110 5.2 2.6 2.6 0 010-5.2zM10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.5 1.5M13.5 13.5L15 15M15 5l-1.5 1.5M6.5 13.5L5 15',
  upload: 'M10 12.5v-8M6.5 8L10 4.5 13.5 8M4.5 15.5h11',
  warning: 'M10 3.8l7 12.2H3zM10 8.5v3.5M10 13.9v.1',
  more: 'M5 10v.1M10 10v.1M15 10v.1',
  sliders: 'M4 6.5h6M14 6.5h2M4 13.5h2M10 13.5h6M12 4.7a1.8 1.8 0 110 3.6 1.8 1.8 0 010-3.6zM8 11.7a1.8 1.8 0 110 3.6 1.8 1.8 0 010-3.6z',
  lock: 'M5.5 9h9v7h-9zM7.5 9V6.5a2.5 2.5 0 015 0V9',
  columns: 'M3.5 4.5h13v11h-13zM10 4.5v11',
  temporary:
    'M4 8V6a1.5 1.5 0 011.5-1.5H7M9.2 4.5h2M13.2 4.5h1.3A1.5 1.5 0 0116 6v1.5M16 9.7v1.6a1.5 1.5 0 01-1.5 1.5h-1M11.3 12.8H9.6L6 16v-3.2h-.5A1.5 1.5 0 014 11.3v-1',
  send: 'M3.5 10L16.5 4l-4 12.5-3-5z',
} as const;

export function drawing(name: string, path: string, size: number): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.4 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={path} fill={name === 'stop' ? 'currentColor' : 'none'} />
    </svg>
  );
}

/** An icon of the first page, which does without all the others. */
export function FirstIcon({ name, size = 20 }: { readonly name: keyof typeof firstStrokes; readonly size?: number }): ReactNode {
  return drawing(name, firstStrokes[name], size);
}
