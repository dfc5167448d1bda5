import type { AtlasText } from '../atlas-text.ts';

export const article: AtlasText['article'] = {
  intro: (count) => `Stemma 始于一篇文章。下面是文中关于“谁建立在谁之上”的 ${count} 条说法，逐条对照出处核对。`,
  checkedText: (title, publisher, published, translated) =>
    `《${title}》，${publisher}，${published}。所核对的是 ${translated} 的中文译文，有些差错可能出自翻译。各条说法均用我们自己的话转述。`,
  filter: '按结论筛选',
  all: '全部',
  verdicts: {
    holds: '属实',
    'holds-as-relation': '关系属实',
    'holds-as-risk': '风险属实',
    imprecise: '不够准确',
    wrong: '有误',
    contested: '有争议',
    'partly-checked': '部分核实',
    'not-checked': '未核实',
  },
  shown: (count, all) => (count === all ? `全部 ${all} 条` : `${all} 条中的 ${count} 条`),
  models: '模型',
  dataSets: '数据',
  sources: '出处',
  note: '结论由我们依据所列出处作出，针对的是关于模型的说法，而不是说这些话的人。',
};
