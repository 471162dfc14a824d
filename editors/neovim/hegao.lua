-- hegao as a language server of Neovim, 0.7 and later. Put this file into lua/ below the configuration folder, then, in init.lua:
--   require('hegao').setup({ settings = { lang = 'zh' } })
-- `cmd` names another program; `settings` are those of docs/editors.md.

local M = {}

local LANGUAGES = { text = 'plaintext', markdown = 'markdown', html = 'html' }
local MARKERS = { 'hegao.toml', '.git' }

local function language(_, filetype)
  return LANGUAGES[filetype]
end

-- Asks why a finding is right, and has the server write it down.
local function ask_reason(command, context)
  local finding = command.arguments[1]
  vim.ui.input({ prompt = finding.rule .. ' 为什么没有错：' }, function(reason)
    if reason == nil or vim.trim(reason) == '' then
      return
    end
    local argument = vim.tbl_extend('force', finding, { reason = vim.trim(reason) })
    local params = { command = 'hegao.ignore', arguments = { argument } }
    local answered = function(err)
      if err then
        vim.notify('hegao: ' .. err.message, vim.log.levels.ERROR)
      end
    end
    local client = vim.lsp.get_client_by_id(context.client_id)
    if vim.fn.has('nvim-0.11') == 1 then
      client:request('workspace/executeCommand', params, answered, context.bufnr)
    else
      client.request('workspace/executeCommand', params, answered, context.bufnr)
    end
  end)
end

-- The folder of the nearest marker above the file, else the folder of the file.
local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  local above = folder
  while true do
    for _, marker in ipairs(MARKERS) do
      if vim.loop.fs_stat(above .. '/' .. marker) then
        return above
      end
    end
    local parent = vim.fn.fnamemodify(above, ':h')
    if parent == above then
      return folder
    end
    above = parent
  end
end

-- Before 0.11 clients are started by hand, one for each root.
local function start_by_hand(config)
  local clients = {}
  local function attach(buffer)
    if vim.bo[buffer].buftype ~= '' then
      return
    end
    local root = root_of(vim.api.nvim_buf_get_name(buffer))
    local client = clients[root]
    if client == nil or vim.lsp.get_client_by_id(client) == nil then
      local folder = { uri = vim.uri_from_fname(root), name = root }
      local with_root = vim.tbl_extend('force', config, { root_dir = root, workspace_folders = { folder } })
      client = vim.lsp.start_client(with_root)
      clients[root] = client
    end
    if client ~= nil then
      vim.lsp.buf_attach_client(buffer, client)
    end
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('hegao', { clear = true }),
    pattern = vim.tbl_keys(LANGUAGES),
    callback = function(event)
      attach(event.buf)
    end,
  })
end

function M.setup(options)
  options = options or {}
  local settings = vim.tbl_extend('force', options.settings or {}, { askReason = true })
  local config = {
    name = 'hegao',
    cmd = options.cmd or { 'hegao', 'lsp' },
    init_options = settings,
    settings = { hegao = settings },
    get_language_id = language,
  }
  vim.lsp.commands['hegao.askReason'] = ask_reason
  if vim.fn.has('nvim-0.11') == 1 then
    config.filetypes = vim.tbl_keys(LANGUAGES)
    config.root_markers = MARKERS
    vim.lsp.config('hegao', config)
    vim.lsp.enable('hegao')
  else
    start_by_hand(config)
  end
end

return M
