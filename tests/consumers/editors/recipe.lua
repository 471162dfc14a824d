-- Opens the demo with editors/neovim/hegao.lua, writes down what Neovim shows, then declares a finding right with a reason.

package.path = os.getenv('EDITORS') .. '/neovim/?.lua;' .. package.path
require('hegao').setup({ cmd = { os.getenv('HEGAO'), 'lsp' }, settings = { lang = 'zh' } })
vim.cmd('edit 讲话稿.txt')
vim.cmd('setlocal filetype=text')

local function wait_for(holds, what)
  if not vim.wait(30000, holds, 20) then
    io.stderr:write('waited in vain for ' .. what .. '\n')
    vim.cmd('cquit')
  end
end

local function shown()
  return vim.diagnostic.get(0)
end

local function place(line, byte)
  local text = vim.api.nvim_buf_get_lines(0, line, line + 1, false)[1] or ''
  return (line + 1) .. ':' .. (vim.str_utfindex(text, math.min(byte, #text)) + 1)
end

wait_for(function()
  return #shown() > 0
end, 'findings')
local severities = { 'error', 'warning', 'hint' }
local lines = {}
for _, one in ipairs(shown()) do
  local at = place(one.lnum, one.col) .. '-' .. place(one.end_lnum, one.end_col)
  table.insert(lines, at .. ' ' .. severities[one.severity] .. ' ' .. one.code)
end
vim.fn.writefile(lines, os.getenv('SEEN'))

-- The code action of the finding under the cursor: the first that has the reason asked for.
vim.ui.input = function(_, given)
  given('原文如此')
end
vim.ui.select = function(items, _, chosen)
  for index, item in ipairs(items) do
    local action = item[2] or item.action
    local command = type(action.command) == 'table' and action.command.command or action.command
    if command == 'hegao.askReason' then
      return chosen(item, index)
    end
  end
  io.stderr:write('no action asks for a reason\n')
  vim.cmd('cquit')
end
local first = shown()[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
vim.lsp.buf.code_action()
local function written()
  local buffer = vim.fn.bufnr('hegao.toml')
  return buffer > 0 and table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') or ''
end
wait_for(function()
  return written():find('原文如此') ~= nil and written():find(first.code, 1, true) ~= nil
end, 'hegao.toml')
vim.cmd('qall!')
