import type { TemporaryText } from '../en/temporary.ts';

export const temporary: TemporaryText = {
  title: '临时对话',
  lead: '临时对话。',
  note: '不会保存任何内容：没有历史、没有标题、不会导出。离开或重新加载后即消失。',
  stillSent: (label) => `你写的内容仍会发送给 ${label}，对方可能会保存。`,
  keep: '保留此对话',
  kept: '此对话从现在起会被保存。',
  leaveTitle: '离开临时对话？',
  leaveText: '其中的内容将会消失，且无法恢复。',
  leave: '离开',
  stay: '留下',
  keepAndLeave: '保留后离开',
};
