import type { picker as english } from '../en/picker.ts';

export const picker: typeof english = {
  pinned: 'Open Assistant、StableVicuna、Dolly',
  ready: (label) => `可用：${label}`,
  readyHere: '可用：在此浏览器中运行',
  needsGated: '需要服务器，且须先同意制作者的条款',
  hidden: (count) => `还有 ${count} 个：可按名称搜索。`,
  base: '续写文本',
  saidByYou: '对应关系由你指定',
  notAsked: (label) => `未向 ${label} 询问模型：它要求暂时不要打扰。`,
  asBefore: '下面列出的是先前已知的模型。',
};
