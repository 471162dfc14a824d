" hegao for ALE; what it does is in autoload/hegao.vim.
call hegao#linter('markdown', 'md')
