import type { Messages } from './messages.ts';
import { atlas } from './zh-hans/atlas.ts';
import { chat } from './zh-hans/chat.ts';
import { common } from './zh-hans/common.ts';
import { errors } from './zh-hans/errors.ts';
import { modelPage } from './zh-hans/model-page.ts';
import { obligations } from './zh-hans/obligations.ts';
import { provenance } from './zh-hans/provenance.ts';
import { run } from './zh-hans/run.ts';
import { settings } from './zh-hans/settings.ts';
import { stated } from './zh-hans/stated.ts';

export const simplifiedChinese: Messages = {
  common,
  chat,
  errors,
  provenance,
  atlas,
  modelPage,
  obligations,
  run,
  settings,
  stated,
};
