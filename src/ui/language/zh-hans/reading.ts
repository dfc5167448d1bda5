import type { reading as english } from '../en/reading.ts';

export const reading: typeof english = {
  toLatest: '跳到最新',
  newMessages: (count) => `${count} 条新消息`,
  newWords: (count) => `新增 ${count} 字`,
  earlier: (count) => `显示之前的 ${count} 条消息`,
  later: (count) => `显示之后的 ${count} 条消息`,
  reasoned: (seconds) => (seconds < 60 ? `推理用时 ${seconds} 秒` : `推理用时 ${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`),
  find: '在此对话中查找',
  found: (place, count) => `第 ${place} 个，共 ${count} 个`,
  foundNothing: '未找到',
  findNext: '下一个',
  findPrevious: '上一个',
  closeFind: '关闭查找',
};
