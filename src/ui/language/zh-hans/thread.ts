import type { thread as english } from '../en/thread.ts';

export const thread: typeof english = {
  anotherModel: '换一个模型回答',
  recentModels: '可用的模型，最近用过的在前',
  moreModels: '更多模型…',
  more: '更多',
  drafts: (count) => `再写 ${count} 份草稿`,
  fork: '在新对话中继续',
  remove: '删除这条及其后的内容',
  removed: '已从此对话中删除。',
  undo: '撤销',
  goOn: '继续',
  goOnWords: '请从刚才停下的地方接着写，不要重复已写的内容。',
  goOnFailed: '无法继续这个回答。',
  answerThis: '回答这个问题',
  continues: (characters, model) => `接着一个中断的回答写成：前 ${characters} 个字符由 ${model} 所写。`,
  showCut: '查看那个回答',
  pictureWithheld: (count) =>
    count === 1
      ? '这个模型不能读图：没有把图片给它，只告诉它有一张图片。'
      : `这个模型不能读图：没有把这 ${count} 张图片给它，只告诉它有图片。`,
  forkedFrom: '复制自',
  forkedGone: '一个已不存在的对话',
  untitled: '未命名的对话',
  draftsTitle: (count) => `${count} 份草稿`,
  draftsHint: '保留最好的一份，其余的会作为其他版本留下。直接追问则接着第一份。',
  draft: (position, count) => `草稿 ${position} / ${count}`,
  keep: '保留这份',
  keepSpoken: (position) => `保留草稿 ${position}`,
  kept: '已保留。其余草稿是它的其他版本。',
  attachments: '附件',
  pages: (count) => `${count} 页`,
  characters: (count) => `${count} 个字符`,
  detach: (name) => `移除 ${name}`,
};
