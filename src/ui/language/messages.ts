import { chat } from './en/chat.ts';
import { common } from './en/common.ts';

/** What the first page says, in English; its shape is the contract for every other language. All else comes with the part that shows it. */
export const english = { common, chat };

export type Messages = typeof english;
export type Locale = 'en' | 'zh-Hans';
