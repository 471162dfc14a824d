" Has ALE check the demo with the linter of editors/vim and writes down what it shows, columns in characters again.

set encoding=utf-8
let &runtimepath = $EDITORS . '/vim,/usr/share/vim-ale,' . &runtimepath
let g:ale_linters = {'text': ['hegao']}
let g:ale_lint_on_enter = 0
let g:ale_hegao_executable = $HEGAO
runtime! plugin/ale.vim
edit 讲话稿.txt
setlocal filetype=text
ALELint
call ale#test#WaitForJobs(30000)

function! s:place(number, byte) abort
  return a:number . ':' . (strchars(strpart(getline(a:number), 0, a:byte)) + 1)
endfunction

let s:severities = {'E': 'error', 'W': 'warning', 'I': 'hint'}
let s:lines = []
for s:item in g:ale_buffer_info[bufnr('')].loclist
  let s:at = s:place(s:item.lnum, s:item.col - 1) . '-' . s:place(s:item.end_lnum, s:item.end_col)
  call add(s:lines, s:at . ' ' . s:severities[s:item.type] . ' ' . s:item.code)
endfor
call writefile(s:lines, $SEEN)
qall!
