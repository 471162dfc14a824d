" :compiler hegao, then :make %, of Word files and folders too. Into compiler/ below ~/.vim.
" Vim counts columns in bytes or in cells of the screen, hegao in characters: autoload/hegao.vim translates them once the list is
" read. Without it the list leads to the line.

if exists('current_compiler')
  finish
endif
let current_compiler = 'hegao'

CompilerSet makeprg=hegao\ check\ --format\ line
" %n carries the column in characters until it is translated.
CompilerSet errorformat=%f:%l:%n:\ %trror\ %m,%f:%l:%n:\ %tarning\ %m,%f:%l:%n:\ h%tnt\ %m,%f:\ unreadable\ %m,%-G%.%#

augroup hegao
  autocmd!
  autocmd QuickFixCmdPost [^l]* silent! call hegao#columns()
augroup END
