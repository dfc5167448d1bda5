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
  searchModels: '搜索模型',
  noSuchModel: '这里没有提供这个名字的模型。',
  runsAt: (host) => `在 ${host} 上运行`,
  listingFailed: (label) => `${label} 没有列出它的模型。`,
  openFile: '打开模型文件',
  openFileHint: '磁盘上的 .gguf 文件。它在本页内运行，不会上传。',
  fileFailed: '无法使用这个文件。',
  fileTitle: '这个文件的自述',
  useFile: '使用这个模型',
};
