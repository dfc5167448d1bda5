import type { Messages } from './messages.ts';
import { chat } from './zh-hans/chat.ts';
import { common } from './zh-hans/common.ts';

export const simplifiedChinese: Messages = { common, chat };
