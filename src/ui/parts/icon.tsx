import type { ReactNode } from 'react';
import { drawing, firstStrokes } from './first-icon.tsx';

/** Strokes on a grid of 20 by 20, drawn for this app: all of them. */
const strokes = {
  ...firstStrokes,
  'chevron-right': 'M8 5l5 5-5 5',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  cross: 'M5.5 5.5l9 9m0-9l-9 9',
  minus: 'M5 10h10',
  question: 'M7.5 7.6a2.6 2.6 0 115 .9c-.7 1-2.2 1.4-2.4 2.9M10 14.6v.1',
  copy: 'M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3',
  external: 'M8 5H5v10h10v-3M11 4.5h4.5V9M15.2 4.8L9 11',
  pencil: 'M4.5 15.5l.8-3.3 8-8 2.5 2.5-8 8zM11.8 5.7l2.5 2.5',
  trash: 'M4.5 6h11M8 6V4h4v2M6 6l.7 10h6.6L14 6',
  refresh: 'M15.5 10a5.5 5.5 0 11-1.8-4.1M14.5 3v3.2h-3.2',
  'arrow-down': 'M10 4.5v11M5.5 11l4.5 4.5 4.5-4.5',
  pin: 'M7 3.5h6M8 3.5v5l-2.5 3h9L12 8.5v-5M10 11.5V17',
  folder: 'M3.5 5.5h5l1.5 2h6.5v8h-13z',
  tag: 'M4 4.5h6l6.5 6.5-5.5 5.5L4.5 10zM7.4 7.9v.1',
  archive: 'M3.5 4.5h13v3h-13zM4.5 7.5v8h11v-8M8 10.5h4',
  panel: 'M4 4.5h12v11H4zM12 4.5v11',
  file: 'M6 3.5h5l3.5 3.5v9.5H6zM11 3.5V7h3.5',
  download: 'M10 4v8M6.5 9L10 12.5 13.5 9M4.5 15.5h11',
  info: 'M10 3.5a6.5 6.5 0 110 13 6.5 6.5 0 010-13zM10 9v4.5M10 6.4v.1',
  fork: 'M6 4v12M6 11c0-3 8-1 8-5M6 2.6a1.4 1.4 0 110 2.8 1.4 1.4 0 010-2.8zM14 2.6a1.4 1.4 0 110 2.8 1.4 1.4 0 010-2.8zM6 14.6a1.4 1.4 0 110 2.8 1.4 1.4 0 010-2.8z',
  swap: 'M4 7h11M12 4l3 3-3 3M16 13H5M8 10l-3 3 3 3',
  'go-on': 'M4.5 5.5L10 10l-5.5 4.5zM11 5.5l5.5 4.5-5.5 4.5z',
  paperclip: 'M13.5 6.5l-6 6a1.5 1.5 0 002.1 2.1l6-6a3 3 0 00-4.2-4.2l-6 6a4.5 4.5 0 006.4 6.4l4.7-4.7',
  picture: 'M3.5 4.5h13v11h-13zM3.5 13l3.5-3.5 3 3 2.5-2.5 4 4M12.8 7.4a.9.9 0 110 1.8.9.9 0 010-1.8z',
  wrap: 'M3.5 5.5h13M3.5 10h10.5a2.3 2.3 0 010 4.6h-4M11.6 12.6l-2 2 2 2M3.5 14.6h3',
  fit: 'M4 7.5V4h3.5M12.5 4H16v3.5M16 12.5V16h-3.5M7.5 16H4v-3.5',
  linked: 'M8.5 11.5l3-3M9 6.5l1.8-1.8a3.2 3.2 0 014.5 4.5L13.5 11M11 13.5l-1.8 1.8a3.2 3.2 0 01-4.5-4.5L6.5 9',
  hidden: 'M3.5 10c1.6-3 3.8-4.5 6.5-4.5s4.9 1.5 6.5 4.5c-1.6 3-3.8 4.5-6.5 4.5S5.1 13 3.5 10zM4.5 15.5l11-11',
  table: 'M3.5 4.5h13v11h-13zM3.5 8.5h13M3.5 12h13M8.5 8.5v7',
} as const;

export type IconName = keyof typeof strokes;

/** A drawing beside or instead of a word; whoever uses it alone gives the button a name. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return drawing(name, strokes[name], size);
}
