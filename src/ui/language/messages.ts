import { atlas } from './en/atlas.ts';
import { chat } from './en/chat.ts';
import { common } from './en/common.ts';
import { errors } from './en/errors.ts';
import { modelPage } from './en/model-page.ts';
import { obligations } from './en/obligations.ts';
import { provenance } from './en/provenance.ts';
import { run } from './en/run.ts';
import { settings } from './en/settings.ts';
import { stated } from './en/stated.ts';

/** Everything a person reads, in English; its shape is the contract for every other language. */
export const english = { common, chat, errors, provenance, atlas, modelPage, obligations, run, settings, stated };

export type Messages = typeof english;
export type Locale = 'en' | 'zh-Hans';
