/**
 * What a report of an import says, by the English sentence that the storage gives. Details inside of it (a path, an error of the browser) stay
 * as they are.
 */
export const importProblems: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^The file is not JSON\.$/, '文件不是 JSON。'],
  [/^The file ends in the middle: what stood last is lost\.$/, '文件在中途结束：最后一部分丢失。'],
  [/^A part of the file is too large and was left out\.$/, '文件中有一部分过大，已略去。'],
  [/^Part (\d+) of the file is damaged and was left out\.$/, '文件的第 $1 部分已损坏，已略去。'],
  [/^Part (\d+) of the file is no conversation that is known here\.$/, '文件的第 $1 部分不是这里认识的对话。'],
  [/^There is no file of conversations in this ZIP file\.$/, '这个 ZIP 文件中没有对话文件。'],
  [/^(.+) is packed in a way that is not known here\.$/, '$1 的压缩方式无法识别。'],
  [/^The ZIP file is damaged\.$/, 'ZIP 文件已损坏。'],
  [/^The ZIP file is cut off: its list of files is missing\.$/, 'ZIP 文件不完整：缺少文件列表。'],
  [/^The packed file is damaged: what stands behind the damage is lost\.$/, '压缩文件已损坏：损坏处之后的内容丢失。'],
  [/^The file unpacks to more than 1 GiB\. The rest was not read\.$/, '文件解压后超过 1 GiB，其余部分没有读取。'],
  [/^The file is larger than 512 MB\.$/, '文件大于 512 MB。'],
  [/^The file is neither a Stemma archive nor a list of conversations\.$/, '文件既不是 Stemma 归档，也不是对话列表。'],
  [/^The file was made by a newer Stemma\. Reload, then import it again\.$/, '文件由更新的 Stemma 生成。请重新加载页面后再导入。'],
  [/^Conversation (\d+) \(([\s\S]*)\) is in the file more than once\.$/, '对话 $1（$2）在文件中不止一次。'],
  [/^Conversation (\S+) was rebuilt: the file has its messages only\.$/, '对话 $1 已重建：文件中只有它的消息。'],
  [/^Conversation (\d+): it has no messages \("mapping" is missing\)$/, '对话 $1：其中没有消息。'],
  [/^Conversation (\d+): its first message cannot be read$/, '对话 $1：第一条消息无法读取。'],
  [/^Conversation (\d+): ([\s\S]*)$/, '对话 $1 无法读取：$2'],
  [/^Record (\S+|without an id) has schema version (\d+); this build knows (\d+)\.$/, '记录 $1 的格式版本为 $2，当前版本只支持到 $3。'],
  [/^Record (\S+) is in the file more than once\.$/, '记录 $1 在文件中不止一次。'],
  [/^Record (without an id|[^:]+): ([\s\S]*)$/, '记录 $1 无法读取：$2'],
  [/^It was cancelled: the rest was not imported\.$/, '已取消：其余部分没有导入。'],
  [/^Not kept: ([\s\S]*)$/, '没有保存：$1'],
  [/^And (\d+) more\.$/, '以及另外 $1 处。'],
];
