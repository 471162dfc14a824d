" Runs :make with the compiler of editors/vim and writes its list down as `hegao check --format line` prints it, columns in
" characters again.

set encoding=utf-8
let &runtimepath = $EDITORS . '/vim,' . &runtimepath
compiler hegao
let &l:makeprg = $HEGAO . ' check --format line'
silent make! 讲话稿.txt 坏.docx
let s:severities = {'e': 'error', 'w': 'warning', 'i': 'hint'}
let s:lines = []
for s:item in getqflist()
  let s:name = bufname(s:item.bufnr)
  if s:item.lnum == 0
    call add(s:lines, s:name . ': unreadable ' . s:item.text)
  else
    let s:line = getbufline(s:item.bufnr, s:item.lnum)[0]
    let s:column = strchars(strpart(s:line, 0, s:item.col - 1)) + 1
    let s:at = s:name . ':' . s:item.lnum . ':' . s:column . ': '
    call add(s:lines, s:at . s:severities[s:item.type] . ' ' . s:item.text)
  endif
endfor
call writefile(s:lines, $SEEN)
qall!
