import { test, expect } from 'vitest';
import fc from 'fast-check';
import { sampleAnswer } from './sample-answer.ts';
import { emptyStream, readOn } from '../../../src/ui/parts/markdown/block-stream.ts';
import { allBlocks, finishStream, readComplete, isTame } from '../../../src/ui/parts/markdown/whole-text.ts';
import { isSameBlock } from '../../../src/ui/parts/markdown/same-block.ts';
import { elements } from '../../../src/ui/parts/markdown/chunked-list.ts';
const frag = fc.constantFrom('# H\n','para text','\n','\n\n','- item','1. one\n','2) two\n','  - nested\n','    indented\n','> quote\n','> ','```\n','```py\n','~~~\n','| a | b |\n','|---|---|\n','---\n','===\n','**bold**','*em','`code`','[x](http://a.b)','<div>\n','</div>\n','$$\n','$x$','\\','中文。','* * *\n','- [ ] task\n','\t','text more\n', '-', ' ', '+ p\n','|x|y|\n', 'line\n');
test('chunk', { timeout: 300000 }, ()=>{
 let bad=0, n=0; const seen:string[]=[];
 fc.assert(fc.property(fc.array(frag,{maxLength:40}), fc.infiniteStream(fc.integer({min:1,max:9})), (parts, sizes)=>{
   const text=parts.join(''); let s=emptyStream; let i=0; const it=sizes[Symbol.iterator](); while(i<text.length){ i=Math.min(text.length,i+it.next().value!); s=readOn(s,text.slice(0,i)); }
   const one=readOn(emptyStream,text);
   const a=elements(allBlocks(s)), b=elements(allBlocks(one)), w=elements(readComplete(text));
   // settled blocks must be as whole
   n++;
   const set=elements(s.settled);
   for (let k=0;k<set.length;k++) if(!w[k]||!isSameBlock(set[k]!,w[k]!)) { bad++; if(seen.length<12 && text.length<60) seen.push(JSON.stringify(text)+'\n   got '+JSON.stringify(set[k]).slice(0,250)+'\n   want '+JSON.stringify(w[k]??null).slice(0,250)); break; }
 }),{numRuns:20000, seed:7});
 console.log(n,bad); seen.forEach(x=>console.log(x));
});
test('hostile', { timeout: 300000 }, ()=>{
 const H: Record<string,string> = { br:'['.repeat(60000), q:'>'.repeat(4000), q2:'> '.repeat(20000), q3:('> '.repeat(99)+'\n').repeat(300), bt:'`'.repeat(60000), bt2:'` `` '.repeat(12000), bt3: Array.from({length:340},(_,i)=>'`'.repeat(i+1)).join(' '), pipe:'|'.repeat(60000), pipe2:'|a'.repeat(30000)+'\n'+'|-'.repeat(30000)+'\n', tbl:('|a'.repeat(500)+'\n|'+'-|'.repeat(500)+'\n').repeat(30), em:'*a _b'.repeat(12000), em2:'**a '.repeat(15000), em3:'*'.repeat(60000), em4:'*a**b'.repeat(12000), em5:'_a__b '.repeat(10000), lnk:'[a]('.repeat(15000), lnk2:'[a](b'.repeat(12000)+')', lnk3:'![['.repeat(20000), lnk4:'[a][b]'.repeat(10000), ref:'[a]: b\n'.repeat(9000), ref2:'[a]:'.repeat(15000), html:'<a '.repeat(20000), html2:'<!--'.repeat(15000), html3:'<?'.repeat(30000), html4:'<![CDATA['.repeat(6000),html5:'<div>\n'.repeat(10000), html6:'<a b="'.repeat(10000), tilde:'~'.repeat(60000), tilde2:'~~a '.repeat(15000), url:'http://'.repeat(8500), url2:'www.'.repeat(15000), mail:'a@'.repeat(30000), mail2:'a.'.repeat(30000)+'@', mail3:'mailto:a@b.'.repeat(5000), dollar:'$'.repeat(60000), dollar2:'$a '.repeat(20000), math:'\\('.repeat(30000), math2:'\\[\n'.repeat(20000), math3:'$$\n\n'.repeat(15000), esc:'\\'.repeat(60000), esc2:'\\*'.repeat(30000), amp:'&amp;'.repeat(12000), amp2:'&'.repeat(60000), list:'- a\n'.repeat(15000), list2:'- '.repeat(30000), list3:Array.from({length:99},(_,i)=>' '.repeat(2*i)+'- a\n').join('').repeat(6), list4:'1. a\n\n'.repeat(8000), hr:'-'.repeat(60000), hr2:'- - '.repeat(15000), setext:'a\n'.repeat(30000)+'===', setext2:'a\n=\n'.repeat(15000), sp:' '.repeat(60000)+'a', nl:'\n'.repeat(60000), tab:'\t'.repeat(60000)+'a', tabs2:'a\t'.repeat(30000), zh:'**中，**文'.repeat(8000), zh2:'**（'.repeat(20000), fence:'```\n'.repeat(15000), fence2:'~~~a\n'.repeat(12000), q4:'> a\n'.repeat(15000), q5:'> - '.repeat(15000), q6:'>\n\n'.repeat(15000), para:'word '.repeat(12000), para2:'字'.repeat(60000), head:'# '.repeat(30000), head2:'#'.repeat(60000), head3: '# a '+'#'.repeat(60000)+'b', nest:'[[]]('.repeat(12000), paren:'[a]('+'('.repeat(60000), paren2:'[a](<'.repeat(12000), quote:'[a](b "'.repeat(8000), marks:'a'+'\u0301'.repeat(60000), bidi:'\u202e'.repeat(60000), nul:'\0'.repeat(60000), sur:'\ud800'.repeat(60000), line:'x'.repeat(60000), code1:'    a\n'.repeat(10000), bigline:'```\n'+'x'.repeat(60000), brk:'a  \n'.repeat(15000), del:'~a~~b'.repeat(12000), under:'a_'.repeat(30000), mixed:'[*_`<~$\\'.repeat(7500), tasks:'- [ ] '.repeat(10000), img:'![a](data:image/png;base64,'.repeat(3000)};
 for (const [k,t] of Object.entries(H)) { const t0=performance.now(); let s=emptyStream; let worst=0; for(let i=512;i<t.length+512;i+=512){ const u=performance.now(); s=readOn(s,t.slice(0,i)); worst=Math.max(worst,performance.now()-u);} const t1=performance.now(); const w=finishStream(s,t); const t2=performance.now(); readComplete(t); const t3=performance.now();
  if (t1-t0>600||t2-t1>50||t3-t2>100||worst>40) console.log(k,t.length,'stream',(t1-t0).toFixed(0),'worst',worst.toFixed(0),'finish',(t2-t1).toFixed(0),'one shot',(t3-t2).toFixed(0), isTame(t)); }
});
