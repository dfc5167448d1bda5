import type { OfflineText } from '../en/offline.ts';

export const offline: OfflineText = {
  ready: '新版本已就绪。',
  later: '请在方便时重新加载，你的对话都会保留。',
  reload: '重新加载',
};
