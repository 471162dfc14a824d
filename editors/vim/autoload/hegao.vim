" What compiler/hegao.vim and the linters for ALE share: Vim's columns from hegao's. hegao counts characters, Vim counts bytes.

" Translates the columns of the quickfix list that `:make` has read, which the compiler carries in the number of an error.
function! hegao#columns() abort
  if get(b:, 'current_compiler', '') !=# 'hegao'
    return
  endif
  let l:items = getqflist()
  for l:item in l:items
    if l:item.nr > 0
      let l:item.col = s:byte(s:line(l:item.bufnr, l:item.lnum), l:item.nr)
      let l:item.nr = 0
    endif
  endfor
  call setqflist([], 'r', {'items': l:items})
endfunction

" Makes a linter of hegao for documents of this kind; the text goes through standard input, so that it need not be saved.
function! hegao#linter(filetype, ending) abort
  call ale#linter#Define(a:filetype, {
  \ 'name': 'hegao',
  \ 'executable': {-> get(g:, 'ale_hegao_executable', 'hegao')},
  \ 'command': {buffer -> '%e check --format json ' . get(g:, 'ale_hegao_options', '')
  \   . ' --stdin-filename ' . ale#Escape(s:name(buffer, a:ending)) . ' -'},
  \ 'output_stream': 'both',
  \ 'callback': 'hegao#found',
  \})
endfunction

" What ALE shows, from the lines of a report in JSON and what stands on standard error. A text that could not be read is one
" finding at its start; so is a run that did not come about, because of a mistake in hegao.toml for example.
function! hegao#found(buffer, lines) abort
  " The report has its own line ends: each line begins with one of these.
  let l:report = filter(copy(a:lines), {_, line -> line =~# '\v^[{"\]]'})
  try
    let l:file = json_decode(join(l:report, ''))['files'][0]
  catch
    return [{'lnum': 1, 'type': 'E', 'code': 'hegao', 'text': join(map(copy(a:lines), 'trim(v:val)'), ' ')}]
  endtry
  if has_key(l:file, 'error')
    return [{'lnum': 1, 'type': 'E', 'code': l:file.error.kind, 'text': l:file.error.message}]
  endif
  return map(l:file.diagnostics, {_, one -> s:shown(a:buffer, one)})
endfunction

function! s:shown(buffer, one) abort
  let [l:start, l:end] = [a:one.location.start, a:one.location.end]
  return {
  \ 'lnum': l:start.line,
  \ 'col': s:byte(s:line(a:buffer, l:start.line), l:start.column),
  \ 'end_lnum': l:end.line,
  \ 'end_col': s:byte(s:line(a:buffer, l:end.line), l:end.column) - 1,
  \ 'type': {'error': 'E', 'warning': 'W', 'hint': 'I'}[a:one.severity],
  \ 'code': a:one.rule,
  \ 'text': a:one.message,
  \ 'detail': a:one.message . (has_key(a:one, 'help') ? "\n" . a:one.help : ''),
  \}
endfunction

" A name for standard input: the ending tells the format, the folder finds hegao.toml.
function! s:name(buffer, ending) abort
  let l:name = fnamemodify(bufname(a:buffer), ':p')
  return bufname(a:buffer) ==# '' ? getcwd() . '/unnamed.' . a:ending : l:name
endfunction

" A line of a buffer, which is loaded where it is a text; of the others hegao counts lines that Vim does not see.
function! s:line(buffer, number) abort
  if bufname(a:buffer) =~? '\v\.%(txt|text|md|markdown|html?)$' && filereadable(bufname(a:buffer))
    silent! call bufload(a:buffer)
  endif
  return get(getbufline(a:buffer, a:number), 0, '')
endfunction

" The column in bytes, from 1, of a column in characters, from 1; 1 where the line has no such column.
function! s:byte(line, column) abort
  let l:byte = byteidxcomp(a:line, a:column - 1)
  return l:byte < 0 ? 1 : l:byte + 1
endfunction
